import { primeFactors } from "../exact/modular.ts";
import { isPrime, PROVEN_BELOW } from "../exact/primality.ts";
import { romanNumeral } from "../exact/roman-numeral.ts";
import { chineseNumber, englishNumber } from "../present/number-in-words.ts";
import { exactArithmetic } from "./certificates.ts";
import type { PodContent, PodMaker } from "./pod-maker.ts";
import { wholeNumberOf } from "./subject-number.ts";

/** Trial division up to here costs well under a millisecond. */
const FACTORED_BELOW = 100_000_000n;
const LONGEST_WRITTEN = 10n ** 40n;

/** Who asks for a limit or an area that comes to 1 does not ask about the number 1. */
const ABOUT_NUMBERS: ReadonlySet<string> = new Set([
  "evaluate",
  "simplify",
  "factor-integer",
  "prime",
  "composite",
  "sum",
  "product",
]);

/** What there is to say at once about a whole number. */
export const numberPropertiesPod: PodMaker = {
  id: "number-properties",
  title: { en: "Number properties", zh: "数的性质" },
  speed: "quick",
  appliesTo: (subject) => {
    const value = ABOUT_NUMBERS.has(subject.query.kind) ? wholeNumberOf(subject) : null;
    return value !== null && sizeOf(value) < LONGEST_WRITTEN;
  },
  make: (subject) => {
    const value = wholeNumberOf(subject);
    return value === null ? null : contentFor(value, subject.isChinese);
  },
};

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);

function contentFor(value: bigint, isChinese: boolean): PodContent {
  const pick = (english: string, chinese: string): string => (isChinese ? chinese : english);
  const rows: string[][] = [[pick("Property", "性质"), pick("Value", "值")]];
  const row = (english: string, chinese: string, text: string | null): void => {
    if (text !== null) rows.push([pick(english, chinese), text]);
  };
  const yes = (isTrue: boolean): string => (isTrue ? pick("yes", "是") : pick("no", "否"));
  row("Parity", "奇偶性", value % 2n === 0n ? pick("even", "偶数") : pick("odd", "奇数"));
  row("Prime", "质数", primality(value, pick));
  const factors = value > 1n && value < FACTORED_BELOW ? primeFactors(value) : null;
  if (factors !== null) {
    row(
      "Prime factorization",
      "质因数分解",
      factors.map(([p, k]) => (k === 1 ? `${p}` : `${p}^${k}`)).join(" * "),
    );
    row("Divisors", "约数个数", String(factors.reduce((count, [, k]) => count * (k + 1), 1)));
  }
  if (value >= 0n) {
    const root = squareRoot(value);
    const isSquare = root * root === value;
    row("Perfect square", "完全平方数", isSquare ? `${yes(true)}: ${root}^2` : yes(false));
  }
  const sign = value < 0n ? "-" : "";
  row("Binary", "二进制", `${sign}${sizeOf(value).toString(2)}`);
  row("Hexadecimal", "十六进制", `${sign}${sizeOf(value).toString(16)}`);
  row("Roman numeral", "罗马数字", romanNumeral(value));
  row("In words", "读法", isChinese ? chineseNumber(value) : englishNumber(value));
  return {
    plain: rows
      .slice(1)
      .map((cells) => cells.join(": "))
      .join("\n"),
    table: rows,
    certificate: exactArithmetic(isChinese),
  };
}

function primality(value: bigint, pick: (en: string, zh: string) => string): string | null {
  if (value < 2n) return pick("no: primes are greater than 1", "否：质数大于 1");
  if (value >= PROVEN_BELOW) return value % 2n === 0n ? pick("no", "否") : null;
  return isPrime(value) ? pick("yes", "是") : pick("no", "否");
}

/** The whole part of a square root, by Newton's method. */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
