import { Decimal } from "decimal.js";
import { bernoulli } from "./bernoulli.ts";

/** Guard digits for series whose terms grow before they shrink. */
const Wide = Decimal.clone({ precision: 120, maxE: 100_000, minE: -100_000 });

const EULER_GAMMA =
  "0.57721566490153286060651209008240243104215933593992359880576723488486772677766467093694706329174674951463";
/** Asymptotic series are used from here on, where 40 terms give more than 60 digits. */
const FAR = 60;
const ASYMPTOTIC_TERMS = 40;
const SMALLEST = "1e-75";
const MOST_TERMS = 2_000;

let pi: Decimal | null = null;
function PI(): Decimal {
  pi ??= Wide.acos(-1);
  return pi;
}

function bernoulliDecimal(n: number): Decimal {
  const value = bernoulli(n);
  return new Wide((value.s * value.n).toString()).div(value.d.toString());
}

function isPole(x: Decimal): boolean {
  return x.isInteger() && x.lte(0);
}

/** Gamma of a real number by Stirling's series after shifting (DLMF 5.11.1, 5.5.1), by reflection below 1/2. */
export function gamma(u: Decimal): Decimal | null {
  const x = new Wide(u);
  if (isPole(x) || x.abs().gt(3_000)) return null;
  if (x.lt(0.5)) {
    const reflected = gamma(new Wide(1).sub(x));
    return reflected === null ? null : PI().div(PI().mul(x).sin().mul(reflected));
  }
  let shifted = x;
  let product = new Wide(1);
  while (shifted.lt(FAR)) {
    product = product.mul(shifted);
    shifted = shifted.add(1);
  }
  return farGamma(shifted).div(product);
}

const MOST_FAR = 100;
const farValues = new Map<string, Decimal>();

/** Gamma by Stirling's series; arguments that differ by whole numbers come here with the same one. */
function farGamma(x: Decimal): Decimal {
  const key = x.toString();
  const known = farValues.get(key);
  if (known !== undefined) return known;
  let logarithm = x.sub(0.5).mul(x.ln()).sub(x).add(PI().mul(2).ln().div(2));
  let power = x;
  for (let k = 1; k <= ASYMPTOTIC_TERMS; k++) {
    logarithm = logarithm.add(bernoulliDecimal(2 * k).div(power.mul(2 * k * (2 * k - 1))));
    power = power.mul(x).mul(x);
  }
  if (farValues.size >= MOST_FAR) farValues.clear();
  const value = logarithm.exp();
  farValues.set(key, value);
  return value;
}

/** The logarithmic derivative of gamma (DLMF 5.11.2, 5.5.2, 5.5.4). */
export function digamma(u: Decimal): Decimal | null {
  const x = new Wide(u);
  if (isPole(x) || x.abs().gt(100_000)) return null;
  if (x.lt(0.5)) {
    const reflected = digamma(new Wide(1).sub(x));
    const angle = PI().mul(x);
    return reflected === null ? null : reflected.sub(PI().mul(angle.cos()).div(angle.sin()));
  }
  let shifted = x;
  let sum = new Wide(0);
  while (shifted.lt(FAR)) {
    sum = sum.sub(new Wide(1).div(shifted));
    shifted = shifted.add(1);
  }
  const square = shifted.mul(shifted);
  let power = square;
  sum = sum.add(shifted.ln()).sub(new Wide(1).div(shifted.mul(2)));
  for (let k = 1; k <= ASYMPTOTIC_TERMS; k++) {
    sum = sum.sub(bernoulliDecimal(2 * k).div(power.mul(2 * k)));
    power = power.mul(square);
  }
  return sum;
}

/** Riemann's zeta function by Euler-Maclaurin summation (DLMF 25.2.9), by reflection below zero (DLMF 25.4.1). */
export function zeta(u: Decimal): Decimal | null {
  const s = new Wide(u);
  if (s.eq(1) || s.abs().gt(1_000)) return null;
  if (s.lt(0)) {
    if (s.isInteger() && s.mod(2).isZero()) return new Wide(0);
    const one = new Wide(1).sub(s);
    const [factorial, mirrored] = [gamma(one), zeta(one)];
    if (factorial === null || mirrored === null) return null;
    return new Wide(2)
      .pow(s)
      .mul(PI().pow(s.sub(1)))
      .mul(PI().mul(s).div(2).sin())
      .mul(factorial)
      .mul(mirrored);
  }
  let sum = new Wide(0);
  for (let n = 1; n < FAR; n++) sum = sum.add(new Wide(n).pow(s.neg()));
  const far = new Wide(FAR);
  sum = sum.add(far.pow(new Wide(1).sub(s)).div(s.sub(1))).add(far.pow(s.neg()).div(2));
  // s(s+1)…(s+2k-2) N^(-s-2k+1) B_2k/(2k)!
  let factor = s.mul(far.pow(s.neg().sub(1))).div(2);
  for (let k = 1; k <= ASYMPTOTIC_TERMS; k++) {
    sum = sum.add(factor.mul(bernoulliDecimal(2 * k)));
    factor = factor
      .mul(s.add(2 * k - 1))
      .mul(s.add(2 * k))
      .div(far.mul(far))
      .div((2 * k + 1) * (2 * k + 2));
  }
  return sum;
}

/** first + first·ratio(1) + first·ratio(1)·ratio(2) + …, until a term no longer matters. */
function powerSeries(
  first: Decimal,
  ratio: (n: number) => Decimal,
  weight: (n: number) => Decimal,
) {
  let term = first;
  let sum = term.mul(weight(0));
  for (let n = 1; n < MOST_TERMS; n++) {
    term = term.mul(ratio(n));
    sum = sum.add(term.mul(weight(n)));
    if (term.abs().lt(SMALLEST)) return sum;
  }
  return null;
}

/** The error function by its Maclaurin series (DLMF 7.6.1); beyond 8 by the complement. */
export function erf(u: Decimal): Decimal | null {
  const x = new Wide(u);
  if (x.abs().gt(8)) {
    const tail = erfc(x.abs());
    return tail === null ? null : new Wide(1).sub(tail).mul(x.isNegative() ? -1 : 1);
  }
  const square = x.mul(x).neg();
  const sum = powerSeries(
    x,
    (n) => square.div(n),
    (n) => new Wide(1).div(2 * n + 1),
  );
  return sum === null ? null : sum.mul(2).div(PI().sqrt());
}

/** 1 - erf, without cancellation for large arguments (continued fraction, DLMF 7.9.1). */
export function erfc(u: Decimal): Decimal | null {
  const x = new Wide(u);
  if (x.lt(6)) {
    const inner = erf(x);
    return inner === null ? null : new Wide(1).sub(inner);
  }
  if (x.gt(200)) return null;
  let fraction = new Wide(0);
  for (let n = 600; n >= 1; n--) fraction = new Wide(n).div(2).div(x.add(fraction));
  return x
    .mul(x)
    .neg()
    .exp()
    .div(PI().sqrt().mul(x.add(fraction)));
}

/** The imaginary error function by its Maclaurin series. */
export function erfi(u: Decimal): Decimal | null {
  const x = new Wide(u);
  if (x.abs().gt(12)) return null;
  const square = x.mul(x);
  const sum = powerSeries(
    x,
    (n) => square.div(n),
    (n) => new Wide(1).div(2 * n + 1),
  );
  return sum === null ? null : sum.mul(2).div(PI().sqrt());
}

const WIDEST = 60;

/** Si (DLMF 6.6.5). */
export function sineIntegral(u: Decimal): Decimal | null {
  return oddIntegral(u, -1);
}

/** Shi, the hyperbolic companion of Si. */
export function hyperbolicSineIntegral(u: Decimal): Decimal | null {
  return oddIntegral(u, 1);
}

function oddIntegral(u: Decimal, sign: 1 | -1): Decimal | null {
  const x = new Wide(u);
  if (x.abs().gt(WIDEST)) return null;
  const square = x.mul(x).mul(sign);
  return powerSeries(
    x,
    (n) => square.div(2 * n * (2 * n + 1)),
    (n) => new Wide(1).div(2 * n + 1),
  );
}

/** Ci of a positive number (DLMF 6.6.6). */
export function cosineIntegral(u: Decimal): Decimal | null {
  return evenIntegral(u, -1);
}

/** Chi of a positive number. */
export function hyperbolicCosineIntegral(u: Decimal): Decimal | null {
  return evenIntegral(u, 1);
}

function evenIntegral(u: Decimal, sign: 1 | -1): Decimal | null {
  const x = new Wide(u);
  if (x.lte(0) || x.gt(WIDEST)) return null;
  const square = x.mul(x).mul(sign);
  const sum = powerSeries(
    new Wide(1),
    (n) => square.div((2 * n - 1) * (2 * n)),
    (n) => (n === 0 ? new Wide(0) : new Wide(1).div(2 * n)),
  );
  return sum === null ? null : sum.add(EULER_GAMMA).add(x.ln());
}

/** Ei of a real number that is not zero (DLMF 6.6.1). */
export function exponentialIntegral(u: Decimal): Decimal | null {
  const x = new Wide(u);
  if (x.isZero() || x.abs().gt(WIDEST)) return null;
  const sum = powerSeries(
    new Wide(1),
    (n) => x.div(n),
    (n) => (n === 0 ? new Wide(0) : new Wide(1).div(n)),
  );
  return sum === null ? null : sum.add(EULER_GAMMA).add(x.abs().ln());
}

/** S, with the integrand sin(pi t^2/2) (DLMF 7.6.6). */
export function fresnelSine(u: Decimal): Decimal | null {
  return fresnel(u, 1);
}

/** C, with the integrand cos(pi t^2/2) (DLMF 7.6.4). */
export function fresnelCosine(u: Decimal): Decimal | null {
  return fresnel(u, 0);
}

function fresnel(u: Decimal, offset: 0 | 1): Decimal | null {
  const x = new Wide(u);
  if (x.abs().gt(6)) return null;
  const half = PI().div(2).mul(x).mul(x);
  const square = half.mul(half).neg();
  return powerSeries(
    offset === 0 ? x : x.mul(half),
    (n) => square.div((2 * n + offset) * (2 * n + offset - 1)),
    (n) => new Wide(1).div(4 * n + 1 + 2 * offset),
  );
}
