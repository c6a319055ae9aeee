import { exactForm } from "../exact/exact-form.ts";
import type { Certificate } from "../../../core/truth.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { LinearAlgebraQuery } from "../read/linear-algebra-query.ts";
import { solvePolynomialEquation } from "../solve/solve-equation.ts";
import { DEEP, deepCandidates, EXACT } from "./candidates.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Matrix, matrixOutcome } from "./matrix-outcome.ts";
import { rowReduction } from "./row-reduction.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

const MAX_SIZE = 8;

/** Exact linear algebra: every result is multiplied back or decided by determinants. */
export async function linearAlgebraQuery(
  query: LinearAlgebraQuery,
  context: ComputeContext,
): Promise<Outcome> {
  if (query.operation === "cross-product" || query.operation === "dot-product")
    return productOfVectors(query, context);
  const matrix = matrixOf(query.operands[0] as Expression);
  if (matrix === null)
    return openOutcome(
      `A matrix is a list of rows of equal length, at most ${MAX_SIZE} by ${MAX_SIZE}, such as {{1, 2}, {3, 4}}.`,
      "unsupported",
    );
  if (query.operation === "row-reduction") return context.proving(() => rowReduction(matrix));
  if (query.operation === "matrix-product") return productOfMatrices(matrix, query);
  if (query.operation === "transpose") return matrixOutcome(transpose(matrix), DEFINITION);
  if (query.operation === "rank") return context.proving(() => rankOutcome(matrix));
  if (matrix.length !== matrix[0]?.length)
    return openOutcome("This is defined for square matrices only.", "unsupported");
  if (query.operation === "trace")
    return evaluateExpression(["Add", ...matrix.map((row, i) => row[i] as Expression)], context);
  if (query.operation === "inverse") return context.proving(() => inverseOutcome(matrix));
  if (query.operation === "eigenvalues") return context.proving(() => eigenvaluesOutcome(matrix));
  return exponentialOutcome(matrix, context);
}

function productOfMatrices(a: Matrix, query: LinearAlgebraQuery): Outcome {
  const b = matrixOf(query.operands[1] as Expression);
  if (b === null || a[0]?.length !== b.length)
    return openOutcome(
      "Two matrices are multiplied when the first has as many columns as the second has rows.",
      "unsupported",
    );
  return matrixOutcome(
    multiply(a, b).map((row) => row.map(tidy)),
    DEFINITION,
  );
}

const DEFINITION: Certificate = {
  grade: "proved",
  method: "definition",
  detail: "The entries are those of the definition, in exact arithmetic.",
  engines: [EXACT],
};

function matrixOf(expression: Expression): Matrix | null {
  const rows = argumentsOf(expression).map((row) => argumentsOf(row));
  const width = rows[0]?.length ?? 0;
  const isMatrix =
    width > 0 &&
    width <= MAX_SIZE &&
    rows.length <= MAX_SIZE &&
    rows.every((row) => row.length === width) &&
    argumentsOf(expression).every((row) => ["List", "Set", "Tuple"].includes(headOf(row)));
  return isMatrix ? rows : null;
}

const transpose = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j] as Expression));

const tidy = (expression: Expression): Expression => exactForm(expression) ?? expression;

/** By expansion along the first row, with every minor brought to normal form. */
function determinant(matrix: Matrix): Expression {
  if (matrix.length === 1) return (matrix[0] as readonly Expression[])[0] as Expression;
  const terms = (matrix[0] as readonly Expression[]).flatMap((entry, j): Expression[] => {
    if (printPlain(entry) === "0") return [];
    const minor = determinant(without(matrix, 0, j));
    const product: Expression = ["Multiply", entry, minor];
    return [j % 2 === 0 ? product : ["Negate", product]];
  });
  return terms.length === 0 ? ZERO : tidy(["Add", ...terms]);
}

const without = (matrix: Matrix, row: number, column: number): Matrix =>
  matrix.filter((_, i) => i !== row).map((entries) => entries.filter((_, j) => j !== column));

function inverseOutcome(matrix: Matrix): Outcome {
  const scale = determinant(matrix);
  const isZero = decideEqual(scale, ZERO).verdict;
  if (isZero === "proved")
    return {
      kind: "answer",
      value: { kind: "text", text: "singular: there is no inverse" },
      short: "singular",
      plain: "singular: there is no inverse",
      latex: "\\text{singular}",
      certificate: {
        grade: "proved",
        method: "determinant",
        detail: "The determinant is exactly zero, so there is no inverse.",
        engines: [EXACT],
      },
      engine: EXACT,
    };
  if (isZero === "undecided") return openOutcome("Whether the determinant is zero is not decided.");
  const size = matrix.length;
  const inverse: Matrix = matrix.map((_, i) =>
    matrix.map((_, j) => {
      const minor = size === 1 ? ({ num: "1" } as Expression) : determinant(without(matrix, j, i));
      const cofactor: Expression = (i + j) % 2 === 0 ? minor : ["Negate", minor];
      return tidy(["Divide", cofactor, scale]);
    }),
  );
  const product = multiply(matrix, inverse);
  const holds = product.every((row, i) =>
    row.every((entry, j) => decideEqual(entry, { num: i === j ? "1" : "0" }).verdict === "proved"),
  );
  if (!holds) return openOutcome("The inverse did not stand up to multiplying back.");
  return matrixOutcome(inverse, {
    grade: "proved",
    method: "multiply-back",
    detail: "Multiplied with the matrix, the inverse gives the identity exactly, entry by entry.",
    engines: [EXACT],
    ...(variablesOf(scale).length === 0 ? {} : { conditions: [`${printPlain(scale)} != 0`] }),
  });
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return a.map((row) =>
    transpose(b).map((column): Expression => [
      "Add",
      ...row.map((entry, k): Expression => ["Multiply", entry, column[k] as Expression]),
    ]),
  );
}

/** Elimination whose pivots are decided exactly; the count of pivots is the rank. */
function rankOutcome(matrix: Matrix): Outcome {
  let rows: Matrix = matrix.map((row) => row.map(tidy));
  let rank = 0;
  const conditions: string[] = [];
  for (let column = 0; column < (matrix[0]?.length ?? 0) && rank < rows.length; column++) {
    let pivotRow = -1;
    for (let i = rank; i < rows.length && pivotRow < 0; i++) {
      const verdict = decideEqual(
        (rows[i] as readonly Expression[])[column] as Expression,
        ZERO,
      ).verdict;
      if (verdict === "undecided")
        return openOutcome("Whether an entry is zero could not be decided, so the rank is open.");
      if (verdict === "refuted") pivotRow = i;
    }
    if (pivotRow < 0) continue;
    const pivot = rows[pivotRow] as readonly Expression[];
    const rest = rows.filter((_, i) => i !== pivotRow);
    const value = pivot[column] as Expression;
    if (variablesOf(value).length > 0) conditions.push(`${printPlain(value)} != 0`);
    const above = rest.slice(0, rank);
    const below = rest
      .slice(rank)
      .map((row) =>
        row.map((entry, j) =>
          j < column
            ? entry
            : tidy([
                "Add",
                entry,
                [
                  "Negate",
                  [
                    "Divide",
                    ["Multiply", row[column] as Expression, pivot[j] as Expression],
                    value,
                  ],
                ],
              ]),
        ),
      );
    rows = [...above, pivot, ...below];
    rank += 1;
  }
  const text = String(rank);
  return {
    kind: "answer",
    value: { kind: "expression", plain: text },
    short: text,
    plain: text,
    latex: text,
    certificate: {
      grade: "proved",
      method: "exact-elimination",
      detail: "Row elimination in exact arithmetic; every pivot was decided to be zero or not.",
      engines: [EXACT],
      ...(conditions.length === 0 ? {} : { conditions }),
    },
    engine: EXACT,
  };
}

const UNKNOWN = "lambda";

function eigenvaluesOutcome(matrix: Matrix): Outcome {
  if (matrix.some((row) => row.some((entry) => variablesOf(entry).includes(UNKNOWN))))
    return openOutcome("Rename lambda in the matrix: it names the eigenvalue.", "unsupported");
  const shifted = matrix.map((row, i) =>
    row.map((entry, j): Expression => (i === j ? ["Add", entry, ["Negate", UNKNOWN]] : entry)),
  );
  const characteristic = determinant(shifted);
  const solution = solvePolynomialEquation(characteristic, ZERO, UNKNOWN);
  if (solution === null || solution.roots.length === 0)
    return openOutcome("The roots of the characteristic polynomial could not be written exactly.");
  const roots = solution.roots;
  const holds = roots.every(
    (root) => decideEqual(substitute(characteristic, UNKNOWN, root), ZERO).verdict === "proved",
  );
  const shown = roots.map(printPlain);
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [UNKNOWN],
      solutions: shown.map((plain) => ({ [UNKNOWN]: plain })),
      complete: solution.isComplete,
    },
    short: shown.join(", "),
    plain: shown.map((plain) => `${UNKNOWN} = ${plain}`).join(" or "),
    latex: roots.map((root) => `\\lambda = ${printLatex(root)}`).join(",\\; "),
    certificate: {
      grade:
        holds && solution.isComplete
          ? "proved"
          : solution.isExact
            ? "exact-check"
            : "numeric-check",
      method: "characteristic-polynomial",
      detail: `They are the roots of det(A - lambda I) = ${printPlain(characteristic)}, ${holds ? "substituted back exactly" : "found numerically"}.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

/** F(t) = exp(tA) is the one matrix with F' = A F and F(0) = I; the candidate is checked against both. */
async function exponentialOutcome(matrix: Matrix, context: ComputeContext): Promise<Outcome> {
  const time = "t";
  if (matrix.some((row) => row.some((entry) => variablesOf(entry).includes(time))))
    return openOutcome("Rename t in the matrix: it names the time of exp(tA).", "unsupported");
  const scaled: Expression = [
    "List",
    ...matrix.map((row): Expression => [
      "List",
      ...row.map((entry): Expression => ["Multiply", time, entry]),
    ]),
  ];
  for (const candidate of await deepCandidates(context, "matrix-exponential", [scaled], [])) {
    const flow = matrixOf(candidate);
    if (flow === null || flow.length !== matrix.length) continue;
    const isFlow = context.proving(() => {
      const product = multiply(matrix, flow);
      return flow.every((row, i) =>
        row.every(
          (entry, j) =>
            decideEqual(differentiate(entry, time), product[i]?.[j] as Expression).verdict ===
              "proved" &&
            decideEqual(substitute(entry, time, ZERO), { num: i === j ? "1" : "0" }).verdict ===
              "proved",
        ),
      );
    });
    if (!isFlow) continue;
    const value = flow.map((row) =>
      row.map((entry) => tidy(substitute(entry, time, { num: "1" }))),
    );
    const isSame = value.every((row, i) =>
      row.every(
        (entry, j) =>
          decideEqual(entry, substitute(flow[i]?.[j] as Expression, time, { num: "1" })).verdict ===
          "proved",
      ),
    );
    if (!isSame) continue;
    return matrixOutcome(
      value,
      {
        grade: "proved",
        method: "differential-equation",
        detail:
          "exp(tA) was checked exactly against F' = A F and F(0) = I, which have one solution, and taken at t = 1.",
        engines: [DEEP, EXACT],
      },
      DEEP,
    );
  }
  return openOutcome("No closed form of the matrix exponential was found that could be proved.");
}

async function productOfVectors(
  { operation, operands }: LinearAlgebraQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const [a, b] = operands.map((operand) => argumentsOf(operand)) as [
    readonly Expression[],
    readonly Expression[],
  ];
  if (a.length !== b.length)
    return openOutcome(
      "The two vectors must have as many components as each other.",
      "unsupported",
    );
  if (operation === "dot-product")
    return evaluateExpression(
      ["Add", ...a.map((entry, i): Expression => ["Multiply", entry, b[i] as Expression])],
      context,
    );
  if (a.length !== 3)
    return openOutcome(
      "The cross product is defined for vectors of three components.",
      "unsupported",
    );
  const at = (i: number, j: number): Expression => [
    "Multiply",
    a[i] as Expression,
    b[j] as Expression,
  ];
  const items = [
    [1, 2],
    [2, 0],
    [0, 1],
  ].map(([i, j]) =>
    tidy(["Add", at(i as number, j as number), ["Negate", at(j as number, i as number)]]),
  );
  const isOrthogonal = [a, b].every(
    (vector) =>
      decideEqual(
        ["Add", ...items.map((item, i): Expression => ["Multiply", item, vector[i] as Expression])],
        ZERO,
      ).verdict === "proved",
  );
  if (!isOrthogonal) return openOutcome("The cross product did not stand up to its check.");
  const plain = `(${items.map(printPlain).join(", ")})`;
  return {
    kind: "answer",
    value: { kind: "tuple", items: items.map(printPlain) },
    short: plain,
    plain,
    latex: `\\left(${items.map(printLatex).join(", ")}\\right)`,
    certificate: {
      grade: "proved",
      method: "definition",
      detail: "By its definition in exact arithmetic; it is orthogonal to both vectors exactly.",
      engines: [EXACT],
    },
    engine: EXACT,
  };
}
