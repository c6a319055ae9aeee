import type { RuleWords } from "./step-chain.ts";

/** What is said of each move in solving an inequality with roots or absolute values. */
export const INEQUALITY_WORDS: Readonly<Record<string, RuleWords>> = {
  "swap-sides": {
    text: { en: "Swap the sides; the sign turns around.", zh: "交换两边，不等号改变方向。" },
    hint: { en: "Have the root or absolute value on the left.", zh: "把根式或绝对值放在左边。" },
  },
  isolate: {
    text: {
      en: "Bring this part alone to the left; dividing by a negative number turns the sign around.",
      zh: "把这一部分单独留在左边；除以负数时不等号改变方向。",
    },
    hint: { en: "Have the root or absolute value alone.", zh: "先使根式或绝对值单独在一边。" },
  },
  "absolute-between": {
    text: {
      en: "|u| < v says that u lies between -v and v.",
      zh: "|u| < v 表示 u 在 -v 与 v 之间。",
    },
    hint: {
      en: "Which numbers are no farther from zero than this?",
      zh: "哪些数到零的距离不超过它？",
    },
  },
  "absolute-outside": {
    text: {
      en: "|u| > v says that u is below -v or above v.",
      zh: "|u| > v 表示 u 小于 -v 或大于 v。",
    },
    hint: { en: "Which numbers are farther from zero than this?", zh: "哪些数到零的距离大于它？" },
  },
  "absolute-pieces": {
    text: {
      en: "An absolute value changes its form where what stands in it is zero. These places cut the line into pieces; on each the bars can be left out.",
      zh: "绝对值在其内部为零处改变形式。这些点把数轴分成几段，每一段上可以去掉绝对值号。",
    },
    hint: {
      en: "Where is each absolute value zero? Go piece by piece.",
      zh: "每个绝对值在哪里为零？分段讨论。",
    },
  },
  "square-both": {
    text: {
      en: "Both sides are never negative, so squaring them keeps the order.",
      zh: "两边都非负，平方后不等号方向不变。",
    },
    hint: {
      en: "What may be done when both sides are not negative?",
      zh: "两边都非负时可以怎样？",
    },
  },
  "square-roots": {
    text: {
      en: "The larger root has the larger number in it, and the smaller one must exist.",
      zh: "根式大则被开方数大，并且较小的被开方数不能为负。",
    },
    hint: {
      en: "When do both roots exist? Compare what stands in them.",
      zh: "两个根式何时有意义？比较被开方数。",
    },
  },
  "root-below": {
    text: {
      en: "The root must exist, the right side must be large enough to be above a root, and then both sides can be squared.",
      zh: "根式要有意义，右边要非负，这时两边可以平方。",
    },
    hint: {
      en: "When does the root exist? May both sides be squared?",
      zh: "根式何时有意义？两边能平方吗？",
    },
  },
  "root-above": {
    text: {
      en: "The right side is not negative, so both sides can be squared; then the root exists as well.",
      zh: "右边非负，两边可以平方，这时根式也有意义。",
    },
    hint: { en: "May both sides be squared?", zh: "两边能平方吗？" },
  },
  "root-above-negative": {
    text: {
      en: "A root is never negative, so this holds wherever the root exists.",
      zh: "算术根非负，因此只要根式有意义就成立。",
    },
    hint: { en: "Compare a root with a negative number.", zh: "把算术根与负数比较。" },
  },
  "root-above-cases": {
    text: {
      en: "Two cases: where the right side is negative the root only has to exist; elsewhere both sides can be squared.",
      zh: "分两种情况：右边为负时，只要根式有意义即可；右边非负时，两边平方。",
    },
    hint: { en: "Is the right side negative?", zh: "右边是否为负？" },
  },
  "never-negative": {
    text: {
      en: "A root or an absolute value is never negative: there is no solution.",
      zh: "算术根和绝对值都非负，因此无解。",
    },
    hint: { en: "Can the left side be so small?", zh: "左边能这么小吗？" },
  },
  "solve-part": {
    text: { en: "Solve this inequality.", zh: "解这个不等式。" },
    hint: { en: "Take the inequalities one by one.", zh: "逐个解不等式。" },
  },
  "in-common": {
    text: {
      en: "These hold together: take what they have in common.",
      zh: "取各不等式解集的交集。",
    },
    hint: { en: "Where do all of them hold?", zh: "它们在哪里同时成立？" },
  },
  "all-cases": {
    text: { en: "Put the cases together.", zh: "取各种情况的并集。" },
    hint: { en: "Put the cases together.", zh: "把各种情况合起来。" },
  },
};
