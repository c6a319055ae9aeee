const NAME = /(?<![.!?]\s|^|[\p{L}\p{N}])(?:\p{Lu}[\p{L}'’-]+)(?:\s\p{Lu}[\p{L}'’.-]*)*/gu;

interface Placed {
  readonly name: string;
  /** The words right before and behind, in lower case; "" at an end. */
  readonly before: string;
  readonly after: string;
}

const plainSpelling = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");
const isAbbreviation = (name: string): boolean => /\p{Lu}\.?\p{Lu}/u.test(name);

/** Names that stand within a sentence, with their neighbours. */
function placedNames(sentence: string): readonly Placed[] {
  return [...sentence.matchAll(NAME)].map((match) => {
    const behind = sentence.slice(match.index + match[0].length);
    return {
      name: match[0],
      before: /([\p{L}\p{N}]+)\W*$/u.exec(sentence.slice(0, match.index))?.[1]?.toLowerCase() ?? "",
      after: /^\W*([\p{L}\p{N}]+)/u.exec(behind)?.[1]?.toLowerCase() ?? "",
    };
  });
}

/**
 * A name that stands in a sentence where the same statement of the evidence has another one, between the
 * same two words. Null when there is none or more than one.
 */
export function nameConflict(
  sentence: string,
  evidence: string,
): { readonly stated: string; readonly expected: string } | null {
  const given = placedNames(evidence);
  const spelt = plainSpelling(evidence);
  const strange = placedNames(sentence).filter(({ name }) => !spelt.includes(plainSpelling(name)));
  const [only, ...others] = strange;
  if (only === undefined || others.length > 0 || only.before === "") return null;
  // "US" stands for a name that the evidence may write out.
  if (isAbbreviation(only.name)) return null;
  const rivals = given.filter(
    ({ name, before, after }) =>
      before === only.before && after === only.after && !sentence.includes(name),
  );
  const isPart = (a: string, b: string): boolean =>
    a.split(" ").some((part) => b.split(" ").includes(part));
  const rival = rivals[0];
  if (rivals.length !== 1 || rival === undefined || isAbbreviation(rival.name)) return null;
  if (isPart(rival.name, only.name)) return null;
  return { stated: only.name, expected: rival.name };
}
