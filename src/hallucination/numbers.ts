import { unifySpelling } from "./source-text.ts";

export interface NumberInText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** One spelling per value: no separators, no trailing zeros. */
  readonly canonical: string;
}

const NUMBER = /(?<![\w.])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?![\d])|(?<![\w.])\.\d+/g;

/** "1,250.50" and "1250.5" have one canonical form. */
export function canonicalNumber(text: string): string {
  let plain = text.replaceAll(",", "").replace(/^\./, "0.");
  if (plain.includes(".")) plain = plain.replace(/0+$/, "").replace(/\.$/, "");
  return plain.replace(/^(-?)0+(?=\d)/, "$1");
}

/** The numbers of a text with their offsets. */
export function numbersIn(text: string): readonly NumberInText[] {
  const found: NumberInText[] = [];
  for (const match of unifySpelling(text).matchAll(NUMBER))
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      canonical: canonicalNumber(match[0]),
    });
  return found;
}

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    one: "1",
    once: "1",
    two: "2",
    twice: "2",
    double: "2",
    both: "2",
    couple: "2",
    half: "2",
    three: "3",
    third: "3",
    triple: "3",
    thrice: "3",
    four: "4",
    quarter: "4",
    fourth: "4",
    five: "5",
    fifth: "5",
    six: "6",
    seven: "7",
    week: "7",
    eight: "8",
    nine: "9",
    ten: "10",
    eleven: "11",
    twelve: "12",
    dozen: "12",
    year: "12",
    fifteen: "15",
    twenty: "20",
    day: "24",
    thirty: "30",
    forty: "40",
    fifty: "50",
    hour: "60",
    minute: "60",
    sixty: "60",
    hundred: "100",
    percent: "100",
    thousand: "1000",
    一半: "2",
  }),
);

/** Canonical numbers that a text gives in words, among them what a unit implies (an hour has 60). */
export function impliedNumbers(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().match(/[a-z]+|一半|%/g) ?? []) {
    const stem = word.replace(/s$/, "");
    const value = WORDS.get(word) ?? WORDS.get(stem) ?? (word === "%" ? "100" : undefined);
    if (value !== undefined) found.add(value);
  }
  return found;
}

const SPOKEN =
  /\b(?:twice|two|three|thrice|triple|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half|quarter|third|double)\b/gi;

/** Canonical numbers that a question states in words, without those that only a unit implies. */
export function spokenNumbers(text: string): ReadonlySet<string> {
  return new Set((text.match(SPOKEN) ?? []).flatMap((word) => [...impliedNumbers(word)]));
}
