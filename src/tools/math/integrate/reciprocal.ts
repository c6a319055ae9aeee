import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isFunction,
  ONE,
  substitute,
  symbolsOf,
} from "../expression/expression.ts";
import { isPolynomialIn, linearIn } from "./linear.ts";
import { freshName, type Substitution } from "./substitution.ts";
import { tidyRational } from "./tidy.ts";

/**
 * u = 1/x, or 1/(a + b x), where all that is no algebraic function of x is one of a polynomial in that
 * quotient.
 */
export function reciprocalSubstitution(integrand: Expression, variable: string): Substitution[] {
  const mark = freshName(symbolsOf(integrand));
  const base = divisorOf(integrand, variable);
  const linear = base === null ? null : linearIn(base, variable);
  if (base === null || linear === null) return [];
  const { slope, offset } = linear;
  const old: Expression = ["Divide", ["Add", ["Divide", ONE, mark], ["Negate", offset]], slope];
  let isNeeded = false;
  const isMeant = (node: Expression): boolean => {
    if (!isFunction(node) || !contains(node, variable)) return true;
    const parts = argumentsOf(node);
    const isExponential = headOf(node) === "Power" && contains(parts[1] as Expression, variable);
    if (!isExponential && ALGEBRAIC.has(headOf(node))) return parts.every(isMeant);
    return parts.every((part) => {
      if (!contains(part, variable)) return true;
      const inMark =
        isPolynomialIn(part, variable) && hasDivision(part, variable)
          ? tidyRational(substitute(part, variable, old))
          : null;
      isNeeded = true;
      return inMark !== null && !hasDivision(inMark, mark);
    });
  };
  if (!isMeant(integrand) || !isNeeded) return [];
  const whole: Expression = [
    "Negate",
    [
      "Divide",
      substitute(integrand, variable, old),
      ["Multiply", slope, ["Power", mark, { num: "2" }]],
    ],
  ];
  const tidied = tidyRational(whole);
  return tidied === null ? [] : [{ integrand: tidied, mark, meaning: ["Divide", ONE, base] }];
}

const ALGEBRAIC: ReadonlySet<string> = new Set("Add Multiply Divide Negate Power Sqrt".split(" "));

/** What the variable is in below, inside a function that is not algebraic or in an exponent. */
function divisorOf(node: Expression, variable: string, isInside = false): Expression | null {
  if (!isFunction(node) || !contains(node, variable)) return null;
  const [first, second] = argumentsOf(node) as [Expression, Expression?];
  if (isInside && headOf(node) === "Divide" && second !== undefined && contains(second, variable))
    return second;
  if (isInside && headOf(node) === "Power" && second !== undefined && headOf(second) === "Negate")
    return first;
  const isExponential = headOf(node) === "Power" && contains(second as Expression, variable);
  const goesInside = isInside || isExponential || !ALGEBRAIC.has(headOf(node));
  for (const part of argumentsOf(node)) {
    const found = divisorOf(part, variable, goesInside);
    if (found !== null) return found;
  }
  return null;
}

/** Is the variable in a divisor or under a negative power? */
function hasDivision(node: Expression, variable: string): boolean {
  if (!isFunction(node) || !contains(node, variable)) return false;
  const [, second] = argumentsOf(node) as [Expression, Expression?];
  if (headOf(node) === "Divide" && contains(second as Expression, variable)) return true;
  if (headOf(node) === "Power" && second !== undefined && headOf(second) === "Negate") return true;
  return argumentsOf(node).some((part) => hasDivision(part, variable));
}
