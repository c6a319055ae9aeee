import { factorInteger, gcdBigint, squareRootFloor } from "./integers.ts";
import { powerModulo } from "./modular.ts";
import { properFactor } from "./pollard-rho.ts";

/** Miller-Rabin with these bases is a proof below 3.3e24 (Sorenson and Webster, 2015). */
const BASES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];
export const PROVEN_BELOW = 3_317_044_064_679_887_385_961_981n;

export function isPrime(n: bigint): boolean {
  if (n < 2n) return false;
  for (const base of BASES) if (n % base === 0n) return n === base;
  return BASES.every((base) => isStrongProbablePrime(n, base));
}

function isStrongProbablePrime(n: bigint, base: bigint): boolean {
  let odd = n - 1n;
  let twos = 0;
  while (odd % 2n === 0n) {
    odd /= 2n;
    twos += 1;
  }
  let x = powerModulo(base, odd, n);
  if (x === 1n || x === n - 1n) return true;
  for (let round = 1; round < twos; round++) {
    x = (x * x) % n;
    if (x === n - 1n) return true;
  }
  return false;
}

const RHO_STEPS = 4_000_000;
const SHORT_SEARCH = 200_000;

/** Composite factors split by Pollard's rho until all are prime (or probable primes past the proven range). */
export function splitCompletely(
  factors: readonly (readonly [bigint, number])[],
): [bigint, number][] | null {
  const found = new Map<bigint, number>();
  const pending = factors.map(([factor, count]) => ({ factor, count }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { factor, count } = next;
    if (factor < PROVEN_BELOW ? isPrime(factor) : isProbablePrime(factor)) {
      found.set(factor, (found.get(factor) ?? 0) + count);
      continue;
    }
    const root = squareRootFloor(factor);
    const part = root * root === factor ? root : properFactor(factor, RHO_STEPS);
    if (part === null) return null;
    pending.push({ factor: part, count }, { factor: factor / part, count });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

const MORE_BASES = [
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
  97n,
  101n,
  103n,
  107n,
  109n,
  113n,
  127n,
  131n,
  137n,
  139n,
  149n,
  151n,
  157n,
  163n,
  167n,
  173n,
];

/** Passes the test to the first 40 prime bases; a proof only below `PROVEN_BELOW`. */
export function isProbablePrime(n: bigint): boolean {
  return isPrime(n) && MORE_BASES.every((base) => isStrongProbablePrime(n, base));
}

/** Proved prime factors of a number, as many as a short search finds. */
export function someFactors(n: bigint): readonly (readonly [bigint, number])[] {
  const found: [bigint, number][] = [];
  const pending = factorInteger(n).factors.map(([factor, count]) => ({ factor, count }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { factor, count } = next;
    if (factor < PROVEN_BELOW && isPrime(factor)) found.push([factor, count]);
    else if (!isPrime(factor)) {
      const part = properFactor(factor, SHORT_SEARCH);
      if (part === null) continue;
      // Repeated factors are left out, which only makes the known part smaller.
      if (gcdBigint(part, factor / part) === 1n)
        pending.push({ factor: part, count }, { factor: factor / part, count });
    }
  }
  return found;
}
