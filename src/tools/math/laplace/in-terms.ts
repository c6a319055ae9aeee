import { type Expression } from "../expression/expression.ts";
import { combination } from "../matrix/exponential.ts";
import { verdictOfZero } from "../matrix/matrix.ts";
import { exponentialTerms, writtenFactors } from "./exponential-terms.ts";

/** The expression as a sum of c x^p e^(ax) with waves, each term once; null where it is no such sum. */
export function inTerms(expression: Expression, variable: string): Expression | null {
  const terms = exponentialTerms(expression, variable, new Set());
  if (terms === null) return null;
  const isPlain = terms.every(
    ({ delay, isImpulse, wave }) =>
      !isImpulse && wave !== "log" && verdictOfZero(delay) === "proved",
  );
  if (!isPlain) return null;
  const functions = terms.map((term): Expression => {
    const factors = writtenFactors(term, variable);
    return factors.length === 1
      ? (factors[0] as Expression)
      : factors.length === 0
        ? { num: "1" }
        : ["Multiply", ...factors];
  });
  return combination(
    terms.map(({ coefficient }) => coefficient),
    functions,
  );
}
