import type { EqualResult } from "../../../core/math-port.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideRelationBetween } from "../prove/decide-relation.ts";
import { decideEqual, type ZeroDecision } from "../prove/decide-zero.ts";
import { sameNumbers, type WrittenInterval } from "./intervals.ts";
import { looksLikeQuantity, readQuantity } from "./quantity.ts";
import { nameless, readAnswer, type WrittenAnswer } from "./read-answer.ts";

/** Are two written answers, perhaps with units, the same? Units are converted exactly. */
export async function decideEqualAnswers(a: string, b: string): Promise<EqualResult> {
  const plain = decideEqualTexts(a, b);
  if (!looksLikeQuantity(a) || !looksLikeQuantity(b)) return plain;
  const [left, right] = [await readQuantity(a), await readQuantity(b)];
  if (left === null || right === null) return plain;
  const texts = { a: a.trim(), b: b.trim() };
  if (left.dimension !== right.dimension)
    return {
      ...resultOf(plainVerdict("refuted", "The two quantities measure different things.")),
      ...texts,
    };
  return { ...resultOf(decideEqual(left.value, right.value)), ...texts };
}

/** Are two written answers the same mathematics? Sets ignore order, tuples and lists do not. */
export function decideEqualTexts(a: string, b: string): EqualResult {
  const [left, right] = [readAnswer(a), readAnswer(b)];
  const texts = { a: shown(left), b: shown(right) };
  if (left === null || right === null)
    return {
      verdict: "undecided",
      equal: null,
      method: "none",
      detail: `"${(left === null ? a : b).slice(0, 80)}" could not be read as mathematics, so nothing is decided.`,
      ...texts,
    };
  return { ...resultOf(compareWritten(left, right)), ...texts };
}

function shown(answer: WrittenAnswer | null): string | null {
  if (answer === null) return null;
  if (answer.kind === "words") return answer.words;
  if (answer.kind === "expression") return printPlain(answer.expression);
  return answer.intervals
    .map(
      ({ lo, hi, loClosed, hiClosed }) =>
        `${loClosed ? "[" : "("}${printPlain(lo)}, ${printPlain(hi)}${hiClosed ? "]" : ")"}`,
    )
    .join(" or ");
}

function resultOf(decision: ZeroDecision): Omit<EqualResult, "a" | "b"> {
  const equal =
    decision.verdict === "undecided"
      ? decision.agreesNumerically || null
      : decision.verdict === "proved";
  return { verdict: decision.verdict, equal, method: decision.method, detail: decision.detail };
}

function compareWritten(left: WrittenAnswer, right: WrittenAnswer): ZeroDecision {
  if (left.kind === "words" || right.kind === "words") {
    if (left.kind === "words" && right.kind === "words")
      return left.words === right.words
        ? { ...plainVerdict("proved", "Both say the same in words."), method: "same-words" }
        : plainVerdict("refuted", "They say different things in words.");
    return plainVerdict("undecided", "One answer is a word and the other is not.");
  }
  if (left.kind === "intervals" || right.kind === "intervals")
    return compareIntervals(intervalsOf(left), intervalsOf(right));
  const [a, b] = [left.expression, right.expression];
  if (left.asInterval !== null && right.asInterval !== null) {
    const decision = compare(a, b);
    return decision.verdict === "proved" && left.asInterval.loClosed !== right.asInterval.loClosed
      ? plainVerdict(
          "undecided",
          "Read as intervals they differ in their ends; read as pairs they are equal.",
        )
      : decision;
  }
  const rounded = right.rounded ?? left.rounded;
  if (rounded !== null && variablesOf(a).length === 0 && variablesOf(b).length === 0) {
    const [exact, decimal] = right.rounded === null ? [b, a] : [a, b];
    const decision = decideRelationBetween(nameless(exact), "≈", nameless(decimal), rounded);
    return { ...plainVerdict(decision.verdict, decision.detail), method: "stated-rounding" };
  }
  if (headOf(a) === "Equal" && headOf(b) === "Equal" && variablesOf(a).length > 1)
    return compareEquations(a, b);
  return compare(nameless(a), nameless(b));
}

function intervalsOf(
  answer: Exclude<WrittenAnswer, { kind: "words" }>,
): readonly WrittenInterval[] | null {
  if (answer.kind === "intervals") return answer.intervals;
  return answer.asInterval === null ? null : [answer.asInterval];
}

function compareIntervals(
  a: readonly WrittenInterval[] | null,
  b: readonly WrittenInterval[] | null,
): ZeroDecision {
  const isSame = a === null || b === null ? null : sameNumbers(a, b);
  if (isSame === null)
    return plainVerdict("undecided", "Whether both hold the same numbers is not decided.");
  return {
    ...plainVerdict(
      isSame ? "proved" : "refuted",
      isSame ? "Both hold the same numbers." : "One holds numbers that the other does not.",
    ),
    method: "interval-ends",
  };
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
  if (isInfinite(a) || isInfinite(b))
    return plainVerdict(
      a === b ? "proved" : isInfinite(a) && isInfinite(b) ? "refuted" : "undecided",
      "Infinite values are compared by their sign.",
    );
  return decideEqual(a, b);
}

function isInfinite(expression: Expression): boolean {
  return expression === "PositiveInfinity" || expression === "NegativeInfinity";
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
