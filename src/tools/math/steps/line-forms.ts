import type { Expression } from "../expression/expression.ts";

/** Alternatives as one line, joined by "or"; one alone stands as it is. */
export function anyOf(alternatives: readonly Expression[]): Expression {
  return alternatives.length === 1 ? (alternatives[0] as Expression) : ["Or", ...alternatives];
}

/** What stands in the place of a line where nothing is left. */
export function noSolution(isChinese: boolean): { readonly plain: string; readonly latex: string } {
  const words = isChinese ? "无解" : "no solution";
  return { plain: words, latex: `\\text{${words}}` };
}
