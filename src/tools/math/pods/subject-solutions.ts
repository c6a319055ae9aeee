import { type Expression, variablesOf } from "../expression/expression.ts";
import { parseExpression } from "../read/parse.ts";
import type { PodSubject } from "./pod-maker.ts";

export interface NamedSolution {
  /** `x`, or `x_1`, `x_2` where there are several. */
  readonly name: string;
  readonly value: Expression;
}

/** The solutions of an equation in one unknown that are exact numbers; empty when one of them is not. */
export function exactSolutionsOf({ outcome }: PodSubject): NamedSolution[] {
  const { value } = outcome;
  if (value.kind !== "solutions" || value.variables.length !== 1 || value.family !== undefined)
    return [];
  const [unknown] = value.variables as [string];
  const texts = value.solutions.map((solution) => solution[unknown]);
  if (texts.some((text) => text === undefined || text.includes("."))) return [];
  const found = texts.map((text, index) => ({
    name: texts.length === 1 ? unknown : `${unknown}_${index + 1}`,
    value: parseExpression(text as string).expression,
  }));
  return found.some(({ value: root }) => variablesOf(root).length > 0) ? [] : found;
}
