import { type Candidate, OF_NUMBERS } from "./candidate.ts";
import { surroundingsOf } from "./cues.ts";
import { unitWord } from "./unit-words.ts";

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d{1,12})?|\d{1,15}(?:\.\d{1,12})?(?!\d|,\d{3})`;
const POWER = String.raw`square |sq\.? |cubic |平方|立方`;
const WORD = String.raw`千米|公里|分米|厘米|毫米|英寸|英尺|英里|分钟|小时|秒钟|星期|千克|公斤|毫克|毫升|美元|公顷|公亩|[米克升吨斤元角分时天周秒亩]|[A-Za-z]{1,12}`;
const SCALE = String.raw`million|billion|thousand|[万亿]`;
const PART = String.raw`(?:${NUMBER})\s?(?:(?:${SCALE})(?![A-Za-z]))?\s?(?:(?:${POWER})?(?:${WORD})(?:²|³|\^2|\^3)?(?![A-Za-z]))?`;
/** "2小时15分", "5 ft 3 in", "1.2 million", "3 m²". */
const QUANTITY = String.raw`(${PART}(?:(?:,| and|零|又)?\s?${PART}){0,2})`;
/** "45 minutes + 1 hour 30 minutes". */
const SUM = String.raw`(${PART}(?:(?:,| and|零|又)?\s?${PART}){0,2}(?:\s?[+-]\s?${PART}(?:(?:,| and|零|又)?\s?${PART}){0,2}){0,3})`;
const SAYS = String.raw`\s*(=|≈|(?:is|are|equals|is equal to|is the same as|is equivalent to|that's|that is|which is|i\.e\.|or about)(?:\s(?:about|approximately|roughly|exactly))?|等于|相当于|约等于|约为|即|就是|合)\s*`;
const END = String.raw`(?=\s*(?:$|[.,;:!?)\]}"”。；，：！？）]|(?:and|so|because|since|then)\b|所以|因此|而))`;
const CONVERSION = new RegExp(
  String.raw`(?<![\d.,*/+^=×÷\-]\s?)(?<![A-Za-z_])${SUM}${SAYS}${QUANTITY}${END}`,
  "gu",
);

/** "2 * 3小时" before "20分5秒": the amount is only a part of a calculation. */
const OPERATES = /[-+*/^]\s?\d[^=.;:。\n]*$/;

interface Amount {
  readonly plain: string;
  readonly dimension: string;
  /** The one unit, where there is only one. */
  readonly factor: string | null;
  readonly number: string;
  readonly units: string;
  readonly isLoose: boolean;
}

const AREAS: ReadonlyMap<string, string> = new Map([
  ["公顷", "10000"],
  ["公亩", "100"],
  ["亩", "2000/3"],
  ["hectare", "10000"],
  ["hectares", "10000"],
  ["acre", "40468564224/10000000"],
  ["acres", "40468564224/10000000"],
]);
const SCALES: Readonly<Record<string, string>> = {
  thousand: "10^3",
  million: "10^6",
  billion: "10^9",
  万: "10^4",
  亿: "10^8",
};
/** A working day or week is shorter than a whole one, and rough words make rough amounts. */
const LOOSE = /^(?:days?|weeks?|天|周|星期)$/i;

/**
 * An amount in other units where one unit word alone does not tell: several units on one side, areas and
 * volumes, and scales of numbers. "2小时15分 = 135分钟", "1 m² = 10,000 cm²", "1亿 = 10000万".
 */
export function findConversions(prose: string, question: string): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of prose.matchAll(CONVERSION)) {
    const [whole, a = "", says = "", b = ""] = match;
    const [left, right] = [amountOf(a, b), amountOf(b, a)];
    if (left === null || right === null || left.dimension !== right.dimension) continue;
    const isPlain =
      left.factor !== null && right.factor !== null && /^[LTMVGDYCB]?$/.test(left.dimension);
    // One unit on each side is read with its calculation; the same units convert nothing.
    if (left.units === right.units || left.units === "" || (isPlain && left.dimension !== ""))
      continue;
    const start = match.index;
    if (OPERATES.test(prose.slice(Math.max(0, start - 40), start))) continue;
    const around = surroundingsOf(prose, start, start + whole.length, question);
    const place = start + whole.lastIndexOf(b);
    const isSingle = right.factor !== null && /^[\d.,]+/.test(b);
    const written = /^[\d,.]*\d/.exec(b)?.[0] ?? "";
    found.push({
      start,
      end: start + whole.length,
      kind: "unit",
      readings: [
        {
          left: isSingle ? `(${left.plain})/(${right.factor ?? "1"})` : left.plain,
          relation: /[≈]|about|approx|roughly|约/.test(says) ? "≈" : "=",
          right: isSingle ? right.number : right.plain,
        },
      ],
      ...OF_NUMBERS,
      hedge:
        around.hedge ??
        (left.isLoose || right.isLoose
          ? { reason: "A working day or week may be shorter than a whole one.", isDenial: false }
          : null),
      isRounded: around.isRounded,
      isRoundingAsked: around.isRoundingAsked,
      written: isSingle ? { start: place, end: place + written.length, text: written } : null,
    });
  }
  return found;
}

const ONE = new RegExp(
  String.raw`(${NUMBER})\s?(?:(${SCALE})(?![A-Za-z]))?\s?(?:(${POWER})?(${WORD})(²|³|\^2|\^3)?(?![A-Za-z]))?`,
  "gu",
);

/** The amount in base units; null where a part has no known unit or two measures are mixed. */
function amountOf(written: string, other: string): Amount | null {
  const terms: string[] = [];
  const units: string[] = [];
  let dimension: string | null = null;
  let before = "";
  let only: { factor: string; number: string } | null = null;
  let sign = "+";
  let from = 0;
  for (const match of written.matchAll(ONE)) {
    const [, number = "", scale, power = "", word = "", raised = ""] = match;
    // The sign holds for every part of the amount behind it.
    sign = /[+-]/.exec(written.slice(from, match.index))?.[0] ?? sign;
    from = match.index + match[0].length;
    const unit = unitOf(word, power, raised, before, other);
    if (unit === null || (dimension !== null && dimension !== unit.dimension)) return null;
    dimension = unit.dimension;
    before = word;
    const plain = number.replaceAll(",", "");
    const factor = scale === undefined ? unit.factor : `${SCALES[scale] ?? "1"}*${unit.factor}`;
    only = { factor, number: plain };
    terms.push(`${sign} ${plain}*${factor}`);
    units.push(`${scale ?? ""}${power}${word}${raised}`);
  }
  if (dimension === null || only === null) return null;
  // "2, 4, 9" is a list of numbers.
  if (terms.length > 1 && units.includes("")) return null;
  return {
    plain: terms.join(" ").replace(/^\+ /, ""),
    dimension,
    factor: terms.length === 1 ? only.factor : null,
    number: only.number,
    units: units.join(" "),
    isLoose: units.some((unit) => LOOSE.test(unit)),
  };
}

function unitOf(
  word: string,
  power: string,
  raised: string,
  before: string,
  other: string,
): { readonly dimension: string; readonly factor: string } | null {
  if (word === "") return { dimension: "", factor: "1" };
  const area = AREAS.get(word.toLowerCase());
  if (area !== undefined) return { dimension: "L2", factor: `(${area})` };
  const unit = unitWord(inContext(word, before, other));
  if (unit === undefined || unit.dimension === "" || unit.factor === "Q") return null;
  const exponent = /sq|平方|²|\^2/.test(power + raised)
    ? 2
    : /cubic|立方|³|\^3/.test(power + raised)
      ? 3
      : 1;
  return exponent === 1
    ? { dimension: unit.dimension, factor: `(${unit.factor})` }
    : { dimension: `${unit.dimension}${exponent}`, factor: `(${unit.factor})^${exponent}` };
}

/** "4元5分" is money and "2时5分" is time. */
function inContext(word: string, before: string, other: string): string {
  if (word === "时") return "小时";
  if (word !== "分") return word;
  return /[元角]/.test(before + other) ? "分币" : "分钟";
}
