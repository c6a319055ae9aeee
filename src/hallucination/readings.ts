import type { Relation } from "../core/math-port.ts";
import type { Reading } from "./candidate.ts";

const SCALES: ReadonlyMap<string, string> = new Map([
  ["dozen", "12"],
  ["hundred", "100"],
  ["thousand", "1000"],
  ["million", "10^6"],
  ["billion", "10^9"],
  ["万", "10^4"],
  ["亿", "10^8"],
]);

/** Words that change the size of a number: mixed in one claim, plain arithmetic cannot judge it. */
export const MEASURE_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    money:
      "cent cents dollar dollars $ ¥ € £ penny pennies nickel nickels dime dimes quarter quarters 元 角 分 us$ \\$ ₹",
    time: "second seconds minute minutes min mins hour hours hr hrs day days week weeks month months year years 秒 时 天 年 月 周",
    length:
      "inch inches foot feet yard yards mile miles mm cm m km meter meters metre metres kilometer kilometers 米 里 厘",
    mass: "g kg mg gram grams kilogram kilograms ounce ounces oz pound pounds lb lbs ton tons 克 斤 吨",
    volume: "ml l liter liters litre litres cup cups pint pints quart quarts gallon gallons 升",
    scale: [...SCALES.keys()].join(" "),
    count: "dozen pair pairs score",
  }).flatMap(([measure, words]) =>
    words.split(" ").map((word): [string, string] => [word, measure]),
  ),
);

function singular(word: string): string {
  if (word === "feet") return "foot";
  if (word === "$" || word === "\\$" || word === "us$") return "dollar";
  return word.replace(/s$/, "").replace(/^inche$/, "inch");
}

/** True when two different units of one measure occur, so that the plain numbers may not add up. */
export function mixesUnits(words: readonly string[]): boolean {
  const seen = new Map<string, string>();
  for (const word of words) {
    const measure = MEASURE_WORDS.get(word);
    if (measure === undefined) continue;
    if (measure === "scale") return true;
    const unit = singular(word);
    const earlier = seen.get(measure);
    if (earlier !== undefined && earlier !== unit) return true;
    seen.set(measure, unit);
  }
  return false;
}

function withShares(plain: string): string {
  return plain.replace(/(\d+(?:\.\d+)?)%/g, "($1/100)");
}

function withoutShares(plain: string): string {
  return plain.replaceAll("%", "");
}

/** "50 + 20%" is also written for fifty and a fifth of fifty. */
function withRaise(plain: string): string | null {
  const match = /^([^%]+) ([+-]) (\d+(?:\.\d+)?)%$/.exec(plain);
  return match === null ? null : `(${match[1]})*(1 ${match[2]} ${match[3]}/100)`;
}

const TRIGONOMETRIC = /\b(?:sin|cos|tan|sec|csc|cot)\(/g;

/** "sin(30)" is written for radians and for degrees. */
function inDegrees(plain: string): string {
  let result = "";
  let from = 0;
  for (const match of plain.matchAll(TRIGONOMETRIC)) {
    const open = match.index + match[0].length;
    let depth = 1;
    let close = open;
    for (; close < plain.length && depth > 0; close++)
      depth += plain[close] === "(" ? 1 : plain[close] === ")" ? -1 : 0;
    const argument = plain.slice(open, close - 1);
    if (open < from || depth > 0 || argument.includes("pi")) continue;
    result += `${plain.slice(from, open)}(${argument})*pi/180)`;
    from = close;
  }
  return result + plain.slice(from);
}

/** Every way the two operands may be understood, the plain one first. */
export function readingsOf(left: string, relation: Relation, right: string): readonly Reading[] {
  if (!left.includes("%") && !right.includes("%")) {
    const plain = { left, relation, right };
    const degrees = { left: inDegrees(left), relation, right: inDegrees(right) };
    return degrees.left === left && degrees.right === right ? [plain] : [plain, degrees];
  }
  const readings: Reading[] = [
    { left: withShares(left), relation, right: withShares(right) },
    { left: withoutShares(left), relation, right: withoutShares(right) },
    { left: withShares(left), relation, right: withoutShares(right) },
    { left: withoutShares(left), relation, right: withShares(right) },
  ];
  const raised = withRaise(left);
  if (raised !== null) readings.push({ left: raised, relation, right: withShares(right) });
  return readings;
}
