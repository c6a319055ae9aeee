import { Decimal } from "decimal.js";
import { AnsatzError } from "../../src/core/errors.ts";

/** Sixty digits: enough for a central difference to keep more than twenty after cancellation. */
export const Real = Decimal.clone({ precision: 60, maxE: 1_000_000, minE: -1_000_000 });
export type Real = Decimal;

export interface Complex {
  readonly re: Real;
  readonly im: Real;
}

export const PI: Real = Real.acos(-1);
const ZERO_REAL = new Real(0);
const NOISE_DIGITS = -55;

export const complex = (re: Decimal.Value, im: Decimal.Value = 0): Complex => ({
  re: new Real(re),
  im: new Real(im),
});
export const ZERO: Complex = complex(0);
export const ONE: Complex = complex(1);
export const I: Complex = complex(0, 1);

export const isReal = (z: Complex): boolean => z.im.isZero();
export const isZero = (z: Complex): boolean => z.re.isZero() && z.im.isZero();
export const isFinite = (z: Complex): boolean => z.re.isFinite() && z.im.isFinite();

/** The integer a number is, or null when it is not one that fits a double exactly. */
export function asInteger(z: Complex): number | null {
  if (!isReal(z) || !z.re.isInteger() || z.re.abs().gt(Number.MAX_SAFE_INTEGER)) return null;
  return z.re.toNumber();
}

export const outOfReach = (what: string): AnsatzError =>
  new AnsatzError("unsupported", `The scorer cannot evaluate ${what}; judge this row by hand.`);

export const add = (a: Complex, b: Complex): Complex => ({
  re: a.re.plus(b.re),
  im: a.im.plus(b.im),
});
export const subtract = (a: Complex, b: Complex): Complex => ({
  re: a.re.minus(b.re),
  im: a.im.minus(b.im),
});
export const negate = (a: Complex): Complex => ({ re: a.re.neg(), im: negateKeepZero(a.im) });
const negateKeepZero = (value: Real): Real => (value.isZero() ? ZERO_REAL : value.neg());

export function multiply(a: Complex, b: Complex): Complex {
  if (isReal(a) && isReal(b)) return { re: a.re.times(b.re), im: ZERO_REAL };
  return {
    re: a.re.times(b.re).minus(a.im.times(b.im)),
    im: a.re.times(b.im).plus(a.im.times(b.re)),
  };
}

export function divide(a: Complex, b: Complex): Complex {
  if (isZero(b)) throw outOfReach("a division by zero");
  if (isReal(b)) return { re: a.re.div(b.re), im: a.im.div(b.re) };
  const norm = b.re.times(b.re).plus(b.im.times(b.im));
  return {
    re: a.re.times(b.re).plus(a.im.times(b.im)).div(norm),
    im: a.im.times(b.re).minus(a.re.times(b.im)).div(norm),
  };
}

export const scale = (a: Complex, factor: Decimal.Value): Complex => ({
  re: a.re.times(factor),
  im: a.im.times(factor),
});

export function magnitude(z: Complex): Real {
  if (isReal(z)) return z.re.abs();
  return z.re.times(z.re).plus(z.im.times(z.im)).sqrt();
}

export function argument(z: Complex): Real {
  if (isReal(z)) return z.re.isNegative() && !z.re.isZero() ? PI : ZERO_REAL;
  return Real.atan2(z.im, z.re);
}

/** Drops a part that is nothing but rounding noise beside the other one. */
export function tidy(z: Complex): Complex {
  if (z.re.isZero() || z.im.isZero()) return z;
  const gap = z.im.e - z.re.e;
  if (gap < NOISE_DIGITS) return { re: z.re, im: ZERO_REAL };
  if (-gap < NOISE_DIGITS) return { re: ZERO_REAL, im: z.im };
  return z;
}

export function exponential(z: Complex): Complex {
  if (z.re.gt(2_000_000)) throw outOfReach("a number beyond 10^1000000");
  const size = z.re.exp();
  if (isReal(z)) return { re: size, im: ZERO_REAL };
  return tidy({ re: size.times(cosine(z.im)), im: size.times(sine(z.im)) });
}

/** The principal logarithm; the argument lies in (-pi, pi]. */
export function logarithm(z: Complex): Complex {
  if (isZero(z)) throw outOfReach("the logarithm of zero");
  return { re: magnitude(z).ln(), im: argument(z) };
}

export function squareRoot(z: Complex): Complex {
  if (isReal(z)) {
    if (z.re.isNegative()) return { re: ZERO_REAL, im: z.re.neg().sqrt() };
    return { re: z.re.sqrt(), im: ZERO_REAL };
  }
  const size = magnitude(z);
  const re = size.plus(z.re).div(2);
  const im = size.minus(z.re).div(2);
  const root = { re: positive(re).sqrt(), im: positive(im).sqrt() };
  return z.im.isNegative() ? { re: root.re, im: root.im.neg() } : root;
}
const positive = (value: Real): Real => (value.isNegative() ? ZERO_REAL : value);

/** The principal power; integer exponents are multiplied out. */
export function power(base: Complex, exponent: Complex): Complex {
  const whole = asInteger(exponent);
  if (whole === 0) return ONE;
  if (isZero(base)) {
    if (exponent.re.gt(0)) return ZERO;
    throw outOfReach("zero to a power that is not positive");
  }
  if (whole !== null && Math.abs(whole) <= 1_000_000)
    return isReal(base) ? { re: base.re.pow(whole), im: ZERO_REAL } : integerPower(base, whole);
  if (isReal(base) && isReal(exponent) && base.re.gt(0))
    return { re: base.re.pow(exponent.re), im: ZERO_REAL };
  if (isReal(exponent) && exponent.re.eq(0.5)) return squareRoot(base);
  return exponential(multiply(exponent, logarithm(base)));
}

function integerPower(base: Complex, whole: number): Complex {
  let result = ONE;
  let square = base;
  for (let left = Math.abs(whole); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square);
    square = multiply(square, square);
  }
  return whole < 0 ? divide(ONE, result) : result;
}

const LARGEST_ANGLE = new Real("1e200");
function sine(angle: Real): Real {
  if (angle.abs().gt(LARGEST_ANGLE)) throw outOfReach("a sine of so large an angle");
  return angle.sin();
}
function cosine(angle: Real): Real {
  if (angle.abs().gt(LARGEST_ANGLE)) throw outOfReach("a cosine of so large an angle");
  return angle.cos();
}

export function sin(z: Complex): Complex {
  if (isReal(z)) return { re: sine(z.re), im: ZERO_REAL };
  return {
    re: sine(z.re).times(z.im.cosh()),
    im: cosine(z.re).times(z.im.sinh()),
  };
}

export function cos(z: Complex): Complex {
  if (isReal(z)) return { re: cosine(z.re), im: ZERO_REAL };
  return {
    re: cosine(z.re).times(z.im.cosh()),
    im: sine(z.re).times(z.im.sinh()).neg(),
  };
}

export const timesI = (z: Complex): Complex => ({ re: negateKeepZero(z.im), im: z.re });
export const sinh = (z: Complex): Complex => negate(timesI(sin(timesI(z))));
export const cosh = (z: Complex): Complex => cos(timesI(z));
export const tan = (z: Complex): Complex => divide(sin(z), cos(z));

export function tanh(z: Complex): Complex {
  if (isReal(z)) return { re: z.re.tanh(), im: ZERO_REAL };
  return divide(sinh(z), cosh(z));
}

export function asinh(z: Complex): Complex {
  if (isReal(z)) return { re: z.re.asinh(), im: ZERO_REAL };
  return logarithm(add(z, squareRoot(add(multiply(z, z), ONE))));
}

export const acosh = (z: Complex): Complex =>
  logarithm(add(z, multiply(squareRoot(add(z, ONE)), squareRoot(subtract(z, ONE)))));

export function atanh(z: Complex): Complex {
  if (isReal(z) && z.re.abs().lt(1)) return { re: z.re.atanh(), im: ZERO_REAL };
  return scale(subtract(logarithm(add(ONE, z)), logarithm(subtract(ONE, z))), "0.5");
}

export function asin(z: Complex): Complex {
  if (isReal(z) && z.re.abs().lte(1)) return { re: z.re.asin(), im: ZERO_REAL };
  const inner = add(timesI(z), squareRoot(subtract(ONE, multiply(z, z))));
  return negate(timesI(logarithm(inner)));
}

export function acos(z: Complex): Complex {
  if (isReal(z) && z.re.abs().lte(1)) return { re: z.re.acos(), im: ZERO_REAL };
  return subtract(complex(PI.div(2)), asin(z));
}

export function atan(z: Complex): Complex {
  if (isReal(z)) return { re: z.re.atan(), im: ZERO_REAL };
  return negate(timesI(atanh(timesI(z))));
}
