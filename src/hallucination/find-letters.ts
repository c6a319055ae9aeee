import type { Claim } from "../core/verify-result.ts";
import {
  holds,
  type Judge,
  judgedClaim,
  judgedStatements,
  type Measure,
} from "./judged-statement.ts";

const OPEN = String.raw`["'“‘「『*]{0,2}`;
const CLOSE = String.raw`["'”’」』*]{0,2}`;
/** Words that stand for another one. */
const NO_WORD =
  "the|a|an|it|its|his|her|my|our|your|their|this|that|each|every|all|any|which|what|word|name|alphabet|title|sentence";
const WORD = String.raw`${OPEN}(?!(?:${NO_WORD})\b)(\p{Script=Latin}{2,40})${CLOSE}`;
/** "Is a masterpiece" names no letter. */
const ENDS = String.raw`(?=["'”’]|\s*(?:[.,;:!?)\n]|$))`;
const LETTER = String.raw`(?:the letter )?${OPEN}(\p{Script=Latin})(?:'s|s)?${CLOSE}(?!\p{Script=Latin})`;
const COUNTS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const CHINESE_COUNTS = "零一二三四五六七八九十";
const COUNT = String.raw`(\d{1,2}|no|a|an|${COUNTS.join("|")})`;
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const ORDINAL = String.raw`(${ORDINALS.join("|")}|last|\d{1,2}(?:st|nd|rd|th))`;

const BY_LETTERS: Measure = {
  kind: "comparison",
  method: "letters",
  by: "By the letters of the word",
  confidence: 0.98,
};

const count = (written: string): number => {
  const lower = written.toLowerCase();
  if (lower === "no") return 0;
  if (/^an?$/.test(lower)) return 1;
  const spoken = COUNTS.indexOf(lower);
  const chinese = written === "两" ? 2 : CHINESE_COUNTS.indexOf(written);
  return spoken >= 0 ? spoken : chinese >= 0 ? chinese : Number(written);
};

function letterAt(ordinal: string, word: string, stated: string): ReturnType<Judge> {
  const spoken = ORDINALS.indexOf(ordinal.toLowerCase()) + 1;
  const place =
    ordinal.toLowerCase() === "last" ? word.length : spoken || Number.parseInt(ordinal, 10);
  const expected = word[place - 1];
  if (expected === undefined) return null;
  return holds(expected.toLowerCase() === stated.toLowerCase(), expected);
}

function occurrences(written: string, letter: string, word: string): ReturnType<Judge> {
  const found = [...word.toLowerCase()].filter((each) => each === letter.toLowerCase()).length;
  return holds(found === count(written), String(found));
}

/** "10 m in length" and "two A's in biology" count something else. */
function isAboutLetters(said: string): boolean {
  return (
    /^letters?\b|\bthe word\b|["“”‘「『*]|^'/i.test(said) || /^\p{Ll}['’]s in \p{Ll}/u.test(said)
  );
}

const length = (word: string, written: string): ReturnType<Judge> =>
  holds(word.length === count(written), String(word.length));

function reversed(word: string, stated: string): ReturnType<Judge> {
  const expected = [...word].toReversed().join("");
  return holds(expected.toLowerCase() === stated.toLowerCase(), expected);
}

/** "The last letter of Bob is b." */
const SINGLE = new RegExp(
  String.raw`\b${ORDINAL} letter (?:of|in) (?:the word |the name )?${WORD} is ${LETTER}${ENDS}`,
  "giu",
);

const PATTERNS: readonly (readonly [RegExp, Judge])[] = [
  [SINGLE, ([ordinal = "", word = "", letter = ""]) => letterAt(ordinal, word, letter)],
  [
    new RegExp(
      String.raw`\bthere (?:is|are) (?:exactly )?${COUNT} ((?:letters? )?${LETTER} in (?:the word )?${WORD})`,
      "giu",
    ),
    ([written = "", said = "", letter = "", word = ""]) =>
      isAboutLetters(said) ? occurrences(written, letter, word) : null,
  ],
  [
    new RegExp(
      String.raw`\bthe letter ${OPEN}(\p{Script=Latin})${CLOSE} (?:appears|occurs) (?:exactly )?(once|twice|\d{1,2} times?|(?:${COUNTS.join("|")}) times) in (?:the word )?${WORD}`,
      "giu",
    ),
    ([letter = "", times = "", word = ""]) =>
      occurrences(
        /once/i.test(times) ? "1" : /twice/i.test(times) ? "2" : (times.split(" ")[0] ?? ""),
        letter,
        word,
      ),
  ],
  [
    new RegExp(
      String.raw`\bthe word ${WORD} has (?:exactly )?${COUNT} letters(?! \p{Script=Latin}\b)`,
      "giu",
    ),
    ([word = "", written = ""]) => length(word, written),
  ],
  [
    new RegExp(
      String.raw`(?:\bthe word ${WORD}|["“](\p{Script=Latin}{2,40})["”]) (?:contains|has) (?:exactly )?${COUNT} (?:letters? )?(?:${OPEN}(\p{Script=Latin})['’]s|["“‘](\p{Script=Latin})(?:['’]?s)?["”’]s?)(?!\p{Script=Latin})`,
      "giu",
    ),
    ([named = "", quoted = "", written = "", plain = "", marked = ""]) =>
      occurrences(written, plain + marked, named + quoted),
  ],
  [
    new RegExp(
      String.raw`["“](\p{Script=Latin}{2,40})["”] (?:spelled |written )?(?:backwards?|reversed|in reverse) is ${WORD}`,
      "giu",
    ),
    ([word = "", stated = ""]) => reversed(word, stated),
  ],
  [
    new RegExp(
      String.raw`(?:单词|词)?${OPEN}(\p{Script=Latin}{2,40})${CLOSE}\s*(?:这个词|一词)?(?:中|里)?(?:一共|共)?有\s*(\d{1,2}|[${CHINESE_COUNTS}两])\s*个(?:字母)?\s*${OPEN}(\p{Script=Latin})${CLOSE}(?!\p{Script=Latin})`,
      "gu",
    ),
    ([word = "", written = "", letter = ""]) => occurrences(written, letter, word),
  ],
];

const MAX_CLAIMS = 100;

/** Statements about the letters of a word: which stands where, how often one occurs, how many there are. */
export function findLetterClaims(text: string): readonly Claim[] {
  return [...judgedStatements(text, PATTERNS, BY_LETTERS, MAX_CLAIMS), ...joinedLetters(text)];
}

const JOINED = new RegExp(
  String.raw`\b(?:concatenated|joined|combined) (?:last |first )?letters (?:are|is|so far are|give) ${WORD}`,
  "giu",
);

const NAMES_LETTER = /\bletter (?:of|in)\b[^.\n]{1,60} is\b/gi;

/** "The concatenated last letters are …": the letters named before it, one after the other. */
function joinedLetters(text: string): readonly Claim[] {
  const named = [...text.matchAll(SINGLE)].map((match) => ({
    at: match.index,
    letter: (match[3] ?? "").toLowerCase(),
  }));
  return [...text.matchAll(JOINED)].flatMap((match): Claim[] => {
    const before = named.filter(({ at }) => at < match.index);
    const said = text.slice(0, match.index).match(NAMES_LETTER)?.length ?? 0;
    if (before.length === 0 || said !== before.length) return [];
    const expected = before.map(({ letter }) => letter).join("");
    const judged = holds(expected === (match[1] ?? "").toLowerCase(), expected);
    return [judgedClaim(text, match, judged, BY_LETTERS)];
  });
}
