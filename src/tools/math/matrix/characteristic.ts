import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { univariateExpression } from "../exact/to-expression.ts";
import { type Univariate } from "../exact/univariate.ts";
import { type Expression, integer, ZERO } from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { determinant } from "./determinant.ts";
import {
  add,
  diagonalMatrix,
  entryAt,
  identityMatrix,
  type Matrix,
  mapEntries,
  multiply,
  scale,
  tidy,
  tidyMatrix,
} from "./matrix.ts";
import { determinantOfRational, rationalMatrixOf } from "./rational-matrix.ts";

/** The coefficients of det(x I - A), constant first and 1 last, by Faddeev and LeVerrier. */
export function characteristicCoefficients(matrix: Matrix): Expression[] {
  const size = matrix.length;
  const coefficients: Expression[] = Array.from({ length: size + 1 }, () => integer(1));
  let power = mapEntries(identityMatrix(size), (): Expression => ZERO);
  for (let k = 1; k <= size; k++) {
    const shift = coefficients[size - k + 1] as Expression;
    power = tidyMatrix(add(multiply(matrix, power), scale(shift, identityMatrix(size))));
    const trace: Expression = [
      "Add",
      ...multiply(matrix, power).map((row, i) => row[i] as Expression),
    ];
    coefficients[size - k] = tidy(["Negate", ["Divide", trace, integer(k)]]);
  }
  return coefficients;
}

/** The polynomial with these coefficients, constant first. */
export function polynomialOf(coefficients: readonly Expression[], variable: string): Expression {
  const rationals = coefficients.map(fractionOf);
  if (rationals.every((value) => value !== null))
    return univariateExpression(rationals as Univariate, variable);
  const terms = coefficients.map((coefficient, k): Expression => [
    "Multiply",
    coefficient,
    ["Power", variable, integer(k)],
  ]);
  return tidy(["Add", ...terms.toReversed()]);
}

/**
 * True when the coefficients are proved to be those of det(x I - A), by determinants: at as many numbers x
 * as the degree for a rational matrix, with the symbol x otherwise.
 */
export function isCharacteristic(matrix: Matrix, coefficients: readonly Expression[]): boolean {
  const size = matrix.length;
  const isMonic = decideEqual(coefficients[size] as Expression, integer(1)).verdict === "proved";
  if (coefficients.length !== size + 1 || !isMonic) return false;
  const rationals = rationalMatrixOf(matrix);
  const values = coefficients.map(fractionOf);
  if (rationals !== null && values.every((value) => value !== null))
    return Array.from({ length: size }, (_, x) => x).every((x) =>
      determinantOfRational(
        rationals.map((row, i) =>
          row.map((entry, j) => (i === j ? new Fraction(x).sub(entry) : entry.neg())),
        ),
      ).equals(
        (values as Fraction[]).reduceRight((sum, value) => sum.mul(x).add(value), new Fraction(0)),
      ),
    );
  const x = "__x";
  return (
    decideEqual(determinant(shifted(matrix, x)), polynomialOf(coefficients, x)).verdict === "proved"
  );
}

/** x I - A. */
export function shifted(matrix: Matrix, x: Expression): Matrix {
  const diagonal = diagonalMatrix(matrix.map(() => x));
  return mapEntries(matrix, (entry, i, j) =>
    tidy(["Add", entryAt(diagonal, i, j), ["Negate", entry]]),
  );
}

/** p(A) for the polynomial with these coefficients, constant first, worked out entry by entry. */
export function polynomialAt(coefficients: readonly Expression[], matrix: Matrix): Matrix {
  return coefficients.reduceRight<Matrix>(
    (value, coefficient) =>
      tidyMatrix(add(multiply(value, matrix), scale(coefficient, identityMatrix(matrix.length)))),
    mapEntries(matrix, (): Expression => ZERO),
  );
}
