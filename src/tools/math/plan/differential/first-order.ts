import { Fraction } from "fraction.js";
import { isDeadEnd } from "../../exact/deadline.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { differentiate } from "../../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import type { ComputeContext } from "../outcome.ts";
import { antiderivative, exponentialOf } from "./integrals.ts";
import { powered, settled } from "./invert.ts";
import { explicitForms, withoutFactor } from "./separated.ts";

/** y' = slope(variable, unknown); the free constant of a solution has the name given. */
export interface SlopeEquation {
  readonly slope: Expression;
  readonly variable: string;
  readonly unknown: string;
  readonly constant: string;
}

/** Solutions for the unknown, and relations F(variable, unknown) that stay constant; all of them claims. */
export interface Found {
  readonly solutions: readonly Expression[];
  readonly potentials: readonly Expression[];
}

export const NOTHING: Found = { solutions: [], potentials: [] };

type Method = (equation: SlopeEquation, context: ComputeContext) => Promise<Found>;

/** The methods of the textbooks for y' = f(x, y), each tried when the one before found no solution. */
export const METHODS: readonly Method[] = [
  separable,
  bernoulli,
  homogeneous,
  shiftedHomogeneous,
  linearArgument,
  riccati,
];

const PLACES: readonly Expression[] = [ZERO, ONE, integer(2), integer(-1), "ExponentialE"];

/** f = g(x) h(y): the integral of 1/h is the integral of g and a constant. */
async function separable(equation: SlopeEquation, context: ComputeContext): Promise<Found> {
  const { slope, variable, unknown } = equation;
  const parts = context.proving(() => separatedParts(slope, variable, unknown));
  return parts === null
    ? NOTHING
    : integrated(equation, parts.inVariable, parts.inUnknown, context);
}

function separatedParts(
  slope: Expression,
  variable: string,
  unknown: string,
): { inVariable: Expression; inUnknown: Expression } | null {
  if (!contains(slope, unknown)) return { inVariable: slope, inUnknown: ONE };
  if (!contains(slope, variable)) return { inVariable: ONE, inUnknown: slope };
  for (const y of PLACES)
    for (const x of PLACES) {
      const inVariable = valueAt(slope, unknown, y);
      const at = inVariable === null ? null : valueAt(inVariable, variable, x);
      const inUnknown = at === null ? null : valueAt(slope, variable, x);
      if (inVariable === null || at === null || inUnknown === null) continue;
      if (decideEqual(at, ZERO).verdict !== "refuted") continue;
      if (!isHeld(["Multiply", slope, at], ["Multiply", inVariable, inUnknown])) return null;
      // Without the constants that the place has left, where they cancel.
      const { rest } = withoutFactor(inVariable, variable);
      const quotient = settled(["Divide", slope, rest]);
      return contains(quotient, variable)
        ? { inVariable, inUnknown: settled(["Divide", inUnknown, at]) }
        : { inVariable: rest, inUnknown: quotient };
    }
  return null;
}

/** The value at a place; null where it has none. */
function valueAt(expression: Expression, name: string, place: Expression): Expression | null {
  const value = settled(substitute(expression, name, place));
  return decideEqual(value, value).points > 0 || variablesOf(value).length === 0 ? value : null;
}

const isHeld = (left: Expression, right: Expression, positive?: ReadonlySet<string>): boolean => {
  const decision = decideEqual(left, right, positive);
  return (
    decision.verdict === "proved" ||
    (decision.verdict === "undecided" && decision.agreesNumerically && decision.points > 4)
  );
};

/** Solutions and the constant relation of u' = g(x) h(u) from its two antiderivatives, for u at the place given. */
export async function integrated(
  { variable, unknown, constant }: SlopeEquation,
  inVariable: Expression,
  inUnknown: Expression,
  context: ComputeContext,
  place: Expression = unknown,
): Promise<Found> {
  const right = await antiderivative(inVariable, variable, context);
  const left =
    right === null
      ? null
      : await antiderivative(settled(["Divide", ONE, inUnknown]), unknown, context);
  if (left === null || right === null) return NOTHING;
  const inPlace = substitute(left, unknown, place);
  return {
    solutions: context.proving(() => explicitForms(inPlace, unknown, right, constant)),
    potentials: [["Add", inPlace, ["Negate", right]]],
  };
}

/** f(x, v x) = F(v): v = y/x has x v' = F(v) - v. */
async function homogeneous(equation: SlopeEquation, context: ComputeContext): Promise<Found> {
  const { slope, variable, unknown } = equation;
  const speed = context.proving(() => {
    if (!contains(slope, variable)) return null;
    const ratio = valueAt(slope, variable, ONE);
    if (ratio === null) return null;
    const scaled = substitute(slope, unknown, ["Multiply", unknown, variable]);
    return isHeld(scaled, ratio, new Set([variable]))
      ? settled(["Add", ratio, ["Negate", unknown]])
      : null;
  });
  if (speed === null) return NOTHING;
  return integrated(equation, ["Divide", ONE, variable], speed, context, [
    "Divide",
    unknown,
    variable,
  ]);
}

/** f a quotient of a x + b y + c and another such: homogeneous about the point where both vanish. */
async function shiftedHomogeneous(
  equation: SlopeEquation,
  context: ComputeContext,
): Promise<Found> {
  const { slope, variable, unknown } = equation;
  const point = context.proving(() => {
    const [above, below] = argumentsOf(slope) as [Expression, Expression];
    if (headOf(slope) !== "Divide") return null;
    const [first, second] = [above, below].map((side) => linearParts(side, variable, unknown));
    if (!first || !second) return null;
    const determinant = first.x.mul(second.y).sub(second.x.mul(first.y));
    if (determinant.equals(0)) return null;
    return {
      x: first.y.mul(second.rest).sub(second.y.mul(first.rest)).div(determinant),
      y: second.x.mul(first.rest).sub(first.x.mul(second.rest)).div(determinant),
    };
  });
  if (point === null) return NOTHING;
  const [h, k] = [point.x, point.y].map(integerOrFraction) as [Expression, Expression];
  const move = (form: Expression, x: Expression, y: Expression): Expression =>
    substitute(substitute(form, variable, ["Add", variable, x]), unknown, ["Add", unknown, y]);
  const [back, down]: Expression[] = [
    ["Negate", h],
    ["Negate", k],
  ];
  const shifted = { ...equation, slope: settled(move(slope, h, k)) };
  const { solutions, potentials } = await homogeneous(shifted, context);
  return {
    solutions: solutions.map((form) =>
      settled(["Add", substitute(form, variable, ["Add", variable, back as Expression]), k]),
    ),
    potentials: potentials.map((form) => move(form, back as Expression, down as Expression)),
  };
}

/** The rational a, b, c of a x + b y + c; null for any other form. */
function linearParts(
  side: Expression,
  variable: string,
  unknown: string,
): { x: Fraction; y: Fraction; rest: Fraction } | null {
  const at = (x: Expression, y: Expression): Fraction | null =>
    fractionOf(settled(substitute(substitute(side, variable, x), unknown, y)));
  const [rest, atX, atY] = [at(ZERO, ZERO), at(ONE, ZERO), at(ZERO, ONE)];
  if (rest === null || atX === null || atY === null) return null;
  const [x, y] = [atX.sub(rest), atY.sub(rest)];
  const line: Expression = [
    "Add",
    ["Multiply", integerOrFraction(x), variable],
    ["Multiply", integerOrFraction(y), unknown],
    integerOrFraction(rest),
  ];
  return decideEqual(side, line).verdict === "proved" ? { x, y, rest } : null;
}

/** f(x, y) = F(y + k x): u = y + k x has u' = F(u) + k. */
async function linearArgument(equation: SlopeEquation, context: ComputeContext): Promise<Found> {
  const { slope, variable, unknown } = equation;
  const found = context.proving(() => {
    const inUnknown = differentiateOrNull(slope, unknown);
    const inVariable = inUnknown === null ? null : differentiateOrNull(slope, variable);
    if (inUnknown === null || inVariable === null) return null;
    if (decideEqual(inUnknown, ZERO).verdict !== "refuted") return null;
    const k = fractionOf(settled(["Divide", inVariable, inUnknown]));
    const shift: Expression = ["Multiply", k === null ? ZERO : integerOrFraction(k), variable];
    const speed = k === null || k.equals(0) ? null : valueAt(slope, variable, ZERO);
    if (k === null || speed === null) return null;
    return isHeld(substitute(slope, unknown, ["Add", unknown, ["Negate", shift]]), speed)
      ? { shift, speed: settled(["Add", speed, integerOrFraction(k)]) }
      : null;
  });
  if (found === null) return NOTHING;
  return integrated(equation, ONE, found.speed, context, ["Add", unknown, found.shift]);
}

const integerOrFraction = (value: Fraction): Expression =>
  settled(["Divide", integer(value.s * value.n), integer(value.d)]);

/** f = p y + q y^n: u = y^(1-n) has u' = (1-n)(p u + q). */
async function bernoulli(equation: SlopeEquation, context: ComputeContext): Promise<Found> {
  const { slope, unknown } = equation;
  const found = context.proving(() => {
    const ratio = settled(["Divide", slope, unknown]);
    const grown = differentiateOrNull(ratio, unknown);
    const again = grown === null ? null : differentiateOrNull(grown, unknown);
    if (grown === null || again === null || decideEqual(grown, ZERO).verdict !== "refuted")
      return null;
    const less = fractionOf(settled(["Divide", ["Multiply", unknown, again], grown]))?.add(1);
    const [atOne, valueAtOne] = [valueAt(grown, unknown, ONE), valueAt(slope, unknown, ONE)];
    if (less === undefined || less.equals(0) || atOne === null || valueAtOne === null) return null;
    const q = settled(["Divide", atOne, integerOrFraction(less)]);
    const p = settled(["Add", valueAtOne, ["Negate", q]]);
    const whole: Expression = ["Add", p, ["Multiply", q, powered(unknown, less)]];
    if (!isHeld(ratio, whole, new Set([unknown]))) return null;
    const factor = integerOrFraction(less.neg());
    return {
      power: less.neg().inverse(),
      rate: settled(["Negate", ["Multiply", factor, p]]),
      forcing: settled(["Multiply", factor, q]),
    };
  });
  if (found === null) return NOTHING;
  const u = await linearSolution(equation, found.rate, found.forcing, context);
  if (u === null) return NOTHING;
  const { power } = found;
  const form = settled(powered(u, power));
  return { solutions: power.d % 2n === 0n ? [form, ["Negate", form]] : [form], potentials: [] };
}

/** f = p y + q. */
export async function linear(equation: SlopeEquation, context: ComputeContext): Promise<Found> {
  const { slope, unknown } = equation;
  const rate = context.proving(() => differentiateOrNull(slope, unknown));
  if (rate === null || contains(rate, unknown)) return NOTHING;
  const forcing = context.proving(() => settled(substitute(slope, unknown, ZERO)));
  const u = await linearSolution(equation, settled(["Negate", rate]), forcing, context);
  return u === null ? NOTHING : { solutions: [u], potentials: [] };
}

/** u' + rate u = forcing: u = (c + integral of forcing e^P) e^-P with P the integral of the rate. */
async function linearSolution(
  { variable, constant }: SlopeEquation,
  rate: Expression,
  forcing: Expression,
  context: ComputeContext,
): Promise<Expression | null> {
  const exponent = await antiderivative(rate, variable, context);
  if (exponent === null) return null;
  const growth = exponentialOf(exponent);
  const integral = await antiderivative(settled(["Multiply", forcing, growth]), variable, context);
  if (integral === null) return null;
  const decay = exponentialOf(["Negate", exponent]);
  return settled(["Add", ["Multiply", constant, decay], ["Multiply", decay, integral]]);
}

/** Solutions that Riccati's equations in textbooks have: powers of x, with their opposites and small shifts. */
function knownForms(variable: string): Expression[] {
  const x = variable;
  const forms: Expression[] = [
    x,
    ["Divide", ONE, x],
    ONE,
    ["Power", x, integer(2)],
    ["Power", "ExponentialE", x],
    integer(2),
    ["Divide", integer(2), x],
    ["Multiply", integer(2), x],
    ["Add", x, ONE],
    ["Add", x, integer(-1)],
  ];
  return forms.flatMap((form): Expression[] => [form, ["Negate", form]]);
}

/** f quadratic in y with one solution s known: y = s + 1/u has u' + f_y(s) u = -f_yy/2. */
async function riccati(equation: SlopeEquation, context: ComputeContext): Promise<Found> {
  const { slope, variable, unknown } = equation;
  const found = context.proving(() => {
    const inUnknown = differentiateOrNull(slope, unknown);
    const twice = inUnknown === null ? null : differentiateOrNull(inUnknown, unknown);
    if (inUnknown === null || twice === null) return null;
    const bend = settled(["Divide", twice, integer(2)]);
    if (contains(bend, unknown) || decideEqual(bend, ZERO).verdict !== "refuted") return null;
    const known = knownForms(variable).find((form) => {
      const value = valueAt(slope, unknown, form);
      return (
        value !== null && decideEqual(value, differentiate(form, variable)).verdict === "proved"
      );
    });
    if (known === undefined) return null;
    return { known, rate: settled(substitute(inUnknown, unknown, known)), bend };
  });
  if (found === null) return NOTHING;
  const u = await linearSolution(equation, found.rate, ["Negate", found.bend], context);
  return u === null
    ? NOTHING
    : { solutions: [settled(["Add", found.known, ["Divide", ONE, u]])], potentials: [] };
}

/** The derivative where there is a rule for it. */
export function differentiateOrNull(expression: Expression, name: string): Expression | null {
  try {
    return settled(differentiate(expression, name));
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
