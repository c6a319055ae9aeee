import { isDeadEnd } from "../exact/deadline.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  mapHeads,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

const OPERATORS = new Set(["Integrate", "Limit", "Sum", "Product", "D"]);

/** An operation left standing is a question, not an answer. */
export function holdsOperator(expression: Expression): boolean {
  return OPERATORS.has(headOf(expression)) || argumentsOf(expression).some(holdsOperator);
}

/** Derivatives inside an expression worked out; null where there is no rule for one. */
export function resolveDerivatives(expression: Expression): Expression | null {
  try {
    return mapHeads(expression, (node) => {
      const [body, variable, order] = node.slice(1) as [Expression, Expression, Expression?];
      if (node[0] !== "D" || typeof variable !== "string") return node;
      const times = order !== undefined && isNumber(order) ? Number(order.num) : 1;
      let result: Expression = body;
      for (let count = 0; count < times; count++) result = differentiate(result, variable);
      return tidySigns(result);
    });
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** Determinants up to 5 by 5 written out by cofactors, so that the rest sees plain arithmetic. */
export function expandDeterminants(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    if (node[0] !== "Determinant") return node;
    const list =
      node.length === 2 && headOf(node[1] as Expression) === "List"
        ? argumentsOf(node[1] as Expression)
        : argumentsOf(node);
    const rows = list.map(argumentsOf);
    if (rows.length === 0 || rows.length > 5 || rows.some((row) => row.length !== rows.length))
      return node;
    return determinant(rows);
  });
}

function determinant(rows: readonly (readonly Expression[])[]): Expression {
  const [top, ...rest] = rows as [readonly Expression[], ...(readonly Expression[])[]];
  if (rest.length === 0) return top[0] as Expression;
  return [
    "Add",
    ...top.map((entry, column): Expression => {
      const minor = determinant(rest.map((row) => row.filter((_, index) => index !== column)));
      return column % 2 === 0 ? ["Multiply", entry, minor] : ["Negate", ["Multiply", entry, minor]];
    }),
  ];
}
