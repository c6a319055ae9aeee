import type { Fraction } from "fraction.js";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import { over } from "../formula.ts";
import type { Expression } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import { type Groups, numbersIn } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const sumOf = (data: readonly Fraction[]): Fraction =>
  data.slice(1).reduce((sum, item) => sum.add(item), data[0] as Fraction);

function medianOf(data: readonly Fraction[]): Fraction {
  const sorted = data.toSorted((a, b) => a.compare(b));
  const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1].map(
    (place) => sorted[place] as Fraction,
  ) as [Fraction, Fraction];
  return low.add(high).div(2);
}

/** The one value that stands most often; null where several do. */
function modeOf(data: readonly Fraction[]): Fraction | null {
  const counts = data.map((item) => data.filter((other) => other.equals(item)).length);
  const most = Math.max(...counts);
  const [first, ...others] = data.filter((_, k) => counts[k] === most);
  return first !== undefined && most > 1 && others.every((item) => item.equals(first))
    ? first
    : null;
}

const rangeOf = (data: readonly Fraction[]): Fraction => {
  const sorted = data.toSorted((a, b) => a.compare(b));
  return (sorted.at(-1) as Fraction).sub(sorted[0] as Fraction);
};

const NAMES: readonly (readonly [
  RegExp,
  string,
  (data: readonly Fraction[]) => Expression | null,
])[] = [
  [
    /^(?:mean|average|平均数|平均值)$/iu,
    "mean",
    (data) => over(fractionExpression(sumOf(data)), { num: String(data.length) }),
  ],
  [/^(?:median|中位数)$/iu, "median", (data) => fractionExpression(medianOf(data))],
  [
    /^(?:mode|众数)$/iu,
    "mode",
    (data) => {
      const mode = modeOf(data);
      return mode === null ? null : fractionExpression(mode);
    },
  ],
  [/^(?:range|极差)$/iu, "range", (data) => fractionExpression(rangeOf(data))],
];

/** Several statistics of one list, in the order in which they are asked for. */
function statistics(groups: Groups, context: ReadingContext): MathQuery | null {
  const asked = (groups["names"] as string)
    .split(/\s*(?:,|，|、|\band\b|和|与|及)\s*/iu)
    .filter((name) => name !== "")
    .map((name) => NAMES.find(([pattern]) => pattern.test(name)));
  const data = (groups["data"] as string)
    .replace(/^[([{]\s*(.*?)\s*[)\]}]$/su, "$1")
    .split(/\s*(?:[,，、]\s*(?:and\s+)?|\band\b|和)\s*/iu)
    .map((item) => fractionOf(context.parse(item)));
  if (data.length < 2 || asked.length < 2 || asked.includes(undefined) || data.includes(null))
    return null;
  const items = asked.map((entry) => entry?.[2](data as Fraction[]) ?? null);
  if (items.includes(null)) return null;
  context.note({
    kind: "order",
    text: `The answers stand in this order: ${asked.map((entry) => entry?.[1]).join(", ")}.`,
  });
  return { kind: "tuple", items: items as Expression[] };
}

/** The greatest common divisor and the least common multiple, as they are asked for. */
function divisorAndMultiple(groups: Groups, context: ReadingContext): MathQuery | null {
  const numbers = numbersIn(groups["data"] as string);
  if (numbers.length < 2) return null;
  const isDivisorFirst = /^(?:gcd|gcf|hcf|great|high|最大)/iu.test(groups["first"] as string);
  const heads = isDivisorFirst ? ["GCD", "LCM"] : ["LCM", "GCD"];
  context.note({
    kind: "order",
    text: `The answers stand in this order: ${isDivisorFirst ? "gcd, lcm" : "lcm, gcd"}.`,
  });
  return { kind: "tuple", items: heads.map((head): Expression => [head, ...numbers]) };
}

const STATISTIC_EN = "(?:mean|average|median|mode|range)";
const STATISTIC_ZH = "(?:平均数|平均值|中位数|众数|极差)";
const GCD_EN = "(?:gcd|gcf|hcf|(?:greatest|highest) common (?:divisor|factor))";
const LCM_EN = "(?:lcm|(?:least|lowest) common multiple)";
const DATA = String.raw`(?<data>[([{]?-?\d[-\d.,，、;\s/]*(?:\s*(?:and|和)\s*-?\d[\d.]*)?[)\]}]?)`;

/** Two or three things that are asked of the same numbers. */
export const SEVERAL_ANSWER_INTENTS: readonly Intent[] = [
  {
    name: "several statistics",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?<names>${STATISTIC_EN}(?:(?:\s*,\s*(?:and )?|\s+and )(?:the )?${STATISTIC_EN})+)(?: of| for)?(?: the)?(?: data| numbers| values| set)?:?\s+${DATA}$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?:the )?(?<names>${STATISTIC_EN} ${STATISTIC_EN} and ${STATISTIC_EN})(?: of| for)?:?\s+${DATA}$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?:一组)?(?:数据)?[:：]?\s*${DATA}\s*的(?<names>${STATISTIC_ZH}(?:\s*[、，,和与及]\s*${STATISTIC_ZH})+)(?:各是|分别是?)?$`,
        "u",
      ),
    ],
    read: (groups, context) =>
      statistics(
        {
          ...groups,
          names: (groups["names"] as string).replace(
            /\bthe\b|(?<=[a-z]) (?=(?:median|mode|range|mean) )/gi,
            ",",
          ),
        },
        context,
      ),
    examples: [
      { ask: "mean, median and mode of 3, 7, 7, 2, 9, 10, 4", answer: "(6, 7, 7)" },
      { ask: "求1,3,5,7,9的平均数和中位数", answer: "(5, 5)" },
    ],
  },
  {
    name: "divisor and multiple together",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?<first>${GCD_EN}|${LCM_EN}) and (?:the )?(?:${GCD_EN}|${LCM_EN}) of\s+(?<data>\d+(?:\s*(?:,|and|\s)\s*\d+)+)$`,
        "i",
      ),
      /^(?<data>\d+(?:\s*[和与、,，]\s*\d+)+)\s*的(?<first>最大公[约因]数|最小公倍数)[和与及、](?:最大公[约因]数|最小公倍数)(?:各是|分别是?)?$/u,
    ],
    read: divisorAndMultiple,
    examples: [
      { ask: "gcd and lcm of 12 and 18", answer: "(6, 36)" },
      { ask: "12和18的最大公约数和最小公倍数", answer: "(6, 36)" },
    ],
  },
];
