import type { Claim } from "../core/verify-result.ts";
import { dayNumber, daysInMonth, isLeapYear } from "./calendar.ts";
import { holds, type Judge, type Judged, judgedStatements } from "./judged-statement.ts";
import { BY_CALENDAR, NOT_TAKEN_AWAY, readDates } from "./read-dates.ts";

interface FullDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

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

const pattern = (source: string, read: Read): readonly [RegExp, Judge] => [
  new RegExp(`(?<![\\w/])${source}(?![\\d/])`, "giu"),
  (groups) => judge(read(groups)),
];

const PATTERNS: readonly (readonly [RegExp, Judge])[] = [
  pattern(
    `${NOT_TAKEN_AWAY}${AMOUNT} (ago from|before|prior to|earlier than|after|from|later than) (${DATE})${GIVES} (${DATE})`,
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
  return judgedStatements(text, PATTERNS, BY_CALENDAR, MAX_CLAIMS);
}

const fullDatesOf = (text: string): readonly FullDate[] =>
  readDates(text).flatMap(({ year, month, day }) => (year === null ? [] : [{ year, month, day }]));

/** The date so many months on; null where that month is too short. */
function monthsOn({ year, month, day }: FullDate, months: number): FullDate | null {
  const index = year * 12 + (month - 1) + months;
  const date = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1, day };
  return day <= daysInMonth(date.month, isLeapYear(date.year)) ? date : null;
}

const numberOf = ({ year, month, day }: FullDate): number => dayNumber(year, month, day);

function judge({ from, count, unit, isBack, to }: Sum): Judged | null {
  const spoken = COUNTS.indexOf(count.toLowerCase()) + 1;
  const amount = (isBack ? -1 : 1) * (/^an?$/i.test(count) ? 1 : spoken || Number(count));
  const starts = fullDatesOf(from);
  const ends = fullDatesOf(to);
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
    const end = ends.find((date) => numberOf(date) === wanted);
    if (end !== undefined) return holds(true, iso(end));
  }
  return holds(false, expected);
}

const iso = ({ year, month, day }: FullDate): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const EPOCH = dayNumber(1970, 1, 1);
const written = (number: number): string =>
  new Date((number - EPOCH) * 86_400_000).toISOString().slice(0, 10);
