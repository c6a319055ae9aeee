import type { ReplyLanguage } from "../language.ts";
import type { Prompt } from "../prompts/prompt.ts";

export const FORM_PROMPTS: Readonly<Record<ReplyLanguage, Prompt>> = {
  en: {
    id: "form.en",
    version: 1,
    text: "You copy a checked reply into a JSON object. Take every value from the reply, the question or what the tools returned. Compute nothing, round nothing and add no number that is not written there. Keep minus signs. Write the JSON object and nothing else.",
  },
  zh: {
    id: "form.zh",
    version: 1,
    text: "你把一份已检验的回复抄写成一个 JSON 对象。所有的值都取自回复、题目或工具的结果。不要计算，不要取整，不要加入其中没有的数字，保留负号。只写 JSON 对象，不要写别的。",
  },
};

export const FORM_WORDS = {
  en: {
    status: "Putting the answer into the form that was asked for",
    schema: "The object follows this JSON schema:",
    wishes: "What the caller wishes of its form:",
    question: "Question:",
    tools: "What the tools returned:",
    reply: "Checked reply:",
    again: "This object cannot be used:",
    redo: "Write the whole object again, corrected.",
    notJson: "it is no JSON object",
    untraced: (names: string) =>
      `the number at ${names} is stated neither in the checked reply nor in the question`,
    refuted: (text: string) => `the exact check refuted “${text}”`,
    differs: (names: string) => `the value at ${names} is not the answer that was proved`,
    refused: (reason: string) =>
      `The answer could not be put into the form that was asked for: ${reason}. In words it is this:`,
    noModel: "only a model could fill this form, and there is none here that is fit for it",
    failed: "the model failed while writing it",
    late: "the time of this turn is over",
  },
  zh: {
    status: "正在把答案写成所要求的形式",
    schema: "该对象遵循这个 JSON schema：",
    wishes: "调用者对形式的要求：",
    question: "题目：",
    tools: "工具的结果：",
    reply: "已检验的回复：",
    again: "这个对象不能用：",
    redo: "请改正后完整重写该对象。",
    notJson: "它不是 JSON 对象",
    untraced: (names: string) => `${names} 处的数字在已检验的回复和题目中都没有`,
    refuted: (text: string) => `精确检验否定了“${text}”`,
    differs: (names: string) => `${names} 处的值不是已证明的答案`,
    refused: (reason: string) => `无法把答案写成所要求的形式：${reason}。用文字表述如下：`,
    noModel: "只有模型才能填写这种形式，而这里没有合适的模型",
    failed: "模型在写的时候出错了",
    late: "本轮的时间已用完",
  },
} as const satisfies Record<ReplyLanguage, object>;
