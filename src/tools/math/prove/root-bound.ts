import { Decimal } from "decimal.js";
import { checkDeadline } from "../exact/deadline.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";

/** More digits than this are not worked out; the question stays open. */
const MAX_DIGITS = 2_500;
const DEADLINE_WEIGHT = 32;

/** Decimal logarithms of the bounds of a real radical expression: of numerator and denominator parts. */
interface Bounds {
  readonly upper: number;
  readonly lower: number;
}

/**
 * True when `left - right`, built from rationals by + - * / and real roots, is certainly zero: a value
 * that is not zero cannot lie closer to zero than the separation bound of Burnikel, Fleischer, Mehlhorn
 * and Schirra allows, and evaluated to more digits than that it does. False means "not shown".
 */
export function isZeroByRootBound(left: Expression, right: Expression): boolean {
  const difference = withoutComplex(["Add", left, ["Negate", right]]);
  if (difference === null) return false;
  const radicals = new Map<string, number>();
  const bounds = boundsOf(difference, radicals);
  if (bounds === null) return false;
  const degree = [...radicals.values()].reduce((product, index) => product * index, 1);
  const digits = bounds.lower + bounds.upper * (degree * degree - 1);
  if (!Number.isFinite(digits) || digits > MAX_DIGITS) return false;
  const precision = Math.ceil(digits) + 60;
  const Real = Decimal.clone({ precision, maxE: 100_000, minE: -100_000 });
  const value = evaluate(difference, Real);
  return value !== null && value.abs().lt(new Real(10).pow(-(Math.ceil(digits) + 20)));
}

/** Absolute values of complex constants written with real roots; null where i stays. */
function withoutComplex(expression: Expression): Expression | null {
  if (expression === "ImaginaryUnit") return null;
  if (headOf(expression) === "Abs") {
    const parts = complexParts(argumentsOf(expression)[0] as Expression);
    if (parts === null) return null;
    const square = (part: Expression): Expression => ["Power", part, { num: "2" }];
    return ["Sqrt", ["Add", square(parts.re), square(parts.im)]];
  }
  const inner = argumentsOf(expression).map(withoutComplex);
  if (inner.includes(null)) return null;
  return inner.length === 0 ? expression : [headOf(expression), ...(inner as Expression[])];
}

function complexParts(expression: Expression): { re: Expression; im: Expression } | null {
  const zero: Expression = { num: "0" };
  if (expression === "ImaginaryUnit") return { re: zero, im: { num: "1" } };
  const parts = argumentsOf(expression);
  switch (headOf(expression)) {
    case "Add": {
      const inner = parts.map(complexParts);
      if (inner.includes(null)) return null;
      const all = inner as { re: Expression; im: Expression }[];
      return { re: ["Add", ...all.map(({ re }) => re)], im: ["Add", ...all.map(({ im }) => im)] };
    }
    case "Negate": {
      const inner = complexParts(parts[0] as Expression);
      return inner === null ? null : { re: ["Negate", inner.re], im: ["Negate", inner.im] };
    }
    case "Multiply": {
      const rest = parts.filter((part) => part !== "ImaginaryUnit");
      const reals = rest.map(withoutComplex);
      if (reals.includes(null) || parts.length - rest.length > 1) return null;
      const product: Expression = ["Multiply", { num: "1" }, ...(reals as Expression[])];
      return parts.length === rest.length ? { re: product, im: zero } : { re: zero, im: product };
    }
    default: {
      const real = withoutComplex(expression);
      return real === null ? null : { re: real, im: zero };
    }
  }
}

function boundsOf(expression: Expression, radicals: Map<string, number>): Bounds | null {
  if (isNumber(expression)) return boundsOfNumber(expression.num);
  const parts = argumentsOf(expression);
  const head = headOf(expression);
  if (head === "Power" || head === "Sqrt") return boundsOfPower(expression, radicals);
  const inner = parts.map((part) => boundsOf(part, radicals));
  if (inner.length === 0 || inner.includes(null)) return null;
  const bounds = inner as Bounds[];
  const add = (a: Bounds, b: Bounds): Bounds => ({
    upper: Math.max(a.upper + b.lower, a.lower + b.upper) + Math.log10(2),
    lower: a.lower + b.lower,
  });
  const multiply = (a: Bounds, b: Bounds): Bounds => ({
    upper: a.upper + b.upper,
    lower: a.lower + b.lower,
  });
  switch (head) {
    case "Add":
      return bounds.reduce(add);
    case "Negate":
      return bounds[0] as Bounds;
    case "Multiply":
      return bounds.reduce(multiply);
    case "Divide": {
      const [over, under] = bounds as [Bounds, Bounds];
      return multiply(over, { upper: under.lower, lower: under.upper });
    }
    default:
      return null;
  }
}

function boundsOfNumber(text: string): Bounds | null {
  if (!/^\d{1,60}(?:\.\d{1,60})?$/.test(text)) return null;
  const decimals = text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
  return { upper: Math.max(0, text.length), lower: decimals };
}

function boundsOfPower(expression: Expression, radicals: Map<string, number>): Bounds | null {
  const power = rationalPower(expression);
  if (power === null) return null;
  const base = boundsOf(power.base, radicals);
  if (base === null) return null;
  if (power.root > 1) radicals.set(`${power.root}:${printPlain(power.base)}`, power.root);
  const size = Math.abs(power.times) / power.root;
  const bounds = { upper: base.upper * size, lower: base.lower * size };
  return power.times < 0 ? { upper: bounds.lower, lower: bounds.upper } : bounds;
}

function rationalPower(
  expression: Expression,
): { base: Expression; times: number; root: number } | null {
  const [base, exponent] = argumentsOf(expression) as [Expression, Expression?];
  if (headOf(expression) === "Sqrt") return { base, times: 1, root: 2 };
  const sign = exponent !== undefined && headOf(exponent) === "Negate" ? -1 : 1;
  const size = sign === 1 ? exponent : argumentsOf(exponent as Expression)[0];
  if (size === undefined) return null;
  const [over, under] =
    headOf(size) === "Divide" ? argumentsOf(size) : ([size, { num: "1" }] as Expression[]);
  if (over === undefined || under === undefined || !isNumber(over) || !isNumber(under)) return null;
  const [times, root] = [Number(over.num), Number(under.num)];
  const isFit = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= 12;
  return isFit(times) && isFit(root) ? { base, times: sign * times, root } : null;
}

/** The value with every root real and not negative below; null where that fails or a divisor vanishes. */
function evaluate(expression: Expression, Real: typeof Decimal): Decimal | null {
  if (isNumber(expression)) return new Real(expression.num);
  // One operation with thousands of digits takes as long as many with few.
  checkDeadline(DEADLINE_WEIGHT);
  const head = headOf(expression);
  if (head === "Power" || head === "Sqrt") {
    const power = rationalPower(expression);
    const base = power === null ? null : evaluate(power.base, Real);
    if (power === null || base === null) return null;
    if (power.root > 1 && base.lte(1e-30)) return null;
    if (power.times < 0 && base.abs().lte(1e-30)) return null;
    const root =
      power.root === 1 ? base : power.root === 2 ? base.sqrt() : nthRoot(base, power.root, Real);
    return root.pow(power.times);
  }
  const inner = argumentsOf(expression).map((part) => evaluate(part, Real));
  if (inner.includes(null)) return null;
  const [first, second] = inner as [Decimal, Decimal];
  switch (head) {
    case "Add":
      return (inner as Decimal[]).reduce((a, b) => a.add(b));
    case "Multiply":
      return (inner as Decimal[]).reduce((a, b) => a.mul(b));
    case "Negate":
      return first.neg();
    case "Divide":
      return second.abs().lte(1e-30) ? null : first.div(second);
    default:
      return null;
  }
}

/** Newton's iteration from the double; each round doubles the digits. */
function nthRoot(base: Decimal, index: number, Real: typeof Decimal): Decimal {
  if (index === 3) return base.cbrt();
  const start = base.toNumber() ** (1 / index);
  let value = new Real(Number.isFinite(start) && start > 0 ? start : 1);
  for (let digits = 8; digits < 4 * Real.precision; digits *= 2)
    value = value
      .mul(index - 1)
      .add(base.div(value.pow(index - 1)))
      .div(index);
  return value;
}
