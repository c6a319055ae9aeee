import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { signOf } from "../numeric/evaluate-with-error.ts";

/** What is known of symbols; all of them are real. */
export interface Signs {
  readonly positive: ReadonlySet<string>;
}

export type Sign = "positive" | "not-negative" | "real";

/** Does the sign follow from the signs of the parts? False means only that it does not follow. */
export function hasSign(expression: Expression, sign: Sign, signs: Signs): boolean {
  if (variablesOf(expression).length === 0) return constantHas(expression, sign);
  const is = (part: Expression, wanted: Sign): boolean => hasSign(part, wanted, signs);
  if (isSymbol(expression)) return sign === "real" || signs.positive.has(expression);
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  const isEven =
    headOf(expression) === "Power" && isNumber(second) && /^\d*[02468]$/.test(second.num);
  switch (headOf(expression)) {
    case "Add":
      return sign === "positive"
        ? parts.every((part) => is(part, "not-negative")) &&
            parts.some((part) => is(part, "positive"))
        : parts.every((part) => is(part, sign));
    case "Negate":
      return sign === "real" ? is(first, "real") : isNegative(first, sign, signs);
    case "Multiply":
      return parts.every((part) => is(part, sign)) || isSquareProduct(parts, sign, signs);
    case "Divide":
      return is(first, sign) && is(second, "positive");
    case "Power":
      if (first === "ExponentialE") return is(second, "real");
      if (isEven && sign !== "positive") return is(first, "real");
      if (isNumber(second) && /^\d+$/.test(second.num) && sign !== "positive")
        return is(first, sign);
      return is(first, "positive") && is(second, "real");
    case "Sqrt":
      return sign === "positive" ? is(first, "positive") : is(first, "not-negative");
    case "Cosh":
    case "Sech":
      return is(first, "real");
    case "Abs":
      return sign === "positive"
        ? is(first, "positive") || is(["Negate", first], "positive")
        : is(first, "real");
    case "Sin":
    case "Cos":
      return sign === "real" && is(first, "real");
    case "Arctan":
    case "Sinh":
    case "Tanh":
    case "Arsinh":
    case "Erf":
    case "Erfi":
      return is(first, sign);
    case "Ln":
      return sign === "real" && is(first, "positive");
    default:
      return false;
  }
}

function constantHas(expression: Expression, sign: Sign): boolean {
  if (isNumber(expression)) return sign !== "positive" || !isZeroNode(expression);
  if (evaluateReal(expression) === null) return false;
  return sign === "real" || signOf(expression) === 1;
}

const isZeroNode = (node: Expression): boolean => isNumber(node) && /^0+$/.test(node.num);

/** Is the negative of the expression of that sign? Only a product with one negative factor is looked at. */
function isNegative(expression: Expression, sign: Sign, signs: Signs): boolean {
  if (headOf(expression) === "Negate")
    return hasSign(argumentsOf(expression)[0] as Expression, sign, signs);
  if (headOf(expression) === "Add")
    return argumentsOf(expression).every((part) => hasSign(["Negate", part], sign, signs));
  return false;
}

/** A product in which a real factor stands twice. */
function isSquareProduct(parts: readonly Expression[], sign: Sign, signs: Signs): boolean {
  if (sign !== "not-negative" || parts.length !== 2) return false;
  const [a, b] = parts as [Expression, Expression];
  return JSON.stringify(a) === JSON.stringify(b) && hasSign(a, "real", signs);
}
