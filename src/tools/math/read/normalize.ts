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
  [/½/g, "(1/2)"],
  [/⅓/g, "(1/3)"],
  [/⅔/g, "(2/3)"],
  [/¼/g, "(1/4)"],
  [/¾/g, "(3/4)"],
  [/[、]/g, ","],
  [/。/g, "."],
  [/∣/g, "|"],
  [/[\u200b-\u200f\u2060\ufeff]/g, ""],
  [/\\\$/g, ""],
  [/\*\*/g, "^"],
];

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
    new RegExp(`[${SUBSCRIPTS}]+`, "g"),
    (run) => `_${[...run].map((c) => SUBSCRIPTS.indexOf(c)).join("")}`,
  );
  for (const [pattern, replacement] of REPLACEMENTS) result = result.replace(pattern, replacement);
  return result;
}
