import { ALGEBRA } from "./checks-in-chinese/algebra.ts";
import { ANALYSIS } from "./checks-in-chinese/analysis.ts";
import { METHODS_IN_CHINESE } from "./checks-in-chinese/methods.ts";

const SENTENCES = [...ALGEBRA, ...ANALYSIS];

const BETWEEN_SENTENCES = /(?<=\.)\s+(?=[A-Z])/u;

/**
 * What a check says, in Chinese. A sentence without a Chinese form keeps its words, behind what the check
 * does in Chinese, so that no bound or count in it is lost. Text that is Chinese already stays as it is.
 */
export function checkInChinese(method: string, detail: string): string {
  if (/\p{Script=Han}.*。/su.test(detail)) return detail;
  const parts = detail.split(BETWEEN_SENTENCES).map(sentence);
  if (parts.every((part) => part !== null)) return parts.join("");
  const whole = sentence(detail);
  if (whole !== null) return whole;
  const named = METHODS_IN_CHINESE[method];
  return named === undefined ? detail : `${named}。英文说明：${detail}`;
}

/** Words in what a formula's place takes: then it holds more than a formula, and is not passed on as one. */
const WORDS = /[A-Za-z]{2,} [A-Za-z]{2,}/;

function sentence(text: string): string | null {
  for (const [pattern, chinese] of SENTENCES) {
    const parts = pattern.exec(text);
    if (parts !== null && !parts.slice(1).some((part) => WORDS.test(part)))
      return text.replace(pattern, chinese).replaceAll(" and ", " 且 ").replaceAll(" or ", " 或 ");
  }
  return null;
}
