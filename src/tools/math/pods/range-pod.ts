import type { Decimal } from "decimal.js";
import type { Expression } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { EXACT } from "../plan/candidates.ts";
import { isEntire } from "../plan/extremum.ts";
import { parseExpression } from "../read/parse.ts";
import { furtherAnswer } from "./further-answer.ts";
import { derivativeOf, realZeros, valueAt } from "./places-of-interest.ts";
import { isInfinity, provedLimit } from "./proved-limit.ts";
import type { PodMaker, PodTools } from "./pod-maker.ts";
import { type FunctionOfOne, functionOfOne } from "./subject-expression.ts";
import { provedPeriod } from "./symmetry-pod.ts";

/**
 * The values of a function that is smooth on the whole line: between its greatest and its least value it takes
 * all, and without one of them it must be shown to grow beyond every bound.
 */
export const rangePod: PodMaker = {
  id: "range",
  title: { en: "Range", zh: "值域" },
  speed: "slow",
  appliesTo: (subject) => {
    const about = functionOfOne(subject);
    return about !== null && isEntire(about.expression);
  },
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null || !isEntire(about.expression)) return null;
    const [low, high] = [await endOf(about, false, tools), await endOf(about, true, tools)];
    if (low === null || high === null) return null;
    const { isChinese } = subject;
    const [open, close] = [isInfinity(low) ? "(" : "[", isInfinity(high) ? ")" : "]"];
    return {
      plain: `${open}${printPlain(low)}, ${printPlain(high)}${close}`,
      latex: `\\left${open}${printLatex(low)}, ${printLatex(high)}\\right${close}`,
      certificate: {
        grade: "exact-check",
        method: "intermediate-values",
        detail: isChinese
          ? "函数在整条实轴上连续；最大值、最小值或趋于无穷的极限已求出，其间的值由介值定理全部取到。"
          : "The function is continuous on the whole line; its extreme values or infinite limits were found, and it takes every value between them.",
        engines: [EXACT],
      },
    };
  },
};

/** An end of the range: an attained value, or infinity. */
async function endOf(
  about: FunctionOfOne,
  isMaximum: boolean,
  tools: PodTools,
): Promise<Expression | null> {
  const { expression, variable } = about;
  const period = provedPeriod(about);
  if (period !== null) return extremeOfPeriod(about, period, isMaximum, tools);
  const extreme = await furtherAnswer(tools, {
    kind: "extremum",
    expression,
    variables: [variable],
    isMaximum,
    interval: null,
  });
  if (extreme !== null && extreme.value.kind === "expression")
    return parseExpression(extreme.value.plain).expression;
  for (const end of ["PositiveInfinity", "NegativeInfinity"] as const) {
    const limit = await provedLimit(about, end, null, tools);
    if (limit !== null && printPlain(limit) === (isMaximum ? "infinity" : "-infinity"))
      return limit;
  }
  return null;
}

async function extremeOfPeriod(
  about: FunctionOfOne,
  period: Expression,
  isMaximum: boolean,
  tools: PodTools,
): Promise<Expression | null> {
  const { variable } = about;
  const derivative = { expression: derivativeOf(about), variable };
  const zeros = await realZeros(derivative, period, tools);
  if (zeros === null || !zeros.isComplete) return null;
  const values = await Promise.all(zeros.places.map((place) => valueAt(about, place, tools)));
  if (values.length === 0 || values.some((value) => value === null)) return null;
  const sorted = (values as Expression[]).toSorted((a, b) =>
    (evaluateReal(a) as Decimal).cmp(evaluateReal(b) as Decimal),
  );
  return (isMaximum ? sorted.at(-1) : sorted[0]) ?? null;
}
