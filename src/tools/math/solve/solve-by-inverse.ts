import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { lcmBigint } from "../exact/integers.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  mapHeads,
  rational,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import { realSign } from "../prove/real-sign.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { exactDerivative } from "./derivative.ts";
import { solvePolynomialEquation } from "./solve-equation.ts";

/** All real solutions; for a circular equation those of one turn, and the turn. */
export interface InverseSolutions {
  readonly roots: readonly Expression[];
  readonly period: Expression | null;
  readonly detail: string;
}

interface Candidates {
  readonly values: readonly Expression[];
  readonly period: Expression | null;
}

const MOST_STEPS = 30;
const NONE: Candidates = { values: [], period: null };
const HALF_PI: Expression = ["Divide", "Pi", integer(2)];
const TWO_PI: Expression = ["Multiply", integer(2), "Pi"];

/**
 * All real solutions of an equation with numbers whose unknown stands in one place or in one polynomial, by undoing one
 * operation after the other over the real numbers with every branch (even powers, absolute values,
 * circular functions), or of one between logarithms, by raising their base to both sides where every
 * argument is positive. Both ways are equivalences over the real numbers, so the solutions are all there
 * are; each is also put into the equation with 30 digits. Null when neither way applies.
 */
export function solveByInverse(
  leftSide: Expression,
  rightSide: Expression,
  variable: string,
): InverseSolutions | null {
  const [left, right] = [naturalLogarithms(leftSide), naturalLogarithms(rightSide)];
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (variablesOf(difference).some((name) => name !== variable)) return null;
  const undone = undoAll(left, right, variable);
  const found = undone ?? combineLogarithms(difference, variable);
  if (found === null) return null;
  const roots: Expression[] = [];
  for (const candidate of found.values) {
    const root = exactForm(candidate) ?? candidate;
    const [a, b] = [left, right].map((side) => evaluateReal(substitute(side, variable, root)));
    // The way back is an equivalence, so a root that fails here is a fault and no answer.
    if (a === null || a === undefined || b === null || b === undefined) return null;
    if (a.sub(b).abs().gt(a.abs().add(1).mul(1e-30))) return null;
    roots.push(root);
  }
  return {
    roots,
    period: found.period,
    detail:
      undone === null
        ? "the product that the logarithms belong to"
        : "undoing one operation after the other on every branch",
  };
}

/** Every logarithm to a stated base as a quotient of natural ones. */
export function naturalLogarithms(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const [argument, base] = argumentsOf(node);
    return headOf(node) === "Log" && argument !== undefined && base !== undefined
      ? ["Divide", ["Ln", argument], ["Ln", base]]
      : node;
  });
}

function undoAll(left: Expression, right: Expression, variable: string): Candidates | null {
  if (contains(left, variable) === contains(right, variable)) return null;
  return contains(left, variable) ? undo(left, right, variable, 0) : undo(right, left, variable, 0);
}

/** Every real value of the unknown at which `side` can be `value`; null when a step cannot be undone. */
function undo(
  side: Expression,
  value: Expression,
  variable: string,
  depth: number,
): Candidates | null {
  if (side === variable) return { values: [value], period: null };
  if (depth > MOST_STEPS) return null;
  const parts = argumentsOf(side);
  const place = parts.findIndex((part) => contains(part, variable));
  const inner = parts[place];
  if (inner === undefined) return null;
  if (parts.filter((part) => contains(part, variable)).length > 1)
    return depth === 0 ? null : polynomialInside(side, value, variable);
  const rest = parts.filter((_, index) => index !== place);
  const go = (next: Expression): Candidates | null =>
    undo(inner, exactForm(next) ?? next, variable, depth + 1);
  const branches = (next: readonly Expression[]): Candidates | null => join(next.map(go));
  const sign = signOf(value);
  if (sign === null) return null;
  switch (headOf(side)) {
    case "Add":
      return go(["Add", value, ...rest.map((part): Expression => ["Negate", part])]);
    case "Negate":
      return go(["Negate", value]);
    case "Multiply": {
      const factor: Expression =
        rest.length === 1 ? (rest[0] as Expression) : ["Multiply", ...rest];
      const factorSign = signOf(factor);
      return factorSign === null || factorSign === 0 ? null : go(["Divide", value, factor]);
    }
    case "Divide": {
      const [numerator, denominator] = parts as [Expression, Expression];
      if (place === 0) return go(["Multiply", value, denominator]);
      const numeratorSign = signOf(numerator);
      if (numeratorSign === null || numeratorSign === 0) return null;
      return sign === 0 ? NONE : go(["Divide", numerator, value]);
    }
    case "Sqrt":
      return sign < 0 ? NONE : go(["Power", value, integer(2)]);
    case "Abs":
      return sign < 0 ? NONE : branches(sign === 0 ? [value] : [value, ["Negate", value]]);
    case "Exp":
      return sign <= 0 ? NONE : go(["Ln", value]);
    case "Ln":
      return rest.length > 0 ? null : go(["Power", "ExponentialE", value]);
    case "Lg":
      return go(["Power", integer(10), value]);
    case "Lb":
      return go(["Power", integer(2), value]);
    case "Power":
      return undoPower(parts as [Expression, Expression], place, value, sign, branches);
    case "Sinh":
      return go(["Arsinh", value]);
    case "Arsinh":
      return go(["Sinh", value]);
    case "Artanh":
      return go(["Tanh", value]);
    case "Arcosh":
      return sign < 0 ? NONE : go(["Cosh", value]);
    case "Cosh": {
      const beyond = signOf(["Add", value, integer(-1)]);
      if (beyond === null) return null;
      if (beyond <= 0) return beyond < 0 ? NONE : go(integer(0));
      return branches([
        ["Arcosh", value],
        ["Negate", ["Arcosh", value]],
      ]);
    }
    case "Tanh":
      return within(value, integer(1), false, () => go(["Artanh", value]));
    case "Arctan":
      return within(value, HALF_PI, false, () => go(["Tan", value]));
    case "Arcsin":
      return within(value, HALF_PI, true, () => go(["Sin", value]));
    case "Arccos":
      return within(["Add", value, ["Negate", HALF_PI]], HALF_PI, true, () => go(["Cos", value]));
    case "Sin":
    case "Cos":
    case "Tan":
      return undoCircular(headOf(side), inner, value, variable);
    default:
      return null;
  }
}

/** The next step where |value| is below the bound (or on it); nothing beyond it, null where that is not clear. */
function within(
  value: Expression,
  bound: Expression,
  isClosed: boolean,
  next: () => Candidates | null,
): Candidates | null {
  const room = signOf(["Add", bound, ["Negate", ["Abs", value]]]);
  if (room === null) return null;
  return room > 0 || (room === 0 && isClosed) ? next() : NONE;
}

/** What is left after some steps may be a polynomial, whose real roots are all known. */
function polynomialInside(
  side: Expression,
  value: Expression,
  variable: string,
): Candidates | null {
  const solution = solvePolynomialEquation(side, value, variable);
  if (solution === null || !solution.isExact || !solution.isComplete || solution.isIdentity)
    return null;
  if (solution.conditions.length > 0) return null;
  return {
    values: solution.roots.filter((root) => evaluateReal(root) !== null),
    period: null,
  };
}

function undoPower(
  [base, exponent]: readonly [Expression, Expression],
  place: number,
  value: Expression,
  sign: number,
  branches: (next: readonly Expression[]) => Candidates | null,
): Candidates | null {
  if (place === 1) {
    if (base !== "ExponentialE" && (signOf(base) ?? 0) <= 0) return null;
    if (decideEqual(base, integer(1)).verdict !== "refuted") return null;
    return sign <= 0
      ? NONE
      : branches([
          base === "ExponentialE" ? ["Ln", value] : ["Divide", ["Ln", value], ["Ln", base]],
        ]);
  }
  const power = rationalOf(exponent);
  if (power === null || power.equals(0)) return null;
  if (sign === 0) return power.compare(0) > 0 ? branches([integer(0)]) : NONE;
  const root = (of: Expression): Expression => rootOf(of, power);
  // A power with a fraction has real values for bases that are not negative only.
  if (power.d !== 1n) return sign < 0 ? NONE : branches([root(value)]);
  if (power.n % 2n === 0n)
    return sign < 0 ? NONE : branches([root(value), ["Negate", root(value)]]);
  return branches([sign < 0 ? ["Negate", root(["Negate", value])] : root(value)]);
}

/** The positive number whose power is `of`, with one exponent where `of` is a power of a positive number. */
function rootOf(of: Expression, power: Fraction): Expression {
  const [base, exponent] = argumentsOf(of);
  if (
    headOf(of) === "Power" &&
    base !== undefined &&
    exponent !== undefined &&
    (base === "ExponentialE" || signOf(base) === 1)
  )
    return ["Power", base, ["Multiply", exponent, inverseOf(power)]];
  return ["Power", of, inverseOf(power)];
}

function inverseOf(power: Fraction): Expression {
  const inverse = new Fraction(1).div(power);
  const size = rational(inverse.n, inverse.d);
  return power.compare(0) < 0 ? ["Negate", size] : size;
}

/** sin(bx + c) = v and its like, with one turn of x as the period. */
function undoCircular(
  head: string,
  inner: Expression,
  value: Expression,
  variable: string,
): Candidates | null {
  const slope = exactDerivative(inner, variable);
  if (slope === null || contains(slope, variable) || (signOf(slope) ?? 0) === 0) return null;
  const size = evaluateReal(value);
  if (size === null) return null;
  if (head !== "Tan" && size.abs().gt(1) && !isUnit(value)) return NONE;
  const shift = substitute(inner, variable, integer(0));
  const turn: Expression = head === "Tan" ? "Pi" : TWO_PI;
  const isShifted = signOf(shift) !== 0;
  const isScaled = decideEqual(slope, integer(1)).verdict !== "proved";
  const speed: Expression = signOf(slope) === -1 ? ["Negate", slope] : slope;
  const period: Expression = ["Divide", turn, speed];
  const values = anglesOf(head, value).map((angle): Expression => {
    const moved: Expression = isShifted
      ? ["Add", angle, ["Negate", exactForm(shift) ?? shift]]
      : angle;
    return isScaled ? ["Divide", moved, slope] : moved;
  });
  return {
    values: isUnit(value) ? values.slice(0, 1) : values,
    period: exactForm(period) ?? period,
  };
}

/** An inverse circular function of a constant, as a multiple of pi where it is one. */
function arc(head: string, value: Expression): Expression {
  return resolveSpecialAngles([head, exactForm(value) ?? value]);
}

/** The angle in the range of the inverse function, and the other one of the same turn, if there is one. */
function anglesOf(head: string, value: Expression): Expression[] {
  if (head === "Tan") return [arc("Arctan", value)];
  const angle = arc(head === "Sin" ? "Arcsin" : "Arccos", value);
  return [angle, head === "Sin" ? ["Add", "Pi", ["Negate", angle]] : ["Negate", angle]];
}

function isUnit(value: Expression): boolean {
  return [integer(1), integer(-1)].some((one) => decideEqual(value, one).verdict === "proved");
}

function join(all: readonly (Candidates | null)[]): Candidates | null {
  const values: Expression[] = [];
  let period: Expression | null = null;
  for (const candidates of all) {
    if (candidates === null) return null;
    values.push(...candidates.values);
    period ??= candidates.period;
  }
  return { values, period };
}

/** -1, 0 or 1; null for what has no real value or lies too near to zero to tell. */
function signOf(value: Expression): number | null {
  return evaluateReal(value) === null ? null : realSign(value);
}

/** k1 ln(u1) + … + kn ln(un) + c = 0 implies u1^k1 … un^kn = e^-c wherever it is defined. */
function combineLogarithms(difference: Expression, variable: string): Candidates | null {
  const logarithms = new Map<string, Expression>();
  const collect = (node: Expression): void => {
    if (["Ln", "Lg", "Lb"].includes(headOf(node)) && contains(node, variable))
      logarithms.set(JSON.stringify(node), node);
    else for (const part of argumentsOf(node)) collect(part);
  };
  collect(difference);
  if (logarithms.size < 2 || logarithms.size > 4) return null;
  const nodes = [...logarithms.values()];
  const marks = nodes.map((_, k) => `__log${k}`);
  let linear = difference;
  nodes.forEach((node, k) => (linear = replace(linear, node, marks[k] as string)));
  if (contains(linear, variable)) return null;
  const slopes = marks.map((mark) => exactDerivative(linear, mark));
  const [scale] = slopes;
  if (scale === null || scale === undefined || (signOf(scale) ?? 0) === 0) return null;
  const multiples = slopes.map((slope) =>
    slope === null ? null : rationalOf(exactForm(["Divide", slope, scale]) ?? "x"),
  );
  if (!multiples.every((multiple) => multiple !== null)) return null;
  const bases = new Set(nodes.map(headOf));
  if (bases.size > 1) return null;
  let rest = linear;
  for (const mark of marks) rest = substitute(rest, mark, integer(0));
  const base: Expression = bases.has("Ln") ? "ExponentialE" : integer(bases.has("Lg") ? 10 : 2);
  const common = multiples.reduce((all, { d }) => lcmBigint(all, d), 1n);
  const product = (positive: boolean): Expression => {
    const factors = nodes.flatMap((node, k): Expression[] => {
      const power = (multiples[k] as Fraction).mul(common);
      if (power.compare(0) > 0 !== positive) return [];
      return [["Power", argumentsOf(node)[0] as Expression, { num: power.abs().toFraction() }]];
    });
    return factors.length === 0 ? integer(1) : ["Multiply", ...factors];
  };
  const constant: Expression = [
    "Power",
    base,
    ["Multiply", ["Negate", ["Divide", rest, scale]], { num: common.toString() }],
  ];
  const solution = solvePolynomialEquation(
    product(true),
    ["Multiply", exactForm(constant) ?? constant, product(false)],
    variable,
  );
  if (solution === null || !solution.isExact || !solution.isComplete || solution.isIdentity)
    return null;
  const real = solution.roots.filter((root) => evaluateReal(root) !== null);
  const signs = real.map((root) =>
    nodes.map((node) => signOf(substitute(argumentsOf(node)[0] as Expression, variable, root))),
  );
  if (signs.flat().includes(null)) return null;
  return {
    values: real.filter((_, k) => signs[k]?.every((sign) => sign === 1)),
    period: null,
  };
}

function replace(expression: Expression, target: Expression, by: string): Expression {
  if (JSON.stringify(expression) === JSON.stringify(target)) return by;
  if (typeof expression === "string" || isNumber(expression)) return expression;
  return [headOf(expression), ...argumentsOf(expression).map((part) => replace(part, target, by))];
}
