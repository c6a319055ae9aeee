import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { StepCheck } from "./step-chain.ts";

/** Left minus right, or null for what is no equation. */
export function differenceOf(equation: Expression): Expression | null {
  if (headOf(equation) !== "Equal") return null;
  const [left, right] = argumentsOf(equation);
  if (left === undefined || right === undefined) return null;
  return ["Add", left, ["Negate", right]];
}

/**
 * The check that an equation says the same as the alternatives it is replaced by. The product of the
 * alternatives' differences must be the equation's difference times a number that is not zero: then both
 * vanish at the same places. Both must also be defined at the same places: what restricts them (denominators,
 * roots, logarithms) must be the same, else there is no such check here.
 */
export function checkSameSolutions(
  before: Expression,
  alternatives: readonly Expression[],
): StepCheck {
  const difference = differenceOf(before);
  const parts = alternatives.map(differenceOf);
  if (difference === null || parts.length === 0 || parts.includes(null)) return null;
  const guards = guardsOf(before);
  const laterGuards = new Set(alternatives.flatMap((part) => [...guardsOf(part)]));
  if (guards.size !== laterGuards.size || ![...guards].every((guard) => laterGuards.has(guard)))
    return null;
  const product: Expression =
    parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...(parts as Expression[])];
  const factor = constantRatio(difference, product);
  if (factor === null) return null;
  return {
    grade: "proved",
    method: "same-zeros",
    detail:
      "The difference of the two sides is, before and after, the same up to a factor that is not zero.",
  };
}

/** Expressions with variables that must not vanish or must have a value for the whole to be defined. */
function guardsOf(expression: Expression): Set<string> {
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  const guarded =
    head === "Divide"
      ? [parts[1]]
      : head === "Power"
        ? isWhole(parts[1])
          ? []
          : parts
        : DEFINED_EVERYWHERE.has(head) || head === ""
          ? []
          : parts;
  const own = guarded.flatMap((part) =>
    part === undefined || variablesOf(part).length === 0 ? [] : [`${head} ${printPlain(part)}`],
  );
  return new Set([...own, ...parts.flatMap((part) => [...guardsOf(part)])]);
}

const DEFINED_EVERYWHERE: ReadonlySet<string> = new Set([
  "Add",
  "Multiply",
  "Negate",
  "Subtract",
  "Equal",
  "Abs",
  "Sin",
  "Cos",
]);

function isWhole(exponent: Expression | undefined): boolean {
  return exponent !== undefined && isNumber(exponent) && /^\d+$/.test(exponent.num);
}

/** Points at which the ratio is guessed; it is proved for all values afterwards. */
const GUESSES: readonly string[] = ["7", "13/5", "29/7"];

/** The number c with `before = c · after`, proved, or null. */
function constantRatio(before: Expression, after: Expression): Expression | null {
  const names = new Set([...variablesOf(before), ...variablesOf(after)]);
  for (const guess of GUESSES) {
    const at = (expression: Expression): Expression =>
      [...names].reduce<Expression>(
        (all, name, index) => substituteNumber(all, name, guess, index),
        expression,
      );
    const [above, below] = [at(before), at(after)];
    const [numerator, denominator] = [evaluateReal(above), evaluateReal(below)];
    // Without a real value the ratio may still be a complex number.
    if (numerator?.isZero() === true || denominator?.isZero() === true) continue;
    const ratio: Expression = ["Divide", above, below];
    return decideEqual(before, ["Multiply", ratio, after]).verdict === "proved" ? ratio : null;
  }
  return decideEqual(before, ZERO).verdict === "proved" &&
    decideEqual(after, ZERO).verdict === "proved"
    ? { num: "1" }
    : null;
}

function substituteNumber(
  expression: Expression,
  name: string,
  guess: string,
  index: number,
): Expression {
  const [numerator = "1", denominator = "1"] = guess.split("/");
  const value: Expression = [
    "Divide",
    { num: String(Number(numerator) + 3 * index) },
    { num: denominator },
  ];
  return substitute(expression, name, value);
}
