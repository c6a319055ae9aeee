import type { RuleWords } from "./step-chain.ts";

/** Structural rules first, so that each line has one idea. */
export const INTEGRAL_ORDER: readonly string[] = [
  "sum",
  "constant-factor",
  "divide-terms",
  "expand",
  "partial-fractions",
  "substitution",
  "parts",
  "table",
  "constant",
];

/** What is said of each rule of integration. */
export const INTEGRAL_WORDS: Readonly<Record<string, RuleWords>> = {
  sum: {
    text: { en: "Integrate the sum term by term.", zh: "对和逐项积分。" },
    hint: { en: "Can the integral be split into simpler ones?", zh: "能否拆成几个较简单的积分？" },
  },
  "constant-factor": {
    text: { en: "Take the constant factor out of the integral.", zh: "把常数因子提到积分号外。" },
    hint: { en: "Which factor does not depend on the variable?", zh: "哪个因子与积分变量无关？" },
  },
  expand: {
    text: { en: "Multiply out.", zh: "展开被积函数。" },
    hint: { en: "Multiply out what is integrated.", zh: "先展开被积函数。" },
  },
  "divide-terms": {
    text: {
      en: "Divide each term by what stands below the line.",
      zh: "把分子的每一项分别除以分母。",
    },
    hint: { en: "Can each term be divided by itself?", zh: "能否逐项相除？" },
  },
  "partial-fractions": {
    text: {
      en: "Partial fractions: split the quotient into fractions with simpler denominators.",
      zh: "部分分式：把有理式拆成分母较简单的分式之和。",
    },
    hint: {
      en: "Factor the denominator. Which simpler fractions add up to this?",
      zh: "先将分母因式分解：它是哪些简单分式之和？",
    },
  },
  substitution: {
    text: {
      en: "Substitution: the integrand is a function of an inner part times the derivative of that part.",
      zh: "换元积分：被积函数是某个内层函数的函数乘以该内层函数的导数。",
    },
    hint: {
      en: "Is the derivative of an inner part a factor of the integrand?",
      zh: "某个内层函数的导数是否是被积函数的因子？",
    },
  },
  parts: {
    text: {
      en: "Integration by parts: ∫ u v' dx = u v - ∫ u' v dx.",
      zh: "分部积分：∫ u v' dx = u v - ∫ u' v dx。",
    },
    hint: {
      en: "It is a product. Which factor gets simpler when differentiated?",
      zh: "这是乘积：哪个因子求导后更简单？",
    },
  },
  table: {
    text: { en: "Use the known integral.", zh: "使用基本积分公式。" },
    hint: { en: "Which integral from the table is needed?", zh: "需要积分表中的哪个公式？" },
  },
  constant: {
    text: {
      en: "The integral of a constant is the constant times the variable.",
      zh: "常数的积分等于常数乘以积分变量。",
    },
    hint: { en: "What is the integral of a constant?", zh: "常数的积分是什么？" },
  },
};
