import { AnsatzError } from "../../../core/errors.ts";
import { argumentsOf, type Expression, headOf, isSymbol } from "../expression/expression.ts";
import { CONSTANT_NAMES, functionByName, GREEK } from "../expression/functions.ts";
import { parseExpression } from "../read/parse.ts";
import { stripFillers, wordsToSigns } from "../read/words.ts";
import { intervalsOfRelation, readIntervals, type WrittenInterval } from "./intervals.ts";

/** An answer as it was written: what it says, as far as it can be read. */
export type WrittenAnswer =
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "intervals"; readonly intervals: readonly WrittenInterval[] }
  | {
      readonly kind: "expression";
      readonly expression: Expression;
      /** `(1, 2)` is a pair or an interval; its reading as an interval. */
      readonly asInterval: WrittenInterval | null;
      /** The decimal as typed, when the writer said that it is rounded ("about 3.14"). */
      readonly rounded: string | null;
    };

const WORDS = new Map(
  Object.entries({
    true: ["yes", "true", "是", "对", "正确"],
    false: ["no", "false", "否", "不是", "错误"],
    "no solution": [
      "no solution",
      "no solutions",
      "no real solution",
      "∅",
      "{}",
      "empty set",
      "无解",
      "空集",
    ],
    divergent: ["divergent", "diverges", "does not converge", "发散"],
    undefined: ["undefined", "does not exist", "dne", "不存在"],
  }).flatMap(([meaning, spellings]) =>
    spellings.map((spelling): [string, string] => [spelling, meaning]),
  ),
);

const ROUNDED =
  /^(?:≈|~|\\approx|about|approximately|approx\.?|roughly|around|约(?:为|等于)?|大约)\s*|\s*\((?:rounded )?(?:to )?\d+ (?:d\.?p\.?|decimal places?|significant figures|s\.?f\.?)\)$|(?:\.\.\.|…|\\(?:l|c)?dots)$/i;

/** Reads one answer; null when it is not mathematics that can be compared. */
export function readAnswer(text: string): WrittenAnswer | null {
  const bare = withoutWrapping(text);
  const words = WORDS.get(bare.toLowerCase());
  if (words !== undefined) return { kind: "words", words };
  const exact = bare.replace(ROUNDED, "").replace(ROUNDED, "").trim();
  const intervals = readIntervals(exact);
  if (intervals !== null && !intervals.isAmbiguous)
    return { kind: "intervals", intervals: intervals.intervals };
  if (holdsProse(exact)) return null;
  try {
    const expression = readAlternatives(exact);
    const solved = intervalsOfRelation(expression);
    if (solved !== null) return { kind: "intervals", intervals: solved };
    return {
      kind: "expression",
      expression,
      asInterval: intervals?.intervals[0] ?? null,
      rounded: exact !== bare && /^-?\d+(?:\.\d+)?$/.test(exact) ? exact : null,
    };
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

/** Dollar signs, `\boxed`, `\text` and spacing commands carry no meaning of their own. */
function withoutWrapping(text: string): string {
  let bare = stripFillers(text)
    .replace(/^\\[([]|\\[)\]]$/g, "")
    .replace(/^\$+|\$+$/g, "")
    .trim();
  for (let round = 0; round < 4; round++)
    bare = bare
      .replace(
        /^\\(?:boxed|text|mathrm|mbox)\{((?:[^{}]|\{[^{}]*\}|\{(?:[^{}]|\{[^{}]*\})*\})*)\}$/s,
        "$1",
      )
      .trim();
  return bare
    .replace(/\\(?:left|right|displaystyle)(?![a-zA-Z])|\\[,;! ]/g, "")
    .replace(/\\(?:emptyset|varnothing)/g, "∅")
    .replace(/(?<![\w.}])(\d+)\s*\\[dt]?frac\{(\d+)\}\{(\d+)\}/g, "($1+$2/$3)")
    .trim();
}

/**
 * Words that the reader would take for products of letters ("foo" for f*o*o): equality of such products
 * says nothing about the words. Letters in alphabetical order ("abc", "xyz") are products people write.
 */
function holdsProse(text: string): boolean {
  const runs =
    text.replace(/\\(?:begin|end)\{[a-z]+\}|\\[a-zA-Z]+/g, " ").match(/[A-Za-z]{3,}/g) ?? [];
  return runs.some((run) => {
    if (functionByName(run) !== undefined || CONSTANT_NAMES.has(run) || GREEK.has(run))
      return false;
    if (
      /^(?:and|mod|sqrt|root|plus|minus|times|over|squared|cubed|power|percent|equals|factorial|negative|base|log)$/i.test(
        run,
      )
    )
      return false;
    return [...run].sort().join("") !== run;
  });
}

/** `x = 1 or x = 2`, `1, 2`, `±1` and `{1, 2}` name sets of values. */
function readAlternatives(text: string): Expression {
  const parts = text.split(/\s+or\s+|\s*或\s*|\s*\\(?:lor|vee|text\{ ?or ?\})\s*/i);
  const versions = parts.flatMap(withBothSigns);
  const isRelation = /[<>≤≥]|\\[lg]e/.test(text);
  if (versions.length > 1) {
    const read = versions.map((version) => parseExpression(wordsToSigns(version)).expression);
    return isRelation ? ["Or", ...read] : ["Set", ...read.map(nameless)];
  }
  const expression = parseExpression(wordsToSigns(versions[0] as string)).expression;
  return headOf(expression) === "Sequence"
    ? ["Set", ...argumentsOf(expression).map(nameless)]
    : expression;
}

function withBothSigns(text: string): string[] {
  const sign = /±|\\pm(?![a-zA-Z])|\+\/-/;
  if (!sign.test(text)) return [text];
  // A measured value with its uncertainty is not a pair of values.
  if (/\d\.\d/.test(text)) throw new AnsatzError("unsupported", "An uncertainty is not compared.");
  return [text.replace(sign, "+"), text.replace(sign, "-")].map((version) =>
    version.replace(/^\s*\+/, ""),
  );
}

/** `x = 3` as an answer means 3. */
export function nameless(expression: Expression): Expression {
  const [left, right] = argumentsOf(expression) as [Expression, Expression];
  return headOf(expression) === "Equal" && isSymbol(left) ? right : expression;
}
