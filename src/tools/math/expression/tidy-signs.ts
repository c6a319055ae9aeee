import { argumentsOf, type Expression, headOf, isFunction, isNumber } from "./expression.ts";

function isOne(expression: Expression): boolean {
  return isNumber(expression) && expression.num === "1";
}

function isZero(expression: Expression): boolean {
  return isNumber(expression) && expression.num === "0";
}

function negate(expression: Expression): Expression {
  return headOf(expression) === "Negate"
    ? (argumentsOf(expression)[0] as Expression)
    : ["Negate", expression];
}

/**
 * Writes signs the way people do: minus signs in front of products and fractions, no double negation, no
 * `+ 0`, no `* 1`, sums and products flat. The value is unchanged.
 */
export function tidySigns(expression: Expression): Expression {
  if (!isFunction(expression)) return expression;
  const parts = argumentsOf(expression).map(tidySigns);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Negate":
      return isZero(first) ? first : negate(first);
    case "Add": {
      const terms = parts
        .flatMap((part) => (headOf(part) === "Add" ? argumentsOf(part) : [part]))
        .filter((term) => !isZero(term));
      if (terms.length === 0) return { num: "0" };
      return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
    }
    case "Multiply":
      return tidyProduct(parts);
    case "Divide": {
      if (isOne(second)) return first;
      const isNegative = (headOf(first) === "Negate") !== (headOf(second) === "Negate");
      const strip = (part: Expression): Expression =>
        headOf(part) === "Negate" ? (argumentsOf(part)[0] as Expression) : part;
      const quotient: Expression = ["Divide", strip(first), strip(second)];
      return isNegative ? ["Negate", quotient] : quotient;
    }
    case "Power":
      return isOne(second) ? first : ["Power", first, second];
    default:
      return [headOf(expression), ...parts];
  }
}

function tidyProduct(parts: readonly Expression[]): Expression {
  let isNegative = false;
  const factors: Expression[] = [];
  for (const part of parts.flatMap((item) =>
    headOf(item) === "Multiply" ? argumentsOf(item) : [item],
  )) {
    const bare = headOf(part) === "Negate" ? (argumentsOf(part)[0] as Expression) : part;
    if (bare !== part) isNegative = !isNegative;
    if (!isOne(bare)) factors.push(bare);
  }
  const product: Expression =
    factors.length === 0
      ? { num: "1" }
      : factors.length === 1
        ? (factors[0] as Expression)
        : ["Multiply", ...factors];
  return isNegative ? ["Negate", product] : product;
}
