const SYMBOLS: readonly (readonly [number, string])[] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

/** A whole number in Roman numerals, greedily from the largest symbol; null outside 1 to 3999. */
export function romanNumeral(value: bigint): string | null {
  if (value < 1n || value > 3999n) return null;
  let rest = Number(value);
  let text = "";
  for (const [size, letters] of SYMBOLS)
    while (rest >= size) {
      text += letters;
      rest -= size;
    }
  return text;
}
