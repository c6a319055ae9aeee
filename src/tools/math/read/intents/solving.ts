import { AnsatzError } from "../../../../core/errors.ts";
import { variablesOf } from "../../expression/expression.ts";
import { EVERYWHERE } from "../math-query.ts";
import type { Intent } from "./intent.ts";
import { readSolve } from "../read-solve.ts";
import { compare, stripName } from "../query-builders.ts";

const MOST_DIGITS = 10_000;
const relationPart = String.raw`(?<body>.+)`;

/** Equations, inequalities, and whether a statement holds. */
export const SOLVING_INTENTS: readonly Intent[] = [
  {
    name: "roots",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:real )?(?:roots?|zeros?|zeroes|solutions?)(?: of| to)?(?: the (?:equation|polynomial|function))?\s+${relationPart}$`,
        "i",
      ),
    ],
    read: (groups, context) => readSolve({ body: stripName(groups["body"] as string) }, context),
    examples: [{ ask: "roots of x^2 - 5x + 6", answer: "2, 3" }],
  },
  {
    name: "solve",
    frames: [
      /^(?:(?:find|determine|what are|which are|give) )?(?:all |the )?(?:possible )?(?:(?<real>real )(?:numbers? |values? (?:of )?)?|values? of |numbers? )?(?<variables>[A-Za-z]) (?:such that|for which|so that|that satisf(?:y|ies)|satisfying|with)\s*:?\s*(?<body>.+[=<>≤≥].+)$/i,
      /^(?:(?:what|which) )?(?:(?<real>real )?(?:values? |numbers? )(?:of )?)?(?<variables>[A-Za-z]) satisf(?:y|ies)\s+(?<body>.+[=<>≤≥].+)$/i,
      /^for (?:what|which) (?:(?<real>real )?(?:values? |numbers? )(?:of )?)?(?<variables>[A-Za-z]) (?:is|does|do|are)\s+(?<body>[^=<>≤≥]+[=<>≤≥].+?)(?: hold| true)?$/i,
      /^(?:求|解)?(?:满足|使得?)\s*(?<body>.+[=<>≤≥].+?)\s*(?:成立)?的(?:所有|全部)?(?<real>实数)?\s*(?<variables>[A-Za-z])(?:的(?:值|取值范围))?$/u,
      /^(?<real>在?实数(?:范围|集)?[内中上]?)[，,]?\s*(?:求)?解(?:方程组?|不等式组?)?\s*[:：]?\s*(?<body>.+)$/u,
      /^(?:求)?解关于\s*(?<variables>[A-Za-z](?:\s*[,，、和]\s*[A-Za-z])*)\s*的(?:一元[一二三]次)?(?:方程组?|不等式组?)\s*[:：]?\s*(?<body>.+)$/u,
      /^solve(?: the (?:equations?|system|inequality|system of equations))?\s*:?\s*(?<body>.+)$/i,
      /^(?<body>.+=.+?)[.,;]?\s*(?:find|solve for|what is|求)\s*(?<variables>[A-Za-z](?:\s*(?:,|and|、|和)\s*[A-Za-z])*)$/iu,
      /^(?<body>.+?)\s*的(?:所有)?(?:实数?)?(?:根|解|零点)$/u,
      /^解?(?:一元[一二三]次)?(?:方程组?|不等式组?)\s*[:：]?\s*(?<body>.+)$|^解\s*[:：]?\s*(?<other>.+)$/u,
    ],
    read: (groups, context) => {
      const body = (groups["body"] ?? groups["other"]) as string;
      const real = groups["real"] === undefined ? "" : " over the reals";
      return readSolve(
        { variables: groups["variables"], body: body.replace(/^方程组?/u, "") + real },
        context,
      );
    },
    examples: [
      { ask: "solve x^2 - 5x + 6 = 0", answer: "2, 3" },
      { ask: "solve x + y = 5, x - y = 1", answer: "x = 3, y = 2" },
      { ask: "solve y = m x + b for m", answer: "(y - b)/x" },
      { ask: "solve x^2 < 4", answer: "-2 < x < 2" },
      { ask: "解方程 x^2 - 5x + 6 = 0", answer: "2, 3" },
      { ask: "解不等式 2x + 1 > 5", answer: "x > 2" },
      { ask: "x^2 - 2 = 0 的解", answer: "-sqrt(2), sqrt(2)" },
      { ask: "find all real x such that |2x - 3| = 7", answer: "-2, 5" },
      { ask: "解关于 x 的方程 a x = b", answer: "b/a" },
      { ask: "在实数范围内解方程 x^4 = 16", answer: "-2, 2" },
      { ask: "solve sin(x) = 1/2 for 0 <= x <= 2pi", answer: "pi/6, 5*pi/6" },
      { ask: "solve sin(x) > 1/2 on [0, 2pi]", answer: "pi/6 < x < 5*pi/6" },
      { ask: "解不等式 cos(x) > 0", answer: "-pi/2 + 2*pi*k < x < pi/2 + 2*pi*k" },
      {
        ask: "solve a x > b for x",
        answer:
          "x > b/a if a > 0; x < b/a if a < 0; all real x where b < 0, otherwise no solution if a = 0",
      },
    ],
  },
  {
    name: "true-or-false",
    frames: [/^is (?<body>.+[=<>].+?)(?: true)?$/i],
    read: (groups, context) => ({
      kind: "truth",
      relation: context.parse(groups["body"] as string),
    }),
    examples: [{ ask: "is 2^10 > 1000", answer: "yes" }],
  },
  {
    name: "comparison-in-words",
    frames: [/^is (?<body>.+(?:greater|less|equal|smaller|bigger|larger).+)$/i],
    read: compare,
    examples: [{ ask: "is 2/3 greater than 3/5", answer: "yes" }],
  },
  {
    name: "digits",
    frames: [
      /^(?<body>.+?)(?<![\s,])[\s,]*(?:(?:rounded|correct|accurate) )?(?:to|with)\s*(?<digits>\d{1,5})\s*(?<count>(?:decimal )?places?|decimal digits|decimals|digits|(?:significant|sig) (?:figures?|figs?|digits)|d\.?p\.?|s\.?f\.?)$/i,
      /^[把将]?(?<body>.+?)\s*(?:四舍五入)?(?:保留|精确到)\s*(?<digits>\d{1,5})\s*位(?<count>有效数字)$/u,
      /^(?:the )?(?<count>first) (?<digits>\d{1,5}) (?:decimal )?digits of\s+(?<body>.+)$/i,
      /^(?<body>.+?)\s*的?(?<count>前)\s*(?<digits>\d{1,5})\s*位(?:数字|数)?$/u,
      /^[把将]?(?<body>[^\d\s.]*|.*[^\d\s.].*)\s*(?:保留|精确到|计算到)\s*(?:小数点后)?\s*(?<digits>\d{1,5})\s*(?<count>位小数)$/u,
    ],
    read: (groups, context) => {
      const digits = Number(groups["digits"]);
      const isFigures = /^s|有效/i.test(groups["count"] as string);
      if (digits > MOST_DIGITS || (isFigures && digits === 0))
        throw new AnsatzError(
          "unsupported",
          `Decimal values are worked out with up to ${MOST_DIGITS} digits. Ask for fewer.`,
        );
      if (/^digits$/i.test(groups["count"] as string))
        context.note({
          kind: "digits",
          text: "Digits are counted after the decimal point.",
        });
      return {
        kind: "decimal",
        expression: context.parse(groups["body"] as string),
        digits,
        count: isFigures
          ? "figures"
          : /^(?:first|前)$/i.test(groups["count"] as string)
            ? "first"
            : "places",
      };
    },
    examples: [
      { ask: "pi to 20 digits", answer: "3.14159265358979323846" },
      { ask: "e^5 to 3 significant figures", answer: "148" },
      { ask: "sqrt(2) to 2 decimal places", answer: "1.41" },
      { ask: "sqrt(3) 保留 4 位有效数字", answer: "1.732" },
      { ask: "first 10 digits of pi", answer: "3.141592653" },
      { ask: "圆周率前10位", answer: "3.141592653" },
    ],
  },
  {
    name: "both-square-roots",
    // 平方根 names both roots, 算术平方根 the one that is not negative.
    frames: ["{body} 的平方根"],
    read: (groups, context) => {
      const square = context.parse(groups["body"] as string);
      return variablesOf(square).length > 0
        ? null
        : {
            kind: "solve",
            equations: [["Equal", ["Power", "x", { num: "2" }], square]],
            unknowns: ["x"],
            domain: EVERYWHERE,
          };
    },
    examples: [{ ask: "9 的平方根", answer: "-3, 3" }],
  },
  {
    name: "equations-only",
    frames: [/^(?<body>[^=]+=[^=]+(?:(?:\sand\s|[,;，；])[^=,;，；]+=[^=,;，；]+)+)$/i],
    read: readSolve,
    examples: [{ ask: "x + y = 3 and x - y = 1", answer: "x = 2, y = 1" }],
  },
];
