import { plotOfQuery } from "../plot/plot-of-query.ts";
import { renderSvg } from "../plot/render-svg.ts";
import { valueTable } from "../plot/value-table.ts";
import type { PlotQuery } from "../read/plot-query.ts";
import type { Outcome } from "./outcome.ts";

const SAMPLER = "sampler";

/** A drawing, with what it shows in words as the answer. */
export function plotQuery(query: PlotQuery, isChinese: boolean): Outcome {
  const plot = plotOfQuery(query, isChinese);
  const { description } = plot;
  const table = valueTable(plot);
  return {
    kind: "answer",
    value: { kind: "text", text: description },
    short: description,
    plain: description,
    latex: "",
    certificate: {
      grade: "numeric-check",
      method: "adaptive-sampling",
      detail: isChinese
        ? "自适应取点；只在区间算术表明函数连续之处连线，标出的位置由变号二分得到。"
        : "Sampled adaptively; points are joined only where interval arithmetic shows the function continuous or points between lie on the chord, and what is marked are changes of sign.",
      engines: [SAMPLER],
    },
    engine: SAMPLER,
    pods: [
      {
        id: "plot",
        title: isChinese ? "图像" : "Plot",
        svg: renderSvg(plot),
        plot,
        plain: description,
        description,
        ...(table.length > 0 ? { table } : {}),
      },
    ],
  };
}
