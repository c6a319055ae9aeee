import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { realSign } from "../prove/real-sign.ts";
import type { ReadingChoice } from "./parse.ts";

const PRINCIPAL: ReadingChoice = {
  kind: "root",
  text: "An odd root with letters under it is taken as the principal power, which is real only where the part under it is not negative.",
};

/**
 * A root written with its sign (∛, cbrt, \sqrt[3]) is the real one where its order is odd: of a negative
 * number, and of what a minus is written before, the sign is taken out. With letters under it, it is read as
 * the power that it is where they leave it real, which is said.
 */
export function writtenRoot(
  inner: Expression,
  order: Expression,
  choices: ReadingChoice[],
): Expression {
  const root = (of: Expression): Expression => ["Power", of, ["Divide", { num: "1" }, order]];
  if (!isOdd(order)) return root(inner);
  if (variablesOf(inner).length > 0) choices.push(PRINCIPAL);
  const number = fractionOf(inner);
  if (number !== null && number.s < 0n) return ["Negate", root(fractionExpression(number.neg()))];
  if (headOf(inner) === "Negate") return ["Negate", root(argumentsOf(inner)[0] as Expression)];
  const isNegative = number === null && variablesOf(inner).length === 0 && realSign(inner) === -1;
  return isNegative ? ["Negate", root(["Negate", inner])] : root(inner);
}

function isOdd(order: Expression): boolean {
  return typeof order === "object" && "num" in order && /^\d*[13579]$/.test(order.num);
}
