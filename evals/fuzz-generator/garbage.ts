import { someExpression, someNumber } from "./expressions.ts";
import type { Random } from "./random.ts";

const SIGNS = [
  ..."∑∫√≤≠²³½π∞→∈αβ（）＋１２３，。！？求解方程导数积分的是多少和与零一二三百万亿分之",
  "\u0000",
  "\u0007",
  "\u200b",
  "\u202e",
  "\u2066",
  "\ud800",
  "\udfff",
  "😀",
  "𝒙",
  "𝟓",
  "שלום",
  "٣",
  "e\u0301",
  "\n",
  "\t",
  "\\",
  "\\\\",
  "$",
  "{",
  "}",
  "&",
  "#",
  '"',
  "`",
  "__proto__",
  "constructor",
  "import os",
  "<script>",
  "%s",
  "null",
];
const REPEATED = [
  "(",
  "[",
  "{",
  "|",
  "-",
  "+",
  "!",
  "'",
  "^",
  "1/",
  "2^",
  "x^",
  "x^2+",
  "sin(",
  "sqrt ",
  "\\frac{",
  "\\sqrt{",
  "\\left(",
  "{{",
  "f(",
  "x",
  "9",
  ",",
  "1,",
  " ",
  "the ",
  "derivative of ",
  "square root of ",
  "integrate ",
  "a and ",
  "两",
  "的平方",
  "的导数",
  "万",
  "分之",
  "x=1,",
  "let f(x)=f(x). ",
  "\n",
  "-x*",
  "1 1 ",
  "not ",
  "p and ",
  "°",
  "%",
];

/** Bytes that mean nothing, or the same thing over and over. */
export function someGarbage(random: Random): string {
  return random.pick([
    () => Array.from({ length: random.below(60) }, () => random.pick(SIGNS)).join(""),
    () => repeated(random),
    () => repeated(random) + someExpression(random, 1),
    () =>
      `${random.pick(["solve ", "factor ", "求 ", "is ", ""])}${repeated(random)}1${repeated(random)}`,
    () => nested(random),
  ])();
}

function repeated(random: Random): string {
  const part = random.pick(REPEATED);
  const longest = random.chance(0.2) ? 10_000 : random.chance(0.5) ? 300 : 60;
  return part.repeat(1 + random.below(Math.max(1, Math.floor(longest / part.length))));
}

/** Brackets that are well formed but deep, with different kinds inside each other. */
function nested(random: Random): string {
  let text = someExpression(random, 1);
  const depth = random.below(140);
  for (let level = 0; level < depth; level++)
    text = random.pick([
      () => `(${text})`,
      () => `sin(${text})`,
      () => `1/(1+${text})`,
      () => `(${text})^2`,
      () => `\\frac{1}{${text}}`,
      () => `|${text}|`,
      () => `${text}!`,
      () => `{${text}}`,
      () => `f(${text})`,
      () => `${text}^x`,
    ])();
  return text;
}

/** The text with a few slips: characters lost, put in, moved, doubled. */
export function mutated(random: Random, text: string): string {
  let result = text;
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = random.below(result.length + 1);
    result = random.pick([
      () => result.slice(0, at) + result.slice(at + 1),
      () => result.slice(0, at) + random.pick(SIGNS) + result.slice(at),
      () => result.slice(0, at) + random.pick([..."+-*/^=<>!%,.()[]{}|'_"]) + result.slice(at),
      () => result.slice(0, at) + someNumber(random) + result.slice(at),
      () => result.slice(at) + result.slice(0, at),
      () => result.slice(0, at) + result.slice(Math.floor(at / 2)),
      () => result.replace(/\d+/, () => someNumber(random)),
      () =>
        result.replace(/(?<![A-Za-z])[a-z](?![A-Za-z])/, () => `(${someExpression(random, 2)})`),
      () =>
        result.replaceAll(/[a-z]/g, (letter) =>
          random.chance(0.05) ? letter.toUpperCase() : letter,
        ),
    ])();
  }
  return result.slice(0, 12_000);
}
