import type { Claim } from "../core/verify-result.ts";
import type { WrittenNumber } from "./candidate.ts";
import { decimalsNeeded, parseRational, toDecimal } from "./exact-number.ts";

export interface Mending {
  readonly claim: Claim;
  readonly written: WrittenNumber | null;
}

const MAX_DECIMALS = 4;

/** The expected value in the format of the number it replaces; null when it has no such form. */
export function inFormatOf(written: string, expected: string): string | null {
  const exact = parseRational(expected);
  if (exact === null) return /^[\w+\-*/^(). ]{1,40}$/.test(expected) ? expected : null;
  const shown = written.split(".")[1]?.length ?? 0;
  const needed = decimalsNeeded(exact);
  const decimals =
    needed === null
      ? Math.max(shown, 2)
      : needed <= MAX_DECIMALS
        ? Math.max(needed, shown === 2 ? 2 : 0)
        : Math.max(shown, MAX_DECIMALS);
  const plain = toDecimal(exact, decimals);
  if (!/\d,\d{3}/.test(written)) return plain;
  const [whole = "", fraction] = plain.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Replaces the refuted right-hand numbers and nothing else; undefined when none can be mended. */
export function correctText(text: string, mendings: readonly Mending[]): string | undefined {
  const edits = mendings
    .flatMap(({ claim, written }) => {
      const expected = claim.evidence.expected;
      if (claim.verdict !== "refuted" || expected === undefined || written === null) return [];
      const replacement = inFormatOf(written.text, expected);
      return replacement === null ? [] : [{ ...written, replacement }];
    })
    .sort((a, b) => b.start - a.start);
  let mended = text;
  let until = Number.POSITIVE_INFINITY;
  for (const edit of edits) {
    if (edit.end > until) continue;
    mended = mended.slice(0, edit.start) + edit.replacement + mended.slice(edit.end);
    until = edit.start;
  }
  return edits.length === 0 ? undefined : mended;
}
