import type { Decimal } from "decimal.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  isSymbol,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { furtherAnswer } from "./further-answer.ts";
import type { PodTools } from "./pod-maker.ts";
import type { FunctionOfOne } from "./subject-expression.ts";

const SMOOTH = new Set(
  "Add Negate Multiply Divide Exp Ln Sin Cos Tan Sinh Cosh Tanh Arctan".split(" "),
);
const EXPONENTIAL = new Set(["Exp", "Ln", "ExponentialE"]);
const HIGHEST_ORDER = 6;
/** Far above what rounding leaves of forty digits. */
const CERTAINLY_NOT_ZERO = 1e-20;

/** Has the function every derivative wherever it is defined, on open pieces only? */
export function isSmooth(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  if (parts.length === 0 || variablesOf(expression).length === 0) return true;
  const [base, exponent] = parts as [Expression, Expression];
  if (headOf(expression) === "Power")
    return variablesOf(base).length === 0
      ? evaluateReal(base)?.gt(0) === true && isSmooth(exponent)
      : isSmooth(base) && isNumber(exponent) && /^-?\d+$/.test(exponent.num);
  return SMOOTH.has(headOf(expression)) && parts.every(isSmooth);
}

export interface RealZeros {
  /** Exact and rising. */
  readonly places: readonly Expression[];
  /** False where there may be further zeros. */
  readonly isComplete: boolean;
}

/** Real zeros, in one period where one is given; null where they are not known exactly. */
export async function realZeros(
  { expression, variable }: FunctionOfOne,
  period: Expression | null,
  tools: PodTools,
): Promise<RealZeros | null> {
  const answer = await furtherAnswer(tools, {
    kind: "solve",
    equations: [["Equal", expression, integer(0)]],
    unknowns: [variable],
    domain: {
      isReal: true,
      interval:
        period === null
          ? null
          : { lower: integer(0), upper: period, isLowerClosed: true, isUpperClosed: false },
    },
  });
  if (answer === null) return null;
  const { value } = answer;
  const isProved = answer.certificate.grade === "proved";
  if (value.kind === "none")
    return value.reason === "no-solution" && isProved ? { places: [], isComplete: true } : null;
  if (value.kind !== "solutions" || value.family !== undefined) return null;
  const texts = value.solutions.map((solution) => solution[variable] as string);
  if (texts.some((text) => text.includes("."))) return null;
  const zeros = texts.map((text) => parseExpression(text).expression);
  if (zeros.some((zero) => evaluateReal(zero) === null)) return null;
  return {
    places: zeros.toSorted((a, b) => (evaluateReal(a) as Decimal).cmp(evaluateReal(b) as Decimal)),
    isComplete: isProved && value.complete,
  };
}

/**
 * The first derivative from `from` on that does not vanish at a place where all before it do: its order and
 * its sign. Null where one of them is neither shown to be zero nor clearly different from it.
 */
export function firstDerivativeAt(
  { expression, variable }: FunctionOfOne,
  place: Expression,
  from: number,
): { readonly order: number; readonly isPositive: boolean } | null {
  let derivative = expression;
  for (let order = 1; order <= HIGHEST_ORDER; order++) {
    checkDeadline();
    derivative = derivativeOf({ expression: derivative, variable });
    if (order < from) continue;
    const value = substitute(derivative, variable, place);
    const size = evaluateReal(value);
    if (size === null) return null;
    if (size.abs().gt(CERTAINLY_NOT_ZERO)) return { order, isPositive: size.gt(0) };
    if (decideEqual(value, integer(0)).verdict !== "proved") return null;
  }
  return null;
}

/** The derivative, its exponents worked out: sin(x)^(2 - 1) would lose its value at 0 on the next turn. */
export function derivativeOf({ expression, variable }: FunctionOfOne): Expression {
  const derivative = withPlainExponents(differentiate(expression, variable));
  return exactForm(derivative) ?? derivative;
}

function withPlainExponents(expression: Expression): Expression {
  const parts = argumentsOf(expression);
  if (parts.length === 0) return expression;
  const plain = parts.map(withPlainExponents) as [Expression, ...Expression[]];
  const [base, exponent] = plain as [Expression, Expression];
  if (headOf(expression) !== "Power" || variablesOf(exponent).length > 0)
    return [headOf(expression), ...plain];
  const value = fractionOf(exponent);
  if (value === null) return ["Power", base, exponent];
  if (value.equals(0)) return integer(1);
  return value.equals(1) ? base : ["Power", base, fractionExpression(value)];
}

/** The value of a function at a place, as simply as the engine writes it; null where it is not real. */
export async function valueAt(
  { expression, variable }: FunctionOfOne,
  place: Expression,
  tools: PodTools,
): Promise<Expression | null> {
  const value = substitute(expression, variable, place);
  if (evaluateReal(value) === null) return null;
  const own = exactForm(value);
  // Exponentials and logarithms of numbers stand as they are; to ask for a shorter form takes seconds.
  if (hasExponential(value)) return own ?? value;
  const answer = await furtherAnswer(tools, { kind: "evaluate", expression: value });
  return answer !== null &&
    answer.value.kind === "expression" &&
    answer.certificate.grade === "proved" &&
    !answer.value.plain.includes(".")
    ? parseExpression(answer.value.plain).expression
    : (own ?? value);
}

function hasExponential(expression: Expression): boolean {
  return (
    (isSymbol(expression) && EXPONENTIAL.has(expression)) ||
    EXPONENTIAL.has(headOf(expression)) ||
    argumentsOf(expression).some(hasExponential)
  );
}
