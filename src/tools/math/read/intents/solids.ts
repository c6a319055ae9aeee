import type { Expression } from "../../expression/expression.ts";
import { add, measures, num, over, power, sqrt, times } from "../formula.ts";
import type { Intent } from "./intent.ts";

const PI: Expression = "Pi";
const WITH = "[with |w/ |of |whose |, ][a |an |the ]";
const IS = "[is |of |= |=|为|是]";
const AND = "[,| and|, and] [a |an |the |with ]";
const degrees = (angle: Expression): Expression => over(times(angle, PI), num(180));
const ANGLE = "(angle|central angle) [of |is |= ]{t:number}[°|[ ]degrees|[ ]deg]";

/** Figures and solids that are asked for less often. */
export const SOLID_INTENTS: readonly Intent[] = [
  {
    name: "area of a trapezoid",
    frames: [
      `[the ]area of [a |the ](trapezoid|trapezium) ${WITH}(bases|parallel sides) ${IS}{a} and {b}${AND}height ${IS}{h}`,
      "上底[为|是]{a}[,|、]下底[为|是]{b}[,|、]高[为|是]{h} 的梯形[的]面积",
    ],
    read: measures({
      slots: ["a", "b", "h"],
      build: (a, b, h) => over(times(add(a, b), h), num(2)),
      shown: "area = (a + b)*h/2",
    }),
    examples: [{ ask: "area of a trapezoid with bases 5 and 7 and height 4", answer: "24" }],
  },
  {
    name: "area of a parallelogram",
    frames: [
      `[the ]area of [a |the ]parallelogram ${WITH}base ${IS}{a}${AND}height ${IS}{h}`,
      `[the ]area of [a |the ]parallelogram ${WITH}base ${IS}{a} height ${IS}{h}`,
      "底[边][为|是]{a}[,|、]高[为|是]{h} 的平行四边形[的]面积",
    ],
    read: measures({
      slots: ["a", "h"],
      build: (a, h) => times(a, h),
      shown: "area = base*height",
    }),
    examples: [{ ask: "area of a parallelogram base 6 height 3", answer: "18" }],
  },
  {
    name: "area of an ellipse",
    frames: [
      `[the ]area of [an |the ]ellipse ${WITH}(semi-axes|semiaxes|semi axes) ${IS}{a} and {b}`,
      "半轴[长][为|是]{a}(和|、){b} 的椭圆[的]面积",
    ],
    read: measures({ slots: ["a", "b"], build: (a, b) => times(PI, a, b), shown: "area = pi*a*b" }),
    examples: [{ ask: "area of an ellipse with semi-axes 3 and 2", answer: "6*pi" }],
  },
  {
    name: "volume of a pyramid",
    frames: [
      `[the ]volume of [a |the ]pyramid ${WITH}base area ${IS}{a}${AND}height ${IS}{h}`,
      "底面积[为|是]{a}[,|、]高[为|是]{h} 的(棱锥|四棱锥|三棱锥)[的]体积",
    ],
    read: measures({
      slots: ["a", "h"],
      build: (a, h) => over(times(a, h), num(3)),
      shown: "volume = base area*height/3",
    }),
    examples: [{ ask: "volume of a pyramid with base area 30 and height 10", answer: "100" }],
  },
  {
    name: "volume of a box",
    frames: [
      `[the ]volume of [a |the ](box|cuboid|rectangular prism|rectangular box) ${WITH}[sides |dimensions |measuring |edges ]{a}[ ](x|×|by|,)[ ]{b}[ ](x|×|by|,|and|, and)[ ]{c}`,
      "长[为|是]{a}[,|、]宽[为|是]{b}[,|、]高[为|是]{c} 的长方体[的]体积",
    ],
    read: measures({
      slots: ["a", "b", "c"],
      build: (a, b, c) => times(a, b, c),
      shown: "volume = a*b*c",
    }),
    examples: [
      { ask: "volume of a rectangular prism 3 by 4 by 5", answer: "60" },
      { ask: "volume of a box 2 x 3 x 4", answer: "24" },
    ],
  },
  {
    name: "surface of a cylinder",
    frames: [
      `[the ][total ]surface area of [a |the ]cylinder ${WITH}radius ${IS}{r}(${AND}| )height ${IS}{h}`,
      "[底面]半径[为|是]{r}[,|、]高[为|是]{h} 的圆柱[体][的]表面积",
    ],
    read: measures({
      slots: ["r", "h"],
      build: (r, h) => times(num(2), PI, r, add(r, h)),
      shown: "surface = 2*pi*r*(r + h)",
    }),
    examples: [{ ask: "surface area of a cylinder radius 2 height 5", answer: "28*pi" }],
  },
  {
    name: "lateral area of a cone",
    frames: [
      `[the ](lateral|side) [surface ]area of [a |the ]cone ${WITH}radius ${IS}{r}(${AND}| )height ${IS}{h}`,
      "[底面]半径[为|是]{r}[,|、]高[为|是]{h} 的圆锥[体][的]侧面积",
    ],
    read: measures({
      slots: ["r", "h"],
      build: (r, h) => times(PI, r, sqrt(add(power(r, 2), power(h, 2)))),
      shown: "lateral area = pi*r*sqrt(r^2 + h^2)",
    }),
    examples: [{ ask: "lateral area of a cone radius 3 height 4", answer: "15*pi" }],
  },
  {
    name: "sector of a circle",
    frames: [
      `[the ]area of [a |the ]sector ${WITH}radius ${IS}{r}(${AND}| )${ANGLE}`,
      "半径[为|是]{r}[,|、]圆心角[为|是]{t:number}[°|度] 的扇形[的]面积",
    ],
    read: measures({
      slots: ["r", "t"],
      build: (r, t) => over(times(degrees(t), power(r, 2)), num(2)),
      shown: "area = angle*r^2/2, the angle taken in degrees and turned into radians",
    }),
    examples: [{ ask: "area of a sector with radius 6 and angle 90 degrees", answer: "9*pi" }],
  },
  {
    name: "arc of a circle",
    frames: [
      `[the ](arc length|length of [an |the ]arc) of [a |the ]circle ${WITH}radius ${IS}{r}(${AND}| )${ANGLE}`,
      "半径[为|是]{r}[,|、]圆心角[为|是]{t:number}[°|度] 的(弧长|扇形[的]弧长)",
    ],
    read: measures({
      slots: ["r", "t"],
      build: (r, t) => times(degrees(t), r),
      shown: "arc = angle*r, the angle taken in degrees and turned into radians",
    }),
    examples: [{ ask: "arc length of a circle radius 6 angle 60 degrees", answer: "2*pi" }],
  },
];
