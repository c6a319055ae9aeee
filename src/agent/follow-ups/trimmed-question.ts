const MAX_CHARACTERS = 120;
const ENGLISH_FILLER =
  /^(?:(?:and|now|then|so|also|ok|okay|please|but|what about|how about|what if|what is|what are|what would|what's|whats|find|compute|calculate|give me|show me|can you|could you|tell me)\b[\s,]*)+/i;
const HAN_FILLER =
  /^(?:那么|那|然后|接着|现在|请问|请|帮我|并且|并|而|又|还有|再|试|如果|，|,|\s)+/u;
const HAN_END = /(?:呢|吧|吗|一下|是多少|是什么|等于多少|得多少|怎么样)+$/u;

/** A short question without its closing marks; empty for one that is too long to be a follow-up. */
export function shortQuestion(question: string): string {
  const text = question.trim().replace(/[\s?？!！.。]+$/u, "");
  return text.length > MAX_CHARACTERS ? "" : text;
}

/** A short question without the words that only lead over to it. */
export function trimmedQuestion(question: string): string {
  const text = shortQuestion(question);
  return /\p{Script=Han}/u.test(text)
    ? text.replace(HAN_FILLER, "").replace(HAN_END, "").trim()
    : text.replace(ENGLISH_FILLER, "").trim();
}
