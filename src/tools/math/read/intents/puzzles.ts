import { fractionOf } from "../../exact/fraction-of.ts";
import { add, minus, num, over, times } from "../formula.ts";
import type { Expression } from "../../expression/expression.ts";
import { EVERYWHERE, type MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import { money, moneyOf, rateOf } from "./finance.ts";
import type { Intent } from "./intent.ts";

const solve = (equations: readonly Expression[], unknowns: readonly string[]): MathQuery => ({
  kind: "solve",
  equations,
  unknowns,
  domain: EVERYWHERE,
});

const equal = (left: Expression, right: Expression): Expression => ["Equal", left, right];

/** Two numbers by their sum and their difference or product. */
function twoNumbers(groups: Groups): MathQuery {
  const sum = equal(add("x", "y"), num(groups["sum"] as string));
  const other =
    groups["difference"] === undefined
      ? equal(times("x", "y"), num(groups["product"] as string))
      : equal(minus("x", "y"), num(groups["difference"]));
  return solve([sum, other], ["x", "y"]);
}

/** Consecutive whole numbers with a given sum; null where no whole numbers have it. */
function consecutive(groups: Groups): MathQuery | null {
  const count = readWholeNumber(groups["n"] as string);
  const total = fractionOf(num(groups["sum"] as string));
  if (count === null || total === null || count < 2n || count > 20n) return null;
  const step = groups["parity"] === undefined ? 1n : 2n;
  const first = total.sub((step * count * (count - 1n)) / 2n).div(count);
  const isEven = first.mod(2).equals(0);
  const wantsEven = /even|偶/iu.test(groups["parity"] ?? "");
  if (first.d !== 1n || (step === 2n && isEven !== wantsEven)) return null;
  const start = first.s * first.n;
  return {
    kind: "tuple",
    items: Array.from({ length: Number(count) }, (_, k) => num(String(start + step * BigInt(k)))),
  };
}

const SIGNS: Readonly<Record<string, (x: Expression, a: Expression) => Expression>> = {
  plus: (x, a) => add(x, a),
  minus: (x, a) => minus(x, a),
  times: (x, a) => times(x, a),
  "multiplied by": (x, a) => times(x, a),
  "divided by": (x, a) => over(x, a),
  加: (x, a) => add(x, a),
  减: (x, a) => minus(x, a),
  乘: (x, a) => times(x, a),
  除以: (x, a) => over(x, a),
};

function numberThat(groups: Groups): MathQuery | null {
  const sign = SIGNS[(groups["sign"] ?? "").toLowerCase().replace(/^([加减乘])上?去?以?$/u, "$1")];
  return sign === undefined
    ? null
    : solve([equal(sign("x", num(groups["a"] as string)), num(groups["b"] as string))], ["x"]);
}

function multipleOfNumber(groups: Groups): MathQuery {
  const multiple = times(num(groups["k"] as string), "x");
  const shift = num(groups["m"] as string);
  const left = /minus|减/iu.test(groups["sign"] as string)
    ? minus(multiple, shift)
    : add(multiple, shift);
  return solve([equal(left, num(groups["r"] as string))], ["x"]);
}

/** What so many things cost when others of the kind cost so much. */
function inProportion(groups: Groups): MathQuery | null {
  const { a, b, p, one, other } = groups as Readonly<Record<string, string>>;
  const price = moneyOf(p as string);
  const name = (text: string | undefined): string => (text ?? "").toLowerCase().replace(/e?s$/, "");
  if (price === null || name(one) !== name(other) || Number(a) <= 0) return null;
  return money(over(times(price, num(b as string)), num(a as string)), { p });
}

function salePrice(groups: Groups): MathQuery | null {
  const amount = moneyOf(groups["amount"] as string);
  return amount === null
    ? null
    : money(times(amount, minus(num(1), rateOf(groups["rate"] as string))), {
        amount: groups["amount"],
      });
}

const FIND =
  "[,] [find |what are |what is |find what |calculate ][the ][two |three |four ](numbers|integers|them|they|it|number)";
const SIGN = "{sign:sign}";

/** Short puzzles about unknown numbers, prices and journeys; each has one meaning. */
export const PUZZLE_INTENTS: readonly Intent[] = [
  {
    name: "two numbers by sum and difference or product",
    frames: [
      `[if ][the ]sum of two numbers is {sum:number} and their difference is {difference:number}${FIND}`,
      `[if ][the ]sum of two numbers is {sum:number} and their product is {product:number}${FIND}`,
      "[find ][the ]two numbers (whose|with|that have) [a ]product [is |of |= ]{product:number} and [a |whose ]sum [is |of |= ]{sum:number}",
      "[find ][the ]two numbers (whose|with|that have) [a ]sum [is |of |= ]{sum:number} and [a |whose ]product [is |of |= ]{product:number}",
      "[find ][the ]two numbers (whose|with|that have) [a ]sum [is |of |= ]{sum:number} and [a |whose ]difference [is |of |= ]{difference:number}",
      "两(个|)数[的|之]和[为|是]{sum:number}[,][它们的]差[为|是]{difference:number}[,][求]这两[个]数",
      "两(个|)数[的|之]和[为|是]{sum:number}[,][它们的]积[为|是]{product:number}[,][求]这两[个]数",
    ],
    read: twoNumbers,
    examples: [
      {
        ask: "the sum of two numbers is 20 and their difference is 4, find the numbers",
        answer: "x = 12, y = 8",
      },
      {
        ask: "find two numbers whose sum is 10 and product is 21",
        answer: "x = 3, y = 7 or x = 7, y = 3",
      },
    ],
  },
  {
    name: "consecutive numbers by their sum",
    frames: [
      `[if ][the ]sum of {n:count} consecutive [{parity:parity} ](integers|numbers|whole numbers) is {sum:integer}${FIND}`,
      "[find |what are ]{n:count} consecutive [{parity:parity} ](integers|numbers|whole numbers) (whose sum is|with sum|with a sum of|that add up to|that sum to|adding up to) {sum:integer}",
      "{n:count} 个连续[的]{parity:parity} 数[的|之]和[为|是|等于]{sum:integer}[,][求][这些数|这几个数|这三个数|这两个数|这四个数|这五个数]",
      "{n:count} 个连续[的](整数|自然数)[的|之]和[为|是|等于]{sum:integer}[,][求][这些数|这几个数|这三个数|这两个数|这四个数|这五个数]",
    ],
    read: consecutive,
    examples: [
      { ask: "the sum of three consecutive integers is 72, find them", answer: "(23, 24, 25)" },
      { ask: "find two consecutive odd integers whose sum is 36", answer: "(17, 19)" },
    ],
  },
  {
    name: "number that gives a result",
    frames: [
      `(what|which) number ${SIGN} {a:number} (is|equals|gives|makes|=) {b:number}`,
      `[a ]number ${SIGN} {a:number} (is|equals|gives|makes|=) {b:number}`,
    ],
    read: numberThat,
    examples: [
      { ask: "what number plus 7 equals 15", answer: "8" },
      { ask: "what number times 6 is 54", answer: "9" },
    ],
  },
  {
    name: "unknown by its multiple",
    frames: [
      `[if ]{k:number} times a number {sign:addsign} {m:number} (is|equals|=) {r:number}[,] [find |what is ][the |that ][number]`,
      "一个数的 {k:number} 倍{sign:addsign} {m:number} (是|等于|为|得){r:number}[,][求这个数|这个数是|求这个数是]",
    ],
    read: multipleOfNumber,
    examples: [
      { ask: "3 times a number minus 4 is 11, find the number", answer: "5" },
      { ask: "一个数的3倍加5等于20，求这个数", answer: "5" },
    ],
  },
  {
    name: "number of which a share is given",
    frames: [
      "[if ]{rate:number}[ ]% of a number is {part:number}[,] [find |what is ][the |that ]number",
    ],
    rewrite: ({ rate, part }) => `${rate}% of what number is ${part}`,
    examples: [{ ask: "if 30% of a number is 12 what is the number", answer: "40" }],
  },
  {
    name: "price in proportion",
    frames: [
      "[if ]{a:number} {one:word} (cost|costs) {p:price}[,] (how much|what) (do|does|will|would) {b:number} {other:word} cost",
      "[if ]{a:number} {one:word} (cost|costs) {p:price}[,] [find |what is ]the (cost|price) of {b:number} {other:word}",
    ],
    read: inProportion,
    examples: [{ ask: "if 5 apples cost $3, how much do 8 apples cost", answer: "4.8 USD" }],
  },
  {
    name: "sale price",
    frames: [
      "[a |an |the ]{word:word} (costs|is priced at|originally costs) {amount:price} and is {rate:number}[ ]% off[,] (what is|find) (the|its) (sale|new|final|discounted) price",
    ],
    read: salePrice,
    examples: [
      { ask: "a shirt costs $40 and is 25% off, what is the sale price", answer: "30 USD" },
    ],
  },
  {
    name: "journey of something",
    frames: [
      "[a |an |the ]{word:word} (travels|drives|goes|covers|runs|flies|moves|walks) {far:measure} in {time:measure}[,] (what is|find|what's) (its|his|her|the) [average ]speed",
      "[if ](i|you|we|he|she) (drive|drives|travel|travels|go|goes|ride|rides|run|runs|walk|walks)[ at] {fast:measure} for {time:measure}[,][ ]how far (do|will|would|does) (i|you|we|he|she) (go|travel|drive|get|ride|run|walk)",
      "[a |an |the ]{word:word} (travels|drives|goes|runs|flies|moves|walks) at {fast:measure} for {time:measure}[,] how far (does|did|will) (it|he|she) (go|travel|drive|run|fly|walk|move)",
    ],
    rewrite: ({ far, fast, time }) =>
      far === undefined
        ? `how far can it go in ${time} at ${fast}`
        : `average speed of ${far} in ${time}`,
    examples: [
      {
        ask: "a car travels 240 miles in 4 hours, what is its average speed",
        answer: "60 mph",
      },
      {
        ask: "a train travels at 80 km/h for 2.5 hours, how far does it go",
        answer: "200 km",
      },
    ],
  },
];
