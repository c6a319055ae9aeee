export type ReplyLanguage = "en" | "zh";

/** The language to answer in: Chinese when the question is written in it. */
export function replyLanguageOf(question: string): ReplyLanguage {
  return /\p{Script=Han}/u.test(question) ? "zh" : "en";
}
