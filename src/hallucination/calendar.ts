/** A date as written; the year may be missing. */
export interface WrittenDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function daysInMonth(month: number, isLeap: boolean): number {
  return month === 2 && isLeap ? 29 : (LENGTHS[month - 1] ?? 0);
}

export function isDate({ year, month, day }: WrittenDate): boolean {
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(month, year === null || isLeapYear(year))
  );
}

/** Days since 1 March of the year 0 in the Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const monthFromMarch = (month + 9) % 12;
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    day
  );
}

/** 0 for Sunday. */
export function weekdayOf(year: number, month: number, day: number): number {
  return (((dayNumber(year, month, day) + 2) % 7) + 7) % 7;
}

/** Days from the first to the second date, for every year they may be meant in. */
export function possibleDistances(from: WrittenDate, to: WrittenDate): readonly number[] {
  const years = from.year === null ? [2023, 2024] : [from.year];
  const distances = years.map((year) => {
    const second = to.year ?? year;
    const distance = dayNumber(second, to.month, to.day) - dayNumber(year, from.month, from.day);
    return distance < 0 && to.year === null
      ? dayNumber(second + 1, to.month, to.day) - dayNumber(year, from.month, from.day)
      : distance;
  });
  // Both without a year: a 29 February may lie in the time of the second year too.
  if (from.year === null && to.year === null)
    distances.push(
      ...distances.map((distance) => distance + 1).filter(() => to.month < from.month),
    );
  return [...new Set(distances)];
}
