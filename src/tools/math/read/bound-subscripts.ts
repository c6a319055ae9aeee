import { AnsatzError } from "../../../core/errors.ts";
import { argumentsOf, type Expression, headOf, isSymbol } from "../expression/expression.ts";
import { mapQueryExpressions } from "./defined-query.ts";
import type { MathQuery } from "./math-query.ts";

const BINDERS: ReadonlySet<string> = new Set(["Sum", "Product", "Limit", "Integrate"]);
const BINDING_KINDS: ReadonlySet<string> = new Set(["sum", "product", "limit", "integrate"]);

/**
 * Names with a subscript that runs: in a sum over k the name a_k is another value for every k, and no
 * constant. H_k is the harmonic number; for others there is nothing to work out, and the question is refused.
 */
export function withBoundSubscripts(query: MathQuery): MathQuery {
  const outer =
    BINDING_KINDS.has(query.kind) && "variable" in query && typeof query.variable === "string"
      ? [query.variable]
      : [];
  return mapQueryExpressions(query, (expression) => settled(expression, outer));
}

function settled(expression: Expression, running: readonly string[]): Expression {
  if (isSymbol(expression)) {
    const found = /^(?<name>[A-Za-z]+)_(?<index>[A-Za-z])$/.exec(expression)?.groups;
    const index = found?.["index"];
    if (index === undefined || !running.includes(index)) return expression;
    if (found?.["name"] === "H") return ["Harmonic", index];
    throw new AnsatzError(
      "syntax",
      `${expression} depends on ${index}, and the question does not say how. Write the term with ${index} itself.`,
    );
  }
  const parts = argumentsOf(expression);
  if (parts.length === 0) return expression;
  const head = headOf(expression);
  const variable = parts[1];
  const inner =
    BINDERS.has(head) && variable !== undefined && isSymbol(variable)
      ? [...running, variable]
      : running;
  return [head, ...parts.map((part) => settled(part, inner))];
}
