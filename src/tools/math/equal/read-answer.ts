import { isDeadEnd } from "../exact/deadline.ts";
import { AnsatzError } from "../../../core/errors.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  isSymbol,
  variablesOf,
} from "../expression/expression.ts";
import { CONSTANT_NAMES, functionByName, GREEK } from "../expression/functions.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { parseExpression } from "../read/parse.ts";
import { LOOKS_LIKE_DATE } from "../read/date-query.ts";
import { wordsToSigns } from "../read/words.ts";
import { cleanAnswerText } from "./clean-text.ts";
import { readCounted } from "./counted.ts";
import { intervalsOfRelation, readIntervals, type WrittenInterval } from "./intervals.ts";
import { readMoney } from "./money.ts";
import { readWrittenQuantity } from "./read-quantity.ts";
import { readRounding, repeatingValue } from "./rounding.ts";
import { splitParts } from "./split-parts.ts";
import { wordsOf } from "./words-of-answers.ts";
import type { WrittenAnswer } from "./written-answer.ts";

const MOST_PARTS = 40;
const TIME = /^\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:\s*[ap]\.?m\.?)?$/i;

/** Reads one answer; null when it is not mathematics that can be compared. */
export function readAnswer(text: string): WrittenAnswer | null {
  const bare = cleanAnswerText(text);
  if (bare === null || bare === "" || TIME.test(bare) || LOOKS_LIKE_DATE.test(bare)) return null;
  const words = wordsOf(bare);
  if (words !== null) return { kind: "words", words };
  return attempt(() => readBare(bare));
}

function readBare(bare: string): WrittenAnswer | null {
  const named = /^([A-Za-z])\s*(?:\\in(?![a-z])|∈)\s*(.+)$/u.exec(bare);
  if (named !== null) return readMembership(named[1] as string, named[2] as string);
  const builder = /^\\?\{\s*([A-Za-z])\s*(?:\\mid(?![a-z])|\||:)\s*(.+?)\s*\\?\}$/u.exec(bare);
  if (builder !== null) return readBare(builder[2] as string);
  const { intervals, pair } = intervalsIn(bare);
  if (intervals !== null) return { kind: "intervals", intervals };
  const vector = /^\(\s*([a-z](?:\s*,\s*[a-z])+)\s*\)\s*=\s*(\(.+\))$/.exec(bare);
  if (vector !== null) return readVector(vector[1] as string, vector[2] as string);
  const rounded = readRoundedValue(bare);
  if (rounded !== null) return rounded === "unreadable" ? null : rounded;
  return readAmount(bare) ?? readParts(bare, pair);
}

/** Interval notation that is no pair; a pair that could be an interval comes apart. */
function intervalsIn(text: string): {
  readonly intervals: readonly WrittenInterval[] | null;
  readonly pair: WrittenInterval | null;
} {
  const read = readIntervals(text);
  if (read === null) return { intervals: null, pair: null };
  return read.isAmbiguous
    ? { intervals: null, pair: read.intervals[0] ?? null }
    : { intervals: read.intervals, pair: null };
}

/** `x ∈ [1, 3]`: after ∈ a bracket is an interval, braces hold values. */
function readMembership(name: string, set: string): WrittenAnswer | null {
  const read = readIntervals(set);
  if (read !== null) return { kind: "intervals", intervals: read.intervals };
  const answer = /^\\?\{/.test(set) ? readBare(set) : null;
  return answer?.kind === "values" ? { ...answer, name } : null;
}

function readVector(names: string, values: string): WrittenAnswer | null {
  const letters = names.split(",").map((name) => name.trim());
  const tuple = expressionIn(values);
  if (tuple === null || headOf(tuple) !== "Tuple" || argumentsOf(tuple).length !== letters.length)
    return null;
  return {
    kind: "record",
    entries: new Map(letters.map((name, k) => [name, argumentsOf(tuple)[k] as Expression])),
  };
}

function readRoundedValue(bare: string): WrittenAnswer | "unreadable" | null {
  const named = /^([A-Za-z])\s*(?:=\s*|(?=≈|\\approx))(.+)$/u.exec(bare);
  const rounding = readRounding(named?.[2] ?? bare);
  if (rounding === null) return null;
  if (rounding === false) return "unreadable";
  const repeating = repeatingValue(rounding);
  return {
    kind: "value",
    expression: repeating === null ? numberNode(rounding.text) : fractionExpression(repeating),
    name: named?.[1] ?? null,
    rounding,
    isAmbiguous: false,
  };
}

function numberNode(text: string): Expression {
  return text.startsWith("-") ? ["Negate", { num: text.slice(1) }] : { num: text };
}

/** Money, quantities and counts, also as `x = 5 km`. */
function readAmount(bare: string): WrittenAnswer | null {
  const text = bare.replace(/^[A-Za-z]\s*=\s*(?=[-+\d$¥€£])/u, "");
  const money = readMoney(text);
  if (money !== null) {
    const number = expressionIn(money.number);
    if (number === null) return null;
    return {
      kind: "money",
      value: ["Multiply", number, { num: money.scale }],
      currencies: money.currencies,
      isMainUnit: money.scale === "1",
    };
  }
  if (readsAsNumber(text)) return null;
  const quantity = readWrittenQuantity(text);
  if (quantity !== null) return quantity;
  const counted = readCounted(text);
  if (counted === null) return null;
  const value = expressionIn(counted.number);
  if (value === null) return null;
  return counted.noun === ""
    ? { kind: "value", expression: value, name: null, rounding: null, isAmbiguous: false }
    : { kind: "counted", value, noun: counted.noun };
}

/** Notation without a letter that could be a unit or a noun. */
function readsAsNumber(text: string): boolean {
  return !/[\p{L}'"°]/u.test(text.replace(/\\[A-Za-z]+/g, ""));
}

/** One value, several, assignments, or a relation. */
function readParts(text: string, asInterval: WrittenInterval | null): WrittenAnswer | null {
  const { parts, joint } = splitParts(text);
  if (parts.length > MOST_PARTS) return null;
  if (parts.length === 1) return readOne(parts[0] as string, asInterval);
  const expressions = parts.flatMap(withBothSigns).map(expressionIn);
  if (expressions.includes(null)) return null;
  const read = expressions as Expression[];
  if (read.every(isInequality)) {
    const solved = intervalsOfRelation([joint === "or" ? "Or" : "And", ...read]);
    return solved === null ? null : { kind: "intervals", intervals: solved };
  }
  const assignments = read.map(assignmentOf);
  if (assignments.every((item) => item !== null)) return readAssignments(assignments, joint);
  const [first, ...rest] = assignments;
  const isLed = first !== null && first !== undefined && rest.every((item) => item === null);
  if (!isLed && read.some(isRelation)) return null;
  const members = isLed ? [first.value, ...read.slice(1)] : read;
  return {
    kind: "values",
    members,
    order: joint === "or" || isLed ? "unordered" : "either",
    name: isLed ? baseName(first.name) : null,
    asInterval: null,
  };
}

function readAssignments(
  assignments: readonly { readonly name: string; readonly value: Expression }[],
  joint: string | null,
): WrittenAnswer | null {
  const bases = new Set(assignments.map(({ name }) => baseName(name)));
  if (bases.size === 1)
    return {
      kind: "values",
      members: assignments.map(({ value }) => value),
      order: "unordered",
      name: [...bases][0] as string,
      asInterval: null,
    };
  const entries = new Map(assignments.map(({ name, value }) => [name, value]));
  return joint === "or" || entries.size !== assignments.length ? null : { kind: "record", entries };
}

/** `x_1` and `x_2` are values of x. */
function baseName(name: string): string {
  return name.replace(/_?\{?\d+\}?$/, "");
}

function assignmentOf(expression: Expression): { name: string; value: Expression } | null {
  const [left, right] = argumentsOf(expression) as [Expression, Expression];
  return headOf(expression) === "Equal" &&
    isSymbol(left) &&
    variablesOf(left).length === 1 &&
    !variablesOf(right).includes(left)
    ? { name: left, value: right }
    : null;
}

function readOne(text: string, asInterval: WrittenInterval | null): WrittenAnswer | null {
  const versions = withBothSigns(text);
  if (versions.length > 1) {
    const read = versions.map(expressionIn);
    if (read.includes(null)) return null;
    const members = (read as Expression[]).map((part) => assignmentOf(part)?.value ?? part);
    if (members.some(isRelation)) return null;
    return {
      kind: "values",
      members,
      order: "unordered",
      name: assignmentOf(read[0] as Expression)?.name ?? null,
      asInterval: null,
    };
  }
  const ratio = /^(\d+(?:\.\d+)?)\s*[:：∶]\s*(\d+(?:\.\d+)?)$/u.exec(text);
  const expression =
    ratio === null
      ? expressionIn(text)
      : (["Divide", { num: ratio[1] }, { num: ratio[2] }] as Expression);
  if (expression === null) return null;
  const head = headOf(expression);
  if (isInequality(expression) || head === "And") {
    const solved = intervalsOfRelation(expression);
    return solved === null ? null : { kind: "intervals", intervals: solved };
  }
  if (head === "Equal") return readEquation(expression);
  if (isRelation(expression)) return null;
  const isAmbiguous = /^[([]\s*-?\d{1,3}(?:,\d{3})+\s*[)\]]$/.test(text);
  if (
    head === "Set" ||
    head === "Tuple" ||
    (head === "List" && !isMatrix(expression)) ||
    head === "Sequence"
  )
    return {
      kind: "values",
      members: argumentsOf(expression),
      order: head === "Set" ? "unordered" : head === "Sequence" ? "either" : "ordered",
      name: null,
      asInterval,
    };
  return { kind: "value", expression, name: null, rounding: null, isAmbiguous };
}

function isMatrix(expression: Expression): boolean {
  const rows = argumentsOf(expression);
  return rows.length > 0 && rows.every((row) => headOf(row) === "List");
}

/** `x = 3` and `f(x) = x^2` name a value; any other equation is one. */
function readEquation(expression: Expression): WrittenAnswer {
  const [left, right] = argumentsOf(expression) as [Expression, Expression];
  const assigned = assignmentOf(expression);
  if (assigned !== null) {
    const members =
      headOf(right) === "Set" || headOf(right) === "Tuple" ? argumentsOf(right) : null;
    if (members !== null)
      return {
        kind: "values",
        members,
        order: headOf(right) === "Set" ? "unordered" : "ordered",
        name: assigned.name,
        asInterval: null,
      };
    return {
      kind: "value",
      expression: right,
      name: assigned.name,
      rounding: null,
      isAmbiguous: false,
    };
  }
  const isFunctionCall =
    isFunction(left) && /^[fghFGHpPqQ]$/.test(left[0]) && argumentsOf(left).every(isSymbol);
  return isFunctionCall
    ? { kind: "value", expression: right, name: `${left[0]}()`, rounding: null, isAmbiguous: false }
    : { kind: "equation", left, right };
}

function isInequality(expression: Expression): boolean {
  const head = headOf(expression);
  if (head === "And") return argumentsOf(expression).every(isInequality);
  return ["Less", "LessEqual", "Greater", "GreaterEqual", "NotEqual"].includes(head);
}

function isRelation(expression: Expression): boolean {
  return (
    isInequality(expression) || ["Equal", "Approximately", "And", "Or"].includes(headOf(expression))
  );
}

function withBothSigns(text: string): string[] {
  const sign = /±|\\pm(?![a-zA-Z])|\+\/-|\+-/;
  if (!sign.test(text)) return [text];
  // A measured value with its uncertainty is not a pair of values, and two signs leave the pairing open.
  if (/\d\.\d/.test(text) || text.split(/±|\\pm(?![a-zA-Z])|\+\/-|\+-/).length > 2)
    throw new AnsatzError("unsupported", "An uncertainty is not compared.");
  return [text.replace(sign, "+"), text.replace(sign, "-")].map((version) =>
    version.replace(/(^|[=(])\s*\+/, "$1"),
  );
}

/** The expression a text holds; null when it holds none, or words. */
function expressionIn(text: string): Expression | null {
  const source = wordsToSigns(
    withRepeatingDecimals(text)
      .replace(/(?<![A-Za-z])C\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)/g, "binomial($1, $2)")
      .replace(/^\+(?=[\d\\(a-z])/, ""),
  ).trim();
  if (holdsProse(source) || /\.{3}|…|\\[lc]?dots/.test(source)) return null;
  return attempt(() => parseExpression(source).expression);
}

/** `0.\overline{3}`, `0.(3)` and `0.3̅` as quotients of whole numbers. */
function withRepeatingDecimals(text: string): string {
  return text.replace(
    /(?<![\d.])(\d+)\.(\d*)(?:\\(?:overline|dot|bar)\s*\{(\d+)\}|\((\d+)\)(?![\d(a-zA-Z]))/g,
    (_, whole: string, before: string, bar?: string, bracket?: string) => {
      const period = bar ?? (bracket as string);
      const nines = `${"9".repeat(period.length)}${"0".repeat(before.length)}`;
      return `((${BigInt(whole + before + period) - BigInt(whole + before)})/${nines})`;
    },
  );
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
    return !/^(?:mod|root|base)$/i.test(run) && [...run].sort().join("") !== run;
  });
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
