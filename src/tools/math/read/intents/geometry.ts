import { AnsatzError } from "../../../../core/errors.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import type { Expression } from "../../expression/expression.ts";
import { unitNamed } from "../../units/read-unit.ts";
import { add, measures, minus, num, over, power, refuseNegative, sqrt, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const PI: Expression = "Pi";
const WITH = "[with |w/ |of |whose |, ][a |an |the ]";
const OF_CIRCLE = `[a |the ]circle ${WITH}`;
const IS = "[is |of |= |=|为|是|等于]";
const RADIUS = "(radius|r)[ ][is|of|=|:][ ]";
const HEIGHT = "(height|h)[ ][is|of|=|:][ ]";

const POLYGONS: Readonly<Record<string, number>> = {
  triangle: 3,
  quadrilateral: 4,
  pentagon: 5,
  hexagon: 6,
  heptagon: 7,
  octagon: 8,
  nonagon: 9,
  decagon: 10,
  dodecagon: 12,
};

/** "(1, 2)", "(1, 2, 3)" or "<1, 2>" as coordinates. */
export function pointOf(text: string, context: ReadingContext): readonly Expression[] | null {
  const inner = /^\s*[(<[{（](?<inner>[^()]*(?:\([^()]*\)[^()]*)*)[)>\]}）]\s*$/u.exec(text)
    ?.groups?.["inner"];
  if (inner === undefined) return null;
  const parts = inner.split(/\s*[,，]\s*/u);
  return parts.length < 2 ? null : parts.map((part) => context.parse(part));
}

function twoPoints(
  build: (a: readonly Expression[], b: readonly Expression[]) => Expression | null,
): QueryBuilder {
  return (groups: Groups, context: ReadingContext): MathQuery | null => {
    const a = pointOf(groups["a"] as string, context);
    const b = pointOf(groups["b"] as string, context);
    if (a === null || b === null || a.length !== b.length) return null;
    const expression = build(a, b);
    return expression === null ? null : { kind: "evaluate", expression };
  };
}

function length(groups: Groups, context: ReadingContext): MathQuery | null {
  const point = pointOf(groups["a"] as string, context);
  return point === null
    ? null
    : { kind: "evaluate", expression: sqrt(add(...point.map((x) => power(x, 2)))) };
}

function interiorAngles(groups: Groups): MathQuery | null {
  const name = (groups["polygon"] as string).toLowerCase();
  const sides =
    POLYGONS[name] ??
    Number(readWholeNumber(name.replace(/-?(?:gon|sided polygon|边形)$/u, "")) ?? 0n);
  const degree = unitNamed("°");
  if (sides < 3 || degree === null) return null;
  return {
    kind: "quantity",
    expression: times(num(sides - 2), num(180), "U_1"),
    units: { U_1: degree },
    target: degree,
  };
}

const heronsFormula = measures({
  slots: ["a", "b", "c"],
  build: (a, b, c) => {
    const half = over(add(a, b, c), num(2));
    return sqrt(times(half, minus(half, a), minus(half, b), minus(half, c)));
  },
  shown: "area = sqrt(s*(s-a)*(s-b)*(s-c)) with s = (a+b+c)/2",
});

/** The area by Heron's formula; sides that close no triangle are refused. */
function heron(groups: Groups, context: ReadingContext): MathQuery | null {
  const sides = ["a", "b", "c"].map((name) => fractionOf(context.parse(groups[name] as string)));
  if (sides.every((side) => side !== null)) {
    const [short, middle, long] = sides.toSorted((x, y) => x.compare(y));
    if (short === undefined || middle === undefined || long === undefined) return null;
    if (short.compare(0) <= 0 || short.add(middle).compare(long) <= 0)
      throw new AnsatzError(
        "unsupported",
        "No triangle has these sides: each must be positive and less than the sum of the other two.",
      );
  }
  return heronsFormula(groups, context);
}

const AROUND = measures({
  slots: ["a", "b"],
  build: (a, b) => times(num(2), add(a, b)),
  shown: "perimeter = 2*(a + b)",
});
const AROUND_SQUARE = measures({
  slots: ["s"],
  build: (s) => times(num(4), s),
  shown: "perimeter = 4*side",
});
const ACROSS = measures({
  slots: ["a", "b"],
  build: (a, b) => sqrt(add(power(a, 2), power(b, 2))),
  shown: "diagonal = sqrt(a^2 + b^2)",
});
const ACROSS_SQUARE = measures({
  slots: ["s"],
  build: (s) => times(s, sqrt(num(2))),
  shown: "diagonal = side*sqrt(2)",
});
const LEG = measures({
  slots: ["c", "a"],
  build: (c, a) => sqrt(minus(power(c, 2), power(a, 2))),
  shown: "b = sqrt(c^2 - a^2)",
});

/** The other leg; a leg is shorter than the hypotenuse. */
function leg(groups: Groups, context: ReadingContext): MathQuery | null {
  const [c, a] = ["c", "a"].map((name) => fractionOf(context.parse(groups[name] as string)));
  if (c && a && (a.compare(0) <= 0 || c.compare(a) <= 0))
    throw new AnsatzError(
      "unsupported",
      "No right triangle has these sides: a leg is positive and shorter than the hypotenuse.",
    );
  return LEG(groups, context);
}

/** Lengths, areas and volumes of named figures, points and vectors. */
export const GEOMETRY_INTENTS: readonly Intent[] = [
  {
    name: "area of a circle",
    frames: [
      `[the ]area of ${OF_CIRCLE}${RADIUS}{r}`,
      `半径 ${IS}{r} 的圆[的]面积`,
      `圆的半径 ${IS}{r}[,](求|它的|其)[圆的]面积`,
    ],
    read: measures({ slots: ["r"], build: (r) => times(PI, power(r, 2)), shown: "area = pi*r^2" }),
    examples: [
      { ask: "area of a circle w/ radius 5", answer: "25*pi" },
      { ask: "半径是5的圆面积", answer: "25*pi" },
    ],
  },
  {
    name: "area of a circle by its diameter",
    frames: [`[the ]area of ${OF_CIRCLE}diameter ${IS}{d}`, `直径 ${IS}{d} 的圆[的]面积`],
    read: measures({
      slots: ["d"],
      build: (d) => over(times(PI, power(d, 2)), num(4)),
      shown: "area = pi*d^2/4",
    }),
    examples: [{ ask: "area of a circle with diameter 10", answer: "25*pi" }],
  },
  {
    name: "circumference",
    frames: [
      `[the ](circumference|perimeter) of ${OF_CIRCLE}${RADIUS}{r}`,
      `半径 ${IS}{r} 的圆[的]周长`,
    ],
    read: measures({
      slots: ["r"],
      build: (r) => times(num(2), PI, r),
      shown: "circumference = 2*pi*r",
    }),
    examples: [
      { ask: "circumference of a circle with radius 3 cm", answer: "18.8495559215388 cm" },
    ],
  },
  {
    name: "volume of a sphere",
    frames: [
      `[the ]volume of [a ](sphere|ball) ${WITH}${RADIUS}{r}`,
      `半径 ${IS}{r} 的球[体][的]体积`,
    ],
    read: measures({
      slots: ["r"],
      build: (r) => over(times(num(4), PI, power(r, 3)), num(3)),
      shown: "volume = 4/3*pi*r^3",
    }),
    examples: [{ ask: "volume of a sphere with radius 3", answer: "36*pi" }],
  },
  {
    name: "surface of a sphere",
    frames: [
      `[the ]surface[ area] of [a ](sphere|ball) ${WITH}${RADIUS}{r}`,
      `半径 ${IS}{r} 的球[体][的]表面积`,
    ],
    read: measures({
      slots: ["r"],
      build: (r) => times(num(4), PI, power(r, 2)),
      shown: "surface = 4*pi*r^2",
    }),
    examples: [{ ask: "surface area of a sphere of radius 3", answer: "36*pi" }],
  },
  {
    name: "volume of a cube",
    frames: [
      `[the ]volume of [a ]cube ${WITH}(side|edge)[ length| lengths][s] ${IS}{a}`,
      `(棱长|边长) ${IS}{a} 的(正方体|立方体)[的]体积`,
    ],
    read: measures({ slots: ["a"], build: (a) => power(a, 3), shown: "volume = a^3" }),
    examples: [
      { ask: "棱长4cm的正方体体积", answer: "64 cm^3" },
      { ask: "volume of a cube with side 2 ft", answer: "8 ft^3" },
    ],
  },
  {
    name: "surface of a cube",
    frames: [
      `[the ]surface[ area] of [a ]cube ${WITH}(side|edge)[ length] ${IS}{a}`,
      `(棱长|边长) ${IS}{a} 的(正方体|立方体)[的]表面积`,
    ],
    read: measures({
      slots: ["a"],
      build: (a) => times(num(6), power(a, 2)),
      shown: "surface = 6*a^2",
    }),
    examples: [{ ask: "棱长3的正方体表面积", answer: "54" }],
  },
  {
    name: "volume of a cylinder",
    frames: [
      `[the ]volume of [a ]cylinder ${WITH}${RADIUS}{r}(,| and| ,|, and| )[ ][a ]${HEIGHT}{h}`,
      `[底面]半径 ${IS}{r}[,][、]高 ${IS}{h} 的圆柱[体][的]体积`,
    ],
    read: measures({
      slots: ["r", "h"],
      build: (r, h) => times(PI, power(r, 2), h),
      shown: "volume = pi*r^2*h",
    }),
    examples: [{ ask: "volume of a cylinder with radius 2 and height 5", answer: "20*pi" }],
  },
  {
    name: "volume of a cone",
    frames: [
      `[the ]volume of [a ]cone ${WITH}${RADIUS}{r}(,| and| ,|, and| )[ ][a ]${HEIGHT}{h}`,
      `[底面]半径 ${IS}{r}[,][、]高 ${IS}{h} 的圆锥[体][的]体积`,
    ],
    read: measures({
      slots: ["r", "h"],
      build: (r, h) => over(times(PI, power(r, 2), h), num(3)),
      shown: "volume = pi*r^2*h/3",
    }),
    examples: [{ ask: "volume of a cone with radius 3 and height 4", answer: "12*pi" }],
  },
  {
    name: "area of a rectangle",
    frames: [
      `[the ]area of [a ]rectangle ${WITH}[sides |length |width ]${IS}{a} (and|by|x|×) [a ][width |height |length ]${IS}{b}`,
      `长 ${IS}{a}[,][、]宽 ${IS}{b} 的(长方形|矩形)[的]面积`,
    ],
    read: measures({ slots: ["a", "b"], build: (a, b) => times(a, b), shown: "area = a*b" }),
    examples: [
      { ask: "area of a rectangle with length 3 and width 4", answer: "12" },
      { ask: "长6cm宽4cm的长方形面积", answer: "24 cm^2" },
    ],
  },
  {
    name: "area of a triangle by base and height",
    frames: [
      `[the ]area of [a ]triangle ${WITH}base ${IS}{a}(,| and|, and)[ ][a ]height ${IS}{b}`,
      `底[边]${IS}{a}[,][、]高 ${IS}{b} 的三角形[的]面积`,
    ],
    read: measures({
      slots: ["a", "b"],
      build: (a, b) => over(times(a, b), num(2)),
      shown: "area = base*height/2",
    }),
    examples: [{ ask: "area of a triangle with base 6 and height 5", answer: "15" }],
  },
  {
    name: "area of a triangle by its sides",
    frames: [
      "[the ]area of [a ](triangle with |)[sides ](3-sided |){a}, {b}[,] [and ]{c}[ triangle]",
      "[the ]area of [a |the ]triangle (with|w/|whose) sides [are |of length ]{a}, {b}[,] [and ]{c}",
      "三角形[的]三边[长][分别][为|是]{a}(,|、){b}(,|、){c}[,]的面积",
      "三边[长][分别][为|是]{a}(,|、){b}(,|、){c} 的三角形[的]面积",
      "三角形三边 {a}(,|、){b}(,|、){c} 的面积",
    ],
    read: heron,
    examples: [
      { ask: "area of a triangle with sides 3, 4, 5", answer: "6" },
      { ask: "三角形三边 3,4,5 的面积", answer: "6" },
    ],
  },
  {
    name: "hypotenuse",
    frames: [
      "[the ](hypotenuse|hypotenus|hypothenuse) of [a |the ][right ][angled ]triangle (with|w/) [legs |sides |catheti ]{a} and {b}",
      "[the ](hypotenuse|hypotenus|hypothenuse) (of|with|for|if|from|given) [the |its ][legs |sides |catheti ][of |are |is ]{a} and {b}",
      "right[ angled|-angled] triangle[,] [with ](legs|sides|catheti) {a} and {b}[[,][ find][ the][ hypotenuse]]",
      "(pythagorean|pythagoras['s]) [theorem] [with |for |of ]{a:number} and {b:number}",
      "(pythagorean|pythagoras['s]) [theorem] [with |for ]a[ ]=[ ]{a:number}[,| and|, and][ ]b[ ]=[ ]{b:number}",
      "直角三角形[的]两[条]直角边[长][分别][长][为|是]{a}(和|,|、){b}[,][求|则][斜边|斜边长|斜边多长|斜边有多长|斜边的长]",
      "[the ](hypotenuse|longest side) of [a |the ]right[ angled|-angled] triangle whose (legs|sides) are {a} and {b}",
      "直角边[分别]为 {a} 和 {b} 的直角三角形的斜边[长]",
    ],
    read: measures({
      slots: ["a", "b"],
      build: (a, b) => sqrt(add(power(a, 2), power(b, 2))),
      shown: "c = sqrt(a^2 + b^2)",
    }),
    examples: [{ ask: "hypotenus of right triangle with legs 5 and 12", answer: "13" }],
  },
  {
    name: "leg of a right triangle",
    frames: [
      "[the ](third|other|missing|remaining) (side|leg) of [a |the ]right[ angled|-angled] triangle[,] (with|given|if|where) [the |a ]hypotenuse [is |of |= |=]{c} and [a |one |the ][other ](leg|side) [is |of |= |=]{a}",
      "(leg|side) of [a |the ]right[ angled|-angled] triangle[,] (with|given|if|where) [the |a ]hypotenuse [is |of |= |=]{c} and [a |one |the ][other ](leg|side) [is |of |= |=]{a}",
      "直角三角形[的]斜边[长][为|是]{c}[,]一[条]直角边[长][为|是]{a}[,][求]另一[条]直角边[长]",
    ],
    read: leg,
    examples: [
      {
        ask: "third side of a right triangle with hypotenuse 13 and leg 5",
        answer: "12",
      },
      { ask: "直角三角形斜边长为13，一条直角边为5，求另一条直角边", answer: "12" },
    ],
  },
  {
    name: "perimeter",
    frames: [
      `[the ](perimeter|circumference) of [a |the ]rectangle ${WITH}[sides |length |width ]${IS}{a} (and|by|x|×) [a ][width |height |length ]${IS}{b}`,
      `[the ]perimeter of [a |the ]square ${WITH}(side|sides|edge)[ length] ${IS}{s}`,
      `长 ${IS}{a}[,][、]宽 ${IS}{b} 的(长方形|矩形)[的]周长`,
      `边长 ${IS}{s} 的正方形[的]周长`,
    ],
    read: (groups, context) =>
      (groups["s"] === undefined ? AROUND : AROUND_SQUARE)(groups, context),
    examples: [
      { ask: "perimeter of a rectangle 3 by 4", answer: "14" },
      { ask: "边长5的正方形周长", answer: "20" },
    ],
  },
  {
    name: "area of a square",
    frames: [
      `[the ]area of [a |the ]square ${WITH}(side|sides|edge)[ length] ${IS}{s}`,
      `边长 ${IS}{s} 的正方形[的]面积`,
    ],
    read: measures({ slots: ["s"], build: (s) => power(s, 2), shown: "area = side^2" }),
    examples: [{ ask: "area of a square with side 5 cm", answer: "25 cm^2" }],
  },
  {
    name: "diagonal",
    frames: [
      `[the ]diagonal of [a |the ]square ${WITH}(side|sides|edge)[ length] ${IS}{s}`,
      `[the ]diagonal of [a |the ]rectangle ${WITH}[sides |length |width ]${IS}{a} (and|by|x|×) [a ][width |height |length ]${IS}{b}`,
      `边长 ${IS}{s} 的正方形[的]对角线[长]`,
    ],
    read: (groups, context) =>
      (groups["s"] === undefined ? ACROSS : ACROSS_SQUARE)(groups, context),
    examples: [{ ask: "diagonal of a square with side 1", answer: "sqrt(2)" }],
  },
  {
    name: "distance of points",
    frames: [
      "[the ]distance (between|from) [the |two ][point |points ]{a} (and|to) {b}",
      "(点|)[]{a} (和|与|到) [点]{b} (的|之间的) 距离",
    ],
    read: twoPoints((a, b) =>
      sqrt(add(...a.map((x, k) => power(minus(x, b[k] as Expression), 2)))),
    ),
    examples: [
      { ask: "distance between (1,2) and (4,6)", answer: "5" },
      { ask: "点(1,2)到(4,6)的距离", answer: "5" },
    ],
  },
  {
    name: "slope through points",
    frames: [
      "[the ](slope|gradient) (between|through|of the line through|of the line between|from) [the points ]{a} (and|to) {b}",
      "[the ](slope|gradient) of [the |a ]line [that |which ](passing |going |passes |goes |)(through|joining|connecting|containing|between) [the ][two ][points ]{a} and {b}",
      "过[点]{a} 和 [点]{b} 的直线[的]斜率",
    ],
    read: twoPoints((a, b) =>
      a.length === 2
        ? over(
            minus(b[1] as Expression, a[1] as Expression),
            minus(b[0] as Expression, a[0] as Expression),
          )
        : null,
    ),
    examples: [{ ask: "slope of the line through (1,2) and (3,8)", answer: "3" }],
  },
  {
    name: "midpoint",
    frames: ["[the ]midpoint (of|between) {a} and {b}", "{a} 和 {b} 的中点"],
    read: (groups, context) => {
      const a = pointOf(groups["a"] as string, context);
      const b = pointOf(groups["b"] as string, context);
      if (a === null || b === null || a.length !== b.length) return null;
      return {
        kind: "tuple",
        items: a.map((x, k) => over(add(x, b[k] as Expression), num(2))),
      };
    },
    examples: [{ ask: "midpoint of (1,2) and (4,6)", answer: "(5/2, 4)" }],
  },
  {
    name: "length of a vector",
    frames: [
      "[the ](norm|magnitude|length|modulus) of [the ][vector ]{a}",
      "(向量|矢量) {a} 的(模|长度|模长|范数)",
    ],
    read: length,
    examples: [
      { ask: "magnitude of (3, 4)", answer: "5" },
      { ask: "向量(1,2,2)的模", answer: "3" },
    ],
  },
  {
    name: "interior angles",
    frames: [
      "[the ]sum of [the ]interior angles (of|in) [a |an ][regular ]{polygon}",
      "[正]{polygon} 的内角和",
      "[正]{polygon:polygon} 内角和[是多少度|为多少度|是]",
    ],
    read: interiorAngles,
    examples: [
      { ask: "sum of interior angles of an octagon", answer: "1080 °" },
      { ask: "六边形的内角和", answer: "720 °" },
    ],
  },
  {
    name: "equation of a circle",
    frames: [
      "[the ]equation of [a |the ]circle [with ][a ]center[ed at| at] {a}[,] [and ][with ][a ]radius {r}",
      "[the ]equation of [a |the ]circle [with ][a ]centre[d at| at] {a}[,] [and ][with ][a ]radius {r}",
      "圆心[为|是|在]{a}[,]半径[为|是]{r} 的圆[的]方程",
    ],
    read: (groups, context) => {
      const center = pointOf(groups["a"] as string, context);
      if (center?.length !== 2) return null;
      const [x, y] = center as [Expression, Expression];
      const radius = context.parse(groups["r"] as string);
      refuseNegative(radius);
      return {
        kind: "statement",
        expression: [
          "Equal",
          add(power(minus("x", x), 2), power(minus("y", y), 2)),
          power(radius, 2),
        ],
        why: "the points at distance r from the centre",
      };
    },
    examples: [
      { ask: "equation of circle center (2,-1) radius 3", answer: "(x - 2)^2 + (y + 1)^2 = 9" },
    ],
  },
];
