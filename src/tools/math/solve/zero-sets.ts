import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { type ZeroSet, zerosByPieces } from "./zeros-by-pieces.ts";
import { solveByLogarithms } from "./solve-by-logarithms.ts";
import { solveByInverse } from "./solve-by-inverse.ts";
import { solveBySubstitution } from "./solve-by-substitution.ts";
import { solveCircular } from "./solve-circular.ts";
import { solvePolynomialEquation } from "./solve-equation.ts";
import { solveLambert } from "./solve-lambert.ts";
import { solveRadicals } from "./solve-radicals.ts";
import { solveSquareRoot } from "./solve-square-root.ts";

/** Are the sides the same expression, wherever they have a value? */
export function areSame(left: Expression, right: Expression, variable: string): boolean {
  return solvePolynomialEquation(left, right, variable)?.isIdentity === true;
}

/**
 * All real zeros of left - right, exactly, as sets of points. Null when they cannot be established, and where
 * the sides are the same everywhere or on a whole stretch: then the points are not all.
 */
export function zeroSets(left: Expression, right: Expression, variable: string): ZeroSet[] | null {
  const polynomial = solvePolynomialEquation(left, right, variable);
  if (polynomial !== null) {
    if (polynomial.isIdentity) return null;
    if (!polynomial.isExact || !polynomial.isComplete || polynomial.conditions.length > 0)
      return null;
    return once(polynomial.roots.filter((root) => evaluateReal(root) !== null));
  }
  const rooted = solveSquareRoot(left, right, variable);
  if (rooted !== null) return once(rooted.filter((root) => evaluateReal(root) !== null));
  const repeated =
    solveCircular(left, right, variable) ??
    solveBySubstitution(left, right, variable) ??
    solveByInverse(left, right, variable) ??
    solveByLogarithms(left, right, variable, zeroSets) ??
    solveLambert(left, right, variable);
  if (repeated !== null) return [{ points: repeated.roots, period: repeated.period }];
  const radical = solveRadicals(left, right, variable);
  if (radical !== null) return once(radical);
  return zerosOfFactors(left, right, variable) ?? zerosByPieces(left, right, variable, zeroSets);
}

/**
 * The same for questions that look at every piece themselves: where the sides are the same on a whole stretch,
 * only its ends are among the points or the kinks.
 */
export function zerosOrSame(
  left: Expression,
  right: Expression,
  variable: string,
): ZeroSet[] | null {
  if (areSame(left, right, variable)) return [];
  return zeroSets(left, right, variable) ?? zerosByPieces(left, right, variable, zerosOrSame);
}

function once(points: readonly Expression[]): ZeroSet[] {
  return points.length === 0 ? [] : [{ points, period: null }];
}

/** A product is zero where a factor is; the equation must be written as a product against zero. */
function zerosOfFactors(left: Expression, right: Expression, variable: string): ZeroSet[] | null {
  if (!isNumber(right) || right.num !== "0") return null;
  const head = headOf(left);
  const parts = argumentsOf(left) as [Expression, Expression];
  if (head === "Negate") return zeroSets(parts[0], right, variable);
  if (head === "Divide") return zeroSets(parts[0], right, variable);
  if (head === "Power" && isNumber(parts[1]) && /^[1-9]\d*$/.test(parts[1].num))
    return zeroSets(parts[0], right, variable);
  if (head !== "Multiply") return null;
  const zeros: ZeroSet[] = [];
  for (const factor of parts) {
    if (!contains(factor, variable)) continue;
    const found = zeroSets(factor, integer(0), variable);
    if (found === null) return null;
    zeros.push(...found);
  }
  return zeros;
}
