const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** The source of an expression for "seven", "twenty", "forty-two". */
export const ENGLISH_NUMBERS = `(?:(?:${TENS.join("|")})(?:[- ](?:${UNITS.slice(1, 10).join("|")}))?|${UNITS.toReversed().join("|")})(?![a-z])`;

/** A whole number below a hundred as an English word; null for any other word. */
export function englishNumber(word: string): number | null {
  const [first = "", second] = word.toLowerCase().split(/[- ]/);
  const unit = UNITS.indexOf(second ?? first);
  if (second === undefined && unit >= 0) return unit;
  const tens = TENS.indexOf(first);
  if (tens < 0 || (second !== undefined && unit < 1)) return null;
  return (tens + 2) * 10 + (second === undefined ? 0 : unit);
}

const DIGITS = "零一二三四五六七八九";

/** A whole number below a thousand in Chinese numerals; null for any other word. */
export function chineseNumber(word: string): number | null {
  const match =
    /^(?:([一二两三四五六七八九])百(零)?)?(?:([一二三四五六七八九])?(十))?([零一二两三四五六七八九])?$/.exec(
      word,
    );
  if (match === null || word === "") return null;
  const [, hundreds, zero, tens, ten, units] = match;
  // 一百五 is 150 to a speaker and 105 to nobody.
  if (hundreds !== undefined && zero === undefined && ten === undefined && units !== undefined)
    return null;
  const digit = (character: string | undefined): number =>
    character === undefined ? 0 : character === "两" ? 2 : DIGITS.indexOf(character);
  const tensValue = ten === undefined ? 0 : tens === undefined ? 10 : digit(tens) * 10;
  return digit(hundreds) * 100 + tensValue + digit(units);
}
