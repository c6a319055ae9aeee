import { printLatex } from "../expression/print-latex.ts";
import type { CalculusQuery } from "../read/calculus-query.ts";
import { parseExpression } from "../read/parse.ts";
import { extremumQuery } from "./extremum.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

type RangeQuery = Extract<CalculusQuery, { kind: "range-on-interval" }>;

/** A smooth function takes every value between its least and its greatest one on a closed interval. */
export async function rangeOnInterval(
  { expression, variable, bounds }: RangeQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const ends: string[] = [];
  for (const isMaximum of [false, true]) {
    const outcome = await extremumQuery(
      { kind: "extremum", expression, variables: [variable], isMaximum, interval: bounds },
      context,
    );
    if (outcome.kind === "open") return outcome;
    if (outcome.value.kind !== "expression")
      return openOutcome("The extreme values on this interval could not be worked out.");
    ends.push(outcome.value.plain);
  }
  const [lo, hi] = ends as [string, string];
  const [from, to] = ends.map((end) => printLatex(parseExpression(end).expression));
  const text = `[${lo}, ${hi}]`;
  return {
    kind: "answer",
    value: {
      kind: "intervals",
      variable: "y",
      intervals: [{ lo, hi, loClosed: true, hiClosed: true }],
    },
    short: text,
    plain: text,
    latex: `\\left[${from}, ${to}\\right]`,
    certificate: {
      grade: "exact-check",
      method: "critical-points",
      detail:
        "The function is smooth, so on a closed interval it takes its least and greatest value at an end or where its derivative is zero, and every value between them; all of these points were compared.",
      engines: ["exact-normal-form"],
    },
    engine: "exact-normal-form",
  };
}
