import { type Expression, substitute, ZERO } from "../../expression/expression.ts";
import { printLatex } from "../../expression/print-latex.ts";
import { printPlain } from "../../expression/print-plain.ts";
import {
  characteristicCoefficients,
  isCharacteristic,
  polynomialOf,
} from "../../matrix/characteristic.ts";
import { exactEigenvalues } from "../../matrix/eigenvalues.ts";
import { jordanForm, shiftedBy } from "../../matrix/jordan.ts";
import {
  isProvedEqual,
  type Matrix,
  multiply,
  namesIn,
  scale,
  transpose,
  verdictOfZero,
} from "../../matrix/matrix.ts";
import { nullSpaceBasis, reduceMatrix, withoutDenominators } from "../../matrix/reduce.ts";
import { solvePolynomialEquation } from "../../solve/solve-equation.ts";
import { EXACT } from "../candidates.ts";
import { openOutcome, type Outcome } from "../outcome.ts";
import {
  exactCertificate,
  latexMatrix,
  namedOutcome,
  nonzero,
  plainMatrix,
  plainVector,
  textOutcome,
} from "./matrix-outcome.ts";
import { EIGENVALUE, renameEigenvalue } from "./square.ts";

export function eigenvaluesOutcome(matrix: Matrix): Outcome {
  if (namesIn(matrix).includes(EIGENVALUE)) return renameEigenvalue();
  const coefficients = characteristicCoefficients(matrix);
  if (!isCharacteristic(matrix, coefficients))
    return openOutcome("The characteristic polynomial did not stand up to its check.");
  const characteristic = polynomialOf(coefficients, EIGENVALUE);
  const solution = solvePolynomialEquation(characteristic, ZERO, EIGENVALUE);
  if (solution === null || solution.roots.length === 0)
    return openOutcome("The roots of the characteristic polynomial could not be written exactly.");
  const roots = solution.roots;
  const holds = roots.every((root) => isRoot(characteristic, root));
  const shown = roots.map(printPlain);
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [EIGENVALUE],
      solutions: shown.map((plain) => ({ [EIGENVALUE]: plain })),
      complete: solution.isComplete,
    },
    short: shown.join(", "),
    plain: shown.map((plain) => `${EIGENVALUE} = ${plain}`).join(" or "),
    latex: roots.map((root) => `\\lambda = ${printLatex(root)}`).join(",\\; "),
    certificate: {
      grade:
        holds && solution.isComplete
          ? "proved"
          : solution.isExact
            ? "exact-check"
            : "numeric-check",
      method: "characteristic-polynomial",
      detail: `They are the roots of det(${EIGENVALUE} I - A) = ${printPlain(characteristic)}, ${holds ? "substituted back exactly" : "found numerically"}.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

const NO_CLOSED_FORM =
  "The eigenvalues could not all be written and proved in closed form, so this is left open.";

/** A basis of the eigenvectors for every eigenvalue, each put into A v = lambda v exactly. */
export function eigenvectorsOutcome(matrix: Matrix): Outcome {
  const eigenvalues = exactEigenvalues(matrix);
  if (eigenvalues === null) return openOutcome(NO_CLOSED_FORM);
  const divisors: Expression[] = [];
  const pairs: (readonly [Expression, Matrix])[] = [];
  for (const { value } of eigenvalues) {
    const reduced = reduceMatrix(shiftedBy(matrix, value));
    const basis = nullSpaceBasis(reduced).map(withoutDenominators);
    divisors.push(...reduced.divisors);
    const columns = transpose(basis);
    if (basis.length === 0 || !isProvedEqual(multiply(matrix, columns), scale(value, columns)))
      return openOutcome(NO_CLOSED_FORM);
    pairs.push([value, basis]);
  }
  const vectors = (basis: Matrix): string => basis.map(plainVector).join(", ");
  const plain = pairs
    .map(([value, basis]) => `${EIGENVALUE} = ${printPlain(value)}: ${vectors(basis)}`)
    .join("; ");
  return {
    kind: "answer",
    value: {
      kind: "mapping",
      entries: Object.fromEntries(
        pairs.map(([value, basis]) => [printPlain(value), vectors(basis)]),
      ),
    },
    short: plain,
    plain,
    latex: pairs
      .map(
        ([value, basis]) =>
          `\\lambda = ${printLatex(value)}: ${basis.map((vector) => latexMatrix(vector.map((entry) => [entry]))).join(",\\; ")}`,
      )
      .join(";\\quad "),
    certificate: exactCertificate(
      "multiply-back",
      "A v = lambda v holds exactly for every vector; the eigenvalues are all the roots of the characteristic polynomial, and the vectors for each are as many as its null space has dimensions.",
      nonzero(divisors),
    ),
    engine: EXACT,
  };
}

/** P and D with A P = P D and P invertible, or the proof that there are none. */
export function diagonalOutcome(matrix: Matrix): Outcome {
  const numbers = onNumbersOnly(matrix);
  if (numbers !== null) return numbers;
  const eigenvalues = exactEigenvalues(matrix);
  const jordan = eigenvalues === null ? null : jordanForm(matrix, eigenvalues);
  if (jordan === null) return openOutcome(NO_CLOSED_FORM);
  const { basis, form, blocks } = jordan;
  if (blocks.some((size) => size > 1))
    return textOutcome(
      "not diagonalizable",
      exactCertificate(
        "jordan-form",
        `Its Jordan form ${plainMatrix(form)} has a block of size ${Math.max(...blocks)}: it was confirmed by A P = P J with the invertible matrix P = ${plainMatrix(basis)}.`,
      ),
    );
  const vectors = transpose(transpose(basis).map(withoutDenominators));
  const holds =
    isProvedEqual(multiply(matrix, vectors), multiply(vectors, form)) &&
    reduceMatrix(vectors).pivots.length === matrix.length;
  if (!holds) return openOutcome(NO_CLOSED_FORM);
  return namedOutcome(
    [
      ["P", vectors],
      ["D", form],
    ],
    exactCertificate(
      "multiply-back",
      "A = P D P^(-1): A P = P D holds exactly, entry by entry, and P is invertible.",
    ),
  );
}

export function jordanOutcome(matrix: Matrix): Outcome {
  const numbers = onNumbersOnly(matrix);
  if (numbers !== null) return numbers;
  const eigenvalues = exactEigenvalues(matrix);
  const jordan = eigenvalues === null ? null : jordanForm(matrix, eigenvalues);
  if (jordan === null) return openOutcome(NO_CLOSED_FORM);
  return namedOutcome(
    [
      ["P", jordan.basis],
      ["J", jordan.form],
    ],
    exactCertificate(
      "multiply-back",
      "A = P J P^(-1): A P = P J holds exactly, entry by entry, and P is invertible.",
    ),
  );
}

/** The form of a matrix with symbols changes with their values. */
function onNumbersOnly(matrix: Matrix): Outcome | null {
  const names = namesIn(matrix);
  return names.length === 0
    ? null
    : openOutcome(
        `This form depends on the values of ${names.join(", ")}; it is worked out for matrices of numbers.`,
        "unsupported",
      );
}

const isRoot = (polynomial: Expression, root: Expression): boolean =>
  verdictOfZero(substitute(polynomial, EIGENVALUE, root)) === "proved";
