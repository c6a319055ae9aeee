import type { Expression } from "../../expression/expression.ts";
import { minus, num, over } from "../formula.ts";
import type { Intent } from "./intent.ts";

const DEGREES = /(\d+(?:\.\d+)?)\s*(?:degrees?|deg)\b/gi;
const VERBS: Readonly<Record<string, string>> = {
  simplify: "simplify",
  expand: "expand",
  factor: "factor",
  factorise: "factor",
  factorize: "factor",
  differentiate: "differentiate",
  integrate: "integrate",
  solve: "solve",
};

/** Questions put the other way round or with words that add nothing. */
export const SHORT_WORDING_INTENTS: readonly Intent[] = [
  {
    name: "verb behind the expression",
    frames: [
      /^(?<body>\S.*?[\w)\]}²³])[\s,;:.]+(?:then |and )?(?<verb>simplify|expand|factori[sz]e|factor|differentiate|integrate|solve)(?: it| this| fully| completely)?$/i,
    ],
    rewrite: ({ body, verb }) => `${VERBS[(verb as string).toLowerCase()]} ${body}`,
    examples: [
      { ask: "sqrt(50) + sqrt(18) simplify", answer: "8*sqrt(2)" },
      { ask: "x^2 - 9, factor", answer: "(x + 3)*(x - 3)" },
    ],
  },
  {
    name: "expansion in Chinese",
    frames: ["[求]{body} 的展开式"],
    rewrite: ({ body }) => `expand ${body}`,
    examples: [{ ask: "求 (3x-2)(x+4) 的展开式", answer: "3*x^2 + 10*x - 8" }],
  },
  {
    name: "common multiple or divisor of the first numbers",
    frames: [
      "[the ]{what:lcmgcd} of [the ]first {n:digits} (natural numbers|positive integers|integers|whole numbers|numbers)",
      "[the ]{what:lcmgcd} of [all ][the ](numbers|integers) [from ]1 to {n:digits}",
      "1 到 {n:digits}[的所有整数|所有整数|的整数] 的{what:lcmgcd}",
    ],
    read: ({ what, n }) => {
      const count = Number(n);
      return count < 2 || count > 200
        ? null
        : {
            kind: "evaluate",
            expression: [
              /lcm|multiple|倍/iu.test(what as string) ? "LCM" : "GCD",
              ...Array.from({ length: count }, (_, k) => num(k + 1)),
            ],
          };
    },
    examples: [{ ask: "lcm of the first 10 natural numbers", answer: "2520" }],
  },
  {
    name: "throw above a bound in Chinese",
    frames: ["(掷|投|抛|扔)[一个|一枚|1个]骰子[,]点数{more:more} 于 {k:digits} 的概率"],
    rewrite: ({ more, k }) =>
      `probability of rolling a number ${/大/u.test(more as string) ? "greater" : "less"} than ${k}`,
    examples: [{ ask: "掷一个骰子，点数大于4的概率是多少", answer: "1/3" }],
  },
  {
    name: "equation before its range",
    frames: [
      /^(?<body>[^=<>]+=[^=<>]+?)[\s,;]+(?:solve|find (?:all )?[a-z]|find all solutions)(?: for| where| when)?\s+(?<range>(?:[a-z] )?(?:in|between) .+|.*(?:<|≤).+)$/i,
    ],
    rewrite: ({ body, range }) => `solve ${body} for ${(range as string).replace(DEGREES, "$1°")}`,
    examples: [{ ask: "tan(x) = 1 solve for 0 <= x <= 2pi", answer: "pi/4, 5*pi/4" }],
  },
  {
    name: "what something equals",
    frames: [
      "does {body} (equal|evaluate to|come to|come out to|make)",
      /^(?<body>[^=<>]*[\d)])\s+(?:is|equals)$/i,
      /^(?:would|will|does) (?<body>[\d(].*?) be$/i,
    ],
    rewrite: ({ body }) => body ?? null,
    examples: [{ ask: "what does 7*8 equal", answer: "56" }],
  },
  {
    name: "quantity with its kind",
    frames: [
      /^(?:a |the )?(?:speed|distance|length|mass|weight|temperature|volume|height|area|time|pressure|energy|power) of (?<body>\d.*\s(?:in|to|into)\s.+)$/i,
    ],
    rewrite: ({ body }) => body ?? null,
    examples: [{ ask: "speed of 36 km/h in m/s", answer: "10 m/s" }],
  },
  {
    name: "factors into primes",
    frames: [
      "(factor|factorise|factorize|decompose|write|express) {n:digits} (into|as a product of) [its ](primes|prime factors|prime numbers)",
      "[the ]prime factors (of|for) {n:digits} with exponents",
    ],
    rewrite: ({ n }) => `prime factors of ${n}`,
    examples: [{ ask: "factor 2310 into primes", answer: "2 * 3 * 5 * 7 * 11" }],
  },
  {
    name: "unknown with a question mark",
    frames: [
      /^(?<body>[^=]+=[^=,;]+?)[\s,;]+(?:then |so |find |what is )*(?<letter>[a-z])\s*(?:=|is)\s*\??$/i,
    ],
    rewrite: ({ body, letter }) => `solve ${body} for ${letter}`,
    examples: [{ ask: "ln(x) = 3, x = ?", answer: "e^3" }],
  },
  {
    name: "roots of one sign",
    frames: [
      "[the ][only ]{sign:rootsign} (root|solution|zero)[s] (of|to) [the equation ]{body}",
      "[求][方程]{body} 的{sign:rootsign}(根|解|实根|实数根)",
      "solve {body} (for|with|where) [x ]{sign:rootsign} [x]",
    ],
    rewrite: ({ body, sign }) => {
      const equation = /=/.test(body ?? "") ? body : `${body} = 0`;
      const letter = /(?<![a-z])([a-z])(?![a-z(])/i.exec(equation as string)?.[1];
      return letter === undefined
        ? null
        : `solve ${equation} for ${letter} ${/neg|负/iu.test(sign as string) ? "<" : ">"} 0`;
    },
    examples: [
      { ask: "find the positive root of x^2 - 2x - 8 = 0", answer: "4" },
      { ask: "x²-4=0的正根", answer: "2" },
    ],
  },
  {
    name: "share in per cent as a fraction or decimal",
    frames: [
      "[convert |write |express ]{rate:number}[ ]% (to|as|into|in) a {form:percentform}",
      "[把|将]{rate:number}[ ]%(化成|化为|写成|转成|转换成)[最简|一个]{form:percentform}",
      "[把|将]百分之{count:count}(化成|化为|写成|转成|转换成)[最简|一个]{form:percentform}",
    ],
    rewrite: ({ rate, count, form }) => {
      const share = `${rate ?? count}/100`;
      if (rate === undefined && !/^\d+$/.test(count ?? "")) return `百分之${count}`;
      return /dec|小/iu.test(form as string) ? `${share} as a decimal` : share;
    },
    examples: [
      { ask: "35% as a fraction", answer: "7/20" },
      { ask: "百分之二十五化成分数", answer: "1/4" },
    ],
  },
  {
    name: "how many multiples",
    frames: [
      "how many (numbers|integers|whole numbers) (from|between) {a:digits} (to|and) {b:digits} are {not:notat}(divisible by|multiples of) {k:digits}",
      "how many multiples of {k:digits} (are there |are |)(from|between) {a:digits} (to|and) {b:digits}",
      "how many multiples of {k:digits} (are there |are |)(up to|not exceeding|no more than|less than or equal to) {b:digits}",
      "{a:digits} 到 {b:digits}[中|之间|里|的数中]{not:notat}[能]被 {k:digits} 整除的[数|整数](的个数|有多少个|有几个|有)",
      "{a:digits} 到 {b:digits}[中|之间|里]{k:digits} 的倍数(的个数|有多少个|有几个|有)",
      "{b:digits} 以内[的]{k:digits} 的倍数(的个数|有多少个|有几个|有)",
      "不超过 {b:digits} 的正整数中[,]{k:digits} 的倍数(的个数|有多少个|有几个|有)",
    ],
    read: ({ a = "1", b, k, not = "" }, context) => {
      const [low, high, step] = [BigInt(a), BigInt(b as string), BigInt(k as string)];
      if (step === 0n || low < 1n || high < low) return null;
      context.note({ kind: "range", text: "Both ends of the range are counted." });
      const upTo = (end: bigint): Expression => [
        "Floor",
        over(num(end.toString()), num(step.toString())),
      ];
      const multiples = low === 1n ? upTo(high) : minus(upTo(high), upTo(low - 1n));
      return {
        kind: "evaluate",
        expression: not === "" ? multiples : minus(num((high - low + 1n).toString()), multiples),
      };
    },
    examples: [
      { ask: "how many integers from 1 to 100 are not divisible by 3", answer: "67" },
      { ask: "100以内3的倍数有多少个", answer: "33" },
    ],
  },
];
