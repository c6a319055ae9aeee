import { differentiate } from "../expression/differentiate.ts";
import { type Expression, substitute, ZERO } from "../expression/expression.ts";
import { solvePolynomialEquation } from "../solve/solve-equation.ts";
import { characteristicCoefficients, isCharacteristic, polynomialOf } from "./characteristic.ts";
import { type Matrix, verdictOfZero } from "./matrix.ts";

export interface Eigenvalue {
  readonly value: Expression;
  /** As a root of the characteristic polynomial. */
  readonly multiplicity: number;
}

const UNKNOWN = "__x";

/**
 * All eigenvalues in closed form with their multiplicities, which are proved to add up to the size of the
 * matrix; null where they could not be written or proved so.
 */
export function exactEigenvalues(matrix: Matrix): Eigenvalue[] | null {
  const coefficients = characteristicCoefficients(matrix);
  if (!isCharacteristic(matrix, coefficients)) return null;
  const polynomial = polynomialOf(coefficients, UNKNOWN);
  const solution = solvePolynomialEquation(polynomial, ZERO, UNKNOWN);
  if (solution === null || !solution.isExact) return null;
  const found: Eigenvalue[] = [];
  for (const value of solution.roots) {
    const multiplicity = multiplicityOf(polynomial, value, matrix.length);
    if (multiplicity === 0) return null;
    found.push({ value, multiplicity });
  }
  const total = found.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  return total === matrix.length ? found : null;
}

/** How many derivatives, from the polynomial itself on, are proved to vanish at the root. */
function multiplicityOf(polynomial: Expression, root: Expression, most: number): number {
  let derivative = polynomial;
  for (let count = 0; count < most; count++) {
    if (verdictOfZero(substitute(derivative, UNKNOWN, root)) !== "proved") return count;
    derivative = differentiate(derivative, UNKNOWN);
  }
  return most;
}
