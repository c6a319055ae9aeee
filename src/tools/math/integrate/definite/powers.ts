import { Fraction } from "fraction.js";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { positivePower, signOfReal, tidy } from "./complex-pair.ts";

/** A product of powers of bases that depend on the variable; what stands before it does not. */
export interface PowerProduct {
  readonly constant: Expression;
  readonly powers: readonly { readonly base: Expression; readonly exponent: Fraction }[];
}

const NONE = new Fraction(0);

/**
 * The expression as a product of powers, roots of products and powers of powers taken apart. That is right
 * where every base below a root is positive: `isPositive` says which may stand there. Null where another one
 * does, or a constant that is not positive.
 */
export function powerProduct(
  expression: Expression,
  variable: string,
  isPositive: (base: Expression) => boolean,
): PowerProduct | null {
  const constants: Expression[] = [];
  const bases = new Map<string, { base: Expression; exponent: Fraction }>();
  const visit = (node: Expression, exponent: Fraction, isBelowRoot: boolean): boolean => {
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    if (!contains(node, variable)) {
      if (isBelowRoot && signOfReal(node) !== 1) return false;
      constants.push(
        exponent.d === 1n
          ? ["Power", node, fractionExpression(exponent)]
          : positivePower(node, exponent),
      );
      return true;
    }
    switch (headOf(node)) {
      case "Multiply":
        return argumentsOf(node).every((part) => visit(part, exponent, isBelowRoot));
      case "Divide":
        return visit(first, exponent, isBelowRoot) && visit(second, exponent.neg(), isBelowRoot);
      case "Negate":
        return visit(integer(-1), exponent, isBelowRoot) && visit(first, exponent, isBelowRoot);
      case "Sqrt":
        return visit(first, exponent.div(2), true);
      case "Power": {
        const power = fractionOf(second);
        if (power !== null) return visit(first, exponent.mul(power), isBelowRoot || power.d !== 1n);
        break;
      }
      default:
    }
    if (isBelowRoot && !isPositive(node)) return false;
    const key = printPlain(node);
    const before = bases.get(key)?.exponent ?? NONE;
    bases.set(key, { base: node, exponent: before.add(exponent) });
    return true;
  };
  if (!visit(expression, new Fraction(1), false)) return null;
  return {
    constant: tidy(["Multiply", integer(1), ...constants]),
    powers: [...bases.values()].filter(({ exponent }) => !exponent.equals(0)),
  };
}

/** coefficient x^power for x > 0; null for anything else. */
export function monomial(
  expression: Expression,
  variable: string,
): { readonly coefficient: Expression; readonly power: Fraction } | null {
  const product = powerProduct(expression, variable, (base) => base === variable);
  if (product === null || product.powers.length > 1) return null;
  const [only] = product.powers;
  if (only !== undefined && only.base !== variable) return null;
  return { coefficient: product.constant, power: only?.exponent ?? NONE };
}

/** Logarithms and powers of e^u taken apart, for real u: what a substitution x = e^u leaves. */
export function withoutExponentialPowers(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    const inner = headOf(first ?? "") === "Power" ? argumentsOf(first) : [];
    const [base, exponent] = inner as [Expression?, Expression?];
    if (base !== "ExponentialE" || exponent === undefined)
      return headOf(node) === "Ln" &&
        headOf(first) === "Divide" &&
        argumentsOf(first)[0] !== undefined
        ? reciprocalLogarithm(node, first)
        : node;
    if (headOf(node) === "Ln") return exponent;
    if (headOf(node) === "Sqrt") return ["Power", base, ["Divide", exponent, integer(2)]];
    if (headOf(node) === "Power" && fractionOf(second) !== null)
      return ["Power", base, tidy(["Multiply", exponent, second])];
    return node;
  });
}

function reciprocalLogarithm(node: Expression, quotient: Expression): Expression {
  const [above, below] = argumentsOf(quotient) as [Expression, Expression];
  const [base, exponent] = argumentsOf(below);
  return printPlain(above) === "1" && headOf(below) === "Power" && base === "ExponentialE"
    ? ["Negate", exponent as Expression]
    : node;
}
