import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import type { MathQuery } from "./math-query.ts";
import type { Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";

/** The value of the unknown's derivative of some order at a point. */
export interface InitialCondition {
  readonly order: number;
  readonly point: Expression;
  readonly value: Expression;
}

/** One ordinary differential equation; the symbol `y_k` stands for the k-th derivative of the unknown y. */
export interface DifferentialEquationQuery {
  readonly kind: "differential-equation";
  readonly equation: Expression;
  readonly unknown: string;
  readonly variable: string;
  readonly order: number;
  readonly conditions: readonly InitialCondition[];
}

export function derivativeName(unknown: string, order: number): string {
  return order === 0 ? unknown : `${unknown}_${order}`;
}

const MAX_ORDER = 6;

/** `y'' + y = 0, y(0) = 1`, `dy/dx = x y`, in English and Chinese. */
export const DIFFERENTIAL_EQUATION_INTENTS: readonly Intent[] = [
  {
    name: "differential-equation",
    frames: [
      /^(?:(?:dsolve|solve)\s+)?(?:the )?(?:(?:ordinary )?differential equation|ode)?\s*:?\s*(?<body>.*(?:[a-z]\s*['′’]|d\s*(?:\^\s*\d\s*)?[a-z]\s*\/\s*d\s*[a-z]).*)$/i,
      /^(?:求?解)?(?:常)?(?:微分)?方程\s*[:：]?\s*(?<body>.*(?:[a-z]\s*['′’]|d\s*(?:\^\s*\d\s*)?[a-z]\s*\/\s*d\s*[a-z]).*)$/iu,
    ],
    read: readEquation,
    examples: [
      { ask: "solve y' = 2y", answer: "c1*e^(2*x)", isDeep: true },
      { ask: "y'' + y = 0, y(0) = 1, y'(0) = 0", answer: "cos(x)", isDeep: true },
      { ask: "解微分方程 y' = x*y", answer: "c1*e^(x^2/2)", isDeep: true },
    ],
  },
];

function readEquation(groups: Groups, context: ReadingContext): MathQuery | null {
  const text = (groups["body"] as string).replace(/[′’]/g, "'");
  const primed = /([A-Za-z])\s*'/.exec(text) ?? /d\s*(?:\^\s*\d\s*)?([A-Za-z])\s*\/\s*d/.exec(text);
  const unknown = primed?.[1];
  if (unknown === undefined) return null;
  const [first, ...rest] = text
    .split(/\s*[,，;；]\s*(?![^(]*\))|\s+(?:with|where|and|given)\s+/i)
    .filter((part) => part !== "");
  if (first === undefined || !first.includes("=")) return null;
  const leibniz = new RegExp(`d\\s*(?:\\^\\s*\\d\\s*)?${unknown}\\s*/\\s*d\\s*([A-Za-z])`).exec(
    text,
  );
  const applied = new RegExp(`${unknown}\\s*'*\\s*\\(\\s*([A-Za-z])\\s*\\)`).exec(first);
  const named = leibniz?.[1] ?? applied?.[1];
  const equation = context.parse(withDerivativeNames(first, unknown, named));
  if (headOf(equation) !== "Equal") return null;
  const names = variablesOf(equation);
  const variable =
    named ?? (names.includes("t") && !names.includes("x") && unknown !== "t" ? "t" : "x");
  const orders = Array.from({ length: MAX_ORDER }, (_, k) => k + 1).filter((k) =>
    names.includes(derivativeName(unknown, k)),
  );
  const order = Math.max(0, ...orders);
  const conditions = rest.map((part) => readCondition(part, unknown, context));
  if (order === 0 || unknown === variable || conditions.includes(null)) return null;
  return {
    kind: "differential-equation",
    equation,
    unknown,
    variable,
    order,
    conditions: conditions as InitialCondition[],
  };
}

/** Writes `y''`, `y''(x)` and `d^2y/dx^2` as the name y_2. */
function withDerivativeNames(text: string, unknown: string, variable: string | undefined): string {
  const argument = variable === undefined ? "" : `(?:\\s*\\(\\s*${variable}\\s*\\))?`;
  let result = text
    .replace(
      new RegExp(`d\\s*\\^\\s*(\\d)\\s*${unknown}\\s*/\\s*d\\s*[A-Za-z]\\s*\\^\\s*\\d`, "g"),
      (_, order: string) => ` (${unknown}_${order}) `,
    )
    .replace(new RegExp(`d\\s*${unknown}\\s*/\\s*d\\s*[A-Za-z]`, "g"), ` (${unknown}_1) `)
    .replace(
      new RegExp(`${unknown}\\s*('+)${argument}`, "g"),
      (_, primes: string) => ` (${unknown}_${primes.length}) `,
    );
  if (variable !== undefined)
    result = result.replace(
      new RegExp(`(?<![A-Za-z])${unknown}\\s*\\(\\s*${variable}\\s*\\)`, "g"),
      ` (${unknown}) `,
    );
  return result;
}

function readCondition(
  text: string,
  unknown: string,
  context: ReadingContext,
): InitialCondition | null {
  const found = new RegExp(`^${unknown}\\s*('*)\\s*\\(([^()]+)\\)\\s*=\\s*(.+)$`).exec(text.trim());
  if (found === null) return null;
  const [, primes, point, value] = found as unknown as [string, string, string, string];
  return { order: primes.length, point: context.parse(point), value: context.parse(value) };
}
