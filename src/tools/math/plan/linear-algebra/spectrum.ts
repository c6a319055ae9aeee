import { type Expression, substitute, ZERO } from "../../expression/expression.ts";
import { printLatex } from "../../expression/print-latex.ts";
import { printPlain } from "../../expression/print-plain.ts";
import {
  characteristicCoefficients,
  isCharacteristic,
  polynomialOf,
} from "../../matrix/characteristic.ts";
import { type Matrix, namesIn } from "../../matrix/matrix.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { solvePolynomialEquation } from "../../solve/solve-equation.ts";
import { EXACT } from "../candidates.ts";
import { openOutcome, type Outcome } from "../outcome.ts";
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

const isRoot = (polynomial: Expression, root: Expression): boolean =>
  decideEqual(substitute(polynomial, EIGENVALUE, root), ZERO).verdict === "proved";
