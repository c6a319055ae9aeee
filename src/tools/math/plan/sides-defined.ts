import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { denominatorsOf } from "../prove/denominators.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { undefinedPart } from "../prove/undefined-part.ts";
import type { SolveDomain } from "../read/math-query.ts";

const LOGARITHMS: ReadonlySet<string> = new Set(["Ln", "Lg", "Lb", "Log"]);
const RATIONAL: ReadonlySet<string> = new Set(["Equal", "Add", "Multiply", "Negate", "Divide"]);

/**
 * The roots at which both sides of the equation as it was written have values, real ones where real solutions
 * are asked for: what cancels between the sides may have none.
 */
export function rootsWithSides(
  equation: Expression,
  variable: string,
  roots: readonly Expression[],
  domain: SolveDomain,
): readonly Expression[] {
  if (isRational(equation, variable)) return roots;
  const isReal = domain.isReal || domain.interval !== null;
  return roots.filter((root) => {
    if (variablesOf(root).length > 0) return true;
    const sides = argumentsOf(equation).map((side) => substitute(side, variable, root));
    return (
      sides.every((side) => undefinedPart(side) === null) &&
      !(isReal && sides.map(isDefinedReal).includes(false))
    );
  });
}

/** Where the sides of an identity have values, as far as its roots and logarithms restrict that. */
export function domainConditions(
  equation: Expression,
  variable: string,
  domain: SolveDomain,
): string[] {
  const isReal = domain.isReal || domain.interval !== null;
  const found = new Set<string>();
  const visit = (node: Expression): void => {
    const [inner] = argumentsOf(node);
    if (inner !== undefined && contains(inner, variable)) {
      if (LOGARITHMS.has(headOf(node))) found.add(`${printPlain(inner)} ${isReal ? ">" : "!="} 0`);
      if (headOf(node) === "Sqrt" && isReal) found.add(`${printPlain(inner)} >= 0`);
    }
    for (const part of argumentsOf(node)) visit(part);
  };
  visit(equation);
  return [...found];
}

/** "-a + 1 != 0" for every divisor of the equation that a root turns into something with letters. */
export function divisorConditions(
  equation: Expression,
  variable: string,
  roots: readonly Expression[],
): string[] {
  const divisors = denominatorsOf(equation).filter((part) => contains(part, variable));
  const found = new Set<string>();
  for (const divisor of divisors)
    for (const root of roots) {
      const put = substitute(divisor, variable, root);
      const value = numeratorOf(exactForm(put) ?? put);
      if (variablesOf(value).length > 0) found.add(`${printPlain(value)} != 0`);
    }
  return [...found];
}

/** A quotient is zero where what it divides is; its own divisor is a condition of the root. */
function numeratorOf(value: Expression): Expression {
  if (headOf(value) === "Divide") return argumentsOf(value)[0] as Expression;
  return headOf(value) === "Negate" ? numeratorOf(argumentsOf(value)[0] as Expression) : value;
}

/** The four operations and whole powers: where such sides have values is seen to by who solves them. */
function isRational(expression: Expression, variable: string): boolean {
  if (!contains(expression, variable) || expression === variable) return true;
  const parts = argumentsOf(expression);
  const isWholePower =
    headOf(expression) === "Power" &&
    typeof parts[1] === "object" &&
    "num" in parts[1] &&
    /^\d+$/.test(parts[1].num);
  return (
    (RATIONAL.has(headOf(expression)) || isWholePower) &&
    parts.every((part) => isRational(part, variable))
  );
}
