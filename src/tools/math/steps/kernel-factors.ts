import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { differenceOfSquares } from "./difference-of-squares.ts";
import { replacePart } from "./equation-kernels.ts";
import { factored, product } from "./quotient-parts.ts";

const KERNELS = new Set(["Sin", "Cos", "Tan", "Exp", "Ln", "Sqrt"]);

/**
 * A sum of powers of sin(x), cos(x), e^x and the like, factored as a polynomial in them. Null where it is
 * none, or where nothing can be taken out.
 */
export function factoredInKernels(sum: Expression): Expression | null {
  if (headOf(sum) !== "Add") return null;
  const parts = kernelsIn(sum);
  if (parts.length === 0 || parts.length > 2) return null;
  const letters = parts.map((_, index) => `kernel${index}`);
  const named = parts.reduce<Expression>(
    (all, part, index) => replacePart(all, part, letters[index] as string),
    sum,
  );
  if (variablesOf(named).some((name) => !letters.includes(name))) return null;
  const found = letters.length === 1 ? factored(named) : taken(named, letters);
  if (found === null || headOf(found) === "Add") return null;
  return parts.reduce<Expression>(
    (all, part, index) => substitute(all, letters[index] as string, part),
    found,
  );
}

function kernelsIn(expression: Expression): Expression[] {
  const found = new Map<string, Expression>();
  const visit = (part: Expression): void => {
    if (KERNELS.has(headOf(part)) && variablesOf(part).length > 0)
      found.set(JSON.stringify(part), part);
    else argumentsOf(part).forEach(visit);
  };
  visit(expression);
  return [...found.values()];
}

/** A letter that stands in every term, or a difference of squares. */
function taken(sum: Expression, letters: readonly string[]): Expression | null {
  for (const letter of letters) {
    const atZero = exactForm(substitute(sum, letter, ZERO));
    if (atZero === null || fractionOf(atZero)?.equals(0) !== true || !contains(sum, letter))
      continue;
    const rest = exactForm(["Divide", sum, letter]);
    if (rest !== null && headOf(rest) !== "Divide") return product([letter, rest]);
  }
  return differenceOfSquares(sum);
}
