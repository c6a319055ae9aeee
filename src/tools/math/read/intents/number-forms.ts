import { variablesOf } from "../../expression/expression.ts";
import { num } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

function percentage(groups: Groups, context: ReadingContext): MathQuery | null {
  const part = context.parse(groups["value"] as string);
  return variablesOf(part).length > 0 ? null : { kind: "percentage", part, whole: num(1) };
}

const ROMAN = "(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})";
const LETTERS: Readonly<Record<string, number>> = {
  I: 1,
  V: 5,
  X: 10,
  L: 50,
  C: 100,
  D: 500,
  M: 1000,
};

function romanValue({ roman = "" }: Groups, context: ReadingContext): MathQuery {
  const values = [...roman].map((letter) => LETTERS[letter] as number);
  context.note({ kind: "numeral", text: `${roman} is read as a Roman numeral.` });
  return {
    kind: "evaluate",
    expression: num(
      values.reduce((sum, value, k) => sum + (value < (values[k + 1] ?? 0) ? -value : value), 0),
    ),
  };
}

const PREFIXES: Readonly<Record<string, string>> = { x: "hexadecimal", b: "binary", o: "octal" };

/** Numbers in other forms: per cent, mixed, scientific, Roman, in bases; kinds of numbers in short. */
export const NUMBER_FORM_INTENTS: readonly Intent[] = [
  {
    name: "number as a percentage",
    frames: [
      "[convert |write |express ]{value} (as|to|into|in) [a |an ](percent|percentage|%)",
      "[把|将]{value} (化成|化为|写成|转成|转换成) 百分数",
    ],
    read: percentage,
    examples: [
      { ask: "3/8 as a percent", answer: "37.5%" },
      { ask: "把 3/8 化成百分数", answer: "37.5%" },
    ],
  },
  {
    name: "fraction as a decimal",
    frames: ["[convert |write |express ]{a} (as|to|into|in) [a ]decimal[s| number| form]"],
    rewrite: ({ a }) => (/^[-\d\s/()+]+$/.test(a ?? "") ? `decimal expansion of ${a}` : null),
    examples: [{ ask: "5/6 as a decimal", answer: "0.8(3)" }],
  },
  {
    name: "mixed number",
    frames: [
      "[convert |write |express ]{value} (as|to|into) a mixed (number|fraction)",
      "[把|将]{value} (化成|化为|写成)带分数",
    ],
    read: (groups, context) => ({
      kind: "written",
      form: "mixed",
      expression: context.parse(groups["value"] as string),
    }),
    examples: [
      { ask: "7/3 as a mixed number", answer: "2 1/3" },
      { ask: "把 -11/4 化成带分数", answer: "-2 3/4" },
    ],
  },
  {
    name: "scientific notation",
    frames: [
      "[convert |write |express ]{value} (in|to|into|using|as) (scientific|standard|exponential) (notation|form)",
      "[the ]scientific notation (of|for) {value}",
      "[把|将|用]{value} [用|写成|表示成|化成|的]科学记数法[表示]",
      "用科学记数法表示 {value}",
    ],
    read: (groups, context) => ({
      kind: "written",
      form: "scientific",
      expression: context.parse(groups["value"] as string),
    }),
    examples: [
      { ask: "123000 in scientific notation", answer: "1.23*10^5" },
      { ask: "用科学记数法表示 0.00045", answer: "4.5*10^(-4)" },
    ],
  },
  {
    name: "ratio in lowest terms",
    frames: [
      "[the ]ratio [of ]{a:digits}[ ](:|to)[ ]{b:digits} [simplified|in lowest terms|in simplest form|as a fraction]",
      "simplify [the ][ratio ]{a:digits}[ ]:[ ]{b:digits}",
      "化简比 {a:digits}[ ](:|：|比)[ ]{b:digits}",
    ],
    rewrite: ({ a, b }) => `${a}/${b}`,
    examples: [{ ask: "simplify 12:18", answer: "2/3" }],
  },
  {
    name: "zeros at the end, in short",
    frames: ["[the ]trailing zero[e][s] (of|in) {a}"],
    rewrite: ({ a }) => `number of trailing zeros of ${a}`,
    examples: [{ ask: "trailing zeros of 100!", answer: "24" }],
  },
  {
    name: "kind of number, in short",
    frames: ["is {n:digits} [a ]perfect"],
    rewrite: ({ n }) => `is ${n} a perfect number`,
    examples: [{ ask: "is 28 perfect?", answer: "yes" }],
  },
  {
    name: "totient, in short",
    frames: ["euler['s][s] (phi|totient)[ function] [of |for ]{n:digits}"],
    rewrite: ({ n }) => `totient of ${n}`,
    examples: [{ ask: "euler phi 36", answer: "12" }],
  },
  {
    name: "numeral in a base",
    frames: [
      "[the ](binary|base 2) [form |representation |notation ](of|for) {n:digits}",
      "[the ](hexadecimal|hex) [form |representation |notation ](of|for) {m:digits}",
      "[the ]octal [form |representation |notation ](of|for) {o:digits}",
    ],
    rewrite: ({ n, m, o }) => `${n ?? m ?? o} in ${n ? "binary" : m ? "hexadecimal" : "octal"}`,
    examples: [
      { ask: "binary of 10", answer: "1010" },
      { ask: "hex of 255", answer: "FF" },
    ],
  },
  {
    name: "base named after the digits",
    frames: ["{digits:alphanumeric} {from:base} (to|in|into|as) {to:base}"],
    rewrite: ({ digits, from, to }) => `convert ${digits} from ${from} to ${to}`,
    examples: [
      { ask: "1010 binary to decimal", answer: "10" },
      { ask: "ff hex to decimal", answer: "255" },
    ],
  },
  {
    name: "digits with the prefix of their base",
    frames: [
      /^0(?<prefix>[xbo])(?<digits>[0-9a-f]{1,200})(?:\s*(?:to|in|into|as|=)\s*(?<to>binary|octal|decimal|hexadecimal|hex)?)?$/i,
    ],
    rewrite: ({ prefix, digits, to }) =>
      `convert ${digits} from ${PREFIXES[(prefix as string).toLowerCase()]} to ${to ?? "decimal"}`,
    examples: [
      { ask: "0xff in decimal", answer: "255" },
      { ask: "0b1011", answer: "11" },
    ],
  },
  {
    name: "value of a roman numeral",
    frames: [
      new RegExp(`^(?<roman>${ROMAN})(?<=^.{3,})$`),
      new RegExp(
        `^(?:(?:the )?roman numeral )?(?<roman>${ROMAN})\\s+(?:in|to|as|into)\\s+(?:an? |the )?(?:arabic|decimal|numbers?|integer|arabic numerals?|arabic numbers?)$`,
      ),
      new RegExp(`^(?:the )?roman numeral (?<roman>${ROMAN})$`),
    ],
    read: romanValue,
    examples: [{ ask: "MCMXCIV", answer: "1994" }],
  },
  {
    name: "leap year",
    frames: ["is {year:digits} a leap year", "{year:digits}[年]是[不是]闰年(吗|么|)"],
    read: (groups) => {
      const year = Number(groups["year"]);
      if (year < 1 || year > 999_999) return null;
      const cycle = year % 100 === 0 ? 400 : 4;
      return { kind: "truth", relation: ["Equal", ["Mod", num(year), num(cycle)], num(0)] };
    },
    examples: [
      { ask: "is 1900 a leap year", answer: "no" },
      { ask: "2024年是闰年吗", answer: "yes" },
    ],
  },
  {
    name: "feet and inches with their signs",
    frames: [
      /^(?:convert )?(?<feet>\d+)\s*['′’]\s*(?:(?<inches>\d+(?:\.\d+)?)\s*(?:["″”]|'')?\s*)?(?:to|in|into)\s+(?<unit>[A-Za-z ]+)$/i,
    ],
    rewrite: ({ feet, inches, unit }) =>
      `${feet} ft${inches === undefined ? "" : ` ${inches} in`} in ${unit}`,
    examples: [{ ask: `5'7" in cm`, answer: "170.18 cm" }],
  },
  {
    name: "angle without a unit in degrees",
    frames: ["[convert ]{angle} [radians |rad ](to|into|in) degrees"],
    rewrite: ({ angle }) =>
      /^[\d\s./*()+-]*(?:pi|π)[\d\s./*()+-]*$/iu.test(angle ?? "")
        ? `(${angle}) rad in degrees`
        : null,
    examples: [{ ask: "convert 2pi/3 to degrees", answer: "120 °" }],
  },
  {
    name: "exact value",
    frames: ["{body}[,] (exact|exactly|exact value|as an exact value)"],
    rewrite: ({ body }) => body ?? null,
    examples: [{ ask: "sin 75 degrees exact", answer: "(sqrt(2) + sqrt(6))/4" }],
  },
  {
    name: "number of a family, in short",
    frames: ["{name:family} {n:digits}"],
    rewrite: ({ name, n }) => `${name} number ${n}`,
    examples: [{ ask: "fibonacci 50", answer: "12586269025" }],
  },
  {
    name: "ceiling or floor, in short",
    frames: ["(ceiling|ceil) {x:number}", "floor {y:number}"],
    rewrite: ({ x, y }) => (x === undefined ? `floor of ${y}` : `ceiling of ${x}`),
    examples: [{ ask: "ceiling 3.2", answer: "4" }],
  },
];
