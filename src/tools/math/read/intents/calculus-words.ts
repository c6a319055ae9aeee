import { differentiate } from "../../expression/differentiate.ts";
import { exactForm } from "../../exact/exact-form.ts";
import { type Expression, variablesOf } from "../../expression/expression.ts";
import { add, minus, over, power, sqrt, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { functionOf } from "./calculus.ts";
import type { Intent } from "./intent.ts";

interface Piece {
  readonly f: Expression;
  readonly x: string;
  readonly bounds: readonly [Expression, Expression];
}

/** A function of one letter on an interval. */
function pieceOf(groups: Groups, context: ReadingContext): Piece | null {
  const f = functionOf(context.parse(groups["body"] as string));
  if (f === null) return null;
  const [x = "x", ...others] = variablesOf(f);
  if (others.length > 0) return null;
  const bounds = [groups["lower"], groups["upper"]].map((text) => context.parse(text as string));
  return { f, x, bounds: bounds as [Expression, Expression] };
}

const integral =
  (integrand: (piece: Piece) => Expression, shown: string): QueryBuilder =>
  (groups, context): MathQuery | null => {
    const piece = pieceOf(groups, context);
    if (piece === null) return null;
    context.note({ kind: "formula", text: shown });
    const expression = integrand(piece);
    return {
      kind: "integrate",
      expression: exactForm(expression) ?? expression,
      variable: piece.x,
      bounds: piece.bounds,
    };
  };

function slopeOf({ f, x }: Piece): Expression {
  const slope = differentiate(f, x);
  return exactForm(slope) ?? slope;
}

const RANGE =
  "(from|between) [{letter:letter}[ ]=[ ]]{lower} (to|and) [{other:letter}[ ]=[ ]]{upper}";
const INTERVAL = "(on|over|in) [the interval ]\\[{lower}, {upper}\\]";
const CURVE = "[the ][curve |graph of |graph |function |line ]";

/** Lengths, areas, averages and volumes of curves, as integrals. */
export const CALCULUS_WORD_INTENTS: readonly Intent[] = [
  {
    name: "arc length",
    frames: [
      `[the ](arc length|arclength|length) of ${CURVE}{body}[,] ${RANGE}`,
      `[the ](arc length|arclength|length) of ${CURVE}{body}[,] ${INTERVAL}`,
      "[求][曲线]{body} 从 [{letter:letter}[ ]=[ ]]{lower} 到 [{other:letter}[ ]=[ ]]{upper} 的弧长",
    ],
    read: integral(
      (piece) => sqrt(add({ num: "1" }, power(slopeOf(piece), 2))),
      "The arc length is the integral of sqrt(1 + f'^2).",
    ),
    examples: [{ ask: "arc length of y=x^(3/2) from 0 to 4", answer: "-8/27 + 80*sqrt(10)/27" }],
  },
  {
    name: "area under a curve",
    frames: [
      `[the ]area under ${CURVE}{body}[,] ${RANGE}`,
      `[the ]area under ${CURVE}{body}[,] ${INTERVAL}`,
      "[求][曲线]{body} 从 [{letter:letter}[ ]=[ ]]{lower} 到 [{other:letter}[ ]=[ ]]{upper} 下[方]的面积",
    ],
    read: integral(
      ({ f }) => f,
      "The area under a curve is read as the integral: what lies below the axis counts as negative.",
    ),
    examples: [{ ask: "area under x^2 from 0 to 3", answer: "9" }],
  },
  {
    name: "average value",
    frames: [
      `[the ](average|mean) value of ${CURVE}{body}[,] ${RANGE}`,
      `[the ](average|mean) value of ${CURVE}{body}[,] ${INTERVAL}`,
      "[求][函数]{body} 在 (\\[|区间\\[){lower}[ ](,|，)[ ]{upper}\\] [上]的平均值",
    ],
    read: (groups, context) => {
      const piece = pieceOf(groups, context);
      return piece === null
        ? null
        : integral(
            ({ f, bounds: [lower, upper] }) => over(f, minus(upper, lower)),
            "The average value is the integral over the interval divided by its length.",
          )(groups, context);
    },
    examples: [{ ask: "average value of x^2 on [0,3]", answer: "3" }],
  },
  {
    name: "volume of revolution",
    frames: [
      `[the ]volume of [the ][solid of ](revolution|rotation) of ${CURVE}{body}[,] ${RANGE}[,] (around|about) [the ]x[-| ]axis`,
      `[the ]volume (of|when|if) ${CURVE}{body}[,] ${RANGE} [is ](rotated|revolved) (around|about) [the ]x[-| ]axis`,
      `[the ]volume (of|when|if) ${CURVE}{body} [is ](rotated|revolved) (around|about) [the ]x[-| ]axis ${RANGE}`,
      "[求][曲线]{body} 从 [{letter:letter}[ ]=[ ]]{lower} 到 [{other:letter}[ ]=[ ]]{upper} 绕 x 轴旋转[一周]的体积",
    ],
    read: integral(({ f }) => times("Pi", power(f, 2)), "The volume is the integral of pi*f^2."),
    examples: [
      { ask: "volume of revolution of y=x from 0 to 1 around the x-axis", answer: "pi/3" },
    ],
  },
  {
    name: "tangent at a number",
    frames: [`[the ]{word:touching}[ line] (to|of) ${CURVE}{body} at {at:number}`],
    rewrite: ({ word, body, at }) => `${word} line to ${body} at x = ${at}`,
    examples: [{ ask: "tangent to y=x^2 at 1", answer: "y = 2*x - 1" }],
  },
];
