import type { Relation } from "../core/math-port.ts";
import type { Candidate, Hedge, Reading } from "./candidate.ts";
import { doubt, surroundingsOf } from "./cues.ts";
import { symbolicStatement } from "./find-chains.ts";
import { DETECTOR_LIMITS } from "./limits.ts";
import { withKnownNotation, withoutBrackets } from "./latex-notation.ts";
import { readingsOf } from "./readings.ts";

export interface MathSpan {
  /** Offsets of the inside of the delimiters. */
  readonly start: number;
  readonly end: number;
}

const DELIMITED =
  /\$\$([^$]{1,4000}?)\$\$|\\\[([\s\S]{1,4000}?)\\\]|\\\(([\s\S]{1,2000}?)\\\)|\$(?!\s)([^$\n]{1,600}?)(?<!\s|\\)\$(?!\d)/g;

/** Finds `$…$`, `$$…$$`, `\(…\)` and `\[…\]`; dollar amounts in prose are no mathematics. */
export function findMathSpans(text: string): readonly MathSpan[] {
  const spans: MathSpan[] = [];
  for (const match of text.matchAll(DELIMITED)) {
    const single = match[4];
    if (single !== undefined && isMoney(single)) continue;
    const inside = match[1] ?? match[2] ?? match[3] ?? single ?? "";
    const start = match.index + (single === undefined ? 2 : 1);
    spans.push({ start, end: start + inside.length });
  }
  return spans;
}

/** "costs $5 and pays $3": words between the signs that LaTeX would not hold. */
function isMoney(inside: string): boolean {
  if (inside.includes("\\")) return false;
  if (/[A-Za-z]{3,}|\p{Script=Han}/u.test(inside.replace(/sin|cos|tan|log|sqrt|exp/g, "")))
    return true;
  return /[-+*/=]$/.test(inside);
}

const RELATION_PATTERN =
  /\\(?:approx|neq|ne|leqslant|leq|le|lt|geqslant|geq|ge|gt)(?![A-Za-z])|\\text(?:greater|less)(?:\{\})?|[=<>≈≠≤≥]/g;
const SIGNS: ReadonlyMap<string, Relation> = new Map([
  ["=", "="],
  ["<", "<"],
  [">", ">"],
  ["≈", "≈"],
  ["\\approx", "≈"],
  ["≠", "!="],
  ["\\ne", "!="],
  ["\\neq", "!="],
  ["≤", "<="],
  ["\\le", "<="],
  ["\\leq", "<="],
  ["≥", ">="],
  ["\\ge", ">="],
  ["\\geq", ">="],
  ["\\leqslant", "<="],
  ["\\geqslant", ">="],
  ["\\lt", "<"],
  ["\\gt", ">"],
  ["\\textless", "<"],
  ["\\textgreater", ">"],
]);

interface Part {
  readonly start: number;
  readonly end: number;
  readonly relation: Relation | null;
}

/** Finds relations and chains inside mathematical delimiters. */
export function findLatexClaims(
  text: string,
  spans: readonly MathSpan[],
  question: string,
): readonly Candidate[] {
  const found: Candidate[] = [];
  let previous: Part | null = null;
  for (const span of spans)
    for (const row of rowsOf(text, withoutBrackets(text, span))) {
      const parts = continued(text, partsOf(text, row), previous);
      found.push(...claimsOfParts(text, parts, question));
      previous = parts.at(-1) ?? null;
    }
  return found;
}

/** Nothing but the marks and space between two lines of one calculation. */
const BETWEEN_LINES =
  /^(?:\s|\$|&|~|\\\\(?:\[[^\]]*\])?|\\[()[\]]|\\&|\\quad|\\textasciitilde(?:\{\})?|\\textbackslash(?:\{\})?)*$/;

/** A line that begins with its relation ("= 90 + 11") goes on with what the line before ended with. */
function continued(text: string, parts: readonly Part[], previous: Part | null): readonly Part[] {
  const [first, ...others] = parts;
  if (first === undefined || previous === null || first.relation !== "=") return parts;
  const isOpen = BETWEEN_LINES.test(text.slice(previous.end, first.end));
  return isOpen ? [{ ...previous, relation: first.relation }, ...others] : parts;
}

/** Cuts at line breaks and at commas outside braces; an alignment mark is a space. */
function rowsOf(text: string, span: MathSpan): readonly MathSpan[] {
  const inside = text.slice(span.start, span.end);
  const rows: MathSpan[] = [];
  let from = 0;
  for (const cut of inside.matchAll(
    /\\\\(?:\[[^\]]*\])?|\\textbackslash(?:\{\})?\\textbackslash(?:\{\})?|,\s|;|\\(?:quad|qquad|implies|Rightarrow|iff)(?![A-Za-z])|\\text\s*\{\s*(?:and|or|so)\s*\}/g,
  )) {
    rows.push({ start: span.start + from, end: span.start + cut.index });
    from = cut.index + cut[0].length;
  }
  rows.push({ start: span.start + from, end: span.end });
  return rows;
}

function partsOf(text: string, row: MathSpan): readonly Part[] {
  const inside = text.slice(row.start, row.end);
  const parts: Part[] = [];
  let from = 0;
  for (const match of inside.matchAll(RELATION_PATTERN)) {
    if (braceDepth(inside, match.index) !== 0) continue;
    const relation = SIGNS.get(match[0].replace("{}", "")) ?? "=";
    parts.push({ start: row.start + from, end: row.start + match.index, relation });
    from = match.index + match[0].length;
  }
  parts.push({ start: row.start + from, end: row.end, relation: null });
  return parts;
}

function braceDepth(text: string, until: number): number {
  let depth = 0;
  for (let index = 0; index < until; index++) {
    if (text[index] === "{" && text[index - 1] !== "\\") depth += 1;
    if (text[index] === "}" && text[index - 1] !== "\\") depth -= 1;
  }
  return depth;
}

const GREEK =
  /\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|triangle|square|Box|star|heartsuit)(?![A-Za-z])/g;

/** What the engine is given: units in `\text{…}`, money signs and spacing are left out. */
function cleanLatex(latex: string): string {
  return withKnownNotation(latex)
    .replace(/\\(?:text|mathrm|textbf|textit|mbox|unit)\s*\{[^{}0-9]*\}(?:\^\{?[-\d]+\}?)?/g, " ")
    .replace(/\\(?:begin|end)\s*\{[a-z*]+\}/g, " ")
    .replace(/\\boxed\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g, "$1")
    .replace(/\\[$]|\\?&|\\displaystyle|\\left(?![a-z])|\\right(?![a-z])|\\[,;:!]|\\ /g, " ")
    .replace(/\{,\}/g, "")
    .replace(/(?<=[\d])(?<!\(\s*\d+),(?=\d{3}(?!\d))/g, "")
    .replaceAll("\\%", "%")
    .replace(/[.,;]\s*$/, "")
    .trim();
}

function claimsOfParts(
  text: string,
  parts: readonly Part[],
  question: string,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let index = 0; index + 1 < parts.length; index++) {
    const left = parts[index] as Part;
    const right = parts[index + 1] as Part;
    if (left.relation === null) continue;
    const candidate = candidateOf(text, left, left.relation, right, question);
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

const MIXED_NUMBER =
  /(?<![\d.}^_])(\d+)\s*\\[dt]?frac\s*(?:\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}|(\d)\s*(\d))/g;

/** "1\\frac{1}{2}" is one and a half. */
function withMixedNumbers(clean: string): string {
  return clean.replace(MIXED_NUMBER, (whole, number: string, ...parts: (string | undefined)[]) => {
    const top = parts[0] ?? parts[2] ?? "";
    const bottom = parts[1] ?? parts[3] ?? "";
    return Number(top) < Number(bottom) ? `(${number} + ${top}/${bottom})` : whole;
  });
}

function hasVariables(clean: string): boolean {
  const bare = clean
    .replace(GREEK, " x ")
    .replace(/\\[A-Za-z]+/g, " ")
    .replace(/\b(?:sin|cos|tan|log|ln|sqrt|exp|pi)\b/g, " ");
  return /[A-Za-z]/.test(bare);
}

function trim(text: string, part: Part): { start: number; end: number } {
  const raw = text.slice(part.start, part.end);
  const start = part.start + (raw.length - raw.trimStart().length);
  return { start, end: Math.max(start, part.start + raw.trimEnd().length) };
}

function candidateOf(
  text: string,
  leftPart: Part,
  relation: Relation,
  rightPart: Part,
  question: string,
): Candidate | null {
  const left = cleanLatex(text.slice(leftPart.start, leftPart.end));
  const right = cleanLatex(text.slice(rightPart.start, rightPart.end));
  const limit = DETECTOR_LIMITS.operandCharacters;
  if (left === "" || right === "" || left.length > limit || right.length > limit) return null;
  const base = { start: trim(text, leftPart).start, end: trim(text, rightPart).end };
  // "(192, 120) = 24" names a greatest common divisor or a point.
  if (/\(\s*-?\d+\s*,\s*-?\d+/.test(left + right)) return null;
  const around = surroundingsOf(text, base.start, base.end, question);
  if (hasVariables(left) || hasVariables(right)) {
    const hasBinder = /\\int(?![a-z])|\\frac\s*\{d\}\s*\{d|d\/d[a-z]/.test(left);
    return symbolicStatement(base, left, relation, right, hasBinder, around);
  }
  const isBare = !/[-+*/^\\%!]/.test(left.replace(/^-/, ""));
  if (
    isBare &&
    !/[-+*/^\\%]/.test(right) &&
    /\\(?:text|mathrm)/.test(text.slice(base.start, base.end))
  )
    return null;
  const shown = text.slice(rightPart.start, rightPart.end);
  const number =
    /^\s*(?:\\\$)?\s*(-?(?:\d[\d,]*(?:\.\d+)?|\.\d+))(?=\s*(?:\\%|%|\\text|\\,|[.;]?\s*$))/.exec(
      shown,
    );
  const digits = number?.[1];
  const start =
    number === null || digits === undefined
      ? 0
      : rightPart.start + number[0].length - digits.length;
  return {
    ...base,
    kind:
      relation === "=" || relation === "≈" ? "arithmetic" : isBare ? "comparison" : "inequality",
    readings: latexReadings(left, relation, right),
    isSymbolic: false,
    isIdentityAsserted: true,
    hasBinder: false,
    hedge: around.hedge ?? latexHedge(text, base, rightPart.end),
    labels: null,
    isRounded: around.isRounded,
    isCounting: false,
    written: digits === undefined ? null : { start, end: start + digits.length, text: digits },
  };
}

/** The written forms with mixed numbers, and as products where that also can be meant. */
function latexReadings(left: string, relation: Relation, right: string): readonly Reading[] {
  const mixed = readingsOf(withMixedNumbers(left), relation, withMixedNumbers(right));
  const isSame = withMixedNumbers(left) === left && withMixedNumbers(right) === right;
  return isSame ? mixed : [...mixed, ...readingsOf(left, relation, right)];
}

const MODULUS = /\\pmod|\\bmod|\\text\{ ?mod/;
/** Brackets around one number or fraction: the greatest integer, or a rounding. */
const INTEGER_PART = /\[\s*(?:-?\d+\.\d+|\\d?frac\s*\{[^[\]]*|\d+\s*\/\s*\d+)\s*(?:\\right)?\s*\]/;
/** "÷ 3 (a + b)": what is written together may be the divisor as a whole. */
const OPEN_GROUPING =
  /(?:\\div|[/÷])\s*(?:\d+(?:\.\d+)?|\\[dt]?frac\s*\{[^{}]*\}\s*\{[^{}]*\})\s*(?:\\left\s*)?\(/;
const UNITS = /\\(?:text|mathrm|mbox)\s*\{\s*([A-Za-z]+)\s*\}/g;

function latexHedge(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  until: number,
): Hedge | null {
  const written = text.slice(start, end);
  if (MODULUS.test(text.slice(start, until + 12)))
    return { reason: "A modulus is meant.", isDenial: true };
  if (OPEN_GROUPING.test(written)) return doubt("The division can be grouped in two ways.");
  if (INTEGER_PART.test(written)) return doubt("The brackets may stand for a whole part.");
  if (new Set([...written.matchAll(UNITS)].map((match) => match[1])).size > 1)
    return doubt("The two sides have different units.");
  if (isTornOff(text, start, until)) return doubt("The formula goes on outside its delimiters.");
  return null;
}

const GOES_BEFORE =
  /(?:(?:digits?|remainder|factors?|half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?|percent|percentage|[%\d][\s$]*|share|fraction|part|rest|remainder|root|power|multiples?|out)\s+of|\btimes|\bplus|\bminus|half|twice|\\(?:div|times|cdot)|的|[-+*/^@#&△▲◎⊕⊙※])\s*\$*\s*$|\d\$*\s?\$*$/i;
const GOES_AFTER = /^\s*\$*\s*[@#&△▲◎⊕⊙※^*/]/;

/** Something that belongs to the formula stands right outside of it. */
function isTornOff(text: string, start: number, until: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const isAtEdge = /(?:\$|\\\(|\\\[)\s*$/.test(before);
  return (
    (isAtEdge && GOES_BEFORE.test(before.replace(/(?:\$+|\\\(|\\\[)\s*$/, ""))) ||
    GOES_AFTER.test(text.slice(until, until + 8).replace(/^(?:\$+|\\\)|\\\])/, ""))
  );
}
