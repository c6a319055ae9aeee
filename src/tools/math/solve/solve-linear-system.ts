import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  contains,
  type Expression,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { reduceMatrix } from "../matrix/reduce.ts";
import { verdictOfZero } from "../matrix/matrix.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { exactDerivative } from "./derivative.ts";

export interface LinearSystemSolution {
  /** Null where the equations contradict each other. */
  readonly solution: Readonly<Record<string, Expression>> | null;
  /** Unknowns that may take any value; the others are given in them. */
  readonly free: readonly string[];
  /** For which values of further symbols this holds. */
  readonly conditions: readonly string[];
}

/**
 * Systems of degree one in the unknowns, with numbers or further symbols as coefficients, by exact
 * elimination: one solution, all solutions in free unknowns, or a contradiction. The solution is put into
 * every equation. Null when a coefficient holds an unknown or an entry stays undecided.
 */
export function solveLinearSystem(
  differences: readonly Expression[],
  unknowns: readonly string[],
): LinearSystemSolution | null {
  const rows: Expression[][] = [];
  for (const difference of differences) {
    const coefficients = unknowns.map((name) => exactDerivative(difference, name));
    if (!coefficients.every((entry) => entry !== null)) return null;
    if (coefficients.some((entry) => unknowns.some((name) => contains(entry, name)))) return null;
    const atZero = unknowns.reduce((all, name) => substitute(all, name, integer(0)), difference);
    const constant: Expression = ["Negate", atZero];
    rows.push([...coefficients, exactForm(constant) ?? constant]);
  }
  try {
    const width = unknowns.length;
    const { rows: reduced, pivots, divisors } = reduceMatrix(rows, width);
    const conditions: string[] = [];
    const addCondition = (expression: Expression): void => {
      if (variablesOf(expression).length > 0) conditions.push(`${printPlain(expression)} != 0`);
    };
    for (const divisor of divisors) addCondition(numeratorOf(divisor));
    for (const row of reduced.slice(pivots.length)) {
      const rest = row[width] as Expression;
      const verdict = verdictOfZero(rest);
      if (verdict === "undecided") return null;
      if (verdict === "proved") continue;
      if (variablesOf(rest).length > 0) return null;
      return { solution: null, free: [], conditions };
    }
    const free = unknowns.filter((_, column) => !pivots.includes(column));
    const solution: Record<string, Expression> = {};
    for (const [column, name] of unknowns.entries()) {
      const at = pivots.indexOf(column);
      if (at === -1) {
        solution[name] = name;
        continue;
      }
      const row = reduced[at] as readonly Expression[];
      const terms = free.map((other): Expression => [
        "Negate",
        ["Multiply", row[unknowns.indexOf(other)] as Expression, other],
      ]);
      const value: Expression = ["Add", row[width] as Expression, ...terms, integer(0)];
      solution[name] = exactForm(value) ?? value;
    }
    const holds = differences.every((difference) => {
      const value = unknowns.reduce(
        (all, name) =>
          free.includes(name) ? all : substitute(all, name, solution[name] as Expression),
        difference,
      );
      return decideEqual(value, integer(0)).verdict === "proved";
    });
    return holds ? { solution, free, conditions: [...new Set(conditions)] } : null;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

/** What must not be zero of a divisor that is a quotient. */
function numeratorOf(divisor: Expression): Expression {
  return typeof divisor === "object" && !("num" in divisor) && divisor[0] === "Divide"
    ? (divisor[1] as Expression)
    : divisor;
}
