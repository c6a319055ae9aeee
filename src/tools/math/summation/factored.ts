import type { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, factorUnivariate, primitive, type Univariate } from "../exact/univariate.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { constantsOf, parametricOf } from "./parametric-polynomial.ts";

/** A rational function of one symbol with numerator and denominator in factors; null for anything else. */
export function factored(expression: Expression, symbol: string): Expression | null {
  try {
    const form = new NormalForm();
    const value = form.normalize(expression);
    const index = form.indexOfVariable(symbol);
    if (index === null) return null;
    const [top, bottom] = [value.numerator, value.denominator].map((p) => univariate(p, index));
    if (!top || !bottom || top.length === 0) return null;
    const content = contentOf(top).div(contentOf(bottom));
    const above = [integer(content.n), ...factors(top, symbol)].filter(isNotOne);
    const below = [integer(content.d), ...factors(bottom, symbol)].filter(isNotOne);
    const size: Expression =
      below.length === 0 ? product(above) : ["Divide", product(above), product(below)];
    return content.s < 0n ? ["Negate", size] : size;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

function univariate(polynomial: Polynomial, index: number): Univariate | null {
  if ([...polynomial.generators()].some((generator) => generator !== index)) return null;
  return constantsOf(parametricOf(polynomial, index));
}

function contentOf(p: Univariate): Fraction {
  const lead = p.at(-1) as Fraction;
  return lead.div(primitive(p).at(-1) as Fraction);
}

function factors(p: Univariate, symbol: string): Expression[] {
  return factorUnivariate(p)
    .filter(({ factor }) => degreeOf(factor) > 0)
    .map(({ factor, multiplicity }): Expression => {
      const base = univariateExpression(factor, symbol);
      return multiplicity === 1 ? base : ["Power", base, integer(multiplicity)];
    })
    .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
}

function isNotOne(expression: Expression): boolean {
  return JSON.stringify(expression) !== '{"num":"1"}';
}

function product(parts: readonly Expression[]): Expression {
  if (parts.length === 0) return integer(1);
  return parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...parts];
}
