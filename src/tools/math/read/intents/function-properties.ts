import { differentiate } from "../../expression/differentiate.ts";
import { exactForm } from "../../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
} from "../../expression/expression.ts";
import type { FunctionProperty } from "../calculus-query.ts";
import { EVERYWHERE, type MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { functionOf } from "./calculus.ts";
import type { Intent } from "./intent.ts";

function functionIn(groups: Groups, context: ReadingContext) {
  const f = functionOf(context.parse(groups["body"] as string));
  if (f === null) return null;
  const [x, ...others] = variablesOf(f);
  return x === undefined || others.length > 0 || headOf(f) === "Sequence" ? null : { f, x };
}

const ask =
  (property: FunctionProperty): QueryBuilder =>
  (groups, context) => {
    const found = functionIn(groups, context);
    return found === null ? null : { kind: "property", property, expression: found.f };
  };

const KINDS: Readonly<Record<string, FunctionProperty>> = {
  horizontal: "horizontal-asymptotes",
  vertical: "vertical-asymptotes",
  oblique: "oblique-asymptotes",
  slant: "oblique-asymptotes",
  水平: "horizontal-asymptotes",
  垂直: "vertical-asymptotes",
  铅直: "vertical-asymptotes",
  斜: "oblique-asymptotes",
};

/** Defined wherever its derivative is: built from powers with whole exponents, sines, cosines and exponentials. */
function isDefinedWithDerivative(f: Expression): boolean {
  const parts = argumentsOf(f);
  const head = headOf(f);
  if (parts.length === 0) return true;
  if (head === "Power") {
    const [base, exponent] = parts as [Expression, Expression];
    return base === "ExponentialE"
      ? isDefinedWithDerivative(exponent)
      : isNumber(exponent) && /^-?\d+$/.test(exponent.num) && isDefinedWithDerivative(base);
  }
  return (
    ["Add", "Multiply", "Negate", "Divide", "Sin", "Cos", "Sinh", "Cosh"].includes(head) &&
    parts.every(isDefinedWithDerivative)
  );
}

/** Where the first or second derivative has a sign. */
function signOf(order: 1 | 2, isPositive: (word: string) => boolean): QueryBuilder {
  return (groups, context): MathQuery | null => {
    const found = functionIn(groups, context);
    if (found === null || !isDefinedWithDerivative(found.f)) return null;
    let derivative = found.f;
    for (let count = 0; count < order; count++) derivative = differentiate(derivative, found.x);
    const form = exactForm(derivative) ?? derivative;
    if (!variablesOf(form).includes(found.x)) return null;
    const isUp = isPositive(groups["word"] as string);
    context.note({
      kind: "formula",
      text:
        order === 1
          ? `The function is ${isUp ? "increasing" : "decreasing"} where its derivative is ${isUp ? "positive" : "negative"}; ends of such intervals may be added.`
          : `The function is ${isUp ? "concave up (convex)" : "concave down"} where its second derivative is ${isUp ? "positive" : "negative"}.`,
    });
    return {
      kind: "inequality",
      relations: [[isUp ? "Greater" : "Less", form, { num: "0" }]],
      variable: found.x,
      domain: EVERYWHERE,
    };
  };
}

const OF = "(of|for) [the ][function |graph of |curve |graph ]{body}";

/** What pods tell of a function, asked for by name. */
export const FUNCTION_PROPERTY_INTENTS: readonly Intent[] = [
  {
    name: "range of a function",
    frames: [`[the ]range ${OF}`, "[求][函数]{body} 的值域"],
    read: ask("range"),
    examples: [
      { ask: "range of x^2 + 1", answer: "[1, infinity)" },
      { ask: "range of x + 1/x", answer: "(-infinity, -2] ∪ [2, infinity)" },
      { ask: "函数 y=x^2+1 的值域", answer: "[1, infinity)" },
    ],
  },
  {
    name: "period of a function",
    frames: [`[the ][smallest |fundamental ]period ${OF}`, "[求][函数]{body} 的[最小正]周期"],
    read: ask("period"),
    examples: [
      { ask: "period of sin(2x)", answer: "pi" },
      { ask: "函数 y=sin(2x) 的最小正周期", answer: "pi" },
    ],
  },
  {
    name: "even or odd function",
    frames: [
      "is [the ][function ]{body} [an ](odd or even|even or odd|even|odd|odd, even or neither|even, odd or neither)[ function]",
      `[the ](parity|symmetry) ${OF}`,
      "[判断][函数]{body} 的奇偶性",
    ],
    read: ask("parity"),
    examples: [
      { ask: "is x^3 odd or even", answer: "odd: f(-x) = -f(x)" },
      { ask: "判断函数 y=x^2 的奇偶性", answer: "偶函数：f(-x) = f(x)" },
    ],
  },
  {
    name: "asymptotes",
    frames: [
      `[the ][all ]asymptote[s] ${OF}`,
      `[the ][all ]{kind:asymptote} asymptote[s] ${OF}`,
      "[求][函数|曲线]{body} 的{kind:asymptote} 渐近线",
      "[求][函数|曲线]{body} 的渐近线",
    ],
    read: (groups, context) =>
      ask(KINDS[(groups["kind"] ?? "").toLowerCase()] ?? "asymptotes")(groups, context),
    examples: [
      { ask: "asymptotes of (x^2+1)/(x-1)", answer: "x = 1; y = x + 1" },
      { ask: "horizontal asymptote of (2x+1)/(x-3)", answer: "y = 2" },
      { ask: "曲线 y=1/(x^2-1) 的垂直渐近线", answer: "x = -1; x = 1" },
    ],
  },
  {
    name: "local extrema",
    frames: [
      `[the ][all ](local|relative) (extrema|extremum|maxima and minima|minima and maxima|extreme values) ${OF}`,
      `[the ][all ](extrema|extreme points|extreme values|turning points) ${OF}`,
      "[求][函数]{body} 的极(值|值点)",
    ],
    read: ask("extrema"),
    examples: [
      {
        ask: "local extrema of x^3-3x",
        answer: "Local maximum: 2 (x = -1); Local minimum: -2 (x = 1)",
      },
    ],
  },
  {
    name: "where a function grows",
    frames: [
      "where is [the ][function ]{body} {word:monotone}",
      "[the ][intervals where |intervals on which |interval where ][the ][function ]{body} is {word:monotone}",
      "[the ]{word:monotone} intervals (of|for) [the ][function ]{body}",
      "[the ](intervals|interval) (of|on) {word:monotone} (of|for) {body}",
      "[求][函数]{body} 的(单调|){word:monotone} 区间",
    ],
    read: signOf(1, (word) => /incr|grow|ris|增/iu.test(word)),
    examples: [
      { ask: "where is x^3-3x increasing", answer: "x < -1 or x > 1" },
      { ask: "函数 x^3-3x 的单调递减区间", answer: "-1 < x < 1" },
    ],
  },
  {
    name: "concavity",
    frames: [
      "where is [the ][function ]{body} {word:concave}",
      "[the ][intervals where |interval where ][the ][function ]{body} is {word:concave}",
    ],
    read: signOf(2, (word) => /up|convex/iu.test(word)),
    examples: [{ ask: "where is x^3 concave up", answer: "x > 0" }],
  },
];
