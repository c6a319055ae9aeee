import { AnsatzError } from "../../../core/errors.ts";
import { READ_LIMITS } from "./limits.ts";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣ";
const SUPERSCRIPT_VALUES = "0123456789+-()nx";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/[×∙·⋅✕✖]/g, "*"],
  [/[÷∕⁄]/g, "/"],
  [/[−–—﹣]/g, "-"],
  [/≤|≦|⩽/g, "<="],
  [/≥|≧|⩾/g, ">="],
  [/≠/g, "\\ne "],
  [/→|⟶/g, "->"],
  [/∫/g, "\\int "],
  [/∑/g, "\\sum "],
  [/∏/g, "\\prod "],
  [/[、]/g, ","],
  [/。/g, "."],
  [/∣/g, "|"],
  [/[\u200b-\u200f\u2060\ufeff]/g, ""],
  [/\\\$/g, ""],
  [/\*\*/g, "^"],
];

const FRACTIONS: Readonly<Record<string, string>> = {
  "½": "1/2",
  "⅓": "1/3",
  "⅔": "2/3",
  "¼": "1/4",
  "¾": "3/4",
  "⅕": "1/5",
  "⅖": "2/5",
  "⅗": "3/5",
  "⅘": "4/5",
  "⅙": "1/6",
  "⅚": "5/6",
  "⅛": "1/8",
  "⅜": "3/8",
  "⅝": "5/8",
  "⅞": "7/8",
};

/** A fraction in one character; after a whole number the two are a mixed number, 3½ = 3 1/2. */
function spellFractions(text: string): string {
  const signs = Object.keys(FRACTIONS).join("");
  return text
    .replace(
      new RegExp(`(?<![\\d.])(\\d+)\\s*([${signs}])`, "g"),
      (_, whole: string, sign: string) => `${whole} ${FRACTIONS[sign]}`,
    )
    .replace(new RegExp(`[${signs}]`, "g"), (sign) => `(${FRACTIONS[sign]})`);
}

/**
 * Brings full-width forms, Unicode operators, super- and subscripts to one ASCII-like spelling without
 * changing what the text means. Throws `syntax` for control characters and `too_large` past the limit.
 */
export function normalizeMathText(text: string): string {
  if (text.length > READ_LIMITS.characters)
    throw new AnsatzError(
      "too_large",
      `The expression has ${text.length} characters; the limit is ${READ_LIMITS.characters}. Split it into smaller parts.`,
    );
  if (/\d\s*[kMGmµμ]?[ΩΩ](?![A-Za-z])/.test(text))
    throw new AnsatzError(
      "unsupported",
      "Quantities with units are not supported in expressions yet. Leave the unit out.",
    );
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127)
      throw new AnsatzError(
        "syntax",
        "The input contains control characters. Remove them and try again.",
      );
    if (code >= 0xff01 && code <= 0xff5e) result += String.fromCodePoint(code - 0xfee0);
    else if (code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a)) result += " ";
    else result += character;
  }
  result = result.replace(new RegExp(`[${SUPERSCRIPTS}]+`, "g"), (run) => {
    const inner = [...run].map((c) => SUPERSCRIPT_VALUES[SUPERSCRIPTS.indexOf(c)]).join("");
    return `^(${inner})`;
  });
  result = result.replace(
    new RegExp(`[${SUBSCRIPTS}]+(?=(.?))`, "gu"),
    // In log₂8 the base ends where the small digits do.
    (run, next: string) =>
      `_${[...run].map((c) => SUBSCRIPTS.indexOf(c)).join("")}${/\d/.test(next) ? " " : ""}`,
  );
  result = spellFractions(result);
  for (const [pattern, replacement] of REPLACEMENTS) result = result.replace(pattern, replacement);
  return result;
}
