import { exactForm } from "../../exact/exact-form.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { differentiate } from "../../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../../expression/expression.ts";
import { add, minus, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import { differentiate as derivativeQuery, limit } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

/** The function of `y = …`, `h = …`, `f(x) = …` or a bare expression; null for other equations, such as x = 5. */
export function functionOf(expression: Expression): Expression | null {
  if (headOf(expression) !== "Equal") return expression;
  const [left, right] = argumentsOf(expression) as [Expression, Expression];
  const isNamed = typeof left === "string" ? left !== "x" : /^[fghFGHy]$/.test(headOf(left));
  return isNamed && !variablesOf(right).includes(String(left)) ? right : null;
}

/** The same, where an equation of another kind is left as it stands. */
function body(text: string, context: ReadingContext): Expression {
  const expression = context.parse(text);
  return functionOf(expression) ?? expression;
}

function variableIn(expression: Expression, groups: Groups, context: ReadingContext): string {
  return groups["variable"] ?? context.chooseVariable(expression, "", (name) => `with ${name}`);
}

/** y = f(a) + f'(a) (x - a). */
export function tangent(groups: Groups, context: ReadingContext): MathQuery {
  const f = body(groups["body"] as string, context);
  const x = variableIn(f, groups, context);
  const a = context.parse(groups["at"] as string);
  const slope = substitute(differentiate(f, x), x, a);
  const value = substitute(f, x, a);
  return groups["normal"] === undefined
    ? { kind: "line", expression: add(value, times(slope, minus(x, a))), variable: x }
    : {
        kind: "line",
        expression: minus(value, ["Divide", minus(x, a), slope]),
        variable: x,
      };
}

function slope(groups: Groups, context: ReadingContext): MathQuery {
  const f = body(groups["body"] as string, context);
  const x = variableIn(f, groups, context);
  return {
    kind: "differentiate",
    expression: f,
    variable: x,
    order: 1,
    at: context.parse(groups["at"] as string),
  };
}

function extremum(isMaximum: boolean): QueryBuilder {
  return (groups, context) => {
    const f = body(groups["body"] as string, context);
    const variables = variablesOf(f);
    if (variables.length === 0) return null;
    const interval =
      groups["lower"] === undefined
        ? null
        : ([context.parse(groups["lower"]), context.parse(groups["upper"] as string)] as const);
    return { kind: "extremum", expression: f, variables, isMaximum, interval };
  };
}

function rangeOn(groups: Groups, context: ReadingContext): MathQuery | null {
  const f = body(groups["body"] as string, context);
  const [variable, ...others] = variablesOf(f);
  return variable === undefined || others.length > 0
    ? null
    : {
        kind: "range-on-interval",
        expression: f,
        variable,
        bounds: [
          context.parse(groups["lower"] as string),
          context.parse(groups["upper"] as string),
        ],
      };
}

/** An extremum under one linear equation, which is put in for one of its letters. */
function constrained(groups: Groups, context: ReadingContext): MathQuery | null {
  const f = body(groups["body"] as string, context);
  const condition = context.parse(groups["given"] as string);
  if (headOf(condition) !== "Equal") return null;
  const [left, right] = argumentsOf(condition) as [Expression, Expression];
  const difference = minus(left, right);
  const variables = variablesOf(f);
  if (variables.length < 2 || !variablesOf(condition).every((name) => variables.includes(name)))
    return null;
  for (const name of variablesOf(condition).toReversed()) {
    const slope = exactForm(differentiate(difference, name));
    if (slope === null || variablesOf(slope).length > 0 || Number(evaluateReal(slope)) === 0)
      continue;
    const rest = substitute(difference, name, { num: "0" });
    const value = exactForm(["Negate", ["Divide", rest, slope]]);
    if (value === null) continue;
    context.note({
      kind: "constraint",
      text: `${printPlain(condition)} was put in as ${name} = ${printPlain(value)}.`,
    });
    const reduced = exactForm(substitute(f, name, value)) ?? substitute(f, name, value);
    return {
      kind: "extremum",
      expression: reduced,
      variables: variablesOf(reduced),
      isMaximum: /^max|greatest|largest|最大/iu.test(groups["what"] as string),
      interval: null,
    };
  }
  return null;
}

function areaBetween(groups: Groups, context: ReadingContext): MathQuery | null {
  const f = body(groups["a"] as string, context);
  const g = body(groups["b"] as string, context);
  const variables = variablesOf(["List", f, g]);
  return variables.length > 1
    ? null
    : { kind: "area-between", expression: minus(f, g), variable: variables[0] ?? "x" };
}

const ofFunction =
  (kind: "domain" | "inverse-function" | "complete-square"): QueryBuilder =>
  (groups, context) => {
    const f = body(groups["body"] as string, context);
    const variables = variablesOf(f);
    const variable = groups["variable"] ?? (variables.includes("x") ? "x" : variables[0]);
    return variable === undefined || variables.length > (kind === "complete-square" ? 9 : 1)
      ? null
      : { kind, expression: f, variable };
  };

const FUNCTION = "[the ][function ][of ]";
const AT = "(at|when|where|in|for) {variable:letter}[ ]=[ ]{at}";

/** A linear programme: constraints between commas, semicolons or "and", at least one of them an inequality. */
function programme(groups: Groups, context: ReadingContext): MathQuery | null {
  const texts = (groups["given"] as string)
    .split(/\s*[,，;；]\s*(?:and\s+)?|\s+and\s+|且|、/u)
    .filter((text) => text.trim() !== "");
  if (texts.length === 0 || texts.length > MOST_CONSTRAINTS) return null;
  const constraints = texts.flatMap((text) => relationsOf(context.parse(text)));
  const expression = body(groups["body"] as string, context);
  const isRelation = (part: Expression): boolean =>
    ["LessEqual", "GreaterEqual", "Equal"].includes(headOf(part));
  if (!constraints.every(isRelation) || constraints.every((part) => headOf(part) === "Equal"))
    return null;
  return {
    kind: "linear-programme",
    expression,
    constraints,
    variables: [...new Set(variablesOf(["List", expression, ...constraints]))],
    isMaximum: /^max|greatest|largest|最大/iu.test(groups["what"] as string),
  };
}

const MOST_CONSTRAINTS = 16;

/** "0 <= x <= 4" is two constraints. */
function relationsOf(relation: Expression): Expression[] {
  return headOf(relation) === "And" ? [...argumentsOf(relation)] : [relation];
}

const WHAT = String.raw`(?<what>max(?:imum|imi[sz]e)?|min(?:imum|imi[sz]e)?|(?:greatest|largest|least|smallest) value)(?: value)?(?: of)?`;

/** Calculus as people ask for it: slopes, tangents, extrema, areas, domains. */
export const CALCULUS_INTENTS: readonly Intent[] = [
  {
    name: "slope at a point",
    frames: [
      `[the ](slope|gradient|rate of change) of ${FUNCTION}[the curve |the graph of ]{body} ${AT}`,
      "[函数|曲线]{body} 在 {variable:letter} = {at} 处的(斜率|切线斜率|变化率)",
      "曲线 {body} 在 {variable:letter} = {at} 处的切线的斜率",
    ],
    read: slope,
    examples: [{ ask: "whats the slope of y = x^3 - 2x at x = 2", answer: "10" }],
  },
  {
    name: "tangent line",
    frames: [
      `[the ][equation of ][the ](tangent|tangent line) (to|of|for) ${FUNCTION}[the curve ]{body} ${AT}`,
      "[求][函数|曲线]{body} 在 [点]{variable:letter} = {at} [处]的切线[方程]",
    ],
    read: tangent,
    examples: [
      { ask: "tangent line to y = sqrt(x) at x=4", answer: "y = x/4 + 1" },
      { ask: "曲线 y=x^2 在x=1处的切线方程", answer: "y = 2*x - 1" },
    ],
  },
  {
    name: "normal line",
    frames: [
      `[the ][equation of ][the ]{normal:normal}[ line] (to|of|for) ${FUNCTION}[the curve ]{body} ${AT}`,
      "[求][函数|曲线]{body} 在 [点]{variable:letter} = {at} [处]的{normal:normal}[方程]",
    ],
    read: tangent,
    examples: [{ ask: "normal line to y = x^2 at x = 1", answer: "y = -x/2 + 3/2" }],
  },
  {
    name: "range on an interval",
    frames: [
      "[the ]range of [the ][function ][f(x)=|f(x) = ]{body} (on|over|for x in) [the interval ]\\[{lower}, {upper}\\]",
      "[函数]{body} 在 [区间] \\[{lower}, {upper}\\] [上]的值域",
    ],
    read: rangeOn,
    examples: [
      { ask: "range of x^2 - 2x on [0, 3]", answer: "[-1, 3]" },
      { ask: "x^2 在 [-1, 2] 上的值域", answer: "[0, 4]" },
    ],
  },
  {
    name: "extremum under a linear equation",
    frames: [
      /^(?:find (?:the )?)?(?<what>max(?:imum|imi[sz]e)?|min(?:imum|imi[sz]e)?|(?:greatest|largest|least|smallest) value)(?: value)?(?: of)?\s+(?<body>.+?)\s*,?\s+(?:subject to|s\.t\.|given(?: that)?|such that|under(?: the (?:constraint|condition))?|where|if|with)\s+(?<given>[^=<>]+=[^=<>]+)$/i,
      /^(?:若|已知|设|当|在)\s*(?<given>[^=<>，,]+=[^=<>，,]+?)\s*(?:时|的?条件下)?\s*[,，]\s*(?:求\s*)?(?<body>.+?)\s*的(?<what>最大|最小)值$/u,
    ],
    read: constrained,
    examples: [
      { ask: "minimize x^2 + y^2 subject to x + y = 1", answer: "1/2" },
      { ask: "maximize x y subject to x + y = 10", answer: "25" },
      { ask: "在 x + 2y = 5 的条件下，求 x^2 + y^2 的最小值", answer: "5" },
    ],
  },
  {
    name: "linear programme",
    frames: [
      new RegExp(
        String.raw`^(?:find (?:the )?)?${WHAT}\s+(?<body>[^,<>≤≥=]+?)\s*,?\s+(?:subject to|s\.t\.|given(?: that)?|such that|under(?: the (?:constraints?|conditions?))?|where|if|with)\s+(?<given>.+)$`,
        "i",
      ),
      new RegExp(String.raw`^${WHAT}\s+(?<body>[^,<>≤≥=]+?)\s*,\s*(?<given>[^,]*[<>≤≥].*)$`, "i"),
      /^(?:若|已知|设|当|在)\s*(?<given>.+?)\s*(?:时|的?条件下|的?约束下)?\s*[,，]\s*(?:求\s*)?(?<body>[^,，<>≤≥=]+?)\s*的(?<what>最大|最小)值$/u,
    ],
    read: programme,
    examples: [
      { ask: "maximize 3x + 2y subject to x + y <= 4, x + 3y <= 6, x >= 0, y >= 0", answer: "12" },
      { ask: "minimize 2x + y subject to x + y >= 3, x >= 0, y >= 0", answer: "3" },
      { ask: "在 x+y<=4, x>=0, y>=0 的条件下，求 x+2y 的最大值", answer: "8" },
      { ask: "maximize x + y subject to x >= 0, y >= 0", answer: "no maximum: unbounded above" },
    ],
  },
  {
    name: "maximum",
    frames: [
      `(max|maximum|maximum value|maximize|maximise|greatest value|largest value) (of |){body} (on|over|in|for x in|for x from) \\[{lower}, {upper}\\]`,
      `(max|maximum|maximum value|maximize|maximise|greatest value) (of |){body}`,
      "[函数]{body} 在[区间]\\[{lower}, {upper}\\][上]的最大值",
      "[函数]{body} 的最大值",
    ],
    read: extremum(true),
    examples: [
      { ask: "max of 4x - x^2", answer: "4" },
      { ask: "maximum of x^2 on [-1, 3]", answer: "9" },
    ],
  },
  {
    name: "minimum",
    frames: [
      `(min|minimum|minimum value|minimize|minimise|least value|smallest value) (of |){body} (on|over|in|for x in|for x from) \\[{lower}, {upper}\\]`,
      `(min|minimum|minimum value|minimize|minimise|least value) (of |){body}`,
      "[函数]{body} 在[区间]\\[{lower}, {upper}\\][上]的最小值",
      "[函数]{body} 的最小值",
    ],
    read: extremum(false),
    examples: [
      { ask: "求函数 y=x²-4x+7 的最小值", answer: "3" },
      { ask: "minimize x*x-6x+13 over [-100,100]", answer: "4" },
      { ask: "min 10 * (x+1)^2 + y^2", answer: "0" },
    ],
  },
  {
    name: "area between curves",
    frames: [
      "[the ]area (between|enclosed by|bounded by) [the ](curves |graphs of |graphs |functions |){a} and {b}",
      "[由|求][曲线]{a} (和|与) [直线|曲线]{b} (围成|所围成|所围)的[图形的|图形]面积",
    ],
    read: areaBetween,
    examples: [
      { ask: "area between y=x^2 and y=x", answer: "1/6" },
      { ask: "曲线y=x^2和直线y=x围成的图形的面积", answer: "1/6" },
    ],
  },
  {
    name: "domain",
    frames: [`[the ][natural ]domain of ${FUNCTION}{body}`, "[函数]{body} 的定义域"],
    read: ofFunction("domain"),
    examples: [
      { ask: "domain of sqrt(4 - x^2)", answer: "[-2, 2]" },
      { ask: "函数 y=ln(x-1) 的定义域", answer: "(1, ∞)" },
    ],
  },
  {
    name: "inverse function",
    frames: [`[the ]inverse [function ](of|for) ${FUNCTION}{body}`, "[函数]{body} 的反函数"],
    read: ofFunction("inverse-function"),
    examples: [
      { ask: "inverse of f(x) = (2x-1)/(x+3)", answer: "(-3*x - 1)/(x - 2)" },
      { ask: "函数 y=2x+1 的反函数", answer: "x/2 - 1/2" },
    ],
  },
  {
    name: "complete the square",
    frames: [
      "complete [the ]square[ of| for| in|:] {body} in {variable:letter}",
      "complete [the ]square[ of| for| in|:] {body}",
      "配方[:|：] {body}",
      "(配方|把{body}配方|{body}配方)[:|：]".replace(
        "(配方|把{body}配方|{body}配方)[:|：]",
        "[把|将]{body} 配方",
      ),
      "{body} (by|,) (completing|complete) the square",
    ],
    read: ofFunction("complete-square"),
    examples: [{ ask: "complete the square x^2 + 6x + 2", answer: "(x + 3)^2 - 7" }],
  },
  {
    name: "partial derivative",
    frames: [
      "∂/∂{variable:letter} [of ]{body}",
      "[the ]partial derivative of {body} (with respect to|wrt|by) {variable:letter}",
      "[对]{body} [关于|对]{variable:letter} 求?偏导[数]".replace("求?", "[求|的]"),
    ],
    read: derivativeQuery,
    examples: [{ ask: "∂/∂y of x^2 y^3 + sin(xy)", answer: "3*x^2*y^2 + x*cos(x*y)" }],
  },
  {
    name: "limit, point first",
    frames: [
      "lim[it] as {variable:letter}[ ](->|→|goes to|tends to|approaches)[ ]{point:point} [of ]{body}",
      "lim[it] [as ]{variable:letter}[ ](->|→|goes to|tends to|approaches)[ ]{point:point} of {body}",
      "lim[it] {body}[,] (as|when) {variable:letter} tends {point}",
      "lim\\({variable:letter}(→|->){point:point}\\)[ ]{body}",
      "lim_\\{{variable:letter}(→|->){point:point}\\}[ ]{body}",
      "[求]{variable:letter}(→|->|趋于|趋近于|趋向于){point:point} 时[,]{body} 的极限",
    ],
    read: limit,
    examples: [
      { ask: "limit as x->2 of (x^2-4)/(x-2)", answer: "4" },
      { ask: "limit x->0 of sin(3x)/x", answer: "3" },
      { ask: "lim(n→∞)(1+1/n)^n", answer: "e" },
    ],
  },
  {
    name: "antiderivative in Chinese",
    frames: ["[求]{body} 的原函数"],
    read: (groups, context) => {
      const f = body(groups["body"] as string, context);
      return {
        kind: "integrate",
        expression: f,
        variable: variableIn(f, groups, context),
        bounds: null,
      };
    },
    examples: [{ ask: "x^2 的原函数", answer: "x^3/3" }],
  },
];
