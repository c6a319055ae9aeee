import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { factorUnivariate, primitive, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  ONE,
  variablesOf,
} from "../expression/expression.ts";
import { asUnivariate } from "../plan/univariate-input.ts";

/** What stands above and below the fraction line. */
export interface Quotient {
  readonly above: Expression;
  readonly below: Expression;
}

/** A product or quotient as one fraction; null for what has nothing below the line. */
export function quotientOf(expression: Expression): Quotient | null {
  const found = split(expression);
  return isOne(found.below) ? null : found;
}

function split(expression: Expression): Quotient {
  const [first, second] = argumentsOf(expression) as [Expression, Expression];
  switch (headOf(expression)) {
    case "Divide": {
      const [a, b] = [split(first), split(second)];
      return { above: product([a.above, b.below]), below: product([a.below, b.above]) };
    }
    case "Negate": {
      const { above, below } = split(first);
      return { above: ["Negate", above], below };
    }
    case "Multiply": {
      const parts = argumentsOf(expression).map(split);
      return {
        above: product(parts.map(({ above }) => above)),
        below: product(parts.map(({ below }) => below)),
      };
    }
    case "Power": {
      const power = fractionOf(second);
      return power !== null && power.compare(0) < 0
        ? { above: ONE, below: powerOf(first, power.neg()) }
        : { above: expression, below: ONE };
    }
    default:
      return { above: expression, below: ONE };
  }
}

export const isOne = (expression: Expression): boolean =>
  fractionOf(expression)?.equals(1) === true;

/** A flat product without ones. */
export function product(factors: readonly Expression[]): Expression {
  const flat = factors
    .flatMap((factor) => (headOf(factor) === "Multiply" ? argumentsOf(factor) : [factor]))
    .filter((factor) => !isOne(factor));
  if (flat.length === 0) return ONE;
  return flat.length === 1 ? (flat[0] as Expression) : ["Multiply", ...flat];
}

function powerOf(base: Expression, power: Fraction): Expression {
  return power.equals(1) ? base : ["Power", base, fractionExpression(power)];
}

export const fractionLine = ({ above, below }: Quotient): Expression =>
  isOne(below) ? above : ["Divide", above, below];

/** A product with every polynomial factor in it factored over the rationals. */
export function factored(expression: Expression): Expression {
  const parts = argumentsOf(expression);
  const head = headOf(expression);
  if (head === "Multiply") return product(parts.map(factored));
  if (head === "Negate") return ["Negate", factored(parts[0] as Expression)];
  if (head !== "Add" || variablesOf(expression).length !== 1) return expression;
  const polynomial = asUnivariate(expression);
  return polynomial === null
    ? expression
    : factoredPolynomial(polynomial.coefficients, polynomial.variable);
}

/** A polynomial as a number times powers of irreducible polynomials with whole coefficients. */
export function factoredPolynomial(coefficients: Univariate, variable: string): Expression {
  const factors = factorUnivariate(coefficients).map(({ factor, multiplicity }) => ({
    base: primitive(factor),
    multiplicity,
  }));
  const lead = factors.reduce(
    (all, { base, multiplicity }) =>
      all.mul((base.at(-1) as Fraction).pow(multiplicity) as Fraction),
    new Fraction(1),
  );
  const content = (coefficients.at(-1) as Fraction).div(lead);
  const written = factors.map(({ base, multiplicity }): Expression => {
    const shown = univariateExpression(base, variable);
    return multiplicity === 1 ? shown : ["Power", shown, integer(multiplicity)];
  });
  return content.equals(-1)
    ? ["Negate", product(written)]
    : product([fractionExpression(content), ...written]);
}

/** The factors of a product with their keys, powers taken apart. */
export function factorKeys(expression: Expression): Map<string, Expression> {
  const found = new Map<string, Expression>();
  const visit = (part: Expression): void => {
    const [first, second] = argumentsOf(part) as [Expression, Expression];
    const head = headOf(part);
    if (head === "Multiply") argumentsOf(part).forEach(visit);
    else if (head === "Negate") visit(first);
    else if (head === "Power" && fractionOf(second)?.d === 1n) visit(first);
    else found.set(JSON.stringify(part), part);
  };
  visit(expression);
  return found;
}

/** Factors that stand above and below the line and hold the variable. */
export function commonFactors({ above, below }: Quotient, variable: string): Expression[] {
  const under = factorKeys(below);
  return [...factorKeys(above)].flatMap(([key, factor]) =>
    under.has(key) && variablesOf(factor).includes(variable) ? [factor] : [],
  );
}
