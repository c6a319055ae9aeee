import { lettersOf, substituted } from "./conditions.ts";

/** `{{48}^{2}}` is 48², with braces around one number or letter left out. */
const BRACED_BASE = /\{\s*(\d+(?:\.\d+)?|[A-Za-z])\s*\}(?=\s*[\^_])/g;
/** `\frac 1{12}`, `\frac{1}2` and `\frac 1 2`. */
const BARE_FRACTION =
  /\\([dt]?)frac\s*(?:(?<=\s)|(?=\{))\{?\s*(\d+)\s*\}?\s*(?:(?<=[\s}])|(?=\{))\{?\s*(\d+)\s*\}?/g;
const REPEATING = /(?<![\d.])(\d+)?\.(\d*)\\overline\s*\{\s*(\d+)\s*\}/g;
const CHOSEN =
  /(?:\\(?:text|mathrm|rm)\s*\{\s*C\s*\}|(?<![A-Za-z\\])C)\s*_\s*\{?\s*(\d{1,3})\s*\}?\s*\^\s*\{?\s*(\d{1,3})\s*\}?/g;
const CHOSEN_AROUND = /(?<![\d}])\\?_\{?(\d{1,2})\}?\s*C\s*\\?_\{?(\d{1,2})\}?(?![\d}])/g;

/** The value of a decimal whose last digits repeat, as a fraction. */
function repeating(whole: string, fixed: string, period: string): string {
  const nines = "9".repeat(period.length) + "0".repeat(fixed.length);
  const top = BigInt(whole + fixed + period) - BigInt(whole + fixed || "0");
  return `(${top.toString()}/${nines})`;
}

/** "C_6^2" is a number of choices where no more are chosen than there are. */
function choices(written: string, from: string, chosen: string): string {
  return Number(chosen) <= Number(from) ? `\\binom{${from}}{${chosen}}` : written;
}

/** Brackets around a whole relation, which is not one of its sides. */
const BRACKETED =
  /^\s*\\left\s*\(((?:(?!\\left|\\right)[\s\S])*[=<>≈](?:(?!\\left|\\right)[\s\S])*)\\right\s*\)\s*$/;

const BOXED =
  /^\s*\\boxed\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*[=<>≈](?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\s*[.,]?\s*$/;

/** Offsets of what stands inside brackets around the whole; the span itself where there are none. */
export function withoutBrackets(
  text: string,
  span: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const inside = text.slice(span.start, span.end);
  const match = BRACKETED.exec(inside) ?? BOXED.exec(inside);
  if (match === null) return span;
  const start = span.start + inside.indexOf(match[1] ?? "");
  return { start, end: start + (match[1] ?? "").length };
}

/** `\left[F\right]_a^b`, the difference of two values of F. */
const EVALUATED =
  /(?:\\left\s*)?\[\s*([^[\]=]{1,120}?)\s*(?:\\right\s*)?\]\s*_\s*\{?\s*(-?\d{1,4}|\\pi)\s*\}?\s*\^\s*\{?\s*(-?\d{1,4}|\\pi)\s*\}?/g;

function evaluated(written: string, inside: string, from: string, to: string): string {
  const [letter, ...others] = lettersOf(inside);
  if (letter === undefined || others.length > 0) return written;
  const [high, low] = [to, from].map((value) => substituted(inside, letter, value));
  return high === null || low === null ? written : `((${high}) - (${low}))`;
}

/** Notations that a reader of formulas does not know, in ones that it does. */
export function withKnownNotation(latex: string): string {
  return latex
    .replace(/\\textbar(?:\{\})?/g, "|")
    .replace(BARE_FRACTION, "\\$1frac{$2}{$3}")
    .replace(/\\textbackslash(?:\{\})?/g, " ")
    .replace(/\\textasciitilde(?:\{\})?|~/g, " ")
    .replace(REPEATING, (_, whole: string | undefined, fixed: string, period: string) =>
      repeating(whole ?? "0", fixed, period),
    )
    .replace(EVALUATED, evaluated)
    .replace(CHOSEN, choices)
    .replace(CHOSEN_AROUND, choices)
    .replace(BRACED_BASE, "$1");
}
