import { type Expression, integer, substitute, ZERO } from "../../expression/expression.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { printPlain } from "../../expression/print-plain.ts";
import {
  characteristicCoefficients,
  isCharacteristic,
  polynomialAt,
  polynomialOf,
} from "../../matrix/characteristic.ts";
import { adjugate, agreesAtPoints, determinant } from "../../matrix/determinant.ts";
import {
  diagonalMatrix,
  identityMatrix,
  isProvedEqual,
  mapEntries,
  type Matrix,
  matrixExpression,
  multiply,
  namesIn,
  tidy,
  tidyMatrix,
  transpose,
} from "../../matrix/matrix.ts";
import { isDeterminant, rationalMatrixOf } from "../../matrix/rational-matrix.ts";
import { nullSpaceBasis, reduceMatrix, withIdentity } from "../../matrix/reduce.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { EXACT } from "../candidates.ts";
import { evaluateExpression } from "../evaluate.ts";
import { expressionOutcome } from "../expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../outcome.ts";
import { exactCertificate, matrixOutcome, nonzero, textOutcome } from "./matrix-outcome.ts";

/** The name of the unknown of the characteristic polynomial. */
export const EIGENVALUE = "lambda";

/** Largest matrix with symbols that is written out at once. */
const WRITTEN_OUT = 5;

export async function determinantOutcome(
  matrix: Matrix,
  context: ComputeContext,
): Promise<Outcome> {
  const rationals = rationalMatrixOf(matrix);
  if (rationals === null && matrix.length <= WRITTEN_OUT && !isPolynomial(matrix))
    return evaluateExpression(["Determinant", matrixExpression(matrix)], context);
  return context.proving(() => {
    const value = determinant(matrix);
    const number = rationals === null ? null : fractionOf(value);
    if (rationals !== null && number !== null) {
      if (!isDeterminant(rationals, number)) return openOutcome(NOT_UPHELD);
      return expressionOutcome({
        expression: value,
        certificate: exactCertificate(
          "elimination-and-primes",
          "Exact elimination; worked out again modulo so many primes that no other value within Hadamard's bound is left.",
        ),
        engine: EXACT,
      });
    }
    if (!agreesAtPoints(matrix, value)) return openOutcome(NOT_UPHELD);
    return expressionOutcome({
      expression: value,
      certificate: exactCertificate(
        "definition",
        "Expanded by its definition in exact arithmetic, every minor once; it agrees with exact elimination where numbers are put in.",
      ),
      engine: EXACT,
    });
  });
}

/** Whether rational numbers for the variables make the entries rational, so that the value can be checked. */
const isPolynomial = (matrix: Matrix): boolean =>
  rationalMatrixOf(
    mapEntries(matrix, (entry) =>
      namesIn(matrix).reduce((all, name) => substitute(all, name, integer(2)), entry),
    ),
  ) !== null;

const NOT_UPHELD = "The result did not stand up to its check.";

export function inverseOutcome(matrix: Matrix): Outcome {
  const size = matrix.length;
  const rationals = rationalMatrixOf(matrix);
  let inverse: Matrix;
  let scale: Expression;
  if (rationals !== null) {
    const { rows, pivots } = reduceMatrix(withIdentity(matrix), size);
    inverse = rows.map((row) => row.slice(size));
    scale = pivots.length === size ? integer(1) : ZERO;
  } else {
    scale = determinant(matrix);
    inverse = [];
  }
  const isZero = decideEqual(scale, ZERO).verdict;
  if (isZero === "undecided") return openOutcome("Whether the determinant is zero is not decided.");
  if (isZero === "proved") return singular(matrix);
  if (rationals === null)
    inverse = mapEntries(adjugate(matrix), (entry) => tidy(["Divide", entry, scale]));
  if (!isProvedEqual(multiply(matrix, inverse), identityMatrix(size)))
    return openOutcome("The inverse did not stand up to multiplying back.");
  return matrixOutcome(
    inverse,
    exactCertificate(
      "multiply-back",
      "Multiplied with the matrix, the inverse gives the identity exactly, entry by entry.",
      namesIn([[scale]]).length === 0 ? [] : nonzero([scale]),
    ),
  );
}

function singular(matrix: Matrix): Outcome {
  const [kernel] = nullSpaceBasis(reduceMatrix(matrix));
  const product = multiply(
    matrix,
    (kernel ?? []).map((entry) => [entry]),
  );
  if (
    kernel === undefined ||
    !isProvedEqual(
      product,
      mapEntries(product, () => ZERO),
    )
  )
    return openOutcome(NOT_UPHELD);
  return {
    ...textOutcome(
      "singular: there is no inverse",
      exactCertificate(
        "determinant",
        `The determinant is exactly zero: the matrix takes the vector (${kernel.map(printPlain).join(", ")}) to zero.`,
      ),
    ),
    short: "singular",
  } as Outcome;
}

export function adjugateOutcome(matrix: Matrix, isCofactors: boolean): Outcome {
  const adjoint = adjugate(matrix);
  const value = determinant(matrix);
  const diagonal = diagonalMatrix(matrix.map(() => value));
  if (!isProvedEqual(multiply(matrix, adjoint), diagonal)) return openOutcome(NOT_UPHELD);
  return matrixOutcome(
    isCofactors ? transpose(adjoint) : adjoint,
    exactCertificate(
      "multiply-back",
      `The entries are cofactors by their definition; the matrix times its adjugate is the determinant ${printPlain(value)} times the identity exactly.`,
    ),
  );
}

export function characteristicOutcome(matrix: Matrix, variable = EIGENVALUE): Outcome {
  if (namesIn(matrix).includes(variable)) return renameEigenvalue(variable);
  const coefficients = characteristicCoefficients(matrix);
  if (!isCharacteristic(matrix, coefficients)) return openOutcome(NOT_UPHELD);
  return expressionOutcome({
    expression: polynomialOf(coefficients, variable),
    certificate: exactCertificate(
      "determinants",
      `det(${variable} I - A), worked out from traces of powers and confirmed by determinants.`,
    ),
    engine: EXACT,
  });
}

export const renameEigenvalue = (name = EIGENVALUE): Outcome =>
  openOutcome(`Rename ${name} in the matrix: it names the eigenvalue.`, "unsupported");

/** The monic polynomial of the lowest degree that the matrix is a root of. */
export function minimalOutcome(matrix: Matrix): Outcome {
  const names = namesIn(matrix);
  if (names.length > 0)
    return openOutcome(
      `The minimal polynomial depends on the values of ${names.join(", ")}; it is worked out for matrices of numbers.`,
      "unsupported",
    );
  const size = matrix.length;
  const powers: Matrix[] = [identityMatrix(size)];
  for (let degree = 1; degree <= size; degree++) {
    powers.push(tidyMatrix(multiply(powers.at(-1) as Matrix, matrix)));
    // The powers as columns: a vector of the null space is a relation between them.
    const columns = transpose(powers.map((power) => power.flat()));
    const [relation] = nullSpaceBasis(reduceMatrix(columns));
    if (relation === undefined) continue;
    const lead = relation[degree] as Expression;
    const coefficients = relation.map((entry) => tidy(["Divide", entry, lead]));
    const value = polynomialAt(coefficients, matrix);
    if (
      !isProvedEqual(
        value,
        mapEntries(value, () => ZERO),
      )
    )
      return openOutcome(NOT_UPHELD);
    return expressionOutcome({
      expression: polynomialOf(coefficients, EIGENVALUE),
      certificate: exactCertificate(
        "exact-relation",
        "With the matrix put in, it is exactly zero; the lower powers of the matrix are independent, so no shorter polynomial is.",
      ),
      engine: EXACT,
    });
  }
  return openOutcome(NOT_UPHELD);
}
