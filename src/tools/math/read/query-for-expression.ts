import { AnsatzError } from "../../../core/errors.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
  variablesOf,
} from "../expression/expression.ts";
import { isMatrixValued, isVectorValued, matrixOf } from "../matrix/matrix.ts";
import { linearAlgebra } from "./linear-algebra-query.ts";
import { EVERYWHERE, type MathQuery, type SolveDomain } from "./math-query.ts";
import type { ReadingContext } from "./reading-context.ts";

const EQUATION_HEADS = new Set(["Equal"]);
const ORDER_HEADS = new Set(["Less", "Greater", "LessEqual", "GreaterEqual"]);

/** An expression without a verb: what it is decides what is asked. */
export function queryForExpression(
  expression: Expression,
  context: ReadingContext,
  text: string,
): MathQuery {
  const head = headOf(expression);
  const [first, second, third, fourth] = argumentsOf(expression) as [
    Expression,
    Expression,
    Expression?,
    Expression?,
  ];
  switch (head) {
    case "Sequence":
    case "And":
      return readSeveral(argumentsOf(expression), context, text);
    case "Equal":
    case "NotEqual":
      if (variablesOf(expression).length === 0) return { kind: "truth", relation: expression };
      if (head === "NotEqual")
        throw new AnsatzError(
          "unsupported",
          "A condition with ≠ has no single answer. Ask for the equation instead.",
        );
      return {
        kind: "solve",
        domain: EVERYWHERE,
        equations: [expression],
        unknowns: [context.chooseVariable(expression, text, (name) => `solve ${text} for ${name}`)],
      };
    case "Determinant":
      if (matrixOf(first) !== null) return linearAlgebra("determinant", first);
      break;
    case "Approximately":
      return { kind: "truth", relation: expression };
    case "Less":
    case "Greater":
    case "LessEqual":
    case "GreaterEqual":
      if (variablesOf(expression).length === 0) return { kind: "truth", relation: expression };
      return {
        kind: "inequality",
        relations: [expression],
        domain: EVERYWHERE,
        variable: context.chooseVariable(expression, text, (name) => `solve ${text} for ${name}`),
      };
    case "D":
      if (isSymbol(second))
        return {
          kind: "differentiate",
          expression: first,
          variable: second,
          order: third !== undefined && isNumber(third) ? Number(third.num) : 1,
          at: null,
        };
      break;
    case "Integrate":
      if (isSymbol(second))
        return {
          kind: "integrate",
          expression: first,
          variable: second,
          bounds: third === undefined || fourth === undefined ? null : [third, fourth],
        };
      break;
    case "Limit":
      if (isSymbol(second) && third !== undefined)
        return {
          kind: "limit",
          expression: first,
          variable: second,
          point: third,
          side: fourth === "FromLeft" || fourth === "FromRight" ? fourth : null,
        };
      break;
    case "Sum":
    case "Product":
      if (isSymbol(second) && third !== undefined && fourth !== undefined)
        return {
          kind: head === "Sum" ? "sum" : "product",
          expression: first,
          variable: second,
          lower: third,
          upper: fourth,
        };
      break;
    case "Exp":
      if (matrixOf(first) !== null) return linearAlgebra("matrix-exponential", first);
      break;
    default:
  }
  if (head === "Power" && first === "ExponentialE" && isMatrixValued(second))
    return linearAlgebra("matrix-exponential", second);
  if (head !== "List" && isMatrixValued(expression))
    return linearAlgebra("matrix-expression", expression);
  if (["Add", "Multiply", "Divide", "Negate"].includes(head) && isVectorValued(expression))
    return linearAlgebra("matrix-expression", expression);
  if (calculatesWithRelation(expression))
    throw new AnsatzError(
      "syntax",
      "A relation such as x < 1 is no number to calculate with. For a probability name the distribution, as in: normal distribution with mean 100 and sd 15, P(X < 120).",
    );
  return { kind: "evaluate", expression };
}

const ARITHMETIC = new Set(["Add", "Multiply", "Divide", "Negate", "Power"]);

/** `P(X < 1)` with P as a factor is a misreading. */
function calculatesWithRelation(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  const isHere =
    ARITHMETIC.has(headOf(expression)) &&
    parts.some((part) => EQUATION_HEADS.has(headOf(part)) || ORDER_HEADS.has(headOf(part)));
  return isHere || parts.some(calculatesWithRelation);
}

/** Several relations: a system of equations, or a compound inequality in one variable. */
export function readSeveral(
  parts: readonly Expression[],
  context: ReadingContext,
  text: string,
): MathQuery {
  const heads = parts.map(headOf);
  if (heads.every((head) => EQUATION_HEADS.has(head))) {
    const variables = variablesOf(["And", ...parts]);
    if (variables.length === 0) return { kind: "truth", relation: ["And", ...parts] };
    if (variables.length > parts.length)
      return {
        kind: "solve",
        domain: EVERYWHERE,
        equations: parts,
        unknowns: preferUnknowns(variables, parts.length),
      };
    return { kind: "solve", domain: EVERYWHERE, equations: parts, unknowns: variables };
  }
  if (heads.every((head) => ORDER_HEADS.has(head))) {
    const expression: Expression = ["And", ...parts];
    if (variablesOf(expression).length === 0) return { kind: "truth", relation: expression };
    return {
      kind: "inequality",
      relations: parts,
      domain: EVERYWHERE,
      variable: context.chooseVariable(expression, text, (name) => `solve ${text} for ${name}`),
    };
  }
  if (heads.every((head) => !EQUATION_HEADS.has(head) && !ORDER_HEADS.has(head)))
    throw new AnsatzError(
      "unsupported",
      "Several expressions were given without a question. Ask about one at a time.",
    );
  if (!heads.every((head) => EQUATION_HEADS.has(head) || ORDER_HEADS.has(head)))
    throw new AnsatzError(
      "unsupported",
      "Relations and expressions together cannot be solved. Write each part with =, < or >.",
    );
  return equationsWithin(parts);
}

/** Equations in one unknown with inequalities that say where it lies. */
function equationsWithin(parts: readonly Expression[]): MathQuery {
  const equations = parts.filter((part) => EQUATION_HEADS.has(headOf(part)));
  const orders = parts.filter((part) => !EQUATION_HEADS.has(headOf(part)));
  const [unknown, ...more] = variablesOf(["And", ...orders]);
  const others = variablesOf(["And", ...equations]).filter((name) => name !== unknown);
  const interval = unknown === undefined ? null : intervalOf(orders, unknown);
  if (unknown !== undefined && more.length === 0 && equations.length === 1 && interval !== null)
    return { kind: "solve", equations, unknowns: [unknown], domain: { isReal: true, interval } };
  if (unknown === undefined || more.length > 0 || others.length > 0)
    throw new AnsatzError(
      "unsupported",
      "Equations and inequalities together are solved for one unknown only. Ask about one kind at a time.",
    );
  return { kind: "inequality", relations: parts, variable: unknown, domain: EVERYWHERE };
}

/** The range that inequalities between the unknown alone and constants describe; null for others. */
function intervalOf(
  orders: readonly Expression[],
  unknown: string,
): NonNullable<SolveDomain["interval"]> | null {
  let lower: Expression = "NegativeInfinity";
  let upper: Expression = "PositiveInfinity";
  let [isLowerClosed, isUpperClosed] = [false, false];
  for (const order of orders) {
    const [left, right] = argumentsOf(order) as [Expression, Expression];
    const bound = left === unknown ? right : right === unknown ? left : null;
    if (bound === null || variablesOf(bound).length > 0) return null;
    const isClosed = headOf(order).endsWith("Equal");
    if ((left === unknown) === headOf(order).startsWith("Less")) {
      if (upper !== "PositiveInfinity") return null;
      [upper, isUpperClosed] = [bound, isClosed];
    } else {
      if (lower !== "NegativeInfinity") return null;
      [lower, isLowerClosed] = [bound, isClosed];
    }
  }
  return { lower, upper, isLowerClosed, isUpperClosed };
}

function preferUnknowns(variables: readonly string[], count: number): string[] {
  const order = ["x", "y", "z", "w", "u", "v", "t"];
  return [...variables].sort((a, b) => rank(order, a) - rank(order, b)).slice(0, count);
}

function rank(order: readonly string[], name: string): number {
  const index = order.indexOf(name);
  return index === -1 ? order.length : index;
}
