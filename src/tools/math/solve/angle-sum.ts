import { exactForm } from "../exact/exact-form.ts";
import { argumentsOf, type Expression, headOf, integer } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/**
 * A sum with its multiples of pi drawn together behind what has no exact form, e.g. acos(1/4) + 2*pi for
 * acos(1/4) + pi + pi.
 */
export function tidyAngleSum(expression: Expression): Expression {
  const whole = exactForm(expression);
  if (whole !== null) return whole;
  const exact: Expression[] = [];
  const rest: Expression[] = [];
  const visit = (term: Expression, sign: 1 | -1): void => {
    const parts = argumentsOf(term);
    if (headOf(term) === "Add") for (const part of parts) visit(part, sign);
    else if (headOf(term) === "Negate") visit(parts[0] as Expression, sign === 1 ? -1 : 1);
    else {
      const signed: Expression = sign === 1 ? term : ["Negate", term];
      (exactForm(term) === null ? rest : exact).push(signed);
    }
  };
  visit(expression, 1);
  const sum = exactForm(["Add", integer(0), ...exact]) ?? (["Add", ...exact] as Expression);
  const isZero = typeof sum === "object" && "num" in sum && sum.num === "0";
  const terms = isZero ? rest : [...rest, sum];
  return tidySigns(terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms]);
}
