import { variablesOf } from "../../expression/expression.ts";
import { ORDINALS } from "./frame.ts";
import type { Intent } from "./intent.ts";
import { differentiate, integrate, limit, series, transform } from "../query-builders.ts";

const withRespect = String.raw`(?:\s*,?\s*(?:with respect to|w\.?r\.?t\.?|in terms of|by|for)\s+(?<variable>[A-Za-z]))?`;
const at = String.raw`(?:\s*,?\s*(?:at|when|for|where)\s+(?<atVariable>[A-Za-z])\s*=\s*(?<at>.+))?`;

/** Derivatives, integrals, limits, sums, and other forms of an expression. */
export const TRANSFORMATION_INTENTS: readonly Intent[] = [
  {
    name: "derivative",
    frames: [
      new RegExp(
        String.raw`^(?:the\s+)?(?:(?<order>${ORDINALS}|\d+)[ -](?:order )?)?derivative (?:of )?(?:the function )?(?<body>.+?)${withRespect}${at}$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?:differentiate|diff|derive)\s+(?<body>.+?)${withRespect}${at}$`,
        "i",
      ),
      new RegExp(
        String.raw`^d(?:\^(?<order>\d+))?\s*/\s*d(?<variable>[A-Za-z])(?:\^\k<order>)?(?!\^)\s+of\s+(?<body>.+?)${at}$`,
        "i",
      ),
      /^(?:对\s*)?(?<body>.+?)\s*(?:对|关于)\s*(?<variable>[A-Za-z])\s*(?:的|求)(?<order>[一二三四五])?阶?(?:偏)?(?:导数?|微分)$/u,
      /^(?:函数)?\s*(?<body>.+?)\s*的(?:(?<order>[一二三四五])阶)?导(?:数|函数)(?:在\s*(?<atVariable>[A-Za-z])\s*=\s*(?<at>.+?)\s*(?:处|时)?(?:的值)?)?$/u,
      /^(?:求?导数?|微分)\s*[:：]?\s*(?<body>.+)$/u,
    ],
    read: differentiate,
    examples: [
      { ask: "derivative of x^2 ln(x)", answer: "x + 2*x*log(x)" },
      { ask: "second derivative of x^4 at x = 2", answer: "48" },
      { ask: "tenth derivative of sin(2x)", answer: "-1024*sin(2*x)" },
      { ask: "d/dx of x^3 + 2x", answer: "3*x^2 + 2" },
      { ask: "d/dx of ln(sin x)", answer: "cos(x)/sin(x)" },
      { ask: "d^2/dx^2 of x^5", answer: "20*x^3" },
      { ask: "differentiate x*y^2 with respect to y", answer: "2*x*y" },
      { ask: "x^3 sin(x) 的导数", answer: "cos(x)*x^3 + 3*sin(x)*x^2" },
      { ask: "对 x^2*y 关于 y 求导", answer: "x^2" },
      { ask: "求导 x^2 ln x", answer: "x + 2*x*log(x)" },
    ],
  },
  {
    name: "integral",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:definite |indefinite )?(?:integral of|integral|integrate|antiderivative of|primitive of|int)\s+(?<body>.+?)(?:\s*,?\s*(?:with respect to|wrt)\s+(?<variable>[A-Za-z]))?\s+(?:for [a-z] )?(?:from|between)\s+(?:[a-z]\s*=\s*)?(?<lower>.+?)\s+(?:to|and)\s+(?<upper>.+)$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?:the )?(?:indefinite )?(?:integral of|integral|integrate|antiderivative of|primitive of)\s+(?<body>.+?)(?:\s*,?\s*(?:with respect to|wrt)\s+(?<variable>[A-Za-z]))?$`,
        "i",
      ),
      /^(?<body>.+?)\s*(?:在|从)\s*(?<lower>[^到至]+?)\s*(?:到|至)\s*(?<upper>.+?)\s*(?:上)?的?定?积分$/u,
      /^(?<body>.+?)\s*的(?:不定)?积分$/u,
      /^(?:不?定?积分)\s*[:：]?\s*(?<body>.+)$/u,
    ],
    read: integrate,
    examples: [
      { ask: "integrate x sin(x)", answer: "-x*cos(x) + sin(x)" },
      { ask: "integrate x^2 from 0 to 3", answer: "9" },
      { ask: "x^2 在 0 到 3 的定积分", answer: "9" },
      { ask: "x sin(x) 的不定积分", answer: "-x*cos(x) + sin(x)" },
    ],
  },
  {
    name: "limit",
    frames: [
      /^(?:the )?limit (?:of )?(?<body>.+?)\s+(?:as|when|for)\s+(?<variable>[A-Za-z])\s*(?:->|→|approaches|goes to|tends to|to)\s*(?<point>.+)$/i,
      /^(?:当\s*)?(?<variable>[A-Za-z])\s*(?:趋于|趋近于|趋向于?|->|→)\s*(?<point>.+?)\s*时[，,]?\s*(?<body>.+?)\s*的极限$/u,
    ],
    read: limit,
    examples: [
      { ask: "limit of sin(x)/x as x -> 0", answer: "1" },
      { ask: "当 x 趋于 0 时 sin(x)/x 的极限", answer: "1" },
    ],
  },
  {
    name: "sum-or-product",
    frames: [
      /^(?:the )?(?<kind>sum|product) (?:of )?(?<body>.+?)\s*,?\s+(?:for|from|over)\s+(?<variable>[A-Za-z])\s*(?:=|from)\s*(?<lower>.+?)\s*(?:to|\.\.)\s*(?<upper>.+)$/i,
      /^(?:the )?(?<kind>sum|product) (?:of )?(?<body>.+?)\s*,?\s*(?:for |from |over )?(?<variable>[A-Za-z])\s*(?:=|from)\s*(?<lower>.+?)\s*(?:to|\.\.)\s*(?<upper>.+)$/i,
    ],
    read: (groups, context) =>
      series(groups["kind"]?.toLowerCase() === "product" ? "product" : "sum")(groups, context),
    examples: [
      { ask: "sum of k^2 for k = 1 to 10", answer: "385" },
      { ask: "sum 1/k^2, k = 1 to infinity", answer: "pi^2/6" },
      { ask: "product of k for k from 1 to 5", answer: "120" },
    ],
  },
  {
    name: "sum-or-product-over-its-letter",
    frames: [
      /^(?:the )?(?:infinite )?(?<kind>sum|product) (?:of )?(?<body>[^,]+?)\s*,?\s+from\s+(?<lower>-?\d+|[a-z])\s+to\s+(?<upper>-?\d+|infinity|inf|∞|[a-z])$/iu,
    ],
    read: (groups, context) => {
      const [variable, more] = variablesOf(context.parse(groups["body"] as string));
      if (variable === undefined || more !== undefined) return null;
      if ([groups["lower"], groups["upper"]].includes(variable)) return null;
      return series(groups["kind"]?.toLowerCase() === "product" ? "product" : "sum")(
        { ...groups, variable },
        context,
      );
    },
    examples: [{ ask: "sum of 1/n^2 from 1 to infinity", answer: "pi^2/6" }],
  },
  {
    name: "factor",
    frames: [
      /^(?:factor(?:i[sz]e)?|factori[sz]ation of)\s+(?:fully )?(?<body>.+)$/i,
      /^(?:对\s*)?(?<body>.+?)\s*(?:进行)?(?:因式分解|分解因式)$/u,
      /^(?:因式分解|分解因式|分解)\s*[:：]?\s*(?<body>.+)$/u,
    ],
    read: transform("factor"),
    examples: [
      { ask: "factor x^4 - 1", answer: "(x + 1)*(x - 1)*(x^2 + 1)" },
      { ask: "因式分解 x^2 - 5x + 6", answer: "(x - 3)*(x - 2)" },
    ],
  },
  {
    name: "expand",
    frames: [
      /^(?:expand|multiply out)\s+(?<body>.+)$/i,
      /^展开\s*[:：]?\s*(?<body>.+)$|^(?:把\s*)?(?<other>.+?)\s*展开$/u,
    ],
    read: (groups, context) =>
      transform("expand")({ body: groups["body"] ?? groups["other"] }, context),
    examples: [
      { ask: "expand (x + 1)^3", answer: "x^3 + 3*x^2 + 3*x + 1" },
      { ask: "展开 (x + 1)^3", answer: "x^3 + 3*x^2 + 3*x + 1" },
    ],
  },
  {
    name: "simplify",
    frames: [
      /^(?:simplify|reduce)\s+(?<body>.+)$/i,
      /^化简\s*[:：]?\s*(?<body>.+)$|^(?:把\s*)?(?<other>.+?)\s*化简$/u,
    ],
    read: (groups, context) =>
      transform("simplify")({ body: groups["body"] ?? groups["other"] }, context),
    examples: [
      { ask: "simplify (x^2 - 1)/(x - 1)", answer: "x + 1" },
      { ask: "化简 (x^2 - 1)/(x - 1)", answer: "x + 1" },
    ],
  },
];
