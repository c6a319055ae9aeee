import type { Expression } from "../../expression/expression.ts";
import { unitNamed } from "../../units/read-unit.ts";
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
    /^(?<part>凌晨|早上|上午|中午|下午|晚上)?\s*(?<hour>\d{1,2})\s*(?:点|时|:|：)\s*(?:(?<minute>\d{1,2})\s*分?)?$/u.exec(
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

/** The same as a quantity, where no unit is named. */
function duration(groups: Groups, context: ReadingContext): MathQuery | null {
  const read = between(groups, context);
  const minute = unitNamed("minute");
  return read?.kind !== "evaluate" || minute === null
    ? null
    : {
        kind: "quantity",
        expression: ["Multiply", read.expression, "U_1"],
        units: { U_1: minute },
        target: minute,
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
    name: "how long from one time to another",
    frames: [
      "[a |an |the ]{what:word} (leaves|departs|starts|begins|opens) at {from} and (arrives|ends|finishes|stops|closes|gets there) at {to}[,] how long (is|was|does|did) (the |it |)[{thing:word}][ take| last]",
      "how long (is it |is it |)from {from} (to|until|till) {to}",
      "{from} 出发[,]{to} 到达[,][一共|共|路上|途中][用了|用|经过|走了|花了](多长时间|多少时间|多久)",
      "从 {from} 到 {to} [一共|共][有|是|用了|经过](多长时间|多少时间|多久)",
    ],
    read: duration,
    examples: [
      {
        ask: "A train leaves at 9:15 am and arrives at 1:40 pm. How long is the trip?",
        answer: "265 min",
      },
      { ask: "上午9点20分出发，下午1点到达，一共用了多长时间", answer: "220 min" },
    ],
  },
  {
    name: "time plus hours and minutes",
    frames: [
      /^(?<time>\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?) (?:plus|\+|and) (?<hours>\d+) ?(?:hours?|hrs?|h)(?:,? (?:and )?(?<minutes>\d+) ?(?:minutes?|mins?|m))?$/i,
    ],
    read: ({ time, hours, minutes }) => {
      const start = timeOf(time as string);
      return start === null
        ? null
        : {
            kind: "clock",
            minute: start.minute,
            shift: { num: String(Number(hours) * 60 + Number(minutes ?? 0)) },
            is24Hours: start.is24Hours,
          };
    },
    examples: [{ ask: "what is 15:45 plus 2 hours 30 minutes", answer: "18:15" }],
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
