import { checkDeadline } from "../exact/deadline.ts";
import { inverseModulo } from "../exact/modular.ts";

/** Whole coefficients, constant first, without leading zeros. */
export type Integers = readonly bigint[];

/** The residue of least size. */
export function balanced(value: bigint, modulus: bigint): bigint {
  const rest = ((value % modulus) + modulus) % modulus;
  return 2n * rest > modulus ? rest - modulus : rest;
}

function reduce(values: Integers, modulus: bigint): bigint[] {
  const result = values.map((value) => balanced(value, modulus));
  while (result.length > 0 && result.at(-1) === 0n) result.pop();
  return result;
}

function add(a: Integers, b: Integers, modulus: bigint, sign = 1n): bigint[] {
  const size = Math.max(a.length, b.length);
  return reduce(
    Array.from({ length: size }, (_, k) => (a[k] ?? 0n) + sign * (b[k] ?? 0n)),
    modulus,
  );
}

/** The product modulo a number. */
export function multiply(a: Integers, b: Integers, modulus: bigint): bigint[] {
  if (a.length === 0 || b.length === 0) return [];
  checkDeadline(a.length * b.length);
  const result = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  a.forEach((x, i) =>
    b.forEach((y, j) => {
      result[i + j] = (result[i + j] as bigint) + x * y;
    }),
  );
  return reduce(result, modulus);
}

/** Quotient and remainder modulo a number to which the divisor's leading coefficient is prime. */
function divide(
  a: Integers,
  b: Integers,
  modulus: bigint,
): { quotient: bigint[]; remainder: bigint[] } {
  checkDeadline(a.length * b.length);
  const rest = [...a];
  const inverse = inverseModulo(b.at(-1) as bigint, modulus) as bigint;
  const quotient = Array.from({ length: Math.max(0, a.length - b.length + 1) }, () => 0n);
  for (let top = rest.length - 1; top >= b.length - 1; top--) {
    const factor = balanced((rest[top] as bigint) * inverse, modulus);
    const shift = top - b.length + 1;
    quotient[shift] = factor;
    b.forEach((value, k) => {
      rest[shift + k] = balanced((rest[shift + k] as bigint) - factor * value, modulus);
    });
  }
  return { quotient: reduce(quotient, modulus), remainder: reduce(rest, modulus) };
}

/** `s a + t b = 1` modulo a prime, for coprime a and b. */
function bezout(a: Integers, b: Integers, prime: bigint): { s: bigint[]; t: bigint[] } {
  let [low, high] = [reduce(b, prime), reduce(a, prime)];
  let [s, nextS]: [bigint[], bigint[]] = [[1n], []];
  let [t, nextT]: [bigint[], bigint[]] = [[], [1n]];
  while (low.length > 0) {
    const { quotient, remainder } = divide(high, low, prime);
    [high, low] = [low, remainder];
    [s, nextS] = [nextS, add(s, multiply(quotient, nextS, prime), prime, -1n)];
    [t, nextT] = [nextT, add(t, multiply(quotient, nextT, prime), prime, -1n)];
  }
  const scale = [inverseModulo(high[0] as bigint, prime) as bigint];
  return { s: multiply(s, scale, prime), t: multiply(t, scale, prime) };
}

/**
 * Hensel's lemma, doubling the exponent each time: monic factors of `f / lead(f)` modulo a prime, which
 * are coprime, become such factors modulo a power of the prime that is at least `bound`.
 */
export function liftFactors(
  f: Integers,
  factors: readonly Integers[],
  prime: bigint,
  bound: bigint,
): { factors: bigint[][]; modulus: bigint } {
  let modulus = prime;
  while (modulus < bound) modulus *= modulus;
  return { factors: lift(f, factors, prime, modulus), modulus };
}

function lift(
  f: Integers,
  factors: readonly Integers[],
  prime: bigint,
  target: bigint,
): bigint[][] {
  if (factors.length === 1) {
    const inverse = inverseModulo(f.at(-1) as bigint, target) as bigint;
    return [multiply(f, [inverse], target)];
  }
  const middle = factors.length >> 1;
  const [left, right] = [factors.slice(0, middle), factors.slice(middle)];
  const product = (parts: readonly Integers[]): Integers =>
    parts.reduce((all, part) => multiply(all, part, prime), [1n]);
  // The left one carries the leading coefficient, so that the right one stays monic.
  let g: Integers = multiply(product(left), [f.at(-1) as bigint], prime);
  let h: Integers = product(right);
  let { s, t } = bezout(g, h, prime);
  for (let modulus = prime; modulus < target;) {
    modulus *= modulus;
    const error = add(f, multiply(g, h, modulus), modulus, -1n);
    const { quotient, remainder } = divide(multiply(s, error, modulus), h, modulus);
    g = add(add(g, multiply(t, error, modulus), modulus), multiply(quotient, g, modulus), modulus);
    h = add(h, remainder, modulus);
    const rest = add(
      add(multiply(s, g, modulus), multiply(t, h, modulus), modulus),
      [1n],
      modulus,
      -1n,
    );
    const next = divide(multiply(s, rest, modulus), h, modulus);
    s = add(s, next.remainder, modulus, -1n);
    t = add(
      add(t, multiply(t, rest, modulus), modulus, -1n),
      multiply(next.quotient, g, modulus),
      modulus,
      -1n,
    );
  }
  return [...lift(g, left, prime, target), ...lift(h, right, prime, target)];
}
