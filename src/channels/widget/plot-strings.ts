import type { PlotLayer } from "../../core/plot.ts";
import type { Language } from "./strings.ts";

type Role = Extract<PlotLayer, { kind: "points" }>["role"];

const en = {
  /** What the thing is, as a screen reader names it. */
  kind: "interactive plot",
  help: "Arrow keys move the plot, plus and minus zoom, 0 resets. T traces: then left and right move along the curve, up and down change the curve, Escape ends.",
  toolbar: "Plot",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  reset: "Reset the view",
  resetShort: "Reset",
  trace: "Trace",
  traceLabel: "Trace the curve with the arrow keys",
  hint: "Drag to move, scroll or pinch to zoom, point at the curve to read it.",
  window: (x: string, from: string, to: string) => `${x} from ${from} to ${to}`,
  comma: ", ",
  noValue: "no value here",
  notFurther: "It cannot be zoomed or moved further.",
  kept: "This part could not be drawn anew; the picture shows what was drawn before.",
  nothingToTrace: "There is nothing to trace in sight.",
  roles: {
    data: "",
    root: "root",
    maximum: "local maximum",
    minimum: "local minimum",
    inflection: "inflection point",
    intersection: "intersection",
    hole: "hole",
    end: "end of a piece",
    "open-end": "end of a piece, not part of it",
  } satisfies Record<Role, string> as Record<Role, string>,
  closedEnd: "belongs to it",
  openEnd: "does not belong to it",
};
export type PlotStrings = typeof en;

const zh: PlotStrings = {
  kind: "可操作的图像",
  help: "方向键移动图像，加号和减号缩放，0 复位。按 T 追踪曲线：左右键沿曲线移动，上下键换曲线，Esc 结束。",
  toolbar: "图像",
  zoomIn: "放大",
  zoomOut: "缩小",
  reset: "复位：恢复原来的视图",
  resetShort: "复位",
  trace: "追踪",
  traceLabel: "用方向键沿曲线追踪",
  hint: "拖动可移动，滚轮或双指可缩放，指向曲线可读数。",
  window: (x, from, to) => `${x} 从 ${from} 到 ${to}`,
  comma: "，",
  noValue: "此处无值",
  notFurther: "不能再移动或缩放了。",
  kept: "这一部分未能重新绘制，图中显示的是原来的曲线。",
  nothingToTrace: "视图内没有可追踪的曲线。",
  roles: {
    data: "",
    root: "零点",
    maximum: "极大值点",
    minimum: "极小值点",
    inflection: "拐点",
    intersection: "交点",
    hole: "空心点",
    end: "端点",
    "open-end": "端点，不包含在内",
  },
  closedEnd: "包含在内",
  openEnd: "不包含在内",
};

export const PLOT_STRINGS: Readonly<Record<Language, PlotStrings>> = { en, zh };
