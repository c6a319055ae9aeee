import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { exactDerivative } from "./derivative.ts";

export interface Isolated {
  readonly root: Expression;
  /** What had to be assumed on the way: exponents and bases that are positive or not zero. */
  readonly conditions: readonly string[];
  /** True when every step could be undone in one way only. */
  readonly isOnlyRoot: boolean;
}

const INVERSES: Readonly<Record<string, (value: Expression) => Expression>> = {
  Ln: (value) => ["Power", "ExponentialE", value],
  Lg: (value) => ["Power", integer(10), value],
  Lb: (value) => ["Power", integer(2), value],
  Exp: (value) => ["Ln", value],
  Sqrt: (value) => ["Power", value, integer(2)],
};

/**
 * Solves an equation with symbols for one unknown: where it is linear in the unknown, and where the
 * unknown stands in one place only, by undoing one operation after the other. Null when neither applies.
 * The root must still be put back into the equation.
 */
export function isolate(left: Expression, right: Expression, variable: string): Isolated | null {
  const linear = solveLinear(["Add", left, ["Negate", right]], variable);
  if (linear !== null) return linear;
  if (occurrences(left, variable) + occurrences(right, variable) !== 1) return null;
  return contains(left, variable) ? undo(left, right, variable) : undo(right, left, variable);
}

/** f(x) = f(0) + f'(x) x with f' free of x. */
function solveLinear(difference: Expression, variable: string): Isolated | null {
  const slope = exactDerivative(difference, variable);
  if (slope === null || contains(slope, variable) || (isNumber(slope) && slope.num === "0"))
    return null;
  const atZero = substitute(difference, variable, integer(0));
  return {
    root: ["Divide", ["Negate", atZero], slope],
    conditions: variablesOf(slope).length > 0 ? ["the coefficient of the unknown is not zero"] : [],
    isOnlyRoot: true,
  };
}

function occurrences(expression: Expression, variable: string): number {
  if (expression === variable) return 1;
  return argumentsOf(expression).reduce((sum, part) => sum + occurrences(part, variable), 0);
}

function undo(side: Expression, other: Expression, variable: string): Isolated | null {
  let inner = side;
  let value = other;
  const conditions: string[] = [];
  let isOnlyRoot = true;
  for (let depth = 0; inner !== variable; depth++) {
    if (depth > 30) return null;
    const parts = argumentsOf(inner);
    const next = parts.find((part) => contains(part, variable));
    if (next === undefined) return null;
    const rest = parts.filter((part) => part !== next);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(inner)) {
      case "Add":
        value = ["Add", value, ...rest.map((part): Expression => ["Negate", part])];
        break;
      case "Negate":
        value = ["Negate", value];
        break;
      case "Multiply":
        value = [
          "Divide",
          value,
          rest.length === 1 ? (rest[0] as Expression) : ["Multiply", ...rest],
        ];
        break;
      case "Divide":
        value = next === first ? ["Multiply", value, second] : ["Divide", first, value];
        break;
      case "Power":
        if (next === first) {
          value = ["Power", value, ["Divide", integer(1), second]];
          if (!(isNumber(second) && /^\d*[13579]$/.test(second.num))) isOnlyRoot = false;
          conditions.push("bases of powers are positive");
        } else {
          value = ["Divide", ["Ln", value], ["Ln", first]];
          conditions.push("bases of powers and arguments of logarithms are positive");
        }
        break;
      default: {
        const inverse = INVERSES[headOf(inner)];
        if (inverse === undefined || parts.length !== 1) return null;
        value = inverse(value);
        if (headOf(inner) === "Exp") isOnlyRoot = false;
      }
    }
    inner = next;
  }
  return { root: value, conditions: [...new Set(conditions)], isOnlyRoot };
}
