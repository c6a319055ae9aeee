import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { breaksOf } from "../solve/breaks.ts";

/** Functions that have a derivative wherever they have a value, as everything made of them has. */
const SMOOTH = new Set(
  (
    "Add Negate Multiply Divide Exp Ln Lg Lb Log Sin Cos Tan Cot Sec Csc Sinh Cosh Tanh Coth Sech Csch " +
    "Arctan Arccot Arsinh Artanh Gamma Digamma Erf Erfc Erfi SinIntegral"
  ).split(" "),
);

/**
 * Real points at which a function has a value and the rules of differentiation may say nothing: corners of
 * absolute values, zeros under roots, ends of domains. Null where they cannot all be named.
 */
export function roughPlaces(f: Expression, variable: string): Expression[] | null {
  if (isSmoothWhereDefined(f, [variable])) return [];
  const breaks = breaksOf(f, variable);
  if (breaks === null || breaks.some(({ period }) => period !== null)) return null;
  return breaks
    .flatMap(({ points }) => points)
    .filter((point) => evaluateReal(point) !== null)
    .filter((point) => isDefinedReal(substitute(f, variable, point)) !== false)
    .filter(
      (point, k, all) => all.findIndex((other) => printPlain(other) === printPlain(point)) === k,
    );
}

export function isSmoothWhereDefined(f: Expression, variables: readonly string[]): boolean {
  if (!variables.some((name) => contains(f, name)) || variables.includes(f as string)) return true;
  const parts = argumentsOf(f);
  if (!parts.every((part) => isSmoothWhereDefined(part, variables))) return false;
  if (headOf(f) !== "Power") return SMOOTH.has(headOf(f));
  const [base, exponent] = parts as [Expression, Expression];
  const isConstantBase = !variables.some((name) => contains(base, name));
  return isConstantBase || rationalOf(exponent)?.d === 1n;
}
