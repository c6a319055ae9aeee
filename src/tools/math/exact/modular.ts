import { factorInteger, gcdBigint } from "./integers.ts";

/** base^exponent modulo a positive modulus, by repeated squaring; the base may be negative. */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let square = ((base % modulus) + modulus) % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The inverse modulo a modulus above one, or null where there is none. */
export function inverseModulo(a: bigint, modulus: bigint): bigint | null {
  let [r0, r1, s0, s1] = [((a % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (r1 > 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
  }
  return r0 === 1n ? ((s0 % modulus) + modulus) % modulus : null;
}

/** Prime factors with multiplicities; null where the number could not be factored completely. */
export function primeFactors(n: bigint): readonly (readonly [bigint, number])[] | null {
  if (n < 1n) return null;
  const { factors, isComplete } = factorInteger(n);
  return isComplete ? factors : null;
}

export function totient(n: bigint): bigint | null {
  return primeFactors(n)?.reduce((phi, [p, k]) => phi * (p - 1n) * p ** BigInt(k - 1), 1n) ?? null;
}

export function moebius(n: bigint): bigint | null {
  const factors = primeFactors(n);
  if (factors === null) return null;
  if (factors.some(([, k]) => k > 1)) return 0n;
  return factors.length % 2 === 0 ? 1n : -1n;
}

/** The sum of the k-th powers of the divisors; for k = 0 their number. */
export function divisorSigma(k: number, n: bigint): bigint | null {
  return (
    primeFactors(n)?.reduce((product, [p, multiplicity]) => {
      let sum = 0n;
      for (let j = 0; j <= multiplicity; j++) sum += p ** BigInt(j * k);
      return product * sum;
    }, 1n) ?? null
  );
}

/** Jacobi's symbol for an odd modulus above zero, by reciprocity. */
export function jacobi(a: bigint, n: bigint): bigint | null {
  if (n < 1n || n % 2n === 0n) return null;
  let [top, bottom, sign] = [((a % n) + n) % n, n, 1n];
  while (top !== 0n) {
    while (top % 2n === 0n) {
      top /= 2n;
      if (bottom % 8n === 3n || bottom % 8n === 5n) sign = -sign;
    }
    [top, bottom] = [bottom, top];
    if (top % 4n === 3n && bottom % 4n === 3n) sign = -sign;
    top %= bottom;
  }
  return bottom === 1n ? sign : 0n;
}

/** The order of a modulo n, or null where a has none or n could not be factored. */
export function multiplicativeOrder(a: bigint, n: bigint): bigint | null {
  if (n < 2n || gcdBigint(a, n) !== 1n) return null;
  const phi = totient(n);
  const factors = phi === null ? null : primeFactors(phi);
  if (phi === null || factors === null) return null;
  let order = phi;
  for (const [p, k] of factors)
    for (let j = 0; j < k && powerModulo(a, order / p, n) === 1n; j++) order /= p;
  return order;
}

/** The least primitive root, or null where there is none or it was not found. */
export function primitiveRoot(n: bigint): bigint | null {
  if (n < 2n) return null;
  if (n === 2n) return 1n;
  const phi = totient(n);
  const odd = n % 2n === 0n ? n / 2n : n;
  const isCyclic = n === 4n || (odd % 2n === 1n && primeFactors(odd)?.length === 1);
  if (phi === null || !isCyclic) return null;
  for (let g = 2n; g < n && g < 10_000n; g++) if (multiplicativeOrder(g, n) === phi) return g;
  return null;
}

const LARGEST_STEP = 2_000_000;

/** The least x with base^x = value modulo n, by baby and giant steps; undefined past the limit, null for none. */
export function discreteLogarithm(
  base: bigint,
  value: bigint,
  n: bigint,
): bigint | null | undefined {
  const order = multiplicativeOrder(base, n);
  if (order === null) return undefined;
  const step = BigInt(Math.ceil(Math.sqrt(Number(order))));
  if (step > BigInt(LARGEST_STEP)) return undefined;
  const small = new Map<bigint, bigint>();
  let power = 1n % n;
  for (let j = 0n; j < step; j++) {
    if (!small.has(power)) small.set(power, j);
    power = (power * base) % n;
  }
  const back = inverseModulo(powerModulo(base, step, n), n);
  if (back === null) return undefined;
  let target = ((value % n) + n) % n;
  for (let i = 0n; i <= step; i++) {
    const j = small.get(target);
    if (j !== undefined) return (i * step + j) % order;
    target = (target * back) % n;
  }
  return null;
}
