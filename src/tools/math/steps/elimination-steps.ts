import type { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, scaled } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { matrixOf } from "../matrix/matrix.ts";
import { rationalMatrixOf } from "../matrix/rational-matrix.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { checkSameRows, rowReduction, type Rows, rowsExpression } from "./row-operations.ts";
import type { StepChain } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

/** Linear systems by elimination, shown as equations. */
export const linearSystemSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: (subject) => systemOf(subject) !== null,
  work: (subject, chain) => {
    const system = systemOf(subject);
    if (system === null) return;
    const { rows, unknowns } = system;
    walk(rows, unknowns.length, chain, (after) => equationsOf(after, unknowns));
  },
};

/** The reduced row echelon form of a matrix of rational numbers. */
export const rowReductionSteps: StepMethod = {
  id: "usual",
  title: { en: "Row by row", zh: "逐步行变换" },
  appliesTo: (subject) => matrixRows(subject) !== null,
  work: (subject, chain) => {
    const rows = matrixRows(subject);
    if (rows !== null) walk(rows, (rows[0] ?? []).length, chain, rowsExpression);
  },
};

function walk(
  start: Rows,
  columns: number,
  chain: StepChain,
  show: (rows: Rows) => Expression,
): void {
  let before = start;
  for (const { rule, text, hint, rows } of rowReduction(start, columns)) {
    chain.add({ rule, text, hint, shown: show(rows), check: checkSameRows(before, rows) });
    before = rows;
  }
  chain.finish();
}

function matrixRows({ query }: PodSubject): Rows | null {
  if (query.kind !== "linear-algebra" || query.operation !== "row-reduction") return null;
  const matrix = query.operands[0] === undefined ? null : matrixOf(query.operands[0]);
  return matrix === null || matrix.length > 6 ? null : rationalMatrixOf(matrix);
}

interface LinearSystem {
  readonly rows: Rows;
  readonly unknowns: readonly string[];
}

const MOST_UNKNOWNS = 5;

function systemOf({ query }: PodSubject): LinearSystem | null {
  if (query.kind !== "solve" || query.equations.length < 2) return null;
  const { unknowns } = query;
  if (unknowns.length < 2 || unknowns.length > MOST_UNKNOWNS) return null;
  const rows: Fraction[][] = [];
  for (const equation of query.equations) {
    const row = rowOf(equation, unknowns);
    if (row === null) return null;
    rows.push(row);
  }
  return { rows, unknowns };
}

/** Coefficients and right side of an equation that is linear over the rationals, proved by putting it together again. */
function rowOf(equation: Expression, unknowns: readonly string[]): Fraction[] | null {
  if (headOf(equation) !== "Equal") return null;
  if (variablesOf(equation).some((name) => !unknowns.includes(name))) return null;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const difference: Expression = ["Add", left, ["Negate", right]];
  const at = (values: readonly number[]): Fraction | null =>
    fractionOf(
      unknowns.reduce<Expression>(
        (all, name, index) => substitute(all, name, { num: String(values[index]) }),
        difference,
      ),
    );
  const origin = at(unknowns.map(() => 0));
  if (origin === null) return null;
  const row: Fraction[] = [];
  for (let index = 0; index < unknowns.length; index++) {
    const value = at(unknowns.map((_, other) => (other === index ? 1 : 0)));
    if (value === null) return null;
    row.push(value.sub(origin));
  }
  const again: Expression = [
    "Add",
    ...unknowns.map((name, index): Expression => [
      "Multiply",
      fractionExpression(row[index] as Fraction),
      name,
    ]),
    fractionExpression(origin),
  ];
  return decideEqual(difference, again).verdict === "proved" ? [...row, origin.neg()] : null;
}

function equationsOf(rows: Rows, unknowns: readonly string[]): Expression {
  const equations = rows.map((row): Expression => {
    const terms = unknowns.flatMap((name, index) => {
      const coefficient = row[index] as Fraction;
      return coefficient.equals(0) ? [] : [scaled(coefficient, name)];
    });
    const left: Expression =
      terms.length === 0
        ? { num: "0" }
        : terms.length === 1
          ? (terms[0] as Expression)
          : ["Add", ...terms];
    return ["Equal", left, fractionExpression(row[unknowns.length] as Fraction)];
  });
  return ["Sequence", ...equations];
}
