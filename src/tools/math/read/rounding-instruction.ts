import type { Expression } from "../expression/expression.ts";
import { integer } from "../expression/expression.ts";
import { type MathQuery, queryExpression } from "./math-query.ts";
import { readWholeNumber } from "./number-words.ts";
import type { ReadingChoice } from "./parse.ts";

/** How the answer to a question is to be rounded. */
export interface Rounding {
  readonly count: "places" | "figures";
  readonly digits: number;
  /** The instruction as it was written. */
  readonly written: string;
}

const COUNT = String.raw`(?<digits>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)`;
const ENGLISH = new RegExp(
  String.raw`^(?<body>.+?)[\s,.;(:]{1,8}(?<written>(?:(?:and|then|please|pls)\s+)*(?:(?:give|express|write|leave|state)\s+)?(?:(?:your|the)\s+)?(?:(?:final\s+)?(?:answers?|results?)\s+)?(?:(?:round(?:ed|ing)?|correct|accurate)(?:\s+off)?\s+)?(?:(?:your|the)\s+(?:final\s+)?(?:answers?|results?)\s+|it\s+)?(?:correct\s+)?to\s+(?:the\s+)?(?:nearest\s+(?<word>integer|whole number|tenth|hundredth|thousandth|unit|cent|penny)|${COUNT}\s*(?<unit>(?:decimal\s+)?places?|decimals?|d\.?p\.?|(?:significant|sig\.?)\s*(?:figures?|figs?|digits?)|s\.?f\.?)))[\s.)]*$`,
  "isu",
);
const CHINESE =
  /^(?<body>.+?)[\s,，。；;(（]{0,8}(?<written>(?:(?:最后|最终)?(?:结果|答案)|请)*(?:四舍五入)?(?:保留|精确|取)(?:到|至)?(?:小数点后)?(?:第)?(?:(?<digits>\d{1,3}|[一二两三四五六七八九十]+)\s*位(?<unit>小数|有效数字)?|(?<word>整数|个位|十分位|百分位|千分位)))[\s。)）]*$/su;
const PLACES: Readonly<Record<string, number>> = {
  integer: 0,
  "whole number": 0,
  unit: 0,
  tenth: 1,
  hundredth: 2,
  cent: 2,
  penny: 2,
  thousandth: 3,
  整数: 0,
  个位: 0,
  十分位: 1,
  百分位: 2,
  千分位: 3,
};

/** A question and the instruction behind it that says how its answer is rounded; null without one. */
export function takeRounding(text: string): { body: string; rounding: Rounding } | null {
  const groups = (ENGLISH.exec(text) ?? CHINESE.exec(text))?.groups;
  if (groups === undefined) return null;
  const written = (groups["written"] as string).trim();
  const word = groups["word"]?.toLowerCase();
  const digits =
    word === undefined ? Number(readWholeNumber(groups["digits"] as string)) : PLACES[word];
  if (digits === undefined || !Number.isInteger(digits)) return null;
  const isFigures = /^(?:s|有效)/iu.test(groups["unit"] ?? "");
  return isFigures && digits === 0
    ? null
    : {
        body: groups["body"] as string,
        rounding: { count: isFigures ? "figures" : "places", digits, written },
      };
}

/** Kinds of questions whose answer is a number that an expression names. */
const VALUED: ReadonlySet<MathQuery["kind"]> = new Set(["evaluate", "integrate", "sum", "product"]);

/**
 * The question with its answer rounded. Where the answer is no single number, it stays as it is, and
 * that is said.
 */
export function rounded(
  query: MathQuery,
  { count, digits, written }: Rounding,
  note: (choice: ReadingChoice) => void,
): MathQuery {
  if (query.kind === "defined")
    return { ...query, query: rounded(query.query, { count, digits, written }, note) };
  if (query.kind === "money" && count === "places" && digits === 2) return query;
  if (VALUED.has(query.kind) && !(query.kind === "integrate" && query.bounds === null)) {
    const expression = queryExpression(query);
    if (count === "figures" || query.kind !== "evaluate")
      return { kind: "decimal", expression, digits, count };
    const unit: Expression =
      digits === 0 ? integer(1) : ["Divide", integer(1), integer(10n ** BigInt(digits))];
    return { kind: "round", expression, unit };
  }
  note({
    kind: "rounding",
    text: `The answer is given as it is; "${written}" was not applied to it.`,
  });
  return query;
}
