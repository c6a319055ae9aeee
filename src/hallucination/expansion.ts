import { isSquareOfParts } from "./square-of-parts.ts";

/**
 * "(a - b)^2 = a^2 - ab + b^2", "x^2 - 9 = (x - 3)(x + 9)": one side is a product of brackets and the other
 * the same written out, with all its terms or in the order of a factorisation. Nobody sets a condition up so.
 */
export function isWrittenOut(left: string, right: string): boolean {
  const [a, b] = [plainOf(left), plainOf(right)];
  return isSquareOfParts(left, right) || isExpanded(a, b) || isExpanded(b, a) || isFactored(a, b);
}

const LINEAR = String.raw`\(\d{0,4}[a-z][+-](?:\d{1,6}|\d{0,4}[a-z])\)`;
const PRODUCT = new RegExp(`^(?:${LINEAR}${LINEAR}|${LINEAR}\\^2)$`, "i");
const TERMS =
  /^-?(?:\d{0,6}[a-z]\^2|\d{0,6}[a-z]{1,2}|\d{1,9})(?:[+-](?:\d{0,6}[a-z]\^2|\d{0,6}[a-z]{1,2}|\d{1,9})){1,4}$/i;

const termsOf = (side: string): readonly string[] => side.match(/[^+-]+/g) ?? [];
const lettersOf = (side: string): string =>
  [...new Set(side.match(/[a-z]/gi) ?? [])].sort().join("");

/** A product against three terms of the second degree in its letters. */
function isExpanded(product: string, sum: string): boolean {
  if (!PRODUCT.test(product) || !TERMS.test(sum)) return false;
  const letters = lettersOf(product);
  if (letters !== lettersOf(sum) || termsOf(sum).length !== 3) return false;
  const hasSquare = /[a-z]\^2/i.test(sum);
  // With one letter the square, the letter and the number; with two both squares and their product.
  return letters.length === 1
    ? hasSquare && /(?:^|[+-])\d{1,9}(?:$|[+-])/.test(sum) && /[a-z](?!\^)/i.test(sum)
    : letters.length === 2 && (sum.match(/\^2/g)?.length ?? 0) === 2;
}

/** A square with a number, said to be a product of two different brackets. */
function isFactored(sum: string, product: string): boolean {
  return (
    TERMS.test(sum) &&
    PRODUCT.test(product) &&
    product.includes(")(") &&
    lettersOf(sum) === lettersOf(product) &&
    lettersOf(sum).length === 1 &&
    /[a-z]\^2/i.test(sum) &&
    /(?:^|[+-])\d{1,9}(?:$|[+-])/.test(sum)
  );
}

/** One spelling without spaces and without what LaTeX needs. */
function plainOf(side: string): string {
  return side
    .replace(/\\left|\\right|\\,|\\cdot|\*|\s/g, "")
    .replaceAll("²", "^2")
    .replace(/\^\{2\}/g, "^2");
}
