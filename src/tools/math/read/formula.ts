import { isDeadEnd } from "../exact/deadline.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { Unit } from "../units/unit.ts";
import type { MathQuery } from "./math-query.ts";
import { readQuantity } from "./quantity-query.ts";
import type { Groups, QueryBuilder } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";

export interface Formula<Slots extends readonly string[]> {
  /** The named slots that go into it, in the order of `build`'s arguments. */
  readonly slots: Slots;
  readonly build: (...values: { [K in keyof Slots]: Expression }) => Expression;
  /** The formula as it is shown, for instance "area = pi r^2". */
  readonly shown: string;
}

/** A query that works out a formula from numbers or quantities with units in a frame's slots. */
export function formula<const Slots extends readonly string[]>(
  parts: Formula<Slots>,
): QueryBuilder {
  return builderOf(parts, () => {});
}

/** The same for lengths, areas, volumes and angles of a figure, which are not negative. */
export function measures<const Slots extends readonly string[]>(
  parts: Formula<Slots>,
): QueryBuilder {
  return builderOf(parts, refuseNegative);
}

/** Throws `unsupported` for a negative measure; its units count as one each. */
export function refuseNegative(measure: Expression): void {
  const plain = variablesOf(measure).reduce<Expression>(
    (value, unit) => substitute(value, unit, { num: "1" }),
    measure,
  );
  if (evaluateReal(plain)?.lt(0) === true)
    throw new AnsatzError(
      "unsupported",
      "A length, area, volume or angle of a figure is not negative. Check the numbers.",
    );
}

function builderOf<const Slots extends readonly string[]>(
  { slots, build, shown }: Formula<Slots>,
  check: (value: Expression) => void,
): QueryBuilder {
  return (groups: Groups, context: ReadingContext): MathQuery | null => {
    const units: Record<string, Unit> = {};
    const values: Expression[] = [];
    for (const slot of slots) {
      const text = groups[slot];
      if (text === undefined) return null;
      const read = readValue(text, context, Object.keys(units).length + 1);
      Object.assign(units, read.units);
      check(read.expression);
      values.push(read.expression);
    }
    context.note({ kind: "formula", text: shown });
    const expression = build(...(values as { [K in keyof Slots]: Expression }));
    return Object.keys(units).length === 0
      ? { kind: "evaluate", expression }
      : { kind: "quantity", expression, units, target: null };
  };
}

/** A number, an expression or a quantity with units. */
function readValue(
  text: string,
  context: ReadingContext,
  firstSymbol: number,
): { expression: Expression; units: Readonly<Record<string, Unit>> } {
  const quantity = attemptQuantity(text, context, firstSymbol);
  return quantity ?? { expression: context.parse(text), units: {} };
}

/** A quantity in which nothing but its units is left as a name; null for anything else. */
function attemptQuantity(
  text: string,
  context: ReadingContext,
  firstSymbol: number,
): ReturnType<typeof readQuantity> {
  try {
    const quantity = readQuantity(text, context, firstSymbol);
    return quantity !== null &&
      variablesOf(quantity.expression).every((name) => name in quantity.units)
      ? quantity
      : null;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** A number as it is written: with a sign, commas between thousands or a power of ten, or without. */
export function num(value: number | string): Expression {
  const text = String(value).trim().replaceAll(",", "").replace("−", "-");
  const found = /^(?<sign>[-+]?)(?<whole>\d*)(?<part>\.\d+)?(?:e(?<power>[-+]?\d+))?$/i.exec(
    text,
  )?.groups;
  if (found === undefined || (found["whole"] === "" && found["part"] === undefined))
    throw new AnsatzError("syntax", `"${text.slice(0, 40)}" is not a number. Write it in digits.`);
  const digits: Expression = { num: `${found["whole"] || "0"}${found["part"] ?? ""}` };
  const scale = found["power"];
  const size: Expression =
    scale === undefined ? digits : ["Multiply", digits, ["Power", { num: "10" }, num(scale)]];
  return found["sign"] === "-" ? ["Negate", size] : size;
}
export const add = (...parts: readonly Expression[]): Expression => ["Add", ...parts];
export const times = (...parts: readonly Expression[]): Expression => ["Multiply", ...parts];
export const over = (a: Expression, b: Expression): Expression => ["Divide", a, b];
export const power = (a: Expression, b: Expression | number): Expression => [
  "Power",
  a,
  typeof b === "number" ? num(b) : b,
];
export const minus = (a: Expression, b: Expression): Expression => ["Add", a, ["Negate", b]];
export const sqrt = (a: Expression): Expression => ["Sqrt", a];
