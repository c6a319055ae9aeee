import type { EqualResult } from "../../../core/math-port.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { ZeroDecision } from "../prove/decide-zero.ts";
import { isSameDimension } from "../units/unit.ts";
import { compareEquations } from "./equations.ts";
import { compareUpToConstants } from "./integration-constants.ts";
import { sameNumbers, type WrittenInterval } from "./intervals.ts";
import { otherReadings } from "./other-readings.ts";
import { readAnswer } from "./read-answer.ts";
import { agreesWhenRounded } from "./rounding.ts";
import { compareInOrder, compareMembers, compareValues } from "./compare-values.ts";
import { unlessProved, verdict } from "./verdict.ts";
import { compareWords } from "./words-of-answers.ts";
import type { WrittenAnswer } from "./written-answer.ts";

/**
 * Are two written answers the same mathematics? Sets ignore order, tuples do not, units and currencies
 * count, rounding is judged where it is stated. The order of the two makes no difference.
 */
export function decideEqualTexts(a: string, b: string): EqualResult {
  const result = decideAsRead(a, b);
  if (result.verdict !== "refuted") return result;
  const isCase = a.trim().length === 1 && a.trim().toLowerCase() === b.trim().toLowerCase();
  if (!isCase && !otherReadings(a, b).some(([x, y]) => decideAsRead(x, y).verdict === "proved"))
    return result;
  return {
    ...result,
    verdict: "undecided",
    equal: null,
    method: "none",
    detail: "They are equal in one reading of what is written and not in another.",
  };
}

function decideAsRead(a: string, b: string): EqualResult {
  const [left, right] = [readAnswer(a), readAnswer(b)];
  const texts = { a: shown(left, a), b: shown(right, b) };
  if (left === null || right === null)
    return {
      verdict: "undecided",
      equal: null,
      method: "none",
      detail: `"${(left === null ? a : b).slice(0, 80)}" could not be read as mathematics, so nothing is decided.`,
      ...texts,
    };
  const { verdict: value, method, detail } = compareAnswers(left, right);
  return {
    verdict: value,
    equal: value === "undecided" ? null : value === "proved",
    method,
    detail,
    ...texts,
  };
}

function shown(answer: WrittenAnswer | null, text: string): string | null {
  switch (answer?.kind) {
    case undefined:
      return null;
    case "words":
      return answer.words;
    case "value":
      return printPlain(answer.expression);
    case "values": {
      const inner = answer.members.map(printPlain).join(", ");
      return answer.order === "unordered"
        ? `{${inner}}`
        : answer.order === "ordered"
          ? `(${inner})`
          : inner;
    }
    case "intervals":
      return answer.intervals
        .map(
          ({ lo, hi, loClosed, hiClosed }) =>
            `${loClosed ? "[" : "("}${printPlain(lo)}, ${printPlain(hi)}${hiClosed ? "]" : ")"}`,
        )
        .join(" or ");
    case "record":
      return [...answer.entries]
        .map(([name, value]) => `${name} = ${printPlain(value)}`)
        .join(", ");
    case "equation":
      return `${printPlain(answer.left)} = ${printPlain(answer.right)}`;
    default:
      return text.trim();
  }
}

type Of<Kind extends WrittenAnswer["kind"]> = Extract<WrittenAnswer, { kind: Kind }>;

/** The kinds in the order in which the first of a pair is looked at, so that each pair is met once. */
const KINDS = [
  "words",
  "intervals",
  "money",
  "quantity",
  "counted",
  "equation",
  "record",
  "values",
  "value",
] as const;

function compareAnswers(x: WrittenAnswer, y: WrittenAnswer): ZeroDecision {
  const [a, b] = KINDS.indexOf(x.kind) <= KINDS.indexOf(y.kind) ? [x, y] : [y, x];
  switch (a.kind) {
    case "words":
      return compareWithWords(a, b);
    case "intervals":
      return compareWithIntervals(a, b);
    case "money":
      return compareWithMoney(a, b);
    case "quantity":
      return compareWithQuantity(a, b);
    case "counted":
      return compareWithCounted(a, b);
    case "equation":
      return compareWithEquation(a, b);
    case "record":
      return compareWithRecord(a, b);
    case "values":
      return compareWithValues(a, b);
    default:
      return compareTwoValues(a, b as Of<"value">);
  }
}

function compareWithWords(a: Of<"words">, b: WrittenAnswer): ZeroDecision {
  if (b.kind === "words") {
    const value = compareWords(a.words, b.words);
    return value === "undecided"
      ? verdict("undecided", "The two words do not say the same, and need not exclude each other.")
      : {
          ...verdict(
            value,
            value === "proved" ? "Both say the same in words." : "They say opposite things.",
          ),
          method: "same-words",
        };
  }
  const isSolved =
    a.words === "no solution" &&
    (b.kind === "values" ||
      b.kind === "record" ||
      (b.kind === "value" && !isInfinite(b.expression)));
  return isSolved
    ? verdict("refuted", "One says that there is no solution and the other gives one.")
    : verdict("undecided", "One answer is a word and the other is not.");
}

function compareWithIntervals(a: Of<"intervals">, b: WrittenAnswer): ZeroDecision {
  const other: readonly WrittenInterval[] | null =
    b.kind === "intervals"
      ? b.intervals
      : b.kind === "values" && b.asInterval !== null
        ? [b.asInterval]
        : null;
  const isSame = other === null ? null : sameNumbers(a.intervals, other);
  if (isSame === null)
    return verdict("undecided", "Whether both hold the same numbers is not decided.");
  return {
    ...verdict(
      isSame ? "proved" : "refuted",
      isSame ? "Both hold the same numbers." : "One holds numbers that the other does not.",
    ),
    method: "interval-ends",
  };
}

function compareWithMoney(a: Of<"money">, b: WrittenAnswer): ZeroDecision {
  if (b.kind === "money")
    return a.currencies.some((currency) => b.currencies.includes(currency))
      ? compareValues(a.value, b.value)
      : verdict("refuted", "The two amounts are in different currencies.");
  if (b.kind !== "value" || b.rounding !== null || variablesOf(b.expression).length > 0)
    return verdict("undecided", "An amount of money is compared with an amount or a number.");
  const decision = compareValues(a.value, b.expression);
  if (decision.verdict === "proved" && a.isMainUnit)
    return { ...decision, detail: "The numbers are equal; only one answer names the currency." };
  return a.isMainUnit
    ? decision
    : verdict("undecided", "Only one answer says what the number counts.");
}

function compareWithQuantity(a: Of<"quantity">, b: WrittenAnswer): ZeroDecision {
  if (b.kind === "quantity")
    return isSameDimension(a.dimension, b.dimension)
      ? compareValues(a.value, b.value)
      : verdict("refuted", "The two quantities measure different things.");
  if (
    b.kind === "value" &&
    b.rounding === null &&
    a.asExpression !== null &&
    variablesOf(b.expression).length > 0
  )
    return compareValues(a.asExpression, b.expression);
  return verdict("undecided", "One answer has a unit and the other has none.");
}

function compareWithCounted(a: Of<"counted">, b: WrittenAnswer): ZeroDecision {
  if (b.kind === "counted") {
    const decision = compareValues(a.value, b.value);
    return a.noun === b.noun
      ? decision
      : unlessProved(
          decision,
          "The numbers are equal; whether the same things are counted is not known.",
        );
  }
  if (b.kind !== "value" || b.rounding !== null)
    return verdict("undecided", "A number of things is compared with a number.");
  const decision = compareValues(a.value, b.expression);
  return decision.verdict === "proved"
    ? {
        ...decision,
        detail: `The numbers are equal; only one answer names what is counted (${a.noun}).`,
      }
    : decision;
}

function compareWithEquation(a: Of<"equation">, b: WrittenAnswer): ZeroDecision {
  if (b.kind === "equation") return compareEquations([a.left, a.right], [b.left, b.right]);
  return b.kind === "value" && b.name !== null && !b.name.endsWith("()") && b.rounding === null
    ? compareEquations([a.left, a.right], [b.name, b.expression])
    : verdict("undecided", "One answer is an equation and the other is not.");
}

function compareWithRecord(a: Of<"record">, b: WrittenAnswer): ZeroDecision {
  const names = [...a.entries.keys()];
  if (b.kind === "record") {
    if (names.length !== b.entries.size || !names.every((name) => b.entries.has(name)))
      return verdict("undecided", "The two answers give values for different letters.");
    return compareInOrder(
      names.map((name) => a.entries.get(name) as Expression),
      names.map((name) => b.entries.get(name) as Expression),
    );
  }
  if (b.kind !== "values" || b.name !== null)
    return verdict(
      "undecided",
      "One answer gives values for several letters and the other does not.",
    );
  const isInOrder = names.every((name, k) => k === 0 || (names[k - 1] as string) < name);
  // Coordinates are written in the order of the alphabet, however the letters come.
  const sorted = names.every((name) => /^[xyz]$/.test(name)) ? names.toSorted() : names;
  if (b.order === "ordered" && (isInOrder || sorted !== names))
    return compareInOrder(
      sorted.map((name) => a.entries.get(name) as Expression),
      b.members,
    );
  const asSets = compareMembers([...a.entries.values()], b.members);
  return asSets.verdict === "refuted"
    ? asSets
    : verdict("undecided", "Which value belongs to which letter is not said in both.");
}

function compareWithValues(a: Of<"values">, b: WrittenAnswer): ZeroDecision {
  if (b.kind === "value") {
    if (b.isAmbiguous)
      return verdict("undecided", "A number in brackets or a pair: this can be read as either.");
    if (b.rounding !== null)
      return verdict("undecided", "Several values and a rounded one are not compared.");
    const [only] = a.members;
    if (a.order === "unordered" && a.members.length > 1)
      return compareMembers(a.members, [b.expression]);
    if (a.members.length !== 1 || only === undefined)
      return headOf(b.expression) === "List"
        ? verdict("undecided", "A matrix and a list of values are not compared.")
        : verdict("refuted", "One answer has several values and the other has one.");
    const decision = compareValues(only, b.expression);
    return sameNames(a.name, b.name)
      ? decision
      : unlessProved(decision, "The values are equal, but belong to different letters.");
  }
  const c = b as Of<"values">;
  const decision = compareLists(a, c);
  return sameNames(a.name, c.name)
    ? decision
    : unlessProved(decision, "The values are equal, but belong to different letters.");
}

function compareLists(a: Of<"values">, b: Of<"values">): ZeroDecision {
  if (a.order === "ordered" && b.order === "ordered") {
    const decision = compareInOrder(a.members, b.members);
    const isDoubtful =
      a.asInterval !== null &&
      b.asInterval !== null &&
      a.asInterval.loClosed !== b.asInterval.loClosed;
    return isDoubtful
      ? unlessProved(
          decision,
          "Read as intervals they differ in their ends; read as pairs they are equal.",
        )
      : decision;
  }
  const asSets = compareMembers(a.members, b.members);
  if (a.order !== "ordered" && b.order !== "ordered") return asSets;
  const isEither = a.order === "either" || b.order === "either";
  if (isEither && compareInOrder(a.members, b.members).verdict === "proved") return asSets;
  return unlessProved(asSets, "The members are equal; one answer is ordered and the other is not.");
}

function compareTwoValues(a: Of<"value">, b: Of<"value">): ZeroDecision {
  if (a.isAmbiguous !== b.isAmbiguous)
    return unlessProved(
      compareValues(a.expression, b.expression),
      "A number in brackets or a pair: this can be read as either.",
    );
  const decision =
    a.rounding !== null || b.rounding !== null
      ? compareRounded(a, b)
      : compareUpToConstants(a.expression, b.expression);
  if (sameNames(a.name, b.name)) return decision;
  const isEquation = [...variablesOf(a.expression), ...variablesOf(b.expression)].length > 0;
  if (
    isEquation &&
    decision.verdict === "refuted" &&
    ![a.name, b.name].some((name) => name?.endsWith("()") === true)
  )
    return compareEquations([a.name as string, a.expression], [b.name as string, b.expression]);
  return unlessProved(decision, "The values are equal, but belong to different letters.");
}

/** `y = …` and `f(x) = …` name the same thing. */
function sameNames(a: string | null, b: string | null): boolean {
  const isFunctionValue = (name: string | null): boolean => name === "y" || name === "f()";
  return a === null || b === null || a === b || (isFunctionValue(a) && isFunctionValue(b));
}

function compareRounded(a: Of<"value">, b: Of<"value">): ZeroDecision {
  const direct = compareValues(a.expression, b.expression);
  if (a.rounding !== null && b.rounding !== null)
    return direct.verdict === "proved" ? direct : verdict("undecided", "Both values are rounded.");
  const [exact, decimal] = a.rounding === null ? [a, b] : [b, a];
  if (decimal.rounding === null || variablesOf(exact.expression).length > 0)
    return verdict("undecided", "A rounded value is compared with a number.");
  const agrees = agreesWhenRounded(exact.expression, decimal.rounding);
  const detail =
    agrees === null
      ? "The decimal is near the value, but not certainly its rounding."
      : agrees
        ? "The decimal is the value, rounded or cut to the digits shown."
        : "The decimal is not the value rounded to the digits shown.";
  return {
    ...verdict(agrees === null ? "undecided" : agrees ? "proved" : "refuted", detail),
    method: "stated-rounding",
  };
}

function isInfinite(expression: Expression): boolean {
  const [inner] = argumentsOf(expression);
  return (
    expression === "PositiveInfinity" ||
    expression === "NegativeInfinity" ||
    (headOf(expression) === "Negate" && inner === "PositiveInfinity")
  );
}
