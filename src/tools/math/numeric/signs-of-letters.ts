import { type Expression, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "./evaluate-decimal.ts";
import { symbolValues } from "./real-points.ts";

/** Is the value negative wherever its letters are positive, as far as a few values of them show? */
export function isNegativeForPositive(expression: Expression): boolean {
  const symbols = variablesOf(expression);
  return [0, 1, 2, 3].every((index) => {
    const value = evaluateReal(expression, symbolValues(symbols, index, true));
    return value !== null && value.isNegative();
  });
}
