import { Fraction } from "fraction.js";
import { isDeadEnd } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  integer,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidyRational } from "../integrate/tidy.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { entryAt, tidy } from "../matrix/matrix.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import { symbolicPower } from "../matrix/symbolic-power.ts";
import { type RecurrenceQuery, termName } from "../read/recurrence-query.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { linearClosedForm, linearParts } from "./recurrence-linear.ts";

/** Closed forms found without an engine; each is a candidate like any other. */
export function recurrenceGuesses(query: RecurrenceQuery): Expression[] {
  return [linearClosedForm, turningForm, fractionalLinearForm, powerForm]
    .map((make) => attempt(() => make(query)))
    .filter((found) => found !== null);
}

/**
 * a(n+2) = p a(n+1) + q a(n) with two roots that are no real numbers: their modulus to the n, times waves of n
 * times their argument.
 */
function turningForm(query: RecurrenceQuery): Expression | null {
  const parts = query.order === 2 ? linearParts(query) : null;
  const [a, b, c] = parts?.coefficients.map(fractionOf) ?? [];
  if (!a || !b || !c || parts?.forcing.length !== 0) return null;
  const [p, q] = [b.div(c).neg(), a.div(c).neg()];
  const discriminant = p.mul(p).add(q.mul(4));
  if (discriminant.s >= 0n) return null;
  const height = tidy(["Sqrt", fractionExpression(discriminant.neg())]);
  const angle: Expression = p.equals(0)
    ? ["Divide", "Pi", integer(2)]
    : resolveSpecialAngles(["Arctan", tidy(["Divide", height, fractionExpression(p.abs())])]);
  const turn: Expression = p.s < 0n ? ["Add", "Pi", ["Negate", angle]] : angle;
  const angleOfIndex: Expression = ["Multiply", turn, query.index];
  const turned = tidyRational(angleOfIndex) ?? angleOfIndex;
  const size = tidy(["Sqrt", fractionExpression(q.neg())]);
  const modulus: Expression =
    fractionOf(size) === null
      ? ["Power", fractionExpression(q.neg()), ["Divide", query.index, integer(2)]]
      : q.equals(-1)
        ? ONE
        : ["Power", size, query.index];
  const [first, second] = [...query.initial].sort((x, y) => x.at - y.at);
  if (first === undefined)
    return [
      "Multiply",
      modulus,
      ["Add", ["Multiply", "c1", ["Cos", turned]], ["Multiply", "c2", ["Sin", turned]]],
    ];
  if (first.at !== 0 || second?.at !== 1) return null;
  const sine = tidy([
    "Divide",
    [
      "Add",
      ["Multiply", integer(2), second.value],
      ["Negate", ["Multiply", fractionExpression(p), first.value]],
    ],
    height,
  ]);
  return tidySigns([
    "Multiply",
    modulus,
    withoutNought([
      [first.value, ["Cos", turned]],
      [sine, ["Sin", turned]],
    ]),
  ]);
}

const withoutNought = (terms: readonly (readonly [Expression, Expression])[]): Expression =>
  tidySigns([
    "Add",
    ...terms
      .filter(([weight]) => fractionOf(weight)?.equals(0) !== true)
      .map(([weight, wave]): Expression => ["Multiply", weight, wave]),
    ZERO,
  ]);

function attempt(make: () => Expression | null): Expression | null {
  try {
    return make();
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** The one term before the next, the right side, and the first value. */
interface FirstOrder {
  readonly right: Expression;
  readonly earlier: string;
  readonly start: number;
  readonly value: Expression;
}

function firstOrderOf({ equation, unknown, order, initial }: RecurrenceQuery): FirstOrder | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const first = initial[0];
  return order === 1 && initial.length === 1 && first !== undefined && left === termName(unknown, 1)
    ? { right, earlier: termName(unknown, 0), start: first.at, value: first.value }
    : null;
}

/** a(n+1) = (p a(n) + q)/(u a(n) + v) by the powers of the matrix of p, q, u and v. */
function fractionalLinearForm(query: RecurrenceQuery): Expression | null {
  const first = firstOrderOf(query);
  if (first === null || variablesOf(first.right).some((name) => name !== first.earlier))
    return null;
  const form = new NormalForm();
  const { numerator, denominator } = form.normalize(first.right);
  const index = form.indexOfVariable(first.earlier);
  if (index === null) return null;
  const [top, bottom] = [numerator, denominator].map((polynomial) =>
    coefficientsIn(polynomial, index).map((part) => part.asConstant()),
  ) as [(Fraction | null)[], (Fraction | null)[]];
  if (top.length > 2 || bottom.length > 2 || [...top, ...bottom].includes(null)) return null;
  const all = [...top, ...bottom] as Fraction[];
  // Only the ratio counts, so the matrix is taken in whole numbers without a common divisor.
  const divisor = all.reduce<bigint>((product, part) => product * part.d, 1n);
  const shared = all.reduce((common, part) => common.gcd(part.mul(divisor)), new Fraction(0));
  const entry = (part: Fraction | null | undefined): Expression =>
    part === null || part === undefined ? ZERO : fractionExpression(part.mul(divisor).div(shared));
  const power = symbolicPower(
    [
      [entry(top[1]), entry(top[0])],
      [entry(bottom[1]), entry(bottom[0])],
    ],
    query.index,
  );
  if (power === null) return null;
  const side = (row: number): Expression => [
    "Add",
    ["Multiply", entryAt(power, row, 0), first.value],
    entryAt(power, row, 1),
  ];
  const steps: Expression =
    first.start === 0 ? query.index : ["Add", query.index, integer(-first.start)];
  return tidy(substitute(["Divide", side(0), side(1)], query.index, steps));
}

/** a(n+1) = c a(n)^k by counting how often the exponent doubles, triples, … */
function powerForm(query: RecurrenceQuery): Expression | null {
  const first = firstOrderOf(query);
  if (first === null || variablesOf(first.right).some((name) => name !== first.earlier))
    return null;
  const form = new NormalForm();
  const { numerator, denominator } = form.normalize(first.right);
  const index = form.indexOfVariable(first.earlier);
  const [value, divisor] = [fractionOf(first.value), denominator.asConstant()];
  if (index === null || value === null || divisor === null || value.compare(0) <= 0) return null;
  const coefficients = coefficientsIn(numerator, index).map((part) => part.asConstant());
  const k = coefficients.length - 1;
  const lead = coefficients[k];
  if (k < 2 || lead === null || lead === undefined || lead.compare(0) <= 0) return null;
  if (coefficients.slice(0, k).some((part) => part === null || !part.equals(0))) return null;
  // With b = c^(1/(k-1)) a the rule is b(n+1) = b(n)^k.
  const root = tidy([
    "Power",
    fractionExpression(lead.div(divisor)),
    ["Divide", ONE, integer(k - 1)],
  ]);
  const steps: Expression =
    first.start === 0 ? query.index : ["Add", query.index, integer(-first.start)];
  const base = tidy(["Multiply", root, first.value]);
  return tidySigns(["Divide", ["Power", base, ["Power", integer(k), steps]], root]);
}
