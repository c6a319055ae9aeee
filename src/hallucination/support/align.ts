import { sentencesOf, type Sentence } from "./sentences.ts";
import { type Word, wordsOf } from "./words.ts";

/** A sentence of the evidence with its words. */
export interface EvidenceSentence extends Sentence {
  readonly words: readonly Word[];
  readonly stems: ReadonlySet<string>;
}

const MAX_SENTENCES = 2_000;

export function evidenceSentences(context: string): readonly EvidenceSentence[] {
  return sentencesOf(context)
    .slice(0, MAX_SENTENCES)
    .map((sentence) => {
      const words = wordsOf(sentence.text);
      return { ...sentence, words, stems: new Set(words.map(({ stem }) => stem)) };
    });
}

export interface Alignment {
  readonly sentence: EvidenceSentence;
  /** Share of the content words, numbers aside, that the evidence sentence has. */
  readonly share: number;
}

/** The evidence sentence with the most content words of the text; null when none has any. */
export function alignSentence(
  words: readonly Word[],
  evidence: readonly EvidenceSentence[],
): Alignment | null {
  const content = words.filter(({ isContent, text }) => isContent && !/\d/.test(text));
  if (content.length === 0) return null;
  let best: Alignment | null = null;
  for (const sentence of evidence) {
    const hits = content.filter(({ stem }) => sentence.stems.has(stem)).length;
    const share = hits / content.length;
    if (share > 0 && (best === null || share > best.share)) best = { sentence, share };
  }
  return best;
}
