import type { MathQuery } from "../math-query.ts";
import { num } from "../formula.ts";
import { readWholeNumber } from "../number-words.ts";
import { cardsOfKind } from "../playing-cards.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";
import { letterIn } from "./one-letter.ts";

const FACTORS: Readonly<Record<string, number>> = {
  double: 2,
  twice: 2,
  triple: 3,
  thrice: 3,
  quadruple: 4,
};
const POWERS: Readonly<Record<string, number>> = { square: 2, cube: 3 };
const AMOUNT = String.raw`-?\d[\d,]*(?:\.\d+)?(?:\s*/\s*\d+)?%?`;

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

/** One card of 52, or one throw of a fair die. */
function cardOrFace(groups: Groups, context: ReadingContext): MathQuery | null {
  const card = groups["card"];
  if (card !== undefined) {
    context.note({ kind: "model", text: "One card is drawn from a full deck of 52." });
    const count = cardsOfKind(card);
    return count === null
      ? null
      : { kind: "evaluate", expression: ["Divide", num(count), num(52)] };
  }
  context.note({ kind: "model", text: "A fair die with six faces is assumed." });
  const bound = Number(groups["k"] ?? "0");
  const isMore = /bigger|larger|greater|higher/i.test(groups["more"] ?? "");
  const fits = (face: number): boolean =>
    groups["kind"] === undefined
      ? isMore
        ? face > bound
        : face < bound
      : (face % 2 === 0) === /even/i.test(groups["kind"]);
  const count = [1, 2, 3, 4, 5, 6].filter(fits).length;
  return { kind: "evaluate", expression: ["Divide", num(count), num(6)] };
}

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
    name: "factors of a number",
    frames: ["[list ][all ][the ]factors of {n:digits}"],
    rewrite: ({ n }) => `divisors of ${n}`,
    examples: [{ ask: "factors of 36", answer: "1, 2, 3, 4, 6, 9, 12, 18, 36" }],
  },
  {
    name: "quotient",
    frames: [
      "[the ]quotient of {a} and {b}",
      "[what do you get |what is the result ](when|if) you divide {a} by {b}",
      "do you get when you divide {a} by {b}",
    ],
    rewrite: ({ a, b }) => `(${a})/(${b})`,
    examples: [
      { ask: "quotient of 84 and 7", answer: "12" },
      { ask: "What do you get when you divide 100 by 8?", answer: "25/2" },
    ],
  },
  {
    name: "how often one number goes into another",
    frames: ["how many times does {a:digits} go into {b:digits}"],
    rewrite: ({ a, b }) => `floor(${b}/${a})`,
    examples: [{ ask: "how many times does 7 go into 50", answer: "7" }],
  },
  {
    name: "multiple or power of a sum",
    frames: [
      new RegExp(
        `^(?:the )?(?<word>double|twice|triple|square of|cube of) the (?<of>sum|product|difference) of (?<a>${AMOUNT}) and (?<b>${AMOUNT})$`,
        "i",
      ),
    ],
    rewrite: ({ word, of, a, b }) => {
      const sign = /sum/i.test(of ?? "") ? "+" : /product/i.test(of ?? "") ? "*" : "-";
      const [name = ""] = (word as string).toLowerCase().split(" ");
      const inner = `((${a})${sign}(${b}))`;
      return POWERS[name] === undefined ? `${FACTORS[name]}*${inner}` : `${inner}^${POWERS[name]}`;
    },
    examples: [
      { ask: "twice the sum of 3 and 4", answer: "14" },
      { ask: "the square of the sum of 2 and 3", answer: "25" },
    ],
  },
  {
    name: "fraction of a number",
    frames: [/^(?<a>\d+\s*\/\s*\d+)\s+of\s+(?<b>\d[\d,]*(?:\.\d+)?)$/i],
    rewrite: ({ a, b }) => `(${a})*(${b})`,
    examples: [{ ask: "2/3 of 90", answer: "60" }],
  },
  {
    name: "value of a letter",
    frames: [
      "[find |what is ][the ]value of {letter:letter}(:| if| when| in| given| given that) {body}",
      "{letter:letter}[ ]:[ ]{body}",
    ],
    rewrite: ({ letter, body }) =>
      /=/.test(body ?? "") && !/[,;]/.test(body ?? "") ? `solve ${body} for ${letter}` : null,
    examples: [{ ask: "find the value of x: 4(x-2)=12", answer: "5" }],
  },
  {
    name: "real cube root",
    frames: [/^(?:the )?(?:real )?cube root of\s+(?:-|−|negative |minus )(?<x>\d+(?:\.\d+)?)$/i],
    read: (groups, context) => {
      context.note({ kind: "root", text: "The real root is meant; there are two complex ones." });
      return {
        kind: "evaluate",
        expression: ["Negate", ["Power", num(groups["x"] as string), ["Divide", num(1), num(3)]]],
      };
    },
    examples: [{ ask: "cube root of -8", answer: "-2" }],
  },
  {
    name: "combinations, in short",
    frames: [
      "[how many ]combinations of {k:count} (from|out of) {n:count}[ are there]",
      "[how many ]permutations of {kk:count} (from|out of) {nn:count}[ are there]",
    ],
    rewrite: ({ k, n, kk, nn }) => (k === undefined ? `nPr(${nn}, ${kk})` : `${n} choose ${k}`),
    examples: [{ ask: "how many combinations of 4 from 9", answer: "126" }],
  },
  {
    name: "first multiples",
    frames: ["[list ][the ]first {n:count} multiples of {x:digits}"],
    read: (groups) => {
      const count = readWholeNumber(groups["n"] as string);
      return count === null || count < 1n || count > 100n
        ? null
        : {
            kind: "tuple",
            items: Array.from({ length: Number(count) }, (_, k) => [
              "Multiply",
              num(k + 1),
              num(groups["x"] as string),
            ]),
          };
    },
    examples: [{ ask: "first 5 multiples of 7", answer: "(7, 14, 21, 28, 35)" }],
  },
  {
    name: "chance of a kind of card or face",
    frames: [
      "[the ](probability|chance|odds) of (drawing|picking|getting) [a |an ]{card:card}[ card][ from [a |the ][standard ]deck[ of cards| of 52 cards]]",
      "[the ](probability|chance|odds) of (rolling|getting|throwing) [a |an ]{kind:parity} number[ with a die| on a die]",
      "[the ](probability|chance|odds) of (rolling|getting|throwing) [a |an ]number {more:more} than {k:digits}[ with a die| on a die]",
    ],
    read: cardOrFace,
    examples: [
      { ask: "probability of drawing an ace", answer: "1/13" },
      { ask: "probability of rolling an even number", answer: "1/2" },
      { ask: "probability of rolling a number greater than 4", answer: "1/3" },
    ],
  },
  {
    name: "date after, in short",
    frames: [
      "[the ](date|day) [is |was |will be |will it be ]{n:count} {unit:calendar} {way:afterwards} {date}",
    ],
    rewrite: ({ n, unit, way, date }) =>
      `${n} ${unit} ${/before/i.test(way as string) ? "before" : "after"} ${date}`,
    examples: [
      { ask: "what is the date 45 days after January 1 2025", answer: "2025-02-15" },
      { ask: "what date is 10 days before March 5, 2024", answer: "2024-02-24" },
    ],
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
    name: "sum with one letter",
    frames: [
      /^(?:the )?(?<kind>sum|product) (?:of )?(?<body>[^,]*?)\s+from\s+(?<lower>-?\d+)\s+to\s+(?<upper>-?\d+|infinity|inf|∞)$/i,
    ],
    rewrite: ({ kind, body, lower, upper }) => {
      const letter = letterIn(body as string);
      return letter === null ? null : `${kind} of ${body} for ${letter} = ${lower} to ${upper}`;
    },
    examples: [{ ask: "sum 1/n^2 from 1 to infinity", answer: "pi^2/6" }],
  },
];
