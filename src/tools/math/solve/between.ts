import type { Decimal } from "decimal.js";
import type { Expression } from "../expression/expression.ts";

/** A short decimal strictly between two numbers; `null` stands for an end at infinity. */
export function between(before: Decimal | null, after: Decimal | null): Expression {
  if (before === null && after === null) return { num: "0" };
  const value =
    before === null
      ? (after as Decimal).floor().sub(1)
      : after === null
        ? before.ceil().add(1)
        : before.add(after).div(2);
  const text = value.abs().toFixed();
  return value.isNegative() ? ["Negate", { num: text }] : { num: text };
}
