/**
 * "(x + 3)^2 = x^2 + 9": the square of a sum written as the sum of the squares. As a condition it would hold
 * only where x is 0, so that nobody who sets an equation up means it.
 */
export function isSquareOfParts(left: string, right: string): boolean {
  return isSquared(plainOf(left), plainOf(right)) || isSquared(plainOf(right), plainOf(left));
}

function isSquared(sum: string, parts: string): boolean {
  const squared = /^\((\d{0,4})([a-z])[-+](\d{1,6})\)\^2$/i.exec(sum);
  const taken = /^(\d{0,8})([a-z])\^2[-+](\d{1,12})$/i.exec(parts);
  if (squared === null || taken === null) return false;
  const [, factor = "", letter, number = ""] = squared;
  const [, factorSquared = "", sameLetter, numberSquared = ""] = taken;
  const one = (digits: string): number => Number(digits === "" ? "1" : digits);
  return (
    letter === sameLetter &&
    Number(number) > 0 &&
    Number(numberSquared) === Number(number) ** 2 &&
    one(factorSquared) === one(factor) ** 2
  );
}

/** One spelling without spaces and without what LaTeX needs. */
function plainOf(side: string): string {
  return side
    .replace(/\\left|\\right|\\,|\s/g, "")
    .replaceAll("²", "^2")
    .replace(/\^\{2\}/g, "^2");
}

/** Somebody else's mistake, a warning, or an equation that is to be solved. */
export const SHOWN_AS_MISTAKE =
  /\b(?:students?|people|many|some|often|usually|beginners?|mistak\w*|errors?|wrong\w*|careful|beware|warn\w*|tempt\w*|confus\w*|misconception|avoid|don't|do not|cannot|can't|never|not|unless|only|fals\w*|incorrect\w*|characteristic|solv\w+|solutions?|roots?|equation|satisf\w+)\b|n't\b|≠|\\ne|学生|很多人|有人|常|误|错|小心|注意|不|解|方程|根/i;
