import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { dataQuery } from "../plan/data.ts";
import { histogramPlot } from "../plot/data-plots.ts";
import { renderSvg } from "../plot/render-svg.ts";
import type { PodMaker, PodSubject } from "./pod-maker.ts";
import { type Property, propertyTable } from "./property-table.ts";

const MOST_VALUES = 200;

/** The usual numbers that describe data, with a histogram. */
export const dataPod: PodMaker = {
  id: "data-summary",
  title: { en: "Summary of the data", zh: "数据概要" },
  speed: "slow",
  appliesTo: (subject) => dataOf(subject) !== null,
  make: (subject) => {
    const data = dataOf(subject);
    if (data === null) return null;
    const { isChinese } = subject;
    const table = propertyTable(
      propertiesOf(data),
      ["Worked out with exact fractions.", "用分数精确计算。"],
      isChinese,
    );
    if (table === null) return null;
    const plot = histogramPlot(
      data.map((value) => value.valueOf()),
      isChinese,
    );
    return { ...table, svg: renderSvg(plot), plot, description: plot.description };
  },
};

function dataOf({ query }: PodSubject): Fraction[] | null {
  const data = query.kind === "data" || query.kind === "evaluate" ? query.data : undefined;
  if (data === undefined || data.length < 2 || data.length > MOST_VALUES) return null;
  const values = data.map(fractionOf);
  return values.every((value) => value !== null) ? values : null;
}

function propertiesOf(data: readonly Fraction[]): Property[] {
  const count = data.length;
  const sum = data.reduce((total, value) => total.add(value), new Fraction(0));
  const mean = sum.div(count);
  const squares = data.reduce(
    (total, value) => total.add(value.sub(mean).pow(2) ?? 0),
    new Fraction(0),
  );
  const text = (value: Fraction): string => printPlain(fractionExpression(value));
  const variance = squares.div(count);
  const quartiles = dataQuery({
    kind: "data",
    operation: "quartiles",
    data: data.map(fractionExpression),
  });
  const row = (english: string, chinese: string, value: string): Property => ({
    name: [english, chinese],
    value,
    grade: "proved",
  });
  return [
    row("Count", "个数", String(count)),
    row("Sum", "总和", text(sum)),
    row("Mean", "平均数", text(mean)),
    ...(quartiles.kind === "answer"
      ? [row("Quartiles (second: median)", "四分位数（第二个为中位数）", quartiles.plain)]
      : []),
    row("Variance (of a population)", "总体方差", text(variance)),
    row("Variance (of a sample)", "样本方差", text(squares.div(count - 1))),
    row("Standard deviation (of a population)", "总体标准差", `sqrt(${text(variance)})`),
  ];
}
