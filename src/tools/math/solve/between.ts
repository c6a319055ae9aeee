import type { Decimal } from "decimal.js";
import type { Expression } from "../expression/expression.ts";

/** Beside numbers of so many digits one more would be rounded away. */
const LONG = 1e15;

const step = (beside: Decimal): Decimal | number =>
  beside.abs().lt(LONG) ? 1 : beside.abs().ceil();

/** A short decimal strictly between two numbers; `null` stands for an end at infinity. */
export function between(before: Decimal | null, after: Decimal | null): Expression {
  if (before === null && after === null) return { num: "0" };
  const value =
    before === null
      ? (after as Decimal).floor().sub(step(after as Decimal))
      : after === null
        ? before.ceil().add(step(before))
        : before.add(after).div(2);
  const text = value.abs().toFixed();
  return value.isNegative() ? ["Negate", { num: text }] : { num: text };
}
