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
import { isPolynomialIn } from "./linear.ts";
import { freshName, type Substitution } from "./substitution.ts";
import { tidyRational } from "./tidy.ts";

/** u = 1/x, where all that is no algebraic function of x is one of a polynomial in 1/x. */
export function reciprocalSubstitution(integrand: Expression, variable: string): Substitution[] {
  const mark = freshName(symbolsOf(integrand));
  const old: Expression = ["Divide", ONE, mark];
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
  if (!hasDivision(integrand, variable) || !isMeant(integrand) || !isNeeded) return [];
  const whole: Expression = [
    "Negate",
    ["Divide", substitute(integrand, variable, old), ["Power", mark, { num: "2" }]],
  ];
  const tidied = tidyRational(whole);
  return tidied === null ? [] : [{ integrand: tidied, mark, meaning: ["Divide", ONE, variable] }];
}

const ALGEBRAIC: ReadonlySet<string> = new Set("Add Multiply Divide Negate Power Sqrt".split(" "));

/** Is the variable in a divisor or under a negative power? */
function hasDivision(node: Expression, variable: string): boolean {
  if (!isFunction(node) || !contains(node, variable)) return false;
  const [, second] = argumentsOf(node) as [Expression, Expression?];
  if (headOf(node) === "Divide" && contains(second as Expression, variable)) return true;
  if (headOf(node) === "Power" && second !== undefined && headOf(second) === "Negate") return true;
  return argumentsOf(node).some((part) => hasDivision(part, variable));
}
