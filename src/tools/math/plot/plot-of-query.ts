import type { Plot } from "../../../core/plot.ts";
import { AnsatzError } from "../../../core/errors.ts";
import type { Expression } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { PlotQuery, PlotRange } from "../read/plot-query.ts";
import { histogramPlot, pointsPlot } from "./data-plots.ts";
import { functionPlot } from "./function-plot.ts";
import { parametricPlot, polarPlot } from "./path-plots.ts";
import { relationsPlot } from "./relations-plot.ts";
import type { Point } from "./sample-curve.ts";

/** Draws what was asked. Throws `unsupported` where a number that is needed has no real value. */
export function plotOfQuery({ subject }: PlotQuery, isChinese: boolean): Plot {
  switch (subject.type) {
    case "functions": {
      const { functions, variable } = subject;
      const range = pointsOf(subject.range);
      return functionPlot({ functions, variable, isChinese, ...(range === null ? {} : { range }) });
    }
    case "parametric":
      return parametricPlot({ ...subject, range: pointsOf(subject.range), isChinese });
    case "polar":
      return polarPlot({ ...subject, range: pointsOf(subject.range), isChinese });
    case "relations":
      return relationsPlot(subject.relations, { range: pointsOf(subject.range), isChinese });
    case "points":
      return pointsPlot(
        subject.points.map(([x, y]): Point => [numberOf(x), numberOf(y)]),
        isChinese,
      );
    case "histogram":
      return histogramPlot(subject.data.map(numberOf), isChinese);
  }
}

/** The ends of a range as doubles, the lower one first. */
function pointsOf(range: PlotRange | null): Point | null {
  if (range === null) return null;
  const [a, b] = range.map(numberOf) as [number, number];
  if (a === b) throw new AnsatzError("unsupported", "The range to draw has no width.");
  return a < b ? [a, b] : [b, a];
}

function numberOf(expression: Expression): number {
  const value = evaluateReal(expression)?.toNumber();
  if (value === undefined || !Number.isFinite(value) || Math.abs(value) > 1e12)
    throw new AnsatzError(
      "unsupported",
      "A plot needs real numbers that are not too large. Give others.",
    );
  return value;
}
