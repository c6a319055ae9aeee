import type { Decimal } from "decimal.js";
import type { AnswerValue } from "../../../core/query-result.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { parseExpression } from "../read/parse.ts";
import { decideEqual } from "../prove/decide-zero.ts";

export type Ranges = Extract<AnswerValue, { kind: "intervals" }>["intervals"];
type Range = Ranges[number];

/** The numbers that an answer says; null where it does not say them as ranges. */
export function rangesIn(value: AnswerValue): Ranges | null {
  if (value.kind === "intervals") return value.intervals;
  return value.kind === "none" && value.reason === "no-solution" ? [] : null;
}

/** The same numbers as intervals that neither touch nor overlap; null where two ends could not be compared. */
export function joinRanges(ranges: Ranges): Ranges | null {
  const joined: Range[] = [];
  const ends = new Map<Range, Decimal>();
  for (const range of ranges) {
    const low = valueOf(range.lo);
    if (low === null) return null;
    ends.set(range, low);
  }
  const sorted = ranges.toSorted((a, b) => (ends.get(a) as Decimal).cmp(ends.get(b) as Decimal));
  for (const range of sorted) {
    const last = joined.at(-1);
    const order = last === undefined ? 1 : compareEnds(range.lo, last.hi);
    if (order === null) return null;
    const isApart =
      last === undefined || order > 0 || (order === 0 && !range.loClosed && !last.hiClosed);
    if (isApart) {
      joined.push(range);
      continue;
    }
    const [low, high] = [compareEnds(range.lo, last.lo), compareEnds(range.hi, last.hi)];
    if (low === null || high === null) return null;
    joined[joined.length - 1] = {
      lo: last.lo,
      loClosed: last.loClosed || (low === 0 && range.loClosed),
      hi: high > 0 ? range.hi : last.hi,
      hiClosed: high > 0 ? range.hiClosed : last.hiClosed || (high === 0 && range.hiClosed),
    };
  }
  return joined;
}

const FAR = "1e1000";

function valueOf(end: string): Decimal | null {
  const text = end === "infinity" ? FAR : end === "-infinity" ? `-${FAR}` : end;
  return evaluateReal(parseExpression(text).expression);
}

/** Below, at or above; equal only where that is proved. */
function compareEnds(a: string, b: string): number | null {
  if (a === b) return 0;
  const [x, y] = [valueOf(a), valueOf(b)];
  if (x === null || y === null) return null;
  if (x.sub(y).abs().gt(1e-20)) return x.cmp(y);
  const { verdict } = decideEqual(parseExpression(a).expression, parseExpression(b).expression);
  return verdict === "proved" ? 0 : null;
}
