import { READ_LIMITS } from "./limits.ts";

const UNITS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: Readonly<Record<string, bigint>> = {
  thousand: 1000n,
  million: 1_000_000n,
  billion: 1_000_000_000n,
  trillion: 1_000_000_000_000n,
};

const WORD = [...UNITS, ...TENS.slice(2), "hundred", ...Object.keys(SCALES)].join("|");

/** Source of a pattern for a whole number in English words: "twenty-one", "three hundred and five". */
export const NUMBER_WORD = `(?:(?:${WORD})(?:(?:[ -]and)?[ -](?:${WORD}))*)`;

/** Reads a whole number in digits, in English words or in Chinese numerals; null for anything else. */
export function readWholeNumber(text: string): bigint | null {
  const trimmed = text.trim().toLowerCase();
  if (trimmed.length > READ_LIMITS.digits) return null;
  if (/^\d+$/.test(trimmed)) return BigInt(trimmed);
  return englishNumber(trimmed) ?? chineseNumber(trimmed);
}

/** A hundred words name any number that somebody means; each may add four digits. */
const LONGEST_IN_WORDS = 100;

function englishNumber(text: string): bigint | null {
  let total = 0n;
  let group = 0n;
  let seen = 0;
  // What may still be added: "twenty" leaves room for one to nine, "hundred" for less than a hundred.
  let room = 100n;
  let largest: bigint | null = null;
  const words = text.split(/[\s-]+/);
  if (words.length > LONGEST_IN_WORDS) return null;
  for (const word of words) {
    if (word === "and" && seen > 0) continue;
    const spelled = corrected(word);
    const unit = UNITS.indexOf(spelled);
    const ten = spelled === "" ? -1 : TENS.indexOf(spelled);
    const scale = Object.hasOwn(SCALES, word) ? SCALES[word] : undefined;
    if (unit >= 0 || ten >= 2) {
      const value = BigInt(unit >= 0 ? unit : ten * 10);
      if (value >= room || (unit === 0 && words.length > 1)) return null;
      group += value;
      room = ten >= 2 ? 10n : 0n;
    } else if (word === "hundred") {
      if (group >= 100n) return null;
      group = (group === 0n ? 1n : group) * 100n;
      room = 100n;
    } else if (scale !== undefined) {
      if (largest !== null && scale >= largest) return null;
      total += (group === 0n ? 1n : group) * scale;
      group = 0n;
      room = 100n;
      largest = scale;
    } else return null;
    seen += 1;
  }
  return total + group;
}

/** A number word with one letter doubled, as in "fourteeen"; any other word stays as it is. */
function corrected(word: string): string {
  const known = [...UNITS, ...TENS];
  if (word.length < 5 || known.includes(word)) return word;
  return known.find((name) => name.length === word.length - 1 && isWithOneMore(name, word)) ?? word;
}

function isWithOneMore(name: string, word: string): boolean {
  return [...word].some(
    (letter, k) => letter === word[k - 1] && word.slice(0, k) + word.slice(k + 1) === name,
  );
}

const DIGITS: Readonly<Record<string, bigint>> = {
  零: 0n,
  〇: 0n,
  一: 1n,
  二: 2n,
  两: 2n,
  三: 3n,
  四: 4n,
  五: 5n,
  六: 6n,
  七: 7n,
  八: 8n,
  九: 9n,
};
const PLACES: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1000n };
const GROUPS: Readonly<Record<string, bigint>> = { 万: 10_000n, 亿: 100_000_000n };

function chineseNumber(text: string): bigint | null {
  if (
    text === "" ||
    text.length > LONGEST_IN_WORDS ||
    !/^[零〇一二两三四五六七八九十百千万亿]+$/u.test(text)
  )
    return null;
  // 万 counts what stands after the last 亿; 亿 counts all that stands before it.
  let hundredMillions = 0n;
  let total = 0n;
  let group = 0n;
  let digit: bigint | null = null;
  // The unit right before a last digit: 一百五 is 150, 三万五 is 35000, and 一百零五 is 105.
  let unit: bigint | null = null;
  for (const character of text) {
    const place = PLACES[character];
    const scale = GROUPS[character];
    if (place !== undefined) {
      group += (digit ?? 1n) * place;
      digit = null;
      unit = place;
    } else if (scale !== undefined) {
      total = (total + group + (digit ?? 0n)) * scale;
      if (character === "亿") {
        hundredMillions = hundredMillions * scale + total;
        total = 0n;
      }
      group = 0n;
      digit = null;
      unit = scale;
    } else {
      if (DIGITS[character] === 0n) unit = null;
      if (digit !== null && digit !== 0n && group + total + hundredMillions > 0n) return null;
      // A run of digits without places ("二〇二六") is spelled out.
      if (digit !== null && digit !== 0n && group === 0n)
        digit = digit * 10n + (DIGITS[character] ?? 0n);
      else digit = DIGITS[character] ?? 0n;
    }
  }
  const last = unit !== null && unit > 10n ? unit / 10n : 1n;
  return hundredMillions + total + group + (digit ?? 0n) * last;
}

const ORDINAL_WORDS = [
  "zeroth",
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
];

/** Reads "third", "12th" or "第三" as a number; null for anything else. */
export function readOrdinal(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  const index = ORDINAL_WORDS.indexOf(trimmed);
  if (index > 0) return index;
  const digits = /^(\d{1,6})(?:st|nd|rd|th)$/.exec(trimmed)?.[1];
  if (digits !== undefined) return Number(digits);
  const chinese = readWholeNumber(trimmed.replace(/^第/u, ""));
  return chinese === null || chinese > 1_000_000n ? null : Number(chinese);
}
