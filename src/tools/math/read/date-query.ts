/** A day of the Gregorian calendar, as days after 1970-01-01. */
export interface Day {
  readonly days: number;
}

export type DateQuery =
  | {
      readonly kind: "days-between";
      readonly from: Day;
      readonly to: Day;
      readonly unit: "day" | "week";
    }
  | {
      readonly kind: "date-shift";
      readonly from: Day;
      readonly amount: number;
      readonly unit: "day" | "week" | "month" | "year";
    }
  | { readonly kind: "weekday"; readonly day: Day; readonly isChinese: boolean }
  | {
      readonly kind: "weekdays-in";
      readonly from: Day;
      readonly to: Day;
      readonly wanted: "weekdays" | "weekend days" | "days";
    }
  | { readonly kind: "unix-time"; readonly day: Day };

/** 01/02/03, 1/2/2024, 2024-01-15: written without spaces, with a zero in front or a year. */
export const LOOKS_LIKE_DATE =
  /^(?:(?=.*(?<!\d)0\d)\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}\/\d{1,2}\/(?:19|20)\d{2})$/;

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/**
 * Days from 1970-01-01 in the proleptic Gregorian calendar, from year, month (1-12) and day; null for a
 * date that does not exist. Counts years from March, so that a leap day ends one.
 */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  const shifted = month <= 2 ? year - 1 : year;
  const fromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1;
  const days =
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    dayOfYear -
    719_468;
  return { days };
}

export function monthLength(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Month number of an English name or its first three letters; null for other words. */
export function monthOf(text: string): number | null {
  const word = text.trim().toLowerCase().replace(/\.$/, "");
  const index = MONTHS.findIndex(
    (month) => month === word || (word.length >= 3 && month.startsWith(word)),
  );
  return index < 0 ? null : index + 1;
}

/** "2026-02-14", "jan 15 2024", "15 January 2024", "2000年1月1日"; null for anything else. */
export function readDay(text: string): Day | null {
  const trimmed = text
    .trim()
    .replace(/\s+UTC$/i, "")
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1");
  const iso = /^(\d{4})\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})\s*[日号]?$/u.exec(trimmed);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const monthFirst = /^([A-Za-z]+)\.?\s+(\d{1,2})\s*,?\s+(\d{4})$/.exec(trimmed);
  if (monthFirst !== null) {
    const month = monthOf(monthFirst[1] as string);
    return month === null ? null : dayOf(Number(monthFirst[3]), month, Number(monthFirst[2]));
  }
  const dayFirst = /^(\d{1,2})\s+(?:of\s+)?([A-Za-z]+)\.?\s*,?\s+(\d{4})$/.exec(trimmed);
  if (dayFirst === null) return null;
  const month = monthOf(dayFirst[2] as string);
  return month === null ? null : dayOf(Number(dayFirst[3]), month, Number(dayFirst[1]));
}

/** "2026-05-15". */
export function isoDate({ days }: Day): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (value: number, width: number): string => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** What is asked, in one sentence. */
export function describeDate(
  query: DateQuery,
  pick: (english: string, chinese: string) => string,
): string {
  switch (query.kind) {
    case "days-between":
      return pick(
        `${query.unit}s from ${isoDate(query.from)} to ${isoDate(query.to)}`,
        `从 ${isoDate(query.from)} 到 ${isoDate(query.to)} 的${query.unit === "day" ? "天数" : "周数"}`,
      );
    case "date-shift": {
      const unit = { day: "天", week: "周", month: "个月", year: "年" }[query.unit];
      return pick(
        `${isoDate(query.from)} and ${query.amount} ${query.unit}s`,
        `${isoDate(query.from)} 之后 ${query.amount} ${unit}`,
      );
    }
    case "weekday":
      return pick(`Day of the week of ${isoDate(query.day)}`, `${isoDate(query.day)} 是星期几`);
    case "weekdays-in":
      return pick(
        `Number of ${query.wanted} from ${isoDate(query.from)} to ${isoDate(query.to)}`,
        `${isoDate(query.from)} 到 ${isoDate(query.to)} 的${query.wanted === "weekdays" ? "工作日" : query.wanted === "days" ? "天" : "周末"}数`,
      );
    case "unix-time":
      return pick(
        `Seconds from 1970-01-01 to ${isoDate(query.day)} 00:00 UTC`,
        `${isoDate(query.day)} 00:00 UTC 的 Unix 时间`,
      );
  }
}
