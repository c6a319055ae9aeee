import { OPERATION_INTENTS, QUESTION_INTENTS } from "./intents/all.ts";
import { correct, corrections } from "./spelling.ts";

/** An input that can be read, with what it is offered as. */
export interface Suggestion {
  readonly text: string;
  readonly input: string;
}

/** Inputs that always work, offered where nothing nearer is known. */
const USUAL: Readonly<Record<"en" | "zh", readonly Suggestion[]>> = {
  en: [
    { text: "Solve an equation", input: "solve x^2 - 5x + 6 = 0" },
    { text: "Integrate", input: "integrate x sin(x)" },
    { text: "Differentiate", input: "derivative of x^2 ln(x)" },
    { text: "Factor", input: "factor x^4 - 1" },
  ],
  zh: [
    { text: "解方程", input: "解方程 x^2 - 5x + 6 = 0" },
    { text: "求积分", input: "x sin(x) 的积分" },
    { text: "求导数", input: "x^2 ln(x) 的导数" },
    { text: "因式分解", input: "因式分解 x^4 - 1" },
  ],
};

const MOST_SUGGESTIONS = 4;
const MOST_PIECES = 40;
/** Pieces of a text that are tried on their own before giving up. */
const MOST_TRIALS = 120;
/** A remainder that only repeats a number or a letter of the text is nobody's question. */
const IS_QUESTION = /[A-Za-z]{3,}|[=+*/^∫√<>]|\d\s*-\s*\d|\p{Script=Han}{2}/u;

export function usualSuggestions(isChinese: boolean): Suggestion[] {
  return USUAL[isChinese ? "zh" : "en"].map((item) => ({ ...item }));
}

/**
 * What a text that cannot be read may have meant, nearest first: its spelling put right, its longest part
 * that can be read, the examples that share most words with it, and inputs that always work.
 * `canRead` says whether an input would be read completely.
 */
export function suggest(
  text: string,
  isChinese: boolean,
  canRead: (input: string) => boolean,
): Suggestion[] {
  const meant = isChinese ? "您是不是要问" : "Did you mean";
  const nearest = isChinese ? "相近的问题" : "A question like it";
  const found: Suggestion[] = [];
  const add = (label: string, input: string | null): void => {
    if (input !== null && !found.some((item) => item.input === input))
      found.push({ text: label, input });
  };
  const spelt = correct(text, corrections(text));
  add(meant, spelt !== text && canRead(spelt) ? spelt : null);
  add(meant, longestReadable(spelt, canRead));
  for (const example of nearestExamples(spelt)) add(nearest, example);
  for (const usual of usualSuggestions(isChinese)) add(usual.text, usual.input);
  return found.slice(0, MOST_SUGGESTIONS);
}

/** The longest run of words of the text that can be read; the text itself has been tried before. */
function longestReadable(text: string, canRead: (input: string) => boolean): string | null {
  const pieces = text.split(/(?<=[\s,，;；。?？!！:：])/u);
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return null;
  let trials = 0;
  for (let length = pieces.length - 1; length > 0; length--)
    for (let start = 0; start + length <= pieces.length; start++) {
      const part = pieces
        .slice(start, start + length)
        .join("")
        .trim()
        .replace(/[,，;；:：]$/u, "");
      if (!IS_QUESTION.test(part) || !/[\dA-Za-z]/.test(part)) continue;
      if (++trials > MOST_TRIALS) return null;
      if (canRead(part)) return part;
    }
  return null;
}

/** Words, and pairs of neighbouring Chinese characters. */
function features(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  const characters = [...text].filter((character) => /\p{Script=Han}/u.test(character));
  const pairs = characters.slice(1).map((character, k) => `${characters[k] as string}${character}`);
  return new Set([...words, ...pairs].filter((word) => !EMPTY_WORDS.has(word)));
}

const EMPTY_WORDS = new Set(
  "the and for what are how many much with from that this does find you can please tell give show value 多少 什么 一个 怎么 请问".split(
    " ",
  ),
);

/** Up to two examples of different intents that share the most telling words with the text. */
function nearestExamples(text: string): string[] {
  const asked = features(text);
  if (asked.size === 0) return [];
  const scored = [...QUESTION_INTENTS, ...OPERATION_INTENTS].flatMap(({ examples }) => {
    const best = examples
      .map(({ ask }) => {
        const words = features(ask);
        const shared = [...words].filter((word) => asked.has(word)).length;
        return { ask, score: shared / Math.sqrt(Math.max(1, words.size)) };
      })
      .sort((a, b) => b.score - a.score)[0];
    return best === undefined || best.score < 0.7 ? [] : [best];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, 2)
    .map(({ ask }) => ask);
}
