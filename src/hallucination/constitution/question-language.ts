import type { RuleFinding, RuleInput } from "./code-rule.ts";

/** The question asks for another language, or is about words of one. */
const ANOTHER =
  /\b(?:translat\w*|in (?:english|chinese|mandarin|french|german|spanish|japanese)|into (?:english|chinese))\b|翻译|译成|(?:用|以)(?:英[文语]|中文|汉语|法[文语]|德[文语]|日[文语])|英文怎么说/i;
const MATHEMATICS = /\$\$[^$]*\$\$|\$[^$\n]*\$|\\\([^]*?\\\)|\\\[[^]*?\\\]|\\[a-z]+|<[^<>\n]*>/gi;
const HAN = /\p{Script=Han}/gu;
const WORD = /\p{Script=Latin}{3,}/gu;
/** Fewer words tell no language: "ANSWER: 12", "sin(x)". */
const FEWEST_WORDS = 6;
const FEWEST_HAN = 6;

/** A reply in the other one of the two languages. Names and formulas of one are at home in the other. */
export function questionLanguage({ text, prose, question }: RuleInput): readonly RuleFinding[] {
  if (question.trim() === "" || leavesLanguageOpen(question)) return [];
  const asked = count(question, HAN);
  const askedWords = count(question, WORD);
  const words = prose.replace(MATHEMATICS, (found) => " ".repeat(found.length));
  const han = count(words, HAN);
  const latin = count(words, WORD);
  const whole = { start: 0, end: text.length };
  if (asked > 0 && han === 0 && latin >= FEWEST_WORDS)
    return [{ ...whole, detail: "The question is in Chinese and the reply is not." }];
  const isEnglish = asked === 0 && askedWords >= 2;
  if (isEnglish && han >= FEWEST_HAN && han > latin)
    return [{ ...whole, detail: "The question is in English and the reply is in Chinese." }];
  return [];
}

/** The question asks for another language, or is in no one language: "What does 你好 mean?". */
export function leavesLanguageOpen(question: string): boolean {
  const han = count(question, HAN);
  return ANOTHER.test(question) || (han > 0 && han < 2 * count(question, WORD));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
