import { checkDeadline } from "../exact/deadline.ts";
import { powerModulo } from "../exact/modular.ts";

/** Coefficients modulo a prime, constant first, without leading zeros. */
export type Residues = readonly bigint[];

export interface ModularFactors {
  readonly lead: bigint;
  readonly factors: readonly { readonly factor: Residues; readonly multiplicity: number }[];
}

function trimmed(values: readonly bigint[], p: bigint): bigint[] {
  const result = values.map((value) => ((value % p) + p) % p);
  while (result.length > 0 && result.at(-1) === 0n) result.pop();
  return result;
}

function times(a: Residues, b: Residues, p: bigint): bigint[] {
  if (a.length === 0 || b.length === 0) return [];
  const result = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  a.forEach((x, i) =>
    b.forEach((y, j) => {
      result[i + j] = ((result[i + j] as bigint) + x * y) % p;
    }),
  );
  return trimmed(result, p);
}

function inverse(value: bigint, p: bigint): bigint {
  return powerModulo(value, p - 2n, p);
}

function divide(a: Residues, b: Residues, p: bigint): { quotient: bigint[]; remainder: bigint[] } {
  checkDeadline(a.length * b.length);
  const rest = [...a];
  const scale = p === 2n ? 1n : inverse(b.at(-1) as bigint, p);
  const quotient = Array.from({ length: Math.max(0, a.length - b.length + 1) }, () => 0n);
  for (let top = rest.length - 1; top >= b.length - 1; top--) {
    const factor = ((rest[top] as bigint) * scale) % p;
    const shift = top - b.length + 1;
    quotient[shift] = factor;
    b.forEach((value, k) => {
      rest[shift + k] = ((((rest[shift + k] as bigint) - factor * value) % p) + p) % p;
    });
  }
  return { quotient: trimmed(quotient, p), remainder: trimmed(rest, p) };
}

function monic(a: Residues, p: bigint): bigint[] {
  const scale = p === 2n ? 1n : inverse(a.at(-1) as bigint, p);
  return trimmed(
    a.map((value) => value * scale),
    p,
  );
}

function gcd(a: Residues, b: Residues, p: bigint): bigint[] {
  let [x, y]: [Residues, Residues] = [a, b];
  while (y.length > 0) [x, y] = [y, divide(x, y, p).remainder];
  return monic(x, p);
}

function derivative(a: Residues, p: bigint): bigint[] {
  return trimmed(
    a.slice(1).map((value, k) => value * BigInt(k + 1)),
    p,
  );
}

function powerMod(base: Residues, exponent: bigint, modulus: Residues, p: bigint): bigint[] {
  let result: bigint[] = [1n];
  let square = divide(base, modulus, p).remainder;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = divide(times(result, square, p), modulus, p).remainder;
    square = divide(times(square, square, p), modulus, p).remainder;
  }
  return result;
}

/** Parts without repeated factors, with their multiplicities; a p-th power is taken apart by its exponents. */
function squareFree(f: Residues, p: bigint): { part: bigint[]; multiplicity: number }[] {
  const result: { part: bigint[]; multiplicity: number }[] = [];
  const slope = derivative(f, p);
  if (slope.length === 0) {
    const root = f.filter((_, k) => k % Number(p) === 0);
    return squareFree(root, p).map(({ part, multiplicity }) => ({
      part,
      multiplicity: multiplicity * Number(p),
    }));
  }
  let repeated = gcd(f, slope, p);
  let distinct = divide(f, repeated, p).quotient;
  for (let multiplicity = 1; distinct.length > 1; multiplicity++) {
    const next = gcd(repeated, distinct, p);
    const part = divide(distinct, next, p).quotient;
    if (part.length > 1) result.push({ part: monic(part, p), multiplicity });
    distinct = next;
    repeated = divide(repeated, next, p).quotient;
  }
  if (repeated.length > 1) {
    const root = repeated.filter((_, k) => k % Number(p) === 0);
    for (const { part, multiplicity } of squareFree(root, p))
      result.push({ part, multiplicity: multiplicity * Number(p) });
  }
  return result;
}

/** Products of all irreducible factors of one degree, by gcds with x^(p^d) - x. */
function byDegree(f: Residues, p: bigint): { part: bigint[]; degree: number }[] {
  const result: { part: bigint[]; degree: number }[] = [];
  let rest: bigint[] = [...f];
  let power: bigint[] = [0n, 1n];
  for (let degree = 1; rest.length - 1 >= 2 * degree; degree++) {
    power = powerMod(power, p, rest, p);
    const difference = [...power];
    difference[1] = (difference[1] ?? 0n) - 1n;
    difference[0] ??= 0n;
    const part = gcd(rest, trimmed(difference, p), p);
    if (part.length > 1) {
      result.push({ part, degree });
      rest = divide(rest, part, p).quotient;
      power = divide(power, rest, p).remainder;
    }
  }
  if (rest.length > 1) result.push({ part: monic(rest, p), degree: rest.length - 1 });
  return result;
}

/** Cantor and Zassenhaus with trial polynomials in a fixed order; traces for p = 2. */
function split(f: Residues, degree: number, p: bigint): bigint[][] {
  if (f.length - 1 === degree) return [monic(f, p)];
  for (let seed = 1n; seed < 4_000n; seed++) {
    checkDeadline(64);
    const trial: bigint[] = [];
    for (
      let rest = seed * 7_919n + 1n;
      trial.length < f.length - 1;
      rest = rest * 1_103_515_245n + 12_345n
    )
      trial.push((rest >> 16n) % p);
    const start = trimmed(trial, p);
    if (start.length < 2) continue;
    let image: bigint[];
    if (p === 2n) {
      image = start;
      let square: bigint[] = start;
      for (let k = 1; k < degree; k++) {
        square = divide(times(square, square, p), f, p).remainder;
        image = trimmed(
          Array.from(
            { length: Math.max(image.length, square.length) },
            (_, j) => (image[j] ?? 0n) + (square[j] ?? 0n),
          ),
          p,
        );
      }
    } else {
      image = powerMod(start, (p ** BigInt(degree) - 1n) / 2n, f, p);
      image[0] = (image[0] ?? 0n) - 1n;
      image = trimmed(image, p);
    }
    if (image.length === 0) continue;
    const part = gcd(f, image, p);
    if (part.length > 1 && part.length < f.length)
      return [...split(part, degree, p), ...split(divide(f, part, p).quotient, degree, p)];
  }
  return [monic(f, p)];
}

/** The factors modulo a prime; null when the product of what was found is not the polynomial. */
export function factorModulo(coefficients: readonly bigint[], p: bigint): ModularFactors | null {
  const f = trimmed(coefficients, p);
  const lead = f.at(-1);
  if (lead === undefined || f.length < 2) return null;
  const factors = squareFree(monic(f, p), p).flatMap(({ part, multiplicity }) =>
    byDegree(part, p).flatMap(({ part: same, degree }) =>
      split(same, degree, p).map((factor) => ({ factor, multiplicity, degree })),
    ),
  );
  let product: bigint[] = [lead];
  for (const { factor, multiplicity } of factors)
    for (let k = 0; k < multiplicity; k++) product = times(product, factor, p);
  const isRight = product.length === f.length && product.every((value, k) => value === f[k]);
  const isComplete = factors.every(
    ({ factor, degree }) => factor.length - 1 === degree && isIrreducible(factor, p),
  );
  return isRight && isComplete ? { lead, factors } : null;
}

/** Rabin's test: x^(p^n) = x, and x^(p^(n/q)) - x prime to the polynomial for every prime q of n. */
export function isIrreducible(f: Residues, p: bigint): boolean {
  const n = f.length - 1;
  if (n < 1) return false;
  const frobenius = (times_: number): bigint[] => {
    let power: bigint[] = [0n, 1n];
    for (let k = 0; k < times_; k++) power = powerMod(power, p, f, p);
    power[1] = (power[1] ?? 0n) - 1n;
    power[0] ??= 0n;
    return trimmed(power, p);
  };
  if (n === 1) return true;
  if (divide(frobenius(n), f, p).remainder.length > 0) return false;
  for (let q = 2; q <= n; q++) {
    if (n % q !== 0 || [...Array(q).keys()].slice(2).some((d) => q % d === 0)) continue;
    if (gcd(f, frobenius(n / q), p).length > 1) return false;
  }
  return true;
}
