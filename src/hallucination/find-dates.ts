import type { Claim } from "../core/verify-result.ts";
import { daysInMonth, isLeapYear, possibleDistances, weekdayOf } from "./calendar.ts";
import { holds, type Judge, judgedStatements } from "./judged-statement.ts";
import { BY_CALENDAR, MONTHS, NOT_TAKEN_AWAY, readDates } from "./read-dates.ts";

const DATE = String.raw`(?:(?:the )?(?:${MONTHS})\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${MONTHS})(?:,? \d{4})?|\d{4}-\d{1,2}-\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号])`;
const DAYS = "sunday|monday|tuesday|wednesday|thursday|friday|saturday";
const CHINESE_DAYS = "日一二三四五六";
const TIME = String.raw`\d{1,2}[:：]\d{2}(?:\s?[ap]\.?m\.?)?`;

/** The count ends the statement; "10 days of rain" counts something else. */
const CLOSED = String.raw`(?=[.,;!?)。，；！）]|\s*$|\s(?:and|in total|long|apart|inclusive|so|which)\b)`;

const pattern = (source: string, judge: Judge): readonly [RegExp, Judge] => [
  new RegExp(source, "giu"),
  judge,
];

const PATTERNS: readonly (readonly [RegExp, Judge])[] = [
  pattern(
    String.raw`(${DATE}) (?:is|was|fell on|falls on|will be)(?: on)? an? (${DAYS})\b`,
    ([date = "", day = ""]) => weekday(date, DAYS.split("|").indexOf(day.toLowerCase())),
  ),
  pattern(String.raw`\b(${DAYS}),? (?:the )?(${DATE})`, ([day = "", date = ""]) =>
    weekday(date, DAYS.split("|").indexOf(day.toLowerCase())),
  ),
  pattern(
    String.raw`(${DATE})(?:是|为|，|,)?(?:星期|周)([日天一二三四五六])`,
    ([date = "", day = ""]) => weekday(date, CHINESE_DAYS.indexOf(day === "天" ? "日" : day)),
  ),
  pattern(
    String.raw`(?:from |between )?(${DATE}) (?:to|until|and|through) (${DATE})(?:,? (?:is|are|was|there are|takes|lasts|makes|equals))?(?: exactly| a total of)? (\d{1,6}) days${CLOSED}`,
    ([from = "", to = "", days = ""]) => distance(from, to, Number(days)),
  ),
  pattern(
    String.raw`(?:there are|it is) (\d{1,6}) days (?:from|between) (${DATE}) (?:to|and|until) (${DATE})`,
    ([days = "", from = "", to = ""]) => distance(from, to, Number(days)),
  ),
  pattern(
    String.raw`从?(${DATE})[到至](${DATE})(?:一共|总共|共|相隔|相差|有|是|为|共有|经过了?)+(\d{1,6})天${CLOSED}`,
    ([from = "", to = "", days = ""]) => distance(from, to, Number(days)),
  ),
  pattern(
    String.raw`${NOT_TAKEN_AWAY}(?<!\d)(\d{1,5}) (days?|weeks?) (after|from|before) (${DATE}),? (?:is|was|will be|comes) (${DATE})`,
    ([count = "", unit = "", direction = "", from = "", to = ""]) => {
      const days = Number(count) * (/week/i.test(unit) ? 7 : 1);
      return /before/i.test(direction)
        ? distance(to, from, days, true)
        : distance(from, to, days, true);
    },
  ),
  pattern(
    String.raw`(${DATE}) (?:plus|\+) (\d{1,5}) (days?|weeks?)(?: is|,? which is| =|:| gives) (${DATE})`,
    ([from = "", count = "", unit = "", to = ""]) =>
      distance(from, to, Number(count) * (/week/i.test(unit) ? 7 : 1), true),
  ),
  pattern(
    String.raw`(${DATE})(?:再过|之?后第?|起?过|往后推|向后推|加上?|的)?(\d{1,5})(天|周|个星期)(?:之?后)?[是为](${DATE})`,
    ([from = "", count = "", unit = "", to = ""]) =>
      distance(from, to, Number(count) * (unit === "天" ? 1 : 7), true),
  ),
  pattern(
    String.raw`(?<![\d.,-])(\d{4}) (?:is|was|will be) (not )?a leap year`,
    ([year = "", not = ""]) =>
      holds(
        isLeapYear(Number(year)) === (not === ""),
        isLeapYear(Number(year)) ? "a leap year" : "a common year",
      ),
  ),
  pattern(String.raw`(?<!\d)(\d{4})年(不?是)(闰年|平年)`, ([year = "", is = "", kind = ""]) =>
    holds(
      (isLeapYear(Number(year)) === (kind === "闰年")) === (is === "是"),
      isLeapYear(Number(year)) ? "闰年" : "平年",
    ),
  ),
  pattern(
    String.raw`\b(${MONTHS})(?: (?:of )?(\d{4}))? has (\d{2}) days`,
    ([month = "", year = "", days = ""]) =>
      monthLength(MONTHS.split("|").indexOf(month.toLowerCase()) + 1, year, days),
  ),
  pattern(
    String.raw`(?:(\d{4})年)?(?<!\d)(\d{1,2})月(?:份)?(?:一共|共)?有(\d{2})天`,
    ([year = "", month = "", days = ""]) => monthLength(Number(month), year, days),
  ),
  pattern(
    String.raw`(?<!\d)(\d{4})年[^。；;\n\d]{0,16}[，,；;](?:所以|因此|那年|这一年|这年|该年|其|当年)?(?:的)?(?:二|2)月(?:份)?(?:一共|共)?有(\d{2})天`,
    ([year = "", days = ""]) => monthLength(2, year, days),
  ),
  pattern(
    String.raw`from (${TIME}) (?:to|until) (${TIME}),? (?:is|takes|lasts|are|it is|equals|makes) (?:(\d{1,2}) hours?)?(?:,? ?(?:and )?(\d{1,4}) minutes?)?`,
    ([from = "", to = "", hours = "", minutes = ""]) => duration(from, to, hours, minutes),
  ),
  pattern(
    String.raw`从(${TIME})到(${TIME})(?:一共|共|有|是|为|经过了?)+(?:(\d{1,2})个?小时)?(?:零?(\d{1,4})分钟?)?`,
    ([from = "", to = "", hours = "", minutes = ""]) => duration(from, to, hours, minutes),
  ),
];

const MAX_CLAIMS = 100;

/** Statements about weekdays, distances between dates, leap years, lengths of months and times of day. */
export function findDateClaims(text: string): readonly Claim[] {
  return judgedStatements(text, PATTERNS, BY_CALENDAR, MAX_CLAIMS);
}

function weekday(text: string, stated: number): ReturnType<Judge> {
  const [date] = readDates(text);
  if (date === undefined || date.year === null) return null;
  const day = weekdayOf(date.year, date.month, date.day);
  const english = DAYS.split("|")[day] ?? "";
  return holds(day === stated, /年/.test(text) ? `星期${CHINESE_DAYS[day] ?? ""}` : english);
}

/** A count of days may take in both ends; a date so many days later may not. */
function distance(from: string, to: string, days: number, isExact = false): ReturnType<Judge> {
  const [[first], [second]] = [readDates(from), readDates(to)];
  if (first === undefined || second === undefined) return null;
  const possible = possibleDistances(first, second);
  const expected = `${possible[0] ?? ""} days`;
  if (possible.length === 1 && possible[0] === days) return { verdict: "proved", expected };
  const isNear = possible.some((value) => value === days || (!isExact && value + 1 === days));
  return { verdict: isNear ? "undecided" : "refuted", expected };
}

function monthLength(month: number, year: string, days: string): ReturnType<Judge> {
  if (month < 1 || month > 12) return null;
  const isLeap = year !== "" && isLeapYear(Number(year));
  const length = daysInMonth(month, isLeap);
  if (month === 2 && year === "" && days === "29") return null;
  return holds(Number(days) === length, `${length} days`);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = (time.match(/\d+/g) ?? []).map(Number);
  const isAfternoon = /p/i.test(time) && hours < 12;
  const isMidnight = /a/i.test(time) && hours === 12;
  return (hours + (isAfternoon ? 12 : 0) - (isMidnight ? 12 : 0)) * 60 + minutes;
}

function duration(from: string, to: string, hours: string, minutes: string): ReturnType<Judge> {
  if (hours === "" && minutes === "") return null;
  const stated = Number(hours || "0") * 60 + Number(minutes || "0");
  const length = minutesOf(to) - minutesOf(from);
  // Without am and pm the end may lie half a day or a day later.
  const possible = [length, length + 720, length + 1440].filter((value) => value > 0);
  const isMarked = /[ap]/i.test(from) && /[ap]/i.test(to);
  const expected = `${Math.floor(Math.max(length, 0) / 60)} h ${((length % 60) + 60) % 60} min`;
  if (length === stated) return { verdict: "proved", expected };
  return { verdict: !isMarked && possible.includes(stated) ? "undecided" : "refuted", expected };
}
