import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { logarithmOfProduct } from "./logarithmic-form.ts";
import type { InverseSolutions } from "./solve-by-inverse.ts";
import type { ZeroFinder } from "./zeros-by-pieces.ts";

/**
 * All real solutions of an equation between two products of positive constants and their powers: such
 * products are equal where their logarithms are, so those are solved, and each solution is put into the
 * equation with 30 digits. Null when a side is no such product or the logarithms cannot be solved.
 */
export function solveByLogarithms(
  left: Expression,
  right: Expression,
  variable: string,
  zeroSets: ZeroFinder,
): InverseSolutions | null {
  if (variablesOf(["Add", left, right]).some((name) => name !== variable)) return null;
  const [a, b] = [left, right].map((side) => logarithmOfProduct(side, [variable]));
  if (a === null || a === undefined || b === null || b === undefined) return null;
  const sets = zeroSets(a, b, variable);
  if (sets === null || sets.some(({ period }) => period !== null)) return null;
  const roots = sets.flatMap(({ points }) => points);
  const holds = roots.every((root) => {
    const [x, y] = [left, right].map((side) => evaluateReal(substitute(side, variable, root)));
    return (
      x
        ?.sub(y ?? 0)
        .abs()
        .lte(x.abs().add(1).mul(1e-30)) === true && y !== null
    );
  });
  return holds ? { roots, period: null, detail: "the logarithms of both sides" } : null;
}
