import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import type { Expression } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { Rounding } from "./written-answer.ts";

const ABOUT =
  /^(?:≈|~|\\approx|about|approximately|approx\.?|roughly|around|nearly|约(?:为|等于|是)?|大约(?:为|是)?|近似(?:为|等于)?)\s*/i;
const STATED =
  /\s*[(（]?\s*(?:(?:rounded|correct|accurate)\s+)?(?:to\s+)?(?:the nearest\s+)?(?<digits>\d+)\s*(?<unit>d\.?p\.?|decimals?(?: places?)?|significant (?:figures|digits)|s\.?f\.?)\s*[)）]?$|\s*[(（]\s*(?:精确到|保留)\s*(?<zh>[一二两三四五六七八九十\d]+)\s*位小数\s*[)）]$/iu;
const GOES_ON = /\s*(?:\.{3}|…+|\\[lc]?dots)$/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const ZH_DIGITS = "零一二三四五六七八九十";

/** Takes what says that a decimal is rounded off a text; null when nothing says so, `false` when what is left is no decimal. */
export function readRounding(text: string): Rounding | null | false {
  const isAbout = ABOUT.test(text);
  const stated = STATED.exec(text);
  const goesOn = GOES_ON.test(text);
  if (!isAbout && stated === null && !goesOn) return null;
  const decimal = text
    .replace(ABOUT, "")
    .replace(STATED, "")
    .replace(GOES_ON, "")
    .replace(/(?<=\d),(?=\d{3})/g, "")
    .trim();
  if (!DECIMAL.test(decimal)) return false;
  if (goesOn) return { text: decimal, kind: "continues", places: null };
  const groups = stated?.groups;
  if (groups === undefined) return { text: decimal, kind: "about", places: null };
  const isPlaces = groups["zh"] !== undefined || /^d/i.test(groups["unit"] ?? "");
  const digits = groups["digits"] ?? zhDigits(groups["zh"] as string);
  return { text: decimal, kind: "rounded", places: isPlaces ? Number(digits) : null };
}

function zhDigits(text: string): string {
  return /\d/.test(text) ? text : String(ZH_DIGITS.indexOf(text.replace("两", "二")));
}

/** The rational that `0.333…`, `0.1666…` and `0.1212…` mean: a tail that is seen to repeat. */
export function repeatingValue({ text, kind }: Rounding): Fraction | null {
  const found =
    kind === "continues" ? /^(-?)(\d+)\.(\d*?)(?:(\d)\4{2,}|(\d{2,}?)\5+)$/.exec(text) : null;
  if (found === null) return null;
  const [, sign, whole, before, single, block] = found as unknown as string[];
  const period = single ?? (block as string);
  if (/^0+$/.test(period)) return null;
  const value = new Fraction(`${whole}.${before}(${period})`);
  return sign === "-" ? value.neg() : value;
}

/**
 * Is the decimal the value, cut to the digits shown? True and false are certain; null where it is nearly
 * so, or where the digits are too few to tell.
 */
export function agreesWhenRounded(exact: Expression, rounding: Rounding): boolean | null {
  const repeating = repeatingValue(rounding);
  const known = fractionOf(exact);
  if (repeating !== null && known !== null && repeating.equals(known)) return true;
  const value = evaluateReal(exact);
  if (value === null) return null;
  const decimal = evaluateReal({ num: rounding.text.replace("-", "") });
  if (decimal === null) return null;
  const written = rounding.text.startsWith("-") ? decimal.neg() : decimal;
  const decimals = rounding.text.split(".")[1]?.length ?? 0;
  const unit = value
    .mul(0)
    .add(1)
    .div(
      value
        .mul(0)
        .add(10)
        .pow(rounding.places ?? decimals),
    );
  const error = value.sub(written).abs();
  const isClose = error.lte(unit.div(2));
  const significant = rounding.text.replace(/^-?0*\.?0*|\./g, "").length;
  if (rounding.kind === "rounded") return isClose;
  if (rounding.kind === "continues") {
    const isCut = error.lt(unit) && value.abs().gte(written.abs());
    if (!isCut && !isClose) return false;
    return repeating === null && significant >= 4 ? true : null;
  }
  if (isClose) return significant >= 2 ? true : null;
  return error.lte(unit) || error.lte(value.abs().mul(0.02)) ? null : false;
}
