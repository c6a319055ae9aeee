import { type Day, dayOf, monthLength, monthOf, readDay } from "../date-query.ts";
import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import type { Intent } from "./intent.ts";

function between(groups: Groups): MathQuery | null {
  const from = readDay(groups["from"] as string);
  const to = readDay(groups["to"] as string);
  // Months and years differ in length: how many lie between two days is not said by their days.
  if (/month|year|月|年/iu.test(groups["unit"] as string)) return null;
  return from === null || to === null
    ? null
    : {
        kind: "days-between",
        from,
        to,
        unit: /week|周|星期/iu.test(groups["unit"] ?? "") ? "week" : "day",
      };
}

function shift(sign: 1 | -1) {
  return (groups: Groups): MathQuery | null => {
    const from = readDay(groups["date"] as string);
    const amount = readWholeNumber(groups["amount"] as string);
    if (from === null || amount === null || amount > 5_000_000n) return null;
    const word = (groups["unit"] as string).toLowerCase();
    const unit = /week|周|星期/u.test(word)
      ? "week"
      : /month|月/u.test(word)
        ? "month"
        : /year|年/u.test(word)
          ? "year"
          : "day";
    return { kind: "date-shift", from, amount: sign * Number(amount), unit };
  };
}

/** A month or year as its first and last day. */
function periodOf(text: string): { from: Day; to: Day } | null {
  const english = /^(?:(?<month>[A-Za-z]+)\.?\s+)?(?<year>\d{4})$/.exec(text.trim())?.groups;
  const chinese = /^(?<year>\d{4})\s*年\s*(?:(?<month>\d{1,2})\s*月)?$/u.exec(text.trim())?.groups;
  const groups = english ?? chinese;
  if (groups === undefined) return null;
  const year = Number(groups["year"]);
  const name = groups["month"];
  const month = name === undefined ? null : english === undefined ? Number(name) : monthOf(name);
  if (name !== undefined && month === null) return null;
  const from = dayOf(year, month ?? 1, 1);
  const to = dayOf(year, month ?? 12, month === null ? 31 : monthLength(year, month));
  return from === null || to === null ? null : { from, to };
}

function countIn(wanted: "weekdays" | "weekend days" | "days") {
  return (groups: Groups): MathQuery | null => {
    const period = periodOf(groups["period"] as string);
    return period === null ? null : { kind: "weekdays-in", ...period, wanted };
  };
}

const UNIT = "{unit:calendar}";

/** Dates and durations in the Gregorian calendar. */
export const DATE_INTENTS: readonly Intent[] = [
  {
    name: "days between dates",
    frames: [
      `[how many |number of ]${UNIT} (are there |)(between|from) {from} (and|to|until) {to}`,
      `how many ${UNIT} (until|till|to) {to} (from|starting from|since) {from}`,
      `从 {from} 到 {to} [一共|共|总共](有|是|经过|相隔|)(多少|几)${UNIT}`,
      `{from} (到|与|和) {to} (之间|)[一共|共](有|相差|相隔|)(多少|几)${UNIT}`,
    ],
    read: between,
    examples: [
      { ask: "days between jan 15 2024 and march 3 2025", answer: "413 days" },
      { ask: "days from 1949-12-01 to 2008-12-31", answer: "21580 days" },
      { ask: "2024年1月15日到2025年3月3日有多少天", answer: "413 days" },
    ],
  },
  {
    name: "date after",
    frames: [
      `[what date is |what day is |the date ]{amount:count} ${UNIT} (after|from) {date}`,
      `{date} [再]过 {amount:count} ${UNIT}[后|之后][是][哪天|几月几日|哪一天|什么日期]`,
      `{date} (之后|后|的|以后)[的]{amount:count} ${UNIT}[后|之后][是][哪天|几月几日|哪一天|什么日期]`,
      `{date} (plus|\\+) {amount:count} ${UNIT}`,
    ],
    read: shift(1),
    examples: [
      { ask: "90 days after 2026-02-14", answer: "2026-05-15" },
      { ask: "1 month after January 31, 2024", answer: "2024-02-29" },
    ],
  },
  {
    name: "date before",
    frames: [
      `{amount:count} ${UNIT} before {date}`,
      `{date} (之前|前) {amount:count} ${UNIT}[是][哪天|几月几日|哪一天]`,
    ],
    read: shift(-1),
    examples: [{ ask: "10 days before March 5, 2024", answer: "2024-02-24" }],
  },
  {
    name: "day of the week",
    frames: [
      "what (day of the week|weekday|day) (is|was|will be|falls on) [on ]{date}",
      "[the ](day of the week|weekday|day) (is|was|will be|falls on|of|on|for) [on |it on ]{date}",
      "{date} (是|为) (星期几|周几|礼拜几)",
    ],
    read: (groups) => {
      const day = readDay(groups["date"] as string);
      const isChinese = /[年月]/u.test(groups["date"] as string);
      return day === null ? null : { kind: "weekday", day, isChinese };
    },
    examples: [
      { ask: "day of the week of July 4, 1776", answer: "Thursday" },
      { ask: "what day of the week was July 4 1776?", answer: "Thursday" },
      { ask: "2000年1月1日是星期几", answer: "星期六" },
    ],
  },
  {
    name: "working days in a month",
    frames: [
      "[the ](number of |how many )(weekdays|working days|workdays|business days) (in|are there in|are in) {period}",
      "{period} (有|共有)多少个?工作日".replace("个?", "[个]"),
    ],
    read: countIn("weekdays"),
    examples: [{ ask: "number of weekdays in February 2015", answer: "20" }],
  },
  {
    name: "days in a month or year",
    frames: [
      "[the ](number of |how many )days (in|are there in|are in|does) {period}[ have]",
      "{period}(有|共有)多少天",
    ],
    read: countIn("days"),
    examples: [
      { ask: "how many days are there in February 2024", answer: "29" },
      { ask: "2023年2月有多少天", answer: "28" },
    ],
  },
  {
    name: "unix time",
    frames: [
      "[convert ]{date} (to|in|as) unix[ ](time|timestamp|epoch)",
      "unix[ ](time|timestamp) (of|for) {date}",
    ],
    read: (groups) => {
      const day = readDay(groups["date"] as string);
      return day === null ? null : { kind: "unix-time", day };
    },
    examples: [{ ask: "convert 1582-10-15 UTC to unix time", answer: "-12219292800 s" }],
  },
];
