import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { factorUnivariate, trim, type Univariate } from "../exact/univariate.ts";
import { argumentsOf, contains, type Expression, headOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { breaksOf } from "../solve/breaks.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { rootsOfFactor } from "../solve/polynomial-roots.ts";
import { naturalLogarithms } from "../solve/solve-by-inverse.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { zerosOrSame } from "../solve/zero-sets.ts";
import type { ZeroSet } from "../solve/zeros-by-pieces.ts";
import { realRoots } from "./real-roots.ts";

/** Zeros of the difference of the sides, and where a side may break. */
export interface CriticalPoints {
  readonly zeros: readonly ZeroSet[];
  readonly breaks: readonly ZeroSet[];
  /** True where zeros are known as decimals only, in number and place proved by interval arithmetic. */
  readonly hasDecimals: boolean;
}

/** All points at which a relation of one unknown may change from holding to not holding; null where unknown. */
export function criticalPoints(
  relation: Expression,
  variable: string,
  window: SolveDomain["interval"],
): CriticalPoints | null {
  const rational = rationalPoints(relation, variable);
  if (rational !== null) return { ...rational, hasDecimals: false };
  const [left, right] = argumentsOf(relation).map(naturalLogarithms) as [Expression, Expression];
  const breaks = breaksOf(["Add", left, right], variable);
  if (breaks === null) return null;
  const zeros = zerosOrSame(left, right, variable);
  if (zeros !== null) return { zeros, breaks, hasDecimals: false };
  const decimal = realRoots(left, right, variable, { isReal: true, interval: window }, []);
  if (decimal === null || !decimal.isComplete) return null;
  return { zeros: [{ points: decimal.roots, period: null }], breaks, hasDecimals: true };
}

/** Exact real zeros of the numerator and denominators of left - right; null where it is no quotient of polynomials. */
function rationalPoints(
  relation: Expression,
  variable: string,
): Pick<CriticalPoints, "zeros" | "breaks"> | null {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  // The normal form may cancel a root or a logarithm, and with it the end of the domain.
  if (![left, right].every((side) => isRational(side, variable))) return null;
  try {
    const form = new NormalForm();
    const value = form.normalize(["Add", left, ["Negate", right]]);
    const index = form.indexOfVariable(variable);
    if (index === null) return { zeros: [], breaks: [] };
    const zeros: Expression[] = [];
    const breaks: Expression[] = [];
    // Uncancelled denominators matter for where the relation is defined.
    const parts = [value.numerator, value.denominator].map((polynomial) => ({ polynomial, index }));
    for (const part of denominators(relation)) {
      const own = new NormalForm();
      const { numerator } = own.normalize(part);
      const at = own.indexOfVariable(variable);
      if (at !== null) parts.push({ polynomial: numerator, index: at });
    }
    for (const { polynomial, index: at } of parts) {
      if ([...polynomial.generators()].some((generator) => generator !== at)) return null;
      const coefficients = trim(
        coefficientsIn(polynomial, at)
          .map((part) => part.asConstant())
          .filter((part) => part !== null),
      ) as Univariate;
      if (coefficients.length < 2) continue;
      for (const { factor } of factorUnivariate(coefficients)) {
        const found = rootsOfFactor(factor);
        if (found === null || found.some((root) => !root.isExact)) return null;
        (polynomial === value.numerator ? zeros : breaks).push(
          ...found.map((root) => root.expression).filter((root) => evaluateReal(root) !== null),
        );
      }
    }
    return {
      zeros: [{ points: zeros, period: null }],
      breaks: [{ points: breaks, period: null }],
    };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** Built from the unknown and constants by the four operations and whole powers. */
function isRational(expression: Expression, variable: string): boolean {
  if (!contains(expression, variable) || expression === variable) return true;
  const parts = argumentsOf(expression);
  const isPower = headOf(expression) === "Power" && !contains(parts[1] as Expression, variable);
  return (
    (isPower
      ? rationalOf(parts[1] as Expression)?.d === 1n
      : ["Add", "Multiply", "Negate", "Divide"].includes(headOf(expression))) &&
    parts.every((part) => isRational(part, variable))
  );
}

function denominators(expression: Expression): Expression[] {
  const parts = argumentsOf(expression);
  const own =
    headOf(expression) === "Divide"
      ? [parts[1] as Expression]
      : headOf(expression) === "Power"
        ? [parts[0] as Expression]
        : [];
  return [...own, ...parts.flatMap(denominators)];
}
