import { sentenceAround } from "../source-text.ts";

/** The words before say that it is not so, might be so, or that another says so. */
const OPEN_BEFORE =
  /\b(?:not|never|no|without|if|when|whether|suppose|had|would|could|should|may|might|can|cannot|let|he|she|they|you|says?|said|claims?|claimed)\b|n't\b|["“「『]|没有?|未|不|如果|若|假如|假设|可以|可能|他|她|你|说/i;
const BEFORE_CHARACTERS = 60;

/** True where a sentence says something of itself, as a fact: not denied, asked, supposed, quoted or told of others. */
export function isPlainlySaid(prose: string, start: number, end: number): boolean {
  const sentence = sentenceAround(prose, start, end);
  const before = prose.slice(Math.max(sentence.start, start - BEFORE_CHARACTERS), start);
  return !OPEN_BEFORE.test(before) && !/[?？]/.test(prose.charAt(sentence.end));
}
