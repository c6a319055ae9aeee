import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { argumentsOf, contains, type Expression, headOf, ONE } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { partialFractions } from "../polynomial/partial-fractions.ts";
import { collectLikeTerms, termsOf } from "./collect-terms.ts";
import { multiplyOut } from "./multiply-out.ts";
import { product, quotientOf } from "./quotient-parts.ts";

/** c x^p */
interface Monomial {
  readonly coefficient: Expression;
  readonly exponent: Fraction;
}

function monomialOf(expression: Expression, variable: string): Monomial | null {
  if (!contains(expression, variable))
    return { coefficient: expression, exponent: new Fraction(0) };
  if (expression === variable) return { coefficient: ONE, exponent: new Fraction(1) };
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Negate": {
      const inner = monomialOf(first, variable);
      return inner === null ? null : { ...inner, coefficient: ["Negate", inner.coefficient] };
    }
    case "Sqrt":
      return first === variable ? { coefficient: ONE, exponent: new Fraction(1, 2) } : null;
    case "Power": {
      const exponent = fractionOf(second);
      return first === variable && exponent !== null ? { coefficient: ONE, exponent } : null;
    }
    case "Multiply": {
      const found = parts.map((part) => monomialOf(part, variable));
      if (found.includes(null)) return null;
      const all = found as Monomial[];
      return {
        coefficient: product(all.map(({ coefficient }) => coefficient)),
        exponent: all.reduce((sum, { exponent }) => sum.add(exponent), new Fraction(0)),
      };
    }
    case "Divide": {
      const [above, below] = [monomialOf(first, variable), monomialOf(second, variable)];
      if (above === null || below === null) return null;
      return {
        coefficient: tidySigns(["Divide", above.coefficient, below.coefficient]),
        exponent: above.exponent.sub(below.exponent),
      };
    }
    default:
      return null;
  }
}

function written({ coefficient, exponent }: Monomial, variable: string): Expression {
  const power: Expression = exponent.equals(0)
    ? ONE
    : exponent.equals(1)
      ? variable
      : ["Power", variable, fractionExpression(exponent)];
  const value = fractionOf(coefficient);
  const number =
    value === null ? (exactForm(coefficient) ?? coefficient) : fractionExpression(value);
  return tidySigns(product([number, power]));
}

/** A sum over a power of the variable, divided term by term; null where it is no such quotient. */
export function termByTerm(body: Expression, variable: string): Expression | null {
  const quotient = quotientOf(body);
  if (quotient === null) return null;
  const below = monomialOf(quotient.below, variable);
  if (below === null || !contains(quotient.below, variable)) return null;
  const out = headOf(quotient.above) === "Add" ? quotient.above : multiplyOut(quotient.above);
  if (out === null || headOf(out) !== "Add") return null;
  const sum = collectLikeTerms(out) ?? out;
  const terms = termsOf(sum).map((term) => monomialOf(term, variable));
  if (terms.includes(null)) return null;
  return tidySigns([
    "Add",
    ...(terms as Monomial[]).map((term) =>
      written(
        {
          coefficient: ["Divide", term.coefficient, below.coefficient],
          exponent: term.exponent.sub(below.exponent),
        },
        variable,
      ),
    ),
  ]);
}

/** A quotient of polynomials as a sum of simpler ones; null where it is none or simple already. */
export function simplerFractions(body: Expression, variable: string): Expression | null {
  const quotient = quotientOf(body);
  if (quotient === null || !contains(quotient.below, variable)) return null;
  const isPolynomial = (part: Expression): boolean =>
    !contains(part, variable) || asUnivariate(part) !== null;
  if (!isPolynomial(quotient.above) || !isPolynomial(quotient.below)) return null;
  const split = partialFractions(body, variable);
  return split === null || headOf(split) !== "Add" || printPlain(split) === printPlain(body)
    ? null
    : split;
}
