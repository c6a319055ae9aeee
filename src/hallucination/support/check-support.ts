import type { Claim } from "../../core/verify-result.ts";
import {
  alignSentence,
  type Alignment,
  type EvidenceSentence,
  evidenceSentences,
} from "./align.ts";
import { nameConflict } from "./name-conflict.ts";
import { isKnown, type KnownQuantities } from "./known-quantities.ts";
import { absentWords, type Evidence } from "./overlap.ts";
import { isReckoning, plainConflict, scaleSlip } from "./plain-conflict.ts";
import { type Quantity, wholeQuantitiesIn } from "./quantities.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { type Word, wordsOf } from "./words.ts";

const MAX_SENTENCES = 200;
/** Words that take back or weaken what stands around a quotation. */
const QUALIFIED =
  /\b(?:not|never|no|n't|cannot|if|unless|said|says|claim\w*|accord\w*|alleg\w*|would|may|might|could|should|den(?:y|ied|ies)|false|reject\w*|hop\w+|plan\w*|expect\w*|believ\w*|only|until|except|without)\b|n't\b|[不没未无非]|如果|假如|据称|声称|可能|计划|否认|预计|除非/i;
const NEGATION = /\b(?:not|never|no|nor|neither|none|cannot|without)\b|n['’]t\b|[不没未无非]/gi;

/**
 * Compares every sentence of a text with the given context. A sentence that stands there word for word is
 * proved; one that gives another number, or the opposite, of the same statement is refuted; every other one
 * stays undecided and names what the context lacks.
 */
export function checkSupport(text: string, evidence: Evidence, question: string): readonly Claim[] {
  const reckons = isReckoning(text, question);
  const sentences = evidenceSentences(evidence.text);
  const claims: Claim[] = [];
  for (const sentence of sentencesOf(text).slice(0, MAX_SENTENCES)) {
    const words = wordsOf(sentence.text);
    if (!words.some(({ isContent }) => isContent) || /[?？]["'”]?$/.test(sentence.text)) continue;
    claims.push(claimOf(sentence, words, sentences, evidence, reckons));
  }
  return claims;
}

function claimOf(
  sentence: Sentence,
  words: readonly Word[],
  evidenceList: readonly EvidenceSentence[],
  evidence: Evidence,
  reckons: boolean,
): Claim {
  const base = {
    start: sentence.start,
    end: sentence.end,
    text: sentence.text,
    kind: "quoted-fact" as const,
  };
  const quoted = quotationOf(words, evidenceList);
  if (quoted !== null)
    return {
      ...base,
      verdict: "proved",
      provenance: "retrieved",
      confidence: 0.97,
      evidence: { method: "quotation", detail: `The context says so: "${cut(quoted.text)}"` },
    };
  const aligned = alignSentence(contentBeside(sentence.text, words), evidenceList);
  const conflict =
    aligned === null
      ? null
      : conflictOf(sentence, words, aligned, evidenceList, evidence.quantities, reckons);
  if (conflict !== null)
    return {
      ...base,
      verdict: "refuted",
      provenance: "model-only",
      confidence: 0.9,
      evidence: conflict,
    };
  const absent = [...new Set(absentWords(sentence.text, evidence).map((word) => word.text))];
  return {
    ...base,
    verdict: "undecided",
    provenance: absent.length === 0 ? "retrieved" : "model-only",
    confidence: 0.5,
    evidence: {
      method: "support",
      detail:
        absent.length === 0
          ? "Every content word stands in the context; whether it says this was not decided."
          : `The context does not have: ${absent.slice(0, 8).join(", ")}.`,
    },
  };
}

const cut = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

/** Least share of an evidence sentence that a quotation of it must have. */
const LEAST_QUOTED = 0.6;

/**
 * The evidence sentence that a sentence repeats word for word, from one clause boundary to another and
 * without a word around it that takes it back; null when there is none.
 */
function quotationOf(
  words: readonly Word[],
  evidence: readonly EvidenceSentence[],
): EvidenceSentence | null {
  if (words.length < 4) return null;
  const needle = words.map(({ text }) => text.toLowerCase());
  for (const sentence of evidence) {
    if (needle.length < LEAST_QUOTED * sentence.words.length) continue;
    const at = indexOfRun(sentence.words, needle);
    if (at < 0) continue;
    const first = sentence.words[at] as Word;
    const last = sentence.words[at + needle.length - 1] as Word;
    const before = sentence.text.slice(0, first.start);
    const after = sentence.text.slice(last.end);
    const isWhole =
      /^$|[,;:，；：、(（"“-]\s*$/.test(before) && /^\s*(?:$|[^\s\p{L}\p{N}])/u.test(after);
    if (isWhole && !QUALIFIED.test(`${before} ${after}`)) return sentence;
  }
  return null;
}

function indexOfRun(words: readonly Word[], needle: readonly string[]): number {
  for (let start = 0; start + needle.length <= words.length; start++)
    if (needle.every((word, index) => words[start + index]?.text.toLowerCase() === word))
      return start;
  return -1;
}

/** Least share of the content words that must agree before a difference counts as a contradiction. */
const SAME_STATEMENT = 0.8;
const LEAST_WORDS = 3;

function conflictOf(
  sentence: Sentence,
  words: readonly Word[],
  aligned: Alignment,
  evidenceList: readonly EvidenceSentence[],
  known: KnownQuantities,
  reckons: boolean,
): Claim["evidence"] | null {
  const { sentence: other, share } = aligned;
  const content = contentBeside(sentence.text, words);
  const name = nameConflict(sentence.text, other.text);
  if (name !== null && isSameBeside(content, other, name.stated))
    return {
      method: "support-name",
      expected: name.expected,
      detail: `The context names ${name.expected} where the text names ${name.stated}: "${cut(other.text)}"`,
    };
  const plain = reckons ? null : plainConflict(sentence.text, evidenceList, known);
  if (plain !== null)
    return {
      method: "support-number",
      expected: plain.expected,
      detail: `The context says the same of ${plain.expected}, not of ${plain.stated}.`,
    };
  const slip =
    share === 1 && content.length >= 2 ? scaleSlip(sentence.text, other.text, known) : null;
  if (slip !== null)
    return {
      method: "support-number",
      expected: slip.expected,
      detail: `The context gives ${slip.expected} where the text gives ${slip.stated}: "${cut(other.text)}"`,
    };
  if (content.length < LEAST_WORDS || share < SAME_STATEMENT) return null;
  const number = isSameSubject(content, aligned, evidenceList)
    ? numberConflict(sentence.text, other.text, known)
    : null;
  if (number !== null)
    return {
      method: "support-number",
      expected: number.expected,
      detail: `The context gives ${number.expected} where the text gives ${number.stated}: "${cut(other.text)}"`,
    };
  if (share === 1 && coverage(other.words, words) >= SAME_STATEMENT) {
    if (isNegated(sentence.text) !== isNegated(other.text))
      return {
        method: "support-negation",
        detail: `One of the two is negated: "${cut(other.text)}"`,
      };
  }
  return null;
}

/** The content words that are no part of a number, such as the "million" of "$5 million". */
function contentBeside(text: string, words: readonly Word[]): readonly Word[] {
  const numbers = wholeQuantitiesIn(text);
  return words.filter(
    (word) =>
      word.isContent &&
      !/\d/.test(word.text) &&
      !numbers.some(({ start, end }) => start < word.end && word.start < end),
  );
}

const PRONOUN = /^\W*(?:it|its|he|she|they|his|her|their|this|these|that|[它他她其该此这])/i;

/**
 * "Silver closed at 20" gives no other number for "gold closed at 30": all words must stand in the other
 * sentence, or in the one before where that one only points back.
 */
function isSameSubject(
  content: readonly Word[],
  { sentence, share }: Alignment,
  evidence: readonly EvidenceSentence[],
): boolean {
  if (share === 1) return true;
  const before = evidence[evidence.indexOf(sentence) - 1];
  if (before === undefined || !PRONOUN.test(sentence.text)) return false;
  return content.every(({ stem }) => sentence.stems.has(stem) || before.stems.has(stem));
}

/** All content words but those of a name stand in the other sentence, and there are enough of them. */
function isSameBeside(content: readonly Word[], other: EvidenceSentence, name: string): boolean {
  const rest = content.filter(({ text }) => !name.includes(text));
  return rest.length >= 2 && rest.every(({ stem }) => other.stems.has(stem));
}

/** Share of the content words of the first that the second has. */
function coverage(of: readonly Word[], by: readonly Word[]): number {
  const stems = new Set(by.map(({ stem }) => stem));
  const content = of.filter(({ isContent }) => isContent);
  return content.filter(({ stem }) => stems.has(stem)).length / Math.max(1, content.length);
}

/** What the speaker says of himself, and a "No," in answer, negate nothing in the statement. */
const ASIDE =
  /^\s*(?:no|nope|not (?:really|sure|at all|yet|exactly))\b[,.!]?|\b(?:i|we)(?: am| do| did| have|'m|'ve)? ?(?:not|n't|never)\b(?: \w+)?|\bnot sure\b|\bnot only\b|\bno doubt\b|不仅|不但|不过|不同|不断|没想到|非常|非洲|未来|无论|无锡|并非如此/gi;

function isNegated(text: string): boolean {
  return (text.replace(ASIDE, " ").match(NEGATION)?.length ?? 0) % 2 === 1;
}

/** A number that stands nowhere, where the same statement has exactly one other number of its unit. */
function numberConflict(
  text: string,
  other: string,
  known: KnownQuantities,
): { readonly stated: string; readonly expected: string } | null {
  const stated = wholeQuantitiesIn(text);
  const given = wholeQuantitiesIn(other);
  for (const quantity of stated) {
    if (isKnown(quantity, known) || quantity.unit === "") continue;
    const alike = (all: readonly Quantity[]): readonly Quantity[] =>
      all.filter(({ unit }) => unit === quantity.unit);
    const rivals = alike(given);
    if (rivals.length !== 1 || alike(stated).length !== 1) continue;
    return { stated: quantity.text, expected: (rivals[0] as Quantity).text };
  }
  return null;
}
