import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "./decide-zero.ts";

/** Functions that are quotients, with what they divide by. */
const HIDDEN_DIVISORS: Readonly<Record<string, string>> = {
  Tan: "Cos",
  Sec: "Cos",
  Cot: "Sin",
  Csc: "Sin",
  Coth: "Sinh",
  Csch: "Sinh",
};

/** The first part that divides by exactly zero, or null. */
export function undefinedPart(expression: Expression): Expression | null {
  for (const part of argumentsOf(expression)) {
    const inner = undefinedPart(part);
    if (inner !== null) return inner;
  }
  const [first, second] = argumentsOf(expression) as [Expression, Expression];
  const isZero = (part: Expression): boolean =>
    variablesOf(part).length === 0 && decideEqual(part, { num: "0" }).verdict === "proved";
  const divisor = HIDDEN_DIVISORS[headOf(expression)];
  if (divisor !== undefined && isZero([divisor, first])) return expression;
  if (headOf(expression) === "Divide" && isZero(second)) return expression;
  if (["Ln", "Arg"].includes(headOf(expression)) && isZero(first)) return expression;
  if (headOf(expression) === "Power" && isZero(first)) {
    const exponent = evaluateReal(second);
    if (exponent !== null && exponent.lte(0)) return expression;
  }
  return null;
}
