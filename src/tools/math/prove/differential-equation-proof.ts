import { isDeadEnd } from "../exact/deadline.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import { exactForm } from "../exact/exact-form.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual, type ZeroDecision } from "./decide-zero.ts";
import { gainedDivisors } from "./denominators.ts";
import { determinantOf } from "./small-determinant.ts";

export interface SolutionProof {
  readonly constants: readonly string[];
  /** The residual is zero exactly, or only at the sample points. */
  readonly isExact: boolean;
  /** How many points the residual was zero at. */
  readonly points: number;
  /** Names the residual vanishes for when they are positive; empty where it vanishes everywhere. */
  readonly positive: readonly string[];
  /** What must not be zero: divisors that the solution gained, and what keeps its constants independent. */
  readonly nonzero: readonly string[];
}

const ENOUGH_POINTS = 5;

/** The names of constants that the question itself does not use. */
export function constantsOf(query: DifferentialEquationQuery, solution: Expression): string[] {
  const given = new Set([
    ...variablesOf(query.equation),
    ...query.conditions.flatMap(({ point, value }) => [
      ...variablesOf(point),
      ...variablesOf(value),
    ]),
  ]);
  return variablesOf(solution).filter((name) => /^c\d+$/.test(name) && !given.has(name));
}

/**
 * Puts a solution into the equation and its conditions. Null where a residual or a condition objects, a
 * name comes from nowhere, or its constants are not `expected` many or not independent.
 */
export function proveSolution(
  query: DifferentialEquationQuery,
  solution: Expression,
  expected: number,
): SolutionProof | null {
  const { unknown, variable, order } = query;
  const constants = constantsOf(query, solution);
  const known = new Set([
    variable,
    ...constants,
    ...variablesOf(query.equation),
    ...query.conditions.flatMap(({ point, value }) => [
      ...variablesOf(point),
      ...variablesOf(value),
    ]),
  ]);
  const names = variablesOf(solution);
  if (names.includes(unknown) || !names.every((name) => known.has(name))) return null;
  if (constants.length !== expected) return null;
  try {
    const derivatives = derivativesOf(solution, variable, order);
    const determinant = independence(derivatives, constants);
    if (decideEqual(determinant, ZERO).verdict !== "refuted") return null;
    const residual = residualOf(query, derivatives, [variable, ...constants]);
    if (residual === null || !meetsConditions(query, derivatives)) return null;
    const parameters = [...known].filter((name) => name !== variable && !constants.includes(name));
    const own = (text: Expression): boolean =>
      variablesOf(text).length > 0 && variablesOf(text).every((name) => parameters.includes(name));
    const asked: Expression = [
      "List",
      query.equation,
      ...query.conditions.map(({ value }) => value),
    ];
    const nonzero = [
      ...gainedDivisors(asked, solution).filter(own),
      ...[atPlace(determinant, variable)].filter(own),
    ].map((part) => `${printPlain(part)} != 0`);
    return { constants, ...residual, nonzero: [...new Set(nonzero)] };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

export function derivativesOf(solution: Expression, variable: string, order: number): Expression[] {
  const derivatives = [solution];
  for (let k = 0; k < order; k++)
    derivatives.push(differentiate(derivatives[k] as Expression, variable));
  return derivatives;
}

/** Zero everywhere, or where the variable and the constants are positive, as for roots of squares. */
function residualOf(
  { equation, unknown, order }: DifferentialEquationQuery,
  derivatives: readonly Expression[],
  names: readonly string[],
): Omit<SolutionProof, "constants" | "nonzero"> | null {
  const [left, right] = argumentsOf(equation).map((side) => {
    let result = side;
    for (let k = order; k >= 0; k--)
      result = substitute(result, derivativeName(unknown, k), derivatives[k] as Expression);
    return result;
  }) as [Expression, Expression];
  const anywhere = decideEqual(left, right);
  if (anywhere.verdict === "proved")
    return { isExact: true, points: anywhere.points, positive: [] };
  const isEnough = (decision: ZeroDecision): boolean =>
    decision.verdict !== "refuted" &&
    decision.agreesNumerically &&
    decision.points >= ENOUGH_POINTS;
  const isRootTaken = isRooted(equation);
  if (isEnough(anywhere) && (!isRootTaken || isEnough(mirrored(left, right, names))))
    return { isExact: false, points: anywhere.points, positive: [] };
  if (!isRootTaken) return null;
  const there = decideEqual(left, right, new Set(names));
  if (!isEnough(there)) return null;
  const used = names.filter((name) => contains(derivatives[0] as Expression, name));
  return { isExact: false, points: there.points, positive: used };
}

/** The comparison at negative values of the names, which the usual points may leave out. */
function mirrored(left: Expression, right: Expression, names: readonly string[]): ZeroDecision {
  const turn = (side: Expression): Expression =>
    names.reduce<Expression>((all, name) => substitute(all, name, ["Negate", name]), side);
  return decideEqual(turn(left), turn(right), new Set(names));
}

/** Whether the equation has roots or powers that pick a branch. */
function isRooted(expression: Expression): boolean {
  const [head, , exponent] = Array.isArray(expression) ? (expression as Expression[]) : [];
  if (head === "Sqrt" || head === "Cbrt" || head === "Abs") return true;
  if (
    head === "Power" &&
    exponent !== undefined &&
    Array.isArray(exponent) &&
    exponent[0] === "Divide"
  )
    return true;
  return argumentsOf(expression).some(isRooted);
}

function meetsConditions(
  { conditions, variable }: DifferentialEquationQuery,
  derivatives: readonly Expression[],
): boolean {
  return conditions.every(
    ({ order, point, value }) =>
      decideEqual(substitute(derivatives[order] ?? ZERO, variable, point), value).verdict ===
      "proved",
  );
}

/** The constants are independent where this determinant of d/dc of the derivatives is not zero. */
function independence(
  derivatives: readonly Expression[],
  constants: readonly string[],
): Expression {
  if (constants.length === 0) return { num: "1" };
  const jacobian = constants.map((name) =>
    derivatives.slice(0, constants.length).map((derivative) => differentiate(derivative, name)),
  );
  return determinantOf(jacobian);
}

/** For a linear equation it is zero nowhere or everywhere: its value at 0, or at 1 where it has none there. */
function atPlace(determinant: Expression, variable: string): Expression {
  for (const place of ["0", "1"]) {
    const value = exactForm(substitute(determinant, variable, { num: place }));
    if (value !== null) return value;
  }
  return determinant;
}

/** Linear in the unknown and its derivatives: every second derivative by them is zero. */
export function isLinearEquation({ equation, unknown, order }: DifferentialEquationQuery): boolean {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const difference: Expression = ["Add", left, ["Negate", right]];
  const names = Array.from({ length: order + 1 }, (_, k) => derivativeName(unknown, k));
  try {
    return names.every((a) =>
      names.every(
        (b) =>
          decideEqual(differentiate(differentiate(difference, a), b), ZERO).verdict === "proved",
      ),
    );
  } catch (error) {
    if (isDeadEnd(error)) return false;
    throw error;
  }
}
