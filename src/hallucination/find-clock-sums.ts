import type { Claim } from "../core/verify-result.ts";
import { holds, type Judge, judgedStatements, type Measure } from "./judged-statement.ts";

const TIME = String.raw`(\d{1,2}[:：]\d{2}(?:\s?[ap]\.?m\.?)?)`;
const HOURS = String.raw`(?:(\d{1,2}) ?(?:hours?|hrs?|h)\b)`;
const MINUTES = String.raw`(?:(\d{1,3}) ?(?:minutes?|mins?|min)\b)`;
const DURATION = String.raw`(?:${HOURS}(?:,? (?:and )?${MINUTES})?|${MINUTES})`;
const CHINESE_DURATION = String.raw`(?:(\d{1,2})个?小时(?:零?(\d{1,3})分钟?)?|(\d{1,3})分钟)`;
/** Words between a start and its end by which other time goes by, or clocks differ. */
const PLAIN = String.raw`(?:(?!delay|late|early|earlier|wait|break|stop|pause|zone|time difference|ahead|behind)[^.;\n\d]){0,60}?`;
const CHINESE_PLAIN = String.raw`[^。；\n\d晚早休停误时差]{0,16}?`;
const STARTS = String.raw`(?:leaves?|departs?|starts?|begins?|sets? (?:off|out)|left|departed|started|began)`;
const ENDS = String.raw`(?:arrives?|ends?|finish(?:es)?|will (?:arrive|end|finish)|lands?|is over)`;

const pattern = (source: string, judge: Judge): readonly [RegExp, Judge] => [
  new RegExp(source, "giu"),
  judge,
];

const PATTERNS: readonly (readonly [RegExp, Judge])[] = [
  pattern(
    String.raw`(?<![\d:])${TIME} ?(\+|-|plus|minus) ?${DURATION} ?(?:=|is|gives|equals|→|->) ?${TIME}(?![:\d])`,
    ([from = "", sign = "", h = "", m = "", only = "", to = ""]) =>
      sum(from, to, h, m || only, /^(?:-|minus)$/i.test(sign) ? -1 : 1),
  ),
  pattern(
    String.raw`(?<![\d:])${TIME} ?([+加-]|减去?|加上|再过) ?${CHINESE_DURATION} ?(?:=|等于|是|为) ?${TIME}(?![:\d])`,
    ([from = "", sign = "", h = "", m = "", only = "", to = ""]) =>
      sum(from, to, h, m || only, /^[-减]/.test(sign) ? -1 : 1),
  ),
  pattern(
    String.raw`(?<![\d.])${DURATION} (after|before) ${TIME},? (?:is|will be|would be) ${TIME}(?![:\d])`,
    ([h = "", m = "", only = "", direction = "", from = "", to = ""]) =>
      sum(from, to, h, m || only, /before/i.test(direction) ? -1 : 1),
  ),
  pattern(
    String.raw`\b${STARTS} at ${TIME},? (?:and )?${PLAIN}(?:takes?|lasts?|runs? for|is) ${DURATION}(?: long)?,? (?:so|and|thus|therefore)(?: \w+){0,3}? ${ENDS} at ${TIME}(?![:\d]|[^.\n]{0,24}\b(?:local|zone|time there)\b)`,
    ([from = "", h = "", m = "", only = "", to = ""]) => sum(from, to, h, m || only, 1),
  ),
  pattern(
    String.raw`(?<![\d:])${TIME}(?:开始|出发|发车|起飞|开演|开场|上课)[，,]?${CHINESE_PLAIN}(?:片长|历时|用时|全程|需要?|要|共|经过|持续)${CHINESE_DURATION}[，,]?(?:所以|因此|那么|则)?(?:\p{Script=Han}{0,6}?(?:在|于))?${TIME}(?:\p{Script=Han}{0,3})?(?:结束|到达|到站|抵达|散场|下课)`,
    ([from = "", h = "", m = "", only = "", to = ""]) => sum(from, to, h, m || only, 1),
  ),
];

const BY_CLOCK: Measure = { kind: "date", method: "clock", by: "By the clock", confidence: 0.97 };
const MAX_CLAIMS = 50;
const DAY = 1440;

/** A time of day and a length of time: "9:45 + 1 hour 50 minutes = 11:35". */
export function findClockSums(text: string): readonly Claim[] {
  return judgedStatements(text, PATTERNS, BY_CLOCK, MAX_CLAIMS);
}

interface Clock {
  readonly minutes: number;
  readonly isMarked: boolean;
}

function clockOf(written: string): Clock | null {
  const [hours = 0, minutes = 0] = (written.match(/\d+/g) ?? []).map(Number);
  if (hours > 24 || minutes > 59) return null;
  const mark = /([ap])/i.exec(written)?.[1]?.toLowerCase();
  if (mark === undefined) return { minutes: hours * 60 + minutes, isMarked: false };
  return { minutes: ((hours % 12) + (mark === "p" ? 12 : 0)) * 60 + minutes, isMarked: true };
}

/** On a dial of twelve hours, unless both times say which half of the day they are in. */
function sum(
  from: string,
  to: string,
  hours: string,
  minutes: string,
  sign: number,
): ReturnType<Judge> {
  const [start, end] = [clockOf(from), clockOf(to)];
  if (start === null || end === null || (hours === "" && minutes === "")) return null;
  const length = Number(hours || "0") * 60 + Number(minutes || "0");
  const wanted = start.minutes + sign * length;
  const cycle = start.isMarked && end.isMarked ? DAY : DAY / 2;
  const shown = ((wanted % DAY) + DAY) % DAY;
  const expected = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
  return holds((wanted - end.minutes) % cycle === 0, expected);
}
