import { variablesOf } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import { type Groups, series } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const KIND = "(taylor|maclaurin|laurent|power)";
const AT =
  "[ (at|about|around|near|centered at|centred at|in powers of) [{variable:letter}[ ]=[ ]]{at}]";
const ORDER = "[[,] [up ]to (order|degree) {order:digits}]";

function taylor({ body, variable, at, order }: Groups): string {
  const place =
    at === undefined ? "" : ` at ${variable === undefined ? "" : `${variable} = `}${at}`;
  const until = order === undefined ? "" : ` to order ${order}`;
  return `taylor series of ${body}${place}${until}`;
}

/** The letter asked about: the one named, x, or the only one. */
function letterOf(groups: Groups, names: readonly string[]): string | null {
  if (groups["variable"] !== undefined) return groups["variable"];
  if (names.includes("x")) return "x";
  return names.length === 1 ? (names[0] as string) : null;
}

function firstTerms(groups: Groups, context: ReadingContext): MathQuery | null {
  const body = context.parse(groups["body"] as string);
  const variable = letterOf(groups, variablesOf(body));
  const count = readWholeNumber(groups["n"] as string);
  if (variable === null || count === null) return null;
  const point = context.parse(groups["at"] ?? "0");
  return {
    kind: "algebra",
    operation: "series-terms",
    operands: [body, point === variable ? { num: "0" } : point, { num: String(count) }],
    variable,
  };
}

function inverse(groups: Groups, context: ReadingContext): MathQuery | null {
  const body = context.parse(groups["body"] as string);
  const variable = letterOf(groups, variablesOf(body));
  return variable === null
    ? null
    : {
        kind: "algebra",
        operation: "inverse-series",
        operands: [body, { num: groups["order"] ?? "6" }],
        variable,
      };
}

/** The sum or product that the last word of a Chinese question asks for. */
function chineseSum(groups: Groups, context: ReadingContext): MathQuery | null {
  const isProduct = (groups["kind"] as string).includes("积");
  return series(isProduct ? "product" : "sum")(groups, context);
}

/** Series in further wordings, by their number of terms, and of inverse functions. */
export const SERIES_INTENTS: readonly Intent[] = [
  {
    name: "sum or product in Chinese",
    frames: [
      "[求|计算]{variable:letter} 从 {lower} 到 {upper} [时] [,][的] {body} [的]{kind:zhseries}",
      "[求|计算][级数]{body} 从 {variable:letter}[ ]=[ ]{lower} 到 {upper} [的]{kind:zhseries}",
      "{kind:zhseries}[:] {body}[,] {variable:letter} 从 {lower} 到 {upper}",
      "[对]{body} {kind:zhseries}[,] {variable:letter} 从 {lower} 到 {upper}",
    ],
    read: chineseSum,
    examples: [
      { ask: "k 从 1 到 n 的 k^2 之和", answer: "n*(n + 1)*(2*n + 1)/6" },
      { ask: "求级数 1/k^2 从 k=1 到无穷的和", answer: "pi^2/6" },
      { ask: "求和 1/(k(k+1)), k 从 1 到 n", answer: "n/(n + 1)" },
      { ask: "k/(k+1) 从 k=1 到 n 的乘积", answer: "1/(n + 1)" },
    ],
  },
  {
    name: "series of a degree",
    frames: [
      `[the ]${KIND} (polynomial|series|expansion) of (degree|order) {order:digits} (of|for) {body}${AT}`,
      `[the ]{order:digits}(th|rd|nd|st)[-| ](degree|order) ${KIND} (polynomial|series|expansion) (of|for) {body}${AT}`,
      `expand {body} (as|in|into) [a ]${KIND} series${AT}${ORDER}`,
      `expand {body} in powers of {at}${ORDER}`,
      `[the ]series expansion (of|for) {body}${AT}${ORDER}`,
    ],
    rewrite: (groups) =>
      /^[A-Za-z]$/.test(groups["at"] ?? "") && groups["variable"] === undefined
        ? taylor({ ...groups, at: "0" })
        : taylor(groups),
    examples: [
      { ask: "taylor polynomial of degree 3 of cos(x) at 0", answer: "1 - x^2/2" },
      { ask: "expand log(1+x) in powers of x to order 4", answer: "x - x^2/2 + x^3/3 - x^4/4" },
      { ask: "3rd order taylor polynomial of e^x", answer: "1 + x + x^2/2 + x^3/6" },
    ],
  },
  {
    name: "series in Chinese",
    frames: [
      "[把|将|求][函数]{body} 在 {variable:letter}[ ]=[ ]{at} (处|点)[的]展开[成|为](泰勒|麦克劳林|洛朗|幂)级数[,] [到] [{order:digits} (阶|次)]",
      "[把|将|求][函数]{body} 展开[成|为]{variable:letter}的(泰勒|麦克劳林|洛朗|幂)级数[,] [到] [{order:digits} (阶|次)]",
      "[把|将|求][函数]{body} 展开[成|为](泰勒|麦克劳林|洛朗|幂)级数[,] [到] [{order:digits} (阶|次)]",
      "[求][函数]{body} 的 {order:digits} 阶(泰勒|麦克劳林)(多项式|展开式|展开)",
    ],
    rewrite: taylor,
    examples: [
      { ask: "把 ln(1+x) 在 x=0 处展开成泰勒级数到 3 阶", answer: "x - x^2/2 + x^3/3" },
      { ask: "将 1/(1-x) 展开成幂级数到 3 次", answer: "1 + x + x^2 + x^3" },
      { ask: "求 cos(x) 的 4 阶麦克劳林展开式", answer: "1 - x^2/2 + x^4/24" },
    ],
  },
  {
    name: "first terms of a series",
    frames: [
      `[the ]first {n:count} [nonzero |non-zero ]terms (of|in) [the ]${KIND} (series|expansion) (of|for) {body}${AT}`,
      `[the ]${KIND} (series|expansion) (of|for) {body}${AT}[,] [the ]first {n:count} [nonzero |non-zero ]terms`,
      "[求][函数]{body} 在 {variable:letter}[ ]=[ ]{at} (处|点)[的](泰勒|麦克劳林|洛朗|幂)(级数|展开|展开式)的前 {n:count} [个][非零]项",
      "[求][函数]{body} [的](泰勒|麦克劳林|洛朗|幂)(级数|展开|展开式)的前 {n:count} [个][非零]项",
    ],
    read: firstTerms,
    examples: [
      {
        ask: "first three nonzero terms of the maclaurin series of sin(x)",
        answer: "x - x^3/6 + x^5/120",
      },
      { ask: "first 4 terms of the taylor series of e^x at 0", answer: "1 + x + x^2/2 + x^3/6" },
      { ask: "tan(x) 的麦克劳林级数的前三项", answer: "x + x^3/3 + 2*x^5/15" },
    ],
  },
  {
    name: "series of an inverse function",
    frames: [
      `[the ](inverse series|series reversion|reversion|series of the inverse[ function]) of {body}[ at {variable:letter}[ ]=[ ]0]${ORDER}`,
      "[求][函数]{body} 的反函数[的](幂级数|级数|级数展开|麦克劳林级数|麦克劳林展开)[,] [到] [{order:digits} (阶|次)]",
    ],
    read: inverse,
    examples: [
      { ask: "inverse series of x*e^x to order 4", answer: "x - x^2 + 3*x^3/2 - 8*x^4/3" },
      { ask: "x+x^2 的反函数的幂级数到 4 阶", answer: "x - x^2 + 2*x^3 - 5*x^4" },
    ],
  },
];
