import { AnsatzError } from "../../../../core/errors.ts";
import type { Expression } from "../../expression/expression.ts";
import {
  isSquare,
  type Matrix,
  matrixOf,
  transpose,
  vectorOf,
  widthOf,
} from "../../matrix/matrix.ts";
import type { LinearAlgebraQuery, MatrixOperation } from "../../read/linear-algebra-query.ts";
import { evaluateExpression } from "../evaluate.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../outcome.ts";
import {
  choleskyOutcome,
  gramSchmidtOutcome,
  luOutcome,
  positiveDefiniteOutcome,
  qrOutcome,
  singularValuesOutcome,
  svdOutcome,
} from "./decompositions.ts";
import { exponentialOutcome } from "./exponential.ts";
import { matrixExpressionOutcome, matrixValue } from "./matrix-expression.ts";
import { BY_DEFINITION, matrixOutcome } from "./matrix-outcome.ts";
import { conditionNumber, frobeniusNorm, pseudoinverse, spectralNorm } from "./norms.ts";
import {
  columnSpace,
  independence,
  nullity,
  nullSpace,
  rankOutcome,
  rowReduction,
  rowSpace,
  solveMatrixEquation,
} from "./spaces.ts";
import {
  diagonalOutcome,
  eigenvaluesOutcome,
  eigenvectorsOutcome,
  jordanOutcome,
} from "./spectrum.ts";
import {
  adjugateOutcome,
  characteristicOutcome,
  determinantOutcome,
  inverseOutcome,
  minimalOutcome,
} from "./square.ts";
import {
  angleBetween,
  crossProduct,
  dotProduct,
  projection,
  unitVector,
  vectorLength,
} from "./vectors.ts";

/** Most rows and columns of a matrix that is worked with. */
const MAX_SIZE = 60;

type OnMatrix = (matrix: Matrix, context: ComputeContext) => Outcome | Promise<Outcome>;

const ANY_MATRIX: Partial<Record<MatrixOperation, OnMatrix>> = {
  transpose: (matrix) => matrixOutcome(transpose(matrix), BY_DEFINITION),
  rank: rankOutcome,
  nullity,
  "row-reduction": rowReduction,
  "null-space": nullSpace,
  "left-null-space": (matrix) => nullSpace(transpose(matrix)),
  "column-space": columnSpace,
  "row-space": rowSpace,
  "lu-decomposition": luOutcome,
  "qr-decomposition": qrOutcome,
  "singular-values": singularValuesOutcome,
  "singular-value-decomposition": svdOutcome,
  "gram-schmidt": gramSchmidtOutcome,
  "frobenius-norm": frobeniusNorm,
  "spectral-norm": spectralNorm,
  "condition-number": conditionNumber,
  pseudoinverse,
};

const SQUARE_MATRIX: Partial<Record<MatrixOperation, OnMatrix>> = {
  determinant: determinantOutcome,
  inverse: inverseOutcome,
  trace: (matrix, context) =>
    evaluateExpression(["Add", ...matrix.map((row, i) => row[i] as Expression)], context),
  adjugate: (matrix) => adjugateOutcome(matrix, false),
  cofactors: (matrix) => adjugateOutcome(matrix, true),
  "characteristic-polynomial": (matrix) => characteristicOutcome(matrix),
  "minimal-polynomial": minimalOutcome,
  eigenvalues: eigenvaluesOutcome,
  eigenvectors: eigenvectorsOutcome,
  diagonalization: diagonalOutcome,
  "jordan-form": jordanOutcome,
  "cholesky-decomposition": choleskyOutcome,
  "positive-definite": positiveDefiniteOutcome,
  "matrix-exponential": exponentialOutcome,
};

type OnVectors = (
  a: readonly Expression[],
  b: readonly Expression[],
  context: ComputeContext,
) => Outcome | Promise<Outcome>;

const TWO_VECTORS: Partial<Record<MatrixOperation, OnVectors>> = {
  "cross-product": crossProduct,
  "dot-product": dotProduct,
  "angle-between": angleBetween,
  projection,
};

const ONE_VECTOR: Partial<
  Record<
    MatrixOperation,
    (a: readonly Expression[], context: ComputeContext) => Outcome | Promise<Outcome>
  >
> = {
  "unit-vector": unitVector,
  "vector-length": vectorLength,
};

/** Exact linear algebra: every result is multiplied back or decided by determinants. */
export async function linearAlgebraQuery(
  query: LinearAlgebraQuery,
  context: ComputeContext,
): Promise<Outcome> {
  try {
    return await answer(query, context);
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    if (error.code === "unsupported") return openOutcome(error.message, "unsupported");
    if (error.code === "too_large") return openOutcome(error.message, "undecided", "too_large");
    throw error;
  }
}

async function answer(query: LinearAlgebraQuery, context: ComputeContext): Promise<Outcome> {
  const { operation, operands } = query;
  const [first, second] = operands as [Expression, Expression?];
  const onVectors = TWO_VECTORS[operation];
  if (onVectors !== undefined) return answerVectors(onVectors, first, second, context);
  const onVector = ONE_VECTOR[operation];
  if (onVector !== undefined) {
    const vector = vectorOf(first);
    return vector === null ? openOutcome(NO_VECTOR, "unsupported") : onVector(vector, context);
  }
  if (operation === "matrix-expression")
    return context.proving(() => matrixExpressionOutcome(first));
  const matrix = matrixOf(first) ?? matrixValue(first);
  if (matrix === null || matrix.length > MAX_SIZE || widthOf(matrix) > MAX_SIZE)
    return openOutcome(
      `A matrix is a list of rows of equal length, at most ${MAX_SIZE} by ${MAX_SIZE}, such as {{1, 2}, {3, 4}}.`,
      "unsupported",
    );
  if (operation === "independence") return context.proving(() => independence(matrix));
  if (operation === "matrix-equation") {
    const side =
      second === undefined ? null : (matrixOf(second) ?? vectorOf(second)?.map((entry) => [entry]));
    return side === null || side === undefined
      ? openOutcome(NO_VECTOR, "unsupported")
      : context.proving(() => solveMatrixEquation(matrix, side));
  }
  const onAny = ANY_MATRIX[operation];
  if (onAny !== undefined) return context.proving(() => onAny(matrix, context));
  if (!isSquare(matrix))
    return openOutcome(
      `This is defined for square matrices only; this one has ${matrix.length} ${matrix.length === 1 ? "row" : "rows"} and ${widthOf(matrix)} ${widthOf(matrix) === 1 ? "column" : "columns"}.`,
      "unsupported",
    );
  if (operation === "characteristic-polynomial" && typeof second === "string")
    return context.proving(() => characteristicOutcome(matrix, second));
  const onSquare = SQUARE_MATRIX[operation] as OnMatrix;
  return onSquare(matrix, context);
}

const NO_VECTOR = "A vector is a list of its components, such as (1, 2, 3).";

async function answerVectors(
  compute: OnVectors,
  first: Expression,
  second: Expression | undefined,
  context: ComputeContext,
): Promise<Outcome> {
  const a = vectorOf(first);
  const b = second === undefined ? null : vectorOf(second);
  if (a === null || b === null) return openOutcome(NO_VECTOR, "unsupported");
  if (a.length !== b.length)
    return openOutcome(
      "The two vectors must have as many components as each other.",
      "unsupported",
    );
  return compute(a, b, context);
}
