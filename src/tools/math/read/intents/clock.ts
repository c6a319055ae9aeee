import type { Expression } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

interface Time {
  readonly minute: number;
  readonly is24Hours: boolean;
}

/** "8:29 AM", "20:29", "9 pm", "下午3点20分" as minutes after midnight; null for anything else. */
function timeOf(text: string): Time | null {
  const trimmed = text.trim();
  const chinese =
    /^(?<part>凌晨|早上|上午|中午|下午|晚上)?\s*(?<hour>\d{1,2})(?:点|时|:|：)(?:(?<minute>\d{1,2})分?)?$/u.exec(
      trimmed,
    )?.groups;
  const english = /^(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\s*(?<half>[ap])\.?m\.?$/i.exec(
    trimmed,
  )?.groups;
  const groups = english ?? chinese;
  if (groups === undefined) return null;
  const minute = Number(groups["minute"] ?? "0");
  let hour = Number(groups["hour"]);
  if (minute > 59) return null;
  if (english !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (english["half"]?.toLowerCase() === "p" ? 12 : 0);
    return { minute: hour * 60 + minute, is24Hours: false };
  }
  if (hour > 24) return null;
  if (/下午|晚上/u.test(groups["part"] ?? "") && hour < 12) hour += 12;
  return { minute: hour * 60 + minute, is24Hours: true };
}

/** Minutes from the first time to the next occurrence of the second. */
function between(groups: Groups, context: ReadingContext): MathQuery | null {
  const [from, to] = [timeOf(groups["from"] as string), timeOf(groups["to"] as string)];
  if (from === null || to === null) return null;
  const isNextDay = to.minute < from.minute;
  if (isNextDay)
    context.note({ kind: "date", text: "The second time is taken to be on the next day." });
  const minutes: Expression = [
    "Add",
    { num: String(to.minute + (isNextDay ? 1440 : 0)) },
    ["Negate", { num: String(from.minute) }],
  ];
  const isHours = /hour|小时/iu.test(groups["unit"] ?? "");
  return {
    kind: "evaluate",
    expression: isHours ? ["Divide", minutes, { num: "60" }] : minutes,
  };
}

function shift(sign: 1 | -1) {
  return (groups: Groups, context: ReadingContext): MathQuery | null => {
    const time = timeOf(groups["time"] as string);
    if (time === null) return null;
    const amount = context.parse(groups["amount"] as string);
    const minutes: Expression = /hour|小时/iu.test(groups["unit"] as string)
      ? ["Multiply", { num: "60" }, amount]
      : amount;
    return {
      kind: "clock",
      minute: time.minute,
      shift: sign === 1 ? minutes : ["Negate", minutes],
      is24Hours: time.is24Hours,
    };
  };
}

const UNIT = "{unit:clock}";

/** Times of day. */
export const CLOCK_INTENTS: readonly Intent[] = [
  {
    name: "time between",
    frames: [
      `how many ${UNIT} (are there |are |is it |)(between|from) {from} (and|to|until) {to}`,
      `[从]{from} 到 {to} (有|是|共|经过)[了]多少${UNIT}`,
    ],
    read: between,
    examples: [
      { ask: "How many minutes are there between 9:41 PM and 10:23 PM?", answer: "42" },
      { ask: "从8:30到10:15经过多少分钟", answer: "105" },
    ],
  },
  {
    name: "time later",
    frames: [
      `[the ][time ][is ]{amount} ${UNIT} (after|from) {time}`,
      `{time} [再]过 {amount} ${UNIT}[后][是][几点]`,
    ],
    read: shift(1),
    examples: [
      { ask: "What is 291 minutes after 3:38 AM?", answer: "8:29 AM" },
      { ask: "what time is 3 hours after 10:45", answer: "13:45" },
    ],
  },
  {
    name: "time earlier",
    frames: [`[the ][time ][is ]{amount} ${UNIT} before {time}`],
    read: shift(-1),
    examples: [{ ask: "What is 671 minutes before 7:59 AM?", answer: "8:48 PM" }],
  },
];
