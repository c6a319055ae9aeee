export type ReplyLanguage = "en" | "zh";

/** The language to answer in: Chinese when the question is written in it. */
export function replyLanguageOf(question: string): ReplyLanguage {
  return /\p{Script=Han}/u.test(question) ? "zh" : "en";
}

/** The language of a conversation: a question without words ("+ 5", "x^4?") is in that of the one before. */
export function conversationLanguage(
  question: string,
  history: readonly { readonly role: "user" | "assistant"; readonly content: string }[],
): ReplyLanguage {
  const hasWords = /\p{Script=Han}|[a-z]{2}/iu.test(question.replace(FUNCTION_NAMES, ""));
  const before = hasWords ? undefined : history.findLast(({ role }) => role === "user");
  return replyLanguageOf(before?.content ?? question);
}

const FUNCTION_NAMES =
  /\b(?:sin|cos|tan|cot|sec|csc|a?sinh?|a?cosh?|a?tanh?|log|ln|exp|sqrt|abs|pi)\b/gi;
