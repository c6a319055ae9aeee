import { type Expression, integer, substitute, ZERO } from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import {
  isProvedEqual,
  isSquare,
  mapEntries,
  type Matrix,
  multiply,
  namesIn,
  tidy,
  tidyMatrix,
  transpose,
  widthOf,
} from "../../matrix/matrix.ts";
import { determinant } from "../../matrix/determinant.ts";
import {
  nullSpaceBasis,
  reduceMatrix,
  type Reduced,
  withIdentity,
  withoutDenominators,
} from "../../matrix/reduce.ts";
import { solvePolynomialEquation } from "../../solve/solve-equation.ts";
import { expressionOutcome } from "../expression-outcome.ts";
import { EXACT } from "../candidates.ts";
import { openOutcome, type Outcome } from "../outcome.ts";
import {
  exactCertificate,
  matrixOutcome,
  nonzero,
  textOutcome,
  vectorsOutcome,
} from "./matrix-outcome.ts";

/** The reduced row echelon form, proved by the invertible matrix that turns one into the other. */
export function rowReduction(matrix: Matrix): Outcome {
  const width = widthOf(matrix);
  const reduced = reduceMatrix(withIdentity(matrix), width);
  const form = reduced.rows.map((row) => row.slice(0, width));
  const steps = reduced.rows.map((row) => row.slice(width));
  const isInvertible = reduceMatrix(steps).pivots.length === matrix.length;
  if (!isInvertible || !isProvedEqual(multiply(steps, matrix), form))
    return openOutcome("The reduction did not stand up to multiplying back.");
  return matrixOutcome(
    form,
    exactCertificate(
      "multiply-back",
      `An invertible matrix times the input gives the result exactly; the result has its leading ones in columns ${reduced.pivots.map((column) => column + 1).join(", ") || "none"} with zeros above and below, and such a form is unique.`,
      nonzero(reduced.divisors),
    ),
  );
}

/** The number of pivots; for one parameter, the values at which the rank is another are stated too. */
export function rankOutcome(matrix: Matrix): Outcome {
  const reduced = reduceMatrix(matrix);
  const rank = reduced.pivots.length;
  const exceptions = exceptionalRanks(matrix, reduced);
  const certificate = exactCertificate(
    "exact-elimination",
    `Row elimination in exact arithmetic; every pivot was decided to be zero or not.${exceptions?.detail ?? ""}`,
    exceptions?.conditions ?? fullRankCondition(matrix, rank) ?? nonzero(reduced.divisors),
  );
  return expressionOutcome({ expression: integer(rank), certificate, engine: EXACT });
}

/** A square matrix has its full rank exactly where its determinant is not zero. */
function fullRankCondition(matrix: Matrix, rank: number): string[] | null {
  const isFull = isSquare(matrix) && rank === matrix.length && namesIn(matrix).length > 0;
  return isFull ? nonzero([determinant(matrix)]) : null;
}

/** The values of the one parameter where the rank falls; null where they are not all known. */
function exceptionalRanks(
  matrix: Matrix,
  { pivots, divisors }: Reduced,
): { conditions: string[]; detail: string } | null {
  const [name, ...others] = namesIn(matrix);
  if (name === undefined || others.length > 0 || divisors.length === 0) return null;
  const conditions: string[] = [];
  const found: string[] = [];
  // A pivot that is a quotient may also lack a value: its denominator is a pivot before it.
  const seen = new Set<string>();
  for (const divisor of divisors) {
    const solution = solvePolynomialEquation(divisor, ZERO, name);
    if (solution === null || !solution.isComplete || !solution.isExact) return null;
    for (const root of solution.roots) {
      const value = printPlain(root);
      if (seen.has(value)) continue;
      seen.add(value);
      const there = reduceMatrix(
        mapEntries(matrix, (entry) => tidy(substitute(entry, name, root))),
      );
      if (there.pivots.length === pivots.length) continue;
      conditions.push(`${name} != ${value}`);
      found.push(`for ${name} = ${value} the rank is ${there.pivots.length}`);
    }
  }
  return {
    conditions,
    detail:
      found.length === 0 ? " It is the same for every value." : ` Elsewhere: ${found.join("; ")}.`,
  };
}

/** A basis of the vectors that the matrix takes to zero. */
export function nullSpace(matrix: Matrix): Outcome {
  const reduced = reduceMatrix(matrix);
  const basis = nullSpaceBasis(reduced).map(withoutDenominators);
  if (!isNullSpace(matrix, basis, reduced)) return openOutcome(NOT_UPHELD);
  return vectorsOutcome(
    basis,
    "only the zero vector",
    exactCertificate(
      "rank-and-nullity",
      `The matrix times every vector is exactly zero; the ${basis.length} vectors are independent, as many as ${widthOf(matrix)} columns less the rank ${reduced.pivots.length}.`,
      nonzero(reduced.divisors),
    ),
  );
}

const NOT_UPHELD = "The basis did not stand up to its check.";

function isNullSpace(matrix: Matrix, basis: Matrix, { pivots }: Reduced): boolean {
  if (basis.length !== widthOf(matrix) - pivots.length) return false;
  if (basis.length === 0) return true;
  const product = multiply(matrix, transpose(basis));
  return (
    reduceMatrix(basis).pivots.length === basis.length &&
    isProvedEqual(
      product,
      mapEntries(product, () => ZERO),
    )
  );
}

/** The columns with pivots: a basis of what the columns span. */
export function columnSpace(matrix: Matrix): Outcome {
  const reduced = reduceMatrix(matrix);
  const basis = reduced.pivots.map((column) => matrix.map((row) => row[column] as Expression));
  return vectorsOutcome(
    basis,
    "only the zero vector",
    exactCertificate(
      "exact-elimination",
      `These columns hold the pivots of the exact elimination: they are independent, and every other column is a combination of them with the coefficients in the reduced form.`,
      nonzero(reduced.divisors),
    ),
  );
}

/** The rows of the reduced form that are not zero. */
export function rowSpace(matrix: Matrix): Outcome {
  const width = widthOf(matrix);
  const reduced = reduceMatrix(withIdentity(matrix), width);
  const form = reduced.rows.map((row) => row.slice(0, width));
  const steps = reduced.rows.map((row) => row.slice(width));
  if (
    reduceMatrix(steps).pivots.length !== matrix.length ||
    !isProvedEqual(multiply(steps, matrix), form)
  )
    return openOutcome(NOT_UPHELD);
  return vectorsOutcome(
    form.slice(0, reduced.pivots.length),
    "only the zero vector",
    exactCertificate(
      "multiply-back",
      "They are the rows of the reduced row echelon form that are not zero; an invertible matrix times the input gives that form exactly.",
      nonzero(reduced.divisors),
    ),
  );
}

export function nullity(matrix: Matrix): Outcome {
  const reduced = reduceMatrix(matrix);
  return expressionOutcome({
    expression: integer(widthOf(matrix) - reduced.pivots.length),
    certificate: exactCertificate(
      "exact-elimination",
      `${widthOf(matrix)} columns less the rank ${reduced.pivots.length}, from exact elimination.`,
      nonzero(reduced.divisors),
    ),
    engine: EXACT,
  });
}

/** Whether the vectors are independent; a dependence is written out and checked. */
export function independence(vectors: Matrix): Outcome {
  const columns = transpose(vectors);
  const reduced = reduceMatrix(columns);
  const [relation] = nullSpaceBasis(reduced).map(withoutDenominators);
  if (relation === undefined)
    return textOutcome(
      "linearly independent",
      exactCertificate(
        "exact-elimination",
        `The matrix of the vectors has the rank ${vectors.length}, as many as there are vectors.`,
        nonzero(reduced.divisors),
      ),
    );
  const sum = tidyMatrix(
    multiply(
      columns,
      relation.map((entry) => [entry]),
    ),
  );
  if (
    !isProvedEqual(
      sum,
      mapEntries(sum, () => ZERO),
    )
  )
    return openOutcome(NOT_UPHELD);
  return textOutcome(
    "linearly dependent",
    exactCertificate(
      "exact-relation",
      `With the coefficients ${relation.map(printPlain).join(", ")} the vectors add up to exactly zero.`,
      nonzero(reduced.divisors),
    ),
  );
}

/** The solution of A x = b: one, none (with a row 0 = 1), or the particular one with a basis of the rest. */
export function solveMatrixEquation(a: Matrix, b: Matrix): Outcome {
  if (a.length !== b.length)
    return openOutcome("The right side must have as many rows as the matrix.", "unsupported");
  const width = widthOf(a);
  const augmented = a.map((row, i) => [...row, ...(b[i] as readonly Expression[])]);
  const whole = reduceMatrix(augmented);
  const conditions = nonzero(whole.divisors);
  if (whole.pivots.some((column) => column >= width))
    return {
      kind: "answer",
      value: { kind: "none", reason: "no-solution" },
      short: "no solution",
      plain: "no solution",
      latex: "\\text{no solution}",
      certificate: exactCertificate(
        "rank",
        `The rank of the matrix with the right side beside it is ${whole.pivots.length}, more than that of the matrix.`,
        conditions,
      ),
      engine: EXACT,
    };
  const particular = Array.from({ length: width }, (_, column): readonly Expression[] => {
    const row = whole.pivots.indexOf(column);
    return row < 0
      ? (b[0] as Matrix[number]).map(() => ZERO)
      : (whole.rows[row] as Matrix[number]).slice(width);
  });
  const basis = nullSpaceBasis({ ...whole, rows: whole.rows.map((row) => row.slice(0, width)) });
  const unknowns = basis.map((_, k) => `c${k + 1}`);
  const general = particular.map((row, i) =>
    row.map((entry, j) =>
      basis.reduce<Expression>(
        (all, vector, k) =>
          tidy([
            "Add",
            all,
            [
              "Multiply",
              row.length === 1 ? (unknowns[k] as string) : `${unknowns[k]}_${j + 1}`,
              vector[i] as Expression,
            ],
          ]),
        entry,
      ),
    ),
  );
  if (!isProvedEqual(multiply(a, general), b))
    return openOutcome("The solution did not stand up to multiplying back.");
  return matrixOutcome(
    general,
    exactCertificate(
      "multiply-back",
      basis.length === 0
        ? "The matrix times the answer is the right side exactly, and the matrix has no further freedom: its columns are independent."
        : `The matrix times the answer is the right side exactly for every ${unknowns.join(", ")}, and the ${basis.length} free constants are as many as the columns less the rank.`,
      conditions,
    ),
  );
}
