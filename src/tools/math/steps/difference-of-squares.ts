import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { termsOf } from "./collect-terms.ts";
import { product } from "./quotient-parts.ts";

/** a^2 - b^2 as (a - b)(a + b). */
export function differenceOfSquares(sum: Expression): Expression | null {
  const [first, second, more] = termsOf(sum);
  if (first === undefined || second === undefined || more !== undefined) return null;
  const [plus, minus] = headOf(second) === "Negate" ? [first, second] : [second, first];
  if (headOf(minus) !== "Negate" || headOf(plus) === "Negate") return null;
  const [a, b] = [squareRoot(plus), squareRoot(argumentsOf(minus)[0] as Expression)];
  return a === null || b === null ? null : ["Multiply", ["Add", a, ["Negate", b]], ["Add", a, b]];
}

function squareRoot(term: Expression): Expression | null {
  const [base, exponent] = argumentsOf(term) as [Expression, Expression];
  const value = fractionOf(term);
  if (value !== null) {
    const own = exactForm(["Sqrt", term]);
    return own !== null && fractionOf(own) !== null ? own : null;
  }
  if (headOf(term) === "Multiply") {
    const parts = argumentsOf(term).map(squareRoot);
    return parts.includes(null) ? null : product(parts as Expression[]);
  }
  const power = headOf(term) === "Power" ? fractionOf(exponent) : null;
  if (power === null || power.d !== 1n || power.n % 2n !== 0n || power.compare(0) < 0) return null;
  return power.equals(2) ? base : ["Power", base, fractionExpression(power.div(2))];
}
