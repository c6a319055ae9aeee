import type { Grade } from "../core/truth.ts";
import type { ReplyLanguage } from "./language.ts";

interface Phrases {
  readonly understood: (reading: string) => string;
  readonly answer: (answer: string) => string;
  readonly decimal: (numeric: string) => string;
  readonly conditions: (conditions: string) => string;
  readonly checked: Readonly<Record<Grade, (detail: string, method: string) => string>>;
  readonly assumption: (text: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly none: Readonly<Record<"no-solution" | "divergent" | "undefined" | "infinite", string>>;
  readonly incomplete: string;
  readonly provedNote: string;
  readonly arithmeticNote: string;
  readonly partlyNote: (decided: number, all: number) => string;
  readonly uncheckedNote: string;
  readonly slipNote: string;
  readonly agreeNote: (same: number, all: number) => string;
  readonly againstVote: string;
  readonly standsNote: string;
  readonly setUp: (expression: string) => string;
  readonly setUpNote: string;
  readonly takenAs: (words: string, meaning: string) => string;
  readonly orElse: (meaning: string, answer: string) => string;
  readonly unprovedReference: string;
  readonly statusNextModel: string;
  readonly statusStrongerModel: string;
  readonly statusDraft: (number: number) => string;
  readonly chatNote: string;
  readonly correctedNote: string;
  readonly withheld: string;
  readonly withheldFacts: string;
  readonly withheldUnproved: string;
  readonly undecidedParts: string;
  readonly provedParts: string;
  readonly theAnswer: string;
  readonly refutedNote: string;
  readonly breachNote: string;
  readonly exactValue: (value: string) => string;
  readonly engineInstead: string;
  readonly engineSays: (answer: string) => string;
  readonly failed: string;
  readonly exhausted: string;
  readonly notEstablished: string;
  readonly understoodBut: (reading: string, reason: string) => string;
  readonly tryThese: string;
  readonly examples: readonly string[];
  readonly noModel: string;
  readonly noSight: string;
  readonly smallModel: string;
  readonly statusReading: string;
  readonly statusThinking: string;
  readonly statusChecking: string;
  readonly statusRepairing: string;
}

/** Every sentence the agent itself says. */
export const PHRASES: Readonly<Record<ReplyLanguage, Phrases>> = {
  en: {
    understood: (reading) => `Understood as: ${reading}`,
    answer: (answer) => `Answer: ${answer}`,
    decimal: (numeric) => `As a decimal: about ${numeric}`,
    conditions: (conditions) => `This holds when ${conditions}.`,
    checked: {
      proved: (detail) => `Proved: ${detail}`,
      "exact-check": (detail) => `Checked exactly: ${detail}`,
      "numeric-check": (detail) =>
        `Checked numerically at sample points, which is strong evidence and no proof: ${detail}`,
      unchecked: (detail) => `Not checked: ${detail}`,
    },
    assumption: (text) => `Assumed: ${text}`,
    yes: "yes",
    no: "no",
    none: {
      "no-solution": "there is no solution",
      divergent: "it diverges",
      undefined: "it is undefined",
      infinite: "it is infinite",
    },
    incomplete: "There may be further solutions; completeness was not established.",
    provedNote: "Checked: the answer agrees with the exact engine.",
    arithmeticNote:
      "Not proved: the arithmetic was checked; the set-up was not. Compare it with the question before you rely on it.",
    partlyNote: (decided, all) =>
      `Not proved: ${decided} of ${all} statements were checked; the rest could not be decided, and the set-up was not checked.`,
    uncheckedNote: "Not checked: nothing in this reply could be decided by the engine.",
    slipNote:
      "Not proved, and doubtful: the model came to a value in this reply by arithmetic that the exact check refuted.",
    agreeNote: (same, all) => `${same} of ${all} drafts came to this answer.`,
    againstVote: "More drafts came to another one, but the check holds more against those.",
    standsNote:
      "They were worked out in different ways, and the check found nothing against any of them. That is no proof: both may set the problem up wrongly.",
    setUp: (expression) => `Set up by the model as: ${expression}`,
    setUpNote:
      "Not proved: the value of the expression is exact, but the model set it up and nobody checked that. Compare it with the question before you rely on it.",
    takenAs: (words, meaning) => `“${words}” was taken as ${meaning}.`,
    orElse: (meaning, answer) => ` If you meant ${meaning}, the answer is ${answer}.`,
    unprovedReference:
      "Not proved: this step was computed exactly, but it goes on from an earlier answer that was not proved.",
    statusNextModel: "Trying the next model",
    statusStrongerModel: "Not settled by the check; asking a stronger model",
    statusDraft: (number) => `Working on draft ${number}`,
    chatNote: "(Worded by the model alone; not checked.)",
    correctedNote:
      "A number above was wrong in the draft and was replaced by the exact value. The set-up was not checked.",
    withheld:
      "No answer is given: the draft stated something that the exact check refuted and that did not come right. What the question asks stays undecided.",
    withheldFacts: "The exact values are:",
    withheldUnproved:
      "No answer is given: only what is proved is passed on here, and this could not be proved.",
    undecidedParts: "Undecided:",
    provedParts: "Proved:",
    theAnswer: "the answer to the question",
    refutedNote: "Wrong, by the exact check:",
    breachNote: "Against the principles that replies hold to here:",
    exactValue: (value) => `the exact value is ${value}`,
    engineInstead:
      "This is the engine's own answer. What the model had written was refuted and is left out.",
    engineSays: (answer) => `The engine's own answer is ${answer}.`,
    failed: "The language model could not be used for this question just now.",
    exhausted: "The limits of this turn were reached before an answer could be worked out.",
    notEstablished: "The answer could not be established.",
    understoodBut: (reading, reason) => `The question was understood as ${reading}, but: ${reason}`,
    tryThese: "These inputs work:",
    examples: ["solve x^2 - 5x + 6 = 0", "integrate x*sin(x)", "15% of 80", "derivative of x^3"],
    noModel:
      "No language model is set up, so only questions that the exact engine can read are answered: arithmetic, algebra, equations, calculus, simple geometry. To add a model, start with: ansatz serve --model http://HOST/v1",
    noSight:
      "No model here was measured to see pictures, so none was shown this one. Write out what it says, as text or LaTeX.",
    smallModel:
      "The model in use is too small to be trusted with reasoning, so it was not asked. A larger model can be set with --model http://HOST/v1.",
    statusReading: "Reading the question",
    statusThinking: "Working on the solution",
    statusChecking: "Checking the draft",
    statusRepairing: "Repairing a refuted statement",
  },
  zh: {
    understood: (reading) => `理解为：${reading}`,
    answer: (answer) => `答案：${answer}`,
    decimal: (numeric) => `小数近似：约 ${numeric}`,
    conditions: (conditions) => `成立条件：${conditions}。`,
    checked: {
      proved: (detail) => `已证明：${detail}`,
      "exact-check": (detail) => `已精确检验：${detail}`,
      "numeric-check": (detail) => `已作数值检验（是有力的证据，但不是证明）：${detail}`,
      unchecked: (detail) => `未检验：${detail}`,
    },
    assumption: (text) => `假定：${text}`,
    yes: "是",
    no: "否",
    none: {
      "no-solution": "无解",
      divergent: "发散",
      undefined: "无定义",
      infinite: "无穷大",
    },
    incomplete: "可能还有其他解；尚未确定是否完整。",
    provedNote: "已检验：答案与精确引擎一致。",
    arithmeticNote: "未证明：算术已检验，列式未检验。使用前请与题目核对。",
    partlyNote: (decided, all) =>
      `未证明：${all} 条陈述中检验了 ${decided} 条，其余无法判定，列式也未检验。`,
    uncheckedNote: "未检验：引擎无法判定此回复中的任何内容。",
    slipNote: "未证明，且存疑：此回复中的一个值来自被精确检验否定的推算。",
    agreeNote: (same, all) => `${all} 份草稿中有 ${same} 份得到这个答案。`,
    againstVote: "更多草稿得到另一个答案，但检查发现那些草稿问题更多。",
    standsNote:
      "这些草稿用了不同的方法，检验未发现反对其中任何一份的依据。这并非证明：两份都可能列错了式子。",
    setUp: (expression) => `模型列式：${expression}`,
    setUpNote: "未证明：算式的值是精确的，但算式由模型列出，未经检验。使用前请与题目核对。",
    takenAs: (words, meaning) => `“${words}”理解为 ${meaning}。`,
    orElse: (meaning, answer) => `若指 ${meaning}，则答案为 ${answer}。`,
    unprovedReference: "未证明：这一步是精确计算的，但它所依据的先前答案未经证明。",
    statusNextModel: "正在尝试下一个模型",
    statusStrongerModel: "检验未能确定，正在询问更强的模型",
    statusDraft: (number) => `正在写第 ${number} 份草稿`,
    chatNote: "（仅由模型措辞，未经检验。）",
    correctedNote: "草稿中有一个数有误，已换成精确值。列式未检验。",
    withheld: "不给出答案：草稿中的陈述被精确检验否定，且未能改正。所问的问题尚未判定。",
    withheldFacts: "精确值为：",
    withheldUnproved: "不给出答案：此处只给出已证明的内容，而这个回答未能证明。",
    undecidedParts: "尚未判定：",
    provedParts: "已证明：",
    theAnswer: "问题的答案",
    refutedNote: "精确检验表明以下有误：",
    breachNote: "违反此处回复须遵守的原则：",
    exactValue: (value) => `精确值为 ${value}`,
    engineInstead: "这是引擎自己的答案。模型所写的内容已被否定，故略去。",
    engineSays: (answer) => `引擎自己的答案是 ${answer}。`,
    failed: "目前无法使用语言模型来回答这个问题。",
    exhausted: "在得出答案之前已达到本轮的限额。",
    notEstablished: "无法确定答案。",
    understoodBut: (reading, reason) => `题目理解为 ${reading}，但是：${reason}`,
    tryThese: "可以这样输入：",
    examples: ["解方程 x^2 - 5x + 6 = 0", "求 x*sin(x) 的不定积分", "80 的 15%", "x^3 的导数"],
    noModel:
      "没有设置语言模型，所以只能回答精确引擎能读懂的问题：算术、代数、方程、微积分。要添加模型，请这样启动：ansatz serve --model http://HOST/v1",
    noSight:
      "这里没有经测试能看图片的模型，因此没有把图片交给任何模型。请用文字或 LaTeX 写出图中的内容。",
    smallModel:
      "当前模型太小，不能让它单独推理，因此没有询问它。可以用 --model http://HOST/v1 设置更大的模型。",
    statusReading: "正在读题",
    statusThinking: "正在求解",
    statusChecking: "正在检验草稿",
    statusRepairing: "正在修改被否定的陈述",
  },
};
