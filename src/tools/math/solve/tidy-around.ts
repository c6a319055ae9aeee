import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  substitute,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

const MARK = "__kept";

/** The exact form of an expression around one function that has none itself, such as Lambert's. */
export function tidyAround(expression: Expression, head: string): Expression {
  const node = firstOf(expression, head);
  if (node === null) return exactForm(expression) ?? expression;
  const marked = replaced(expression, JSON.stringify(node));
  const form = exactForm(marked);
  return form === null ? expression : tidySigns(substitute(form, MARK, node));
}

function firstOf(expression: Expression, head: string): Expression | null {
  if (headOf(expression) === head) return expression;
  for (const part of argumentsOf(expression)) {
    const found = firstOf(part, head);
    if (found !== null) return found;
  }
  return null;
}

function replaced(expression: Expression, key: string): Expression {
  if (JSON.stringify(expression) === key) return MARK;
  if (!isFunction(expression)) return expression;
  return [expression[0], ...argumentsOf(expression).map((part) => replaced(part, key))];
}
