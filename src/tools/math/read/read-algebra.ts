import { type Expression, headOf, argumentsOf, variablesOf } from "../expression/expression.ts";
import type { AlgebraOperation } from "./algebra-query.ts";
import type { MathQuery } from "./math-query.ts";
import type { Example, Intent } from "./intents/intent.ts";
import type { Groups, QueryBuilder } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";

const inVariable = String.raw`(?:\s*,?\s*(?:in|with respect to|w\.?r\.?t\.?|关于)\s*(?<variable>[A-Za-z]))?`;
const ORDER_WORDS: Readonly<Record<string, string>> = {
  二: "2",
  三: "3",
  四: "4",
  五: "5",
  六: "6",
};

/** Polynomials, series and number theory in English and Chinese. */
export const ALGEBRA_INTENTS: readonly Intent[] = [
  {
    name: "polynomial-common-factor",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:polynomial )?(?<word>gcd|gcf|hcf|greatest common (?:divisor|factor)|lcm|least common multiple)\s*(?:of )?\s*(?<a>.+?)\s*(?:,| and )\s*(?<b>.+?)${inVariable}$`,
        "i",
      ),
      /^(?<a>.+?)\s*[和与]\s*(?<b>.+?)\s*的\s*(?<word>最大公因式|最小公倍式)$/u,
    ],
    read: commonFactor,
    examples: [
      { ask: "gcd of x^2 - 1 and x^2 + 2x + 1", answer: "x + 1" },
      { ask: "x^2 - 1 和 x^2 + 2x + 1 的最大公因式", answer: "x + 1" },
    ],
  },
  {
    name: "resultant",
    frames: [
      new RegExp(
        String.raw`^(?:the )?resultant (?:of )?(?<a>.+?)\s*(?:,| and )\s*(?<b>.+?)${inVariable}$`,
        "i",
      ),
      /^(?<a>.+?)\s*[和与]\s*(?<b>.+?)\s*(?:关于\s*(?<variable>[A-Za-z])\s*)?的结式$/u,
    ],
    read: polynomials("resultant"),
    examples: [
      { ask: "resultant of x^2 - 1 and x^2 - 3x + 2", answer: "0" },
      { ask: "resultant of x^2 + y and x - y in x", answer: "y^2 + y" },
    ],
  },
  {
    name: "discriminant",
    frames: [
      new RegExp(String.raw`^(?:the )?discriminant (?:of )?(?<a>.+?)${inVariable}$`, "i"),
      /^(?<a>.+?)\s*(?:关于\s*(?<variable>[A-Za-z])\s*)?的判别式$/u,
    ],
    read: polynomials("discriminant"),
    examples: [
      { ask: "discriminant of x^2 + 3x + 1", answer: "5" },
      { ask: "x^2 + b*x + c 关于 x 的判别式", answer: "b^2 - 4*c" },
    ],
  },
  {
    name: "polynomial-division",
    frames: [
      /^(?:the )?(?:polynomial )?(?:quotient and (?:the )?remainder|long division|division with remainder) (?:of |when )?(?<whole>.+)$/i,
      /^(?:divide|polynomial division(?: of)?)\s+(?<whole>.*[A-Za-z].*\s+by\s+.+)$/i,
      /^(?<whole>.+?)\s*的商(?:式)?[和与]余(?:数|式)$/u,
    ],
    read: division,
    examples: [
      { ask: "divide x^3 - 1 by x - 1", answer: "quotient x^2 + x + 1, remainder 0" },
      {
        ask: "quotient and remainder of x^3 + 2 divided by x^2 + 1",
        answer: "quotient x, remainder -x + 2",
      },
    ],
  },
  {
    name: "partial-fractions",
    frames: [
      new RegExp(
        String.raw`^(?:(?:the )?partial[- ]fractions?(?: decomposition| expansion)?(?: of| for)?|apart)\s+(?<a>.+?)\s+over (?:the )?(?<field>reals|real numbers|R|complex numbers|C)$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?:(?:the )?partial[- ]fractions?(?: decomposition| expansion)?(?: of| for)?|apart)\s+(?<a>.+?)${inVariable}$`,
        "i",
      ),
      /^(?:decompose|expand|write)\s+(?<a2>.+?)\s+(?:in|into|as|using) partial fractions$|^(?:把\s*)?(?<a3>.+?)\s*(?:分解(?:成|为)|化为|的)\s*部分分式(?:分解)?$/iu,
    ],
    read: (groups, context) => {
      const body = (groups["a"] ?? groups["a2"] ?? groups["a3"]) as string;
      const query = polynomials("partial-fractions")(
        { a: body, variable: groups["variable"] },
        context,
      );
      if (groups["field"] === undefined || query === null || query.kind !== "algebra") return query;
      return {
        ...query,
        operation: /^c/i.test(groups["field"])
          ? "partial-fractions-complex"
          : "partial-fractions-reals",
      };
    },
    examples: [
      {
        ask: "partial fractions of 1/(x^2 - 1)",
        answer: "1/(2*(x - 1)) - 1/(2*(x + 1))",
      },
      {
        ask: "把 1/(x^2 - 1) 分解为部分分式",
        answer: "1/(2*(x - 1)) - 1/(2*(x + 1))",
      },
    ],
  },
  {
    name: "series-expansion",
    frames: [
      /^(?:the )?(?:(?:maclaurin|taylor|laurent|power)\s+(?:series|polynomial|expansion)|series)(?: expansion)?\s+(?:of|for)\s+(?<body>.+?)(?:\s*,?\s*(?:at|around|about|near|in powers of|centered at|centred at)\s+(?:(?<variable>[A-Za-z])\s*=\s*)?(?<point>[^,]+?))?(?:\s*,?\s*(?:up )?to (?:the )?(?:order|degree)\s*(?<order>\d{1,2})|\s*,?\s*of (?:order|degree)\s*(?<order2>\d{1,2})|\s*,?\s*(?:up )?to (?:the )?(?<order3>\d{1,2})(?:th|rd|nd|st) (?:order|degree)|\s*,?\s*(?:up )?to (?:order )?[A-Za-z]\^(?<order4>\d{1,2}))?$/i,
      /^(?:(?:将|把|求)\s*)?(?<body>.+?)\s*(?:在\s*(?:(?<variable>[A-Za-z])\s*=\s*)?(?<point>.+?)\s*(?:处|点))?的?\s*(?:泰勒|麦克劳林|幂级数|洛朗)(?:级数|多项式)?(?:展开式?)?(?:[，,]?\s*到?\s*(?<order>\d{1,2}|[二三四五六])\s*[阶次])?$/u,
    ],
    read: series,
    examples: [
      { ask: "taylor series of e^x at 0 to order 4", answer: "1 + x + x^2/2 + x^3/6 + x^4/24" },
      { ask: "sin(x) 在 x = 0 处的泰勒展开到 5 阶", answer: "x - x^3/6 + x^5/120" },
    ],
  },
  numberTheory(
    "next-prime",
    /^(?:the )?(?:next|first|smallest) prime (?:number )?(?:after|above|greater than|larger than)\s+(?<a>\d+(?:\s*[\^*]{1,2}\s*\d+)?(?:\s*[-+]\s*\d+)?)$|^(?<a2>\d+)\s*(?:之后|后面)的?(?:下一个|第一个)?[质素]数$/iu,
    [
      { ask: "next prime after 100", answer: "101" },
      { ask: "100 之后的下一个质数", answer: "101" },
    ],
  ),
  numberTheory(
    "previous-prime",
    /^(?:the )?(?:previous|last|largest|greatest) prime (?:number )?(?:before|below|less than|smaller than)\s+(?<a>\d+(?:\s*[\^*]{1,2}\s*\d+)?(?:\s*[-+]\s*\d+)?)$|^(?<a2>\d+)\s*(?:之前|前面|以内)的?(?:最大的?|最后一个|上一个|前一个)[质素]数$/iu,
    [
      { ask: "largest prime below 100", answer: "97" },
      { ask: "100 之前的最大质数", answer: "97" },
    ],
  ),
  numberTheory(
    "totient",
    /^(?:the )?(?:euler(?:'s)? )?(?:totient|phi)(?: function)?\s*(?:of|\()\s*(?<a>\d+)\)?$|^(?<a2>\d+)\s*的欧拉函数值?$/iu,
    [
      { ask: "totient of 36", answer: "12" },
      { ask: "36 的欧拉函数", answer: "12" },
    ],
  ),
  numberTheory(
    "divisors",
    /^(?:list )?(?:all )?(?:the )?(?:positive )?divisors of\s+(?<a>\d+)$|^(?<a2>\d+)\s*的(?:所有|全部)?(?:正)?(?:约数|因数)$/iu,
    [
      { ask: "divisors of 28", answer: "1, 2, 4, 7, 14, 28" },
      { ask: "28 的所有约数", answer: "1, 2, 4, 7, 14, 28" },
    ],
  ),
  numberTheory(
    "modular-inverse",
    /^(?:the )?(?:modular )?(?:multiplicative )?inverse of\s+(?<a>\d+)\s+(?:mod|modulo)\s+(?<b>\d+)$|^(?<a2>\d+)\s*模\s*(?<b2>\d+)\s*的逆元?$|^(?<a3>\d+)\s*\^\s*(?:-1|\(\s*-1\s*\))\s*(?:mod|modulo)\s*(?<b3>\d+)$/iu,
    [
      { ask: "inverse of 3 modulo 11", answer: "4" },
      { ask: "3^-1 mod 7", answer: "5" },
    ],
  ),
  numberTheory(
    "modular-power",
    /^(?<a>\d+)\s*\^\s*(?<b>\d+)\s*(?:mod|modulo|%)\s*(?<c>\d+)$|^(?<a2>\d+)\s*(?:的|\^)\s*(?<b2>\d+)\s*(?:次方)?\s*(?:模\s*(?<c2>\d+)(?:\s*的余数)?|除以\s*(?<c3>\d+)\s*的余数)$/iu,
    [
      { ask: "3^100 mod 7", answer: "4" },
      { ask: "3 的 100 次方除以 7 的余数", answer: "4" },
    ],
  ),
  numberTheory(
    "partitions",
    /^(?:the )?number of (?:integer )?partitions of\s+(?<a>\d+)$|^partitions of\s+(?<b>\d+)$|^(?<a2>\d+)\s*的(?:整数)?分拆数$/iu,
    [{ ask: "partitions of 10", answer: "42" }],
  ),
  {
    name: "dilogarithm",
    frames: ["[the ](dilogarithm|dilog) (of|at) {a}", "dilog\\({a}\\)", "{a} 的二重对数"],
    read: (groups, context) => ({
      kind: "evaluate",
      expression: ["PolyLog", { num: "2" }, context.parse(groups["a"] as string)],
    }),
    examples: [{ ask: "dilogarithm of 1", answer: "pi^2/6" }],
  },
  {
    name: "rounding function in words",
    frames: ["[the ]{f:rounder} of {a}", /^(?<a>.+?)\s*的?(?<up>向上取整|向下取整)$/u],
    read: (groups, context) => ({
      kind: "evaluate",
      expression: [
        /^ceil/i.test(groups["f"] ?? "") || groups["up"] === "向上取整" ? "Ceil" : "Floor",
        context.parse(groups["a"] as string),
      ],
    }),
    examples: [{ ask: "floor of e^10", answer: "22026" }],
  },
  numberTheory(
    "in-base",
    /^(?:convert |write )?(?<a>\d+)\s+(?:in|to|into)\s+(?:base[- ]?(?<b>\d{1,2})|(?<named>binary|octal|hexadecimal|hex|ternary))$|^把?\s*(?<a2>\d+)\s*(?:转换?[为成]|化[为成]|写成|的)\s*(?<b2>\d{1,2}|二|八|十六)\s*进制(?:表示|数)?$/iu,
    [
      { ask: "255 in hexadecimal", answer: "FF" },
      { ask: "把 10 化为 2 进制", answer: "1010" },
    ],
  ),
  {
    name: "continued-fraction",
    frames: [
      /^(?:the )?continued fraction (?:expansion )?(?:of|for)\s+(?<a>.+)$|^(?<a2>.+?)\s*的连分数(?:展开)?$/iu,
    ],
    read: (groups, context) => ({
      kind: "algebra",
      operation: "continued-fraction",
      operands: [context.parse((groups["a"] ?? groups["a2"]) as string)],
      variable: null,
    }),
    examples: [
      { ask: "continued fraction of 415/93", answer: "4, 2, 6, 7" },
      { ask: "sqrt(2) 的连分数", answer: "1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, …" },
    ],
  },
  {
    name: "closed-form",
    frames: [
      /^(?<a>.+?)\s+in closed form$|^(?:the )?closed form (?:of|for)\s+(?<b>(?!.*\bsum\b).+)$/i,
      /^(?:denest|unnest|de-nest)\s+(?<a>.+)$/i,
      /^(?:把\s*)?(?<a>.+?)\s*化简(?:二次|多重)?根式$/u,
    ],
    read: (groups, context) => ({
      kind: "simplify",
      expression: context.parse((groups["a"] ?? groups["b"]) as string),
    }),
    examples: [{ ask: "closed form of sqrt(3 + 2*sqrt(2))", answer: "1 + sqrt(2)" }],
  },
];

function chosen(
  parts: readonly Expression[],
  groups: Groups,
  context: ReadingContext,
): string | null {
  if (groups["variable"] !== undefined) return groups["variable"];
  const all: Expression = parts.length === 1 ? (parts[0] as Expression) : ["Add", ...parts];
  const names = variablesOf(all);
  if (names.length === 0) return null;
  return names.includes("x") ? "x" : context.chooseVariable(all, "", (name) => `in ${name}`);
}

function polynomials(operation: AlgebraOperation): QueryBuilder {
  return (groups, context) => {
    const operands = [groups["a"], groups["b"]]
      .filter((text) => text !== undefined)
      .map((text) => context.parse(text));
    const variable = chosen(operands, groups, context);
    return variable === null ? null : { kind: "algebra", operation, operands, variable };
  };
}

function commonFactor(groups: Groups, context: ReadingContext): MathQuery | null {
  const isMultiple = /lcm|multiple|公倍/i.test(groups["word"] as string);
  return polynomials(isMultiple ? "polynomial-lcm" : "polynomial-gcd")(groups, context);
}

/** `(p)/(q)`, `p by q`, `p divided by q`, `p 除以 q`. */
function division(groups: Groups, context: ReadingContext): MathQuery | null {
  const text = (groups["whole"] as string).replace(
    /\s+(?:(?:is )?divided )?by\s+|\s*除以\s*/iu,
    " ÷÷ ",
  );
  const pieces = text.split(" ÷÷ ").map((piece) => context.parse(piece));
  const only = pieces[0] as Expression;
  const operands =
    pieces.length === 2 ? pieces : headOf(only) === "Divide" ? argumentsOf(only) : [];
  const variable = chosen(operands, groups, context);
  if (operands.length !== 2 || variable === null) return null;
  return { kind: "algebra", operation: "polynomial-division", operands, variable };
}

function series(groups: Groups, context: ReadingContext): MathQuery | null {
  const body = context.parse(groups["body"] as string);
  const variable = chosen([body], groups, context);
  if (variable === null || headOf(body) === "List") return null;
  const text = groups["order"] ?? groups["order2"] ?? groups["order3"] ?? groups["order4"] ?? "6";
  const order = ORDER_WORDS[text] ?? text;
  const point = context.parse(groups["point"] ?? "0");
  return {
    kind: "algebra",
    operation: "series",
    operands: [body, point === variable ? { num: "0" } : point, { num: order }],
    variable,
  };
}

const NAMED_BASES: Readonly<Record<string, string>> = {
  binary: "2",
  ternary: "3",
  octal: "8",
  hex: "16",
  hexadecimal: "16",
  二: "2",
  八: "8",
  十六: "16",
};

function numberTheory(
  operation: AlgebraOperation,
  frame: RegExp,
  examples: readonly Example[],
): Intent {
  return {
    name: operation,
    frames: [frame],
    read: (groups, context) => {
      const texts = [
        groups["a"] ?? groups["a2"] ?? groups["a3"],
        groups["b"] ?? groups["b2"] ?? groups["b3"] ?? groups["named"],
        groups["c"] ?? groups["c2"] ?? groups["c3"],
      ].filter((text) => text !== undefined);
      const operands = texts.map((text): Expression => {
        const digits = NAMED_BASES[text.toLowerCase()] ?? text;
        return /^\d+$/.test(digits) ? { num: digits } : context.parse(digits);
      });
      return { kind: "algebra", operation, operands, variable: null };
    },
    examples,
  };
}
