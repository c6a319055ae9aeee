import { AnsatzError } from "../core/errors.ts";
import type { Candidate } from "./candidate.ts";
import { findChains } from "./find-chains.ts";
import { findConversions } from "./find-conversions.ts";
import { findLatexClaims, findMathSpans, type MathSpan } from "./find-latex.ts";
import { findRemainders } from "./find-remainders.ts";
import { findRates } from "./find-rates.ts";
import { findSeries } from "./find-series.ts";
import { findWorded } from "./find-worded.ts";
import { DETECTOR_LIMITS } from "./limits.ts";
import { blank, unifySpelling } from "./source-text.ts";

const CALCULATOR_NOTE = /<<([^<>\n]{1,200})>>/g;
const CODE = /```[\s\S]*?```/g;
const ADDRESS = /\b(?:https?:\/\/|www\.|mailto:)[^\s<>"'。，；）]+/gi;

/** The text with one spelling of its signs and without calculator notes, code and addresses; offsets hold. */
export function proseOf(text: string): string {
  return separate(unifySpelling(text)).prose;
}

/** Calculator notes, code and addresses are no prose; the notes are read on their own. */
function separate(text: string): { readonly prose: string; readonly notes: string } {
  let prose = text;
  let notes = "";
  for (const pattern of [CODE, ADDRESS])
    for (const match of text.matchAll(pattern))
      prose = blank(prose, match.index, match.index + match[0].length);
  let from = 0;
  for (const match of prose.matchAll(CALCULATOR_NOTE)) {
    notes += " ".repeat(match.index - from) + `\n ${match[1] as string}\n `;
    from = match.index + match[0].length;
  }
  return { prose: prose.replace(CALCULATOR_NOTE, (note) => " ".repeat(note.length)), notes };
}

/**
 * Every relation a text states, in order and without overlap, with offsets into the text. Throws
 * `too_large` when there are more than the limit allows, so that none is silently left out.
 */
export function findClaims(text: string, question: string): readonly Candidate[] {
  const unified = unifySpelling(text);
  const { prose, notes } = separate(unified);
  const spans = findMathSpans(prose);
  const all = [
    ...findRemainders(prose, question),
    ...findSeries(prose, question),
    ...findLatexClaims(prose, spans, question),
    ...findWorded(prose, question),
    ...findRates(prose, question),
    ...findConversions(prose, question),
    ...findChains(withoutFormulas(prose, spans), question),
    ...(notes === "" ? [] : findChains(notes, question)),
  ];
  const kept = withoutOverlap(all);
  if (kept.length > DETECTOR_LIMITS.claims)
    throw new AnsatzError(
      "too_large",
      `The text states ${kept.length} relations; the limit is ${DETECTOR_LIMITS.claims}. Split it and verify the parts.`,
      { param: "text" },
    );
  return kept;
}

const TIMES = /\\(?:times|cdot|div)(?![A-Za-z])/g;
/** Stands in prose where a formula stood that is read on its own. */
const FORMULA = "\ufffc";

/**
 * The prose without its formulas. "$75 - 60$ = $45$" stays: numbers and signs, with a relation only at the
 * start, are read with the prose around them.
 */
function withoutFormulas(prose: string, spans: readonly MathSpan[]): string {
  let bare = prose;
  for (const { start, end } of spans) {
    const inside = bare.slice(start, end);
    const plain = inside.replace(TIMES, (sign) =>
      (sign === "\\div" ? "/" : "*").padEnd(sign.length),
    );
    const isPlain = /^\s*=?[\d\s+\-*/().,%~]*$/.test(plain);
    const shown = isPlain ? plain.replaceAll("~", " ") : FORMULA.padEnd(inside.length);
    const before =
      /(?:\$\$?|\\[([])$/.exec(bare.slice(Math.max(0, start - 2), start))?.[0].length ?? 0;
    const after = /^(?:\$\$?|\\[)\]])/.exec(bare.slice(end, end + 2))?.[0].length ?? 0;
    bare = `${bare.slice(0, start - before)}${" ".repeat(before)}${shown}${" ".repeat(after)}${bare.slice(end + after)}`;
  }
  return bare;
}

/** Links of one chain share an operand and are kept; of two finds of one relation the first stays. */
function withoutOverlap(all: readonly Candidate[]): readonly Candidate[] {
  const sorted = [...all].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const isRepeated = kept
      .slice(-6)
      .some((earlier) => earlier.start <= candidate.start && candidate.end <= earlier.end);
    if (!isRepeated) kept.push(candidate);
  }
  return kept;
}
