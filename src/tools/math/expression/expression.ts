import { AnsatzError } from "../../../core/errors.ts";
import { checkDeadline } from "../exact/deadline.ts";

/**
 * Mathematics as inert data, in the MathJSON form: a number is `{ num }` with an exact decimal string,
 * a symbol is a string, a function is an array with its name first. It carries no behaviour.
 */
export type Expression = NumberNode | string | FunctionNode;
export interface NumberNode {
  readonly num: string;
}
export type FunctionNode = readonly [string, ...Expression[]];

export function isNumber(expression: Expression): expression is NumberNode {
  return typeof expression === "object" && "num" in expression;
}

export function isSymbol(expression: Expression): expression is string {
  return typeof expression === "string";
}

export function isFunction(expression: Expression): expression is FunctionNode {
  return Array.isArray(expression);
}

/** The function's name, or "" for numbers and symbols. */
export function headOf(expression: Expression): string {
  return isFunction(expression) ? expression[0] : "";
}

export function argumentsOf(expression: Expression): readonly Expression[] {
  return isFunction(expression) ? (expression.slice(1) as Expression[]) : [];
}

/** A whole number. A double beyond those that are exact is no such number: throws `too_large`. */
export function integer(value: number | bigint): Expression {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new AnsatzError(
      "too_large",
      "A number on the way is larger than is worked out exactly here. Ask for a smaller case.",
    );
  return value < 0 ? ["Negate", { num: String(-value) }] : { num: String(value) };
}

export function rational(numerator: bigint, denominator: bigint): Expression {
  if (denominator === 1n) return integer(numerator);
  const magnitude: Expression = [
    "Divide",
    integer(numerator < 0n ? -numerator : numerator),
    integer(denominator),
  ];
  return numerator < 0n ? ["Negate", magnitude] : magnitude;
}

export const ZERO: Expression = { num: "0" };
export const ONE: Expression = { num: "1" };

export const CONSTANTS: ReadonlySet<string> = new Set([
  "Pi",
  "ExponentialE",
  "ImaginaryUnit",
  "PositiveInfinity",
  "NegativeInfinity",
  "ComplexInfinity",
  "Undefined",
  "EulerGamma",
  "True",
  "False",
]);

const BINDERS: ReadonlySet<string> = new Set(["Integrate", "Sum", "Product", "Limit", "D"]);

/** The free variables, in order of first appearance. Constants are not variables. */
export function variablesOf(expression: Expression): string[] {
  const found = new Set<string>();
  const visit = (node: Expression, bound: ReadonlySet<string>): void => {
    if (isSymbol(node)) {
      if (!CONSTANTS.has(node) && !bound.has(node)) found.add(node);
      return;
    }
    if (!isFunction(node)) return;
    const variable = node[2];
    if (BINDERS.has(node[0]) && node[0] !== "D" && typeof variable === "string") {
      visit(node[1] as Expression, new Set([...bound, variable]));
      for (const limit of node.slice(3) as Expression[]) visit(limit, bound);
      return;
    }
    for (const child of argumentsOf(node)) visit(child, bound);
  };
  visit(expression, new Set());
  return [...found];
}

/** Every symbol that is not a constant, bound ones included. */
export function symbolsOf(expression: Expression): Set<string> {
  if (isSymbol(expression)) return new Set(CONSTANTS.has(expression) ? [] : [expression]);
  return new Set(argumentsOf(expression).flatMap((part) => [...symbolsOf(part)]));
}

/** Replaces a free symbol everywhere. */
export function substitute(
  expression: Expression,
  symbol: string,
  replacement: Expression,
): Expression {
  checkDeadline();
  if (expression === symbol) return replacement;
  if (!isFunction(expression)) return expression;
  if (BINDERS.has(expression[0]) && expression[2] === symbol) return expression;
  return [
    expression[0],
    ...argumentsOf(expression).map((child) => substitute(child, symbol, replacement)),
  ];
}

export function contains(expression: Expression, symbol: string): boolean {
  return variablesOf(expression).includes(symbol);
}

/** Does i stand in it? A constant that holds none may still not be real. */
export function holdsImaginaryUnit(expression: Expression): boolean {
  return expression === "ImaginaryUnit" || argumentsOf(expression).some(holdsImaginaryUnit);
}

/** How many nodes the tree has; the measure of size for limits and for "simplest form". */
export function nodeCount(expression: Expression): number {
  let count = 1;
  for (const child of argumentsOf(expression)) count += nodeCount(child);
  return count;
}

export function mapHeads(
  expression: Expression,
  replace: (node: FunctionNode) => Expression,
): Expression {
  if (!isFunction(expression)) return expression;
  return replace([
    expression[0],
    ...argumentsOf(expression).map((child) => mapHeads(child, replace)),
  ]);
}
