/**
 * Plain notation written with Unicode signs, for places that show no LaTeX: `2*x^2 <= sqrt(pi)` becomes
 * `2x² ≤ √π`. Works on any text, so that sentences with formulas in them can be passed whole; what it
 * writes for a formula, the reader reads back to the same formula.
 */
export function toUnicode(plain: string): string {
  let text = plain;
  for (const [pattern, sign] of SIGNS) text = text.replace(pattern, sign);
  text = text.replace(/\^\(?(-?\d{1,4})\)?(?![\d.(/!^])/g, (whole: string, exponent: string) =>
    isBalanced(whole) ? superscript(exponent) : whole,
  );
  // Without its parentheses a root must not seem to reach over what follows.
  text = text.replace(/\bsqrt\((\d+|\p{L})\)(?![\p{L}\d(√])/gu, "√$1").replace(/\bsqrt\(/g, "√(");
  text = text.replace(/\babs\(([^()|]*)\)/g, "|$1|");
  // Between a number and a letter or a root the sign of multiplication is not needed, unless the number
  // stands under a root or a stroke: √2x and 1/2x could be √(2x) and 1/(2x).
  text = text.replace(
    /(?<![\p{L}\d_.^⁰¹²³⁴⁵⁶⁷⁸⁹)√/]|\/ )(\d+(?:\.\d+)?)\*(?=[\p{L}√])(?![eE]\b)/gu,
    "$1",
  );
  return text.replaceAll("*", "·").replace(/(?<=^|[\s(,=+·/[{])-(?=[\p{L}\d(√|∞])/gu, "−");
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/<=/g, "≤"],
  [/>=/g, "≥"],
  [/!=/g, "≠"],
  [/->/g, "→"],
  [/\bpi\b/g, "π"],
  [/\binfinity\b/g, "∞"],
  [/ - /g, " − "],
  ...[
    ["alpha", "α"],
    ["beta", "β"],
    ["gamma", "γ"],
    ["delta", "δ"],
    ["epsilon", "ε"],
    ["theta", "θ"],
    ["lambda", "λ"],
    ["mu", "μ"],
    ["rho", "ρ"],
    ["sigma", "σ"],
    ["tau", "τ"],
    ["phi", "φ"],
    ["omega", "ω"],
  ].map(([name, letter]) => [new RegExp(`\\b${name}\\b(?!\\()`, "g"), letter] as [RegExp, string]),
];

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(exponent: string): string {
  return exponent.replace(/-/g, "⁻").replace(/\d/g, (digit) => DIGITS[Number(digit)] as string);
}

function isBalanced(text: string): boolean {
  return text.includes("(") === text.includes(")");
}
