import { checkDeadline } from "../exact/deadline.ts";
import { Decimal } from "decimal.js";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";

import { ellipticComplete, ellipticE, ellipticF, ellipticK } from "./elliptic.ts";
import { exponentialIntegralOfOrder, upperGamma } from "./incomplete-gamma.ts";
import { lambertW } from "./lambert.ts";
import { polylogarithm } from "./polylogarithm.ts";
import {
  airyAi,
  airyAiPrime,
  airyBi,
  airyBiPrime,
  besselI,
  besselJ,
  besselK,
  besselY,
} from "./bessel.ts";
import {
  cosineIntegral,
  digamma,
  erf,
  erfc,
  erfi,
  exponentialIntegral,
  fresnelCosine,
  fresnelSine,
  gamma,
  hyperbolicCosineIntegral,
  hyperbolicSineIntegral,
  sineIntegral,
  zeta,
} from "./special-functions.ts";

/** A private copy of the arithmetic: 60 significant digits, so that 40 survive ordinary cancellation. */
const Real = Decimal.clone({ precision: 60, maxE: 100_000, minE: -100_000 });

export type RealValue = Decimal;

/** Runs with another number of significant digits; special functions keep their own 60. */
export function withWorkingDigits<Result>(digits: number, run: () => Result): Result {
  const { precision, rounding } = Real;
  Real.set({ precision: digits });
  try {
    return run();
  } finally {
    // A function that throws half way leaves its own way of rounding behind.
    Real.set({ precision, rounding });
  }
}

/** DLMF 5.2.3, OEIS A001620. */
const EULER_GAMMA = "0.577215664901532860606512090082402431042159335939923598805767";

const ONE_ARGUMENT: Readonly<Record<string, (u: Decimal) => Decimal | null>> = {
  Sqrt: (u) => (u.isNegative() && !u.isZero() ? null : u.sqrt()),
  Ln: (u) => (u.lte(0) ? null : u.ln()),
  Abs: (u) => u.abs(),
  Sign: (u) => new Real(u.isZero() ? 0 : u.isNegative() ? -1 : 1),
  Floor: (u) => u.floor(),
  Ceil: (u) => u.ceil(),
  Sin: (u) => bounded(u, (v) => v.sin()),
  Cos: (u) => bounded(u, (v) => v.cos()),
  Tan: (u) => bounded(u, (v) => v.tan()),
  Cot: (u) => bounded(u, (v) => new Real(1).div(v.tan())),
  Sec: (u) => bounded(u, (v) => new Real(1).div(v.cos())),
  Csc: (u) => bounded(u, (v) => new Real(1).div(v.sin())),
  Arcsin: (u) => (u.abs().gt(1) ? null : u.asin()),
  Arccos: (u) => (u.abs().gt(1) ? null : u.acos()),
  Arctan: (u) => u.atan(),
  Arccot: (u) => (u.isZero() ? null : reciprocal(u).atan()),
  Arcsec: (u) => (u.abs().lt(1) ? null : reciprocal(u).acos()),
  Arccsc: (u) => (u.abs().lt(1) ? null : reciprocal(u).asin()),
  Sinh: (u) => bounded(u, (v) => v.sinh()),
  Cosh: (u) => bounded(u, (v) => v.cosh()),
  Tanh: (u) => bounded(u, (v) => v.tanh()),
  Coth: (u) => bounded(u, (v) => new Real(1).div(v.tanh())),
  Sech: (u) => bounded(u, (v) => new Real(1).div(v.cosh())),
  Csch: (u) => bounded(u, (v) => new Real(1).div(v.sinh())),
  Arsinh: (u) => u.asinh(),
  Arcosh: (u) => (u.lt(1) ? null : u.acosh()),
  Artanh: (u) => (u.abs().gte(1) ? null : u.atanh()),
  Arcoth: (u) => (u.abs().lte(1) ? null : reciprocal(u).atanh()),
  Arsech: (u) => (u.lte(0) || u.gt(1) ? null : reciprocal(u).acosh()),
  Arcsch: (u) => (u.isZero() ? null : reciprocal(u).asinh()),
  Factorial: (u) => (u.isInteger() ? factorial(u) : remembered("Gamma", u.add(1), gamma)),
  Gamma: gamma,
  Digamma: digamma,
  Zeta: zeta,
  Heaviside: (u) => (u.isZero() ? null : new Real(u.gt(0) ? 1 : 0)),
  Erf: erf,
  Erfc: erfc,
  Erfi: erfi,
  SinIntegral: sineIntegral,
  CosIntegral: cosineIntegral,
  SinhIntegral: hyperbolicSineIntegral,
  CoshIntegral: hyperbolicCosineIntegral,
  ExpIntegralEi: exponentialIntegral,
  LogIntegral: (u) => (u.lte(0) || u.eq(1) ? null : exponentialIntegral(u.ln())),
  FresnelS: fresnelSine,
  FresnelC: fresnelCosine,
  LambertW: lambertW,
  EllipticK: ellipticK,
  EllipticE: ellipticComplete,
  AiryAi: airyAi,
  AiryBi: airyBi,
  AiryAiPrime: airyAiPrime,
  AiryBiPrime: airyBiPrime,
};

const PAIRS: Readonly<Record<string, (a: Decimal, b: Decimal) => Decimal | null>> = {
  PolyLog: polylogarithm,
  UpperGamma: upperGamma,
  ExpIntegralE: exponentialIntegralOfOrder,
  EllipticF: ellipticF,
  EllipticE: ellipticE,
  LambertW: lambertW,
  BesselJ: besselJ,
  BesselY: besselY,
  BesselI: besselI,
  BesselK: besselK,
};

const reciprocal = (u: Decimal): Decimal => new Real(1).div(u);

/** An engine may send these with other numbers of arguments; then they have no meaning here. */
const TWO_ARGUMENTS: ReadonlySet<string> = new Set("Divide Power Log Mod Binomial".split(" "));

/** Digits of pi that decimal.js carries; it reduces an angle with those of the angle beside the working ones. */
const KNOWN_OF_PI = 1_025;

function bounded(u: Decimal, compute: (v: Decimal) => Decimal): Decimal | null {
  const needed = Real.precision + Math.max(u.e, u.precision()) + 20;
  return u.abs().gt(10_000) || needed > KNOWN_OF_PI ? null : compute(u);
}

function factorial(u: Decimal): Decimal | null {
  if (!u.isInteger() || u.isNegative() || u.gt(3000)) return null;
  let result = new Real(1);
  for (let k = 2; k <= u.toNumber(); k++) result = result.mul(k);
  return result;
}

/**
 * The real value to about 40 digits, or null where it is not real, not finite, or a function has no
 * real evaluation here. Throws only `timed_out`, when the deadline of the question is over.
 */
export function evaluateReal(
  expression: Expression,
  values: Readonly<Record<string, Decimal | number | string>> = {},
): Decimal | null {
  checkDeadline(8);
  const result = evaluate(expression, values);
  return result === null || !result.isFinite() ? null : new Real(result);
}

function evaluate(
  expression: Expression,
  values: Readonly<Record<string, Decimal | number | string>>,
): Decimal | null {
  if (isNumber(expression)) return new Real(expression.num);
  if (isSymbol(expression)) {
    if (expression === "Pi") return remembered("Pi", new Real(-1), () => Real.acos(-1));
    if (expression === "ExponentialE") return exponential(new Real(1));
    if (expression === "EulerGamma") return new Real(EULER_GAMMA);
    const value = Object.hasOwn(values, expression) ? values[expression] : undefined;
    return value === undefined ? null : new Real(value);
  }
  const head = headOf(expression);
  const parts: Decimal[] = [];
  if (head === "Power" && argumentsOf(expression)[0] === "ExponentialE") {
    const exponent = evaluateReal(argumentsOf(expression)[1] as Expression, values);
    return exponent === null || exponent.abs().gt(LARGEST_EXPONENT) ? null : exponential(exponent);
  }
  for (const part of argumentsOf(expression)) {
    const value = evaluateReal(part, values);
    if (value === null) return null;
    parts.push(value);
  }
  const [first, second] = parts as [Decimal, Decimal];
  if (TWO_ARGUMENTS.has(head) && parts.length !== 2) return null;
  switch (head) {
    case "Add":
      return parts.reduce((a, b) => a.add(b));
    case "Multiply":
      return parts.reduce((a, b) => a.mul(b));
    case "Negate":
      return first.neg();
    case "Divide":
      return second.isZero() ? null : first.div(second);
    case "Power":
      return power(first, second);
    case "Log":
      return first.lte(0) || second.lte(0) || second.eq(1) ? null : first.ln().div(second.ln());
    case "Mod":
      return second.isZero() ? null : first.sub(second.mul(first.div(second).floor()));
    case "Binomial":
      return binomial(first, second);
    case "Max":
      return Real.max(...parts);
    case "Min":
      return Real.min(...parts);
    default:
  }
  if (parts.length === 2) return PAIRS[head]?.(first, second) ?? null;
  const compute = parts.length === 1 ? ONE_ARGUMENT[head] : undefined;
  if (compute === undefined) return null;
  return QUICK.has(head) ? compute(first) : remembered(head, first, compute);
}

const LARGEST_EXPONENT = 100_000;

const exponential = (exponent: Decimal): Decimal | null =>
  remembered("Exp", exponent, (u) => u.exp());

const QUICK: ReadonlySet<string> = new Set(["Sqrt", "Abs", "Sign", "Floor", "Ceil"]);
const MOST_REMEMBERED = 500;
const known = new Map<string, Decimal | null>();

/**
 * A function's value, worked out once for the same argument and precision: a derivative or a residual has the
 * same waves and powers in many places, and each costs as much as all the arithmetic around it.
 */
function remembered(
  head: string,
  argument: Decimal,
  compute: (u: Decimal) => Decimal | null,
): Decimal | null {
  const key = `${head} ${argument.toString()} ${Real.precision} ${Real.rounding}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = compute(argument);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}

function binomial(n: Decimal, k: Decimal): Decimal | null {
  if (k.isInteger() && k.gte(0) && k.lte(2_000)) {
    let result = new Real(1);
    for (let i = 0; i < k.toNumber(); i++) result = result.mul(n.sub(i)).div(i + 1);
    return result;
  }
  const parts = [n.add(1), k.add(1), n.sub(k).add(1)].map((value) =>
    remembered("Gamma", value, gamma),
  );
  const [top, left, right] = parts;
  if (top === null || left === null || right === null) return null;
  return (top as Decimal).div(left as Decimal).div(right as Decimal);
}

function power(base: Decimal, exponent: Decimal): Decimal | null {
  if (base.isZero() && exponent.lte(0)) return null;
  if (base.isNegative() && !exponent.isInteger()) return null;
  if (exponent.abs().gt(LARGEST_EXPONENT)) return null;
  return base.pow(exponent);
}

/** A decimal string with at most `digits` significant digits, in plain positional form where short. */
export function formatReal(value: Decimal, digits = 15): string {
  const rounded = value.toSignificantDigits(digits);
  const magnitude = rounded.isZero() ? 0 : rounded.e;
  return magnitude > 20 || magnitude < -8 ? rounded.toExponential() : rounded.toFixed();
}
