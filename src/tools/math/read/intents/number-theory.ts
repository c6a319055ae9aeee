import { type Expression, integer } from "../../expression/expression.ts";
import type { AlgebraOperation } from "../algebra-query.ts";
import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";
import { asked, worked } from "./worked.ts";

const MODULO = "(mod|modulo)";

/** `x ≡ 2 (mod 3), x ≡ 3 (mod 5)`: each congruence as (left, right, modulus). */
function congruences(groups: Groups, context: ReadingContext): MathQuery | null {
  const pieces = (groups["body"] as string)
    .replace(/\\equiv/g, "≡")
    .replace(/\\pmod\s*\{?(\d+)\}?/g, "mod $1")
    .split(/\s*(?:[,，;；、]|\band\b|且|和)\s*(?=[^()]*(?:≡|=))/u);
  const operands: Expression[] = [];
  for (const piece of pieces) {
    const found =
      /^(.+?)\s*(?:≡|==?)\s*(.+?)\s*[(（,，]?\s*(?:mod(?:ulo)?|模)\s*\(?(\d+)\)?\s*[)）]?$/iu.exec(
        piece,
      );
    if (found === null) return null;
    operands.push(
      context.parse(found[1] as string),
      context.parse(found[2] as string),
      integer(BigInt(found[3] as string)),
    );
  }
  return { kind: "algebra", operation: "congruences", operands, variable: null };
}

/** 除以3余2，除以5余3: remainders in Chinese. */
function remainders(groups: Groups): MathQuery | null {
  const found = [...(groups["body"] as string).matchAll(/除以?\s*(\d+)\s*余\s*(\d+)/gu)];
  const rest = (groups["body"] as string).replace(
    /(?:被|用)?\s*除以?\s*\d+\s*余\s*\d+|[，,、。；;且又它\s]/gu,
    "",
  );
  if (found.length === 0 || rest !== "") return null;
  return {
    kind: "algebra",
    operation: "congruences",
    operands: found.flatMap(([, modulus, rest_]): Expression[] => [
      "x",
      integer(BigInt(rest_ as string)),
      integer(BigInt(modulus as string)),
    ]),
    variable: null,
  };
}

/** Whole numbers: their divisors, congruences, residues, digits. */
export const NUMBER_THEORY_INTENTS: readonly Intent[] = [
  {
    name: "congruences",
    frames: [
      /^(?:solve\s+)?(?:the )?(?:system of )?(?:congruences?|chinese remainder(?: theorem)?(?: (?:for|of))?)?\s*:?\s*(?<body>[^:]*(?:≡|\\equiv)[^:]*)$/i,
      /^solve\s+(?:the )?(?:congruences?\s+)?(?<body>[^=]*=[^=]*(?:\(\s*)?\b(?:mod|modulo)\b.*)$/i,
      /^(?:求?解)?(?:线性)?(?:同余方程组?|同余式)?\s*[:：]?\s*(?<body>[^:：]*≡[^:：]*)$/u,
      /^(?:离散对数)\s*[:：]?\s*(?<body>[^:：]*≡[^:：]*)$/u,
    ],
    read: congruences,
    examples: [
      { ask: "solve 3x ≡ 2 (mod 7)", answer: "3 (mod 7)" },
      { ask: "solve x = 2 mod 3, x = 3 mod 5, x = 2 mod 7", answer: "23 (mod 105)" },
      { ask: "solve 3^x ≡ 13 (mod 17)", answer: "4 (mod 16)" },
      { ask: "x^2 ≡ 1 (mod 8)", answer: "1, 3, 5, 7 (mod 8)" },
    ],
  },
  {
    name: "remainders in Chinese",
    frames: [
      /^(?:有?一个(?:正整)?数|一个自然数|某数|某个数|有物不知其数)[，,]?\s*(?<body>.*余\s*\d+)[，,。]?\s*(?:求?这个数|这个数(?:最小)?(?:是多少)?|最小(?:是多少)?|该数|问物几何|求该数)?(?:最小)?$/u,
    ],
    read: remainders,
    examples: [{ ask: "一个数除以3余2，除以5余3，除以7余2，求这个数", answer: "23 (mod 105)" }],
  },
  {
    name: "discrete logarithm",
    frames: [
      `[the ]discrete log[arithm] of {a:digits} [to ](base|to base|to the base) {b:digits} ${MODULO} {c:digits}`,
      "{a:digits} 以 {b:digits} 为底模 {c:digits} 的离散对数",
    ],
    read: (groups) => ({
      kind: "algebra",
      operation: "congruences",
      operands: [
        ["Power", integer(BigInt(groups["b"] as string)), "x"],
        integer(BigInt(groups["a"] as string)),
        integer(BigInt(groups["c"] as string)),
      ],
      variable: null,
    }),
    examples: [{ ask: "discrete log of 13 base 3 modulo 17", answer: "4 (mod 16)" }],
  },
  {
    name: "inverse written as a power",
    frames: [
      /^(?<a>\d+)\s*\^\s*[({]?\s*-\s*(?<n>\d+)\s*[)}]?\s*(?:\(?\s*(?:mod|modulo|模)\s*|\\pmod\s*\{?\s*|\\bmod\s+)(?<b>\d+)\s*[)}]?$/iu,
    ],
    read: (groups, context) => {
      const [a, b] = [groups["a"], groups["b"]] as [string, string];
      context.note({
        kind: "modular-inverse",
        text: `A negative power modulo ${b} is read as a power of the inverse.`,
      });
      const inverse: Expression = ["ModularInverse", { num: a }, { num: b }];
      return {
        kind: "evaluate",
        expression: ["Mod", ["Power", inverse, { num: groups["n"] as string }], { num: b }],
      };
    },
    examples: [{ ask: "5^(-1) mod 7", answer: "3" }],
  },
  {
    name: "primitive root",
    frames: [
      `[the |a ][smallest |least ]primitive root (of|modulo|mod) {a:digits}`,
      "{a:digits} 的[最小]原根",
      "模 {a:digits} 的[最小]原根",
    ],
    read: worked("PrimitiveRoot"),
    examples: [
      { ask: "smallest primitive root modulo 191", answer: "19" },
      { ask: "模 7 的原根", answer: "3" },
    ],
  },
  {
    name: "multiplicative order",
    frames: [
      `[the ][multiplicative ]order of {a:digits} ${MODULO} {b:digits}`,
      "{a:digits} 模 {b:digits} 的阶",
    ],
    read: worked("MultiplicativeOrder"),
    examples: [
      { ask: "multiplicative order of 10 mod 17", answer: "16" },
      { ask: "2 模 7 的阶", answer: "3" },
    ],
  },
  {
    name: "quadratic symbols",
    frames: [
      "[the ](legendre|jacobi) symbol [of ]\\([ ]{a:integer}[ ](/|,|\\|)[ ]{b:digits}[ ]\\)",
      "[the ](legendre|jacobi) symbol [of ]{a:integer} (over|and|mod) {b:digits}",
      "(勒让德|雅可比)符号 \\({a:integer}[ ](/|,)[ ]{b:digits}\\)",
    ],
    read: worked("JacobiSymbol"),
    examples: [{ ask: "jacobi symbol (1001/9907)", answer: "-1" }],
  },
  {
    name: "quadratic residues",
    frames: [`[the ]quadratic residues ${MODULO} {a:digits}`, "模 {a:digits} 的(二次|平方)剩余"],
    read: asked("quadratic-residues", "a"),
    examples: [{ ask: "quadratic residues modulo 11", answer: "1, 3, 4, 5, 9" }],
  },
  {
    name: "is a quadratic residue",
    frames: [
      `is {a:digits} a (quadratic residue|square) ${MODULO} {b:digits}`,
      "{a:digits} (是不是|是否是|是否为|是) 模 {b:digits} 的(二次|平方)剩余[吗]",
    ],
    read: asked("is-quadratic-residue", "a", "b"),
    examples: [{ ask: "is 5 a quadratic residue mod 11", answer: "yes" }],
  },
  {
    name: "moebius function",
    frames: [
      "[the ](moebius|mobius|möbius) (function|mu) (of|at) {a:digits}",
      "{a:digits} 的莫比乌斯函数[值]",
    ],
    read: worked("Moebius"),
    examples: [{ ask: "mobius function of 12", answer: "0" }],
  },
  {
    name: "totient in words",
    frames: [
      "[the ]euler[s|'s] (phi|totient)[ function] (of|for|at) {a}",
      "[the ](totient|phi) of {a}",
      "{a} 的欧拉函数[值]",
    ],
    read: worked("Totient"),
    examples: [{ ask: "euler phi of 1776", answer: "576" }],
  },
  {
    name: "number of divisors",
    frames: [
      "[the ]number of [positive ](divisors|factors) (of|for) {a}",
      "how many [positive ](divisors|factors) (does|has|are there of) {a}[ have]",
      "{a} (有多少个|有几个)(约数|因数)",
      "{a} 的(约数|因数)(个数|的个数)",
    ],
    read: worked("DivisorCount"),
    examples: [
      { ask: "number of divisors of 360", answer: "24" },
      { ask: "360 有多少个约数", answer: "24" },
    ],
  },
  {
    name: "sum of divisors",
    frames: [
      "[the ]sum of [all ][the ][positive ](divisors|factors) of {a}",
      "{a} 的[所有](约数|因数)(之和|的和|和)",
    ],
    read: worked("DivisorSigma"),
    examples: [
      { ask: "sum of divisors of 360", answer: "1170" },
      { ask: "28 的所有约数之和", answer: "56" },
    ],
  },
  {
    name: "kinds of whole numbers",
    frames: ["is {a} a[n] {kind:word} number", "{a} (是不是|是否是|是否为|是) {kind:word}[吗]"],
    read: (groups, context) => {
      const kind = (groups["kind"] as string).toLowerCase().replace(/吗$/u, "");
      const names: Readonly<Record<string, AlgebraOperation>> = {
        perfect: "is-perfect",
        完全数: "is-perfect",
        完美数: "is-perfect",
        carmichael: "is-carmichael",
        卡迈克尔数: "is-carmichael",
      };
      const operation = Object.hasOwn(names, kind) ? names[kind] : undefined;
      return operation === undefined ? null : asked(operation, "a")(groups, context);
    },
    examples: [
      { ask: "is 28 a perfect number", answer: "yes" },
      { ask: "is 561 a carmichael number", answer: "yes" },
      { ask: "28是完全数吗", answer: "yes" },
    ],
  },
  {
    name: "extended euclid",
    frames: [
      "(extended gcd|extended euclidean algorithm|bezout coefficients) (of|for) {a:integer} and {b:integer}",
      "{a:integer} [和|与]{b:integer} 的(扩展欧几里得算法|贝祖系数|裴蜀系数)",
    ],
    read: asked("extended-gcd", "a", "b"),
    examples: [{ ask: "extended gcd of 240 and 46", answer: "gcd = 2, x = -9, y = 47" }],
  },
  {
    name: "digits of a whole number",
    frames: [
      "[the ]sum of [the ]digits (of|in) {a}",
      "[the ]digit sum of {a}",
      "{a} [的]各[个]位[上]数字(之和|的和)",
      "{a} [的]数字和",
    ],
    read: worked("DigitSum"),
    examples: [
      { ask: "sum of digits of 2^100", answer: "115" },
      { ask: "2^100 的各位数字之和", answer: "115" },
    ],
  },
  {
    name: "how many digits",
    frames: [
      "how many [decimal ]digits (does|has) {a}[ have]",
      "how many [decimal ]digits are [there ]in {a}",
      "[the ]number of [decimal ]digits (of|in) {a}",
      "{a} (有多少位[数]|是几位数|有几位数|的位数)",
    ],
    read: worked("DigitCount"),
    examples: [
      { ask: "how many digits does 100! have", answer: "158" },
      { ask: "2^100 有多少位", answer: "31" },
    ],
  },
  {
    name: "zeros at the end",
    frames: [
      "[the ]number of trailing zero[e]s (of|in|at the end of) {a}",
      "how many (trailing zero[e]s|zero[e]s) (does|are there at the end of|are at the end of) {a}[ have|end with|end in]",
      "{a} [的](末尾|结尾)(有多少个|有几个)(零|0)",
    ],
    read: worked("TrailingZeros"),
    examples: [
      { ask: "number of trailing zeros of 100!", answer: "24" },
      { ask: "100! 末尾有多少个零", answer: "24" },
    ],
  },
  {
    name: "last digits",
    frames: [
      "[the ]last {n:count} digits of {a:digits}[ ]^[ ]{b:digits}",
      "[the ](last|units|unit|ones) digit of {a:digits}[ ]^[ ]{b:digits}",
      "{a:digits}[ ]^[ ]{b:digits} 的(末位|个位)[数字|数]",
      "{a:digits}[ ]^[ ]{b:digits} 的(末|最后) {n:count} 位[数字|数]",
    ],
    read: (groups) => {
      const n = groups["n"] === undefined ? 1n : readWholeNumber(groups["n"]);
      if (n === null || n < 1n || n > 100n) return null;
      const [a, b] = [groups["a"], groups["b"]] as [string, string];
      return {
        kind: "algebra",
        operation: "last-digits",
        operands: [{ num: a }, { num: b }, integer(n)],
        variable: null,
      };
    },
    examples: [
      { ask: "last two digits of 7^2024", answer: "01" },
      { ask: "3^100 的个位数字", answer: "1" },
    ],
  },
];
