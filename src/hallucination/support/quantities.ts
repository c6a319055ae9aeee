/** A number as a text states it, with what it counts. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** One spelling per value: "1.5万" and "15,000" are both "15000". */
  readonly value: string;
  /** What follows: "%", a unit, the first sign of a measure word; "" when nothing is recognised. */
  readonly unit: string;
}

const SCALES: ReadonlyMap<string, number> = new Map([
  ["百", 2],
  ["hundred", 2],
  ["千", 3],
  ["thousand", 3],
  ["k", 3],
  ["万", 4],
  ["million", 6],
  ["mn", 6],
  ["百万", 6],
  ["千万", 7],
  ["十亿", 9],
  ["百亿", 10],
  ["千亿", 11],
  ["亿", 8],
  ["billion", 9],
  ["bn", 9],
  ["万亿", 12],
  ["trillion", 12],
]);
const SCALE =
  "万亿|千亿|百亿|十亿|千万|百万|亿|万|千|百|hundred|thousand|million|billion|trillion|mn|bn|k(?![a-z])";
const DIGITS = new RegExp(
  String.raw`(?<![\d.])(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?(?:\s?(${SCALE}))?(?:\s*(%|percent|per cent|个百分点))?`,
  "giu",
);
const CHINESE = /(?:百分之)?[零〇一二两三四五六七八九十百千万亿]+/gu;
const SMALL =
  "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const ENGLISH = new RegExp(
  String.raw`\b(?:${SMALL})(?:[- ](?:${SMALL}))?(?: (?:hundred|thousand|million|billion))?\b`,
  "gi",
);

const CALENDAR =
  /(\d{4})年\s?(\d{1,2})月(?:\s?(\d{1,2})[日号])?|(\d{1,2})月\s?(\d{1,2})[日号]|(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])/g;
const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const ENGLISH_DATE = new RegExp(
  String.raw`\b(${MONTHS.join("|")})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?:,?\s(\d{4}))?\b|\b(\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(${MONTHS.join("|")})(?:,?\s(\d{4}))?\b|\b(${MONTHS.join("|")}),?\s(\d{4})\b`,
  "gi",
);
const SCORE = /(?<![\d.:：-])(\d{1,3})\s?([-–:：比])\s?(\d{1,3})(?![\d.:：-])/g;
const CODE = /(?<![A-Za-z\d])[A-Za-z]+-?\d+[A-Za-z\d]*/g;

/** Dates, scores and codes: numbers that mean something only together. */
function compositesIn(text: string): readonly Quantity[] {
  const found: Quantity[] = [];
  const push = (match: RegExpExecArray, value: string, unit: string): void => {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      value,
      unit,
    });
  };
  const date = (year?: string, month?: string, day?: string): string =>
    [year ?? "", month, day ?? ""].map((part) => String(part).replace(/^0/, "")).join("-");
  for (const match of text.matchAll(CALENDAR)) {
    const [, y1, m1, d1, m2, d2, y3, m3, d3] = match;
    push(match, date(y1 ?? y3, m1 ?? m2 ?? m3, d1 ?? d2 ?? d3), "date");
  }
  for (const match of text.matchAll(ENGLISH_DATE)) {
    const [, m1, d1, y1, d2, m2, y2, m3, y3] = match;
    const name = (m1 ?? m2 ?? m3 ?? "").toLowerCase();
    push(match, date(y1 ?? y2 ?? y3, String(MONTHS.indexOf(name) + 1), d1 ?? d2), "date");
  }
  for (const match of text.matchAll(SCORE)) push(match, `${match[1]}-${match[3]}`, "score");
  for (const match of text.matchAll(CODE)) push(match, match[0].toLowerCase(), "code");
  return found;
}

/** Every number of a text, in digits or in words, English and Chinese; the parts of dates and scores too. */
export function quantitiesIn(text: string): readonly Quantity[] {
  const ascii = text.replace(/[０-９．％]/g, (unit) =>
    String.fromCharCode(unit.charCodeAt(0) - 0xfee0),
  );
  const found: Quantity[] = [...compositesIn(ascii)];
  for (const match of ascii.matchAll(DIGITS)) {
    const [whole, integer = "", fraction = "", scale, percent] = match;
    const end = match.index + whole.length;
    const shift = scale === undefined ? 0 : (SCALES.get(scale.toLowerCase()) ?? 0);
    const value = shifted(integer.replaceAll(",", "") + fraction, shift);
    found.push({
      start: match.index,
      end,
      text: text.slice(match.index, end),
      value,
      unit: percent === undefined ? unitAround(ascii, match.index, end) : "%",
    });
  }
  for (const match of ascii.matchAll(CHINESE)) {
    const isShare = match[0].startsWith("百分之");
    const value = chineseValue(isShare ? match[0].slice(3) : match[0]);
    if (value === null || /[\d.]/.test(ascii[match.index - 1] ?? "")) continue;
    const end = match.index + match[0].length;
    const unit = isShare ? "%" : unitBehind(ascii, end);
    found.push({ start: match.index, end, text: match[0], value, unit });
  }
  for (const match of ascii.matchAll(ENGLISH)) {
    const value = englishValue(match[0]);
    if (value === null) continue;
    const end = match.index + match[0].length;
    found.push({ start: match.index, end, text: match[0], value, unit: unitBehind(ascii, end) });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Moves the decimal point; exact for any length. */
function shifted(plain: string, by: number): string {
  const [whole = "0", fraction = ""] = plain.split(".");
  const digits = whole + fraction.padEnd(by, "0").slice(0, by);
  const rest = fraction.slice(by).replace(/0+$/, "");
  const integer = digits.replace(/^0+(?=\d)/, "") || "0";
  return rest === "" ? integer : `${integer}.${rest}`;
}

const UNIT = /^[余多几来]?[-\s]?(%|\p{Script=Han}|[a-z]{1,16})/iu;

function unitBehind(text: string, end: number): string {
  const unit = UNIT.exec(text.slice(end, end + 20))?.[1] ?? "";
  return /^[a-z]/i.test(unit) ? unit.toLowerCase().replace(/s$/, "") : unit;
}

const MONEY_BEFORE = /(?:US|HK|A|C)?([$¥€£₹])\s?$/;
const MONEY_WORDS: ReadonlyMap<string, string> = new Map([
  ["dollar", "$"],
  ["usd", "$"],
  ["美", "$"],
  ["euro", "€"],
  ["eur", "€"],
  ["欧", "€"],
]);

/** The sign of money before a number, or what follows it; "5 dollars" and "$5" are of one unit. */
function unitAround(text: string, start: number, end: number): string {
  const sign = MONEY_BEFORE.exec(text.slice(Math.max(0, start - 5), start))?.[1];
  if (sign !== undefined) return sign;
  const behind = unitBehind(text, end);
  const isMoney = !/\p{Script=Han}/u.test(behind) || /^\s?[美欧]元/.test(text.slice(end, end + 3));
  return (isMoney ? MONEY_WORDS.get(behind) : undefined) ?? behind;
}

const CHINESE_DIGITS = "零一二三四五六七八九";

/** The value of a Chinese number; null for a run that is none ("千万" alone, "一一"). */
export function chineseValue(run: string): string | null {
  const text = run.replaceAll("〇", "零").replaceAll("两", "二");
  if (/^[零一二三四五六七八九]{2,}$/.test(text))
    return text.length >= 4
      ? [...text].map((digit) => CHINESE_DIGITS.indexOf(digit)).join("")
      : null;
  if (/^[百千万亿]/.test(text)) return null;
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of text) {
    const value = CHINESE_DIGITS.indexOf(character);
    if (value >= 0) digit = value;
    else if (character === "十" || character === "百" || character === "千") {
      section +=
        (digit === 0 ? 1 : digit) * (character === "十" ? 10 : character === "百" ? 100 : 1000);
      digit = 0;
    } else {
      total = (total + section + digit) * (character === "万" ? 10_000 : 100_000_000);
      section = 0;
      digit = 0;
    }
  }
  const value = total + section + digit;
  return Number.isSafeInteger(value) ? String(value) : null;
}

const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function englishValue(phrase: string): string | null {
  let value = 0;
  for (const word of phrase.toLowerCase().split(/[\s-]+/)) {
    const shift = SCALES.get(word);
    if (shift !== undefined) value *= 10 ** shift;
    else if (ONES.includes(word)) value += ONES.indexOf(word);
    else if (TENS.includes(word)) value += 20 + 10 * TENS.indexOf(word);
    else return null;
  }
  return String(value);
}

/** "One of them", "一些", "十分" count nothing. */
const NO_COUNT = /^(?:one|一|一一)$/i;

/** The numbers as a reader counts them: a date or a score is one, its parts are none of their own. */
export function wholeQuantitiesIn(text: string): readonly Quantity[] {
  const all = quantitiesIn(text);
  const composites = all.filter(
    ({ unit }) => unit === "date" || unit === "score" || unit === "code",
  );
  return all.filter(
    (one) =>
      !NO_COUNT.test(one.text) &&
      !(one.text === "十" && one.unit === "分") &&
      !composites.some(
        (other) => other !== one && other.start <= one.start && one.end <= other.end,
      ),
  );
}
