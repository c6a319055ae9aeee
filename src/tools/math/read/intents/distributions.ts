import { type Expression, integer } from "../../expression/expression.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import type { Distribution, DistributionQuestion } from "../distribution.ts";
import { add, minus, num, over, power, sqrt, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:\/\d+)?`;
const frame = (source: string): RegExp => new RegExp(`^${source}$`, "iu");

/** `P(X < 120)`, `P(90 <= X <= 110)`, `P(X = 3)` */
const CHANCE = String.raw`p\s*\(\s*(?:(?<low>${NUMBER})\s*(?<first><=?|≤)\s*)?x(?:\s*(?<sign><=?|>=?|≤|≥|=)\s*(?<value>${NUMBER}))?\s*\)`;
const ASKED = String.raw`[\s,，;；]*(?:find|求|则|,|，)?\s*${CHANCE}(?:\s*(?:是多少|=\s*\??|的值))?`;
const IS = String.raw`\s*(?:=|is|of|为|是)?\s*`;

interface Asked {
  readonly low: Expression | null;
  readonly high: Expression | null;
  readonly isLowStrict: boolean;
  readonly isHighStrict: boolean;
  readonly isPoint: boolean;
}

function askedIn(groups: Groups, context: ReadingContext): Asked | null {
  const { low, first, sign, value } = groups;
  if (low === undefined && value === undefined) return null;
  // P(1 < X > 2) asks for nothing.
  if (low !== undefined && (value === undefined || !/[<≤]/u.test(sign ?? ""))) return null;
  const at = value === undefined ? null : context.parse(value);
  const isUp = /[>≥]/u.test(sign ?? "");
  const isPoint = sign === "=";
  return {
    low: low !== undefined ? context.parse(low) : isUp || isPoint ? at : null,
    high: isUp ? null : at,
    isLowStrict: low === undefined ? sign === ">" : first === "<",
    isHighStrict: sign === "<",
    isPoint,
  };
}

const size = (value: Expression): number => evaluateReal(value)?.toNumber() ?? Number.NaN;

/** The chance below a place, for distributions with a density. */
function below(distribution: Distribution, place: Expression): Expression {
  switch (distribution.kind) {
    case "normal": {
      const { mean, deviation } = distribution;
      const z = over(minus(place, mean), times(deviation, sqrt(num(2))));
      return over(add(num(1), ["Erf", z]), num(2));
    }
    case "exponential":
      return size(place) <= 0
        ? num(0)
        : minus(num(1), power("ExponentialE", ["Negate", times(distribution.rate, place)]));
    case "uniform": {
      const { low, high } = distribution;
      if (size(place) <= size(low)) return num(0);
      if (size(place) >= size(high)) return num(1);
      return over(minus(place, low), minus(high, low));
    }
    default:
      return num(0);
  }
}

function continuous(
  distribution: Distribution,
  groups: Groups,
  context: ReadingContext,
): MathQuery | null {
  const asked = askedIn(groups, context);
  if (asked === null) return null;
  if (asked.isPoint) return null;
  const { low, high } = asked;
  if (low !== null && high !== null && !(size(low) <= size(high))) return null;
  const expression: Expression =
    low === null
      ? below(distribution, high as Expression)
      : high === null
        ? minus(num(1), below(distribution, low))
        : minus(below(distribution, high), below(distribution, low));
  const distributed: DistributionQuestion = { distribution, from: low, to: high };
  return distribution.kind === "normal"
    ? { kind: "decimal", expression, digits: 10, count: "figures", distributed }
    : { kind: "evaluate", expression, distributed };
}

/** The whole numbers that are asked for. */
function counts(asked: Asked): { from: number; to: number | null } | null {
  const { low, high, isLowStrict, isHighStrict } = asked;
  const whole = [low, high].every((end) => end === null || Number.isInteger(size(end)));
  if (!whole) return null;
  const from = low === null ? 0 : size(low) + (isLowStrict ? 1 : 0);
  const to = high === null ? null : size(high) - (isHighStrict ? 1 : 0);
  return { from: Math.max(0, from), to };
}

const MOST_TERMS = 200;

function poissonQuery(groups: Groups, context: ReadingContext): MathQuery | null {
  const rate = context.parse(groups["rate"] as string);
  const asked = askedIn(groups, context);
  const range = asked === null ? null : counts(asked);
  if (range === null || !(size(rate) > 0)) return null;
  const { from, to } = range;
  const last = to ?? from - 1;
  if (last > MOST_TERMS || from > MOST_TERMS) return null;
  const term = (k: number): Expression =>
    over(times(power("ExponentialE", ["Negate", rate]), power(rate, integer(k))), [
      "Factorial",
      integer(k),
    ]);
  const terms = (first: number, end: number): Expression => {
    const all = Array.from({ length: Math.max(0, end - first + 1) }, (_, index) =>
      term(first + index),
    );
    return all.length === 0 ? num(0) : all.length === 1 ? (all[0] as Expression) : ["Add", ...all];
  };
  return {
    kind: "evaluate",
    expression: to === null ? minus(num(1), terms(0, from - 1)) : terms(from, to),
    distributed: {
      distribution: { kind: "poisson", rate },
      from: integer(from),
      to: to === null ? null : integer(to),
    },
  };
}

function binomialQuery(groups: Groups, context: ReadingContext): MathQuery | null {
  const trials = Number(groups["n"]);
  const probability = context.parse(groups["p"] as string);
  const asked = askedIn(groups, context);
  const range = asked === null ? null : counts(asked);
  if (range === null || trials > 100_000 || !(size(probability) >= 0 && size(probability) <= 1))
    return null;
  const to = Math.min(range.to ?? trials, trials);
  if (range.from > trials || to < range.from) return null;
  return { kind: "binomial", trials, probability, from: range.from, to };
}

/** Named distributions with the chance of a range. */
export const DISTRIBUTION_INTENTS: readonly Intent[] = [
  {
    name: "normal distribution",
    frames: [
      frame(
        String.raw`(?:for (?:a |the )?)?normal(?: distribution)?(?: with)?[\s,]*(?:mean|mu|μ)${IS}(?<mean>${NUMBER})[\s,]*(?:and\s+)?(?:standard deviation|std dev|std|sd|sigma|σ)${IS}(?<sd>${NUMBER})${ASKED}`,
      ),
      frame(
        String.raw`${CHANCE}\s*,?\s*(?:for|if|where|when)?\s*(?:x\s*(?:is|~)?\s*)?(?:a |an )?normal(?:ly)?(?: distributed)?(?: distribution)?(?: with)?[\s,]*(?:mean|mu|μ)${IS}(?<mean>${NUMBER})[\s,]*(?:and\s+)?(?:standard deviation|std dev|std|sd|sigma|σ)${IS}(?<sd>${NUMBER})`,
      ),
      frame(
        String.raw`x\s*[~∼]\s*n\s*\(\s*(?<mean>${NUMBER})\s*,\s*(?<sd>${NUMBER})\s*\^\s*2\s*\)${ASKED}`,
      ),
      frame(
        String.raw`正态分布[，,\s]*(?:均值|期望|μ)${IS}(?<mean>${NUMBER})[，,\s]*(?:标准差|σ)${IS}(?<sd>${NUMBER})${ASKED}`,
      ),
    ],
    read: (groups, context) => {
      const [mean, deviation] = [groups["mean"], groups["sd"]].map((text) =>
        context.parse(text as string),
      ) as [Expression, Expression];
      return size(deviation) > 0
        ? continuous({ kind: "normal", mean, deviation }, groups, context)
        : null;
    },
    examples: [
      { ask: "normal distribution with mean 100 and sd 15, P(X < 120)", answer: "0.9087887803" },
      { ask: "正态分布 均值 0 标准差 1 P(-1 < X < 1)", answer: "0.6826894921" },
    ],
  },
  {
    name: "standard normal distribution",
    frames: [
      frame(
        String.raw`(?:(?:for )?(?:a |the )?standard normal(?: distribution)?|标准正态分布)${ASKED}`,
      ),
      frame(
        String.raw`(?:(?:for )?(?:a |the )?(?:standard )?normal(?: distribution)?|标准正态分布|正态分布)?${ASKED.replace("x(?:", "z(?:")}`,
      ),
      frame(
        String.raw`(?:the )?(?:standard )?normal\s*cdf(?: of| at|:)?\s*\(?\s*(?<value>${NUMBER})\s*\)?(?<sign>)`,
      ),
    ],
    read: (groups, context) => {
      context.note({
        kind: "model",
        text: "Z is read as a normal variable with mean 0 and standard deviation 1.",
      });
      return continuous(
        { kind: "normal", mean: num(0), deviation: num(1) },
        groups["sign"] === "" ? { ...groups, sign: "<" } : groups,
        context,
      );
    },
    examples: [
      { ask: "P(Z < 1.96)", answer: "0.9750021049" },
      { ask: "normal cdf 1.96", answer: "0.9750021049" },
      { ask: "standard normal distribution, P(-1 < X < 1)", answer: "0.6826894921" },
      { ask: "标准正态分布 P(X > 2)", answer: "0.02275013195" },
    ],
  },
  {
    name: "exponential distribution",
    frames: [
      frame(
        String.raw`(?:for (?:an |the )?)?exponential distribution(?: with)?[\s,]*(?:rate|lambda|λ)${IS}(?<rate>${NUMBER})${ASKED}`,
      ),
      frame(String.raw`指数分布[，,\s]*(?:参数|λ|lambda)${IS}(?<rate>${NUMBER})${ASKED}`),
    ],
    read: (groups, context) => {
      const rate = context.parse(groups["rate"] as string);
      return size(rate) > 0 ? continuous({ kind: "exponential", rate }, groups, context) : null;
    },
    examples: [{ ask: "exponential distribution with rate 2, P(X > 1)", answer: "1/e^2" }],
  },
  {
    name: "uniform distribution",
    frames: [
      frame(
        String.raw`(?:for (?:a |the )?)?(?:continuous )?uniform distribution(?: on| from| between| over)?\s*[\[(]?\s*(?<a>${NUMBER})\s*(?:,|to|and)\s*(?<b>${NUMBER})\s*[\])]?${ASKED}`,
      ),
      frame(
        String.raw`均匀分布\s*(?:u)?[\[(（]\s*(?<a>${NUMBER})\s*[,，]\s*(?<b>${NUMBER})\s*[\])）]${ASKED}`,
      ),
    ],
    read: (groups, context) => {
      const [low, high] = [groups["a"], groups["b"]].map((text) =>
        context.parse(text as string),
      ) as [Expression, Expression];
      return size(low) < size(high)
        ? continuous({ kind: "uniform", low, high }, groups, context)
        : null;
    },
    examples: [{ ask: "uniform distribution on [2, 10], P(X < 4)", answer: "1/4" }],
  },
  {
    name: "Poisson distribution, ranges",
    frames: [
      frame(
        String.raw`poisson(?: distribution)?(?: with)?[\s,]*(?:mean|rate|lambda|λ)${IS}(?<rate>${NUMBER})${ASKED}`,
      ),
      frame(String.raw`泊松分布[，,\s]*(?:参数|均值|λ|lambda)${IS}(?<rate>${NUMBER})${ASKED}`),
    ],
    read: poissonQuery,
    examples: [{ ask: "poisson distribution with mean 3, P(X <= 1)", answer: "4/e^3" }],
  },
  {
    name: "binomial distribution",
    frames: [
      frame(
        String.raw`(?:for (?:a |the )?)?binomial(?: distribution)?(?: with)?[\s,]*(?:n\s*=?\s*)(?<n>\d{1,6})[\s,]*(?:and\s+)?(?:p\s*=?\s*)(?<p>${NUMBER})${ASKED}`,
      ),
      frame(String.raw`x\s*[~∼]\s*b\s*\(\s*(?<n>\d{1,6})\s*,\s*(?<p>${NUMBER})\s*\)${ASKED}`),
      frame(
        String.raw`二项分布[，,\s]*n\s*=\s*(?<n>\d{1,6})[，,\s]*p\s*=\s*(?<p>${NUMBER})${ASKED}`,
      ),
    ],
    read: binomialQuery,
    examples: [
      { ask: "binomial distribution with n = 10 and p = 1/2, P(X = 5)", answer: "63/256" },
    ],
  },
];
