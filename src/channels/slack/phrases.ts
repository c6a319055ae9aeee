import type { PolicyOutcome } from "../../core/policy.ts";
import type { BadgeKind } from "../widget/badge.ts";

export type SlackLanguage = "en" | "zh";

interface Phrases {
  readonly badge: Readonly<Record<BadgeKind, string>>;
  readonly readAs: (reading: string) => string;
  readonly conditions: (conditions: string) => string;
  readonly reading: string;
  readonly tool: Readonly<Record<string, string>>;
  readonly otherTool: string;
  readonly checking: string;
  readonly goesOn: string;
  readonly stopped: string;
  readonly certificate: string;
  readonly certificateGone: string;
  readonly close: string;
  readonly good: string;
  readonly bad: string;
  readonly thanks: string;
  readonly formula: (number: number) => string;
  readonly field: Readonly<
    Record<
      | "question"
      | "reading"
      | "answer"
      | "grade"
      | "method"
      | "engines"
      | "claims"
      | "draft"
      | "principles",
      string
    >
  >;
  readonly assumed: string;
  readonly noCertificate: string;
  readonly again: string;
  readonly tooLong: (limit: number) => string;
  readonly empty: string;
  readonly commandHelp: string;
  readonly commandNoPicture: string;
  readonly commandCut: string;
  readonly checkTitle: string;
  readonly checkCounts: (proved: number, refuted: number, undecided: number) => string;
  readonly checkNothing: string;
  readonly checkLegend: string;
  readonly shouldBe: (expected: string) => string;
  readonly more: (count: number) => string;
  readonly pictureQuestion: string;
  readonly imageUsed: (name: string) => string;
  readonly imageRefused: Readonly<
    Record<"no-model" | "unmeasured" | "blind", (name: string, models: string) => string>
  >;
  readonly imageTooLarge: (name: string, megabytes: number) => string;
  readonly imageUnreadable: (name: string) => string;
  readonly tableUnreadable: (name: string) => string;
  readonly fileNotFetched: (name: string) => string;
  readonly policy: Readonly<Record<Exclude<PolicyOutcome, "passed">, string>>;
  readonly breach: (rule: string, text: string) => string;
  readonly weakBreach: (rule: string, text: string) => string;
  readonly fileRefused: (name: string) => string;
  readonly fileTooLarge: (name: string, kilobytes: number) => string;
  readonly tableRefused: (name: string, columns: string) => string;
  readonly tableUsed: (name: string, column: string, count: number) => string;
  readonly tableGiven: (name: string) => string;
  readonly promptsTitle: string;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
  readonly home: {
    readonly title: string;
    readonly about: string;
    readonly how: string;
    readonly examplesTitle: string;
    readonly verdicts: string;
    readonly model: (id: string) => string;
    readonly noModel: string;
  };
}

/** Every sentence the Slack channel itself says. */
export const PHRASES: Readonly<Record<SlackLanguage, Phrases>> = {
  en: {
    badge: {
      proved: "✅ Proved",
      "checked-exactly": "☑️ Checked exactly",
      "checked-numerically": "🔢 Checked numerically: strong evidence, no proof",
      undecided: "❔ Undecided: not proved and not refuted",
      refuted: "❌ Refuted: a statement here is false",
      "not-answered": "❔ Not answered",
    },
    readAs: (reading) => `Read as: ${reading}`,
    conditions: (conditions) => `Holds when ${conditions}`,
    reading: "Reading the question",
    tool: {
      math_query: "Asking the exact engine",
      verify: "Checking statements",
      math_equal: "Comparing two answers",
    },
    otherTool: "Using a tool",
    checking: "Checking the draft",
    goesOn: "_The work goes on in the next message._",
    stopped: "Stopped.",
    certificate: "Certificate",
    certificateGone:
      "The run behind this answer is no longer stored, so its certificate cannot be shown.",
    close: "Close",
    good: "Good answer",
    bad: "Bad answer",
    thanks: "Thank you, your rating is stored.",
    formula: (number) => `formula ${number}`,
    field: {
      question: "Question",
      reading: "Read as",
      answer: "Answer",
      grade: "Grade",
      method: "Method",
      engines: "Engines",
      claims: "Statements",
      draft: "Found in the draft",
      principles: "Against principles",
    },
    assumed: "Assumed",
    noCertificate: "No certificate: nothing in this answer was settled by the engine.",
    again: "Ask again in a moment.",
    tooLong: (limit) => `That is too long: at most ${limit} characters. Ask for less at once.`,
    empty: "Write a question after my name, for example: solve x^2 - 5x + 6 = 0",
    commandHelp:
      "Write a question after the command, for example `/ansatz solve x^2 - 5x + 6 = 0`. The answer is shown to you alone.",
    commandNoPicture:
      "Slack did not take the picture or table here. Write to me, or mention me in a channel, to see it.",
    commandCut:
      "There is more than fits here. Write to me, or mention me in a channel, for all of it.",
    checkTitle: "Check of the message",
    checkCounts: (proved, refuted, undecided) =>
      `${proved} proved, ${refuted} refuted, ${undecided} undecided`,
    checkNothing:
      "Nothing in this message can be checked: it makes no arithmetic, equation, unit or date statement that the engine reads. That says nothing about whether it is true.",
    checkLegend: "Undecided means that it could not be checked, not that it is right or wrong.",
    shouldBe: (expected) => `should be ${expected}`,
    more: (count) => `… and ${count} more`,
    pictureQuestion: "What does the picture ask? Answer it.",
    imageUsed: (name) =>
      `${name} was shown to the language model. What it read there was checked by nobody.`,
    imageRefused: {
      "no-model": (name) =>
        `${name} was not used: no model that reads images is set up. Type the question as text or LaTeX.`,
      unmeasured: (name, models) =>
        `${name} was not used: it was not measured whether ${models} sees pictures (\`ansatz model probe\` does that). Type the question as text or LaTeX.`,
      blind: (name, models) =>
        `${name} was not used: ${models} was not found to see pictures when it was measured. Type the question as text or LaTeX.`,
    },
    imageTooLarge: (name, megabytes) =>
      `${name} was not used: it is larger than ${megabytes} MB. Send the part that matters.`,
    imageUnreadable: (name) =>
      `${name} was not used: it is no PNG, JPEG, GIF or WebP. Convert it first.`,
    tableUnreadable: (name) =>
      `${name} was not used: it is no text in UTF-8. Save it as “CSV UTF-8”.`,
    fileNotFetched: (name) => `${name} was not used: it could not be fetched from Slack.`,
    policy: {
      repaired: "🔧 A first draft was refuted and written anew; this one was checked again",
      corrected: "🔧 A wrong number in the draft was replaced by the exact one",
      noted: "⚠️ The answer above says what in it was found wrong",
      engine: "🔧 The model's draft was refuted; this is the engine's own answer",
      withheld: "🚫 The draft was withheld: it did not pass the check",
    },
    breach: (rule, text) => `⚠️ Against the principle “${rule}”: “${text}”`,
    weakBreach: (rule, text) =>
      `⚠️ Perhaps against the principle “${rule}” (a model's opinion): “${text}”`,
    fileRefused: (name) =>
      `${name} was not used: of files, only CSV tables are read. Put what matters into the message.`,
    fileTooLarge: (name, kilobytes) =>
      `${name} was not used: it is larger than ${kilobytes} KB. Send the rows that matter.`,
    tableRefused: (name, columns) =>
      `${name} was not used: without a language model a table is read only when the question names one of its number columns (${columns}), for example “mean of COLUMN”.`,
    tableUsed: (name, column, count) => `${count} values of “${column}” were taken from ${name}.`,
    tableGiven: (name) => `${name} was given to the language model as context.`,
    promptsTitle: "Try one of these",
    prompts: [
      { title: "Solve an equation", message: "Solve x^2 - 5x + 6 = 0" },
      { title: "Integrate", message: "integrate x*sin(x)" },
      { title: "A percentage", message: "What is 15% of 80?" },
      { title: "Draw a graph", message: "plot x^3 - 3x" },
    ],
    home: {
      title: "Ansatz",
      about:
        "Ask me for numbers you will act on. An exact engine does the mathematics, and every answer says whether it is proved.",
      how: "• Write to me here, or mention me in a channel\n• `/ansatz QUESTION` answers you alone\n• *Check this* in a message's menu says what in it is proved, refuted, undecided",
      examplesTitle: "Examples",
      verdicts:
        "✅ proved   ☑️ checked exactly   🔢 checked numerically   ❔ undecided   ❌ refuted",
      model: (id) => `Language model: ${id}`,
      noModel: "No language model is set up: questions that the engine reads are answered.",
    },
  },
  zh: {
    badge: {
      proved: "✅ 已证明",
      "checked-exactly": "☑️ 已精确检验",
      "checked-numerically": "🔢 已数值检验：有力的证据，不是证明",
      undecided: "❔ 未判定：既未证明也未否定",
      refuted: "❌ 已否定：其中有错误的陈述",
      "not-answered": "❔ 未能回答",
    },
    readAs: (reading) => `理解为：${reading}`,
    conditions: (conditions) => `成立条件：${conditions}`,
    reading: "正在读题",
    tool: {
      math_query: "正在询问精确引擎",
      verify: "正在检验陈述",
      math_equal: "正在比较两个答案",
    },
    otherTool: "正在使用工具",
    checking: "正在检验草稿",
    goesOn: "_下一条消息中继续。_",
    stopped: "已停止。",
    certificate: "证书",
    certificateGone: "这个答案的运行记录已不再保存，无法显示证书。",
    close: "关闭",
    good: "回答得好",
    bad: "回答得不好",
    thanks: "谢谢，您的评价已保存。",
    formula: (number) => `公式 ${number}`,
    field: {
      question: "问题",
      reading: "理解为",
      answer: "答案",
      grade: "等级",
      method: "方法",
      engines: "引擎",
      claims: "陈述",
      draft: "草稿中发现的问题",
      principles: "违反的原则",
    },
    assumed: "假定",
    noCertificate: "没有证书：引擎没有判定这个回答中的任何内容。",
    again: "请稍后再问一次。",
    tooLong: (limit) => `内容太长：最多 ${limit} 个字符。请分开提问。`,
    empty: "请在我的名字后面写上问题，例如：解方程 x^2 - 5x + 6 = 0",
    commandHelp: "请在命令后面写上问题，例如 `/ansatz 解方程 x^2 - 5x + 6 = 0`。答案只显示给您。",
    commandNoPicture: "Slack 在这里没有接受图片或表格。请给我发消息，或在频道里提及我，即可看到。",
    commandCut: "内容太多，这里放不下。请给我发消息，或在频道里提及我，即可看到全部。",
    checkTitle: "消息检验结果",
    checkCounts: (proved, refuted, undecided) =>
      `已证明 ${proved} 条，已否定 ${refuted} 条，未判定 ${undecided} 条`,
    checkNothing:
      "这条消息中没有可以检验的内容：没有引擎能读懂的算术、等式、单位或日期陈述。这并不说明它是对是错。",
    checkLegend: "未判定表示无法检验，不表示对或错。",
    shouldBe: (expected) => `应为 ${expected}`,
    more: (count) => `……另有 ${count} 条`,
    pictureQuestion: "图片中问的是什么？请回答。",
    imageUsed: (name) => `${name} 已给语言模型看过。模型从图中读到的内容未经检验。`,
    imageRefused: {
      "no-model": (name) => `没有使用 ${name}：没有设置能读图的模型。请用文字或 LaTeX 输入问题。`,
      unmeasured: (name, models) =>
        `没有使用 ${name}：尚未测量 ${models} 能否看图（可用 \`ansatz model probe\` 测量）。请用文字或 LaTeX 输入问题。`,
      blind: (name, models) =>
        `没有使用 ${name}：测量时未发现 ${models} 能看图。请用文字或 LaTeX 输入问题。`,
    },
    imageTooLarge: (name, megabytes) =>
      `没有使用 ${name}：超过 ${megabytes} MB。请只发送需要的部分。`,
    imageUnreadable: (name) => `没有使用 ${name}：不是 PNG、JPEG、GIF 或 WebP。请先转换格式。`,
    tableUnreadable: (name) => `没有使用 ${name}：不是 UTF-8 文本。请另存为“CSV UTF-8”。`,
    fileNotFetched: (name) => `没有使用 ${name}：无法从 Slack 取得该文件。`,
    policy: {
      repaired: "🔧 初稿被否定，已重写；此稿经过再次检验",
      corrected: "🔧 草稿中的一个错误数字已换成精确值",
      noted: "⚠️ 上面的回答写明了其中被发现的错误",
      engine: "🔧 模型的草稿被否定；这是引擎自己的答案",
      withheld: "🚫 草稿未通过检验，没有给出",
    },
    breach: (rule, text) => `⚠️ 违反原则“${rule}”：“${text}”`,
    weakBreach: (rule, text) => `⚠️ 可能违反原则“${rule}”（模型的意见）：“${text}”`,
    fileRefused: (name) => `没有使用 ${name}：文件中只读取 CSV 表格。请把要点写在消息里。`,
    fileTooLarge: (name, kilobytes) => `没有使用 ${name}：超过 ${kilobytes} KB。请只发送需要的行。`,
    tableRefused: (name, columns) =>
      `没有使用 ${name}：没有语言模型时，只有问题中写明表格的某个数字列（${columns}）才会读取，例如“mean of 列名”。`,
    tableUsed: (name, column, count) => `从 ${name} 中取了“${column}”列的 ${count} 个值。`,
    tableGiven: (name) => `${name} 已作为上下文交给语言模型。`,
    promptsTitle: "可以试试",
    prompts: [
      { title: "解方程", message: "解方程 x^2 - 5x + 6 = 0" },
      { title: "求积分", message: "求 x*sin(x) 的不定积分" },
      { title: "求百分比", message: "80 的 15% 是多少" },
      { title: "画图像", message: "画 x^3 - 3x 的图像" },
    ],
    home: {
      title: "Ansatz",
      about: "需要可靠的数字时请问我。数学由精确引擎完成，每个答案都写明是否已证明。",
      how: "• 在这里给我发消息，或在频道里提及我\n• `/ansatz 问题` 只回答给您\n• 消息菜单中的 *Check this* 说明其中哪些已证明、已否定、未判定",
      examplesTitle: "例子",
      verdicts: "✅ 已证明   ☑️ 已精确检验   🔢 已数值检验   ❔ 未判定   ❌ 已否定",
      model: (id) => `语言模型：${id}`,
      noModel: "没有设置语言模型：引擎能读懂的问题可以回答。",
    },
  },
};

/** The language of a message: Chinese when it has Chinese characters. */
export function languageOf(text: string): SlackLanguage {
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}
