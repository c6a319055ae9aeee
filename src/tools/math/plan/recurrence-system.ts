import { fractionOf } from "../exact/fraction-of.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  integer,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { dot, isProvedEqual, type Matrix, tidy } from "../matrix/matrix.ts";
import { reduceMatrix } from "../matrix/reduce.ts";
import { orderedCombination, powerParts } from "../matrix/symbolic-power.ts";
import { termName } from "../read/recurrence-query.ts";
import type { RecurrenceSystemQuery } from "../read/recurrence-system-query.ts";
import { EXACT } from "./candidates.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

type Vector = readonly Expression[];

/**
 * Solves x(n+1) = A x(n) + b with numbers in A and b by the powers of a matrix. The solution is put into
 * every equation and takes the values at the start, which by induction leaves no other.
 */
export async function recurrenceSystemQuery(
  query: RecurrenceSystemQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const matrix = context.proving(() => stepMatrix(query));
  if (matrix === null)
    return openOutcome(
      "Systems of recurrences are solved when they are linear with numbers as coefficients and can be solved for the next terms.",
      "unsupported",
    );
  const solution = context.proving(() => closedForms(query, matrix));
  if (solution === null || !context.proving(() => holds(query, solution)))
    return openOutcome(
      "No closed form was found: the eigenvalues of the system are not real, zero, or not in closed form.",
    );
  return outcomeOf(query, solution);
}

/** The matrix that takes (x, y, …, 1) at n to n + 1. */
function stepMatrix({ equations, unknowns }: RecurrenceSystemQuery): Matrix | null {
  const size = unknowns.length;
  const names = [
    ...unknowns.map((name) => termName(name, 1)),
    ...unknowns.map((name) => termName(name, 0)),
  ];
  const rows: Expression[][] = [];
  for (const equation of equations) {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    const residual: Expression = ["Add", left, ["Negate", right]];
    const slopes = names.map((name) => tidy(differentiate(residual, name)));
    const rest = tidy(
      names.reduce<Expression>((all, name) => substitute(all, name, ZERO), residual),
    );
    if ([...slopes, rest].some((entry) => fractionOf(entry) === null)) return null;
    rows.push([
      ...slopes.slice(0, size),
      ...slopes.slice(size).map((entry) => tidy(["Negate", entry])),
      tidy(["Negate", rest]),
    ]);
  }
  const solved = reduceMatrix(rows, size);
  if (solved.pivots.length < size) return null;
  const steps = solved.rows.map((row) => row.slice(size));
  return steps.every((row) => fractionOf(row[size] as Expression)?.equals(0) === true)
    ? steps.map((row) => row.slice(0, size))
    : [...steps, [...Array.from({ length: size }, () => ZERO), ONE]];
}

function closedForms(query: RecurrenceSystemQuery, matrix: Matrix): Vector | null {
  const { unknowns, index, initial, start } = query;
  const power = powerParts(matrix, index);
  if (power === null) return null;
  const taken = new Set(unknowns);
  const names = Array.from({ length: 2 * unknowns.length }, (_, k) => `c${k + 1}`).filter(
    (name) => !taken.has(name),
  );
  const values = initial.length === 0 ? names.slice(0, unknowns.length) : initial;
  const state = [...values, ...Array.from({ length: matrix.length - unknowns.length }, () => ONE)];
  const steps: Expression = start === 0 ? index : ["Add", index, integer(-start)];
  return unknowns.map((_, i) =>
    substitute(
      orderedCombination(
        power,
        power.parts.map((part) => tidy(dot(part[i] as Vector, state))),
      ),
      index,
      steps,
    ),
  );
}

/** Every equation identically, and the values at the start. */
function holds(query: RecurrenceSystemQuery, solution: Vector): boolean {
  const { equations, unknowns, index, initial, start } = query;
  const next: Expression = ["Add", index, integer(1)];
  const put = (expression: Expression): Expression =>
    unknowns.reduce((all, name, k) => {
      const value = solution[k] as Expression;
      return substitute(
        substitute(all, termName(name, 0), value),
        termName(name, 1),
        substitute(value, index, next),
      );
    }, expression);
  const isSolved = equations.every((equation) => {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    return isProvedEqual([[put(left)]], [[put(right)]]);
  });
  const atStart = solution.map((value) => tidy(substitute(value, index, integer(start))));
  const expected = initial.length > 0 ? initial : unknowns.map((_, k) => `c${k + 1}` as Expression);
  return isSolved && isProvedEqual([atStart], [[...expected]]);
}

function outcomeOf(query: RecurrenceSystemQuery, solution: Vector): Outcome {
  const { unknowns, index, initial } = query;
  const plain = unknowns
    .map((name, k) => `${name}(${index}) = ${printPlain(solution[k] as Expression)}`)
    .join(", ");
  const free =
    initial.length === 0 ? variablesOf(["List", ...solution]).filter((name) => name !== index) : [];
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [...unknowns],
      solutions: [
        Object.fromEntries(
          unknowns.map((name, k) => [name, printPlain(solution[k] as Expression)]),
        ),
      ],
      complete: true,
    },
    short: plain,
    plain,
    latex: unknowns
      .map((name, k) => `${name}(${index}) = ${printLatex(solution[k] as Expression)}`)
      .join(",\\; "),
    certificate: {
      grade: "proved",
      method: "induction",
      detail: `Put into every equation, the closed forms satisfy it identically${free.length === 0 ? " and take the initial values exactly" : `; the constants are the values at ${index} = 0`}; each step determines the next, so by induction there is no other solution.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}
