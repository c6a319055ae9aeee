import type { Fraction } from "fraction.js";

const MOST_PLACES = 60;

/** The exact decimal of a fraction whose decimal ends within 60 places; null for any other. */
export function endingDecimal(value: Fraction): string | null {
  for (let places = 0; places <= MOST_PLACES; places++) {
    const scale = 10n ** BigInt(places);
    if (scale % value.d !== 0n) continue;
    const digits = ((value.n * scale) / value.d).toString().padStart(places + 1, "0");
    const sign = value.compare(0) < 0 ? "-" : "";
    return places === 0
      ? sign + digits
      : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }
  return null;
}
