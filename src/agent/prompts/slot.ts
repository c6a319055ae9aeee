import type { ReplyLanguage } from "../language.ts";
import type { Prompt } from "./prompt.ts";

export const SLOT_PROMPTS: Readonly<Record<ReplyLanguage, Prompt>> = {
  en: {
    id: "slot.en",
    version: 1,
    text: 'Write the arithmetic expression that answers the problem, with the numbers of the problem, for example {"expression": "(3 + 4) * 2"}. Do not compute it.',
  },
  zh: {
    id: "slot.zh",
    version: 1,
    text: '写出解答这道题的算式，使用题目中的数，例如 {"expression": "(3 + 4) * 2"}。不要计算。',
  },
};
