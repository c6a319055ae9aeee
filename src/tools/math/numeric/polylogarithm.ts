import { Decimal } from "decimal.js";
import { checkDeadline } from "../exact/deadline.ts";
import { bernoulli } from "./bernoulli.ts";
import { zeta } from "./special-functions.ts";

const Wide = Decimal.clone({ precision: 100, maxE: 100_000, minE: -100_000 });
const MOST_TERMS = 2_000;
const SMALLEST = "1e-75";

/** Li_s(z) of a real z below 1 for whole s, of |z| up to 0.95 for other s; null elsewhere. */
export function polylogarithm(order: Decimal, argument: Decimal): Decimal | null {
  const [s, z] = [new Wide(order), new Wide(argument)];
  if (z.isZero()) return z;
  if (!s.isInteger() || s.abs().gt(30)) return z.abs().gt(0.95) ? null : bySeries(s, z);
  if (s.eq(1)) return z.gte(1) ? null : new Wide(1).sub(z).ln().neg();
  if (s.lte(0)) return z.eq(1) ? null : rational(-s.toNumber(), z);
  if (z.gt(1)) return null;
  if (z.eq(1)) return zeta(s);
  if (z.abs().lte(0.4)) return bySeries(s, z);
  if (z.isPositive()) return nearOne(s.toNumber(), z);
  if (z.gte(-1)) return duplicated(s, z);
  return inverted(s.toNumber(), z);
}

function bySeries(s: Decimal, z: Decimal): Decimal | null {
  let sum: Decimal = new Wide(0);
  let power: Decimal = new Wide(1);
  for (let k = 1; k < MOST_TERMS; k++) {
    checkDeadline();
    power = power.mul(z);
    sum = sum.add(power.div(new Wide(k).pow(s)));
    if (power.abs().lt(SMALLEST)) return sum;
  }
  return null;
}

/** Li_(-n) = (z d/dz)^n z/(1-z), with the Eulerian numbers as coefficients. */
function rational(n: number, z: Decimal): Decimal {
  let row = [1];
  for (let k = 2; k <= n; k++)
    row = Array.from(
      { length: k },
      (_, j) => (j + 1) * (row[j] ?? 0) + (k - j) * (row[j - 1] ?? 0),
    );
  const top = row.reduce<Decimal>((sum, value) => sum.mul(z).add(value), new Wide(0));
  return top.mul(z).div(new Wide(1).sub(z).pow(n + 1));
}

/** The expansion in ln z, which converges for |ln z| < 2 pi (DLMF 25.12.12). */
function nearOne(n: number, z: Decimal): Decimal | null {
  const u = z.ln();
  let factor: Decimal = new Wide(1);
  let sum: Decimal = new Wide(0);
  for (let k = 0; k < 400; k++) {
    checkDeadline(16);
    if (k > 0) factor = factor.mul(u).div(k);
    if (k === n - 1) {
      let harmonic: Decimal = new Wide(0);
      for (let j = 1; j < n; j++) harmonic = harmonic.add(new Wide(1).div(j));
      sum = sum.add(factor.mul(harmonic.sub(u.neg().ln())));
      continue;
    }
    const value = zetaOfInteger(n - k);
    if (value === null) return null;
    sum = sum.add(factor.mul(value));
    if (k > n && factor.abs().lt("1e-85")) return sum;
    if (k > n + 2 && !value.isZero() && factor.mul(value).abs().lt(SMALLEST)) return sum;
  }
  return null;
}

const zetas = new Map<number, Decimal | null>();

function zetaOfInteger(n: number): Decimal | null {
  const known = zetas.get(n);
  if (known !== undefined) return known;
  const value = n > 0 ? zeta(new Wide(n)) : atNegative(-n);
  zetas.set(n, value);
  return value;
}

/** zeta(-n) = -B(n+1)/(n+1), and -1/2 at zero (DLMF 25.6.3). */
function atNegative(n: number): Decimal {
  if (n === 0) return new Wide(-0.5);
  const value = bernoulli(n + 1);
  return new Wide((value.s * value.n).toString()).div(value.d.toString()).div(-(n + 1));
}

/** Li_s(z) = 2^(1-s) Li_s(z^2) - Li_s(-z) (DLMF 25.12.2 for any s). */
function duplicated(s: Decimal, z: Decimal): Decimal | null {
  const [squared, mirrored] = [polylogarithm(s, z.mul(z)), polylogarithm(s, z.neg())];
  if (squared === null || mirrored === null) return null;
  return squared.mul(new Wide(2).pow(new Wide(1).sub(s))).sub(mirrored);
}

/** From 1/z for z < -1 by Jonquière's inversion, with powers of ln(-z) and zeta at even numbers. */
function inverted(n: number, z: Decimal): Decimal | null {
  const inner = polylogarithm(new Wide(n), new Wide(1).div(z));
  if (inner === null) return null;
  const log = z.neg().ln();
  // -ln^n(-z)/n! - 2 sum over k of eta(2k) ln^(n-2k)(-z)/(n-2k)!, where eta(2k) = (1 - 2^(1-2k)) zeta(2k).
  let sum: Decimal = log.pow(n).div(factorial(n)).neg();
  for (let k = 1; 2 * k <= n; k++) {
    const value = zetaOfInteger(2 * k);
    if (value === null) return null;
    const eta = new Wide(1).sub(new Wide(2).pow(1 - 2 * k)).mul(value);
    sum = sum.sub(
      eta
        .mul(2)
        .mul(log.pow(n - 2 * k))
        .div(factorial(n - 2 * k)),
    );
  }
  return n % 2 === 0 ? sum.sub(inner) : sum.add(inner);
}

function factorial(n: number): Decimal {
  let result: Decimal = new Wide(1);
  for (let k = 2; k <= n; k++) result = result.mul(k);
  return result;
}
