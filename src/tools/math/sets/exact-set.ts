import { Fraction } from "fraction.js";

/** A range of real numbers; null is an infinite end. A single number is a closed range of width zero. */
export interface Piece {
  readonly lo: Fraction | null;
  readonly hi: Fraction | null;
  readonly loClosed: boolean;
  readonly hiClosed: boolean;
}

/** A set of real numbers, as disjoint rising ranges that do not touch, and of named things. */
export interface ExactSet {
  readonly pieces: readonly Piece[];
  readonly words: readonly string[];
}

export type SetOperation = "union" | "intersection" | "difference" | "symmetric-difference";

const HOLDS: Readonly<Record<SetOperation, (a: boolean, b: boolean) => boolean>> = {
  union: (a, b) => a || b,
  intersection: (a, b) => a && b,
  difference: (a, b) => a && !b,
  "symmetric-difference": (a, b) => a !== b,
};

export function holdsNumber({ pieces }: ExactSet, x: Fraction): boolean {
  return pieces.some(({ lo, hi, loClosed, hiClosed }) => {
    const fromLow = lo === null ? 1 : x.compare(lo);
    const toHigh = hi === null ? 1 : hi.compare(x);
    return (
      (fromLow > 0 || (fromLow === 0 && loClosed)) && (toHigh > 0 || (toHigh === 0 && hiClosed))
    );
  });
}

/**
 * Combines two sets exactly: the ends of all ranges cut the line into points and gaps, on each of which
 * both sets are constant, so that one test of each settles everything.
 */
export function combine(operation: SetOperation, a: ExactSet, b: ExactSet): ExactSet {
  const holds = HOLDS[operation];
  const ends = [...a.pieces, ...b.pieces]
    .flatMap(({ lo, hi }) => [lo, hi])
    .filter((end) => end !== null)
    .sort((x, y) => x.compare(y))
    .filter((end, k, all) => k === 0 || !end.equals(all[k - 1] as Fraction));
  const isIn = (x: Fraction): boolean => holds(holdsNumber(a, x), holdsNumber(b, x));
  const pieces: Piece[] = [];
  let open: { lo: Fraction | null; loClosed: boolean } | null = null;
  for (let k = 0; k <= ends.length; k++) {
    const [before, after] = [ends[k - 1] ?? null, ends[k] ?? null];
    const inGap = isIn(between(before, after));
    if (inGap) open ??= { lo: before, loClosed: false };
    else if (open !== null) {
      pieces.push({ ...open, hi: before, hiClosed: isIn(before as Fraction) });
      open = null;
    }
    if (after === null) continue;
    if (isIn(after)) open ??= { lo: after, loClosed: true };
    else if (open !== null) {
      pieces.push({ ...open, hi: after, hiClosed: false });
      open = null;
    }
  }
  if (open !== null) pieces.push({ ...open, hi: null, hiClosed: false });
  const words = [...new Set([...a.words, ...b.words])].filter((word) =>
    holds(a.words.includes(word), b.words.includes(word)),
  );
  return { pieces, words };
}

function between(before: Fraction | null, after: Fraction | null): Fraction {
  if (before === null) return after === null ? new Fraction(0) : after.sub(1);
  return after === null ? before.add(1) : before.add(after).div(2);
}

export function isEmpty({ pieces, words }: ExactSet): boolean {
  return pieces.length === 0 && words.length === 0;
}

export function isSubset(a: ExactSet, b: ExactSet): boolean {
  return isEmpty(combine("difference", a, b));
}

/** The members as text, numbers rising and then names; null for a set with a range of numbers. */
export function membersOf({ pieces, words }: ExactSet): string[] | null {
  const isSingle = ({ lo, hi }: Piece): boolean => lo !== null && hi !== null && lo.equals(hi);
  return pieces.every(isSingle)
    ? [...pieces.map(({ lo }) => (lo as Fraction).toFraction()), ...words]
    : null;
}
