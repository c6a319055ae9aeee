import { type Expression, variablesOf } from "../expression/expression.ts";
import type { PodSubject } from "./pod-maker.ts";

export interface FunctionOfOne {
  readonly expression: Expression;
  readonly variable: string;
}

const ABOUT_AN_EXPRESSION: ReadonlySet<string> = new Set([
  "evaluate",
  "simplify",
  "expand",
  "factor",
]);

/** The function of one variable that a question is about, or null. */
export function functionOfOne({ query }: PodSubject): FunctionOfOne | null {
  if (!ABOUT_AN_EXPRESSION.has(query.kind) || !("expression" in query)) return null;
  const variables = variablesOf(query.expression);
  const [variable] = variables;
  if (variable === undefined || variables.length !== 1) return null;
  return { expression: query.expression, variable };
}
