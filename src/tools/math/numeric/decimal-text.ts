import type { Decimal } from "decimal.js";

/** Digits after the point, significant ones, or the first ones, cut and not rounded. */
export type DigitCount = "places" | "figures" | "first";

export interface DigitsAsked {
  readonly digits: number;
  readonly count: DigitCount;
}

/** A rational number; the denominator is positive. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/** Figures of numbers whose size is beyond this power of ten stand before a power of ten; places are always written out. */
const LARGEST_EXPONENT = 60;
/** Characters that one number is written out with. */
export const MOST_CHARACTERS = 20_000;

/** The decimal as it is, as a quotient of whole numbers. */
export function ratioOf(value: Decimal): Ratio {
  const [mantissa = "0", power = "0"] = value.toExponential().split("e");
  const [whole = "0", decimals = ""] = mantissa.split(".");
  const exponent = Number(power) - decimals.length;
  const over = BigInt(whole + decimals);
  return exponent >= 0
    ? { over: over * 10n ** BigInt(exponent), under: 1n }
    : { over, under: 10n ** BigInt(-exponent) };
}

/**
 * A rational number rounded once (halves away from zero) to so many places or figures, or cut after its first
 * ones, and written with every digit that was asked for, zeros included; null where that is too long. With
 * `endsWhereExact` a decimal that ends earlier ends there. What rounds to zero has no sign.
 */
export function decimalText(
  { over, under }: Ratio,
  { digits, count }: DigitsAsked,
  endsWhereExact = false,
): string | null {
  const size = over < 0n ? -over : over;
  if (size === 0n) return endsWhereExact || count !== "places" ? "0" : positional(0n, digits);
  const exponent = exponentOf(size, under);
  if (count === "places" && Math.max(exponent, 0) + digits > MOST_CHARACTERS) return null;
  let place = count === "places" ? digits : digits - 1 - exponent;
  const scaled = place >= 0 ? size * 10n ** BigInt(place) : size;
  const unit = place >= 0 ? under : under * 10n ** BigInt(-place);
  const cut = scaled / unit;
  const rest = scaled - cut * unit;
  let rounded = count !== "first" && 2n * rest >= unit ? cut + 1n : cut;
  if (count === "figures" && rounded === 10n ** BigInt(digits)) {
    // 9.996 to three figures is 10.0: the carry has made a digit too many.
    rounded /= 10n;
    place -= 1;
  }
  const sign = over < 0n && rounded !== 0n ? "-" : "";
  const isExponential =
    count !== "places" &&
    (Math.abs(exponent) > LARGEST_EXPONENT || (count === "first" && place < 0 && rest !== 0n));
  const text = isExponential ? exponential(rounded, place) : positional(rounded, place);
  return sign + (endsWhereExact && rest === 0n ? withoutEndingZeros(text) : text);
}

/** The power of ten of the first digit. */
function exponentOf(over: bigint, under: bigint): number {
  const guess = over.toString().length - under.toString().length;
  const isReached =
    guess >= 0 ? over >= under * 10n ** BigInt(guess) : over * 10n ** BigInt(-guess) >= under;
  return isReached ? guess : guess - 1;
}

/** `scaled` divided by ten to the power `place`. */
function positional(scaled: bigint, place: number): string {
  if (place <= 0) return (scaled * 10n ** BigInt(-place)).toString();
  const text = scaled.toString().padStart(place + 1, "0");
  return `${text.slice(0, -place)}.${text.slice(-place)}`;
}

function exponential(scaled: bigint, place: number): string {
  const text = scaled.toString();
  const power = text.length - 1 - place;
  const decimals = text.length > 1 ? `.${text.slice(1)}` : "";
  return `${text[0]}${decimals}e${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

function withoutEndingZeros(text: string): string {
  return text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
}
