import { type Expression } from "../expression/expression.ts";
import { DIFFERENTIAL_EQUATION_PATTERNS } from "./differential-equation-query.ts";
import {
  chooseOrArrange,
  compare,
  differentiate,
  integrate,
  limit,
  numbersIn,
  percent,
  percentOf,
  type QueryBuilder,
  series,
  stripName,
  transform,
} from "./query-builders.ts";
import { ALGEBRA_PATTERNS } from "./read-algebra.ts";
import { TRANSFORM_PATTERNS } from "./transform-query.ts";
import { RECURRENCE_PATTERNS } from "./recurrence-query.ts";
import { readSolve } from "./read-solve.ts";

export interface QueryPattern {
  readonly pattern: RegExp;
  /** Null means "not mine after all": the next pattern is tried. */
  readonly build: QueryBuilder;
}

const relationPart = String.raw`(?<body>.+)`;
const withRespect = String.raw`(?:\s*,?\s*(?:with respect to|w\.?r\.?t\.?|in terms of|by|for)\s+(?<variable>[A-Za-z]))?`;
const at = String.raw`(?:\s*,?\s*(?:at|when|for|where)\s+(?<atVariable>[A-Za-z])\s*=\s*(?<at>.+))?`;

/** Verbs of English and Chinese, most specific first. Every pattern matches the whole question. */
export const PATTERNS: readonly QueryPattern[] = [
  ...RECURRENCE_PATTERNS,
  ...TRANSFORM_PATTERNS,
  ...DIFFERENTIAL_EQUATION_PATTERNS,
  ...ALGEBRA_PATTERNS,
  {
    pattern: new RegExp(
      String.raw`^(?:the\s+)?(?:(?<order>first|second|third|fourth|fifth|\d(?:st|nd|rd|th)|\d+)[ -](?:order )?)?derivative (?:of )?(?:the function )?(?<body>.+?)${withRespect}${at}$`,
      "i",
    ),
    build: differentiate,
  },
  {
    pattern: new RegExp(
      String.raw`^(?:differentiate|diff|derive)\s+(?<body>.+?)${withRespect}${at}$`,
      "i",
    ),
    build: differentiate,
  },
  {
    pattern:
      /^(?:对\s*)?(?<body>.+?)\s*(?:对|关于)\s*(?<variable>[A-Za-z])\s*(?:的|求)(?<order>[一二三四五])?阶?(?:偏)?(?:导数?|微分)$/u,
    build: differentiate,
  },
  {
    pattern:
      /^(?:函数)?\s*(?<body>.+?)\s*的(?:(?<order>[一二三四五])阶)?导(?:数|函数)(?:在\s*(?<atVariable>[A-Za-z])\s*=\s*(?<at>.+?)\s*(?:处|时)?(?:的值)?)?$/u,
    build: differentiate,
  },
  { pattern: /^(?:求?导数?|微分)\s*[:：]?\s*(?<body>.+)$/u, build: differentiate },
  {
    pattern: new RegExp(
      String.raw`^(?:the )?(?:definite |indefinite )?(?:integral of|integral|integrate|antiderivative of|primitive of|int)\s+(?<body>.+?)(?:\s*,?\s*(?:with respect to|wrt)\s+(?<variable>[A-Za-z]))?\s+(?:for [a-z] )?(?:from|between)\s+(?:[a-z]\s*=\s*)?(?<lower>.+?)\s+(?:to|and)\s+(?<upper>.+)$`,
      "i",
    ),
    build: integrate,
  },
  {
    pattern: new RegExp(
      String.raw`^(?:the )?(?:indefinite )?(?:integral of|integral|integrate|antiderivative of|primitive of)\s+(?<body>.+?)(?:\s*,?\s*(?:with respect to|wrt)\s+(?<variable>[A-Za-z]))?$`,
      "i",
    ),
    build: integrate,
  },
  {
    pattern:
      /^(?<body>.+?)\s*(?:在|从)\s*(?<lower>[^到至]+?)\s*(?:到|至)\s*(?<upper>.+?)\s*(?:上)?的?定?积分$/u,
    build: integrate,
  },
  { pattern: /^(?<body>.+?)\s*的(?:不定)?积分$/u, build: integrate },
  { pattern: /^(?:不?定?积分)\s*[:：]?\s*(?<body>.+)$/u, build: integrate },
  {
    pattern:
      /^(?:the )?limit (?:of )?(?<body>.+?)\s+(?:as|when|for)\s+(?<variable>[A-Za-z])\s*(?:->|→|approaches|goes to|tends to|to)\s*(?<point>.+)$/i,
    build: limit,
  },
  {
    pattern:
      /^(?:当\s*)?(?<variable>[A-Za-z])\s*(?:趋于|趋近于|趋向于?|->|→)\s*(?<point>.+?)\s*时[，,]?\s*(?<body>.+?)\s*的极限$/u,
    build: limit,
  },
  {
    pattern:
      /^(?:the )?(?<kind>sum|product) (?:of )?(?<body>.+?)\s*,?\s+(?:for|from|over)\s+(?<variable>[A-Za-z])\s*(?:=|from)\s*(?<lower>.+?)\s*(?:to|\.\.)\s*(?<upper>.+)$/i,
    build: (groups, context) =>
      series(groups["kind"]?.toLowerCase() === "product" ? "product" : "sum")(groups, context),
  },
  {
    pattern:
      /^(?:the )?sum (?:of )?(?<body>.+?)\s*,?\s*(?:for |from |over )?(?<variable>[A-Za-z])\s*(?:=|from)\s*(?<lower>.+?)\s*(?:to|\.\.)\s*(?<upper>.+)$/i,
    build: series("sum"),
  },
  {
    pattern:
      /^(?:the )?product (?:of )?(?<body>.+?)\s*,?\s*(?:for |from |over )?(?<variable>[A-Za-z])\s*(?:=|from)\s*(?<lower>.+?)\s*(?:to|\.\.)\s*(?<upper>.+)$/i,
    build: series("product"),
  },
  {
    pattern: /^(?:factor(?:i[sz]e)?|factori[sz]ation of)\s+(?:fully )?(?<body>.+)$/i,
    build: transform("factor"),
  },
  {
    pattern: /^(?:对\s*)?(?<body>.+?)\s*(?:进行)?(?:因式分解|分解因式)$/u,
    build: transform("factor"),
  },
  { pattern: /^(?:因式分解|分解因式|分解)\s*[:：]?\s*(?<body>.+)$/u, build: transform("factor") },
  { pattern: /^(?:expand|multiply out)\s+(?<body>.+)$/i, build: transform("expand") },
  {
    pattern: /^展开\s*[:：]?\s*(?<body>.+)$|^(?:把\s*)?(?<other>.+?)\s*展开$/u,
    build: (groups, context) =>
      transform("expand")({ body: groups["body"] ?? groups["other"] }, context),
  },
  { pattern: /^(?:simplify|reduce)\s+(?<body>.+)$/i, build: transform("simplify") },
  {
    pattern: /^化简\s*[:：]?\s*(?<body>.+)$|^(?:把\s*)?(?<other>.+?)\s*化简$/u,
    build: (groups, context) =>
      transform("simplify")({ body: groups["body"] ?? groups["other"] }, context),
  },
  {
    pattern:
      /^(?:list )?(?:the )?(?:prime factors|prime factorization|prime factorisation|factors) of (?<body>\d+)$/i,
    build: (groups) => ({ kind: "factor-integer", value: { num: groups["body"] as string } }),
  },
  {
    pattern: /^(?:把\s*)?(?<body>\d+)\s*(?:的质因数|的?分解质因数|的素因数分解)$/u,
    build: (groups) => ({ kind: "factor-integer", value: { num: groups["body"] as string } }),
  },
  {
    pattern:
      /^(?:(?<add>add|sum|total of|sum of|the sum of|add together|put together)|(?<multiply>multiply|product of|the product of)|(?<divide>divide))\s+(?:together\s+)?(?<a>\S+)\s+(?:and|by)\s+(?<b>\S+)$/i,
    build: (groups, context) => {
      const [a, b] = [context.parse(groups["a"] as string), context.parse(groups["b"] as string)];
      const head =
        groups["add"] !== undefined
          ? "Add"
          : groups["divide"] !== undefined
            ? "Divide"
            : "Multiply";
      return { kind: "evaluate", expression: [head, a, b] };
    },
  },
  {
    pattern: /^subtract (?<a>\S+) from (?<b>\S+)$/i,
    build: (groups, context) => ({
      kind: "evaluate",
      expression: [
        "Add",
        context.parse(groups["b"] as string),
        ["Negate", context.parse(groups["a"] as string)],
      ],
    }),
  },
  {
    pattern: /^(?:the )?remainder (?:when|of) (?<a>.+?) (?:is )?divided by (?<b>.+)$/i,
    build: (groups, context) => ({
      kind: "evaluate",
      expression: [
        "Mod",
        context.parse(groups["a"] as string),
        context.parse(groups["b"] as string),
      ],
    }),
  },
  {
    pattern:
      /^is (?<a>\S+) a (?<word>factor|divisor|multiple) of (?<b>\S+)$|^does (?<a2>\S+) divide (?<b2>\S+)$/i,
    build: (groups, context) => {
      const first = context.parse((groups["a"] ?? groups["a2"]) as string);
      const second = context.parse((groups["b"] ?? groups["b2"]) as string);
      const [divisor, whole] = groups["word"] === "multiple" ? [second, first] : [first, second];
      return { kind: "truth", relation: ["Equal", ["Mod", whole, divisor], { num: "0" }] };
    },
  },
  {
    pattern:
      /^which is (?<word>bigger|greater|larger|smaller|less)[:,]?\s+(?<a>\S+?),? or (?<b>\S+)$/i,
    build: (groups, context) => ({
      kind: "evaluate",
      expression: [
        /smaller|less/i.test(groups["word"] as string) ? "Min" : "Max",
        context.parse(groups["a"] as string),
        context.parse(groups["b"] as string),
      ],
    }),
  },
  {
    pattern: /^is (?<body>.+?) (?:a )?composite(?: number)?$/i,
    build: (groups, context) => ({
      kind: "composite",
      value: context.parse(groups["body"] as string),
    }),
  },
  {
    pattern: /^is (?<body>.+?) (?:a )?prime(?: number)?$/i,
    build: (groups, context) => ({ kind: "prime", value: context.parse(groups["body"] as string) }),
  },
  {
    pattern: /^(?<body>\d+)\s*是(?:不是|否为?)?(?:一个)?[质素]数吗?$/u,
    build: (groups) => ({ kind: "prime", value: { num: groups["body"] as string } }),
  },
  {
    pattern:
      /^(?<kind>(?:greatest|highest) common (?:divisor|factor)|gcd|gcf|hcf|(?:least|lowest|smallest) common multiple|lcm)(?: of)?\s+(?<body>-?\d+(?:\s*(?:,|and|\s)\s*-?\d+)+)$/i,
    build: (groups) => ({
      kind: "evaluate",
      expression: [
        /multiple|lcm/i.test(groups["kind"] as string) ? "LCM" : "GCD",
        ...numbersIn(groups["body"] as string),
      ],
    }),
  },
  {
    pattern: /^(?<body>\d+(?:\s*[和与、,，]\s*\d+)+)\s*的(?<kind>最大公[约因]数|最小公倍数)$/u,
    build: (groups) => ({
      kind: "evaluate",
      expression: [
        (groups["kind"] as string).startsWith("最小") ? "LCM" : "GCD",
        ...numbersIn(groups["body"] as string),
      ],
    }),
  },
  {
    pattern: /^(?<rate>\d+(?:\.\d+)?)\s*(?:%|percent|per cent) (?<word>of|off) (?<body>.+)$/i,
    build: percentOf,
  },
  {
    pattern: /^(?<body>.+?)\s*的\s*(?:百分之(?<rate>\d+(?:\.\d+)?)|(?<other>\d+(?:\.\d+)?)\s*%)$/u,
    build: (groups, context) =>
      percentOf({ ...groups, rate: groups["rate"] ?? groups["other"] }, context),
  },
  {
    pattern:
      /^(?<part>\S+) is what (?:percent|percentage|%)(?:age)? of (?<whole>\S+)$|^what (?:percent|percentage|%) of (?<whole2>\S+) is (?<part2>\S+)$|^(?<part3>\S+?)\s*(?:是|占)\s*(?<whole3>\S+?)\s*的?百分之几$/iu,
    build: (groups, context) => ({
      kind: "percentage",
      part: context.parse((groups["part"] ?? groups["part2"] ?? groups["part3"]) as string),
      whole: context.parse((groups["whole"] ?? groups["whole2"] ?? groups["whole3"]) as string),
    }),
  },
  {
    pattern: /^(?<body>\d[\d.,]*)\s*(?<sign>[+-])\s*(?<rate>\d+(?:\.\d+)?)\s*%$/,
    build: (groups, context) => {
      context.note({
        kind: "percentage",
        text: `${groups["rate"]}% was read as a share of ${groups["body"]}.`,
      });
      const change: Expression =
        groups["sign"] === "+"
          ? percent(groups["rate"] as string)
          : ["Negate", percent(groups["rate"] as string)];
      return {
        kind: "evaluate",
        expression: [
          "Multiply",
          context.parse(groups["body"] as string),
          ["Add", { num: "1" }, change],
        ],
      };
    },
  },
  {
    pattern:
      /^(?:a |one )?(?<share>half|third|quarter|two thirds|three quarters)(?: of)? (?<body>.+)$/i,
    build: (groups, context) => {
      const shares: Readonly<Record<string, readonly [string, string]>> = {
        half: ["1", "2"],
        third: ["1", "3"],
        quarter: ["1", "4"],
        "two thirds": ["2", "3"],
        "three quarters": ["3", "4"],
      };
      const [over, under] = shares[(groups["share"] as string).toLowerCase()] as readonly [
        string,
        string,
      ];
      return {
        kind: "evaluate",
        expression: [
          "Multiply",
          ["Divide", { num: over }, { num: under }],
          context.parse(groups["body"] as string),
        ],
      };
    },
  },
  {
    pattern: /^(?<n>\d{1,6})\s*(?<kind>[PC]|choose)\s*(?<k>\d{1,6})$/i,
    build: chooseOrArrange,
  },
  {
    pattern: new RegExp(
      String.raw`^(?:the )?(?:real )?(?:roots?|zeros?|zeroes|solutions?)(?: of| to)?(?: the (?:equation|polynomial|function))?\s+${relationPart}$`,
      "i",
    ),
    build: (groups, context) => readSolve({ body: stripName(groups["body"] as string) }, context),
  },
  {
    pattern:
      /^solve(?: the (?:equations?|system|inequality|system of equations))?\s*:?\s*(?<body>.+)$/i,
    build: readSolve,
  },
  {
    pattern:
      /^(?<body>.+=.+?)[.,;]?\s*(?:find|solve for|what is|求)\s*(?<variables>[A-Za-z](?:\s*(?:,|and|、|和)\s*[A-Za-z])*)$/iu,
    build: readSolve,
  },
  {
    pattern: /^(?<body>.+?)\s*的(?:所有)?(?:实数?)?(?:根|解|零点)$/u,
    build: (groups, context) =>
      readSolve({ body: (groups["body"] as string).replace(/^方程组?/u, "") }, context),
  },
  {
    pattern:
      /^解?(?:一元[一二三]次)?(?:方程组?|不等式组?)\s*[:：]?\s*(?<body>.+)$|^解\s*[:：]?\s*(?<other>.+)$/u,
    build: (groups, context) => readSolve({ body: groups["body"] ?? groups["other"] }, context),
  },
  {
    pattern: /^is (?<body>.+[=<>].+?)(?: true)?$/i,
    build: (groups, context) => ({
      kind: "truth",
      relation: context.parse(groups["body"] as string),
    }),
  },
  { pattern: /^is (?<body>.+(?:greater|less|equal|smaller|bigger|larger).+)$/i, build: compare },
  {
    pattern:
      /^(?<body>.+?)\s*(?:to|with)\s*(?<digits>\d{1,3})\s*(?:decimal places|digits|decimals|significant figures|dp|sf)$/i,
    build: (groups, context) => ({
      kind: "decimal",
      expression: context.parse(groups["body"] as string),
      digits: Math.min(40, Number(groups["digits"]) + 1),
    }),
  },
  {
    pattern: /^(?<body>[^=]+=[^=]+(?:(?:\s+and\s+|\s*[,;，；]\s*)[^=,;，；]+=[^=,;，；]+)+)$/i,
    build: readSolve,
  },
];
