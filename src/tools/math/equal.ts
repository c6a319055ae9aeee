import { AnsatzError } from "../../core/errors.ts";
import type { EqualResult } from "../../core/math-port.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isSymbol,
  variablesOf,
} from "./expression/expression.ts";
import { printPlain } from "./expression/print-plain.ts";
import { decideEqual, type ZeroDecision } from "./prove/decide-zero.ts";
import { parseExpression } from "./read/parse.ts";
import { stripFillers, wordsToSigns } from "./read/words.ts";

/** Are two written answers the same mathematics? Sets ignore order, tuples and lists do not. */
export function decideEqualTexts(a: string, b: string): EqualResult {
  const [left, right] = [readAnswer(a), readAnswer(b)];
  if (typeof left === "string" && typeof right === "string" && left === right && left !== "")
    return {
      verdict: "proved",
      equal: true,
      method: "same-words",
      detail: "Both say the same in words.",
      a: left,
      b: right,
    };
  if (typeof left === "string" || typeof right === "string" || left === null || right === null) {
    const unread = left === null || typeof left === "string" ? a : b;
    return {
      verdict: "undecided",
      equal: null,
      method: "none",
      detail: `"${unread.slice(0, 80)}" could not be read as mathematics, so nothing is decided.`,
      a: left === null || typeof left === "string" ? null : printPlain(left.expression),
      b: right === null || typeof right === "string" ? null : printPlain(right.expression),
    };
  }
  const isEquation = (part: { expression: Expression }): boolean =>
    headOf(part.expression) === "Equal";
  const bothEquations = isEquation(left) && isEquation(right);
  const decision =
    bothEquations && variablesOf(left.expression).length > 1
      ? compareEquations(left.expression, right.expression)
      : compare(nameless(left.expression), nameless(right.expression));
  return {
    verdict: decision.verdict,
    equal:
      decision.verdict === "proved"
        ? true
        : decision.verdict === "refuted"
          ? false
          : decision.agreesNumerically
            ? true
            : null,
    method: decision.method,
    detail: decision.detail,
    a: printPlain(left.expression),
    b: printPlain(right.expression),
  };
}

const WORDS = new Map([
  ["yes", "true"],
  ["true", "true"],
  ["是", "true"],
  ["对", "true"],
  ["no", "false"],
  ["false", "false"],
  ["否", "false"],
  ["no solution", "no solution"],
  ["无解", "no solution"],
  ["divergent", "divergent"],
  ["undefined", "undefined"],
]);

/** The expression of an answer, a known word, or null. `x = 3` as an answer means 3. */
function readAnswer(text: string): { expression: Expression } | string | null {
  const bare = stripFillers(text)
    .replace(/^\$+|\$+$/g, "")
    .trim();
  const word = WORDS.get(bare.toLowerCase());
  if (word !== undefined) return word;
  const boxed = /^\\boxed\{(.*)\}$/s.exec(bare)?.[1] ?? bare;
  try {
    return { expression: joinAlternatives(boxed) };
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

/** `x = 1 or x = 2`, `1, 2` and `{1, 2}` name the same set of values. */
function joinAlternatives(text: string): Expression {
  const parts = text.split(/\s+or\s+|\s*或\s*/i);
  if (parts.length > 1)
    return [
      "Set",
      ...parts.map((part) => nameless(parseExpression(wordsToSigns(part)).expression)),
    ];
  const expression = parseExpression(wordsToSigns(text)).expression;
  return headOf(expression) === "Sequence"
    ? ["Set", ...argumentsOf(expression).map(nameless)]
    : expression;
}

function nameless(expression: Expression): Expression {
  const [left, right] = argumentsOf(expression) as [Expression, Expression];
  return headOf(expression) === "Equal" && isSymbol(left) ? right : expression;
}

const ORDERED = new Set(["List", "Tuple"]);

function compare(a: Expression, b: Expression): ZeroDecision {
  const [headA, headB] = [headOf(a), headOf(b)];
  if (ORDERED.has(headA) && ORDERED.has(headB))
    return compareInOrder(argumentsOf(a), argumentsOf(b));
  if (headA === "Set" || headB === "Set") return compareSets(members(a), members(b));
  if (ORDERED.has(headA) !== ORDERED.has(headB))
    return plainVerdict("refuted", "One is a list and the other a single value.");
  if (headA === "Equal" && headB === "Equal") return compareEquations(a, b);
  if (isRelation(headA) || isRelation(headB)) {
    return printPlain(a) === printPlain(b)
      ? plainVerdict("proved", "Both are written the same.")
      : plainVerdict("undecided", "Comparing these statements is not supported.");
  }
  return decideEqual(a, b);
}

function isRelation(head: string): boolean {
  return [
    "Equal",
    "NotEqual",
    "Less",
    "Greater",
    "LessEqual",
    "GreaterEqual",
    "And",
    "Or",
  ].includes(head);
}

function members(expression: Expression): readonly Expression[] {
  return headOf(expression) === "Set" || ORDERED.has(headOf(expression))
    ? argumentsOf(expression)
    : [expression];
}

function plainVerdict(verdict: ZeroDecision["verdict"], detail: string): ZeroDecision {
  return {
    verdict,
    kind: verdict === "undecided" ? "none" : "exact",
    method: verdict === "undecided" ? "none" : "structure",
    detail,
    agreesNumerically: false,
    points: 0,
  };
}

function compareInOrder(a: readonly Expression[], b: readonly Expression[]): ZeroDecision {
  if (a.length !== b.length)
    return plainVerdict("refuted", `One has ${a.length} parts, the other ${b.length}.`);
  const decisions = a.map((part, index) => compare(part, b[index] as Expression));
  return combine(decisions);
}

function combine(decisions: readonly ZeroDecision[]): ZeroDecision {
  const refuted = decisions.find((decision) => decision.verdict === "refuted");
  if (refuted !== undefined) return refuted;
  const open = decisions.find((decision) => decision.verdict === "undecided");
  if (open !== undefined)
    return {
      ...open,
      agreesNumerically: decisions.every(
        (decision) => decision.verdict === "proved" || decision.agreesNumerically,
      ),
    };
  return {
    ...plainVerdict("proved", "Every part is equal."),
    method: decisions[0]?.method ?? "structure",
    agreesNumerically: true,
  };
}

/** Equal as sets: every member of each has an equal in the other. */
function compareSets(a: readonly Expression[], b: readonly Expression[]): ZeroDecision {
  if (a.length > 40 || b.length > 40)
    return plainVerdict("undecided", "The sets are too large to compare.");
  const best: ZeroDecision[] = [];
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    for (const part of from) {
      const decisions = to.map((other) => compare(part, other));
      const match =
        decisions.find((decision) => decision.verdict === "proved") ??
        decisions.find(
          (decision) => decision.verdict === "undecided" && decision.agreesNumerically,
        ) ??
        decisions.find((decision) => decision.verdict === "undecided");
      if (match === undefined)
        return plainVerdict("refuted", `${printPlain(part)} is in one and not in the other.`);
      best.push(match);
    }
  return combine(best);
}

/** Two equations are the same when their differences are proportional by a non-zero number. */
function compareEquations(a: Expression, b: Expression): ZeroDecision {
  const difference = (equation: Expression): Expression => {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    return ["Add", left, ["Negate", right]];
  };
  const [p, q] = [difference(a), difference(b)];
  for (const factor of [p, ["Negate", p] as Expression]) {
    const decision = decideEqual(factor, q);
    if (decision.verdict === "proved") return decision;
  }
  return plainVerdict(
    "undecided",
    "The two equations are written differently; whether they have the same solutions is not decided.",
  );
}
