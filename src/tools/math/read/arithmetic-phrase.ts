import { checkDeadline } from "../exact/deadline.ts";
import { NUMBER_WORD, readWholeNumber } from "./number-words.ts";

/** A phrase in plain notation; `isOpen` where a sign stands outside every bracket, as in `3 + 4`. */
interface Phrase {
  readonly signs: string;
  readonly isOpen: boolean;
}

const MOST_CHARACTERS = 160;
const DEEPEST = 8;
const closed = (signs: string): Phrase => ({ signs, isOpen: false });

/**
 * Reads arithmetic that is spoken, such as "three times the difference of 10 and 4", "5 less than twice a
 * number", 3加4的和乘以2, 比20少5的数的3倍. The unknown number is `x`. Null for anything else, and where the words
 * allow two orders, as in "the sum of 3 and 4 times 2".
 */
export function phraseToSigns(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return null;
  const isChinese = /\p{Script=Han}/u.test(text);
  // A piece is met again on many ways through the text, so what was made of it is kept.
  const known = new Map<string, Phrase | null>();
  const read: Read = (part, depth) => {
    const key = `${depth} ${part}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    checkDeadline();
    const inside: Inside = (rest) => {
      const inner = read(rest, depth + 1);
      return inner === null || inner.isOpen ? null : inner;
    };
    const found =
      depth > DEEPEST ? null : isChinese ? readChinese(part, inside) : readEnglish(part, inside);
    known.set(key, found);
    return found;
  };
  return read(text.trim().replace(/\s+/g, " "), 0)?.signs ?? null;
}

type Read = (part: string, depth: number) => Phrase | null;
/** A part of a phrase that is closed; null for another. */
type Inside = (part: string) => Phrase | null;

const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?(?:\/\d+)?`;
const IS_NUMBER = new RegExp(`^-?${NUMBER}$`);
const IS_NUMBER_WORD = new RegExp(`^${NUMBER_WORD}$`, "i");

function atom(text: string): Phrase | null {
  if (IS_NUMBER.test(text)) {
    const number = text.replaceAll(",", "");
    return closed(/^\d+(?:\.\d+)?$/.test(number) ? number : `(${number})`);
  }
  if (/^\((?:[\d\s+\-*/.^x]|\([\d\s+\-*/.^x]*\))+\)$/.test(text)) return closed(text);
  if (/^(?:x|(?:a|the|that|some|this|an unknown) number|(?:一个|某个?|这个|那个)数)$/iu.test(text))
    return closed("x");
  if (!IS_NUMBER_WORD.test(text) && !/^[零一二两三四五六七八九十百千万亿]+$/u.test(text))
    return null;
  const value = readWholeNumber(text);
  return value === null ? null : closed(value.toString());
}

const FACTORS: readonly (readonly [RegExp, (found: RegExpExecArray) => string | null])[] = [
  [/^(?:twice|double) /i, () => "2"],
  [/^(?:thrice|triple) /i, () => "3"],
  [/^(?:half(?: of)?|(?:a|one)[- ]half of) /i, () => "(1/2)"],
  [/^(?:(?:a|one)[- ]third of) /i, () => "(1/3)"],
  [/^(?:(?:a|one)[- ]quarter of|(?:a|one)[- ]fourth of) /i, () => "(1/4)"],
  [/^two[- ]thirds of /i, () => "(2/3)"],
  [/^three[- ]quarters of /i, () => "(3/4)"],
  [/^(\d+\/\d+) of /i, ([, part]) => `(${part})`],
  [/^(\d+(?:\.\d+)?) ?(?:%|percent) of /i, ([, rate]) => `(${rate}/100)`],
  [
    new RegExp(`^(\\d+(?:\\.\\d+)?|${NUMBER_WORD}) times (?=the |a |that |x|some )`, "i"),
    ([, count]) =>
      /^\d/.test(count as string)
        ? (count as string)
        : (readWholeNumber(count as string)?.toString() ?? null),
  ],
];
const OF_ONE: readonly (readonly [RegExp, (inner: string) => string])[] = [
  [/^square of /i, (inner) => `(${inner})^2`],
  [/^cube of /i, (inner) => `(${inner})^3`],
  [/^square root of /i, (inner) => `sqrt(${inner})`],
  [/^cube root of /i, (inner) => `cbrt(${inner})`],
  [/^reciprocal of /i, (inner) => `1/(${inner})`],
  [/^absolute value of /i, (inner) => `abs(${inner})`],
];
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/^sum of /i, "+"],
  [/^difference (?:of|between) /i, "-"],
  [/^product of /i, "*"],
  [/^quotient of /i, "/"],
];
/** Words between two numbers; `isTurned` where the second comes first. */
const BETWEEN: readonly (readonly [string, string, boolean])[] = [
  [" more than ", "+", true],
  [" added to ", "+", true],
  [" less than ", "-", true],
  [" subtracted from ", "-", true],
  [" increased by ", "+", false],
  [" decreased by ", "-", false],
  [" diminished by ", "-", false],
  [" plus ", "+", false],
  [" minus ", "-", false],
  [" multiplied by ", "*", false],
  [" divided by ", "/", false],
];

function readEnglish(text: string, inside: Inside): Phrase | null {
  const single = atom(text);
  if (single !== null) return single;
  const bare = text.replace(/^the /i, "");
  const between = readBetween(text, inside);
  if (between !== undefined) return between;
  for (const [pattern, sign] of PAIRS)
    if (pattern.test(bare)) return pairOf(bare.replace(pattern, ""), " and ", sign, inside);
  for (const [pattern, build] of OF_ONE)
    if (pattern.test(bare)) {
      const inner = inside(bare.replace(pattern, ""));
      return inner === null ? null : closed(`(${build(inner.signs)})`);
    }
  for (const [pattern, factor] of FACTORS) {
    const found = pattern.exec(bare);
    if (found === null) continue;
    const [times, inner] = [factor(found), inside(bare.slice(found[0].length))];
    return times === null || inner === null ? null : closed(`(${times}*${inner.signs})`);
  }
  return null;
}

/** One sign between two closed phrases; undefined where none stands there, null where there are several ways. */
function readBetween(text: string, inside: Inside): Phrase | null | undefined {
  const isPair =
    /^(?:the )?(?:sum|difference|product|quotient|square root|cube root|reciprocal|absolute value) (?:of|between) /i.test(
      text,
    );
  const ways: Phrase[] = [];
  let hasWord = false;
  for (const [word, sign, isTurned] of BETWEEN)
    for (const at of placesOf(text, word)) {
      hasWord = true;
      const a = inside(text.slice(0, at));
      const b = a === null ? null : inside(text.slice(at + word.length));
      if (a === null || b === null) continue;
      // "The sum of 3 and 4 minus 2" may end before or behind the last sign, and so may a root.
      if (isPair) return null;
      const signs = isTurned ? `${b.signs} ${sign} ${a.signs}` : `${a.signs} ${sign} ${b.signs}`;
      ways.push({ signs, isOpen: true });
    }
  if (!hasWord) return undefined;
  return ways.length === 1 ? (ways[0] as Phrase) : ways.length > 1 ? null : undefined;
}

function placesOf(text: string, word: string): number[] {
  const lowered = text.toLowerCase();
  const found: number[] = [];
  for (let at = lowered.indexOf(word); at >= 0; at = lowered.indexOf(word, at + 1)) found.push(at);
  return found;
}

/** `A and B` in exactly one way. */
function pairOf(text: string, word: string, sign: string, inside: Inside): Phrase | null {
  const ways = placesOf(text, word).flatMap((at) => {
    const a = inside(text.slice(0, at));
    const b = a === null ? null : inside(text.slice(at + word.length));
    return a === null || b === null ? [] : [closed(`(${a.signs} ${sign} ${b.signs})`)];
  });
  return ways.length === 1 ? (ways[0] as Phrase) : null;
}

const CHINESE_PAIRS: readonly (readonly [RegExp, string, string])[] = [
  [/的和$/u, "+", "加上|加|与|和"],
  [/的差$/u, "-", "减去|减|与|和"],
  [/的积$/u, "*", "乘以|乘|与|和"],
  [/的商$/u, "/", "除以|与|和"],
];
const CHINESE_TAILS: readonly (readonly [
  RegExp,
  (inner: string, found: RegExpExecArray) => string | null,
])[] = [
  [/的平方$/u, (inner) => `(${inner})^2`],
  [/的立方$/u, (inner) => `(${inner})^3`],
  [/的(?:算术)平方根$/u, (inner) => `sqrt(${inner})`],
  [/的立方根$/u, (inner) => `cbrt(${inner})`],
  [/的一半$/u, (inner) => `${inner}/2`],
  [/的倒数$/u, (inner) => `1/(${inner})`],
  [/的相反数$/u, (inner) => `-(${inner})`],
  [/的绝对值$/u, (inner) => `abs(${inner})`],
  [/的\s*(\d+(?:\.\d+)?)\s*%$/u, (inner, [, rate]) => `${inner}*${rate}/100`],
  [
    /的\s*(\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)\s*倍$/u,
    (inner, [, count]) => timesOf(inner, count),
  ],
  [
    /的\s*([\d一二三四五六七八九十百]+)\s*分之\s*([\d一二三四五六七八九十百]+)$/u,
    (inner, [, under, over]) => {
      const [a, b] = [readWholeNumber(over as string), readWholeNumber(under as string)];
      return a === null || b === null ? null : `${inner}*${a}/${b}`;
    },
  ],
];
const CHINESE_BETWEEN: readonly (readonly [RegExp, string])[] = [
  [/[，,]?(?:再)?加上?/u, "+"],
  [/[，,]?(?:再)?减去?/u, "-"],
  [/[，,]?(?:再)?乘以?/u, "*"],
  [/[，,]?(?:再)?除以/u, "/"],
];

function timesOf(inner: string, count: string | undefined): string | null {
  const value = /^\d/.test(count as string)
    ? (count as string)
    : readWholeNumber(count as string)?.toString();
  return value === undefined ? null : `${value}*${inner}`;
}

function readChinese(text: string, inside: Inside): Phrase | null {
  const trimmed = text.trim();
  const single = atom(trimmed);
  if (single !== null) return single;
  for (const [tail, sign, words] of CHINESE_PAIRS)
    if (tail.test(trimmed)) return chinesePair(trimmed.replace(tail, ""), words, sign, inside);
  const compared = /^比(?<a>.+?)(?<word>多|大|少|小)(?<b>[^多大少小]+?)的数$/u.exec(
    trimmed,
  )?.groups;
  if (compared !== undefined) return comparedNumber(compared, inside);
  for (const [tail, build] of CHINESE_TAILS) {
    const found = tail.exec(trimmed);
    if (found === null) continue;
    const inner = inside(trimmed.slice(0, found.index));
    const signs = inner === null ? null : build(inner.signs, found);
    return signs === null ? null : closed(`(${signs})`);
  }
  const ways = CHINESE_BETWEEN.flatMap(([word, sign]) =>
    [...trimmed.matchAll(new RegExp(word, "gu"))].flatMap((found) => {
      const a = inside(trimmed.slice(0, found.index));
      const b = a === null ? null : inside(trimmed.slice(found.index + found[0].length));
      return a === null || b === null
        ? []
        : [{ signs: `${a.signs} ${sign} ${b.signs}`, isOpen: true }];
    }),
  );
  return ways.length === 1 ? (ways[0] as Phrase) : null;
}

function chinesePair(text: string, words: string, sign: string, inside: Inside): Phrase | null {
  const ways = [...text.matchAll(new RegExp(words, "gu"))].flatMap((found) => {
    const a = inside(text.slice(0, found.index));
    const b = a === null ? null : inside(text.slice(found.index + found[0].length));
    return a === null || b === null ? [] : [closed(`(${a.signs} ${sign} ${b.signs})`)];
  });
  return ways.length === 1 ? (ways[0] as Phrase) : null;
}

function comparedNumber(groups: Readonly<Record<string, string>>, inside: Inside): Phrase | null {
  const a = inside(groups["a"] as string);
  const sign = /[多大]/u.test(groups["word"] as string) ? "+" : "-";
  if (a === null) return null;
  const than = groups["b"] as string;
  // A share of what it is compared with: 比20多1/4的数 is 25.
  const share = /^\d+(?:\.\d+)?%$/.test(than)
    ? `${than.slice(0, -1)}/100`
    : /^\(?\d+\/\d+\)?$/.test(than)
      ? than
      : null;
  if (share !== null) return closed(`(${a.signs}*(1 ${sign} ${share}))`);
  const b = inside(than);
  return b === null ? null : closed(`(${a.signs} ${sign} ${b.signs})`);
}
