import type { Token } from "./tokens.ts";

const letterSets = new WeakMap<readonly Token[], ReadonlySet<string>>();

/** The letters that stand alone before a power or between signs. */
function lettersAmong(tokens: readonly Token[]): ReadonlySet<string> {
  const known = letterSets.get(tokens);
  if (known !== undefined) return known;
  const letters = new Set(
    tokens
      .filter(({ type }, index) => {
        const around = [tokens[index - 1]?.type, tokens[index + 1]?.type];
        return (
          type === "variable" && around.some((other) => other === "power" || other === "operator")
        );
      })
      .map(({ text }) => text),
  );
  letterSets.set(tokens, letters);
  return letters;
}

/** "ab", a product, where a and b are letters of the text's formulas. */
export function isLetterPair(tokens: readonly Token[], { type, text }: Token): boolean {
  if (type !== "word" || !/^[a-z]{2}$/.test(text) || WORDS.has(text)) return false;
  const letters = lettersAmong(tokens);
  return letters.has(text.charAt(0)) && letters.has(text.charAt(1));
}

const WORDS = new Set(
  "is of in to as at by or so we it if an be do go he me my no on up us am".split(" "),
);
