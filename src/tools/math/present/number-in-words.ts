const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES = ["", "thousand", "million", "billion", "trillion"];
const CHINESE_DIGITS = "零一二三四五六七八九";
const CHINESE_UNITS = ["", "十", "百", "千"];
const CHINESE_SCALES = ["", "万", "亿", "万亿"];
const LARGEST = 10n ** 15n;

/** A whole number below 10^15 in English words; null beyond. */
export function englishNumber(value: bigint): string | null {
  if (value < 0n) return withSign(englishNumber(-value), "minus ");
  if (value >= LARGEST) return null;
  if (value === 0n) return "zero";
  const words: string[] = [];
  let rest = value;
  for (let scale = 0; rest > 0n; scale++) {
    const group = Number(rest % 1000n);
    if (group > 0) words.unshift(`${belowThousand(group)} ${SCALES[scale]}`.trim());
    rest /= 1000n;
  }
  return words.join(" ");
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const head = hundreds > 0 ? `${ONES[hundreds]} hundred` : "";
  const tail =
    rest === 0
      ? ""
      : rest < 20
        ? ONES[rest]
        : `${TENS[Math.floor(rest / 10)]}${rest % 10 > 0 ? `-${ONES[rest % 10]}` : ""}`;
  return [head, tail].filter((part) => part !== "").join(" ");
}

/** A whole number below 10^15 in Chinese numerals; null beyond. */
export function chineseNumber(value: bigint): string | null {
  if (value < 0n) return withSign(chineseNumber(-value), "负");
  if (value >= LARGEST) return null;
  if (value === 0n) return "零";
  let text = "";
  let needsZero = false;
  for (let scale = CHINESE_SCALES.length - 1; scale >= 0; scale--) {
    const group = Number((value / 10_000n ** BigInt(scale)) % 10_000n);
    if (group === 0) {
      needsZero = text !== "";
      continue;
    }
    if (text !== "" && (needsZero || group < 1000)) text += "零";
    // 万亿 is written once where 亿 follows: 一万零二亿.
    const name =
      scale === 3 && (value / 10_000n ** 2n) % 10_000n > 0n ? "万" : CHINESE_SCALES[scale];
    text += chineseGroup(group) + name;
    needsZero = false;
  }
  return text.replace(/^一十/, "十");
}

function chineseGroup(group: number): string {
  let text = "";
  let needsZero = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      needsZero = text !== "";
      continue;
    }
    if (needsZero) text += "零";
    text += `${CHINESE_DIGITS[digit]}${CHINESE_UNITS[place]}`;
    needsZero = false;
  }
  return text;
}

const withSign = (text: string | null, sign: string): string | null =>
  text === null ? null : sign + text;
