import { fractionOf } from "../exact/fraction-of.ts";
import { readWholeNumber } from "./number-words.ts";
import type { ReadingContext } from "./reading-context.ts";

/** A whole number in digits, words or as an expression such as 10^6; null for anything else. */
export function numberValue(text: string, context: ReadingContext): bigint | null {
  const plain = readWholeNumber(text.replaceAll(",", ""));
  if (plain !== null) return plain;
  const value = fractionOf(context.parse(text));
  return value !== null && value.d === 1n && value.compare(0) >= 0 ? value.n : null;
}
