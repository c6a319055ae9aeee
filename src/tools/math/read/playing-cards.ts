const OF_A_KIND: Readonly<Record<string, number>> = {
  ace: 4,
  king: 4,
  queen: 4,
  jack: 4,
  heart: 13,
  spade: 13,
  diamond: 13,
  club: 13,
  red: 26,
  black: 26,
  face: 12,
};

/** How many of the 52 cards are of a kind that is named in English ("aces", "red card"); null for another word. */
export function cardsOfKind(words: string): number | null {
  const kind = words
    .toLowerCase()
    .replace(/ cards?$/, "")
    .replace(/s$/, "");
  return Object.hasOwn(OF_A_KIND, kind) ? (OF_A_KIND[kind] as number) : null;
}
