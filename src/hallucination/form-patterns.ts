import { equation, N, number, type Pattern } from "./worded-pattern.ts";

const FRACTION = String.raw`(\d{1,9}\s?/\s?\d{1,9})(?![\d/]|\.\d)`;
const SHOWN = String.raw`(\d{1,9}\s?/\s?\d{1,9}|\d{1,9}(?:\.\d{1,9})?%?)(?![\d/]|\.\d)`;
const PLACES: Readonly<Record<string, string>> = {
  ten: "10",
  hundred: "100",
  thousand: "1000",
  "whole number": "1",
  integer: "1",
  tenth: "1/10",
  hundredth: "1/100",
  十位: "10",
  百位: "100",
  千位: "1000",
  个位: "1",
  整数: "1",
  十分位: "1/10",
  百分位: "1/100",
};
const PLACE = "(ten|hundred|thousand|whole number|integer|tenth|hundredth)(?![a-z])";
const CHINESE_PLACE = "(十分位|百分位|十位|百位|千位|个位|整数)";

const plainOf = (written: string): string => {
  const plain = written.replace(/\s/g, "");
  return plain.endsWith("%") ? `(${plain.slice(0, -1)}/100)` : `(${plain})`;
};

/** A half goes up. */
const rounded = (
  value: string | undefined,
  place: string | undefined,
  result: string | undefined,
) => {
  const unit = PLACES[(place ?? "").toLowerCase()];
  return unit === undefined
    ? null
    : equation(`floor(${number(value)}/(${unit}) + 1/2)*(${unit})`, number(result));
};

/** One number in another form: ratios in lower terms, decimals as fractions, and numbers rounded to a place. */
export function formPatterns(): readonly Pattern[] {
  return [
    {
      kind: "comparison",
      expression:
        /(?<![\d:.])(\d{1,9})\s?:\s?(\d{1,9}) (?:simplifies to|reduces to|is equivalent to|is the same as) (\d{1,9})\s?:\s?(\d{1,9})(?![\d:.]*\d)/gi,
      read: ([a, b, c, d]) => equation(`${a}*${d}`, `${b}*${c}`),
    },
    {
      kind: "comparison",
      expression:
        /(?<![\d:.])(\d{1,9})\s?:\s?(\d{1,9})\s?(?:可以?)?(?:化简|约分)(?:后)?[为得是]\s?(\d{1,9})\s?:\s?(\d{1,9})(?![\d:.]*\d)/g,
      read: ([a, b, c, d]) => equation(`${a}*${d}`, `${b}*${c}`),
    },
    {
      kind: "comparison",
      expression: new RegExp(
        `(?<![\\d./])${SHOWN} (?:written |expressed )?as an? (?:fraction|decimal|percentage|percent) (?:is|equals) ${SHOWN}`,
        "gi",
      ),
      read: ([a = "", b = ""]) => equation(plainOf(a), plainOf(b)),
    },
    {
      kind: "comparison",
      expression: new RegExp(
        `(?<![\\d./])${SHOWN}化[成为](?:最简)?(?:分数|小数|百分数)(?:就?是|为|得|等于)(?:${FRACTION}|${SHOWN})`,
        "g",
      ),
      read: ([a = "", b, c = ""]) => equation(plainOf(a), plainOf(b ?? c)),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(`\\brounded to the nearest ${PLACE}, ${N} (?:is|becomes) ${N}`, "gi"),
      read: ([place, value, result]) => rounded(value, place, result),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${N} rounded to the nearest ${PLACE} (?:is|becomes|gives) ${N}`,
        "gi",
      ),
      read: ([value, place, result]) => rounded(value, place, result),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(`${N}四舍五入到${CHINESE_PLACE}(?:约?是|约?为|得|等于)${N}`, "g"),
      read: ([value, place, result]) => rounded(value, place, result),
    },
  ];
}
