import type { RuleWords } from "./step-chain.ts";

/** What is said of each move in solving an equation. */
export const EQUATION_WORDS: Readonly<Record<string, RuleWords>> = {
  "swap-sides": {
    text: { en: "Swap the sides.", zh: "交换两边。" },
    hint: { en: "Have the unknown on the left.", zh: "把未知数放在左边。" },
  },
  isolate: {
    text: { en: "Bring this part alone to one side.", zh: "把这一部分单独移到一边。" },
    hint: {
      en: "Which part holds the unknown? Have it alone on one side.",
      zh: "未知数在哪一部分中？把它单独留在一边。",
    },
  },
  "clear-denominators": {
    text: {
      en: "Multiply both sides by the common denominator. It must not be zero, so these values are excluded.",
      zh: "两边同乘最简公分母。公分母不能为零，相应的值要排除。",
    },
    hint: {
      en: "How do the fractions disappear? Which values are excluded?",
      zh: "怎样去分母？哪些值要排除？",
    },
  },
  "raise-to-power": {
    text: {
      en: "Raise both sides to the power that undoes the root. This can add false solutions, which a check has to find.",
      zh: "两边同时乘方以去掉根号。这可能产生增根，需要检验。",
    },
    hint: { en: "How is a root undone?", zh: "怎样去掉根号？" },
  },
  "negative-root": {
    text: {
      en: "A root of even order is never negative: there is no solution.",
      zh: "偶次算术根不会是负数，因此无解。",
    },
    hint: { en: "Can such a root have this value?", zh: "这样的根式能取这个值吗？" },
  },
  "absolute-cases": {
    text: {
      en: "An absolute value has two cases: what stands between the bars is the right side or its opposite.",
      zh: "绝对值分两种情况：绝对值内的式子等于右边或右边的相反数。",
    },
    hint: { en: "Which two cases does an absolute value have?", zh: "绝对值有哪两种情况？" },
  },
  "negative-absolute": {
    text: {
      en: "An absolute value is never negative: there is no solution.",
      zh: "绝对值不会是负数，因此无解。",
    },
    hint: { en: "Can an absolute value have this value?", zh: "绝对值能取这个值吗？" },
  },
  "equal-bases": {
    text: {
      en: "Write both sides as powers of the same base; equal powers have equal exponents.",
      zh: "把两边化为同底的幂，底数相同则指数相等。",
    },
    hint: { en: "Can both sides be written with the same base?", zh: "两边能化为同底的幂吗？" },
  },
  "take-logarithms": {
    text: {
      en: "Take logarithms of both sides: ln(a^u) = u ln(a).",
      zh: "两边取对数：ln(a^u) = u ln(a)。",
    },
    hint: {
      en: "How does the unknown come down from the exponent?",
      zh: "怎样把未知数从指数上移下来？",
    },
  },
  "positive-power": {
    text: {
      en: "A power of a positive base is positive: there is no solution.",
      zh: "正底数的幂恒为正，因此无解。",
    },
    hint: { en: "Which sign has such a power?", zh: "这样的幂是什么符号？" },
  },
  "join-logarithms": {
    text: {
      en: "Join the logarithms: ln(u) + ln(v) = ln(u v). What stands in them must be positive, which is to be checked.",
      zh: "合并对数：ln(u) + ln(v) = ln(u v)。真数必须为正，需要检验。",
    },
    hint: { en: "How are logarithms added?", zh: "对数怎样相加？" },
  },
  "equal-logarithms": {
    text: { en: "Equal logarithms have equal arguments.", zh: "对数相等则真数相等。" },
    hint: { en: "When are two logarithms equal?", zh: "两个对数什么时候相等？" },
  },
  "undo-logarithm": {
    text: { en: "Undo the logarithm with the power of its base.", zh: "用底数的幂去掉对数。" },
    hint: { en: "How is a logarithm undone?", zh: "怎样去掉对数？" },
  },
  "same-base": {
    text: {
      en: "Write all powers with the same base.",
      zh: "把所有的幂化为同底。",
    },
    hint: { en: "Which base have all powers in common?", zh: "这些幂可以化为哪个共同的底？" },
  },
  substitution: {
    text: {
      en: "Substitute, so that a polynomial equation is left.",
      zh: "换元，化为多项式方程。",
    },
    hint: { en: "Which part occurs again and again?", zh: "哪一部分反复出现？" },
  },
  "substitution-multiplied": {
    text: {
      en: "Substitute, and multiply both sides by what stands below the line: a polynomial equation is left.",
      zh: "换元，并两边同乘分母，化为多项式方程。",
    },
    hint: {
      en: "Which part occurs again and again, once below a line?",
      zh: "哪一部分反复出现，其中一次在分母上？",
    },
  },
  "substitute-back": {
    text: { en: "Put back what was substituted.", zh: "换回原来的式子。" },
    hint: { en: "What did the new letter stand for?", zh: "新字母代表什么？" },
  },
  "solve-for-unknown": {
    text: { en: "Solve for the unknown.", zh: "解出未知数。" },
    hint: { en: "What is left to undo?", zh: "还要做什么逆运算？" },
  },
  "collect-solutions": {
    text: { en: "These are all values that come into question.", zh: "可能的解为：" },
    hint: { en: "Put the values together.", zh: "把得到的值写在一起。" },
  },
  "general-solution": {
    text: {
      en: "All angles with this value: the angle of the table, the other one in a turn, and whole turns (half turns for tan).",
      zh: "写出所有满足的角：特殊角、一周内的另一个角，再加上周期（正切的周期为 pi）。",
    },
    hint: {
      en: "Which angles in one turn have this value? When does it repeat?",
      zh: "一周内哪些角取此值？周期是多少？",
    },
  },
};
