import { checkDeadline } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";

/** A closed range of real numbers, perhaps with infinite ends, that holds every value of something. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
  /** True when the function is defined and continuous on the whole range of its variable. */
  readonly isTotal: boolean;
}

/**
 * How far a double result may be from the true value, relative to it: V8's elementary functions (fdlibm)
 * are within one unit in the last place, 2^-52; eight of them leave room.
 */
const SLACK = 2 ** -49;
const TINIEST = 1e-300;

const make = (lo: number, hi: number, isTotal: boolean): Interval =>
  Number.isNaN(lo) || Number.isNaN(hi)
    ? { lo: -Infinity, hi: Infinity, isTotal: false }
    : { lo: below(lo), hi: above(hi), isTotal };

/** Zero and infinities stay: sums and products of doubles reach them only exactly or by under- and overflow. */
const below = (x: number): number =>
  x === Infinity ? Number.MAX_VALUE : x - Math.abs(x) * SLACK - TINIEST;
const above = (x: number): number =>
  x === -Infinity ? -Number.MAX_VALUE : x + Math.abs(x) * SLACK + TINIEST;

/** Defined and continuous everywhere; their size is not worked out here. */
const ENTIRE: ReadonlySet<string> = new Set(
  "Erf Erfc Erfi SinIntegral SinhIntegral FresnelS FresnelC".split(" "),
);

const UNKNOWN: Interval = { lo: -Infinity, hi: Infinity, isTotal: false };

/** Increasing functions on their whole domain `[from, to]`. */
const INCREASING: Readonly<Record<string, readonly [(x: number) => number, number, number]>> = {
  Exp: [Math.exp, -Infinity, Infinity],
  Ln: [Math.log, 0, Infinity],
  Lg: [Math.log10, 0, Infinity],
  Lb: [Math.log2, 0, Infinity],
  Sqrt: [Math.sqrt, 0, Infinity],
  Cbrt: [Math.cbrt, -Infinity, Infinity],
  Arctan: [Math.atan, -Infinity, Infinity],
  Arcsin: [Math.asin, -1, 1],
  Sinh: [Math.sinh, -Infinity, Infinity],
  Tanh: [Math.tanh, -Infinity, Infinity],
  Arsinh: [Math.asinh, -Infinity, Infinity],
  Arcosh: [Math.acosh, 1, Infinity],
  Artanh: [Math.atanh, -1, 1],
};
/** Where an increasing function has no value, or grows without bound, at the end of its domain. */
const OPEN_ENDED: ReadonlySet<string> = new Set(["Ln", "Lg", "Lb", "Artanh"]);

/**
 * Every value that `expression` takes while `variable` runs through `range`, and perhaps more. Null where
 * it has no real value on the whole range. Functions without a rule may take any value.
 */
export function enclose(
  expression: Expression,
  variable: string,
  range: { readonly lo: number; readonly hi: number },
): Interval | null {
  checkDeadline();
  if (isNumber(expression)) return make(Number(expression.num), Number(expression.num), true);
  if (isSymbol(expression)) {
    if (expression === variable) return { ...range, isTotal: true };
    if (expression === "Pi") return make(Math.PI, Math.PI, true);
    if (expression === "ExponentialE") return make(Math.E, Math.E, true);
    return UNKNOWN;
  }
  const parts: Interval[] = [];
  for (const part of argumentsOf(expression)) {
    const value = enclose(part, variable, range);
    if (value === null) return null;
    parts.push(value);
  }
  const [first, second] = parts as [Interval, Interval];
  const head = headOf(expression);
  const increasing = INCREASING[head];
  if (increasing !== undefined) {
    const value = applyIncreasing(head, increasing, first);
    return value !== null && (head === "Exp" || head === "Sqrt") ? atLeastZero(value) : value;
  }
  switch (head) {
    case "Add":
      return parts.reduce(add);
    case "Multiply":
      return parts.reduce(multiply);
    case "Negate":
      return { lo: -first.hi, hi: -first.lo, isTotal: first.isTotal };
    case "Divide":
      return multiply(first, reciprocal(second));
    case "Power":
      return power(argumentsOf(expression) as [Expression, Expression], first, second);
    case "Abs":
      return absolute(first);
    case "Cosh": {
      const size = absolute(first);
      return make(Math.cosh(size.lo), Math.cosh(size.hi), size.isTotal);
    }
    case "Sin":
      return cosine(add(first, make(-Math.PI / 2, -Math.PI / 2, true)));
    case "Cos":
      return cosine(first);
    case "Tan":
      return multiply(
        cosine(add(first, make(-Math.PI / 2, -Math.PI / 2, true))),
        reciprocal(cosine(first)),
      );
    case "Arccos": {
      const sine = applyIncreasing(
        "Arcsin",
        INCREASING["Arcsin"] as readonly [(x: number) => number, number, number],
        first,
      );
      return sine === null
        ? null
        : add(make(Math.PI / 2, Math.PI / 2, true), {
            lo: -sine.hi,
            hi: -sine.lo,
            isTotal: sine.isTotal,
          });
    }
    case "Max":
      return parts.reduce((a, b) => ({
        lo: Math.max(a.lo, b.lo),
        hi: Math.max(a.hi, b.hi),
        isTotal: a.isTotal && b.isTotal,
      }));
    case "Min":
      return parts.reduce((a, b) => ({
        lo: Math.min(a.lo, b.lo),
        hi: Math.min(a.hi, b.hi),
        isTotal: a.isTotal && b.isTotal,
      }));
    case "Sec":
      return reciprocal(cosine(first));
    case "Csc":
      return reciprocal(cosine(add(first, make(-Math.PI / 2, -Math.PI / 2, true))));
    case "Log":
      return logarithm(first, second);
    default:
      return ENTIRE.has(head) && first.isTotal ? { ...UNKNOWN, isTotal: true } : UNKNOWN;
  }
}

function applyIncreasing(
  head: string,
  [compute, from, to]: readonly [(x: number) => number, number, number],
  { lo, hi, isTotal }: Interval,
): Interval | null {
  if (hi < from || lo > to || (OPEN_ENDED.has(head) && (hi <= from || lo >= to))) return null;
  const isInside = OPEN_ENDED.has(head) ? lo > from && hi < to : lo >= from && hi <= to;
  const isOpenEnd = OPEN_ENDED.has(head) && hi === Infinity && lo > from;
  return make(
    compute(Math.max(lo, from)),
    compute(Math.min(hi, to)),
    isTotal && (isInside || isOpenEnd),
  );
}

function logarithm(value: Interval, base: Interval): Interval | null {
  const log = INCREASING["Ln"] as readonly [(x: number) => number, number, number];
  const [top, bottom] = [applyIncreasing("Ln", log, value), applyIncreasing("Ln", log, base)];
  return top === null || bottom === null ? null : multiply(top, reciprocal(bottom));
}

export function add(a: Interval, b: Interval): Interval {
  return make(a.lo + b.lo, a.hi + b.hi, a.isTotal && b.isTotal);
}

/** Zero times an infinite end is zero: the end stands for arbitrarily large numbers, not for a value. */
export function multiply(a: Interval, b: Interval): Interval {
  const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y);
  const all = [times(a.lo, b.lo), times(a.lo, b.hi), times(a.hi, b.lo), times(a.hi, b.hi)];
  return make(Math.min(...all), Math.max(...all), a.isTotal && b.isTotal);
}

/** Where zero is an end of the range, only the other values have a reciprocal. */
function reciprocal({ lo, hi, isTotal }: Interval): Interval {
  if (lo > 0 || hi < 0) return make(1 / hi, 1 / lo, isTotal);
  if (lo === 0 && hi > 0) return make(1 / hi, Infinity, false);
  if (hi === 0 && lo < 0) return make(-Infinity, 1 / lo, false);
  return UNKNOWN;
}

function atLeastZero({ lo, hi, isTotal }: Interval): Interval {
  return { lo: Math.max(0, lo), hi, isTotal };
}

function absolute({ lo, hi, isTotal }: Interval): Interval {
  const ends = [Math.abs(lo), Math.abs(hi)];
  return { lo: lo <= 0 && hi >= 0 ? 0 : Math.min(...ends), hi: Math.max(...ends), isTotal };
}

function power(
  [written, exponent]: [Expression, Expression],
  base: Interval,
  by: Interval,
): Interval | null {
  const whole = wholeNumber(exponent);
  if (whole !== null) {
    if (whole < 0) return reciprocal(wholePower(base, -whole));
    return wholePower(base, whole);
  }
  if (written === "ExponentialE")
    return atLeastZero(make(Math.exp(by.lo), Math.exp(by.hi), by.isTotal));
  // Roots of negative numbers are read in different ways; nothing is claimed about them.
  if (base.lo <= 0) return UNKNOWN;
  const log = make(Math.log(base.lo), Math.log(base.hi), base.isTotal);
  const scaled = multiply(log, by);
  return atLeastZero(make(Math.exp(scaled.lo), Math.exp(scaled.hi), scaled.isTotal));
}

/** An exponent is met once for every piece of the line, and its exact form is not cheap. */
const wholeNumbers = new WeakMap<object, { readonly value: number | null }>();

function wholeNumber(exponent: Expression): number | null {
  if (typeof exponent === "string") return null;
  const known = wholeNumbers.get(exponent);
  if (known !== undefined) return known.value;
  const exact = fractionOf(exponent);
  const value =
    exact === null || exact.d !== 1n || exact.n > 999n ? null : Number(exact.s * exact.n);
  wholeNumbers.set(exponent, { value });
  return value;
}

function wholePower(base: Interval, exponent: number): Interval {
  if (exponent === 0) return make(1, 1, base.isTotal);
  const from = exponent % 2 === 0 ? absolute(base) : base;
  const value = widen(make(from.lo ** exponent, from.hi ** exponent, base.isTotal));
  return exponent % 2 === 0 ? atLeastZero(value) : value;
}

/** V8 raises to a power with a somewhat larger error than the other functions. */
function widen({ lo, hi, isTotal }: Interval): Interval {
  return make(below(lo), above(hi), isTotal);
}

/** The range of cos: -1 where an odd multiple of pi may lie inside, 1 where an even one may. */
function cosine({ lo, hi, isTotal }: Interval): Interval {
  if (hi - lo >= 2 * Math.PI || Math.abs(lo) > 1e6 || Math.abs(hi) > 1e6)
    return { lo: -1, hi: 1, isTotal };
  const ends = [Math.cos(lo), Math.cos(hi)];
  const turns = { from: lo / Math.PI - 1e-9, to: hi / Math.PI + 1e-9 };
  let [least, most] = [Math.min(...ends), Math.max(...ends)];
  for (let k = Math.ceil(turns.from); k <= Math.floor(turns.to); k++)
    if (k % 2 === 0) most = 1;
    else least = -1;
  return { lo: Math.max(-1, below(least)), hi: Math.min(1, above(most)), isTotal };
}
