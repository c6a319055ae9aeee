import { checkDeadline } from "../exact/deadline.ts";
import { gcdBigint } from "../exact/integers.ts";
import { balanced, type Integers, liftFactors, multiply } from "./hensel-lift.ts";
import { factorModulo } from "./modular-factor.ts";

/** Odd primes that are tried; the one with the fewest factors is taken. */
const PRIMES = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n];
const ENOUGH_PRIMES = 4;
/** Past this many modular factors there are too many products to try. */
const MOST_PARTS = 16;

/**
 * The irreducible factors over the whole numbers of a primitive polynomial without repeated factors, by
 * Zassenhaus's algorithm: factors modulo a prime, lifted past the size that a true factor's coefficients
 * can have, put together in every way. Complete: each factor returned is irreducible. Null where no
 * suitable prime was found or the products would be too many.
 */
export function factorIntegers(f: Integers): bigint[][] | null {
  const degree = f.length - 1;
  if (degree < 1) return [];
  if (degree === 1) return [[...f]];
  const start = bestPrime(f);
  if (start === null) return null;
  if (start.factors.length === 1) return [[...f]];
  const lead = f.at(-1) as bigint;
  const { factors, modulus } = liftFactors(
    f,
    start.factors,
    start.prime,
    2n * abs(lead) * factorBound(f) + 1n,
  );
  return recombine(f, factors, modulus);
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** No coefficient of a factor is larger (Mignotte): 2^degree times the sum of the sizes. */
function factorBound(f: Integers): bigint {
  return f.reduce((sum, value) => sum + abs(value), 0n) << BigInt(f.length - 1);
}

function bestPrime(f: Integers): { prime: bigint; factors: Integers[] } | null {
  let best: { prime: bigint; factors: Integers[] } | null = null;
  let suitable = 0;
  for (const prime of PRIMES) {
    if ((f.at(-1) as bigint) % prime === 0n) continue;
    const found = factorModulo(f, prime);
    if (found === null || found.factors.some(({ multiplicity }) => multiplicity > 1)) continue;
    const factors = found.factors.map(({ factor }) => factor);
    if (best === null || factors.length < best.factors.length) best = { prime, factors };
    suitable += 1;
    if (factors.length === 1 || suitable === ENOUGH_PRIMES) break;
  }
  return best !== null && best.factors.length <= MOST_PARTS ? best : null;
}

/** Products of lifted factors, fewest first: those that divide are the irreducible factors. */
function recombine(f: Integers, lifted: readonly Integers[], modulus: bigint): bigint[][] {
  const found: bigint[][] = [];
  let rest: bigint[] = [...f];
  let parts = [...lifted];
  for (let size = 1; 2 * size <= parts.length;) {
    const hit = combination(parts, size, (chosen) => {
      const candidate = candidateFrom(rest, chosen, modulus);
      return divideIntegers(rest, candidate) === null ? null : candidate;
    });
    if (hit === null) {
      size += 1;
      continue;
    }
    found.push(hit.value);
    rest = divideIntegers(rest, hit.value) as bigint[];
    parts = parts.filter((part) => !hit.chosen.includes(part));
  }
  return rest.length > 1 ? [...found, rest] : found;
}

function candidateFrom(f: Integers, chosen: readonly Integers[], modulus: bigint): bigint[] {
  const lead = balanced(f.at(-1) as bigint, modulus);
  // The constant term alone refutes most products.
  const constant = chosen.reduce(
    (product, part) => balanced(product * (part[0] as bigint), modulus),
    lead,
  );
  const end = (f.at(-1) as bigint) * (f[0] as bigint);
  if (end !== 0n && (constant === 0n || end % constant !== 0n)) return [];
  return primitiveIntegers(
    chosen.reduce<bigint[]>((product, part) => multiply(product, part, modulus), [lead]),
  );
}

/** Calls with every choice of so many items, until one gives a value. */
export function combination<Item, Value>(
  items: readonly Item[],
  size: number,
  attempt: (chosen: readonly Item[]) => Value | null,
): { chosen: readonly Item[]; value: Value } | null {
  const choose = (
    from: number,
    chosen: readonly Item[],
  ): { chosen: readonly Item[]; value: Value } | null => {
    if (chosen.length === size) {
      checkDeadline();
      const value = attempt(chosen);
      return value === null ? null : { chosen, value };
    }
    for (let index = from; index <= items.length - (size - chosen.length); index++) {
      const hit = choose(index + 1, [...chosen, items[index] as Item]);
      if (hit !== null) return hit;
    }
    return null;
  };
  return choose(0, []);
}

/** Coprime coefficients, the leading one positive. */
export function primitiveIntegers(f: Integers): bigint[] {
  const content = f.reduce(gcdBigint, 0n);
  if (content === 0n) return [];
  const sign = (f.at(-1) as bigint) < 0n ? -1n : 1n;
  return f.map((value) => (value / content) * sign);
}

/** The exact quotient over the whole numbers, or null. */
function divideIntegers(a: Integers, b: Integers): bigint[] | null {
  if (b.length === 0 || b.length > a.length) return null;
  const rest = [...a];
  const lead = b.at(-1) as bigint;
  const quotient: bigint[] = Array.from({ length: a.length - b.length + 1 }, () => 0n);
  for (let top = rest.length - 1; top >= b.length - 1; top--) {
    const value = rest[top] as bigint;
    if (value % lead !== 0n) return null;
    const shift = top - b.length + 1;
    quotient[shift] = value / lead;
    b.forEach((part, k) => {
      rest[shift + k] = (rest[shift + k] as bigint) - (quotient[shift] as bigint) * part;
    });
  }
  return rest.every((value) => value === 0n) ? quotient : null;
}
