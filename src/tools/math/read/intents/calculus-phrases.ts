import { decideEqual } from "../../prove/decide-zero.ts";
import { substitute, variablesOf } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { functionOf, tangent } from "./calculus.ts";
import type { Intent } from "./intent.ts";
import { letterIn } from "./one-letter.ts";

const GIVEN = "(if|when|for|where|given|given that|of)";
const ORDINALS: Readonly<Record<string, string>> = { "1": "first", "2": "second", "3": "third" };

/** The tangent or normal at a point that is said to lie on the curve, and does. */
function tangentAt(groups: Groups, context: ReadingContext): MathQuery | null {
  const f = functionOf(context.parse(groups["body"] as string));
  const [x, ...others] = f === null ? [] : variablesOf(f);
  if (f === null || x === undefined || others.length > 0) return null;
  const [a, b] = [groups["a"], groups["b"]].map((text) => context.parse(text as string));
  if (a === undefined || b === undefined) return null;
  return decideEqual(substitute(f, x, a), b).verdict === "proved"
    ? tangent(
        {
          ...groups,
          ...(/^(?:normal|法线)$/iu.test(groups["word"] ?? "") ? { normal: "1" } : {}),
          at: groups["a"],
        },
        context,
      )
    : null;
}

function wholeSeries({ body }: Groups): string | null {
  const letter = letterIn(body as string);
  return letter === null || /[=<>]/.test(body as string)
    ? null
    : `sum of ${body} for ${letter} = 1 to infinity`;
}

function oneSided({ side, body, at }: Groups): string | null {
  const letter = letterIn(body as string);
  const sign = /left|below|左/iu.test(side as string) ? "-" : "+";
  return letter === null ? null : `limit of ${body} as ${letter} -> ${at}${sign}`;
}

/** Derivatives, limits and convergence in the words of a textbook. */
export const CALCULUS_PHRASE_INTENTS: readonly Intent[] = [
  {
    name: "derivative of a function given after",
    frames: [
      `(dy/dx|y'|df/dx|f'\\(x\\)) ${GIVEN} (y|f\\(x\\))[ ]=[ ]{body}`,
      "(if|given|let|for) (y|f\\(x\\))[ ]=[ ]{body}[,] [then ](find |what is )(dy/dx|y'|df/dx|f'\\(x\\))",
      "(y|f\\(x\\))[ ]=[ ]{body}[,] [find ](dy/dx|y'|df/dx|f'\\(x\\))",
    ],
    rewrite: ({ body }) => `derivative of ${body} with respect to x`,
    examples: [
      { ask: "find dy/dx if y = x^2 sin x", answer: "cos(x)*x^2 + 2*x*sin(x)" },
      { ask: "if f(x) = x^2 find f'(x)", answer: "2*x" },
    ],
  },
  {
    name: "derivative at a point of a function given after",
    frames: [
      `f'\\({at:amount}\\) ${GIVEN} f\\(x\\)[ ]=[ ]{body}`,
      "(if |given |let |for |)f\\(x\\)[ ]=[ ]{body}[,] [then ][find |what is ]f'\\({at:amount}\\)",
    ],
    rewrite: ({ body, at }) => `derivative of ${body} at x = ${at}`,
    examples: [{ ask: "find f'(2) if f(x)=x^3", answer: "12" }],
  },
  {
    name: "operator of a higher derivative",
    frames: [/^d\^?(?<n>[23])\s*\/\s*d(?<variable>[a-z])\^?\k<n>\s+(?:of\s+)?(?<body>.+)$/i],
    rewrite: ({ n, variable, body }) =>
      `${ORDINALS[n as string]} derivative of ${body} with respect to ${variable}`,
    examples: [{ ask: "d^2/dx^2 of e^(2x)", answer: "4*e^(2*x)" }],
  },
  {
    name: "slope of a tangent",
    frames: [
      "[the ]slope of [the ]tangent [line ](to|of) [the ][curve |graph of ]{body} at {variable:letter}[ ]=[ ]{at}",
    ],
    rewrite: ({ body, variable, at }) => `slope of ${body} at ${variable} = ${at}`,
    examples: [{ ask: "what's the slope of the tangent line to y=x^3 at x=2", answer: "12" }],
  },
  {
    name: "tangent at a point of the curve",
    frames: [
      "[the ][equation of ][the ]{word:touching}[ line] (to|of) [the ][curve |graph of ]{body} at [the point ]\\({a:amount}[ ],[ ]{b:amount}\\)",
      "[求][曲线|函数|抛物线]{body} 在[点] \\({a:amount},{b:amount}\\)[处]的{word:zhtouching}[方程]",
    ],
    read: tangentAt,
    examples: [
      {
        ask: "find the equation of the tangent line to y = x^2 at the point (1,1)",
        answer: "y = 2*x - 1",
      },
    ],
  },
  {
    name: "integral, range first",
    frames: [
      "[the ]integral (from|between) [{variable:letter}[ ]=[ ]]{lower:amount} (to|and) {upper} of {body}",
      "[the ](improper|definite) integral of {body}[,] from {lower:amount} to {upper}",
    ],
    rewrite: ({ body, lower, upper }) => `integral of ${body} from ${lower} to ${upper}`,
    examples: [
      { ask: "integral from 0 to pi of sin x", answer: "2" },
      { ask: "improper integral of 1/x^2 from 1 to infinity", answer: "1" },
    ],
  },
  {
    name: "convergence of an integral",
    frames: [
      "(does|will) [the ][improper ]integral of {body} from {lower} to {upper} (converge|diverge)[ or diverge| or converge]",
      "is [the ][improper ]integral of {body} from {lower} to {upper} (convergent|divergent)[ or divergent| or convergent]",
    ],
    rewrite: ({ body, lower, upper }) => `integral of ${body} from ${lower} to ${upper}`,
    examples: [
      { ask: "does the integral of 1/x from 1 to infinity converge", answer: "divergent" },
    ],
  },
  {
    name: "convergence of a series",
    frames: [
      "(does|will) [the ](sum|series) [of ]{body} (converge|diverge)[ or diverge| or converge]",
      "is [the ](sum|series) [of ]{body} (convergent|divergent)[ or divergent| or convergent]",
      "级数 {body} (是否收敛|收敛吗|是否发散)",
    ],
    rewrite: wholeSeries,
    examples: [
      { ask: "does the series 1/n converge", answer: "divergent" },
      { ask: "does sum 1/n^2 converge", answer: "pi^2/6" },
    ],
  },
  {
    name: "one-sided limit in words",
    frames: [
      "[the ]{side:side}[-| ][hand ]limit of {body} (at|as x approaches|as x goes to) [x[ ]=[ ]]{at:amount}",
      "[the ]limit of {body} at [x[ ]=[ ]]{at:amount} from [the ]{side:side}",
      "{body} 在 [x[ ]=[ ]]{at:amount} 处的{side:side} 极限",
    ],
    rewrite: oneSided,
    examples: [
      { ask: "left limit of 1/x at 0", answer: "-infinity" },
      { ask: "1/x 在 x=0 处的右极限", answer: "infinity" },
    ],
  },
  {
    name: "formula for a letter, in words",
    frames: [
      "make {letter:letter} the subject of [the formula ]{body}",
      "(rearrange|transpose) [the formula |the equation ]{body} (for|to solve for|to make|to find) {letter:letter}[ the subject]",
      "isolate {letter:letter} in {body}",
      "(由|从|根据){body}[,] 解出 {letter:letter}",
    ],
    rewrite: ({ body, letter }) => (/=/.test(body ?? "") ? `solve ${body} for ${letter}` : null),
    examples: [
      { ask: "rearrange v = u + a*t for a", answer: "(v - u)/t" },
      { ask: "make t the subject of v = u + 3t", answer: "v/3 - u/3" },
    ],
  },
  {
    name: "area of a region between curves",
    frames: [
      "[the ]area of [the ]region (bounded|enclosed) by [the ][curves |graphs of ]{a} and {b}",
    ],
    rewrite: ({ a, b }) => `area between ${a} and ${b}`,
    examples: [{ ask: "area of the region bounded by y=x^2 and y=4", answer: "32/3" }],
  },
];
