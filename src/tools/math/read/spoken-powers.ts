import { checkDeadline } from "../exact/deadline.ts";

/** Each power looks through what was said before it. */
const DEADLINE_WEIGHT = 16;
const POWER = /\s*的\s*(?:(?<word>平方|立方)|(?<exponent>\d+|[A-Za-z])\s*次方)(?!根)/gu;
const EXPONENTS: Readonly<Record<string, string>> = { 平方: "2", 立方: "3" };

/** What a sign of its own stands before: `-3`, `x`, `3x`, `sin x`, `2^3`. */
const BASE =
  /(?<sign>(?:负|[-−])\s*)?(?<body>(?<!\d)\d+\s*\/\s*\d+|(?:√|(?<![A-Za-zα-ω\d.^]))(?:[A-Za-zα-ω\d.^]*[A-Za-z]\s+[A-Za-zα-ω\d.]+|[A-Za-zα-ω\d.^]*[A-Za-zα-ω\d.]))$/u;
const OF_BASE = /[A-Za-zα-ω\d.^\s/√负−-]/u;
/** A power that is raised again, whose base stands in brackets: `(x^2)^2`. */
const POWER_OF_BRACKET = /(?<=[)）])\^(?:\d+|[A-Za-z])$/u;
const IS_ATOM = /^(?:\d+(?:\.\d+)?|[A-Za-zα-ω]|[A-Za-z]_\w+)$/u;

/**
 * The powers of Chinese speech, which belong to all that stands before them in one piece: -3的平方 is (-3)^2,
 * sin x 的平方 is (sin x)^2 and 2的3次方的2次方 is (2^3)^2. Of a sum only the last term is meant, x+1的平方
 * is x + 1^2.
 */
export function spokenPowers(text: string): string {
  let [before, end] = ["", 0];
  for (const found of text.matchAll(POWER)) {
    checkDeadline(DEADLINE_WEIGHT);
    const exponent = EXPONENTS[found.groups?.["word"] ?? ""] ?? found.groups?.["exponent"];
    before = raised(before + text.slice(end, found.index), exponent as string);
    end = found.index + found[0].length;
  }
  return before + text.slice(end);
}

function raised(before: string, exponent: string): string {
  const start = startOfBase(before);
  const base = before.slice(start);
  const isBracket = /^\(.*\)$/su.test(base) && openingOf(base) === 0;
  return IS_ATOM.test(base) || isBracket || base === ""
    ? `${before}^${exponent}`
    : `${before.slice(0, start)}(${base.replace(/^负\s*/u, "-")})^${exponent}`;
}

/** Where the piece before a power begins. */
function startOfBase(text: string): number {
  const whole = text.slice(0, text.length - (POWER_OF_BRACKET.exec(text)?.[0].length ?? 0));
  if (/[)）]$/u.test(whole)) {
    const open = openingOf(whole);
    const name = /[A-Za-z]+\d*$/.exec(whole.slice(0, open))?.[0] ?? "";
    return open - (name.length > 1 ? name.length : 0);
  }
  // Only the end is looked at: a search from the start takes as long as all that was said before.
  let from = text.length;
  while (from > 0 && OF_BASE.test(text[from - 1] as string)) from--;
  const found = BASE.exec(text.slice(Math.max(0, from - 1)));
  if (found === null) return text.length;
  const start = Math.max(0, from - 1) + found.index;
  const sign = found.groups?.["sign"] ?? "";
  // A sign behind something is a difference: in x - 3的平方 the 3 alone is squared.
  const isOwn = !/[\p{L}\d)）\]}%]\s*$/u.test(text.slice(0, start)) || sign.startsWith("负");
  return start + (isOwn ? 0 : sign.length);
}

/** The place of the bracket that the last one closes; 0 where there is none. */
function openingOf(text: string): number {
  let depth = 0;
  for (let place = text.length - 1; place >= 0; place--) {
    const sign = text[place];
    if (sign === ")" || sign === "）") depth += 1;
    else if ((sign === "(" || sign === "（") && --depth === 0) return place;
  }
  return 0;
}
