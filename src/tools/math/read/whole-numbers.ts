import { argumentsOf, contains, type Expression, headOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { MathQuery } from "./math-query.ts";

type LimitQuery = Extract<MathQuery, { kind: "limit" }>;

/** Letters that run through whole numbers where they grow without bound. */
export function isIndexLetter(variable: string): boolean {
  return /^[nmkN]$/.test(variable);
}

/**
 * Does it matter to this limit that its letter runs through whole numbers? So it may where waves, signs
 * (-1)^n or factorials of it occur.
 */
export function readsWholeNumbers({ expression, variable, point }: LimitQuery): boolean {
  return (
    isIndexLetter(variable) &&
    /^-?infinity$/.test(printPlain(point)) &&
    dependsOnWhole(expression, variable)
  );
}

const WAVES = /^(?:Sin|Cos|Tan|Cot|Sec|Csc|Factorial|Factorial2|Floor|Ceil|Mod|Gamma)$/;

function dependsOnWhole(expression: Expression, variable: string): boolean {
  const [first, second] = argumentsOf(expression);
  if (first === undefined) return false;
  if (WAVES.test(headOf(expression)) && contains(expression, variable)) return true;
  if (
    headOf(expression) === "Power" &&
    headOf(first) === "Negate" &&
    contains(second as Expression, variable)
  )
    return true;
  return argumentsOf(expression).some((part) => dependsOnWhole(part, variable));
}
