import type { RuleWords } from "./step-chain.ts";

/** What is said of each move in solving an equation for one of its letters. */
export const LITERAL_WORDS: Readonly<Record<string, RuleWords>> = {
  "swap-sides": {
    text: { en: "Swap the sides.", zh: "交换两边。" },
    hint: { en: "Have the letter you want on the left.", zh: "把要求的字母放在左边。" },
  },
  "clear-denominators": {
    text: {
      en: "Multiply both sides by the common denominator, which is not zero.",
      zh: "两边同乘公分母（不为零）。",
    },
    hint: { en: "How do the fractions disappear?", zh: "怎样去分母？" },
  },
  "move-terms": {
    text: {
      en: "Bring the terms without the letter to the other side.",
      zh: "把不含该字母的项移到另一边。",
    },
    hint: { en: "Which terms do not hold the letter?", zh: "哪些项不含该字母？" },
  },
  "turn-signs": {
    text: { en: "Turn the signs of both sides.", zh: "两边同时变号。" },
    hint: { en: "There is a minus sign before the letter.", zh: "字母前有负号。" },
  },
  divide: {
    text: { en: "Divide both sides by the factor.", zh: "两边同除以系数。" },
    hint: { en: "What is the letter multiplied by?", zh: "该字母被乘以什么？" },
  },
  multiply: {
    text: { en: "Multiply both sides by the divisor.", zh: "两边同乘除数。" },
    hint: { en: "What is the letter divided by?", zh: "该字母被什么除？" },
  },
  "factor-out": {
    text: {
      en: "Bring all terms with the letter to one side and take it out as a factor; the rest goes to the other side.",
      zh: "把含该字母的项移到一边并提取公因式，其余移到另一边。",
    },
    hint: {
      en: "How can all terms with the letter be written as one product?",
      zh: "怎样把含该字母的项写成一个乘积？",
    },
  },
  "square-root": {
    text: {
      en: "Take the square root of both sides: there are two, with opposite signs.",
      zh: "两边开平方：有正负两个平方根。",
    },
    hint: {
      en: "How is a square undone? How many values are there?",
      zh: "怎样去掉平方？有几个值？",
    },
  },
  root: {
    text: { en: "Take the root of both sides.", zh: "两边开方。" },
    hint: { en: "How is a power undone?", zh: "怎样去掉乘方？" },
  },
  square: {
    text: { en: "Square both sides.", zh: "两边平方。" },
    hint: { en: "How is a square root undone?", zh: "怎样去掉根号？" },
  },
  logarithm: {
    text: { en: "Take logarithms of both sides.", zh: "两边取对数。" },
    hint: {
      en: "How does the letter come down from the exponent?",
      zh: "怎样把字母从指数上移下来？",
    },
  },
  exponential: {
    text: { en: "Undo the logarithm with the power of its base.", zh: "用底数的幂去掉对数。" },
    hint: { en: "How is a logarithm undone?", zh: "怎样去掉对数？" },
  },
  "standard-form": {
    text: {
      en: "Bring everything to one side and order it by powers of the letter.",
      zh: "移项，按该字母的幂整理。",
    },
    hint: { en: "It is a quadratic equation.", zh: "这是一个二次方程。" },
  },
  "quadratic-formula": {
    text: {
      en: "Quadratic formula: (-B ± sqrt(B^2 - 4AC))/(2A), with A before the square, B before the letter and C the rest.",
      zh: "求根公式：(-B ± sqrt(B^2 - 4AC))/(2A)，A 是二次项系数，B 是一次项系数，C 是其余部分。",
    },
    hint: { en: "Use the quadratic formula.", zh: "使用求根公式。" },
  },
  simplify: {
    text: { en: "Simplify.", zh: "化简。" },
    hint: { en: "Write the values in a simpler form.", zh: "把结果写得更简单。" },
  },
};
