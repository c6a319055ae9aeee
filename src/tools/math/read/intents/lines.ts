import { exactForm } from "../../exact/exact-form.ts";
import { differentiate } from "../../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../../expression/expression.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { add, minus, num, over, power, sqrt, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { functionOf } from "./calculus.ts";
import { pointOf } from "./geometry.ts";
import type { Intent } from "./intent.ts";

const ZERO = num(0);
const isZero = (value: Expression): boolean => decideEqual(value, ZERO).verdict === "proved";

/** A point of the plane. */
function planePoint(text: string | undefined, context: ReadingContext) {
  const point = pointOf(text as string, context);
  return point?.length === 2 ? (point as readonly [Expression, Expression]) : null;
}

const vertical = (x: Expression): MathQuery => ({
  kind: "statement",
  expression: ["Equal", "x", x],
  why: "the points with this first coordinate",
});

function throughPoints(groups: Groups, context: ReadingContext): MathQuery | null {
  const [a, b] = [planePoint(groups["a"], context), planePoint(groups["b"], context)];
  if (a === null || b === null) return null;
  const [run, rise] = [minus(b[0], a[0]), minus(b[1], a[1])];
  if (isZero(run)) return isZero(rise) ? null : vertical(a[0]);
  return {
    kind: "line",
    expression: add(a[1], times(over(rise, run), minus("x", a[0]))),
    variable: "x",
  };
}

function slopeAndPoint(groups: Groups, context: ReadingContext): MathQuery | null {
  const point = planePoint(groups["a"], context);
  if (point === null) return null;
  const slope = context.parse(groups["slope"] as string);
  return {
    kind: "line",
    expression: add(point[1], times(slope, minus("x", point[0]))),
    variable: "x",
  };
}

/** a x + b y + c of an equation of a line, or null for other equations. */
function lineOf(text: string | undefined, context: ReadingContext) {
  const equation = context.parse(text as string);
  if (headOf(equation) !== "Equal") return null;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const form = minus(left, right);
  if (!variablesOf(form).every((name) => name === "x" || name === "y")) return null;
  const [a, b] = ["x", "y"].map((name) => exactForm(differentiate(form, name)));
  if (!a || !b || variablesOf(["List", a, b]).length > 0) return null;
  const c = substitute(substitute(form, "x", ZERO), "y", ZERO);
  return { a, b, c };
}

function distance(groups: Groups, context: ReadingContext): MathQuery | null {
  const [point, line] = [planePoint(groups["a"], context), lineOf(groups["line"], context)];
  if (point === null || line === null || (isZero(line.a) && isZero(line.b))) return null;
  context.note({
    kind: "formula",
    text: "The distance of a point from the line a*x + b*y + c = 0 is |a*x + b*y + c|/sqrt(a^2 + b^2).",
  });
  const { a, b, c } = line;
  return {
    kind: "evaluate",
    expression: over(
      ["Abs", add(times(a, point[0]), times(b, point[1]), c)],
      sqrt(add(power(a, 2), power(b, 2))),
    ),
  };
}

function slopeOfLine(groups: Groups, context: ReadingContext): MathQuery | null {
  const line = lineOf(groups["line"], context);
  return line === null || isZero(line.b)
    ? null
    : { kind: "evaluate", expression: ["Negate", over(line.a, line.b)] };
}

/** Where a curve meets an axis: the other coordinate is zero. */
function intercept(groups: Groups, context: ReadingContext): MathQuery | null {
  const axis = (groups["axis"] as string).toLowerCase();
  const other = axis === "x" ? "y" : "x";
  const curve = context.parse(groups["curve"] as string);
  if (!variablesOf(curve).every((name) => name === "x" || name === "y")) return null;
  const f = functionOf(curve);
  if (axis === "y" && f !== null)
    return variablesOf(f).includes("y")
      ? null
      : { kind: "evaluate", expression: substitute(f, "x", ZERO) };
  const equation: Expression = f === null ? substitute(curve, other, ZERO) : ["Equal", f, ZERO];
  return variablesOf(equation).includes(axis)
    ? {
        kind: "solve",
        equations: [equation],
        unknowns: [axis],
        domain: { isReal: true, interval: null },
      }
    : null;
}

/** Where the derivative of a quadratic function is zero; null for other functions. */
function turningPoint(groups: Groups, context: ReadingContext) {
  const f = functionOf(context.parse(groups["body"] as string));
  if (f === null) return null;
  const names = variablesOf(f);
  const x = names.includes("x") ? "x" : names[0];
  if (x === undefined) return null;
  const first = differentiate(f, x);
  const second = exactForm(differentiate(first, x));
  if (second === null || variablesOf(second).includes(x) || isZero(second)) return null;
  const place = ["Negate", over(substitute(first, x, ZERO), second)] as Expression;
  return { f, x, place: exactForm(place) ?? place };
}

/** Both curves as equations, or both as expressions that are set equal. */
function meeting({ a, b }: Groups): string | null {
  const count = [a, b].filter((text) => text?.includes("=")).length;
  if (count === 1) return null;
  return count === 2 ? `solve ${a}, ${b} for x, y` : `solve ${a} = ${b}`;
}

const LINE = "[the |an ][equation of |equation for ][the |a ][straight ]line";
const VIA =
  "[that |which ](through|passing through|passes through|going through|goes through|containing|via)";

/** Lines in the plane, where curves meet each other and the axes, parabolas. */
export const LINE_INTENTS: readonly Intent[] = [
  {
    name: "line through two points",
    frames: [
      `${LINE} (${VIA}|between|joining|connecting) [the ][points ]{a} and [the point ]{b}`,
      "[求]过[点]{a} (和|与|、) [点]{b} 的直线[的]方程",
      "[求]经过[点]{a} (和|与|、) [点]{b} 的直线[的]方程",
    ],
    read: throughPoints,
    examples: [
      { ask: "equation of the line through (1,2) and (3,8)", answer: "y = 3*x - 1" },
      { ask: "过点(1,2)和(1,5)的直线方程", answer: "x = 1" },
    ],
  },
  {
    name: "line by its slope",
    frames: [
      `${LINE} (with|of) [a ](slope|gradient) [of ]{slope} [and ](${VIA}|at|and point) [the ][point ]{a}`,
      `${LINE} ${VIA} [the ][point ]{a} (with|and) [a ](slope|gradient) [of ]{slope}`,
      "[求]斜率[为|是]{slope}[,][且|并|而]过[点]{a} 的直线[的]方程",
      "[求]过[点]{a}[,][且|并]斜率[为|是]{slope} 的直线[的]方程",
    ],
    read: slopeAndPoint,
    examples: [
      { ask: "equation of line with slope 2 through (1,3)", answer: "y = 2*x + 1" },
      { ask: "过点(1,3)且斜率为2的直线方程", answer: "y = 2*x + 1" },
    ],
  },
  {
    name: "distance of a point from a line",
    frames: [
      "[the ]distance (from|between|of) [the ][point ]{a} (to|and|from) [the ]line {line}",
      "[求]点 {a} 到[直线]{line} 的距离",
    ],
    read: distance,
    examples: [
      { ask: "distance from point (1,2) to line 3x+4y=5", answer: "6/5" },
      { ask: "点(1,2)到直线3x+4y=5的距离", answer: "6/5" },
    ],
  },
  {
    name: "slope of a line",
    frames: ["[the ](slope|gradient) of [the ][line ]{line}", "直线 {line} 的斜率"],
    read: slopeOfLine,
    examples: [
      { ask: "slope of the line 2x + 3y = 6", answer: "-2/3" },
      { ask: "直线y=2x+3的斜率", answer: "2" },
    ],
  },
  {
    name: "meeting of curves",
    frames: [
      "[the ][point of |points of |point[s] where ]intersection[s] (of|between) [the ][lines |curves |graphs |graphs of ]{a} and {b}",
      "where (do|does) [the ][lines |curves |graphs of ]{a} and {b} (intersect|meet|cross)",
      "[求][直线|曲线|函数]{a} (和|与) [直线|曲线|函数]{b} 的交点[坐标]",
    ],
    rewrite: meeting,
    examples: [
      { ask: "intersection of y=x^2 and y=x+2", answer: "x = -1, y = 1 or x = 2, y = 4" },
      { ask: "y=2x和y=x+1的交点", answer: "x = 1, y = 2" },
    ],
  },
  {
    name: "intercept",
    frames: [
      "[the ]{axis:letter}[-| ]intercept[s] (of|for) [the ][line |curve |graph of |function ]{curve}",
      "[求][函数|直线|曲线]{curve} (与|和|在) {axis:letter} 轴[上]的(交点|截距)",
    ],
    read: (groups, context) =>
      /^[xy]$/i.test(groups["axis"] as string) ? intercept(groups, context) : null,
    examples: [
      { ask: "x-intercepts of x^2 - 4", answer: "-2, 2" },
      { ask: "y-intercept of 2x + 3y = 6", answer: "2" },
    ],
  },
  {
    name: "vertex",
    frames: [
      "[the ]vertex (of|for) [the ][parabola |function |graph of ]{body}",
      "[求][抛物线|函数|二次函数]{body} 的顶点[坐标]",
    ],
    read: (groups, context) => {
      const found = turningPoint(groups, context);
      return found === null
        ? null
        : { kind: "tuple", items: [found.place, substitute(found.f, found.x, found.place)] };
    },
    examples: [
      { ask: "vertex of y=x^2-4x+1", answer: "(2, -3)" },
      { ask: "抛物线y=x^2-4x+1的顶点坐标", answer: "(2, -3)" },
    ],
  },
  {
    name: "axis of symmetry",
    frames: [
      "[the ]axis of symmetry (of|for) [the ][parabola |function |graph of ]{body}",
      "[求][抛物线|函数|二次函数]{body} 的对称轴",
    ],
    read: (groups, context) => {
      const found = turningPoint(groups, context);
      return found === null
        ? null
        : {
            kind: "statement",
            expression: ["Equal", found.x, found.place],
            why: "the quadratic function takes the same value on both sides at equal distances",
          };
    },
    examples: [{ ask: "axis of symmetry of x^2-4x+1", answer: "x = 2" }],
  },
];
