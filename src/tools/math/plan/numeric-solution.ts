import { checkDeadline, isDeadEnd } from "../exact/deadline.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidy } from "../matrix/matrix.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import {
  integrateByExtrapolation,
  integrateDormandPrince,
  type Slope,
} from "../numeric/initial-value.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import type { Outcome } from "./outcome.ts";

const METHODS = ["dormand-prince", "extrapolation"] as const;
const TOLERANCE = 1e-12;
/** Relative agreement of the two methods below which a value is not shown. */
const AGREEMENT = 1e-8;
const DIGITS = 8;
const ROWS = 10;

/**
 * Decimals of the solution of an initial-value problem by two methods that share no step. Only digits in which
 * both agree are shown; null where it is no such problem or they do not agree, as beyond a pole.
 */
export function numericSolution(query: DifferentialEquationQuery): Outcome | null {
  const problem = problemOf(query);
  if (problem === null) return null;
  const { slope, from, start } = problem;
  const asked = query.at === null ? null : (evaluateReal(query.at)?.toNumber() ?? null);
  if (query.at !== null && asked === null) return null;
  const to = asked ?? from + 1;
  const table: [number, number][] = [[from, start[0] as number]];
  let gap = 0;
  for (let k = 1; k <= ROWS; k++) {
    const x = from + ((to - from) * k) / ROWS;
    const one = integrateDormandPrince(slope, from, start, x, TOLERANCE);
    const other = one === null ? null : integrateByExtrapolation(slope, from, start, x, TOLERANCE);
    const difference =
      one === null || other === null ? null : Math.abs((one[0] as number) - (other[0] as number));
    const size = Math.max(1e-3, Math.abs(one?.[0] ?? 0));
    if (difference === null || difference > AGREEMENT * size) {
      if (asked !== null || table.length < 3) return null;
      break;
    }
    gap = Math.max(gap, difference / size);
    table.push([x, one?.[0] as number]);
  }
  return outcomeOf(query, table, gap, asked !== null);
}

interface Problem {
  readonly slope: Slope;
  readonly from: number;
  readonly start: readonly number[];
}

/** The system of the first order, when the highest derivative stands alone and every condition is at one point. */
function problemOf(query: DifferentialEquationQuery): Problem | null {
  const { equation, unknown, variable, order, conditions } = query;
  const names = Array.from({ length: order }, (_, k) => derivativeName(unknown, k));
  const top = derivativeName(unknown, order);
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  let highest: Expression;
  try {
    const lead = tidy(differentiate(residual, top));
    if (contains(lead, top)) return null;
    highest = tidy(["Negate", ["Divide", substitute(residual, top, ZERO), lead]]);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
  // At a jump neither method holds its order, and their agreement would say little.
  if (hasJumps(highest)) return null;
  if (!variablesOf(highest).every((name) => name === variable || names.includes(name))) return null;
  const given = Array.from({ length: order }, (_, k) =>
    conditions.filter((condition) => condition.order === k),
  );
  if (conditions.length !== order || given.some((list) => list.length !== 1)) return null;
  const points = conditions.map(({ point }) => evaluateReal(point)?.toNumber());
  const start = given.map((list) => evaluateReal(list[0]?.value as Expression)?.toNumber());
  const [from] = points;
  if (from === undefined || points.some((point) => point !== from)) return null;
  if (start.includes(undefined)) return null;
  const slope: Slope = (x, state) => {
    checkDeadline(8);
    const value = evaluateComplex(highest, {
      [variable]: x,
      ...Object.fromEntries(names.map((name, k) => [name, state[k] as number])),
    });
    return value === null || Math.abs(value.im) > 1e-12 * Math.max(1, Math.abs(value.re))
      ? null
      : [...state.slice(1), value.re];
  };
  return { slope, from, start: start as number[] };
}

const JUMPING = new Set(["Heaviside", "DiracDelta", "Floor", "Ceil", "Sign", "Mod", "Round"]);

function hasJumps(expression: Expression): boolean {
  return JUMPING.has(headOf(expression)) || argumentsOf(expression).some(hasJumps);
}

function outcomeOf(
  { unknown, variable }: DifferentialEquationQuery,
  table: readonly [number, number][],
  gap: number,
  isOneValue: boolean,
): Outcome {
  const digits = (value: number): string => String(Number(value.toPrecision(DIGITS)));
  const rows = table.map(([x, y]) => [digits(x), digits(y)]);
  const last = rows.at(-1) as string[];
  const [place, value] = last as [string, string];
  const entries = Object.fromEntries(rows.map(([x, y]) => [x as string, y as string]));
  const plain = isOneValue
    ? `${unknown}(${place}) ≈ ${value}`
    : rows.map(([x, y]) => `${unknown}(${x}) ≈ ${y}`).join(", ");
  return {
    kind: "answer",
    value: isOneValue ? { kind: "expression", plain: value } : { kind: "mapping", entries },
    short: isOneValue ? value : `${unknown}(${place}) ≈ ${value}`,
    plain,
    latex: plain.replaceAll("≈", "\\approx "),
    ...(isOneValue ? { numeric: value } : {}),
    certificate: {
      grade: "numeric-check",
      method: "two-integrators",
      detail: `Worked out step by step by two methods that share no step, the pair of Dormand and Prince and extrapolation of the midpoint rule, at tolerance ${TOLERANCE}; they agree to a relative ${gap.toExponential(0)}. This is evidence for the digits and no proved bound; no formula is claimed.`,
      engines: [...METHODS],
    },
    engine: METHODS[0],
    pods: [
      {
        id: "values",
        title: "Values",
        plain: rows.map(([x, y]) => `${x}: ${y}`).join("; "),
        table: [[variable, `${unknown}(${variable})`], ...rows],
      },
    ],
  };
}
