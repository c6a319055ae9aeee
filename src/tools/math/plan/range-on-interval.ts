import { printLatex } from "../expression/print-latex.ts";
import type { CalculusQuery } from "../read/calculus-query.ts";
import { parseExpression } from "../read/parse.ts";
import { extremumQuery } from "./extremum.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { printEnd, rangeByPieces, type Values } from "./range-by-pieces.ts";

type RangeQuery = Extract<CalculusQuery, { kind: "range-on-interval" }>;

/** The values on a closed interval, or by pieces where the function is not smooth. */
export async function rangeOnInterval(
  query: RangeQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const { expression, variable, bounds } = query;
  const values = context.proving(() => rangeByPieces(expression, variable, bounds));
  return values === null ? betweenExtremes(query, context) : rangeOutcome(values);
}

/** What was found by pieces as the answer. */
export function rangeOutcome(values: readonly Values[]): Outcome {
  const intervals = values.map(({ lo, hi, loClosed, hiClosed }) => ({
    lo: printEnd(lo),
    hi: printEnd(hi),
    loClosed,
    hiClosed,
  }));
  const texts = values.map(({ loClosed, hiClosed }, k) => {
    const { lo, hi } = intervals[k] as (typeof intervals)[number];
    return lo === hi ? `{${lo}}` : `${loClosed ? "[" : "("}${lo}, ${hi}${hiClosed ? "]" : ")"}`;
  });
  const latex = values.map(({ lo, hi, loClosed, hiClosed }) =>
    lo === hi
      ? `\\{${latexEnd(lo)}\\}`
      : `\\left${loClosed ? "[" : "("}${latexEnd(lo)}, ${latexEnd(hi)}\\right${hiClosed ? "]" : ")"}`,
  );
  const text = texts.join(" ∪ ");
  return {
    kind: "answer",
    value: { kind: "intervals", variable: "y", intervals },
    short: text,
    plain: text,
    latex: latex.join(" \\cup "),
    certificate: {
      grade: "exact-check",
      method: "monotone-pieces",
      detail:
        "The domain was parted, exactly, where the function or its derivative breaks and where the derivative is zero; on each piece it takes just the values between its limits at the ends. Values in each piece agree.",
      engines: ["exact-normal-form"],
    },
    engine: "exact-normal-form",
  };
}

function latexEnd(end: Values["lo"]): string {
  if (typeof end === "number") return end < 0 ? "-\\infty" : "\\infty";
  return printLatex(end);
}

/** A smooth function takes every value between its least and its greatest one on a closed interval. */
async function betweenExtremes(
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
