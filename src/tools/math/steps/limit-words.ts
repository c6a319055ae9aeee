import type { RuleWords } from "./step-chain.ts";

/** Structural rules first, so that each line has one idea; what settles a limit comes last. */
export const LIMIT_ORDER: readonly string[] = [
  "absolute-value",
  "simplify-fraction",
  "factor",
  "cancel",
  "common-denominator",
  "expand-and-cancel",
  "conjugate",
  "equivalent",
  "leading-term",
  "as-quotient",
  "as-exponential",
  "euler",
  "continuous",
  "sum",
  "constant-factor",
  "product",
  "quotient",
  "l-hopital",
  "squeeze",
  "substitute",
  "variable",
  "infinite-sum",
  "infinite-product",
  "infinite-denominator",
  "vanishing-denominator",
  "known-behaviour",
  "constant",
];

/** What is said of each rule of limits. */
export const LIMIT_WORDS: Readonly<Record<string, RuleWords>> = {
  substitute: {
    text: {
      en: "The function is continuous at this point, so the value can be put in.",
      zh: "函数在该点连续，可以直接代入。",
    },
    hint: { en: "What happens if the value is simply put in?", zh: "直接代入会得到什么？" },
  },
  variable: {
    text: { en: "The variable itself grows without bound.", zh: "自变量本身趋于无穷。" },
    hint: { en: "Where does the variable go?", zh: "自变量趋向哪里？" },
  },
  constant: {
    text: { en: "The limit of a constant is the constant.", zh: "常数的极限是它本身。" },
    hint: { en: "Does this depend on the variable?", zh: "它与自变量有关吗？" },
  },
  "absolute-value": {
    text: {
      en: "Close to the point what stands between the bars keeps its sign, so they can be dropped.",
      zh: "在该点附近绝对值内的式子符号不变，可以去掉绝对值。",
    },
    hint: {
      en: "Which sign has the part between the bars close to the point?",
      zh: "在该点附近，绝对值内的式子是正还是负？",
    },
  },
  "simplify-fraction": {
    text: { en: "Write it as a single fraction.", zh: "化为一个分式。" },
    hint: { en: "Can it be written as a single fraction?", zh: "能写成一个分式吗？" },
  },
  factor: {
    text: {
      en: "Putting the value in gives 0/0, which says nothing yet. Factor above and below.",
      zh: "直接代入得到 0/0，还不能得出结论。将分子分母因式分解。",
    },
    hint: {
      en: "Above and below have a zero in common. What does that say about their factors?",
      zh: "分子分母有公共零点，这说明它们有什么样的因式？",
    },
  },
  cancel: {
    text: {
      en: "Cancel the common factor. It is not zero close to the point, and the limit does not look at the point itself.",
      zh: "约去公因式。它在该点附近不为零，而极限与函数在该点本身的取值无关。",
    },
    hint: { en: "Which factor stands above and below?", zh: "分子分母有什么公因式？" },
  },
  "expand-and-cancel": {
    text: {
      en: "Putting the value in gives 0/0. Multiply out and cancel what is common to above and below.",
      zh: "直接代入得到 0/0。展开并约去分子分母的公因式。",
    },
    hint: { en: "Multiply out: what can be cancelled?", zh: "展开后能约去什么？" },
  },
  "common-denominator": {
    text: {
      en: "Bring the fractions to a common denominator and cancel.",
      zh: "通分并约分。",
    },
    hint: { en: "Can the fractions be written as one?", zh: "能把这些分式通分吗？" },
  },
  conjugate: {
    text: {
      en: "Multiply above and below by the conjugate, so that the root in the difference goes: (a - b)(a + b) = a^2 - b^2.",
      zh: "分子分母同乘共轭式以消去根号：(a - b)(a + b) = a^2 - b^2。",
    },
    hint: {
      en: "There is a difference with a root. What makes the root disappear?",
      zh: "有含根号的差，怎样消去根号？",
    },
  },
  equivalent: {
    text: {
      en: "In a product or quotient a factor may be replaced by one of the same size: their quotient tends to 1, as sin(u)/u does for u -> 0.",
      zh: "等价无穷小替换：在乘除中可把因子换成与它之比趋于 1 的因子，如 u -> 0 时 sin(u)/u -> 1。",
    },
    hint: {
      en: "Which known limit, such as that of sin(u)/u, is in here?",
      zh: "这里含有哪个重要极限（如 sin(u)/u）？",
    },
  },
  "leading-term": {
    text: {
      en: "At infinity the part that grows fastest decides: the quotient of the sum and that part tends to 1.",
      zh: "趋于无穷时由增长最快的项决定：整个式子与该项之比趋于 1。",
    },
    hint: { en: "Which part grows fastest?", zh: "哪一项增长最快？" },
  },
  "as-quotient": {
    text: {
      en: "One factor tends to 0 and the other grows without bound. Write the product as a quotient.",
      zh: "一个因子趋于 0，另一个趋于无穷。把乘积写成商。",
    },
    hint: { en: "How can this product be written as a quotient?", zh: "怎样把乘积写成商？" },
  },
  "as-exponential": {
    text: {
      en: "Write the power with base e: f^g = e^(g ln f). The limit goes into the exponent.",
      zh: "化为以 e 为底的幂：f^g = e^(g ln f)，极限可移入指数。",
    },
    hint: {
      en: "Base and exponent both change. Which base makes that easier?",
      zh: "底数和指数都在变化，换成什么底数更方便？",
    },
  },
  euler: {
    text: {
      en: "Known limit: (1 + u)^(1/u) tends to e for u -> 0, so (1 + u)^v tends to e to the limit of u v.",
      zh: "重要极限：u -> 0 时 (1 + u)^(1/u) 趋于 e，因此 (1 + u)^v 趋于 e 的 (uv 的极限) 次幂。",
    },
    hint: {
      en: "The base tends to 1. Which known limit has this form?",
      zh: "底数趋于 1，这是哪个重要极限的形式？",
    },
  },
  continuous: {
    text: {
      en: "The outer function is continuous where the inner one leads, so the limit goes inside.",
      zh: "外层函数在内层极限处连续，极限可移入函数内。",
    },
    hint: { en: "Can the limit be taken inside?", zh: "极限能移到函数里面吗？" },
  },
  sum: {
    text: {
      en: "The limit of a sum is the sum of the limits, as each of them exists.",
      zh: "各项极限都存在，和的极限等于极限的和。",
    },
    hint: { en: "Does each term have a limit by itself?", zh: "每一项各自有极限吗？" },
  },
  "constant-factor": {
    text: { en: "A constant factor comes out of the limit.", zh: "常数因子可以提到极限号外。" },
    hint: { en: "Which factor does not depend on the variable?", zh: "哪个因子与自变量无关？" },
  },
  product: {
    text: {
      en: "The limit of a product is the product of the limits, as each of them exists.",
      zh: "各因子极限都存在，积的极限等于极限的积。",
    },
    hint: { en: "Does each factor have a limit by itself?", zh: "每个因子各自有极限吗？" },
  },
  quotient: {
    text: {
      en: "The limit of a quotient is the quotient of the limits, as both exist and the one below is not 0.",
      zh: "分子分母极限都存在且分母极限不为 0，商的极限等于极限的商。",
    },
    hint: {
      en: "Do numerator and denominator have limits by themselves?",
      zh: "分子、分母各自有极限吗？",
    },
  },
  "l-hopital": {
    text: {
      en: "l'Hôpital's rule: above and below both tend to 0 or both grow without bound, the derivative below is not 0 close by, and the quotient of the derivatives has a limit, so that is the limit.",
      zh: "洛必达法则：分子分母同趋于 0 或同趋于无穷，附近分母的导数不为 0，且导数之商的极限存在，因此原极限与之相等。",
    },
    hint: {
      en: "The form is 0/0 or infinity/infinity. Which rule works with derivatives?",
      zh: "这是 0/0 或 ∞/∞ 型。哪个法则用到导数？",
    },
  },
  squeeze: {
    text: {
      en: "Squeeze: a bounded factor times one that tends to 0 tends to 0.",
      zh: "夹逼：有界量乘以趋于 0 的量趋于 0。",
    },
    hint: { en: "Which factor stays between bounds?", zh: "哪个因子是有界的？" },
  },
  "infinite-sum": {
    text: {
      en: "What grows without bound decides; nothing works against it.",
      zh: "趋于无穷的项起决定作用，没有与之抵消的项。",
    },
    hint: { en: "Which terms grow without bound?", zh: "哪些项趋于无穷？" },
  },
  "infinite-product": {
    text: {
      en: "One part grows without bound and the other does not tend to 0, so the whole grows without bound.",
      zh: "一部分趋于无穷，另一部分不趋于 0，因此整体趋于无穷。",
    },
    hint: { en: "Which part grows without bound?", zh: "哪一部分趋于无穷？" },
  },
  "infinite-denominator": {
    text: {
      en: "The denominator grows without bound and the numerator does not, so the quotient tends to 0.",
      zh: "分母趋于无穷而分子不趋于无穷，商趋于 0。",
    },
    hint: { en: "What does the denominator do?", zh: "分母怎样变化？" },
  },
  "vanishing-denominator": {
    text: {
      en: "The denominator tends to 0 and keeps its sign, the numerator does not tend to 0, so the quotient grows without bound.",
      zh: "分母趋于 0 且符号不变，分子不趋于 0，商趋于无穷。",
    },
    hint: {
      en: "What does the denominator do, and with which sign?",
      zh: "分母怎样变化？符号如何？",
    },
  },
  "known-behaviour": {
    text: {
      en: "This is how the function behaves where its inner part leads.",
      zh: "由函数在内层极限处的性态得到。",
    },
    hint: {
      en: "Where does the inner part go, and what does the function do there?",
      zh: "内层趋向哪里？函数在那里怎样变化？",
    },
  },
};
