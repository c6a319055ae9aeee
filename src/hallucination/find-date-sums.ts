import type { Verdict } from "../core/truth.ts";
import type { Claim } from "../core/verify-result.ts";
import { dayNumber, daysInMonth, isDate, isLeapYear } from "./calendar.ts";
import { surroundingsOf } from "./cues.ts";

interface FullDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const DATE = String.raw`(?:${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH},? \d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{1,2}-\d{1,2})`;
const COUNTS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const AMOUNT = String.raw`(\d{1,5}|an?|${COUNTS.join("|")}) (day|week|month|year)s?`;
const GIVES = String.raw`(?:,? (?:is|was|will be|would be|gives(?: us)?|we get|yields|results in|equals)|,? =)(?: the)?`;

interface Sum {
  readonly from: string;
  readonly count: string;
  readonly unit: string;
  readonly isBack: boolean;
  readonly to: string;
}
type Read = (groups: readonly string[]) => Sum;

/** "Subtracting 10 days from …" goes the other way; another pattern reads it. */
const TAKEN_AWAY = String.raw`(?<!\b(?:add|subtract|deduct|tak|remov|count|go|step)\w*(?: back| away| off| forward)? )`;

const pattern = (source: string, read: Read): readonly [RegExp, Read] => [
  new RegExp(`(?<![\\w/])${source}(?![\\d/])`, "giu"),
  read,
];

const PATTERNS: readonly (readonly [RegExp, Read])[] = [
  pattern(
    `${TAKEN_AWAY}${AMOUNT} (ago from|before|prior to|earlier than|after|from|later than) (${DATE})${GIVES} (${DATE})`,
    ([count = "", unit = "", direction = "", from = "", to = ""]) => ({
      from,
      count,
      unit,
      isBack: /ago|before|prior|earlier/i.test(direction),
      to,
    }),
  ),
  pattern(
    `(add|subtract)(?:ing)? ${AMOUNT} (?:to|from) (${DATE})${GIVES} (${DATE})`,
    ([verb = "", count = "", unit = "", from = "", to = ""]) => ({
      from,
      count,
      unit,
      isBack: /^s/i.test(verb),
      to,
    }),
  ),
  pattern(
    String.raw`(${DATE}) (plus|minus|\+|-) ${AMOUNT}${GIVES} (${DATE})`,
    ([from = "", sign = "", count = "", unit = "", to = ""]) => ({
      from,
      count,
      unit,
      isBack: /minus|-/i.test(sign),
      to,
    }),
  ),
];

const MAX_CLAIMS = 50;

/** "10 days after April 30, 2021 is May 10, 2021": full dates and a count of days, weeks, months or years. */
export function findDateSums(text: string): readonly Claim[] {
  const claims: Claim[] = [];
  for (const [expression, read] of PATTERNS)
    for (const match of text.matchAll(expression)) {
      const judged = judge(read(match.slice(1)));
      if (judged === null || claims.length >= MAX_CLAIMS) continue;
      const start = match.index;
      const end = start + match[0].length;
      const around = surroundingsOf(text, start, end, "").hedge;
      const hedge = around?.isNotation === true ? null : around;
      const isDoubted = hedge !== null && (hedge.isDenial || judged.verdict === "refuted");
      const verdict = isDoubted ? "undecided" : judged.verdict;
      claims.push({
        start,
        end,
        text: match[0],
        kind: "date",
        verdict,
        provenance: verdict === "proved" ? "computed" : "model-only",
        confidence: verdict === "undecided" ? 0.5 : 0.97,
        evidence: {
          method: "calendar",
          ...(verdict === "refuted" ? { expected: judged.expected } : {}),
          detail: isDoubted ? hedge.reason : `By the Gregorian calendar it is ${judged.expected}.`,
        },
      });
    }
  return claims;
}

/** The dates a text may mean: "02/03/2019" has the month first or second. */
function datesOf(text: string): readonly FullDate[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const name = new RegExp(MONTH, "i").exec(text)?.[0].slice(0, 3).toLowerCase();
  const [first = 0, second = 0, third = 0] = numbers;
  const possible: FullDate[] =
    name !== undefined
      ? [{ year: second, month: MONTHS.indexOf(name) + 1, day: first }]
      : /^\d{4}-/.test(text)
        ? [{ year: first, month: second, day: third }]
        : [
            { year: third, month: first, day: second },
            { year: third, month: second, day: first },
          ];
  // Before 1600 a date may be meant in another calendar.
  return possible.filter((date) => date.year >= 1600 && isDate(date));
}

/** The date so many months on; null where that month is too short. */
function monthsOn({ year, month, day }: FullDate, months: number): FullDate | null {
  const index = year * 12 + (month - 1) + months;
  const date = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1, day };
  return day <= daysInMonth(date.month, isLeapYear(date.year)) ? date : null;
}

const numberOf = ({ year, month, day }: FullDate): number => dayNumber(year, month, day);

function judge({
  from,
  count,
  unit,
  isBack,
  to,
}: Sum): { readonly verdict: Verdict; readonly expected: string } | null {
  const spoken = COUNTS.indexOf(count.toLowerCase()) + 1;
  const amount = (isBack ? -1 : 1) * (/^an?$/i.test(count) ? 1 : spoken || Number(count));
  const starts = datesOf(from);
  const ends = datesOf(to);
  if (starts.length === 0 || ends.length === 0) return null;
  let expected = "";
  for (const start of starts) {
    const isByMonths = /^(?:month|year)/i.test(unit);
    const days = amount * (/^week/i.test(unit) ? 7 : 1);
    const months = amount * (/^year/i.test(unit) ? 12 : 1);
    const target = isByMonths ? monthsOn(start, months) : null;
    if (isByMonths && target === null) return null;
    const wanted = target === null ? numberOf(start) + days : numberOf(target);
    expected ||= target === null ? written(wanted) : iso(target);
    if (ends.some((end) => numberOf(end) === wanted))
      return {
        verdict: "proved",
        expected: iso(ends.find((end) => numberOf(end) === wanted) ?? start),
      };
  }
  return { verdict: "refuted", expected };
}

const iso = ({ year, month, day }: FullDate): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const EPOCH = dayNumber(1970, 1, 1);
const written = (number: number): string =>
  new Date((number - EPOCH) * 86_400_000).toISOString().slice(0, 10);
