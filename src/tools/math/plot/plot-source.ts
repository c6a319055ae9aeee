import type { PlotSource } from "../../../core/plot.ts";
import { isDeadEnd } from "../exact/deadline.ts";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { parseExpression } from "../read/parse.ts";

/**
 * What a plot is of, written so that it can be sent and read again; null where a formula does not come back
 * from its text as it was, such as one with a variable that has the name of a constant.
 */
export function plotSource<Source extends PlotSource>(
  formulas: readonly Expression[],
  build: (texts: string[]) => Source,
): { source?: Source } {
  const texts = formulas.map(printPlain);
  const areReadBack = formulas.every((formula, index) =>
    isReadBack(formula, texts[index] as string),
  );
  return areReadBack && formulas.length <= 8 ? { source: build(texts) } : {};
}

function isReadBack(formula: Expression, text: string): boolean {
  if (text.length > 2_000 || text.includes("Variable")) return false;
  try {
    const again = parseExpression(text).expression;
    return JSON.stringify(again) === JSON.stringify(formula) || printPlain(again) === text;
  } catch (error) {
    if (isDeadEnd(error)) return false;
    throw error;
  }
}
