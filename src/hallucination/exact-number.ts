/** An exact rational number. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Reads "12", "-3.50", "10/3" and "(-10)/3"; null for anything else. */
export function parseRational(plain: string): Rational | null {
  const match = /^\(?(-?\d{1,400})(?:\.(\d{1,400}))?\)?(?:\s*\/\s*\(?(\d{1,400})\)?)?$/.exec(
    plain.trim(),
  );
  if (match === null) return null;
  const decimals = match[2] ?? "";
  const denominator = 10n ** BigInt(decimals.length) * BigInt(match[3] ?? "1");
  return denominator === 0n
    ? null
    : { numerator: BigInt(`${match[1] as string}${decimals}`), denominator };
}

/** How many decimals the number needs; null when its decimal expansion never ends. */
export function decimalsNeeded(value: Rational): number | null {
  let scaled = value.numerator;
  for (let count = 0; count <= 30; count++) {
    if (scaled % value.denominator === 0n) return count;
    scaled *= 10n;
  }
  return null;
}

/** The decimal form with a fixed number of decimals, rounded half away from zero. */
export function toDecimal(value: Rational, decimals: number): string {
  const isNegative = value.numerator < 0n !== value.denominator < 0n;
  const top = value.numerator < 0n ? -value.numerator : value.numerator;
  const bottom = value.denominator < 0n ? -value.denominator : value.denominator;
  const scaled = (2n * top * 10n ** BigInt(decimals) + bottom) / (2n * bottom);
  const digits = scaled.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return isNegative && scaled !== 0n ? `-${text}` : text;
}
