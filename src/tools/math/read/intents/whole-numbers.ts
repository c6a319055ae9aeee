import type { MathQuery } from "../math-query.ts";
import { readOrdinal, readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { numberValue } from "../whole-value.ts";
import type { Intent } from "./intent.ts";

type Kind = "count" | "list" | "sum" | "twins";

/** Primes in a range: "below 100" leaves 100 out, "up to" does not. */
function primes(operation: Kind) {
  return (groups: Groups, context: ReadingContext): MathQuery | null => {
    const lower = groups["from"] === undefined ? 0n : numberValue(groups["from"], context);
    const upper = numberValue(groups["to"] as string, context);
    if (lower === null || upper === null) return null;
    const isOpen = /^(?:below|less than|under|smaller than|<|before|小于)$/iu.test(
      groups["word"] ?? "",
    );
    return { kind: "primes", operation, from: lower, to: isOpen ? upper - 1n : upper };
  };
}

const UP_TO = "{word:upto}[ ]";

/** Primes, digits, Roman numerals, sums of whole numbers. */
export const WHOLE_NUMBER_INTENTS: readonly Intent[] = [
  {
    name: "n-th prime",
    frames: [
      "[the ]{n:ordinal} prime[ number]",
      "第 {n:count} 个[质|素]数",
      "prime\\({n:digits}\\)",
      "prime\\[{n:digits}\\]",
    ],
    read: (groups) => {
      const text = groups["n"] as string;
      const n = readWholeNumber(text) ?? BigInt(readOrdinal(text) ?? 0);
      return n < 1n ? null : { kind: "primes", operation: "nth", from: n, to: n };
    },
    examples: [
      { ask: "100th prime", answer: "541" },
      { ask: "第100个质数", answer: "541" },
    ],
  },
  {
    name: "number of twin primes",
    frames: [
      `[the ](number of|how many) twin primes [are ]${UP_TO}{to}`,
      "{to} 以内[有多少](孪生素数|孪生质数)[的个数|有多少对]",
    ],
    read: primes("twins"),
    examples: [{ ask: "number of twin primes less than 200", answer: "15" }],
  },
  {
    name: "number of primes",
    frames: [
      `[the ](number of|how many) (primes|prime numbers) [are |are there |there are ]${UP_TO}{to}`,
      "[the ](number of|how many) (primes|prime numbers) [are |are there ](between|from) {from} (and|to) {to}",
      "{to} 以内[的|有多少|有几](个素数|个质数|素数个数|质数个数|素数有多少个|质数有多少个|多少个素数|多少个质数)",
      "primepi\\({to:digits}\\)",
      "primepi\\[{to:digits}\\]",
    ],
    read: primes("count"),
    examples: [
      { ask: "number of primes below 100000000", answer: "5761455" },
      { ask: "number of prime numbers between 1 to 10000", answer: "1229" },
      { ask: "100以内有多少个素数", answer: "25" },
    ],
  },
  {
    name: "sum of primes",
    frames: [
      `[the ]sum of [all ][the ](primes|prime numbers) ${UP_TO}{to}`,
      "{to} 以内[所有]的?(素数|质数)之?和".replaceAll("?", ""),
    ],
    read: primes("sum"),
    examples: [{ ask: "sum of all the primes <= 10^1", answer: "17" }],
  },
  {
    name: "list of primes",
    frames: [
      "[list ][all ][the ](primes|prime numbers) (from |between |){from:digits}[ ](-|to|and|–)[ ]{to:digits}",
      `[list ][all ][the ](primes|prime numbers) ${UP_TO}{to}`,
      "{to} 以内的[所有|全部](素数|质数)",
    ],
    read: primes("list"),
    examples: [{ ask: "prime numbers 1-20", answer: "2, 3, 5, 7, 11, 13, 17, 19" }],
  },
  {
    name: "roman numeral",
    frames: [
      "[the ]roman numeral[s] [for |of ]{n:digits}",
      "{n:digits} (in|to|as) roman[ numerals]",
      "[把|将]{n:digits} (写成|转换成|转成|的|化成|用) 罗马数字[表示]",
    ],
    read: (groups) => ({ kind: "roman", value: BigInt(groups["n"] as string) }),
    examples: [
      { ask: "roman numeral for 1994", answer: "MCMXCIV" },
      { ask: "1994的罗马数字", answer: "MCMXCIV" },
    ],
  },
  {
    name: "decimal digit of a constant",
    frames: [
      "[the ]{n:ordinal} (decimal place|decimal digit|decimal|digit after the decimal point) of {body}",
      "{body} [的]小数点后第 {n:count} 位[数字]",
    ],
    read: (groups, context) => {
      const place =
        readOrdinal(groups["n"] as string) ?? Number(readWholeNumber(groups["n"] as string) ?? 0n);
      return place < 1
        ? null
        : { kind: "decimal-digit", expression: context.parse(groups["body"] as string), place };
    },
    examples: [{ ask: "What is the 345th decimal place of pi", answer: "5" }],
  },
  {
    name: "sum of whole numbers",
    frames: [
      "[the ]sum of [all ][the ](integers|numbers|whole numbers|natural numbers) (from |between ){a} (to|and) {b}",
      "sum (integers|numbers) (from |between ){a} (to|and) {b}",
      "[the ]sum of {a:integer} to {b:integer}",
      "[从]{a:integer} [一直]加?到 {b:integer} [的|所有][整数|自然数|数](的和|之和|总和)".replace(
        "加?",
        "[加]",
      ),
    ],
    read: (groups, context) => ({
      kind: "sum",
      expression: "k",
      variable: "k",
      lower: context.parse(groups["a"] as string),
      upper: context.parse(groups["b"] as string),
    }),
    examples: [
      { ask: "sum integers from 1 to 100", answer: "5050" },
      { ask: "sum of 93 to 219", answer: "19812" },
      { ask: "1到100的和", answer: "5050" },
    ],
  },
];
