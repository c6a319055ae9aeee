import type { Reading } from "./candidate.ts";
import { chineseNumber } from "./number-words.ts";
import { equation, N, number, type Pattern } from "./worded-pattern.ts";

const OF_WHAT =
  "(?:tip|gratuity|discount|tax|sales tax|vat|markup|commission|deposit|down payment|fee|interest)";
const COMES_TO = String.raw`\s(?:is|equals|comes to|comes out to|amounts to|would be|will be|=)\s(?:exactly )?`;
const PLAIN_END = String.raw`(?=\s*(?:$|[.,;:!)。；，]|and\b|so\b|which\b|bringing\b|making\b|元|美元|人))`;
/** Numbers that name versions and chapters are compared part by part. */
const VERSIONED =
  /\b(?:versions?|v\d|releases?|chapters?|sections?|python|node|ios|android|firmware)\b|版本|章|节|升级/i;

/** Per cent of an amount with what it is for, reductions in tenths, places between two numbers, and comparisons. */
export function amountPatterns(): readonly Pattern[] {
  return [
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${N}% of ${N},? (?:i\\.e\\.,?|that is,?|which is|namely) ${N}${PLAIN_END}`,
        "gi",
      ),
      read: ([share, whole, part]) =>
        equation(`${number(share)}/100*${number(whole)}`, number(part)),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${N}% ${OF_WHAT} (?:on|of|for) (?:an? |the )?${N}(?: [a-z]{2,12})?${COMES_TO}${N}${PLAIN_END}`,
        "gi",
      ),
      read: ([share, whole, part]) =>
        equation(`${number(share)}/100*${number(whole)}`, number(part)),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `\\b(?:on|for|with) (?:an? |the )?${N} [a-z]{2,12}, (?:an? |the )?${N}% ${OF_WHAT}${COMES_TO}${N}${PLAIN_END}`,
        "gi",
      ),
      read: ([whole, share, part]) =>
        equation(`${number(share)}/100*${number(whole)}`, number(part)),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${N}% off (?:of )?(?:an? |the )?${N}(?: [a-z]{2,12})?${COMES_TO}${N}${PLAIN_END}`,
        "gi",
      ),
      // Both the reduction and what is left are told so.
      read: ([share, whole, part]) => [
        ...equation(`${number(whole)}*(1 - ${number(share)}/100)`, number(part)),
        ...equation(`${number(whole)}*${number(share)}/100`, number(part)),
      ],
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${N}元?(?:的(?:商品|东西|衣服|票))?打([一二三四五六七八九]{1,2}|\\d(?:\\.\\d)?)折(?:后|之后|的价格|后的价格)?(?:是|为|等于|=)${N}(?:元|$|[。，,])`,
        "g",
      ),
      read: ([price, tenths = "", paid]) => {
        const digits = /^\d/.test(tenths)
          ? tenths
          : [...tenths].map((digit) => chineseNumber(digit)).join("");
        const share = /^\d\d$/.test(digits) ? `${digits}/100` : `${digits}/10`;
        return equation(`${number(price)}*${share}`, number(paid));
      },
    },
    {
      kind: "comparison",
      expression: new RegExp(
        `(√\\d{1,9}|sqrt\\(\\d{1,9}\\)|\\\\sqrt\\{\\d{1,9}\\})\\$? (?:lies|falls|is) (?:strictly )?between \\$?(\\d{1,9}(?:\\.\\d{1,9})?)\\$? and \\$?(\\d{1,9}(?:\\.\\d{1,9})?)(?![\\d.]*\\d|\\s?[-+*/^%])`,
        "gi",
      ),
      read: between,
    },
    {
      kind: "comparison",
      expression:
        /(√\d{1,9}|\\sqrt\{\d{1,9}\})\$?(?:在|介于|位于)\$?(\d{1,9}(?:\.\d{1,9})?)\$?[和与到]\$?(\d{1,9}(?:\.\d{1,9})?)\$?之间/g,
      read: between,
    },
    {
      kind: "comparison",
      expression: new RegExp(`${N}比${N}(大|小)(?=\\s*(?:$|[。，,;；.!！]|所以|因此))`, "g"),
      read: ([a, b, word]) => [
        { left: number(a), relation: word === "大" ? ">" : "<", right: number(b) },
      ],
      unless: VERSIONED,
    },
  ];
}

function between([value = "", low = "", high = ""]: readonly (string | undefined)[]):
  | readonly Reading[]
  | null {
  const plain = value.replace(/^√(\d+)$/, "sqrt($1)").replace(/^\\sqrt\{(\d+)\}$/, "sqrt($1)");
  return [{ left: `(${plain} - ${low})*(${high} - ${plain})`, relation: ">=", right: "0" }];
}
