const INTRODUCED =
  /\b(?:let|set|suppose|assume|denote|call|where|when|if|given|for)\s+\$?\\?\(?\s*([A-Za-z])(?![A-Za-z])|(?:设|令|若|当|记|已知|其中)\s*\$*\\?\(?\s*([A-Za-z])(?![A-Za-z])/gi;
const ASSIGNED = /(?<![A-Za-z\\{}_^)])([A-Za-z])\s*(?:=|:=|<|>|≤|≥|\\le|\\ge|是|为|等于)/g;
const EXEMPT = /\bfor (?:all|every|any|each)\s+(?:real |positive |integer )*[A-Za-z]/gi;

const DEFINED =
  /(?<![-+*/^×·÷=\d)\]]\s*)(?<![A-Za-z\\_])([A-Za-z])\s*=\s*(?:(?:[^=\n.,;]|[.,](?=\d)){1,200}=\s*){0,8}\(?\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*\)?(?=\s*(?:[.,;]?\s*$|[.,;]\s|\s(?:and|or|so)\b))/gm;

/** What a text settles about its letters. */
export interface Conditions {
  /** Letters with a value or a condition, so that a relation in them holds for these values only. */
  readonly letters: ReadonlySet<string>;
  /** Letters with one number as their value throughout, and where it is given. */
  readonly values: readonly {
    readonly letter: string;
    readonly value: string;
    readonly at: number;
  }[];
}

export const NO_CONDITIONS: Conditions = { letters: new Set(), values: [] };

export function conditionsOf(text: string, question: string): Conditions {
  const found = [...text.matchAll(DEFINED)].map((match) => ({
    letter: match[1] ?? "",
    value: match[2] ?? "",
    at: match.index + match[0].length,
  }));
  const values = found.filter(({ letter, value }) =>
    found.every((other) => other.letter !== letter || other.value === value),
  );
  return { letters: conditionedLetters(`${question}\n${text}`), values };
}

/** The values given before an offset. */
export function valuesBefore({ values }: Conditions, offset: number): ReadonlyMap<string, string> {
  return new Map(
    values.filter(({ at }) => at <= offset).map(({ letter, value }) => [letter, value]),
  );
}

/** The letters a text gives a value or a condition, so that a relation in them holds for these values only. */
function conditionedLetters(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const plain = text.replace(EXEMPT, " ");
  for (const match of plain.matchAll(INTRODUCED)) found.add(match[1] ?? match[2] ?? "");
  for (const match of plain.matchAll(ASSIGNED)) found.add(match[1] ?? "");
  return found;
}

/** The letters a relation is about; names of functions and commands are none. */
export function lettersOf(side: string): ReadonlySet<string> {
  const bare = side.replace(/\\[A-Za-z]+|[A-Za-z]{3,}|\bln\b|\bpi\b/g, " ");
  return new Set(bare.match(/[A-Za-z]/g) ?? []);
}

/** The side with a number in place of a letter that stands alone; null where letters run together. */
export function substituted(side: string, letter: string, value: string): string | null {
  if (/[A-Za-z]{2,}/.test(side.replace(/\\[A-Za-z]+|sqrt|sin|cos|tan|log|ln|exp|pi/g, " ")))
    return null;
  return side.replace(
    new RegExp(`(?<![A-Za-z\\\\])${letter}(?![A-Za-z])`, "g"),
    () => `(${value})`,
  );
}
