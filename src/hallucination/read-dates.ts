import { isDate, type WrittenDate } from "./calendar.ts";
import type { Measure } from "./judged-statement.ts";

export const MONTHS =
  "january|february|march|april|may|june|july|august|september|october|november|december";
const MONTH_STARTS = MONTHS.split("|").map((name) => name.slice(0, 3));
const MONTH_START = new RegExp(MONTH_STARTS.join("|"), "i");

export const BY_CALENDAR: Measure = {
  kind: "date",
  method: "calendar",
  by: "By the Gregorian calendar",
  confidence: 0.97,
};

/** Right before a number: "Subtracting 10 days from …" goes the other way, and another pattern reads it. */
export const NOT_TAKEN_AWAY = String.raw`(?<!\b(?:add|subtract|deduct|tak|remov|count|go|step)\w*(?: back| away| off| forward)? )`;

/** The dates that a written date may mean: "02/03/2019" has the month first or second. */
export function readDates(text: string): readonly WrittenDate[] {
  const [first = 0, second, third] = (text.match(/\d+/g) ?? []).map(Number);
  const name = MONTH_START.exec(text)?.[0].toLowerCase();
  let possible: readonly WrittenDate[];
  if (name !== undefined)
    possible = [{ year: second ?? null, month: MONTH_STARTS.indexOf(name) + 1, day: first }];
  else if (second === undefined) possible = [];
  else if (third === undefined) possible = [{ year: null, month: first, day: second }];
  else if (text.includes("/"))
    possible = [
      { year: third, month: first, day: second },
      { year: third, month: second, day: first },
    ];
  else possible = [{ year: first, month: second, day: third }];
  // Before 1600 a date may be meant in another calendar.
  return possible.filter((date) => isDate(date) && (date.year === null || date.year >= 1600));
}
