import { gcdBigint } from "./integers.ts";
import { powerModulo } from "./modular.ts";

const MOST_BASES = 60n;
const LARGEST_MERSENNE = 5_000n;

/** The exponent p of a Mersenne number 2^p - 1, or null. */
function mersenneExponent(n: bigint): bigint | null {
  const bits = n.toString(2);
  return /^1+$/.test(bits) ? BigInt(bits.length) : null;
}

/** Lucas and Lehmer: for an odd prime p, 2^p - 1 is prime when s(p-2) = 0 with s(0) = 4, s(k+1) = s(k)^2 - 2. */
function lucasLehmer(p: bigint): boolean {
  const n = (1n << p) - 1n;
  let s = 4n;
  for (let k = 2n; k < p; k++) s = (s * s - 2n) % n;
  return s === 0n;
}

/**
 * Pocklington: with n - 1 = F R, F > sqrt(n) a product of known primes q, and for each q a base a with
 * a^(n-1) = 1 and gcd(a^((n-1)/q) - 1, n) = 1, n is prime.
 */
function pocklington(n: bigint, primes: readonly (readonly [bigint, number])[]): boolean {
  let known = 1n;
  for (const [q, k] of primes) known *= q ** BigInt(k);
  if (known * known <= n) return false;
  return primes.every(([q]) => {
    for (let a = 2n; a < MOST_BASES; a++) {
      if (powerModulo(a, n - 1n, n) !== 1n) return false;
      if (gcdBigint(powerModulo(a, (n - 1n) / q, n) - 1n, n) === 1n) return true;
    }
    return false;
  });
}

export type PrimeProof = "lucas-lehmer" | "pocklington";

/**
 * A proof that a number which passed Miller and Rabin's test is prime, or null when none was found.
 * `factorsOf` gives proved prime factors of a number, as many as it finds.
 */
export function provePrime(
  n: bigint,
  factorsOf: (value: bigint) => readonly (readonly [bigint, number])[],
): PrimeProof | null {
  const p = mersenneExponent(n);
  if (p !== null && p <= LARGEST_MERSENNE && isSmallPrime(p) && lucasLehmer(p))
    return "lucas-lehmer";
  return pocklington(n, factorsOf(n - 1n)) ? "pocklington" : null;
}

function isSmallPrime(p: bigint): boolean {
  if (p < 3n) return false;
  for (let d = 2n; d * d <= p; d++) if (p % d === 0n) return false;
  return true;
}
