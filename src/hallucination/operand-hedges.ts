import type { Relation } from "../core/math-port.ts";
import type { Hedge, Reading } from "./candidate.ts";
import { doubt } from "./cues.ts";
import type { Operand } from "./operand.ts";
import { readingsOf } from "./readings.ts";
import type { Token } from "./tokens.ts";

/** Rounds of golf ("73-73-65=211") and marks out of ten or a hundred are written like arithmetic. */
export function notationHedge(written: string, relation: Token, right: Operand): Hedge | null {
  const [, first, second] = /^([5-8]\d)-([5-8]\d)$/.exec(written) ?? [];
  const isScore = Number(first) + Number(second) === Number(right.plain);
  if (isScore || /^\d+(?:-\d+){2,}$/.test(written))
    return doubt("The hyphens may only separate numbers.");
  return relation.isWeak && /^\d+(?:\.\d+)?\/(?:5|10|20|100)$/.test(written)
    ? doubt("This may be a mark and no fraction.")
    : null;
}

export function groupingHedge(left: Operand, right: Operand): Hedge | null {
  return left.isGroupingOpen || right.isGroupingOpen
    ? { reason: "The division by a rate can be grouped in two ways.", isDenial: true }
    : null;
}

const UNKNOWN_UNITS = /^(?:units?|parts?|shares?|boxes|blocks?|u|份)$/;

/** "5 units + 5 = 4 units + 20" and "3 triangles = 3 x 3 matches": the words stand for other amounts. */
export function thingHedge(left: Operand, right: Operand, words: readonly string[]): Hedge | null {
  if (/ [+-] /.test(left.plain) && words.some((word) => UNKNOWN_UNITS.test(word)))
    return doubt("A unit or part stands here for an amount that is not written.");
  const last = left.words.at(-1);
  const isOther = last !== undefined && right.operators > 0 && !right.words.includes(last);
  return isOther && right.plain.includes("*")
    ? doubt("The two sides count different things.")
    : null;
}

/** "5 + 1 = 6 times $5 …": the statement may end at the first number of its right side. */
export function shorterReadings(
  left: Operand,
  relation: Relation,
  right: Operand,
  written: string,
): readonly Reading[] {
  const isWorded = right.operators > 0 && /\p{L}{2,}/u.test(written);
  const first = isWorded ? /^(-?\d+(?:\.\d+)?%?)\s*[*/]/.exec(right.plain)?.[1] : undefined;
  const readings: Reading[] =
    first === undefined ? [] : [...readingsOf(left.plain, relation, first)];
  // "10% of the $400 + $1580 = $1980": the share may be of the sum, and the sum what is stated.
  const sum = /^\(?\d+(?:\.\d+)?(?:%|\/\d+\))\s*\*\s*(.+\s[+-]\s.+)$/.exec(left.plain)?.[1];
  if (sum !== undefined) {
    readings.push(...readingsOf(sum, relation, right.plain));
    const share = left.plain.slice(0, left.plain.length - sum.length);
    readings.push(...readingsOf(`${share}(${sum})`, relation, right.plain));
  }
  return readings;
}

const SHARE = /^(?:\(?(\d+)\s*\/\s*(\d+)\)?|\d+(?:\.\d+)?%)$/;

/** "2/5 = 14" and "10% = 6" say how much a share comes to, not that two numbers are equal. */
export function shareHedge(left: Operand, relation: Token, right: Operand): Hedge | null {
  const share = SHARE.exec(left.plain);
  const isBare =
    [left, right].every(({ words, currency }) => words.length === 0 && currency === null) &&
    !relation.isWeak;
  // Two plain fractions are numbers both: "4/52 = 1/13", "3/7 > 2/5".
  if (isBare && share?.[1] !== undefined && /^\(?\d+\s*\/\s*\d+\)?$/.test(right.plain)) return null;
  const isAmount = left.words.length > 0 || /^\d+$/.test(right.plain) || right.operators > 0;
  if (share === null || right.hasPercent || !isAmount) return null;
  const isProper = share[1] === undefined || Number(share[1]) < Number(share[2]);
  return isProper ? doubt("A share stands here for the amount it comes to.") : null;
}
