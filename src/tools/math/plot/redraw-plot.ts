import { AnsatzError } from "../../../core/errors.ts";
import {
  FARTHEST,
  NARROWEST,
  type Plot,
  type PlotRequest,
  type PlotSource,
  type PlotWindow,
} from "../../../core/plot.ts";
import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { parseExpression } from "../read/parse.ts";
import { functionPlot } from "./function-plot.ts";
import { parametricPlot, polarPlot } from "./path-plots.ts";
import { relationsPlot } from "./relations-plot.ts";

/** Draws what a plot is of in the window that is asked for. */
export function redrawPlot({ source, window, language }: PlotRequest): Plot {
  requireUsable(window);
  return draw(source, window, language === "zh");
}

function draw(source: PlotSource, window: PlotWindow, isChinese: boolean): Plot {
  switch (source.kind) {
    case "functions": {
      const { functions, variable, shaded, bands, marksFirst } = source;
      return functionPlot({
        functions: functions.map((text) => read(text, [variable])),
        variable,
        range: [window.xMin, window.xMax],
        values: [window.yMin, window.yMax],
        isChinese,
        ...(shaded === undefined ? {} : { shaded }),
        ...(bands === undefined ? {} : { bands }),
        ...(marksFirst === undefined ? {} : { marksFirst }),
      });
    }
    case "parametric": {
      const { parameter, range } = source;
      const [x, y] = [read(source.x, [parameter]), read(source.y, [parameter])];
      return parametricPlot({ x, y, parameter, range: usable(range), isChinese, window });
    }
    case "polar": {
      const { parameter, range } = source;
      const radius = read(source.radius, [parameter]);
      return polarPlot({ radius, parameter, range: usable(range), isChinese, window });
    }
    case "relations": {
      const relations = source.relations.map((text) => read(text, ["x", "y"]));
      if (!relations.every((relation) => RELATIONS.has(headOf(relation))))
        throw invalid("source", "`relations` takes equations and inequalities in x and y.");
      return relationsPlot(relations, { isChinese, window, marks: source.marks ?? [] });
    }
  }
}

const RELATIONS = new Set(["Equal", "Less", "LessEqual", "Greater", "GreaterEqual"]);

function read(text: string, variables: readonly string[]): Expression {
  const { expression } = parseExpression(text);
  const foreign = variablesOf(expression).find((name) => !variables.includes(name));
  if (foreign !== undefined)
    throw invalid(
      "source",
      `The formula to draw has the letter ${foreign.slice(0, 20)}; it may have only ${variables.join(" and ").slice(0, 90)}.`,
    );
  return expression;
}

function usable(range: readonly [number, number]): readonly [number, number] {
  if (!(range[0] < range[1]) || Math.max(...range.map(Math.abs)) > FARTHEST)
    throw invalid("source", "`range` takes two numbers, the lower one first.");
  return range;
}

function requireUsable({ xMin, xMax, yMin, yMax }: PlotWindow): void {
  for (const [low, high] of [
    [xMin, xMax],
    [yMin, yMax],
  ] as const) {
    const farthest = Math.max(Math.abs(low), Math.abs(high));
    if (farthest > FARTHEST)
      throw invalid("window", `A window lies within ${FARTHEST} of zero. Zoom in.`);
    if (!(high - low >= NARROWEST * Math.max(farthest, NARROWEST)))
      throw invalid("window", "The window is too small to draw in, or turned round. Zoom out.");
  }
}

function invalid(param: string, message: string): AnsatzError {
  return new AnsatzError("invalid_request", message, { param });
}
