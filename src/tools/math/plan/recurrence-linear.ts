import { choose } from "../exact/combinatorial-numbers.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { combination } from "../matrix/exponential.ts";
import { dot, mapEntries, type Matrix, tidy, verdictOfZero } from "../matrix/matrix.ts";
import { orderedCombination, powerParts, type PowerParts } from "../matrix/symbolic-power.ts";
import { type RecurrenceQuery, termName } from "../read/recurrence-query.ts";

/** coefficient n^power base^n. */
interface ForcingTerm {
  readonly coefficient: Expression;
  readonly power: number;
  readonly base: Expression;
}

const MOST_TERMS = 40;
const LARGEST = 8;

/**
 * A closed form of a linear recurrence with constant numbers as coefficients and a sum of n^k b^n on the
 * right, by the powers of the matrix that takes one state to the next; null where it is not of that kind
 * or the roots are not real and in closed form. Without initial values the constants are c1, c2, …
 */
export function linearClosedForm(query: RecurrenceQuery): Expression | null {
  const linear = linearParts(query);
  if (linear === null) return null;
  const { coefficients, forcing } = linear;
  const { order, index } = query;
  const rows = forcingRows(forcing);
  const size = order + rows.basis.length;
  if (size > LARGEST) return null;
  const lead = coefficients[order] as Expression;
  const over = (value: Expression): Expression => tidy(["Divide", value, lead]);
  const matrix: Matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j): Expression => {
      if (i < order - 1) return j === i + 1 ? ONE : ZERO;
      if (i === order - 1)
        return j < order
          ? over(["Negate", coefficients[j] as Expression])
          : over(rows.weights[j - order] as Expression);
      return j < order ? ZERO : (rows.step[i - order]?.[j - order] as Expression);
    }),
  );
  const power = powerParts(matrix, index);
  if (power === null) return null;
  return query.initial.length === 0
    ? generalForm(query, power, rows.start)
    : particularForm(query, power, matrix, rows);
}

/** The state at the first index, taken back to index 0 by the same powers. */
function particularForm(
  { initial, order, index }: RecurrenceQuery,
  power: PowerParts,
  matrix: Matrix,
  rows: ForcingRows,
): Expression | null {
  const sorted = [...initial].sort((a, b) => a.at - b.at);
  const start = sorted[0]?.at ?? 0;
  if (sorted.length !== order || sorted.some(({ at }, k) => at !== start + k)) return null;
  const state = [
    ...sorted.map(({ value }) => value),
    ...rows.basis.map(({ base, power: exponent }) =>
      tidy([
        "Multiply",
        exponent === 0 ? ONE : integer(start ** exponent),
        ["Power", base, integer(start)],
      ]),
    ),
  ];
  const back = mapEntries(matrix, (_, i, j) =>
    tidy(
      substitute(
        combination(
          power.parts.map((part) => (part[i] as readonly Expression[])[j] as Expression),
          power.functions,
        ),
        index,
        integer(-start),
      ),
    ),
  );
  const atZero = start === 0 ? state : back.map((row) => tidy(dot(row, state)));
  return weighted(power, atZero, () => true);
}

function generalForm(
  query: RecurrenceQuery,
  power: PowerParts,
  forcingAtZero: readonly Expression[],
): Expression {
  const { order } = query;
  const state = [...Array.from({ length: order }, () => ZERO), ...forcingAtZero];
  // What solves the equation without the right side is held by the constants already.
  const homogeneous = homogeneousBasis(query, power);
  const particular = weighted(power, state, (m) => !homogeneous.includes(m));
  const taken = new Set(variablesOf(query.equation));
  const names: string[] = Array.from({ length: 2 * order }, (_, k) => `c${k + 1}`).filter(
    (name) => !taken.has(name),
  );
  const terms = homogeneous.map((m, k): Expression => {
    const f = power.functions[m] as Expression;
    return f === ONE || printPlain(f) === "1"
      ? (names[k] as string)
      : ["Multiply", names[k] as string, f];
  });
  return tidySigns(["Add", ...terms, particular]);
}

/** The functions that a solution without the right side is made of: as many as the order. */
function homogeneousBasis(query: RecurrenceQuery, { basis }: PowerParts): number[] {
  const linear = linearParts(query) as LinearParts;
  const x = "__x";
  const polynomial: Expression = [
    "Add",
    ...linear.coefficients.map((c, k): Expression => ["Multiply", c, ["Power", x, integer(k)]]),
  ];
  const derivatives: Expression[] = [polynomial];
  for (let k = 1; k <= query.order; k++)
    derivatives.push(differentiate(derivatives[k - 1] as Expression, x));
  return basis.flatMap(({ value, power }, m) =>
    derivatives
      .slice(0, power + 1)
      .every((derivative) => verdictOfZero(substitute(derivative, x, value)) === "proved")
      ? [m]
      : [],
  );
}

function weighted(
  power: PowerParts,
  state: readonly Expression[],
  isKept: (index: number) => boolean,
): Expression {
  const weights = power.parts.map((part, m) =>
    isKept(m) ? tidy(dot(part[0] as readonly Expression[], state)) : ZERO,
  );
  return orderedCombination(power, weights);
}

export interface LinearParts {
  readonly coefficients: readonly Expression[];
  readonly forcing: readonly ForcingTerm[];
}

export function linearParts({
  equation,
  unknown,
  index,
  order,
}: RecurrenceQuery): LinearParts | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  const names = Array.from({ length: order + 1 }, (_, k) => termName(unknown, k));
  const coefficients = names.map((name) => fractionOf(differentiate(residual, name)));
  if (coefficients.includes(null)) return null;
  const [first, last] = [coefficients[0], coefficients[order]];
  if (first?.equals(0) !== false || last?.equals(0) !== false) return null;
  const rest = names.reduce<Expression>((all, name) => substitute(all, name, ZERO), residual);
  const forcing = forcingTerms(["Negate", rest], index);
  if (forcing === null) return null;
  return {
    coefficients: names.map((name) => tidy(differentiate(residual, name))),
    forcing: forcing.filter(({ coefficient }) => verdictOfZero(coefficient) !== "proved"),
  };
}

interface ForcingRows {
  readonly basis: readonly { readonly base: Expression; readonly power: number }[];
  /** The right side in terms of the basis. */
  readonly weights: readonly Expression[];
  /** The basis at n + 1 in terms of the basis at n. */
  readonly step: Matrix;
  /** The basis at n = 0. */
  readonly start: readonly Expression[];
}

function forcingRows(forcing: readonly ForcingTerm[]): ForcingRows {
  const highest = new Map<string, { base: Expression; power: number }>();
  for (const { base, power } of forcing) {
    const key = printPlain(base);
    highest.set(key, { base, power: Math.max(power, highest.get(key)?.power ?? 0) });
  }
  const basis = [...highest.values()].flatMap(({ base, power }) =>
    Array.from({ length: power + 1 }, (_, k) => ({ base, power: k })),
  );
  const isSame = (a: Expression, b: Expression): boolean => printPlain(a) === printPlain(b);
  return {
    basis,
    weights: basis.map(({ base, power }) =>
      tidy([
        "Add",
        ZERO,
        ...forcing
          .filter((term) => term.power === power && isSame(term.base, base))
          .map(({ coefficient }) => coefficient),
      ]),
    ),
    step: basis.map((from) =>
      basis.map((to): Expression =>
        isSame(from.base, to.base) && to.power <= from.power
          ? tidy(["Multiply", from.base, integer(choose(from.power, to.power))])
          : ZERO,
      ),
    ),
    start: basis.map(({ power }) => (power === 0 ? ONE : ZERO)),
  };
}

/** The expression as a sum of c n^k b^n with numbers b; null where it is none. */
function forcingTerms(expression: Expression, index: string): ForcingTerm[] | null {
  if (!contains(expression, index)) return [{ coefficient: expression, power: 0, base: ONE }];
  if (expression === index) return [{ coefficient: ONE, power: 1, base: ONE }];
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Add": {
      const terms = parts.map((part) => forcingTerms(part, index));
      return terms.includes(null) ? null : (terms as ForcingTerm[][]).flat();
    }
    case "Negate":
      return scaled(forcingTerms(first, index), ["Negate", ONE]);
    case "Multiply":
      return parts
        .map((part) => forcingTerms(part, index))
        .reduce<ForcingTerm[] | null>(
          (a, b) => (a === null || b === null ? null : productOf(a, b)),
          [{ coefficient: ONE, power: 0, base: ONE }],
        );
    case "Divide":
      if (!contains(second, index))
        return scaled(forcingTerms(first, index), ["Divide", ONE, second]);
      return headOf(second) === "Power"
        ? forcingTerms(
            [
              "Multiply",
              first,
              [
                "Power",
                argumentsOf(second)[0] as Expression,
                ["Negate", argumentsOf(second)[1] as Expression],
              ],
            ],
            index,
          )
        : null;
    case "Power":
      return powerTerms(first, second, index);
    default:
      return null;
  }
}

function powerTerms(base: Expression, exponent: Expression, index: string): ForcingTerm[] | null {
  if (isNumber(exponent) && /^\d$/.test(exponent.num)) {
    const inner = forcingTerms(base, index);
    if (inner === null) return null;
    let result: ForcingTerm[] | null = [{ coefficient: ONE, power: 0, base: ONE }];
    for (let k = 0; k < Number(exponent.num); k++)
      result = result === null ? null : productOf(result, inner);
    return result;
  }
  if (contains(base, index) || variablesOf(base).length > 0) return null;
  const slope = tidy(differentiate(exponent, index));
  if (contains(slope, index)) return null;
  const constant = tidy(substitute(exponent, index, ZERO));
  return [
    {
      coefficient: ["Power", base, constant],
      power: 0,
      base: tidy(["Power", base, slope]),
    },
  ];
}

function scaled(terms: ForcingTerm[] | null, factor: Expression): ForcingTerm[] | null {
  return (
    terms?.map((term) => ({ ...term, coefficient: ["Multiply", factor, term.coefficient] })) ?? null
  );
}

function productOf(a: readonly ForcingTerm[], b: readonly ForcingTerm[]): ForcingTerm[] | null {
  if (a.length * b.length > MOST_TERMS) return null;
  return a.flatMap((x) =>
    b.map((y) => ({
      coefficient: ["Multiply", x.coefficient, y.coefficient] as Expression,
      power: x.power + y.power,
      base: tidy(["Multiply", x.base, y.base]),
    })),
  );
}
