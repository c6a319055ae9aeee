import { type Expression, integer } from "../../expression/expression.ts";
import { singularValues } from "../../matrix/decompose.ts";
import {
  isProvedEqual,
  isSquare,
  type Matrix,
  multiply,
  namesIn,
  tidy,
  tidyMatrix,
  transpose,
  verdictOfZero,
  widthOf,
} from "../../matrix/matrix.ts";
import { reduceMatrix, withIdentity } from "../../matrix/reduce.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { EXACT } from "../candidates.ts";
import { evaluateExpression } from "../evaluate.ts";
import { expressionOutcome } from "../expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../outcome.ts";
import { exactCertificate, matrixOutcome } from "./matrix-outcome.ts";

/** The root of the sum of the squares of all entries. */
export function frobeniusNorm(matrix: Matrix, context: ComputeContext): Promise<Outcome> {
  const squares = matrix.flat().map((entry): Expression => ["Power", ["Abs", entry], integer(2)]);
  return evaluateExpression(["Sqrt", tidy(["Add", ...squares])], context);
}

const NO_CLOSED_FORM = "The singular values could not be written and proved in closed form.";

/** The largest singular value. */
export function spectralNorm(matrix: Matrix): Outcome {
  const [largest] = realSingularValues(matrix) ?? [];
  if (largest === undefined) return openOutcome(NO_CLOSED_FORM);
  return expressionOutcome({
    expression: largest,
    certificate: exactCertificate(
      "characteristic-polynomial",
      "The root of the largest eigenvalue of the transpose times the matrix, all of which were found and proved.",
    ),
    engine: EXACT,
  });
}

/** The largest singular value over the smallest, for an invertible matrix. */
export function conditionNumber(matrix: Matrix): Outcome {
  const values = realSingularValues(matrix);
  const [largest, smallest] = [values?.[0], values?.at(-1)];
  if (largest === undefined || smallest === undefined) return openOutcome(NO_CLOSED_FORM);
  if (!isSquare(matrix) || verdictOfZero(smallest) !== "refuted")
    return openOutcome("The condition number is that of an invertible matrix.", "unsupported");
  return expressionOutcome({
    expression: tidy(["Divide", largest, smallest]),
    certificate: exactCertificate(
      "characteristic-polynomial",
      "The largest singular value over the smallest (for the Euclidean norm); all were found and proved.",
    ),
    engine: EXACT,
  });
}

const realSingularValues = (matrix: Matrix): Expression[] | null =>
  namesIn(matrix).length > 0 ? null : singularValues(matrix);

/**
 * Moore and Penrose's inverse from a factorization A = C F into a matrix of full column rank and one of
 * full row rank; the four equations that define it are proved.
 */
export function pseudoinverse(matrix: Matrix): Outcome {
  if (namesIn(matrix).length > 0)
    return openOutcome("The pseudoinverse is worked out for matrices of numbers.", "unsupported");
  const reduced = reduceMatrix(matrix);
  if (reduced.pivots.length === 0)
    return matrixOutcome(transpose(matrix), exactCertificate("definition", "The matrix is zero."));
  const c = matrix.map((row) => reduced.pivots.map((column) => row[column] as Expression));
  const f = reduced.rows.slice(0, reduced.pivots.length);
  const left = inverseOf(multiply(transpose(c), c));
  const right = inverseOf(multiply(f, transpose(f)));
  const inverse =
    left === null || right === null
      ? null
      : tidyMatrix(
          multiply(
            tidyMatrix(multiply(transpose(f), right)),
            tidyMatrix(multiply(left, transpose(c))),
          ),
        );
  if (inverse === null || !isPseudoinverse(matrix, inverse))
    return openOutcome("The pseudoinverse did not stand up to its equations.");
  return matrixOutcome(
    inverse,
    exactCertificate(
      "penrose-equations",
      "A X A = A and X A X = X hold exactly, and A X and X A are symmetric: only one X is so.",
    ),
  );
}

function inverseOf(matrix: Matrix): Matrix | null {
  const size = widthOf(matrix);
  const { rows, pivots } = reduceMatrix(withIdentity(tidyMatrix(matrix)), size);
  return pivots.length === size ? rows.map((row) => row.slice(size)) : null;
}

function isPseudoinverse(a: Matrix, x: Matrix): boolean {
  const ax = tidyMatrix(multiply(a, x));
  const xa = tidyMatrix(multiply(x, a));
  return (
    isReal(a) &&
    isProvedEqual(multiply(ax, a), a) &&
    isProvedEqual(multiply(xa, x), x) &&
    isProvedEqual(ax, transpose(ax)) &&
    isProvedEqual(xa, transpose(xa))
  );
}

const isReal = (matrix: Matrix): boolean =>
  matrix.every((row) => row.every((entry) => evaluateReal(entry) !== null));
