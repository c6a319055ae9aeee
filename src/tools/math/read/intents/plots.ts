import { AnsatzError } from "../../../../core/errors.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { PlotRange, PlotSubject } from "../plot-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const RELATIONS: ReadonlySet<string> = new Set([
  "Equal",
  "Less",
  "Greater",
  "LessEqual",
  "GreaterEqual",
]);
const MAX_CURVES = 6;
const MAX_DATA = 2_000;

const RANGE_EN = String.raw`(?:,?\s+(?:for\s+|where\s+|with\s+|when\s+)?(?:(?<variable>[a-z]|theta|θ)(?:\s+(?:from|between|in)\s+|\s*[=∈]\s*)|from\s+|between\s+|on\s+|over\s+)(?:the interval\s+)?\[?\(?(?<lower>[^,\[\]]+?)(?:\s+(?:to|and)\s+|\s*\.\.+\s*|,\s*)(?<upper>[^,\[\]]+?)\)?\]?)?`;
const RANGE_ZH = String.raw`(?:[，,\s]*(?:当|其中)?\s*(?<variable>[a-z]|θ)?\s*(?:从|在|∈)\s*\[?(?<lower>[^，,\[\]到至]+?)(?:\s*[到至]\s*|[,，]\s*)(?<upper>[^，,\[\]]+?)\]?(?:上|之间|内)?)?`;
const DRAW = String.raw`(?:please\s+)?(?:plot|graph|draw|sketch)`;

/** Pictures of functions, curves, regions, points and data. */
export const PLOT_INTENTS: readonly Intent[] = [
  {
    name: "histogram",
    frames: [
      /^(?:(?:please )?(?:plot|draw|show|make) )?(?:an? |the )?histogram (?:of|for):? (?<data>.+)$/iu,
      /^(?:请)?(?:画出?|绘制|作出?)?(?<data>[\d.,，、\s-]+?)的?(?:频数)?直方图$/u,
    ],
    read: (groups, context) => plot({ type: "histogram", data: numbers(groups, context) }),
    examples: [
      { ask: "histogram of 1, 2, 2, 3, 3, 3, 4", answer: "Histogram of 7 values from 1 to 4." },
    ],
  },
  {
    name: "plot of points",
    frames: [
      /^(?:please )?(?:plot|draw|graph|mark)(?: the)? points?:? (?<points>\(.+\))$/iu,
      /^(?:please )?scatter ?plot(?: of)?:? (?<points>\(.+\))$/iu,
      /^(?:请)?(?:画出?|描出?|标出)点[:：]?(?<points>[(（].+[)）])$/u,
    ],
    read: readPoints,
    examples: [{ ask: "plot the points (1,2), (3,4)", answer: "2 points." }],
  },
  {
    name: "parametric plot",
    frames: [
      new RegExp(
        String.raw`^(?:${DRAW}|parametric plot(?: of)?|${DRAW} (?:the )?(?:parametric )?(?:curve|path))\s+\(?\s*(?:x\s*(?:\(t\))?\s*=\s*)(?<x>[^,=]+),\s*(?:y\s*(?:\(t\))?\s*=\s*)(?<y>[^=]+?)\)?${RANGE_EN}$`,
        "iu",
      ),
      new RegExp(
        String.raw`^(?:parametric plot(?: of)?|${DRAW} (?:the )?parametric (?:curve|plot|path)(?: of)?)\s+\((?<x>[^,]+),(?<y>.+?)\)${RANGE_EN}$`,
        "iu",
      ),
      new RegExp(
        String.raw`^(?:请)?(?:画出?|绘制|作出?)参数(?:方程|曲线)\s*(?:x\s*=\s*)(?<x>[^,，=]+)[,，]\s*(?:y\s*=\s*)(?<y>[^=]+?)(?:的(?:图像|图形|曲线))?${RANGE_ZH}$`,
        "u",
      ),
    ],
    read: readParametric,
    examples: [
      {
        ask: "parametric plot (cos(t), sin(2t))",
        answer: "Path of (cos(t), sin(2*t)) for t from 0 to 6.283.",
      },
    ],
  },
  {
    name: "polar plot",
    frames: [
      new RegExp(
        String.raw`^(?:polar (?:plot|graph)(?: of)?|${DRAW} (?:the )?polar (?:curve|graph|equation)(?: of)?)\s+(?:r\s*=\s*)?(?<radius>.+?)${RANGE_EN}$`,
        "iu",
      ),
      new RegExp(String.raw`^${DRAW}\s+r\s*=\s*(?<radius>.+?)${RANGE_EN}$`, "iu"),
      new RegExp(
        String.raw`^(?:请)?(?:画出?|绘制|作出?)极坐标(?:方程|曲线)?\s*(?:r|ρ)\s*=\s*(?<radius>.+?)(?:的(?:图像|图形|曲线))?${RANGE_ZH}$`,
        "u",
      ),
    ],
    read: readPolar,
    examples: [
      {
        ask: "polar plot r = 1 + cos(theta)",
        answer: "Polar curve r = 1 + cos(theta) for theta from 0 to 6.283.",
      },
    ],
  },
  {
    name: "plot",
    frames: [
      new RegExp(
        String.raw`^${DRAW}(?:\s+(?:me\s+)?(?:an?\s+|the\s+)?(?:graphs?|curves?|plots?|functions?|regions?|inequalit(?:y|ies)|equations?)(?:\s+(?:of|for))?(?:\s+(?:the )?(?:functions?|equations?))?)?:?\s+(?<body>.+?)${RANGE_EN}$`,
        "iu",
      ),
      new RegExp(
        String.raw`^(?:the )?(?:graph|plot)s? of (?:the )?(?:functions? )?(?<body>.+?)${RANGE_EN}$`,
        "iu",
      ),
      new RegExp(
        String.raw`^(?:请)?(?:画出?|绘制|作出?)(?:函数|曲线|方程|不等式|区域)*\s*(?<body>.+?)(?:的)?(?:函数)?(?:图像|图象|图形|曲线|区域|图)?${RANGE_ZH}$`,
        "u",
      ),
      new RegExp(
        String.raw`^(?:函数|曲线|方程)?\s*(?<body>[^，,]+?)的(?:函数)?(?:图像|图象|图形)${RANGE_ZH}$`,
        "u",
      ),
    ],
    read: readPlot,
    examples: [
      {
        ask: "plot x^2 - 4 from -3 to 3",
        answer:
          "Graph of y = x^2 - 4 for x from −3 to 3. It meets the axis near x = −2, 2. Low points near (0, −4).",
      },
      {
        ask: "画出 y = x^2 - 4 的图像，x 从 -3 到 3",
        answer: "y = x^2 - 4 的图像，x 从 −3 到 3。与横轴交于 x ≈ −2、2。极小值点约为 (0, −4)。",
      },
      {
        ask: "plot x^2 + y^2 = 4",
        answer: "Curve x^2 + y^2 = 4 for x from −4.5 to 4.5 and y from −3 to 3.",
      },
      {
        ask: "graph y > x^2 and y < x + 2",
        answer: "Region where y > x^2 and y < x + 2, shaded for x from −6 to 6 and y from −4 to 4.",
      },
    ],
  },
];

function plot(subject: PlotSubject): MathQuery {
  return { kind: "plot", subject };
}

function rangeIn(groups: Groups, context: ReadingContext): PlotRange | null {
  const { lower, upper } = groups;
  if (lower === undefined || upper === undefined) return null;
  const range = [context.parse(lower), context.parse(upper)] as const;
  if (variablesOf(["List", ...range]).length > 0)
    throw new AnsatzError("syntax", "The ends of the range to draw must be numbers.");
  return range;
}

function numbers(groups: Groups, context: ReadingContext): Expression[] {
  const texts = (groups["data"] ?? "").split(/[,，、;\s]+/u).filter((text) => text !== "");
  if (texts.length < 2 || texts.length > MAX_DATA)
    throw new AnsatzError("syntax", `A histogram takes from 2 to ${MAX_DATA} numbers.`);
  return texts.map((text) => context.parse(text));
}

function readPoints(groups: Groups, context: ReadingContext): MathQuery | null {
  const texts = [
    ...(groups["points"] ?? "").matchAll(/[(（]([^()（）,，]+)[,，]([^()（）,，]+)[)）]/gu),
  ];
  const rest = (groups["points"] ?? "").replace(/[(（][^()（）]*[)）]/gu, "");
  if (texts.length === 0 || !/^[\s,，、;and和]*$/u.test(rest) || texts.length > MAX_DATA)
    return null;
  return plot({
    type: "points",
    points: texts.map(
      ([, x, y]) => [context.parse(x as string), context.parse(y as string)] as const,
    ),
  });
}

function readParametric(groups: Groups, context: ReadingContext): MathQuery | null {
  const x = context.parse(groups["x"] as string);
  const y = context.parse(groups["y"] as string);
  const names = variablesOf(["List", x, y]);
  const [parameter] = names;
  if (parameter === undefined || names.length !== 1) return null;
  return plot({ type: "parametric", x, y, parameter, range: rangeIn(groups, context) });
}

function readPolar(groups: Groups, context: ReadingContext): MathQuery | null {
  const radius = context.parse(groups["radius"] as string);
  const names = variablesOf(radius);
  if (names.length > 1) return null;
  const parameter = names[0] ?? "theta";
  return plot({ type: "polar", radius, parameter, range: rangeIn(groups, context) });
}

function readPlot(groups: Groups, context: ReadingContext): MathQuery | null {
  const parts = splitItems(groups["body"] as string).map((text) => context.parse(text));
  if (parts.length === 0 || parts.length > MAX_CURVES) return null;
  const range = rangeIn(groups, context);
  const names = variablesOf(["List", ...parts]);
  if (parts.some((part) => RELATIONS.has(headOf(part)))) {
    const functions = parts.map(functionBody);
    if (functions.every((f) => f !== null)) return functionsPlot(functions as Expression[], range);
    if (names.some((name) => name !== "x" && name !== "y") || names.length === 0) return null;
    if (!parts.every((part) => RELATIONS.has(headOf(part)))) return null;
    return plot({ type: "relations", relations: parts, range });
  }
  return functionsPlot(parts, range);
}

function functionsPlot(
  functions: readonly Expression[],
  range: PlotRange | null,
): MathQuery | null {
  const names = variablesOf(["List", ...functions]);
  if (names.length > 1) return null;
  return plot({ type: "functions", functions, variable: names[0] ?? "x", range });
}

/** The right side of `y = f(x)` or `f(x) = …`; an expression stands for itself; null for other relations. */
function functionBody(part: Expression): Expression | null {
  if (!RELATIONS.has(headOf(part))) return part;
  if (headOf(part) !== "Equal") return null;
  const [left, right] = argumentsOf(part) as [Expression, Expression];
  const isNamed = left === "y" || /^[fghFGH]$/.test(headOf(left));
  return isNamed && !variablesOf(right).includes("y") ? right : null;
}

/** Splits at commas and "and" outside brackets. */
function splitItems(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let current = "";
  for (const piece of text.split(/(\band\b|[,，;；、和与]|[()[\]{}])/u)) {
    if (/^[([{]$/u.test(piece)) depth += 1;
    if (/^[)\]}]$/u.test(piece)) depth -= 1;
    if (depth === 0 && /^(?:and|[,，;；、和与])$/u.test(piece)) {
      items.push(current);
      current = "";
    } else current += piece;
  }
  items.push(current);
  return items.map((item) => item.trim()).filter((item) => item !== "");
}
