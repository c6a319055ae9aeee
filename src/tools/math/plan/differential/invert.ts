import type { Fraction } from "fraction.js";
import { isDeadEnd } from "../../exact/deadline.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { KernelField } from "../../exact/kernel-field.ts";
import { NormalForm } from "../../exact/normal-form.ts";
import type { Polynomial } from "../../exact/polynomial.ts";
import { fractionExpression, rationalExpression, withPowers } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  type FunctionNode,
  headOf,
  holdsImaginaryUnit,
  integer,
  mapHeads,
  nodeCount,
  ONE,
  substitute,
} from "../../expression/expression.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { tidyRational } from "../../integrate/tidy.ts";
import { coefficientsIn } from "../../solve/solve-equation.ts";

const MARK = "__w";
/** One function value and what it is the inverse of, on its principal branch. */
const INVERSES: Readonly<Record<string, string>> = {
  Ln: "Exp",
  Exp: "Ln",
  Arctan: "Tan",
  Tan: "Arctan",
  Arcsin: "Sin",
  Sin: "Arcsin",
  Arccos: "Cos",
  Cos: "Arccos",
  Arsinh: "Sinh",
  Sinh: "Arsinh",
  Arcosh: "Cosh",
  Artanh: "Tanh",
  Tanh: "Artanh",
};

/**
 * Forms of the name for which the side may have the value, by undoing one operation after the other, and for
 * quotients of polynomials of degree two at most by the quadratic formula. Claims: to be put back. Empty where
 * the name stands in several places that no such form joins.
 */
export function invert(side: Expression, name: string, value: Expression): Expression[] {
  try {
    return undo(side, name, MARK).map((form) => settled(substitute(form, MARK, value)));
  } catch (error) {
    if (isDeadEnd(error)) return [];
    throw error;
  }
}

/** The form as one quotient where that is found, powers of e joined; signs as people write them. */
export function settled(expression: Expression): Expression {
  const plain = tidySigns(mapHeads(expression, withoutNestedQuotient));
  const rational = tidyRational(plain);
  const quotient = rational !== null && nodeCount(rational) <= nodeCount(plain) ? rational : plain;
  const joined = holdsExponential(quotient) ? withJoinedPowers(quotient) : null;
  return joined !== null && !holdsImaginaryUnit(joined) && nodeCount(joined) < nodeCount(quotient)
    ? joined
    : quotient;
}

/** a/(b/c) as a c/b. */
function withoutNestedQuotient(node: FunctionNode): Expression {
  const [above, below] = argumentsOf(node) as [Expression, Expression];
  if (headOf(node) !== "Divide" || headOf(below) !== "Divide") return node;
  const [b, c] = argumentsOf(below) as [Expression, Expression];
  return tidySigns(["Divide", ["Multiply", above, c], b]);
}

function withJoinedPowers(expression: Expression): Expression | null {
  try {
    const form = new NormalForm();
    const written = rationalExpression(form, form.normalize(expression), withPowers);
    return written === null ? null : tidySigns(written);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

const holdsExponential = (node: Expression): boolean =>
  (headOf(node) === "Power" && argumentsOf(node)[0] === "ExponentialE") ||
  argumentsOf(node).some(holdsExponential);

function undo(side: Expression, name: string, value: Expression): Expression[] {
  if (side === name) return [value];
  const parts = argumentsOf(side);
  const holders = parts.filter((part) => contains(part, name));
  if (holders.length === 0) return [];
  const [first, second] = parts as [Expression, Expression];
  if (holders.length > 1) return byFormula(side, name, value);
  const [inner] = holders as [Expression];
  const others = parts.filter((part) => part !== inner);
  switch (headOf(side)) {
    case "Negate":
      return undo(inner, name, ["Negate", value]);
    case "Add":
      return undo(inner, name, ["Add", value, ["Negate", ["Add", ...others]]]);
    case "Multiply":
      return undo(inner, name, ["Divide", value, ["Multiply", ...others]]);
    case "Divide":
      return inner === first
        ? undo(inner, name, ["Multiply", value, second])
        : undo(inner, name, ["Divide", first, value]);
    case "Sqrt":
      return undo(inner, name, ["Power", value, integer(2)]);
    case "Power":
      return inner === first
        ? undoPower(inner, second, name, value)
        : undo(inner, name, first === "ExponentialE" ? ["Ln", value] : byLogarithm(first, value));
    default: {
      const inverse = INVERSES[headOf(side)];
      if (inverse === undefined) return [];
      const undone: Expression =
        inverse === "Exp" ? ["Power", "ExponentialE", value] : [inverse, value];
      return undo(inner, name, undone);
    }
  }
}

const byLogarithm = (base: Expression, value: Expression): Expression => [
  "Divide",
  ["Ln", value],
  ["Ln", base],
];

/** u^q = w: u is w^(1/q), and its opposite where q has an even numerator. */
function undoPower(
  base: Expression,
  exponent: Expression,
  name: string,
  value: Expression,
): Expression[] {
  const power = fractionOf(exponent);
  if (power === null || power.equals(0)) return [];
  const root = powered(value, power.inverse());
  const roots: Expression[] = power.n % 2n === 0n ? [root, ["Negate", root]] : [root];
  return roots.flatMap((form) => undo(base, name, form));
}

/** w^q, with roots of the reciprocal where q is negative. */
export function powered(value: Expression, power: Fraction): Expression {
  if (power.s < 0n) return ["Divide", ONE, powered(value, power.neg())];
  if (power.equals(1)) return value;
  return power.equals("1/2") ? ["Sqrt", value] : ["Power", value, fractionExpression(power)];
}

/** The quotient of polynomials in the name less the value, of degree one or two, solved by the formula. */
function byFormula(side: Expression, name: string, value: Expression): Expression[] {
  const field = new KernelField();
  const [generator] = field.fromExpression(name).numerator.generators();
  const { numerator } = field.fromExpression(["Add", side, ["Negate", value]]);
  if (generator === undefined) return [];
  const isPolynomial = [...numerator.generators()].every(
    (index) => index === generator || !field.dependsOn(index, name),
  );
  const coefficients = isPolynomial ? coefficientsIn(numerator, generator) : [];
  if (coefficients.length < 2 || coefficients.length > 3) return [];
  const [c, b, a] = coefficients.map((polynomial: Polynomial) =>
    field.toExpression({ numerator: polynomial, denominator: field.one.denominator }),
  ) as [Expression, Expression, Expression?];
  if (a === undefined) return [["Negate", ["Divide", c, b]]];
  const square: Expression = [
    "Add",
    ["Power", b, integer(2)],
    ["Negate", ["Multiply", integer(4), a, c]],
  ];
  const root: Expression = ["Sqrt", settled(square)];
  const bottom: Expression = ["Multiply", integer(2), a];
  return [root, ["Negate", root] as Expression].map((part): Expression => [
    "Divide",
    ["Add", ["Negate", b], part],
    bottom,
  ]);
}
