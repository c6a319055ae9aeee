import type { Word } from "./words.ts";
import { wordsOf } from "./words.ts";
import { type KnownQuantities, isKnown, knownQuantities } from "./known-quantities.ts";
import { wholeQuantitiesIn } from "./quantities.ts";

/** A given text, prepared to look words and numbers up in. */
export interface Evidence {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly quantities: KnownQuantities;
}

export function evidenceOf(text: string): Evidence {
  return {
    text,
    stems: new Set(wordsOf(text).map(({ stem }) => stem)),
    quantities: knownQuantities(text),
  };
}

/** The content words of a text that the evidence does not have. */
export function absentWords(text: string, evidence: Evidence): readonly Word[] {
  return wordsOf(text).filter(({ stem, isContent }) => isContent && !evidence.stems.has(stem));
}

const SPEAKER = /^(?:i|my|me|i'm|i've|i'd|i'll|mine|we|our|we're|im|ive|我|我们|俺)$/i;

/**
 * How far a text goes beyond its evidence, from 0 (nothing is new) to about 2. It grows with the number of
 * new content words, their share of all words, numbers that stand nowhere, and talk about the speaker.
 */
export function noveltyOf(text: string, evidence: Evidence): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const absent = words.filter(({ stem }) => !evidence.stems.has(stem));
  const content = absent.filter(({ isContent }) => isContent);
  // A run of Chinese gives two pairs for a word.
  const count = content.reduce(
    (sum, { text: word }) => sum + (/\p{Script=Han}/u.test(word) ? 0.5 : 1),
    0,
  );
  const hasUnknownNumber = wholeQuantitiesIn(text).some(
    (quantity) => !isKnown(quantity, evidence.quantities),
  );
  const isAboutSpeaker = words.some(({ text: word }) => SPEAKER.test(word.replaceAll("’", "'")));
  return (
    Math.log(1 + count) / 3 +
    0.5 * (absent.length / words.length) +
    (isAboutSpeaker ? 0.2 : 0) +
    (hasUnknownNumber ? 0.1 : 0)
  );
}

/** The likelihood that a text states something its evidence does not support. */
export function unsupportedLikelihood(novelty: number): number {
  return 1 / (1 + Math.exp(2.6 - 5.2 * novelty));
}
