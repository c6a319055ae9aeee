import {
  add,
  asInteger,
  complex,
  divide,
  exponential,
  isReal,
  isZero,
  logarithm,
  magnitude,
  multiply,
  negate,
  ONE,
  outOfReach,
  PI,
  power,
  Real,
  scale,
  sin,
  subtract,
  ZERO,
} from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";

const SMALLEST_TERM = new Real("1e-58");
const MOST_TERMS = 4_000;
export const EULER_GAMMA = complex(
  "0.57721566490153286060651209008240243104215933593992359880576723488486772677766467",
);

/** Sums `term(k)` from `k = first` until it no longer matters. */
export function sumSeries(first: number, term: (k: number) => Complex): Complex {
  let total = ZERO;
  let quietTerms = 0;
  for (let k = first; k < first + MOST_TERMS; k++) {
    const next = term(k);
    total = add(total, next);
    const floor = SMALLEST_TERM.times(Real.max(magnitude(total), "1e-30"));
    quietTerms = magnitude(next).lt(floor) ? quietTerms + 1 : 0;
    if (quietTerms > 3) return total;
  }
  throw outOfReach("a series that converges so slowly");
}

function requireSmall(z: Complex, limit: number, name: string): void {
  if (magnitude(z).gt(limit)) throw outOfReach(`${name} of so large a number`);
}

let bernoulliCache: Real[] | null = null;
/** The Bernoulli numbers B0, B2, B4 … B60 from the exact recurrence. */
export function bernoulliEven(): readonly Real[] {
  if (bernoulliCache !== null) return bernoulliCache;
  const exact = Real.clone({ precision: 200 });
  const all = [new exact(1)];
  for (let m = 1; m <= 60; m++) {
    let sum = new exact(0);
    let choose = new exact(1);
    for (let k = 0; k < m; k++) {
      sum = sum.plus(choose.times(all[k] ?? 0));
      choose = choose.times(m + 1 - k).div(k + 1);
    }
    all.push(sum.div(-(m + 1)));
  }
  bernoulliCache = all.filter((_, index) => index % 2 === 0).map((value) => new Real(value));
  return bernoulliCache;
}

/** The logarithm of gamma by Stirling's series, correct for a real part above 40. */
function stirling(z: Complex): Complex {
  const half = subtract(z, complex("0.5"));
  let total = add(subtract(multiply(half, logarithm(z)), z), complex(PI.times(2).ln().div(2)));
  let inverse = divide(ONE, z);
  const inverseSquare = multiply(inverse, inverse);
  bernoulliEven().forEach((number, index) => {
    if (index === 0) return;
    total = add(total, scale(inverse, number.div(2 * index * (2 * index - 1))));
    inverse = multiply(inverse, inverseSquare);
  });
  return total;
}

export function gamma(z: Complex): Complex {
  const whole = asInteger(z);
  if (whole !== null && whole <= 0) throw outOfReach("gamma at a pole");
  if (whole !== null && whole <= 3_000) {
    let product = new Real(1);
    for (let k = 2; k < whole; k++) product = product.times(k);
    return complex(product);
  }
  requireSmall(z, 100_000, "gamma");
  if (z.re.lt("0.5"))
    return divide(complex(PI), multiply(sin(scale(z, PI)), gamma(subtract(ONE, z))));
  let shifted = z;
  let product = ONE;
  while (shifted.re.lt(40)) {
    product = multiply(product, shifted);
    shifted = add(shifted, ONE);
  }
  return divide(exponential(stirling(shifted)), product);
}

export function digamma(z: Complex): Complex {
  const whole = asInteger(z);
  if (whole !== null && whole <= 0) throw outOfReach("digamma at a pole");
  requireSmall(z, 100_000, "digamma");
  if (z.re.lt("-1000")) throw outOfReach("digamma of so negative a number");
  let shifted = z;
  let total = ZERO;
  while (shifted.re.lt(40)) {
    total = subtract(total, divide(ONE, shifted));
    shifted = add(shifted, ONE);
  }
  const inverse = divide(ONE, shifted);
  const inverseSquare = multiply(inverse, inverse);
  total = add(total, subtract(logarithm(shifted), scale(inverse, "0.5")));
  let factor = inverseSquare;
  bernoulliEven().forEach((number, index) => {
    if (index === 0) return;
    total = subtract(total, scale(factor, number.div(2 * index)));
    factor = multiply(factor, inverseSquare);
  });
  return total;
}

/** Hurwitz's zeta function by Euler-Maclaurin summation. */
export function hurwitzZeta(s: Complex, a: Complex): Complex {
  if (isReal(s) && s.re.eq(1)) throw outOfReach("zeta at its pole");
  if (s.re.lt(-40) || magnitude(s).gt(500)) throw outOfReach("zeta so far out");
  const cut = 45;
  let total = ZERO;
  for (let k = 0; k < cut; k++) {
    const base = add(a, complex(k));
    if (isZero(base)) throw outOfReach("zeta at a pole");
    total = add(total, power(base, negate(s)));
  }
  const end = add(a, complex(cut));
  const endPower = power(end, negate(s));
  total = add(total, divide(multiply(endPower, end), subtract(s, ONE)));
  total = add(total, scale(endPower, "0.5"));
  let rising = s;
  let weight = divide(endPower, end);
  let factorial = new Real(2);
  bernoulliEven().forEach((number, index) => {
    if (index === 0) return;
    total = add(total, scale(multiply(rising, weight), number.div(factorial)));
    const k = 2 * index;
    rising = multiply(multiply(rising, add(s, complex(k - 1))), add(s, complex(k)));
    weight = divide(weight, multiply(end, end));
    factorial = factorial.times(k + 1).times(k + 2);
  });
  return total;
}

export const zeta = (s: Complex): Complex => hurwitzZeta(s, ONE);

export function polygamma(order: Complex, z: Complex): Complex {
  const n = asInteger(order);
  if (n === 0) return digamma(z);
  if (n === null || n < 0 || n > 50) throw outOfReach("polygamma of this order");
  const size = multiply(gamma(complex(n + 1)), hurwitzZeta(complex(n + 1), z));
  return n % 2 === 1 ? size : negate(size);
}

export function erf(z: Complex): Complex {
  requireSmall(z, 1_000, "erf");
  if (z.re.isNegative() && !z.re.isZero()) return negate(erf(negate(z)));
  if (magnitude(z).gt(9)) return subtract(ONE, erfcFraction(z));
  const square = negate(multiply(z, z));
  let numerator = z;
  const total = sumSeries(0, (k) => {
    if (k > 0) numerator = scale(multiply(numerator, square), new Real(1).div(k));
    return scale(numerator, new Real(1).div(2 * k + 1));
  });
  return scale(total, new Real(2).div(PI.sqrt()));
}

/** The complementary error function by its continued fraction, for large arguments of positive real part. */
function erfcFraction(z: Complex): Complex {
  if (z.re.lt(2)) throw outOfReach("erf so far along the imaginary axis");
  let tail = z;
  for (let k = 400; k >= 1; k--) tail = add(z, divide(complex(new Real(k).div(2)), tail));
  const size = scale(exponential(negate(multiply(z, z))), new Real(1).div(PI.sqrt()));
  return divide(size, tail);
}

export function erfc(z: Complex): Complex {
  return z.re.gt(9) ? erfcFraction(z) : subtract(ONE, erf(z));
}

/** `sum sign^k z^(step k + start) / ((step k + start) (step k + start)!)`: the core of Ei, Si, Ci, Shi and Chi. */
function integralSeries(z: Complex, start: number, step: number, sign: 1 | -1): Complex {
  requireSmall(z, 60, "an exponential or trigonometric integral");
  let term = ONE;
  for (let k = 1; k <= start; k++) term = scale(multiply(term, z), new Real(1).div(k));
  let exponent = start;
  return sumSeries(0, (index) => {
    if (index > 0) {
      for (let k = 0; k < step; k++) {
        exponent += 1;
        term = scale(multiply(term, z), new Real(1).div(exponent));
      }
      if (sign === -1) term = negate(term);
    }
    return scale(term, new Real(1).div(exponent));
  });
}

export function exponentialIntegral(z: Complex): Complex {
  const logPart = scale(subtract(logarithm(z), logarithm(divide(ONE, z))), "0.5");
  return add(add(EULER_GAMMA, logPart), integralSeries(z, 1, 1, 1));
}

/** `E1`, the upper incomplete gamma function at zero. */
function exponentialIntegralOne(z: Complex): Complex {
  return subtract(negate(integralSeries(negate(z), 1, 1, 1)), add(EULER_GAMMA, logarithm(z)));
}

export const logarithmicIntegral = (z: Complex): Complex => exponentialIntegral(logarithm(z));
export const sineIntegral = (z: Complex): Complex => integralSeries(z, 1, 2, -1);
export const sinhIntegral = (z: Complex): Complex => integralSeries(z, 1, 2, 1);
export const cosineIntegral = (z: Complex): Complex =>
  add(add(EULER_GAMMA, logarithm(z)), negate(integralSeries(z, 2, 2, -1)));
export const coshIntegral = (z: Complex): Complex =>
  add(add(EULER_GAMMA, logarithm(z)), integralSeries(z, 2, 2, 1));

/** Fresnel integrals of `sin(pi t^2/2)` (start 1) and `cos(pi t^2/2)` (start 0). */
function fresnel(z: Complex, start: 0 | 1): Complex {
  requireSmall(z, 7, "a Fresnel integral");
  const square = scale(multiply(z, z), PI.div(2));
  const stepFactor = negate(multiply(square, square));
  let term = start === 0 ? z : multiply(z, square);
  return sumSeries(0, (k) => {
    const n = 2 * k + start;
    if (k > 0) term = scale(multiply(term, stepFactor), new Real(1).div(n * (n - 1)));
    return scale(term, new Real(1).div(2 * n + 1));
  });
}
export const fresnelSine = (z: Complex): Complex => fresnel(z, 1);
export const fresnelCosine = (z: Complex): Complex => fresnel(z, 0);

export function lowerGamma(a: Complex, z: Complex): Complex {
  if (isZero(z)) return ZERO;
  requireSmall(z, 60, "an incomplete gamma function");
  let term = ONE;
  const total = sumSeries(0, (k) => {
    if (k > 0) term = scale(multiply(term, negate(z)), new Real(1).div(k));
    return divide(term, add(a, complex(k)));
  });
  return multiply(power(z, a), total);
}

export function upperGamma(a: Complex, z: Complex): Complex {
  const whole = asInteger(a);
  if (whole === null || whole > 0) return subtract(gamma(a), lowerGamma(a, z));
  if (whole < -100) throw outOfReach("an incomplete gamma function of this order");
  let value = exponentialIntegralOne(z);
  const decay = exponential(negate(z));
  for (let k = -1; k >= whole; k--)
    value = scale(subtract(value, multiply(power(z, complex(k)), decay)), new Real(1).div(k));
  return value;
}

export const generalExponentialIntegral = (n: Complex, z: Complex): Complex =>
  multiply(power(z, subtract(n, ONE)), upperGamma(subtract(ONE, n), z));

export function polylogarithm(s: Complex, z: Complex): Complex {
  if (isZero(z)) return ZERO;
  if (magnitude(z).lte("0.6")) return polylogSeries(s, z);
  const order = asInteger(s);
  if (order === 1) return negate(logarithm(subtract(ONE, z)));
  if (order === null || order < 2 || order > 20) {
    if (magnitude(z).lte("0.95")) return polylogSeries(s, z);
    throw outOfReach("this polylogarithm");
  }
  if (z.re.eq(1) && isReal(z)) return zeta(s);
  const mu = logarithm(z);
  requireSmall(mu, 4.5, "a polylogarithm");
  return polylogNearOne(order, mu);
}

function polylogSeries(s: Complex, z: Complex): Complex {
  let zPower = ONE;
  return sumSeries(1, (k) => {
    zPower = multiply(zPower, z);
    return divide(zPower, power(complex(k), s));
  });
}

/** The polylogarithm of integer order at `e^mu`, by the expansion in powers of mu. */
function polylogNearOne(order: number, mu: Complex): Complex {
  let harmonic = new Real(0);
  for (let k = 1; k < order; k++) harmonic = harmonic.plus(new Real(1).div(k));
  let term = ONE;
  return sumSeries(0, (k) => {
    if (k > 0) term = scale(multiply(term, mu), new Real(1).div(k));
    if (k === order - 1) return multiply(term, subtract(complex(harmonic), logarithm(negate(mu))));
    return scale(term, zetaAtInteger(order - k));
  });
}

const zetaCache = new Map<number, Real>();
function zetaAtInteger(n: number): Real {
  const known = zetaCache.get(n);
  if (known !== undefined) return known;
  const value = computeZetaAtInteger(n);
  zetaCache.set(n, value);
  return value;
}

function computeZetaAtInteger(n: number): Real {
  if (n > 1) return zeta(complex(n)).re;
  if (n === 0) return new Real("-0.5");
  if (n % 2 === 0) return new Real(0);
  const m = 1 - n;
  const sign = (m / 2) % 2 === 0 ? 1 : -1;
  const zetaOfM = m > 200 ? new Real(1) : zetaAtInteger(m);
  return gamma(complex(m))
    .re.times(zetaOfM)
    .times(2 * sign)
    .div(PI.times(2).pow(m));
}

export function lambertW(z: Complex, branch: Complex): Complex {
  const k = asInteger(branch);
  if (k === null || Math.abs(k) > 1_000) throw outOfReach("this branch of lambertw");
  if (isZero(z)) {
    if (k === 0) return ZERO;
    throw outOfReach("lambertw at its singularity");
  }
  let w = lambertStart(z, k);
  for (let round = 0; round < 200; round++) {
    const grown = exponential(w);
    const miss = subtract(multiply(w, grown), z);
    const slope = multiply(grown, add(w, ONE));
    const correction = divide(multiply(add(w, complex(2)), miss), scale(add(w, ONE), 2));
    const step = divide(miss, subtract(slope, correction));
    w = subtract(w, step);
    if (magnitude(step).lt(Real.max(magnitude(w), 1).times("1e-57"))) return w;
  }
  throw outOfReach("this value of lambertw");
}

function lambertStart(z: Complex, k: number): Complex {
  const nearBranchPoint = add(ONE, scale(z, new Real(1).exp()));
  if (magnitude(nearBranchPoint).lt("0.3") && (k === 0 || (k === -1 && !z.im.isNegative()))) {
    const root = power(scale(nearBranchPoint, 2), complex("0.5"));
    const start = add(complex(-1), k === 0 ? root : negate(root));
    return isZero(root) ? complex("-0.9999999") : start;
  }
  if (k === 0 && magnitude(z).lt(3)) return logarithm(add(ONE, z));
  if (k === -1 && isReal(z) && z.re.isNegative()) {
    const first = z.re.neg().ln();
    return complex(first.minus(first.neg().ln()));
  }
  const first = add(logarithm(z), complex(0, PI.times(2 * k)));
  return subtract(first, logarithm(first));
}
