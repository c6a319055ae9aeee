import type { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isNumber,
} from "../expression/expression.ts";

const two: Expression = { num: "2" };
const one: Expression = { num: "1" };

const FUNCTIONS: Readonly<Record<string, (x: Expression) => Expression>> = {
  Sin: (x) => ["Negate", ["Cos", x]],
  Cos: (x) => ["Sin", x],
  Tan: (x) => ["Negate", ["Ln", ["Abs", ["Cos", x]]]],
  Cot: (x) => ["Ln", ["Abs", ["Sin", x]]],
  Sinh: (x) => ["Cosh", x],
  Cosh: (x) => ["Sinh", x],
  Exp: (x) => ["Exp", x],
  Sqrt: (x) => ["Divide", ["Multiply", two, x, ["Sqrt", x]], { num: "3" }],
};

/** Integrals known by heart (DLMF 4.10, 4.26, 4.40), of the variable itself; null for all others. */
export function antiderivativeInTable(body: Expression, variable: string): Expression | null {
  if (body === variable) return ["Divide", ["Power", variable, two], two];
  const head = headOf(body);
  const [first, second] = argumentsOf(body) as [Expression, Expression?];
  if (first === variable && second === undefined) return FUNCTIONS[head]?.(variable) ?? null;
  if (head === "Power" && second !== undefined) return powerIntegral(first, second, variable);
  if (head === "Divide" && second !== undefined && isNumber(first) && first.num === "1")
    return reciprocalIntegral(second, variable);
  return null;
}

function powerIntegral(
  base: Expression,
  exponent: Expression,
  variable: string,
): Expression | null {
  if (exponent === variable && !contains(base, variable))
    return base === "ExponentialE"
      ? ["Power", base, variable]
      : ["Divide", ["Power", base, variable], ["Ln", base]];
  const power = fractionOf(exponent);
  if (base === variable && power !== null) {
    if (power.equals(-1)) return ["Ln", ["Abs", variable]];
    const next = power.add(1);
    if (next.compare(0) < 0 && next.d === 1n)
      return ["Negate", reciprocalPower(next.neg(), variable)];
    return ["Divide", ["Power", variable, fractionExpression(next)], fractionExpression(next)];
  }
  if (power?.equals(2) === true && headOf(base) === "Sec" && argumentsOf(base)[0] === variable)
    return ["Tan", variable];
  if (power?.equals(2) === true && headOf(base) === "Csc" && argumentsOf(base)[0] === variable)
    return ["Negate", ["Cot", variable]];
  return null;
}

/** 1/(n x^n) */
function reciprocalPower(n: Fraction, variable: string): Expression {
  const power: Expression = n.equals(1) ? variable : ["Power", variable, fractionExpression(n)];
  return ["Divide", one, n.equals(1) ? power : ["Multiply", fractionExpression(n), power]];
}

function reciprocalIntegral(below: Expression, variable: string): Expression | null {
  if (below === variable) return ["Ln", ["Abs", variable]];
  const [first, second] = argumentsOf(below) as [Expression, Expression?];
  const head = headOf(below);
  if (head === "Power" && first === variable && second !== undefined) {
    const power = fractionOf(second);
    return power === null || power.equals(1)
      ? null
      : powerIntegral(variable, fractionExpression(power.neg()), variable);
  }
  if (head === "Sqrt" && first === variable) return ["Multiply", two, ["Sqrt", variable]];
  if (
    head === "Power" &&
    headOf(first) === "Cos" &&
    argumentsOf(first)[0] === variable &&
    isTwo(second)
  )
    return ["Tan", variable];
  const size = squarePlus(below, variable);
  if (size !== null) {
    const root = exactForm(["Sqrt", size]) ?? (["Sqrt", size] as Expression);
    return isOne(root)
      ? ["Arctan", variable]
      : ["Divide", ["Arctan", ["Divide", variable, root]], root];
  }
  if (head === "Sqrt" && isOneMinusSquare(first, variable)) return ["Arcsin", variable];
  return null;
}

function isTwo(expression: Expression | undefined): boolean {
  return expression !== undefined && isNumber(expression) && expression.num === "2";
}

function isSquareOf(expression: Expression | undefined, variable: string): boolean {
  if (expression === undefined || headOf(expression) !== "Power") return false;
  const [base, exponent] = argumentsOf(expression);
  return base === variable && isTwo(exponent);
}

function isOne(expression: Expression | undefined): boolean {
  return JSON.stringify(expression) === JSON.stringify(one);
}

/** The positive number c of `x^2 + c`, or null. */
function squarePlus(expression: Expression, variable: string): Expression | null {
  const [a, b, more] = argumentsOf(expression);
  if (headOf(expression) !== "Add" || a === undefined || b === undefined || more !== undefined)
    return null;
  const size = isSquareOf(a, variable) ? b : isSquareOf(b, variable) ? a : null;
  return size !== null && (fractionOf(size)?.compare(0) ?? 0) > 0 ? size : null;
}

function isOneMinusSquare(expression: Expression, variable: string): boolean {
  const [a, b] = argumentsOf(expression);
  const isNegated = (part: Expression | undefined): boolean =>
    part !== undefined && headOf(part) === "Negate" && isSquareOf(argumentsOf(part)[0], variable);
  return headOf(expression) === "Add" && ((isOne(a) && isNegated(b)) || (isOne(b) && isNegated(a)));
}
