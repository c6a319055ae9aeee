import type { Plot } from "../../../core/plot.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { type Band, functionPlot, type FunctionPlotRequest } from "../plot/function-plot.ts";
import { numberLine } from "../plot/number-line.ts";
import { relationsPlot } from "../plot/relations-plot.ts";
import { renderSvg } from "../plot/render-svg.ts";
import type { Point } from "../plot/sample-curve.ts";
import { valueTable } from "../plot/value-table.ts";
import { parseExpression } from "../read/parse.ts";
import type { PodContent, PodMaker, PodSubject } from "./pod-maker.ts";
import { functionOfOne } from "./subject-expression.ts";

function contentOf(plot: Plot): PodContent {
  const table = valueTable(plot);
  return {
    svg: renderSvg(plot),
    plot,
    description: plot.description,
    ...(table.length > 0 ? { table } : {}),
  };
}

/** The picture that goes with a question about functions of one real variable. */
export const plotPod: PodMaker = {
  id: "plot",
  title: { en: "Plot", zh: "图像" },
  speed: "slow",
  appliesTo: (subject) => requestOf(subject) !== null || systemOf(subject) !== null,
  make: (subject) => {
    const request = requestOf(subject);
    if (request !== null) return contentOf(functionPlot(request));
    const system = systemOf(subject);
    return system === null
      ? null
      : contentOf(
          relationsPlot(system, {
            isChinese: subject.isChinese,
            marks: realPoints(subject),
          }),
        );
  },
};

/** The solutions of an inequality on the line of numbers. */
export const numberLinePod: PodMaker = {
  id: "number-line",
  title: { en: "Number line", zh: "数轴" },
  speed: "quick",
  appliesTo: ({ outcome }) => outcome.value.kind === "intervals",
  make: ({ outcome, isChinese }) => {
    const { value } = outcome;
    if (value.kind !== "intervals") return null;
    const plot = numberLine(value.variable, value.intervals, isChinese);
    return plot === null ? null : { svg: renderSvg(plot), plot, description: plot.description };
  },
};

function requestOf(subject: PodSubject): FunctionPlotRequest | null {
  const { query, isChinese } = subject;
  const about = functionOfOne(subject);
  if (about !== null) return { functions: [about.expression], variable: about.variable, isChinese };
  switch (query.kind) {
    case "solve": {
      const [equation] = query.equations;
      const [unknown] = query.unknowns;
      if (equation === undefined || unknown === undefined || query.equations.length > 1)
        return null;
      return sidesOf(equation, unknown, realSolutions(subject, unknown), isChinese);
    }
    case "inequality": {
      const [relation] = query.relations;
      if (relation === undefined || query.relations.length > 1) return null;
      const bands = bandsOf(subject);
      const ends = (bands ?? []).flat().filter((end) => end !== null);
      const sides = sidesOf(relation, query.variable, ends, isChinese);
      return sides === null || bands === null ? sides : { ...sides, bands };
    }
    case "differentiate":
      return query.at === null && query.order === 1 && isOfOne(query.expression, query.variable)
        ? withAnswer(subject, query.expression, query.variable)
        : null;
    case "integrate":
      if (!isOfOne(query.expression, query.variable)) return null;
      return query.bounds === null
        ? withAnswer(subject, query.expression, query.variable)
        : areaOf(query.expression, query.variable, query.bounds, isChinese);
    case "limit":
      return aroundPoint(query.expression, query.variable, query.point, isChinese);
    default:
      return null;
  }
}

/** Where an inequality holds, as far as numbers tell; null where an end is no number. */
function bandsOf({ outcome }: PodSubject): Band[] | null {
  const { value } = outcome;
  if (value.kind !== "intervals" || value.family !== undefined || value.intervals.length > 50)
    return null;
  const bands = value.intervals.map(({ lo, hi }): Band | null => {
    const [from, to] = [bandEnd(lo), bandEnd(hi)];
    return from === undefined || to === undefined ? null : [from, to];
  });
  return bands.every((band) => band !== null) ? bands : null;
}

function bandEnd(text: string): number | null | undefined {
  if (/^-?infinity$/.test(text)) return null;
  return numberOf(parseExpression(text).expression);
}

function isOfOne(expression: Expression, variable: string): boolean {
  return variablesOf(expression).every((name) => name === variable);
}

function sidesOf(
  relation: Expression,
  variable: string,
  places: readonly number[],
  isChinese: boolean,
): FunctionPlotRequest | null {
  const sides = argumentsOf(relation);
  if (sides.length !== 2 || !sides.every((side) => isOfOne(side, variable))) return null;
  const [left, right] = sides as [Expression, Expression];
  const isZero = evaluateReal(right)?.isZero() === true && variablesOf(right).length === 0;
  const functions = isZero ? [left] : [left, right];
  if (variablesOf(left).length === 0) return null;
  return { functions, variable, places, isChinese };
}

function realSolutions({ outcome }: PodSubject, unknown: string): number[] {
  const { value } = outcome;
  if (value.kind !== "solutions") return [];
  return value.solutions.flatMap((solution) => {
    const text = solution[unknown];
    const number = text === undefined ? undefined : numberOf(parseExpression(text).expression);
    return number === undefined ? [] : [number];
  });
}

/** The real solutions of a system in x and y as points. */
function realPoints({ outcome }: PodSubject): [number, number][] {
  const { value } = outcome;
  if (value.kind !== "solutions") return [];
  return value.solutions.slice(0, 50).flatMap(({ x, y }): [number, number][] => {
    if (x === undefined || y === undefined) return [];
    const point = [x, y].map((text) => numberOf(parseExpression(text).expression));
    return point.every((place) => place !== undefined) ? [point as [number, number]] : [];
  });
}

function numberOf(expression: Expression): number | undefined {
  const value = evaluateReal(expression)?.toNumber();
  return value !== undefined && Math.abs(value) < 1e6 ? value : undefined;
}

/** A function beside the one that answers the question about it. */
function withAnswer(
  { outcome, isChinese }: PodSubject,
  expression: Expression,
  variable: string,
): FunctionPlotRequest | null {
  if (outcome.value.kind !== "expression") return null;
  const answer = parseExpression(outcome.value.plain).expression;
  if (!isOfOne(answer, variable)) return null;
  return { functions: [expression, answer], variable, marksFirst: true, isChinese };
}

function areaOf(
  expression: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  isChinese: boolean,
): FunctionPlotRequest | null {
  const [from, to] = bounds.map(endOf) as [number | null, number | null];
  if (from === null || to === null || from >= to) return null;
  const inner: Point = [Math.max(from, to - 40, -20), Math.min(to, from + 40, 20)];
  const [low, high] = [
    Number.isFinite(from) ? from : inner[0],
    Number.isFinite(to) ? to : inner[1],
  ];
  if (low >= high) return null;
  const margin = (high - low) * 0.15;
  return {
    functions: [expression],
    variable,
    range: [low - margin, high + margin],
    shaded: [low, high],
    isChinese,
  };
}

/** An end of integration as a double; an infinite one is drawn as far as ten. */
function endOf(bound: Expression): number | null {
  if (bound === "PositiveInfinity") return 10;
  if (
    bound === "NegativeInfinity" ||
    (headOf(bound) === "Negate" && argumentsOf(bound)[0] === "PositiveInfinity")
  )
    return -10;
  return numberOf(bound) ?? null;
}

function aroundPoint(
  expression: Expression,
  variable: string,
  point: Expression,
  isChinese: boolean,
): FunctionPlotRequest | null {
  if (!isOfOne(expression, variable)) return null;
  if (point === "PositiveInfinity")
    return { functions: [expression], variable, range: [0, 50], isChinese };
  const place = numberOf(point);
  return place === undefined
    ? null
    : { functions: [expression], variable, range: [place - 3, place + 3], isChinese };
}

/** Two equations in x and y as two curves. */
function systemOf({ query }: PodSubject): readonly Expression[] | null {
  if (query.kind !== "solve" || query.equations.length > 2) return null;
  const names = new Set(query.equations.flatMap((equation) => variablesOf(equation)));
  return names.size === 2 && names.has("x") && names.has("y") ? query.equations : null;
}
