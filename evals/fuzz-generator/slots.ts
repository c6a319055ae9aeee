import { SLOTS } from "../../src/tools/math/read/intents/frame.ts";
import { UNIT_ROWS } from "../../src/tools/math/units/unit-table.ts";
import { someExpression, someMatrix, someNumber, somePolynomial } from "./expressions.ts";
import type { Random } from "./random.ts";

const UNITS = UNIT_ROWS.flatMap(({ symbol, names }) => [symbol, ...names]);
const DATES = [
  "2024-02-29",
  "0000-00-00",
  "9999-12-31",
  "tomorrow",
  "May 5, 1999",
  "29 February 1900",
  "2025年1月1日",
  "今天",
  "next friday",
];
const TIMES = ["3:15 pm", "25:61", "noon", "3点20分", "00:00", "下午3点"];
const PERIODS = ["years", "months", "quarterly", "daily", "年", "个月", "continuously"];
const SETS = ["{1,2,3}", "{}", "{1,{1,{1}}}", "[0, 1)", "(-oo, oo)", "A", "{x | x > 2}"];
const FORMULAS = ["H2O", "C6H12O6", "Ca(OH)2", "Fe2(SO4)3", "(((H)2)3)999", "Xx9"];

/** Fillers of slots that take any text, by the name that the frame's author gave them. */
const BY_NAME: Readonly<Record<string, (random: Random) => string>> = {
  date: (random) => random.pick(DATES),
  time: (random) => random.pick(TIMES),
  period: (random) => random.pick(PERIODS),
  unit: (random) => someUnit(random),
  quantity: (random) => someMeasure(random),
  angle: (random) => `${someNumber(random)}${random.pick(["°", " rad", " degrees", ""])}`,
  data: (random) => someData(random),
  items: (random) => someData(random),
  formula: (random) => random.pick(FORMULAS),
  rate: (random) => `${someNumber(random)}%`,
};

const LETTERS = ["x", "y", "t", "n", "e", "i"];
const WORDS = ["apples", "meters", "红球", "mississippi", "constructor"];

/** Values in a row, now and then very many or of very different size. */
export function someData(random: Random): string {
  const length = 1 + random.below(random.chance(0.05) ? 300 : 9);
  const separator = random.pick([", ", " ", ",", "，", "、", "; "]);
  return Array.from({ length }, () => someNumber(random)).join(separator);
}

/** A unit, also one that is put together without sense. */
export function someUnit(random: Random): string {
  const unit = random.pick(UNITS);
  return random.pick([
    () => unit,
    () => unit,
    () => `${unit}/${random.pick(UNITS)}`,
    () => `${unit}^${someNumber(random)}`,
    () => `${unit}*${random.pick(UNITS)}/${random.pick(UNITS)}^2`,
  ])();
}

export function someMeasure(random: Random): string {
  return `${someNumber(random)} ${someUnit(random)}`;
}

export function someSet(random: Random): string {
  return random.chance(0.5) ? random.pick(SETS) : `{${someData(random)}}`;
}

export function someDate(random: Random): string {
  return random.chance(0.7)
    ? random.pick(DATES)
    : `${random.below(12_000)}-${random.below(15)}-${random.below(35)}`;
}

/** A text for the slot `{name:kind}` of a frame; one in ten is not of its kind. */
export function someSlot(name: string, kind: string | undefined, random: Random): string {
  if (random.chance(0.1)) return someExpression(random, 2);
  if (kind !== undefined && kind !== "text" && kind !== "longest") return ofKind(kind, random);
  const byName = BY_NAME[name];
  if (byName !== undefined && random.chance(0.7)) return byName(random);
  return anyText(random);
}

function ofKind(kind: string, random: Random): string {
  if (["number", "integer", "digits", "count", "amount", "unary"].includes(kind))
    return random.pick([() => someNumber(random), () => random.pick(["three", "十二", "half"])])();
  if (kind === "matrix") return someMatrix(random);
  if (kind === "vector" || kind === "point")
    return `(${someNumber(random)}, ${someExpression(random, 1)})`;
  if (kind === "measure") return someMeasure(random);
  if (kind === "letter") return random.pick(LETTERS);
  if (kind === "word") return random.pick(WORDS);
  const choices = /^\(\?:([^()[\]\\?]+)\)$/.exec(SLOTS[kind] ?? "")?.[1]?.split("|");
  if (choices !== undefined) return random.pick(choices);
  return random.pick([
    "third",
    "99th",
    "square",
    "ff",
    "zz9",
    "at most",
    "大于",
    "$40",
    "6",
    "positive integers",
    "days",
    "个月",
  ]);
}

function anyText(random: Random): string {
  return random.pick([
    () => someExpression(random, 2),
    () => someExpression(random, 3),
    () => somePolynomial(random),
    () => `${somePolynomial(random)} = ${someExpression(random, 1)}`,
    () => someMatrix(random),
    () => someNumber(random),
    () => someData(random),
    () => `y'' + ${random.below(5)} y' + y = ${someExpression(random, 2)}`,
    () => someMeasure(random),
    () => someDate(random),
    () => someSet(random),
    () => random.pick(["p and not q", "USD", "人", "apples"]),
  ])();
}
