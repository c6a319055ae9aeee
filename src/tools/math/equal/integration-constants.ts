import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isSymbol,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { decideEqual, type ZeroDecision } from "../prove/decide-zero.ts";
import { isSameSpan } from "./same-span.ts";
import { compareValues } from "./compare-values.ts";
import { verdict } from "./verdict.ts";

const SINGLE = /^[CKc]$/;
const INDEXED = /^[CcKk]_?\d$/;
const MOST_CONSTANTS = 3;
/** A name that no letter can have. */
const NEUTRAL = "__constant";

/**
 * Two values, where the names of integration constants make no difference: `x^2 + C` and `x^2 + K`,
 * `C_1 e^x + C_2` and `c2 e^x + c1`. A constant counts as one only where it is plainly that: a single letter
 * that is added to a function and occurs once, or letters with an index in an expression of further ones.
 * The same letter in both is one constant or two: where they differ by a constant nothing is decided.
 */
export function compareUpToConstants(a: Expression, b: Expression): ZeroDecision {
  const decision = compareValues(a, b);
  if (decision.verdict === "proved") return decision;
  return (
    addedConstants(a, b, decision) ?? indexedConstants(a, b) ?? chosenOtherwise(a, b) ?? decision
  );
}

function addedConstants(a: Expression, b: Expression, decision: ZeroDecision): ZeroDecision | null {
  const [first, second] = [addedConstant(a), addedConstant(b)];
  if (first === null || second === null) return null;
  if (first !== second && (contains(a, second) || contains(b, first))) return null;
  const [bareA, bareB] = [without(a, first), without(b, second)];
  const renamed = decideEqual(bareA, bareB);
  if (first !== second && renamed.verdict === "proved")
    return {
      ...renamed,
      detail: `${renamed.detail} Only the integration constants have other names.`,
    };
  const difference: Expression = ["Add", bareA, ["Negate", bareB]];
  const isShifted = [0, 1, 2].every(
    (place) => decideEqual(difference, at(difference, place)).verdict !== "refuted",
  );
  return isShifted
    ? verdict(
        "undecided",
        "The two may differ by a constant only, which the integration constants take up.",
      )
    : decision;
}

/** The letter of the constant that is added to a function of other letters, where it occurs nowhere else. */
function addedConstant(expression: Expression): string | null {
  const terms = headOf(expression) === "Add" ? argumentsOf(expression) : [];
  const found = terms.filter((term) => isSymbol(term) && SINGLE.test(term)) as string[];
  const [name] = found;
  if (name === undefined || found.length > 1) return null;
  const rest = terms.filter((term) => term !== name);
  const letters = rest.flatMap(variablesOf);
  return letters.length === 0 || letters.includes(name) ? null : name;
}

const without = (expression: Expression, name: string): Expression =>
  substitute(expression, name, { num: "0" });

/** The same at a fixed value of its letters. */
function at(expression: Expression, place: number): Expression {
  return variablesOf(expression).reduce<Expression>(
    (result, name, index) => substitute(result, name, { num: String(3 + 2 * place + index) }),
    expression,
  );
}

function indexedConstants(a: Expression, b: Expression): ZeroDecision | null {
  const [first, second] = [a, b].map((side) =>
    variablesOf(side).filter((name) => INDEXED.test(name)),
  ) as [string[], string[]];
  const isOther = first.join() !== second.join();
  const isPlain =
    isOther &&
    first.length === second.length &&
    first.length > 0 &&
    first.length <= MOST_CONSTANTS &&
    [a, b].every((side) => variablesOf(side).some((name) => !INDEXED.test(name))) &&
    !first.some((name) => second.includes(name));
  if (!isPlain) return null;
  const named = (side: Expression, names: readonly string[]): Expression =>
    names.reduce<Expression>(
      (result, name, index) => substitute(result, name, `${NEUTRAL}${index}`),
      side,
    );
  const left = named(a, first.toSorted());
  for (const order of orders(second.toSorted())) {
    const decision = decideEqual(left, named(b, order));
    if (decision.verdict === "proved")
      return { ...decision, detail: "Equal once the integration constants have the same names." };
  }
  return verdict(
    "undecided",
    "With the integration constants renamed the two are not the same; the constants may be chosen in another way.",
  );
}

/** The same letters on both sides: `c1 e^x + c2 e^(-x)` is every `c1 cosh(x) + c2 sinh(x)` for other values. */
function chosenOtherwise(a: Expression, b: Expression): ZeroDecision | null {
  const names = variablesOf(a).filter((name) => INDEXED.test(name));
  const others = variablesOf(b).filter((name) => INDEXED.test(name));
  const isPossible =
    names.length > 0 &&
    names.length <= MOST_CONSTANTS &&
    names.toSorted().join() === others.toSorted().join();
  return isPossible && isSameSpan(a, b, names)
    ? verdict("undecided", "The constants may be chosen so that both are the same.")
    : null;
}

function orders(names: readonly string[]): string[][] {
  if (names.length <= 1) return [[...names]];
  return names.flatMap((name) =>
    orders(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
  );
}
