import type { Intent } from "./intent.ts";
import type { Expression } from "../../expression/expression.ts";
import { chooseOrArrange, numbersIn, percent, percentOf, shareOf } from "../query-builders.ts";

/** Arithmetic, divisibility and shares in words. */
export const ARITHMETIC_INTENTS: readonly Intent[] = [
  {
    name: "prime-factors",
    frames: [
      /^(?:list )?(?:the )?(?:prime factors|prime factorization|prime factorisation) of (?<body>-?\d+)$/i,
      /^(?:把\s*)?(?<body>-?\d+)\s*(?:的质因数|的?分解质因数|的素因数分解)$/u,
      /^(?:分解质因数|质因数分解)\s*[:：]?\s*(?<body>-?\d+)$/u,
    ],
    read: (groups, context) => ({
      kind: "factor-integer",
      value: context.parse(groups["body"] as string),
    }),
    examples: [
      { ask: "prime factors of -12", answer: "-1 * 2^2 * 3" },
      { ask: "分解质因数 12", answer: "2^2 * 3" },
      { ask: "prime factors of 360", answer: "2^3 * 3^2 * 5" },
      { ask: "把 360 分解质因数", answer: "2^3 * 3^2 * 5" },
    ],
  },
  {
    name: "arithmetic-in-words",
    frames: [
      /^(?:(?<add>add|sum|total of|sum of|the sum of|add together|put together)|(?<multiply>multiply|product of|the product of)|(?<divide>divide))\s+(?:together\s+)?(?<a>\S+)\s+(?:and|by)\s+(?<b>\S+)$/i,
      /^(?<subtract>subtract) (?<a>\S+) from (?<b>\S+)$/i,
    ],
    read: (groups, context) => {
      const [a, b] = [context.parse(groups["a"] as string), context.parse(groups["b"] as string)];
      if (groups["subtract"] !== undefined)
        return { kind: "evaluate", expression: ["Add", b, ["Negate", a]] };
      const head =
        groups["add"] !== undefined
          ? "Add"
          : groups["divide"] !== undefined
            ? "Divide"
            : "Multiply";
      return { kind: "evaluate", expression: [head, a, b] };
    },
    examples: [
      { ask: "multiply 12 and 11", answer: "132" },
      { ask: "subtract 7 from 20", answer: "13" },
    ],
  },
  {
    name: "remainder",
    frames: [/^(?:the )?remainder (?:when|of) (?<a>.+?) (?:is )?divided by (?<b>.+)$/i],
    read: (groups, context) => ({
      kind: "evaluate",
      expression: [
        "Mod",
        context.parse(groups["a"] as string),
        context.parse(groups["b"] as string),
      ],
    }),
    examples: [{ ask: "remainder when 17 is divided by 5", answer: "2" }],
  },
  {
    name: "divides",
    frames: [
      /^is (?<a>\S+) a (?<word>factor|divisor|multiple) of (?<b>\S+)$|^does (?<a2>\S+) divide (?<b2>\S+)$/i,
    ],
    read: (groups, context) => {
      const first = context.parse((groups["a"] ?? groups["a2"]) as string);
      const second = context.parse((groups["b"] ?? groups["b2"]) as string);
      const [divisor, whole] = groups["word"] === "multiple" ? [second, first] : [first, second];
      return { kind: "truth", relation: ["Equal", ["Mod", whole, divisor], { num: "0" }] };
    },
    examples: [{ ask: "is 7 a factor of 91", answer: "yes" }],
  },
  {
    name: "larger-or-smaller",
    frames: [
      /^which is (?<word>bigger|greater|larger|smaller|less)[:,]?\s+(?<a>\S+?),? or (?<b>\S+)$/i,
    ],
    read: (groups, context) => ({
      kind: "evaluate",
      expression: [
        /smaller|less/i.test(groups["word"] as string) ? "Min" : "Max",
        context.parse(groups["a"] as string),
        context.parse(groups["b"] as string),
      ],
    }),
    examples: [{ ask: "which is bigger: 2/3 or 3/5", answer: "2/3" }],
  },
  {
    name: "composite",
    frames: [/^is (?<body>.+?) (?:a )?composite(?: number)?$/i],
    read: (groups, context) => ({
      kind: "composite",
      value: context.parse(groups["body"] as string),
    }),
    examples: [{ ask: "is 91 composite", answer: "yes" }],
  },
  {
    name: "prime",
    frames: [
      /^is (?<body>.+?) (?:a )?prime(?: number)?$/i,
      /^(?<body>\d+)\s*是(?:不是|否为?)?(?:一个)?[质素]数吗?$/u,
    ],
    read: (groups, context) => ({ kind: "prime", value: context.parse(groups["body"] as string) }),
    examples: [
      { ask: "is 97 prime", answer: "yes" },
      { ask: "97 是质数吗", answer: "yes" },
    ],
  },
  {
    name: "common-factor-or-multiple",
    frames: [
      /^(?<kind>(?:greatest|highest) common (?:divisor|factor)|gcd|gcf|hcf|(?:least|lowest|smallest) common multiple|lcm)(?: of)?\s+(?<body>-?\d+(?:\s*(?:,|and|\s)\s*-?\d+)+)$/i,
      /^(?<body>\d+(?:\s*[和与、,，]\s*\d+)+)\s*的(?<kind>最大公[约因]数|最小公倍数)$/u,
    ],
    read: (groups) => ({
      kind: "evaluate",
      expression: [
        /multiple|lcm|最小/i.test(groups["kind"] as string) ? "LCM" : "GCD",
        ...numbersIn(groups["body"] as string),
      ],
    }),
    examples: [
      { ask: "gcd of 12 and 18", answer: "6" },
      { ask: "lcm 4, 6, 10", answer: "60" },
      { ask: "12 和 18 的最大公约数", answer: "6" },
    ],
  },
  {
    name: "percentage-of",
    frames: [
      /^(?<rate>\d+(?:\.\d+)?)\s*(?:%|percent|per cent) (?<word>of|off) (?<body>.+)$/i,
      /^(?<body>.+?)\s*的\s*(?:百分之(?<rate>\d+(?:\.\d+)?)|(?<other>\d+(?:\.\d+)?)\s*%)$/u,
    ],
    read: (groups, context) =>
      percentOf({ ...groups, rate: groups["rate"] ?? groups["other"] }, context),
    examples: [
      { ask: "15% of 80", answer: "12" },
      { ask: "15% off 80", answer: "68" },
      { ask: "80 的 15%", answer: "12" },
    ],
  },
  {
    name: "what-percentage",
    frames: [
      /^(?<part>\S+) (?:is what|as an?) (?:percent|percentage|%)(?:age)? of (?<whole>\S+)$|^(?:what )?(?:percent|percentage|%) of (?<whole2>\S+) is (?<part2>\S+)$|^(?<part3>\S+?)\s*(?:是|占)\s*(?<whole3>\S+?)\s*的?百分之几$/iu,
    ],
    read: (groups, context) => ({
      kind: "percentage",
      part: context.parse((groups["part"] ?? groups["part2"] ?? groups["part3"]) as string),
      whole: context.parse((groups["whole"] ?? groups["whole2"] ?? groups["whole3"]) as string),
    }),
    examples: [
      { ask: "12 is what percent of 60", answer: "20%" },
      { ask: "what percent of 60 is 12", answer: "20%" },
      { ask: "12 是 60 的百分之几", answer: "20%" },
    ],
  },
  {
    name: "as-percentage",
    frames: [
      /^(?:(?:convert|write|express|turn) )?(?<body>.+?)\s+(?:in|as|to|into)\s+(?:an? )?(?:percent|percentages?|per cent|%)$/i,
      /^(?<body>.+?)\s*(?:化成|化为|写成|换算成|用|等于)\s*百分(?:数|比)(?:表示)?$/u,
    ],
    // "in" before a percent sign is no inch.
    read: (groups, context) => ({
      kind: "percentage",
      part: context.parse(groups["body"] as string),
      whole: { num: "1" },
    }),
    examples: [
      { ask: "3/4 in percent", answer: "75%" },
      { ask: "0.125 as a percentage", answer: "12.5%" },
      { ask: "3/8 化成百分数", answer: "37.5%" },
    ],
  },
  {
    name: "percentage-added",
    frames: [
      /^(?<body>\d[\d.,]*)\s*(?<sign>[+-]|\bplus\b|\bminus\b)\s*(?<rate>\d+(?:\.\d+)?)\s*(?:%|per ?cent)$/i,
    ],
    read: (groups, context) => {
      const isIncrease = /^(?:\+|plus)$/i.test(groups["sign"] as string);
      context.note({
        kind: "percentage",
        text: `${groups["rate"]}% was read as a share of ${groups["body"]}.`,
      });
      const change: Expression = isIncrease
        ? percent(groups["rate"] as string)
        : ["Negate", percent(groups["rate"] as string)];
      const start = context.parse(groups["body"] as string);
      const rate = groups["rate"] as string;
      return {
        kind: "evaluate",
        expression: ["Multiply", start, ["Add", { num: "1" }, change]],
        percentage: {
          kind: "changes",
          start,
          changes: [{ rate, isIncrease }],
        },
      };
    },
    examples: [{ ask: "456 + 120%", answer: "1003.2" }],
  },
  {
    name: "share-of",
    frames: [
      /^(?:a |one )?(?<share>half|third|quarter|two thirds|three quarters)(?: of)? (?<body>.+)$/i,
    ],
    read: (groups, context) => {
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
        expression: shareOf(
          ["Divide", { num: over }, { num: under }],
          groups["body"] as string,
          context,
        ),
      };
    },
    examples: [{ ask: "two thirds of 12", answer: "8" }],
  },
  {
    name: "choose",
    frames: [/^(?<n>\d{1,6})\s*(?<kind>[PC]|choose)\s*(?<k>\d{1,6})$/i],
    read: chooseOrArrange,
    examples: [
      { ask: "5 choose 2", answer: "10" },
      { ask: "10P3", answer: "720" },
    ],
  },
];
