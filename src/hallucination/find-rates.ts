import { type Candidate, OF_NUMBERS } from "./candidate.ts";
import { surroundingsOf } from "./cues.ts";
import { unitWord, type UnitWord } from "./unit-words.ts";

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,15})?`;
const RATE = String.raw`\s?(km|m|cm|mm|kilometers?|kilometres?|meters?|metres?|miles?|ft|feet|kg|g|mg|l|litres?|liters?|ml|千米|公里|米|千克|公斤|克|升|毫升)\s?(?:\/|\bper\b|每)\s?(s|sec|second|min|minute|h|hr|hour|day|秒|分钟|小时|时|天)`;
const SAYS = String.raw`\s*(=|≈|≒|(?:is|are|equals|is equal to|is the same as|which is)(?:\s(?:about|approximately|roughly|exactly))?|等于|是|约为|约等于|即|合)\s*`;
/** Nothing may follow by which the right side is no whole one: "20 m/s faster", "20 m/s * 3". */
const END = String.raw`(?=\s*(?:$|[.,;:!?)\]}"”。，；：！？）]|(?:and|so|or|which|because|since|then)\b|所以|因此|而))`;
const CONVERSION = new RegExp(
  String.raw`(?<![\d.,*/+^=-]\s?)${NUMBER}${RATE}(?![\w/^*])${SAYS}(?:about |approximately |roughly |约)?${NUMBER}${RATE}(?![\w/^*])${END}`,
  "giu",
);
const SECONDS: ReadonlyMap<string, string> = new Map([
  ["s", "second"],
  ["时", "小时"],
]);

/** "60 km/h is 16.7 m/s": one rate in the units of another. */
export function findRates(prose: string, question: string): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of prose.matchAll(CONVERSION)) {
    const [whole, a, aDecimals = "", of1, per1, says = "", b = "", bDecimals = "", of2, per2] =
      match;
    const left = rateOf(of1, per1);
    const right = rateOf(of2, per2);
    if (left === null || right === null) continue;
    // The same units on both sides convert nothing, and other dimensions leave something out.
    if (left.factor === right.factor || left.dimensions !== right.dimensions) continue;
    const start = match.index;
    const end = start + whole.length;
    const around = surroundingsOf(prose, start, end, question);
    const text = `${b}${bDecimals}`;
    const place = prose.lastIndexOf(text, end);
    const number = (digits: string | undefined, decimals: string): string =>
      `${(digits ?? "").replaceAll(",", "")}${decimals}`;
    found.push({
      start,
      end,
      kind: "unit",
      readings: [
        {
          left: `${number(a, aDecimals)}*(${left.factor})/(${right.factor})`,
          relation: /[≈≒]|about|approx|roughly|约/.test(says) ? "≈" : "=",
          right: number(b, bDecimals),
        },
      ],
      ...OF_NUMBERS,
      hedge: around.hedge,
      isRounded: around.isRounded,
      isRoundingAsked: around.isRoundingAsked,
      written: { start: place, end: place + text.length, text },
    });
  }
  return found;
}

interface Rate {
  readonly dimensions: string;
  /** In base units, exact. */
  readonly factor: string;
}

function rateOf(of: string | undefined, per: string | undefined): Rate | null {
  const above = unit(of);
  const below = unit(per);
  if (above === undefined || below === undefined) return null;
  return {
    dimensions: `${above.dimension}/${below.dimension}`,
    factor: `(${above.factor})/(${below.factor})`,
  };
}

function unit(word: string | undefined): UnitWord | undefined {
  const lower = (word ?? "").toLowerCase();
  return unitWord(SECONDS.get(lower) ?? lower);
}
