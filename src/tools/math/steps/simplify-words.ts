import type { RuleWords } from "./step-chain.ts";

/** What is said of each rule of simplifying. */
export const SIMPLIFY_WORDS: Readonly<Record<string, RuleWords>> = {
  numbers: {
    text: { en: "Work out the numbers.", zh: "计算其中的数。" },
    hint: { en: "Which numbers can be worked out?", zh: "哪些数可以先算出来？" },
  },
  root: {
    text: {
      en: "Take square (or higher) factors out of the root.",
      zh: "把根号内的平方（或更高次）因数移到根号外。",
    },
    hint: {
      en: "Which square number divides what is under the root?",
      zh: "根号内的数含有哪个平方因数？",
    },
  },
  rationalize: {
    text: {
      en: "Multiply above and below by the root, so that no root is left below the line.",
      zh: "分子分母同乘该根式，使分母有理化。",
    },
    hint: { en: "How does the root below the line disappear?", zh: "怎样去掉分母中的根号？" },
  },
  "multiple-angle": {
    text: {
      en: "Write the functions of multiples of the angle with functions of the angle itself.",
      zh: "用倍角公式把倍角的三角函数化为单角的三角函数。",
    },
    hint: {
      en: "Which formula has the double or triple angle?",
      zh: "用哪个倍角公式？",
    },
  },
  pythagoras: {
    text: {
      en: "Pythagorean identity: sin^2 + cos^2 = 1 at every angle.",
      zh: "平方关系：对任意角 sin^2 + cos^2 = 1。",
    },
    hint: { en: "What is sin^2 + cos^2?", zh: "sin^2 + cos^2 等于什么？" },
  },
  "quotient-identity": {
    text: { en: "Write it with sine and cosine.", zh: "化为正弦和余弦。" },
    hint: {
      en: "How is this function made of sine and cosine?",
      zh: "这个函数怎样用正弦和余弦表示？",
    },
  },
  collect: {
    text: { en: "Collect like terms.", zh: "合并同类项。" },
    hint: { en: "Which terms differ only by a number?", zh: "哪些是同类项？" },
  },
  powers: {
    text: {
      en: "Powers of the same base are multiplied by adding exponents; a power of a product is the product of the powers.",
      zh: "同底数幂相乘，指数相加；积的乘方等于各因式乘方的积。",
    },
    hint: { en: "Which factors have the same base?", zh: "哪些因式底数相同？" },
  },
  "multiply-out": {
    text: { en: "Multiply out: each term with each term.", zh: "展开：逐项相乘。" },
    hint: { en: "Multiply each term by each term.", zh: "把每一项与每一项相乘。" },
  },
  "single-fraction": {
    text: {
      en: "Write it as a single fraction; to divide by a fraction is to multiply by its reciprocal.",
      zh: "写成一个分式；除以分式等于乘以它的倒数。",
    },
    hint: { en: "How does one divide by a fraction?", zh: "怎样除以一个分式？" },
  },
  factor: {
    text: { en: "Factor above and below the line.", zh: "将分子、分母因式分解。" },
    hint: { en: "Which factors have numerator and denominator?", zh: "分子和分母有哪些因式？" },
  },
  cancel: {
    text: { en: "Cancel what stands above and below.", zh: "约去分子分母的公因式。" },
    hint: { en: "What stands above and below the line?", zh: "分子分母有什么公因式？" },
  },
  "common-denominator": {
    text: { en: "Bring all to the common denominator.", zh: "通分。" },
    hint: { en: "What is the least common denominator?", zh: "最简公分母是什么？" },
  },
  arrange: {
    text: { en: "Bring it into its simplest form.", zh: "整理成最简形式。" },
    hint: { en: "Can it still be written more simply?", zh: "还能写得更简单吗？" },
  },
};
