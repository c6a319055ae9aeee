import { fractionPower } from "../exact/fraction-power.ts";
import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, scaled } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, ONE } from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

interface Term {
  readonly coefficient: Fraction;
  readonly exponent: Fraction;
}

/**
 * Simplifies products, quotients and powers of one positive variable: for x > 0 every rule of exponents
 * holds, (x^a)^b = x^(a b) included.
 */
export function simplifyPositive(expression: Expression, positive: string): Outcome | null {
  const term = termOf(expression, positive);
  if (term === null) return null;
  const power: Expression | null = term.exponent.equals(0)
    ? null
    : term.exponent.equals(1)
      ? positive
      : ["Power", positive, fractionExpression(term.exponent)];
  const result = scaled(term.coefficient, power);
  const decision = decideEqual(expression, result, new Set([positive]));
  if (decision.verdict === "refuted")
    return openOutcome("The simplified form did not stand up to an independent check.");
  return expressionOutcome({
    expression: result,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "rules-of-exponents",
      detail: `For ${positive} > 0 the exponents were added and multiplied exactly.`,
      engines: [EXACT],
      conditions: [`${positive} > 0`],
    },
  });
}

/** The expression as coefficient * variable^exponent, or null when it is not of that form. */
function termOf(expression: Expression, variable: string): Term | null {
  if (expression === variable) return { coefficient: new Fraction(1), exponent: new Fraction(1) };
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Multiply": {
      const terms = parts.map((part) => termOf(part, variable));
      return terms.some((term) => term === null)
        ? null
        : (terms as Term[]).reduce((a, b) => ({
            coefficient: a.coefficient.mul(b.coefficient),
            exponent: a.exponent.add(b.exponent),
          }));
    }
    case "Divide":
      return termOf(["Multiply", first, ["Power", second, { num: "-1" }]], variable);
    case "Sqrt":
      return termOf(["Power", first, ["Divide", ONE, { num: "2" }]], variable);
    case "Power": {
      const base = termOf(first, variable);
      const exponent = fractionOf(second);
      if (base === null || exponent === null) return null;
      if (exponent.d !== 1n && !base.coefficient.equals(1)) return null;
      if (base.coefficient.equals(0) && exponent.compare(0) <= 0) return null;
      const coefficient =
        exponent.d === 1n ? fractionPower(base.coefficient, exponent) : base.coefficient;
      return coefficient === null ? null : { coefficient, exponent: base.exponent.mul(exponent) };
    }
    default: {
      const value = fractionOf(expression);
      return value === null ? null : { coefficient: value, exponent: new Fraction(0) };
    }
  }
}
