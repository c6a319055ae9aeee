/** Words that say nothing about what a text is about. */
const COMMON = new Set(
  "the a an of to in is are it its and or how many much what does do did has have with at for from each all by on be was were this that".split(
    " ",
  ),
);

/** What two texts on the same matter share: stems of English words, pairs of Han characters, a few signs. */
export function textFeatures(text: string): ReadonlySet<string> {
  const words = (text.toLowerCase().match(/[a-z]{2,}/g) ?? [])
    .filter((word) => !COMMON.has(word))
    .map((word) => word.replace(/(?:ing|ed|es|s)$/, ""));
  const pairs = (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => {
    const characters = [...run];
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
  const signs = text.match(/%|折|[=^]/g) ?? [];
  return new Set([...words, ...pairs, ...signs]);
}
