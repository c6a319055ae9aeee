import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import type { Expression } from "../../expression/expression.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { add, minus, num, over, power, sqrt, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { pointOf } from "./geometry.ts";
import type { Intent } from "./intent.ts";

type Point = readonly [Expression, Expression];

const MOST_POINTS = 50;

/** "(1,2), (2,4), (3,5)" as points of the plane; null for anything else. */
function pointsOf(text: string, context: ReadingContext): Point[] | null {
  const pieces = text.match(/\([^()]*\)/g) ?? [];
  if (pieces.length < 3 || pieces.length > MOST_POINTS) return null;
  if (text.replace(/\([^()]*\)/g, "").replace(/[\s,;，；、]|and|和/gu, "") !== "") return null;
  const points = pieces.map((piece) => pointOf(piece, context));
  return points.every((point) => point?.length === 2) ? (points as unknown as Point[]) : null;
}

/** n, and the sums over the points that both formulas need. */
function sumsOf(points: readonly Point[]) {
  const sum = (term: (point: Point) => Expression): Expression => add(...points.map(term));
  return {
    n: num(points.length),
    x: sum(([x]) => x),
    y: sum(([, y]) => y),
    xx: sum(([x]) => power(x, 2)),
    yy: sum(([, y]) => power(y, 2)),
    xy: sum(([x, y]) => times(x, y)),
  };
}

const isZero = (value: Expression): boolean => decideEqual(value, num(0)).verdict === "proved";

function correlation(groups: Groups, context: ReadingContext): MathQuery | null {
  const points = pointsOf(groups["points"] as string, context);
  if (points === null) return null;
  const { n, x, y, xx, yy, xy } = sumsOf(points);
  const [spreadX, spreadY] = [minus(times(n, xx), power(x, 2)), minus(times(n, yy), power(y, 2))];
  if (isZero(spreadX) || isZero(spreadY)) return null;
  context.note({
    kind: "formula",
    text: "Pearson's r = (n*sum(xy) - sum(x)*sum(y))/sqrt((n*sum(x^2) - sum(x)^2)*(n*sum(y^2) - sum(y)^2)).",
  });
  return {
    kind: "evaluate",
    expression: over(minus(times(n, xy), times(x, y)), sqrt(times(spreadX, spreadY))),
  };
}

function regression(groups: Groups, context: ReadingContext): MathQuery | null {
  const points = pointsOf(groups["points"] as string, context);
  if (points === null) return null;
  const { n, x, y, xx, xy } = sumsOf(points);
  const spread = minus(times(n, xx), power(x, 2));
  if (isZero(spread)) return null;
  context.note({ kind: "formula", text: "The line of least squares in y." });
  const slope = over(minus(times(n, xy), times(x, y)), spread);
  return {
    kind: "line",
    expression: add(over(y, n), times(slope, minus("x", over(x, n)))),
    variable: "x",
  };
}

/** The distance from the origin and the angle in (-pi, pi]. */
function toPolar(groups: Groups, context: ReadingContext): MathQuery | null {
  const point = pointOf(groups["point"] as string, context);
  if (point?.length !== 2) return null;
  const [x, y] = point as unknown as Point;
  const [a, b] = [evaluateReal(x), evaluateReal(y)];
  if (a === null || b === null || (a.isZero() && b.isZero())) return null;
  const turn: Expression = b.isNegative() ? ["Negate", "Pi"] : "Pi";
  const inner: Expression = ["Arctan", over(y, x)];
  const angle: Expression = a.isZero()
    ? over(turn, num(2))
    : a.isNegative()
      ? add(inner, turn)
      : inner;
  context.note({ kind: "formula", text: "Distance from the origin, and the angle in radians." });
  return { kind: "tuple", items: [sqrt(add(power(x, 2), power(y, 2))), angle] };
}

function toCartesian(groups: Groups, context: ReadingContext): MathQuery {
  const [r, angle] = [groups["r"], groups["angle"]].map((text) =>
    context.parse(text as string),
  ) as [Expression, Expression];
  context.note({ kind: "formula", text: "(r*cos(theta), r*sin(theta))" });
  return { kind: "tuple", items: [times(r, ["Cos", angle]), times(r, ["Sin", angle])] };
}

/** c^2 = a^2 + b^2 - 2 a b cos C, the angle in degrees. */
function cosineLaw(groups: Groups, context: ReadingContext): MathQuery {
  const [a, b] = [num(groups["a"] as string), num(groups["b"] as string)];
  const angle = over(times(num(groups["angle"] as string), "Pi"), num(180));
  context.note({
    kind: "formula",
    text: "c = sqrt(a^2 + b^2 - 2*a*b*cos(C)), with C in degrees.",
  });
  return {
    kind: "evaluate",
    expression: sqrt(minus(add(power(a, 2), power(b, 2)), times(num(2), a, b, ["Cos", angle]))),
  };
}

const POINTS = "[of |for |through |the points |of the points ]{points}";

/** Points of the plane: coordinates, lines through many of them, triangles. */
export const POINT_INTENTS: readonly Intent[] = [
  {
    name: "correlation",
    frames: [`[the ][pearson ][linear ]correlation[ coefficient] ${POINTS}`, "{points} 的相关系数"],
    read: correlation,
    examples: [{ ask: "correlation of (1,2),(2,4),(3,6)", answer: "1" }],
  },
  {
    name: "line of least squares",
    frames: [
      `[the ](linear regression|regression line|line of best fit|best fit line|least squares line) ${POINTS}`,
      "{points} 的(线性回归|回归直线|线性回归方程|回归直线方程)",
    ],
    read: regression,
    examples: [
      { ask: "linear regression (1,2),(2,4),(3,5)", answer: "y = 3*x/2 + 2/3" },
      { ask: "(1,2),(2,4),(3,5)的回归直线方程", answer: "y = 3*x/2 + 2/3" },
    ],
  },
  {
    name: "polar coordinates",
    frames: [
      "[convert ][the point ]{point} (to|into|in) polar[ coordinates| form]",
      "[the ]polar coordinates of [the point ]{point}",
      "[把|将][点]{point} (化成|化为|转化为|的)极坐标",
    ],
    read: toPolar,
    examples: [
      { ask: "convert (1,1) to polar coordinates", answer: "(sqrt(2), pi/4)" },
      { ask: "polar coordinates of (-1, 0)", answer: "(1, pi)" },
    ],
  },
  {
    name: "cartesian coordinates",
    frames: [
      "[convert ][polar ][coordinates ]r[ ]=[ ]{r:amount}[,| and|, and][ ](theta|θ|angle)[ ]=[ ]{angle} (to|into|in) (cartesian|rectangular)[ coordinates| form]",
      "[convert ]polar [coordinates ][point ]\\({r}, {angle}\\) (to|into|in) (cartesian|rectangular)[ coordinates| form]",
    ],
    read: toCartesian,
    examples: [{ ask: "convert r=2, theta=pi/2 to cartesian", answer: "(0, 2)" }],
  },
  {
    name: "law of cosines",
    frames: [
      "[the ](law of cosines|cosine rule|cosine law) [with |for ]a[ ]=[ ]{a:number}[,| and|, and][ ]b[ ]=[ ]{b:number}[,| and|, and][ ](C|angle C|angle)[ ]=[ ]{angle:number}[°|[ ]degrees|[ ]deg]",
    ],
    read: cosineLaw,
    examples: [{ ask: "law of cosines a=5 b=8 C=60", answer: "7" }],
  },
];
