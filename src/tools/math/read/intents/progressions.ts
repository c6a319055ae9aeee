import { Fraction } from "fraction.js";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import { add, minus, num, power, times } from "../formula.ts";
import type { Expression } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { readOrdinal, readWholeNumber } from "../number-words.ts";
import type { Intent } from "./intent.ts";

const sum = (expression: Expression, lower: Expression, upper: Expression): MathQuery => ({
  kind: "sum",
  expression,
  variable: "k",
  lower,
  upper,
});

const DOTS = /^\s*(?:\.{2,}|…+|⋯|\\l?c?dots|\\dots)\s*$/u;
const FEWEST_TERMS = 2;
const MOST_STEPS = 10n ** 15n;

/**
 * "1 + 3 + 5 + ... + 99": an arithmetic progression where its step leads to the last term, else a geometric one;
 * without a last term a geometric series of at least three terms. Null for anything else.
 */
function ellipsis(groups: Groups, context: ReadingContext): MathQuery | null {
  const parts = (groups["terms"] as string).split("+");
  const at = parts.findIndex((part) => DOTS.test(part));
  const after = parts.slice(at + 1);
  if (at < FEWEST_TERMS || after.length > 1) return null;
  const read = (text: string): Fraction | null => fractionOf(context.parse(text));
  const before = parts.slice(0, at).map(read);
  if (before.some((term) => term === null)) return null;
  const terms = before as Fraction[];
  const last = after[0] === undefined || after[0].trim() === "" ? null : read(after[0]);
  if (after[0]?.trim() && last === null) return null;
  return last === null ? infinite(terms, context) : finite(terms, last, context);
}

function isSame<Item>(items: readonly Item[], equal: (a: Item, b: Item) => boolean): boolean {
  return items.every((item) => equal(item, items[0] as Item));
}

const steps = (terms: readonly Fraction[]): Fraction[] =>
  terms.slice(1).map((term, k) => term.sub(terms[k] as Fraction));
const ratios = (terms: readonly Fraction[]): Fraction[] | null =>
  terms.some((term) => term.equals(0))
    ? null
    : terms.slice(1).map((term, k) => term.div(terms[k] as Fraction));
const equal = (a: Fraction, b: Fraction): boolean => a.equals(b);

function finite(
  terms: readonly Fraction[],
  last: Fraction,
  context: ReadingContext,
): MathQuery | null {
  const first = terms[0] as Fraction;
  const differences = steps(terms);
  const difference = differences[0] as Fraction;
  if (isSame(differences, equal) && !difference.equals(0)) {
    const count = last.sub(first).div(difference);
    if (count.d === 1n && count.s > 0n && count.n >= BigInt(terms.length) && count.n < MOST_STEPS) {
      context.note({
        kind: "progression",
        text: `The terms are read as an arithmetic progression: ${difference.toFraction()} is added each time, up to ${last.toFraction()}.`,
      });
      return sum(
        add(fractionExpression(first), times(fractionExpression(difference), "k")),
        num(0),
        num(count.n.toString()),
      );
    }
  }
  const factors = ratios(terms);
  const factor = factors?.[0];
  if (!factors || factor === undefined || !isSame(factors, equal) || factor.abs().equals(1))
    return null;
  let term = first;
  for (let count = 0; count <= 10_000; count++) {
    if (term.equals(last)) {
      context.note({
        kind: "progression",
        text: `The terms are read as a geometric progression: multiplied by ${factor.toFraction()} each time, up to ${last.toFraction()}.`,
      });
      return sum(
        times(fractionExpression(first), power(fractionExpression(factor), "k")),
        num(0),
        num(count),
      );
    }
    if (
      factor.abs().compare(1) > 0
        ? term.abs().compare(last.abs()) > 0
        : term.abs().compare(last.abs()) < 0
    )
      return null;
    term = term.mul(factor);
  }
  return null;
}

function infinite(terms: readonly Fraction[], context: ReadingContext): MathQuery | null {
  const factors = terms.length < 3 ? null : ratios(terms);
  const factor = factors?.[0];
  if (!factors || factor === undefined || !isSame(factors, equal) || factor.abs().compare(1) >= 0)
    return null;
  context.note({
    kind: "progression",
    text: `The terms are read as a geometric series: multiplied by ${factor.toFraction()} each time, without end.`,
  });
  return sum(
    times(fractionExpression(terms[0] as Fraction), power(fractionExpression(factor), "k")),
    num(0),
    "PositiveInfinity",
  );
}

/** What stands at place k, counted from one, of the numbers that a word names. */
const NAMED: Readonly<Record<string, Expression>> = {
  odd: minus(times(num(2), "k"), num(1)),
  even: times(num(2), "k"),
  natural: "k",
  square: power("k", 2),
  cube: power("k", 3),
};

function namedTerm(word: string): Expression | null {
  const text = word.toLowerCase();
  if (/odd|奇/u.test(text)) return NAMED["odd"] as Expression;
  if (/even|偶/u.test(text)) return NAMED["even"] as Expression;
  if (/square|平方/u.test(text)) return NAMED["square"] as Expression;
  if (/cube|立方/u.test(text)) return NAMED["cube"] as Expression;
  return /natural|integer|whole|counting|number|自然|正整|整数/u.test(text)
    ? (NAMED["natural"] as Expression)
    : null;
}

function firstOf(groups: Groups, context: ReadingContext): MathQuery | null {
  const count = readWholeNumber(groups["n"] as string);
  const term = namedTerm(groups["kind"] as string);
  if (count === null || count < 1n || term === null) return null;
  context.note({ kind: "progression", text: "They are counted from the first positive one." });
  return sum(term, num(1), num(count.toString()));
}

/** Even or odd numbers between two bounds; both bounds count where they are of the kind. */
function between(groups: Groups): MathQuery | null {
  const [low, high] = [BigInt(groups["a"] as string), BigInt(groups["b"] as string)];
  const odd = /odd|奇/iu.test(groups["kind"] as string) ? 1n : 0n;
  const isOfKind = (value: bigint): boolean => (value % 2n === 0n) === (odd === 0n);
  const [first, last] = [isOfKind(low) ? low : low + 1n, isOfKind(high) ? high : high - 1n];
  if (first > last) return null;
  return sum(
    odd === 0n ? times(num(2), "k") : add(times(num(2), "k"), num(1)),
    num(((first - odd) / 2n).toString()),
    num(((last - odd) / 2n).toString()),
  );
}

function powersBetween(groups: Groups): MathQuery {
  const exponent = /cube|立方/iu.test(groups["kind"] as string) ? 3 : 2;
  return sum(power("k", exponent), num(groups["a"] as string), num(groups["b"] as string));
}

function firstPrimes(groups: Groups): MathQuery | null {
  const count = readWholeNumber(groups["n"] as string);
  const operation = groups["sum"] === undefined ? "list-first" : "sum-of-first";
  return count === null || count < 1n ? null : { kind: "primes", operation, from: 1n, to: count };
}

function placeOf(text: string | undefined): bigint | null {
  if (text === undefined) return null;
  return readWholeNumber(text) ?? BigInt(readOrdinal(text) ?? 0);
}

function term(kind: "arithmetic" | "geometric", isSum: boolean): QueryBuilder {
  return (groups, context) => {
    const place = placeOf(groups["n"]);
    if (place === null || place < 1n) return null;
    const [a, step] = [groups["a"], groups["d"]].map((text) => context.parse(text as string)) as [
      Expression,
      Expression,
    ];
    const upTo = (k: Expression): Expression =>
      kind === "arithmetic" ? add(a, times(k, step)) : times(a, power(step, k));
    return isSum
      ? sum(upTo("k"), num(0), num((place - 1n).toString()))
      : { kind: "evaluate", expression: upTo(num((place - 1n).toString())) };
  };
}

const numbered = (groups: Groups, context: ReadingContext): MathQuery | null => {
  const place = placeOf(groups["n"]);
  const terms = (groups["terms"] as string)
    .replace(/[,，]?\s*(?:\.{3}|…+)\s*$/u, "")
    .split(/[,，]/u);
  if (place === null || place < 1n || terms.length < 3) return null;
  const kind = groups["kind"];
  if (kind !== undefined) return termOfKind(/arith|差/iu.test(kind), terms, place, context);
  return {
    kind: "sequence",
    terms: terms.map((item) => context.parse(item)),
    index: place.toString(),
  };
};

/** A term of a progression that the question calls arithmetic or geometric; null where it is not. */
function termOfKind(
  isArithmetic: boolean,
  texts: readonly string[],
  place: bigint,
  context: ReadingContext,
): MathQuery | null {
  const read = texts.map((text) => fractionOf(context.parse(text)));
  if (read.some((item) => item === null)) return null;
  const terms = read as Fraction[];
  const changes = isArithmetic ? steps(terms) : ratios(terms);
  if (changes === null || !isSame(changes, equal)) return null;
  const [first, change] = [terms[0], changes[0]].map((item) =>
    fractionExpression(item as Fraction),
  );
  const count = num((place - 1n).toString());
  return {
    kind: "evaluate",
    expression: isArithmetic
      ? add(first as Expression, times(count, change as Expression))
      : times(first as Expression, power(change as Expression, count)),
  };
}

const FIRST = "[a ][with ][a ]first term [of |is |= |=]{a:number}[,| and|, and][ ]";
const OF = (kind: string): string =>
  `(of|in) [an |a |the ]${kind} (sequence|progression|series) ${FIRST}`;
const DIFFERENCE = "[with ][a ][common ]difference [of |is |= |=]{d:number}";
const RATIO = "[with ][a ][common ]ratio [of |is |= |=]{d:amount}";

/** Sums with dots, of the first numbers of a kind, and terms of progressions. */
export const PROGRESSION_INTENTS: readonly Intent[] = [
  {
    name: "sum with dots",
    frames: [
      /^(?:(?:the )?sum(?: of)?(?: the)?[: ]\s*)?(?:(?:(?:infinite|geometric|arithmetic|finite) )*(?:series|progression|sum)[: ]\s*)?(?<terms>-?[\d./\s()]+(?:\+[\d./\s()]+)+\+\s*(?:\.{2,}|…+|⋯|\\c?l?dots)\s*(?:\+[\d./\s()]*)?)(?:\s*的和)?$/u,
    ],
    read: ellipsis,
    examples: [
      { ask: "1+2+3+...+100", answer: "5050" },
      { ask: "1+3+5+…+99", answer: "2500" },
      { ask: "2+4+8+...+1024", answer: "2046" },
      { ask: "1 + 1/2 + 1/4 + ...", answer: "2" },
    ],
  },
  {
    name: "sum of the first numbers of a kind",
    frames: [
      "[the ]sum of [the ]first {n:count} {kind:numberkind}",
      "前 {n:count} 个{kind:numberkind}[的|之]和",
    ],
    read: firstOf,
    examples: [
      { ask: "sum of the first 100 odd numbers", answer: "10000" },
      { ask: "前20个正偶数的和", answer: "420" },
    ],
  },
  {
    name: "first primes",
    frames: [
      "[the ]{sum:total} of [the ]first {n:count} (primes|prime numbers)",
      "[list |list the |the ]first {n:count} (primes|prime numbers)",
      "前 {n:count} 个(质数|素数){sum:total}",
      "前 {n:count} 个(质数|素数)",
    ],
    read: firstPrimes,
    examples: [
      { ask: "sum of first 10 primes", answer: "129" },
      { ask: "list the first 5 primes", answer: "2, 3, 5, 7, 11" },
      { ask: "前5个质数的和", answer: "28" },
    ],
  },
  {
    name: "sum of even or odd numbers between",
    frames: [
      "[the ]sum of [all ][the ]{kind:parity} (numbers|integers) (from |between ){a:integer} (to|and) {b:integer}",
      "{a:integer} 到 {b:integer} [的|之间的][所有]{kind:parity} 数[的|之]和",
    ],
    read: between,
    examples: [{ ask: "sum of even numbers from 2 to 100", answer: "2550" }],
  },
  {
    name: "sum of squares or cubes",
    frames: [
      "[the ]sum of [all ][the ]{kind:powers} (from |of numbers from ){a:integer} to {b:integer}",
      "{a:integer} 到 {b:integer} 的{kind:powers} 和",
    ],
    read: powersBetween,
    examples: [{ ask: "sum of squares from 1 to 10", answer: "385" }],
  },
  {
    name: "numbered term of a sequence",
    frames: [
      "[the ]{n:ordinal} term (of|in) [the ][sequence ][:]{terms}",
      "[the ]term {n:digits} of [the sequence ]{terms}",
      "[数列]{terms} 的第 {n:count} 项",
      "[the ]{n:ordinal} term (of|in) [the |an |a ]{kind:progression} (sequence|progression|series)[ ][:]{terms}",
      "{kind:progression} 数列[:|：]{terms} 的第 {n:count} 项",
    ],
    read: numbered,
    examples: [
      { ask: "10th term of 3, 7, 11", answer: "39" },
      { ask: "数列3,7,11的第10项", answer: "39" },
      { ask: "20th term of the arithmetic sequence 5, 8, 11, ...", answer: "62" },
      { ask: "等比数列3,6,12,…的第8项", answer: "384" },
    ],
  },
  {
    name: "term of an arithmetic progression",
    frames: [
      `[the ]{n:ordinal} term ${OF("arithmetic")}${DIFFERENCE}`,
      `arithmetic (sequence|progression)[,] ${FIRST}${DIFFERENCE}[,| and|, and|, find| find][ the] {n:ordinal} term`,
      "等差数列[中|][,]首项[为|是]{a:number}[,]公差[为|是]{d:number}[,][求]第 {n:count} 项",
    ],
    read: term("arithmetic", false),
    examples: [
      {
        ask: "10th term of an arithmetic sequence with first term 3 and common difference 4",
        answer: "39",
      },
      { ask: "等差数列首项为3，公差为4，第10项", answer: "39" },
    ],
  },
  {
    name: "sum of an arithmetic progression by its data",
    frames: [
      `[the ]sum of [the ]first {n:count} terms ${OF("arithmetic")}${DIFFERENCE}`,
      "等差数列[中|][,]首项[为|是]{a:number}[,]公差[为|是]{d:number}[,][求]前 {n:count} 项[的|之]和",
    ],
    read: term("arithmetic", true),
    examples: [
      {
        ask: "sum of the first 10 terms of an arithmetic sequence with first term 3 and difference 4",
        answer: "210",
      },
    ],
  },
  {
    name: "term of a geometric progression",
    frames: [
      `[the ]{n:ordinal} term ${OF("geometric")}${RATIO}`,
      "等比数列[中|][,]首项[为|是]{a:number}[,]公比[为|是]{d:number}[,][求]第 {n:count} 项",
    ],
    read: term("geometric", false),
    examples: [
      { ask: "5th term of a geometric sequence with first term 3 and ratio 2", answer: "48" },
    ],
  },
  {
    name: "sum of a geometric progression by its data",
    frames: [
      `[the ]sum of [the ]first {n:count} terms ${OF("geometric")}${RATIO}`,
      "等比数列[中|][,]首项[为|是]{a:number}[,]公比[为|是]{d:number}[,][求]前 {n:count} 项[的|之]和",
    ],
    read: term("geometric", true),
    examples: [{ ask: "等比数列首项为1，公比为2，前10项和", answer: "1023" }],
  },
];
