import { type Candidate, OF_NUMBERS, type Reading } from "./candidate.ts";
import { surroundingsOf } from "./cues.ts";

const DOTS = String.raw`(?:\.{3,6}|…+|⋯+|(?:\\[lc]?dots\s{0,4})+)`;
const SUM = new RegExp(
  String.raw`(?<![\d.)}\]*/^\-+]\s{0,4})((?:\d{1,9}\s{0,4}\+\s{0,4}){2,6})${DOTS}\s{0,4}\+\s{0,4}((?:\d{1,9}\s{0,4}\+\s{0,4}){0,3}\d{1,9})\s{0,4}=\s{0,4}(\d{1,15})(?![\d.]*[\d/*^+!-])(?!\s{0,4}[-+*/×^(])`,
  "g",
);
const MOST_TERMS = 1_000_000n;

const numbersOf = (terms: string): bigint[] => (terms.match(/\d+/g) ?? []).map(BigInt);

/** The sum when the terms grow by one step throughout; null when they do not. */
function arithmeticSum(first: readonly bigint[], last: readonly bigint[]): bigint | null {
  const [start = 0n, second = 0n] = first;
  const end = last.at(-1) ?? 0n;
  const step = second - start;
  if (step <= 0n || end < start || (end - start) % step !== 0n) return null;
  const count = (end - start) / step + 1n;
  const isEven = (terms: readonly bigint[]): boolean =>
    terms.every((term, index) => index === 0 || term - (terms[index - 1] ?? 0n) === step);
  const fits = count > BigInt(first.length) && isEven(first) && isEven(last);
  return fits && count <= MOST_TERMS ? ((start + end) * count) / 2n : null;
}

/** The sum when the terms grow by one factor throughout; null when they do not. */
function geometricSum(first: readonly bigint[], last: readonly bigint[]): bigint | null {
  const [start = 0n, second = 0n] = first;
  const end = last.at(-1) ?? 0n;
  if (start <= 0n || second <= start || second % start !== 0n) return null;
  const factor = second / start;
  const isEven = (terms: readonly bigint[]): boolean =>
    terms.every((term, index) => index === 0 || term === (terms[index - 1] ?? 0n) * factor);
  if (!isEven(first) || !isEven(last)) return null;
  let sum = 0n;
  for (let term = start; term <= end; term *= factor) {
    sum += term;
    if (term === end) return sum;
  }
  return null;
}

/** "1 + 2 + … + 100 = 5050" in a text of one spelling of its signs, where the terms show how they go on. */
export function findSeries(text: string, question: string): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(SUM)) {
    const [whole, head = "", tail = "", stated = ""] = match;
    const [first, last] = [numbersOf(head), numbersOf(tail)];
    const sums = [arithmeticSum(first, last), geometricSum(first, last)].filter(
      (sum) => sum !== null,
    );
    if (sums.length === 0) continue;
    const start = match.index;
    const end = start + whole.length;
    const around = surroundingsOf(text, start, end, question);
    found.push({
      start,
      end,
      kind: "arithmetic",
      readings: sums.map((sum): Reading => ({ left: String(sum), relation: "=", right: stated })),
      ...OF_NUMBERS,
      hedge: around.hedge,
      isRounded: around.isRounded,
      written: { start: end - stated.length, end, text: stated },
    });
  }
  return found;
}
