import type { EvidenceSentence } from "./align.ts";
import { isKnown, type KnownQuantities } from "./known-quantities.ts";
import { wholeQuantitiesIn } from "./quantities.ts";

/** What a thing is, costs, weighs: it ends in a number, and there can be one only. */
const STATES =
  /^(?!\W*(?:it|its|he|she|they|his|her|their|this|these|that|there|here|i|we|you|one|some|in|on|at|by|from|during|after|before|when|if)\b)[^\d,;:，；：]{1,80}\b(?:is|was|costs?|weigh(?:s|ed)|measures?|measured)\s+[$¥€£]?$/i;
const STATES_CHINESE =
  /^(?![它他她其该此这那我你有在])[^\d，；：]{1,40}(?:是|为|重|长|高达?|宽|花费|价格为)$/;
/** Names of what is worked out: an example in the context has its own answer, total or x. */
const WORKED_OUT =
  /\b(?:answers?|results?|solutions?|totals?|sums?|products?|differences?|quotients?|values?|numbers?|amounts?|averages?|means?|medians?|remainders?|rest|scores?|counts?|outputs?|new|final|[a-z])\s+(?:is|was)\b|答案|结果|总|和是|差是|积是|商是|值|数|余|得分|新/i;
/** The text reckons, or the question gives numbers to reckon with. */
const RECKONS =
  /[=+*×÷%％]|\b(?:after|now|new|increas\w*|decreas\w*|rais\w*|discount\w*|if|each|per)\b|之后|现在|如果|增加|减少|每/i;

/** The unit and the end of the sentence. */
const ENDS =
  /^\s?(?:[a-z]{1,12}(?: (?:old|tall|long|wide|high|deep))?|[\p{Script=Han}]{1,3})?\s*[.!。！]?\s*$/iu;

/**
 * "John is 30." where the context has "John is 40." and no other sentence of these words: the two are the
 * same but for their one number, which tells what one thing is. A number that stands elsewhere in the
 * context, or that names or dates something, contradicts nothing.
 */
export function plainConflict(
  text: string,
  evidence: readonly EvidenceSentence[],
  known: KnownQuantities,
): { readonly stated: string; readonly expected: string } | null {
  const own = statementOf(text);
  if (own === null || WORKED_OUT.test(text) || isKnown(own.quantity, known)) return null;
  const rivals = evidence.flatMap((sentence) => {
    const other = statementOf(sentence.text);
    return other !== null && other.around === own.around ? [other.quantity] : [];
  });
  const [only, ...others] = rivals;
  if (only === undefined || others.length > 0 || only.value === own.quantity.value) return null;
  return { stated: own.quantity.text, expected: only.text };
}

function statementOf(sentence: string) {
  const quantities = wholeQuantitiesIn(sentence);
  const [quantity, ...others] = quantities;
  if (quantity === undefined || others.length > 0) return null;
  const before = sentence.slice(0, quantity.start);
  const after = sentence.slice(quantity.end);
  if (!(STATES.test(before) || STATES_CHINESE.test(before)) || !ENDS.test(after)) return null;
  const around = `${before} # ${after.replace(/[.!。！\s]+$/, "")}`;
  return { quantity, around: around.toLowerCase().replace(/\s+/g, " ") };
}

const SCALED = /^([\d,.]+)\s?(\D.*)$/;

/** True where a number of the text may be worked out from those of the context. */
export function isReckoning(text: string, question: string): boolean {
  return /\d/.test(question) || RECKONS.test(text);
}

/** "$5 million" where the same statement has "$5 billion": the same digits at another scale. */
export function scaleSlip(
  text: string,
  other: string,
  known: KnownQuantities,
): { readonly stated: string; readonly expected: string } | null {
  const given = wholeQuantitiesIn(other);
  for (const quantity of wholeQuantitiesIn(text)) {
    const own = SCALED.exec(quantity.text);
    if (own === null || isKnown(quantity, known) || quantity.unit === "%") continue;
    const slips = given.filter((rival) => {
      const theirs = SCALED.exec(rival.text);
      return (
        theirs?.[1] === own[1] && rival.value !== quantity.value && rival.unit === quantity.unit
      );
    });
    const [only, ...others] = slips;
    if (only !== undefined && others.length === 0)
      return { stated: quantity.text, expected: only.text };
  }
  return null;
}
