const GUARD = 20;

/** arctan(1/x) scaled by `scale`, by its Taylor series with integers. */
function arctanInverse(x: bigint, scale: bigint): bigint {
  let term = scale / x;
  let sum = term;
  const square = x * x;
  for (let n = 3n, sign = -1n; term !== 0n; n += 2n, sign = -sign) {
    term /= square;
    sum += (sign * term) / n;
  }
  return sum;
}

/**
 * The first decimals of pi after the point, by Machin's formula and by Gauss's, which must agree. Throws
 * when they do not.
 */
export function piDigits(places: number): string {
  const scale = 10n ** BigInt(places + GUARD);
  const machin = 4n * (4n * arctanInverse(5n, scale) - arctanInverse(239n, scale));
  const gauss =
    4n *
    (12n * arctanInverse(18n, scale) +
      8n * arctanInverse(57n, scale) -
      5n * arctanInverse(239n, scale));
  const [a, b] = [machin, gauss].map((value) => value.toString().slice(1, places + 1));
  if (a === undefined || a !== b) throw new Error("Two formulas for pi disagree.");
  return a;
}
