import { AnsatzError } from "../../../../core/errors.ts";
import { integer } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";
import { asked } from "./worked.ts";

/** Digits of a repeating decimal as an exact quotient: the whole, what does not repeat, the period. */
function repeating(groups: Groups, context: ReadingContext): MathQuery | null {
  const text = (groups["a"] as string)
    .replace(/\s+/g, "")
    .replace(/\\?overline/, "")
    .replace(/^\./, "0.");
  const marked =
    /^(-?)(\d+)\.(\d*)[({](\d+)[)}]$/.exec(text) ??
    (groups["word"] === undefined ? null : /^(-?)(\d+)\.()(\d+)$/.exec(text)) ??
    /^(-?)(\d+)\.(\d*?)((\d)\5\5|(\d\d+)\6)(?:\.{3}|…)$/.exec(text);
  if (marked === null) return null;
  const [, sign, whole, before, tail, single, block] = marked as unknown as string[];
  const period = block ?? single ?? (tail as string);
  if (groups["word"] !== undefined || single !== undefined || block !== undefined)
    context.note({
      kind: "repeating-decimal",
      text: `The digits ${period} are taken to repeat for ever.`,
    });
  const scale = 10n ** BigInt((before as string).length);
  const nines = scale * (10n ** BigInt(period.length) - 1n);
  const value = BigInt(`${whole}${before}${period}`) - BigInt(`${whole}${before}`);
  return {
    kind: "evaluate",
    expression: ["Divide", integer(sign === "-" ? -value : value), integer(nines)],
  };
}

/** A decimal as a quotient of whole numbers, so that the answer is one. */
function decimalAsFraction(groups: Groups): MathQuery | null {
  const found = /^(-?)(\d*)\.(\d+)$/.exec(groups["a"] as string);
  if (found === null) return null;
  const [, sign, whole, digits] = found as unknown as [string, string, string, string];
  const over = BigInt(`${sign}${whole}${digits}`);
  return {
    kind: "evaluate",
    expression: ["Divide", integer(over), integer(10n ** BigInt(digits.length))],
  };
}

const ZH_BASES: Readonly<Record<string, number>> = { 二: 2, 三: 3, 八: 8, 十: 10, 十六: 16 };
const EN_BASES: Readonly<Record<string, number>> = {
  binary: 2,
  ternary: 3,
  octal: 8,
  decimal: 10,
  hexadecimal: 16,
  hex: 16,
};

function fractionInBase(groups: Groups, context: ReadingContext): MathQuery | null {
  const text = groups["base"] as string;
  const base = EN_BASES[text.toLowerCase()] ?? ZH_BASES[text] ?? Number(text);
  if (!Number.isInteger(base)) return null;
  return {
    kind: "algebra",
    operation: "fraction-in-base",
    operands: [context.parse(groups["a"] as string), integer(base)],
    variable: null,
  };
}

/** `101.11` in base 2 as a rational number. */
function fromBase(groups: Groups): MathQuery | null {
  const name = groups["base"] as string;
  const base = EN_BASES[name.toLowerCase()] ?? ZH_BASES[name] ?? Number(name);
  const found = /^([0-9a-z]+)\.([0-9a-z]+)$/i.exec(groups["a"] as string);
  if (found === null || !Number.isInteger(base)) return null;
  const digits = [...`${found[1]}${found[2]}`].map((digit) => Number.parseInt(digit, 36));
  if (digits.some((digit) => !(digit < base)))
    throw new AnsatzError("syntax", `A digit here is too large for base ${base}.`);
  const value = digits.reduce((sum, digit) => sum * BigInt(base) + BigInt(digit), 0n);
  return {
    kind: "evaluate",
    expression: [
      "Divide",
      integer(value),
      integer(BigInt(base) ** BigInt((found[2] as string).length)),
    ],
  };
}

/** Decimals as fractions and back, digits with a point in other bases, continued fractions. */
export const DECIMAL_FORM_INTENTS: readonly Intent[] = [
  {
    name: "repeating decimal as a fraction",
    frames: [
      /^(?:convert |write |express )?(?:the )?(?:repeating |recurring )?(?:decimal )?(?<a>-?\d*\.\d*(?:\(\d+\)|\\?overline\s*\{\d+\}|\d+(?:\.{3}|…)))(?:\s+(?:as|to|into|in) (?:a )?(?:(?:simple |common |simplest )?fraction|rational(?: number)?|lowest terms))?$/i,
      /^(?:convert |write |express )?(?:the )?(?:decimal )?(?<a>-?\d*\.\d+)\s+(?<word>repeating|recurring)(?:\s+(?:as|to|into) a (?:simple )?fraction)?$/i,
      /^(?:把|将)?\s*(?:无限)?循环小数\s*(?<a>-?\d*\.\d*(?:\(\d+\)|\d+(?:\.{3}|…+)))\s*(?:化|写|转)(?:成|为)(?:最简)?分数$/u,
      /^(?:把|将)?\s*(?<a>-?\d*\.\d*(?:\(\d+\)|\d+(?:\.{3}|…+)))\s*(?:化|写|转)(?:成|为)(?:最简)?分数$/u,
    ],
    read: repeating,
    examples: [
      { ask: "0.1(6) as a fraction", answer: "1/6" },
      { ask: "0.333... as a fraction", answer: "1/3" },
      { ask: "循环小数 0.(12) 化成分数", answer: "4/33" },
    ],
  },
  {
    name: "decimal as a fraction",
    frames: [
      "[convert |write |express ]{a:number} (as|to|into) [a ][simple |simplified |common ](fraction|rational number)[ in (lowest terms|simplest form)]",
      "[把|将] {a:number} (化成|化为|写成|转成)[最简]分数",
    ],
    read: decimalAsFraction,
    examples: [
      { ask: "0.375 as a fraction", answer: "3/8" },
      { ask: "把 0.125 化成分数", answer: "1/8" },
    ],
  },
  {
    name: "decimal expansion",
    frames: [
      "[the ](decimal expansion|repeating decimal|recurring decimal|decimal form) (of|for) {a}",
      "[write |express |convert ]{a} (as|to|into) a (repeating|recurring) decimal",
      "[把|将] {a} (化成|化为|写成)[循环]小数",
    ],
    read: asked("repeating-decimal", "a"),
    examples: [
      { ask: "decimal expansion of 1/7", answer: "0.(142857)" },
      { ask: "把 5/6 化成循环小数", answer: "0.8(3)" },
    ],
  },
  {
    name: "fraction in a base",
    frames: [
      "[convert |write ]{a} (in|to|into) (base[ ]{base:digits})",
      "[convert |write ]{a} (in|to|into) {base:base}",
      "[把|将] {a} (转换为|转换成|化成|化为|写成|转为)(二|三|八|十六|{base:digits})进制[小数|数]",
    ],
    read: (groups, context) =>
      /[./]/.test(groups["a"] as string) && groups["base"] !== undefined
        ? fractionInBase(groups, context)
        : null,
    examples: [
      { ask: "10.625 in binary", answer: "1010.101" },
      { ask: "convert 0.1 to base 2", answer: "0.0(0011)" },
    ],
  },
  {
    name: "digits with a point from a base",
    frames: [
      "[convert ]{base:base} {a:pointed} to decimal",
      "[convert ]{a:pointed} (from|in) {base:base} to decimal",
      "[convert ]{a:pointed} (from |in )base[ ]{base:digits} to (base 10|decimal)",
    ],
    read: fromBase,
    examples: [{ ask: "binary 101.11 to decimal", answer: "23/4" }],
  },
  {
    name: "terms of a continued fraction",
    frames: [
      "[the ]first {n:count} (terms|quotients|partial quotients) of [the ]continued fraction [expansion ](of|for) {a}",
      "[the ]continued fraction [expansion ](of|for) {a}[,] ([up ]to |with |){n:count} (terms|quotients)",
      "{a} 的连分数[展开][的]前 {n:count} 项",
    ],
    read: (groups, context) => {
      const n = readWholeNumber(groups["n"] as string);
      return n === null
        ? null
        : {
            kind: "algebra",
            operation: "continued-fraction",
            operands: [context.parse(groups["a"] as string), integer(n)],
            variable: null,
          };
    },
    examples: [
      { ask: "first 6 terms of the continued fraction of pi", answer: "3, 7, 15, 1, 292, 1, …" },
      { ask: "e 的连分数前 5 项", answer: "2, 1, 2, 1, 1, …" },
    ],
  },
  {
    name: "convergents",
    frames: [
      "[the ][first {n:count} ]convergents (of|to|for) [the continued fraction (of|for) ]{a}",
      "{a} 的[前 {n:count} 个]渐近分数",
    ],
    read: (groups, context) => {
      const n = groups["n"] === undefined ? 8n : readWholeNumber(groups["n"]);
      return n === null
        ? null
        : {
            kind: "algebra",
            operation: "convergents",
            operands: [context.parse(groups["a"] as string), integer(n)],
            variable: null,
          };
    },
    examples: [{ ask: "first 4 convergents of sqrt(2)", answer: "1, 3/2, 7/5, 17/12" }],
  },
];
