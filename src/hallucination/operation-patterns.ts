import type { Reading } from "./candidate.ts";
import { chineseNumber, ENGLISH_NUMBERS, englishNumber } from "./number-words.ts";
import { equation, N, number, type Pattern } from "./worded-pattern.ts";

const LIST = String.raw`((?:[$¥€£]?\d[\d,]*(?:\.\d+)?(?:,? and |, |、|和|与|跟| ?\+ ?)){1,12}[$¥€£]?\d[\d,]*(?:\.\d+)?)`;
const IF = String.raw`(?:(?:if|when) (?:you|we|i) )?`;
/** What leads from an operation to its result. */
const GIVES = String.raw`(?:,? (?:(?:then )?(?:you|we|i) (?:get|have|obtain)|(?:to|and) (?:get|obtain)|which (?:is|gives|equals)|gives?|equals?|yields?|makes?|results? in|is)(?: us| you)?(?: a total of| exactly)?|,? ?=) ?`;
const DE = String.raw`(?:[,;，]?(?:的?结果)?(?:就?等于|得到|得出|得|总共是|一共是|就是|是|为)|\s?=)\s*`;
/** Nothing behind the number that it belongs to. */
const LAST = String.raw`(?=\s*(?:$|[.,;:!?)。；，！]|\p{L}))`;
const COUNTED = `(\\d{1,6}|an?|half an?|${ENGLISH_NUMBERS})`;
const SPOKEN = `(?<![\\p{L}-])(${ENGLISH_NUMBERS})`;
const HAN_NUMBER = "([零一二两三四五六七八九十百]{1,7})";

const itemsOf = (list: string | undefined): readonly string[] =>
  (list ?? "").match(/\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/g)?.map(number) ?? [];

const pattern = (
  source: string,
  read: (groups: readonly (string | undefined)[]) => readonly Reading[] | null,
): Pattern => ({ kind: "arithmetic", expression: new RegExp(source, "giu"), read });

/** "a, b and c" joined by a sign. */
const joined =
  (sign: string) =>
  ([list, result]: readonly (string | undefined)[]): readonly Reading[] | null => {
    const items = itemsOf(list);
    return items.length < 2 ? null : equation(items.join(` ${sign} `), number(result));
  };

const SIGNS: Readonly<Record<string, string>> = {
  plus: "+",
  minus: "-",
  times: "*",
  "multiplied by": "*",
  "divided by": "/",
  加: "+",
  加上: "+",
  减: "-",
  减去: "-",
  乘: "*",
  乘以: "*",
  除以: "/",
};

function spoken(
  numberOf: (word: string) => number | null,
  [a = "", sign = "", b = "", c = ""]: readonly (string | undefined)[],
): readonly Reading[] | null {
  const [first, second, result] = [numberOf(a), numberOf(b), numberOf(c)];
  const operator = SIGNS[sign.toLowerCase()];
  if (first === null || second === null || result === null || operator === undefined) return null;
  return equation(`${first} ${operator} ${second}`, String(result));
}

/** Operations told by their verb, in English and Chinese: "adding 17 and 28 gives 45", "25和17相加得42". */
export function operationPatterns(): readonly Pattern[] {
  return [
    pattern(`${IF}\\badd(?:ing)? (?:up )?${LIST}(?: together)?${GIVES}${N}${LAST}`, joined("+")),
    pattern(`\\b(?:sum|total) of ${LIST}${GIVES}${N}${LAST}`, joined("+")),
    pattern(`\\bproduct of ${LIST}${GIVES}${N}${LAST}`, joined("*")),
    pattern(`${IF}\\badd(?:ing)? ${N} to ${N}${GIVES}${N}${LAST}`, ([a, b, c]) =>
      equation(`${number(a)} + ${number(b)}`, number(c)),
    ),
    pattern(
      `${IF}\\b(?:subtract|take|taking)(?:ing)? ${N} (?:away )?from ${N}${GIVES}${N}${LAST}`,
      ([a, b, c]) => equation(`${number(b)} - ${number(a)}`, number(c)),
    ),
    pattern(`${IF}\\bmultiply(?:ing)? ${N} (?:by|and|with) ${N}${GIVES}${N}${LAST}`, ([a, b, c]) =>
      equation(`${number(a)} * ${number(b)}`, number(c)),
    ),
    pattern(
      `${IF}\\bdivid(?:e|ing) ${N} by ${N}${GIVES}${N}${LAST}(?![^.;\\n]{0,30}\\b(?:left|remain\\w*|over|rest)\\b)`,
      ([a, b, c]) => equation(`${number(a)} / ${number(b)}`, number(c)),
    ),
    pattern(`(?:把|将)?${LIST}(?:全部)?(?:相加|加起来|加在一起)(?:后|之后)?${DE}${N}`, joined("+")),
    pattern(`(?:把|将)?${LIST}相乘(?:后|之后)?${DE}${N}`, joined("*")),
    pattern(`(?:从|由)?${N}(?:里|中)?减去${N}${DE}${N}`, ([a, b, c]) =>
      equation(`${number(a)} - ${number(b)}`, number(c)),
    ),
    pattern(
      `${SPOKEN} (plus|minus|times|multiplied by|divided by) (${ENGLISH_NUMBERS}) (?:is|equals|makes|gives) (${ENGLISH_NUMBERS})(?![\\p{L}-]|\\s(?:hundred|thousand|times|plus|minus))`,
      (groups) => spoken(englishNumber, groups),
    ),
    pattern(
      `(?<![零一二两三四五六七八九十百千万\\d])${HAN_NUMBER}(加上?|减去?|乘以?|除以)${HAN_NUMBER}(?:等于|得)${HAN_NUMBER}(?![零一二三四五六七八九十百千万分点倍])`,
      (groups) => spoken(chineseNumber, groups),
    ),
    pattern(
      `(?<![\\p{L}-])${COUNTED} dozen(?: ([a-z]{2,15}))?(?: is| are| equals| makes| means| =) (\\d{1,9})(?![\\d.,]*\\d)(?=\\s*(?:$|[.;:!)]|,\\s)|\\s(?:\\2|in total|altogether|so|and)\\b)`,
      ([count = "", , total]) => {
        const dozens = /^half/i.test(count)
          ? "1/2"
          : /^an?$/i.test(count)
            ? "1"
            : (englishNumber(count) ?? count);
        return equation(`12*(${dozens})`, number(total));
      },
    ),
    pattern(
      `(?<![\\d.一二三四五六七八九十])([一二两三四五六七八九十]{1,3}|\\d{1,6})打(?!折)(?:\\p{Script=Han}{0,4}?)(?:一共是?|共有?|就?是|等于|有)${N}[个支只枚瓶]`,
      ([count = "", total]) => {
        const dozens = /^\d/.test(count) ? count : chineseNumber(count);
        return dozens === null ? null : equation(`12*${dozens}`, number(total));
      },
    ),
  ];
}
