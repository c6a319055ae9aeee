import { type Expression, variablesOf } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import { readOrdinal, readWholeNumber } from "../number-words.ts";
import { type Groups, percent, type QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const POWERS_OF_TEN: Readonly<Record<string, number>> = {
  unit: 0,
  one: 0,
  ten: 1,
  hundred: 2,
  thousand: 3,
  "ten thousand": 4,
  "hundred thousand": 5,
  million: 6,
  "ten million": 7,
  "hundred million": 8,
  billion: 9,
  "ten billion": 10,
  "hundred billion": 11,
  trillion: 12,
  tenth: -1,
  hundredth: -2,
  thousandth: -3,
  "ten thousandth": -4,
  "hundred thousandth": -5,
  millionth: -6,
  个: 0,
  十: 1,
  百: 2,
  千: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  十分: -1,
  百分: -2,
  千分: -3,
};

/** "ten millions", "one hundred thousand", "hundredths", "百万" as a power of ten; null for other words. */
function powerOfTen(text: string): number | null {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/-/g, " ")
    .replace(/^(?:one|a) (?=\w)/, "")
    .replace(/s\b/g, "");
  return POWERS_OF_TEN[word] ?? null;
}

const tenTo = (power: number): Expression =>
  power >= 0
    ? { num: `1${"0".repeat(power)}` }
    : ["Divide", { num: "1" }, { num: `1${"0".repeat(-power)}` }];

function roundTo(groups: Groups, context: ReadingContext): MathQuery | null {
  const unit = unitOf(groups);
  return unit === null
    ? null
    : { kind: "round", expression: context.parse(groups["body"] as string), unit };
}

/** What is rounded to: a number of decimal places, a number, or a power of ten in words. */
function unitOf(groups: Groups): Expression | null {
  const { places, nearest, word } = groups;
  if (places !== undefined) {
    const count = readWholeNumber(places);
    return count === null || count > 60n ? null : tenTo(-Number(count));
  }
  if (nearest !== undefined) return { num: nearest.replaceAll(",", "") };
  if (word === undefined) return null;
  if (/^(?:whole number|integer|整数)$/iu.test(word)) return { num: "1" };
  const power = powerOfTen(word);
  return power === null ? null : tenTo(power);
}

function root(groups: Groups, context: ReadingContext): MathQuery | null {
  const ordinal = groups["degree"] as string;
  const degree = /^square$/i.test(ordinal) ? 2 : /^cube$/i.test(ordinal) ? 3 : readOrdinal(ordinal);
  if (degree === null) return null;
  const expression: Expression = [
    "Power",
    context.parse(groups["body"] as string),
    ["Divide", { num: "1" }, { num: String(degree) }],
  ];
  const unit = unitOf(groups);
  return unit === null ? { kind: "evaluate", expression } : { kind: "round", expression, unit };
}

/** Whole numbers written in a base, as they are: `23aa`, `-418`. */
function fromBase(digits: string, base: number): Expression | null {
  const text = digits.trim().toLowerCase();
  const isNegative = /^[-−]/.test(text);
  let value = 0n;
  for (const character of text.replace(/^[-−]/, "")) {
    const digit = Number.parseInt(character, 36);
    if (Number.isNaN(digit) || digit >= base) return null;
    value = value * BigInt(base) + BigInt(digit);
  }
  return isNegative ? ["Negate", { num: value.toString() }] : { num: value.toString() };
}

const NAMED_BASES: Readonly<Record<string, number>> = {
  binary: 2,
  ternary: 3,
  octal: 8,
  decimal: 10,
  hex: 16,
  hexadecimal: 16,
};

function baseOf(text: string | undefined): number | null {
  if (text === undefined) return 10;
  const word = text.toLowerCase();
  const value = NAMED_BASES[word] ?? Number(readWholeNumber(word) ?? 0n);
  return value >= 2 && value <= 36 ? value : null;
}

function convertBase(groups: Groups): MathQuery | null {
  const [from, base] = [baseOf(groups["from"]), baseOf(groups["to"])];
  if (from === null || base === null) return null;
  const expression = fromBase(groups["digits"] as string, from);
  return expression === null ? null : { kind: "in-base", expression, base };
}

function inBase(groups: Groups): MathQuery | null {
  const base = baseOf(groups["base"]);
  const signs = groups["body"] as string;
  const parts = /^(?<a>-?\w+)\s*(?<sign>[-+*])\s*(?<b>-?\w+)$/.exec(signs.trim())?.groups;
  if (base === null || parts === undefined) return null;
  const a = fromBase(parts["a"] as string, base);
  const b = fromBase(parts["b"] as string, base);
  if (a === null || b === null) return null;
  const expression: Expression =
    parts["sign"] === "*"
      ? ["Multiply", a, b]
      : ["Add", a, parts["sign"] === "+" ? b : ["Negate", b]];
  return { kind: "in-base", expression, base };
}

const DECIMALS = "(dps|dp|d.p.|decimal places|decimal place|decimals|decimal digits)";

/** Rounding, place value, bases, roots, sequences of operations in words. */
export const NUMBER_INTENTS: readonly Intent[] = [
  {
    name: "round",
    frames: [
      "[what is ]round[ off] {body} to the nearest {nearest:digits}",
      "[what is ]round[ off] {body} to [the nearest ]{word}",
      `[what is ]round[ off] {body} to {places:count} ${DECIMALS}`,
      "{body} rounded[ off][ to] the nearest {nearest:digits}",
      `{body} rounded[ off] to {places:count} ${DECIMALS}`,
      "{body} rounded[ off] to [the nearest ]{word}",
      "[把|将]{body} (四舍五入到|精确到|保留到) {word}[位]",
      "[把|将]{body} (四舍五入到|四舍五入保留|保留) {places:count} 位小数",
    ],
    read: roundTo,
    examples: [
      { ask: "Round -1687500 to the nearest 100000.", answer: "-1700000" },
      { ask: "What is 0.105125865 rounded to 4 decimal places?", answer: "0.1051" },
      { ask: "Round -17353148.50148 to the nearest one hundred thousand.", answer: "-17400000" },
      { ask: "3.14159 保留两位小数", answer: "3.14" },
    ],
  },
  {
    name: "nearest root",
    frames: [
      "[the ]{degree:root} root of {body}[,] to the nearest {word}",
      "{body}[,] to the nearest {word}",
      "[the ]{degree:ordinal} root of {body}",
    ],
    read: (groups, context) =>
      groups["degree"] === undefined ? roundTo(groups, context) : root(groups, context),
    examples: [
      { ask: "What is the eighth root of 12058 to the nearest integer?", answer: "3" },
      { ask: "What is 671 to the power of 1/5, to the nearest integer?", answer: "4" },
    ],
  },
  {
    name: "place value",
    frames: [
      "[the ]{word} digit of {body}",
      "[the ]digit in the {word} place of {body}",
      "{body} 的 {word} 位[上的数字|数字|上的数|是几]",
    ],
    read: (groups, context) => {
      const power = powerOfTen(groups["word"] as string);
      return power === null
        ? null
        : { kind: "digit", expression: context.parse(groups["body"] as string), power };
    },
    examples: [
      { ask: "What is the thousands digit of 2529734944?", answer: "4" },
      { ask: "What is the ten millions digit of 874472130756?", answer: "7" },
      { ask: "1256 的百位数字", answer: "2" },
    ],
  },
  {
    name: "base to base",
    frames: [
      "[convert ]{digits:alphanumeric} \\(base {from:digits}\\) (to|in|into) base {to:digits}",
      "[convert ]{digits:alphanumeric} (in|from) (base {from:digits}|{from:base}) to (base {to:digits}|{to:base})",
      "[convert ]{digits:alphanumeric} from (base {from:digits}|{from:base}) to (base {to:digits}|{to:base})",
      "[convert ]{from:base} {digits:alphanumeric} (to|in|into) (base {to:digits}|{to:base})",
      "{from:count} 进制 [数]{digits:alphanumeric} (转|转换为|转换成|化为|化成|转为) {to:count} 进制[数]",
      "[把|将]{digits:alphanumeric} 从 {from:count} 进制 (转|转换为|转换成|化为|化成|转为) {to:count} 进制[数]",
    ],
    read: convertBase,
    examples: [
      { ask: "What is 2211020100201 (base 3) in base 14?", answer: "2b0bba" },
      { ask: "二进制10110转十进制", answer: "22" },
      { ask: "binary 1011 to decimal", answer: "11" },
    ],
  },
  {
    name: "arithmetic in a base",
    frames: ["in base {base:digits}, {body}", "在 {base:count} 进制(下|中|里)[,] {body}"],
    read: (groups) =>
      inBase({
        ...groups,
        body: (groups["body"] as string).replace(/^(?:what is|calculate|work out)\s+/i, ""),
      }),
    examples: [
      { ask: "In base 7, what is 413 - -6?", answer: "422" },
      { ask: "In base 11, what is -23aa - -418?", answer: "-1a92" },
    ],
  },
  {
    name: "less than, as a difference",
    frames: ["{a:unary} less than {b:unary}", "{b:unary} 比 {a:unary} 少多少"],
    read: moreOrLess((b, a) => ["Add", b, ["Negate", a]]),
    examples: [
      { ask: "What is -0.69 less than -2.4?", answer: "-1.71" },
      { ask: "20% less than 50", answer: "40" },
    ],
  },
  {
    name: "more than, as a sum",
    frames: ["{a:unary} more than {b:unary}"],
    read: moreOrLess((b, a) => ["Add", b, a]),
    examples: [
      { ask: "What is 3 more than -2.4?", answer: "0.6" },
      { ask: "20% more than 50", answer: "60" },
    ],
  },
  {
    name: "distance of two numbers",
    frames: ["[the ](difference|distance) between {a} and {b}", "{a} (和|与) {b} (的差|相差多少)"],
    read: combine((a, b) => ["Abs", ["Add", a, ["Negate", b]]]),
    examples: [{ ask: "What is the difference between 4 and -11?", answer: "15" }],
  },
  {
    name: "total of two numbers",
    frames: [
      "[the ]total of {a} and {b}",
      "sum {a} and {b}",
      "add {a} to {b}",
      "put together {a} and {b}",
    ],
    read: combine((a, b) => ["Add", a, b]),
    examples: [{ ask: "Total of 0.1 and 2", answer: "2.1" }],
  },
  {
    name: "greatest common divisor, least common multiple",
    frames: [
      "[the ](greatest|highest|largest) common (divisor|factor|denominator) of {gcd}",
      "[the ](gcd|gcf|hcf) (of |){gcd}",
      "[the ](least|lowest|smallest) common multiple of {lcm}",
      "[the ]lcm (of |){lcm}",
    ],
    read: commonNumber,
    examples: [
      { ask: "gcf 9 81", answer: "9" },
      { ask: "Let n = 12. What is the highest common factor of n and 20?", answer: "4" },
      { ask: "lcm of 12, 18 and 30", answer: "180" },
    ],
  },
  {
    name: "divisibility",
    frames: [
      "is {a} a (factor|divisor) of {b}",
      "is {b} (divisible by|a multiple of) {a}",
      "(does|do) {a} divide {b}",
      "{a} 是[不是|否为|否是]{b} 的(因数|约数|因子)[吗]",
      "{b} (能|能不能|能否|可以)被 {a} 整除[吗]",
      "{b} 是[不是|否为|否是]{a} 的倍数[吗]",
    ],
    read: (groups, context) => ({
      kind: "truth",
      relation: [
        "Equal",
        ["Mod", context.parse(groups["b"] as string), context.parse(groups["a"] as string)],
        { num: "0" },
      ],
    }),
    examples: [
      { ask: "Is 30 a factor of 30*(8 - (-99)/6)?", answer: "no" },
      { ask: "Does 11 divide 385?", answer: "yes" },
      { ask: "385能被11整除吗", answer: "yes" },
    ],
  },
  {
    name: "parity",
    frames: [
      "is {a} (an |){parity:parity}[ number]",
      "{a} 是[不是|否为|否是]{parity:parity}[数][吗]",
    ],
    read: (groups, context) => {
      const value = context.parse(groups["a"] as string);
      // "Is x even" asks about a function; of other letters, about whole numbers.
      if (variablesOf(value).includes("x")) return null;
      const rest = { num: /even|偶/i.test(groups["parity"] as string) ? "0" : "1" };
      return { kind: "truth", relation: ["Equal", ["Mod", value, { num: "2" }], rest] };
    },
    examples: [{ ask: "Is 1234 even?", answer: "yes" }],
  },
  {
    name: "prime factors",
    frames: [
      "[list ][the ]prime factors of {body}",
      "[the ]prime (factorization|factorisation|decomposition) of {body}",
    ],
    read: (groups, context) => {
      const value = context.parse(groups["body"] as string);
      return isNumeric(value, context) ? { kind: "factor-integer", value } : null;
    },
    examples: [{ ask: "Let i = 80 - 5. What are the prime factors of i?", answer: "3 * 5^2" }],
  },
  {
    name: "common denominator",
    frames: [
      "[the ][lowest |least ]common denominator of {a} and {b}",
      "{a} [和|与] {b} 的[最小]公分母",
    ],
    read: (groups, context) => ({
      kind: "evaluate",
      expression: [
        "LCM",
        ["Denominator", context.parse(groups["a"] as string)],
        ["Denominator", context.parse(groups["b"] as string)],
      ],
    }),
    examples: [{ ask: "Calculate the common denominator of 109/132 and -51/4.", answer: "132" }],
  },
  {
    name: "next term",
    frames: [
      "[what ]comes next[:][ in][ after] {terms}",
      "[the ]next [term |number |one ](in|of|after)[ the sequence][:] {terms}",
      "[the ]next (term|number)[ ]:[ ]{terms}",
      "[数列|找规律|找规律填数][:|：] {terms} 的下一项[是什么]",
      "{terms}[,] (下一项|下一个数)[是|是什么|是多少]",
    ],
    read: (groups, context) => sequence(groups, context, null),
    examples: [
      { ask: "What comes next: 66, 57, 42, 21?", answer: "-6" },
      { ask: "What is the next term in 353, 690, 1027, 1364?", answer: "1701" },
    ],
  },
  {
    name: "general term",
    frames: [
      "[the ]{index:letter}'th term of {terms}",
      "[the ](general|nth|n-th) term of {terms}",
      "[数列] {terms} 的通项[公式]",
    ],
    read: (groups, context) => sequence(groups, context, groups["index"] ?? "n"),
    examples: [{ ask: "What is the q'th term of 5, 21, 37, 53?", answer: "16*q - 11" }],
  },
];

function combine(build: (a: Expression, b: Expression) => Expression): QueryBuilder {
  return (groups, context) => ({
    kind: "evaluate",
    expression: build(context.parse(groups["a"] as string), context.parse(groups["b"] as string)),
  });
}

/** "20% more than 50" adds a share of 50, "3 more than 50" the number itself. */
function moreOrLess(build: (b: Expression, a: Expression) => Expression): QueryBuilder {
  return (groups, context) => {
    const b = context.parse(groups["b"] as string);
    const rate = /^(?<rate>\d+(?:\.\d+)?)%$/.exec(groups["a"] as string)?.groups?.["rate"];
    return {
      kind: "evaluate",
      expression:
        rate === undefined
          ? build(b, context.parse(groups["a"] as string))
          : ["Multiply", b, build({ num: "1" }, percent(rate))],
    };
  };
}

/** True for numbers and for names that the text gives a number. */
function isNumeric(expression: Expression, context: ReadingContext): boolean {
  return variablesOf(expression).every((name) =>
    [...context.scope.values].some((value) => context.symbol(value) === name),
  );
}

function commonNumber(groups: Groups, context: ReadingContext): MathQuery | null {
  const text = (groups["gcd"] ?? groups["lcm"]) as string;
  const pieces = /^[\d\s]+$/.test(text)
    ? text.trim().split(/\s+/)
    : text.split(/\s*,\s*(?:and\s+)?(?![^()]*\))|\s+and\s+/);
  // "gcd of 12 and 18 plus 1" may add to the result or to the last number.
  if (/\b(?:plus|minus)\b/i.test(pieces.at(-1) as string)) return null;
  const values = pieces.map((piece) => context.parse(piece));
  return values.length < 2 || !values.every((value) => isNumeric(value, context))
    ? null
    : { kind: "evaluate", expression: [groups["gcd"] === undefined ? "LCM" : "GCD", ...values] };
}

function sequence(groups: Groups, context: ReadingContext, index: string | null): MathQuery | null {
  const terms = (groups["terms"] as string)
    .replace(/\s*[,，、]?\s*(?:\.{3}|…+)\s*$/u, "")
    .split(/\s*[,，、]\s*/u);
  if (terms.length < 3) return null;
  return { kind: "sequence", terms: terms.map((term) => context.parse(term)), index };
}
