import type { MathQuery } from "../math-query.ts";
import { num } from "../formula.ts";
import type { Groups } from "../query-builders.ts";
import { substitute, variablesOf } from "../../expression/expression.ts";
import type { ReadingContext } from "../reading-context.ts";
import { functionOf } from "./calculus.ts";
import type { Intent } from "./intent.ts";

const FACTORS: Readonly<Record<string, number>> = {
  double: 2,
  twice: 2,
  triple: 3,
  thrice: 3,
  quadruple: 4,
};
const POWERS: Readonly<Record<string, number>> = { square: 2, cube: 3 };
const AMOUNT = String.raw`-?\d[\d,]*(?:\.\d+)?(?:\s*/\s*\d+)?%?`;

function percentage(groups: Groups, context: ReadingContext): MathQuery | null {
  const part = context.parse(groups["value"] as string);
  return variablesOf(part).length > 0 ? null : { kind: "percentage", part, whole: num(1) };
}

const BINDERS = /deriv|integ|limit|\blim|\bsum|prod|diff|\bd\s*\/|frac\s*\{?\s*d|[∫∑∏∂′']/i;

/** The value at a point; what is worked out before it is put in, such as a derivative, has words of its own. */
function valueAt(groups: Groups, context: ReadingContext): MathQuery | null {
  const { body = "", variable = "", at = "" } = groups;
  if (BINDERS.test(body)) return null;
  const expression = functionOf(context.parse(body));
  return expression === null || !variablesOf(expression).includes(variable)
    ? null
    : { kind: "evaluate", expression: substitute(expression, variable, context.parse(at)) };
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

function romanValue({ roman }: Groups): string {
  const values = [...(roman as string)].map((letter) => LETTERS[letter] as number);
  return String(
    values.reduce((sum, value, k) => sum + (value < (values[k + 1] ?? 0) ? -value : value), 0),
  );
}

/** The third of distance, time and speed, in the units that the other two have. */
function journey({ far, time, fast }: Groups): string {
  const isMiles = /\b(?:mi|miles?|mph)\b/i.test(`${far ?? ""} ${fast ?? ""}`);
  const isKilometres = /\b(?:km|kmh|kph|kilomet(?:er|re)s?)\b/i.test(`${far ?? ""} ${fast ?? ""}`);
  if (far !== undefined && time !== undefined)
    return `(${far})/(${time}) in ${isMiles ? "mph" : isKilometres ? "km/h" : "m/s"}`;
  if (far !== undefined)
    return `(${far})/(${fast}) in ${isMiles || isKilometres ? "hours" : "seconds"}`;
  return `(${fast})*(${time}) in ${isMiles ? "miles" : isKilometres ? "km" : "m"}`;
}

const PREFIXES: Readonly<Record<string, string>> = { x: "hexadecimal", b: "binary", o: "octal" };

/** Short questions of every day that are another question in other words. */
export const EVERYDAY_INTENTS: readonly Intent[] = [
  {
    name: "multiple of a number",
    frames: [new RegExp(`^(?<word>double|twice|triple|thrice|quadruple)\\s+(?<x>${AMOUNT})$`, "i")],
    rewrite: ({ word, x }) => `${FACTORS[(word as string).toLowerCase()]}*(${x})`,
    examples: [{ ask: "double 35", answer: "70" }],
  },
  {
    name: "square or cube of a number",
    frames: [
      new RegExp(`^(?:the )?(?<word>square|cube) of (?<x>${AMOUNT}|\\([^()]{1,100}\\))$`, "i"),
    ],
    rewrite: ({ word, x }) => `(${x})^${POWERS[(word as string).toLowerCase()]}`,
    examples: [{ ask: "square of 15", answer: "225" }],
  },
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
    name: "part of a whole in per cent",
    frames: [
      "[what ](percent|percentage|%) of {whole} is {part}",
      "[what ](percent|percentage|%) is {part} (of|out of) {whole}",
      "{part} (out of|of) {whole} (as|in) [a |an ](percent|percentage|%)",
      "{whole} 的百分之几是 {part}",
    ],
    rewrite: ({ part, whole }) => `${part} is what percent of ${whole}`,
    examples: [
      { ask: "what percent of 80 is 12", answer: "15%" },
      { ask: "12 out of 80 as a percentage", answer: "15%" },
    ],
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
    rewrite: romanValue,
    examples: [{ ask: "MCMXCIV", answer: "1994" }],
  },
  {
    name: "leap year",
    frames: ["is {year:digits} a leap year", "{year:digits} 年是[不是]闰年(吗|么|)"],
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
    name: "value at a point",
    frames: [
      "[evaluate |value of |the value of |find |compute ]{body} (at|for) {variable:letter}[ ]=[ ]{at}",
      "{variable:letter}[ ]=[ ]{at} 时[,]{body} 的值",
      "当 {variable:letter}[ ]=[ ]{at} 时[,]{body} 的值",
    ],
    read: valueAt,
    examples: [
      { ask: "evaluate x^2+3x at x=2", answer: "10" },
      { ask: "当x=2时，x^2+3x的值", answer: "10" },
    ],
  },
  {
    name: "roots of a kind",
    frames: ["[find ][the |all ][the ]complex (roots|zeros|solutions) of {body}"],
    rewrite: ({ body }) => (/=/.test(body ?? "") ? `solve ${body}` : `solve ${body} = 0`),
    examples: [{ ask: "complex roots of x^2+1", answer: "i, -i" }],
  },
  {
    name: "quadratic formula",
    frames: [
      "[the ]quadratic (formula|equation) [with |for |where ]a[ ]=[ ]{a:number}[,| and|, and][ ]b[ ]=[ ]{b:number}[,| and|, and][ ]c[ ]=[ ]{c:number}",
    ],
    rewrite: ({ a, b, c }) => `solve (${a})*x^2 + (${b})*x + (${c}) = 0`,
    examples: [{ ask: "quadratic formula a=1 b=-3 c=2", answer: "1, 2" }],
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
    name: "speed, time and distance",
    frames: [
      "[the ][average ]speed (of|for|=|when|if) [travelling |traveling |going |driving |i travel |you travel ]{far:measure} in {time:measure}",
      "how long [does it take |will it take |]to (drive|travel|go|cover|walk|run|cycle|fly) {far:measure} (at|with) {fast:text}",
      "how far [do |does |can |will ][i|you|he|she|it|a car|a train] (go|travel|drive|walk|run|get|move) in {time:measure} (at|with) {fast:text}",
    ],
    rewrite: journey,
    examples: [
      { ask: "average speed of 100 km in 2 hours", answer: "50 km/h" },
      { ask: "how long to drive 300 km at 60 km/h", answer: "5 h" },
      { ask: "how far can you drive in 3 hours at 60 mph", answer: "180 mi" },
    ],
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
    examples: [{ ask: "sin 75 degrees exact", answer: "sqrt(2)/4 + sqrt(6)/4" }],
  },
  {
    name: "arrangements of a word, in short",
    frames: [
      "[how many |the number of |number of ](permutations|arrangements|anagrams) (of|are there of|does) [the ](word|letters of|letters in|letters of the word) {word:word}[ have]",
    ],
    rewrite: ({ word }) => `how many ways to arrange the letters of ${word}`,
    examples: [{ ask: "how many permutations of the word MISSISSIPPI", answer: "34650" }],
  },
  {
    name: "heads in a row",
    frames: [
      "[the ](probability|chance|odds) of [getting |tossing |flipping ]{k:count} (heads|tails) in a row",
    ],
    rewrite: ({ k }) => `probability of ${k} heads in ${k} tosses`,
    examples: [{ ask: "probability of two heads in a row", answer: "1/4" }],
  },
  {
    name: "discount in per cent",
    frames: [
      "[a |an |the ]{rate:number}[ ]% (discount|off|reduction) (on|of|for|from) {amount}",
      "{amount} (with|at|less|minus|after) [a |an ]{rate:number}[ ]% (off|discount|reduction)",
      "{amount} {rate:number}[ ]% off",
    ],
    rewrite: ({ rate, amount }) => `${rate}% off ${amount}`,
    examples: [
      { ask: "$80 with 20% off", answer: "64" },
      { ask: "20% discount on $80", answer: "64" },
    ],
  },
  {
    name: "truth table, in short",
    frames: ["truth table {formula:longest}"],
    rewrite: ({ formula }) => `truth table of ${formula}`,
    examples: [{ ask: "truth table p and q", answer: "T T → T; T F → F; F T → F; F F → F" }],
  },
  {
    name: "comparison in short",
    frames: ["compare {a} (and|with|to) {b}", "比较 {a} (和|与) {b} [的大小]"],
    rewrite: ({ a, b }) => `sort ${a}, ${b}`,
    examples: [{ ask: "compare 2/3 and 3/4", answer: "2/3, 3/4" }],
  },
  {
    name: "binomial probability in short",
    frames: [
      "binomial [distribution ][probability ][with ]n[ ]=[ ]{n:digits}[,] p[ ]=[ ]{p:number}[,] [and ][for ](k|x)[ ]=[ ]{k:digits}",
    ],
    rewrite: ({ n, p, k }) => `binomial distribution n=${n} p=${p}, P(X = ${k})`,
    examples: [{ ask: "binomial n=10 p=0.3 k=4", answer: "200120949/1000000000" }],
  },
  {
    name: "number of a family, in short",
    frames: ["{name:family} {n:digits}"],
    rewrite: ({ name, n }) => `${name} number ${n}`,
    examples: [{ ask: "fibonacci 50", answer: "12586269025" }],
  },
  {
    name: "sum with one letter",
    frames: [
      /^(?:the )?(?<kind>sum|product) (?:of )?(?<body>[^,]*?)\s+from\s+(?<lower>-?\d+)\s+to\s+(?<upper>-?\d+|infinity|inf|∞)$/i,
    ],
    rewrite: ({ kind, body, lower, upper }) => {
      const letters = new Set((body as string).match(/(?<![A-Za-z])[a-df-z](?![A-Za-z])/g));
      const [letter] = letters;
      return letters.size === 1 ? `${kind} of ${body} for ${letter} = ${lower} to ${upper}` : null;
    },
    examples: [{ ask: "sum 1/n^2 from 1 to infinity", answer: "pi^2/6" }],
  },
  {
    name: "ceiling or floor, in short",
    frames: ["(ceiling|ceil) {x:number}", "floor {y:number}"],
    rewrite: ({ x, y }) => (x === undefined ? `floor of ${y}` : `ceiling of ${x}`),
    examples: [{ ask: "ceiling 3.2", answer: "4" }],
  },
];
