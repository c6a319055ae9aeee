import { type Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { differenceOf } from "./same-solutions.ts";
import type { StepCheck } from "./step-chain.ts";

/**
 * The check of a step with letters in it: the product of the differences of the sides before is `factor`
 * times the product of those after. Both vanish together where the factor is not zero, which the step has to say.
 */
export function sameUpToFactor(
  before: readonly Expression[],
  after: readonly Expression[],
  factor: Expression,
): StepCheck {
  const had = before.map(differenceOf);
  const has = after.map(differenceOf);
  if (had.includes(null) || has.includes(null)) return null;
  const product = (parts: readonly Expression[]): Expression =>
    parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...parts];
  const { verdict } = decideEqual(product(had as Expression[]), [
    "Multiply",
    factor,
    product(has as Expression[]),
  ]);
  if (verdict !== "proved") return null;
  return {
    grade: "proved",
    method: "same-up-to-factor",
    detail: `The difference of the two sides before is ${printPlain(factor)} times the one after, exactly; wherever that is not zero both vanish together.`,
  };
}
