import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isFunction,
  isNumber,
  substitute,
} from "../expression/expression.ts";

/** The symbol that grows to +infinity; the reader never gives it to a variable of a question. */
export const GERM = "__t";

/** Symbols for bounded parts that do not settle, such as sin(t). */
export const BOUNDED_PREFIX = "__b";

export const exp = (u: Expression): Expression => ["Power", "ExponentialE", u];
export const isExp = (expression: Expression): boolean =>
  headOf(expression) === "Power" && argumentsOf(expression)[0] === "ExponentialE";
export const exponentOf = (expression: Expression): Expression =>
  argumentsOf(expression)[1] as Expression;
export const negate = (u: Expression): Expression =>
  headOf(u) === "Negate" ? (argumentsOf(u)[0] as Expression) : ["Negate", u];
export const plus = (...terms: readonly Expression[]): Expression => ["Add", ...terms];
export const times = (...factors: readonly Expression[]): Expression => ["Multiply", ...factors];
export const over = (a: Expression, b: Expression): Expression => ["Divide", a, b];
export const moves = (expression: Expression): boolean => contains(expression, GERM);

/** ln u with ln e^v = v, for the real v that occur here. */
export function ln(u: Expression): Expression {
  return isExp(u) ? exponentOf(u) : ["Ln", u];
}

/** e^u with e^(ln v) = v; v is positive wherever its logarithm occurs here. */
function tidyExp(u: Expression): Expression {
  if (headOf(u) === "Ln") return argumentsOf(u)[0] as Expression;
  return isNumber(u) && Number(u.num) === 0 ? { num: "1" } : exp(u);
}

/** The expression with e^t for t: the same limit, one class of growth higher. */
export function moveUp(expression: Expression): Expression {
  return tidy(substitute(expression, GERM, exp(GERM)));
}

function tidy(expression: Expression): Expression {
  if (!isFunction(expression)) return expression;
  const parts = argumentsOf(expression).map(tidy);
  const [first, second] = parts as [Expression, Expression];
  if (expression[0] === "Ln") return ln(first);
  if (expression[0] === "Power" && first === "ExponentialE") return tidyExp(second);
  return [expression[0], ...parts];
}
