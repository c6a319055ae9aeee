import type { Expression } from "../../expression/expression.ts";
import { printLatex } from "../../expression/print-latex.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import {
  choleskyFactor,
  isIdentityOrder,
  orthogonalFactors,
  orthonormal,
  permutation,
  singularFactors,
  singularValues,
  triangularFactors,
} from "../../matrix/decompose.ts";
import {
  identityMatrix,
  isProvedEqual,
  isSquare,
  type Matrix,
  multiply,
  namesIn,
  transpose,
} from "../../matrix/matrix.ts";
import { EXACT } from "../candidates.ts";
import { openOutcome, type Outcome } from "../outcome.ts";
import {
  exactCertificate,
  namedOutcome,
  nonzero,
  textOutcome,
  vectorsOutcome,
} from "./matrix-outcome.ts";

const NO_CLOSED_FORM = "No closed form was found that could be proved by multiplying back.";

const onRealNumbers =
  (compute: (matrix: Matrix) => Outcome) =>
  (matrix: Matrix): Outcome => {
    const isReal =
      namesIn(matrix).length === 0 &&
      matrix.every((row) => row.every((entry) => evaluateReal(entry) !== null));
    return isReal
      ? compute(matrix)
      : openOutcome("This is worked out for matrices of real numbers.", "unsupported");
  };

/** L and U, with the permutation P only where rows had to be exchanged. */
export function luOutcome(matrix: Matrix): Outcome {
  const { order, lower, upper, divisors } = triangularFactors(matrix);
  const moved = order.map((from) => matrix[from] as readonly Expression[]);
  if (!isProvedEqual(multiply(lower, upper), moved)) return openOutcome(NO_CLOSED_FORM);
  const isPlain = isIdentityOrder(order);
  return namedOutcome(
    [...(isPlain ? [] : [["P", permutation(order)] as const]), ["L", lower], ["U", upper]],
    exactCertificate(
      "multiply-back",
      `${isPlain ? "A = L U" : "P A = L U"} holds exactly, entry by entry; L has ones on its diagonal and zeros above it, U zeros below.`,
      nonzero(divisors.filter((pivot) => namesIn([[pivot]]).length > 0)),
    ),
  );
}

export const qrOutcome = onRealNumbers((matrix) => {
  const factors = orthogonalFactors(matrix);
  if (factors === null)
    return openOutcome(
      "The columns are linearly dependent (or were not told apart), so that Gram and Schmidt's procedure stops.",
    );
  const { q, r } = factors;
  const holds =
    isProvedEqual(multiply(q, r), matrix) &&
    isProvedEqual(multiply(transpose(q), q), identityMatrix(r.length));
  if (!holds) return openOutcome(NO_CLOSED_FORM);
  return namedOutcome(
    [
      ["Q", q],
      ["R", r],
    ],
    exactCertificate(
      "multiply-back",
      "A = Q R and Q^T Q = I hold exactly, entry by entry; R has zeros below its diagonal.",
    ),
  );
});

export const gramSchmidtOutcome = onRealNumbers((vectors) => {
  const units = orthonormal(vectors);
  if (units === null) return openOutcome("The vectors are linearly dependent.");
  if (!isProvedEqual(multiply(units, transpose(units)), identityMatrix(units.length)))
    return openOutcome(NO_CLOSED_FORM);
  return vectorsOutcome(
    units,
    "",
    exactCertificate(
      "orthonormality",
      "The products of the vectors with each other are exactly 0, with themselves 1; each is a combination of the first given ones.",
    ),
  );
});

export const choleskyOutcome = onRealNumbers((matrix) => {
  if (!isSquare(matrix) || !isProvedEqual(matrix, transpose(matrix)))
    return openOutcome(
      "Cholesky's decomposition is defined for symmetric matrices.",
      "unsupported",
    );
  const lower = choleskyFactor(matrix);
  if (lower === null)
    return openOutcome(
      "The matrix is not positive definite: a pivot is not positive.",
      "unsupported",
    );
  if (!isProvedEqual(multiply(lower, transpose(lower)), matrix)) return openOutcome(NO_CLOSED_FORM);
  return namedOutcome(
    [["L", lower]],
    exactCertificate(
      "multiply-back",
      "A = L L^T holds exactly, entry by entry; the diagonal of L is positive.",
    ),
  );
});

export const singularValuesOutcome = onRealNumbers((matrix) => {
  const values = singularValues(matrix);
  if (values === null)
    return openOutcome("The singular values could not be written and proved in closed form.");
  const plain = values.map(printPlain).join(", ");
  return {
    kind: "answer",
    value: { kind: "list", items: values.map(printPlain) },
    short: plain,
    plain,
    latex: values.map(printLatex).join(",\\; "),
    certificate: exactCertificate(
      "characteristic-polynomial",
      "Their squares are all the roots, with multiplicities, of the characteristic polynomial of the matrix times its transpose, put in exactly.",
    ),
    engine: EXACT,
  };
});

export const svdOutcome = onRealNumbers((matrix) => {
  const factors = singularFactors(matrix);
  if (factors === null) return openOutcome(NO_CLOSED_FORM);
  const { u, s, v } = factors;
  const isOrthogonal = (part: Matrix): boolean =>
    isSquare(part) && isProvedEqual(multiply(transpose(part), part), identityMatrix(part.length));
  const holds =
    isOrthogonal(u) &&
    isOrthogonal(v) &&
    isProvedEqual(multiply(multiply(u, s), transpose(v)), matrix);
  if (!holds) return openOutcome(NO_CLOSED_FORM);
  return namedOutcome(
    [
      ["U", u],
      ["Sigma", s],
      ["V", v],
    ],
    exactCertificate(
      "multiply-back",
      "A = U Sigma V^T, U^T U = I and V^T V = I hold exactly, entry by entry.",
    ),
  );
});

/** By the signs of the leading minors for a symmetric matrix (Sylvester's criterion), as Cholesky's pivots. */
export const positiveDefiniteOutcome = onRealNumbers((matrix) => {
  if (!isSquare(matrix) || !isProvedEqual(matrix, transpose(matrix)))
    return openOutcome("This is asked of symmetric matrices.", "unsupported");
  const lower = choleskyFactor(matrix);
  if (lower !== null && isProvedEqual(multiply(lower, transpose(lower)), matrix))
    return textOutcome(
      "positive definite",
      exactCertificate("multiply-back", "A = L L^T exactly with a positive diagonal of L."),
    );
  return lower === null
    ? textOutcome(
        "not positive definite",
        exactCertificate("pivots", "A pivot of the exact symmetric elimination is not positive."),
      )
    : openOutcome(NO_CLOSED_FORM);
});
