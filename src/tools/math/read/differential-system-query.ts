import { type Expression, headOf, isNumber, variablesOf, ZERO } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { matrixOf, vectorOf } from "../matrix/matrix.ts";
import { readTable } from "./matrix-text.ts";
import type { Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";

/** A system of linear differential equations x' = A x + g of the first order with constant A. */
export interface DifferentialSystemQuery {
  readonly kind: "differential-system";
  /** The equations as they were asked, with `x_1` for the derivative of x. */
  readonly equations: readonly Expression[];
  readonly unknowns: readonly string[];
  readonly variable: string;
  readonly conditions: readonly SystemCondition[];
}

/** The value of one unknown at a point. */
export interface SystemCondition {
  readonly unknown: string;
  readonly point: Expression;
  readonly value: Expression;
}

export const derivativeOf = (unknown: string): string => `${unknown}_1`;

/** `x' = x + y, y' = 4x + y, x(0) = 1`, `dx/dt = …, dy/dt = …`, `X' = {{1,2},{2,1}} X`. */
export const DIFFERENTIAL_SYSTEM_INTENTS: readonly Intent[] = [
  {
    name: "differential-system-with-matrix",
    frames: [
      /^(?:(?:dsolve|solve|解|求解)\s*)?(?:the )?(?:(?:linear )?(?:differential )?system(?: of (?:linear )?(?:ordinary )?(?:differential equations|odes|equations))?|(?:ordinary )?(?:differential equations|odes)|(?:线性)?(?:常)?微分方程组)?\s*[:：]?\s*(?:x|X|\\mathbf\{x\})\s*['′’](?:\(t\))?\s*=\s*(?<matrix>(?:\{\s*\{|\[\s*\[|\\begin).+?(?:\}\s*\}|\]\s*\]|\\end\{\w+\}))\s*\*?\s*(?:x|X|\\mathbf\{x\})(?:\(t\))?(?:\s*(?:,|;|with|and|where)\s*(?:x|X)\(0\)\s*=\s*(?<start>.+))?$/su,
    ],
    read: readVectorForm,
    examples: [
      {
        ask: "X' = {{0,1},{-2,-3}} X, X(0) = (1,0)",
        answer: "x1(t) = 2*e^(-t) - e^(-2*t), x2(t) = -2*e^(-t) + 2*e^(-2*t)",
      },
    ],
  },
  {
    name: "differential-system",
    frames: [
      /^(?:(?:dsolve|solve|解|求解)\s*)?(?:the )?(?:(?:linear )?(?:differential )?system(?: of (?:linear )?(?:ordinary )?(?:differential equations|odes|equations))?|(?:ordinary )?(?:differential equations|odes)|(?:线性)?(?:常)?微分方程组)?\s*[:：]?\s*(?<body>(?:(?!['′’]|d\s*[A-Za-z]\s*\/\s*d\s*[a-z]).)*(?:['′’]|d\s*[A-Za-z]\s*\/\s*d\s*[a-z])(?:(?![,，;；&]|\band\b|\\\\).)*(?:[,，;；&]|\band\b|\\\\).*(?:['′’]|d\s*[A-Za-z]\s*\/\s*d\s*[a-z]).*)$/isu,
    ],
    read: readSystem,
    examples: [
      {
        ask: "x' = x + y, y' = 4x + y, x(0) = 1, y(0) = 0",
        answer: "x(t) = e^(3*t)/2 + e^(-t)/2, y(t) = e^(3*t) - e^(-t)",
      },
      { ask: "dx/dt = y, dy/dt = -x, x(0) = 0, y(0) = 1", answer: "x(t) = sin(t), y(t) = cos(t)" },
      { ask: "解微分方程组 x' = 2x, y' = 3y", answer: "x(t) = c1*e^(2*t), y(t) = c2*e^(3*t)" },
    ],
  },
];

function readVectorForm(groups: Groups, context: ReadingContext): DifferentialSystemQuery | null {
  const table = readTable(groups["matrix"] as string, context);
  const matrix = table === null ? null : matrixOf(table);
  if (matrix === null || matrix.length !== matrix[0]?.length) return null;
  const unknowns = matrix.map((_, k) => `x${k + 1}`);
  const start = groups["start"] === undefined ? [] : readTable(groups["start"], context);
  const values = Array.isArray(start) && start.length === 0 ? [] : vectorOf(start as Expression);
  if (values === null || (values.length > 0 && values.length !== unknowns.length)) return null;
  return {
    kind: "differential-system",
    equations: matrix.map((row, i): Expression => [
      "Equal",
      derivativeOf(unknowns[i] as string),
      sumOf(row, unknowns),
    ]),
    unknowns,
    variable: "t",
    conditions: values.map((value, k) => ({ unknown: unknowns[k] as string, point: ZERO, value })),
  };
}

/** One row of the matrix times the unknowns, as it would be written by hand. */
function sumOf(row: readonly Expression[], unknowns: readonly string[]): Expression {
  const terms = row.flatMap((entry, j): Expression[] =>
    isNumber(entry) && Number(entry.num) === 0 ? [] : [["Multiply", entry, unknowns[j] as string]],
  );
  return tidySigns(["Add", ...terms]);
}

function readSystem(groups: Groups, context: ReadingContext): DifferentialSystemQuery | null {
  const text = (groups["body"] as string)
    .replace(/[′’]/g, "'")
    .replace(/^\{(.*)\}$/s, "$1")
    .replaceAll("==", "=");
  const parts = text
    .split(/\s*(?:[,，;；&]|\\\\|\n)\s*(?![^()]*\))|\s+(?:with|where|and|given)\s+/i)
    .map((part) => part.replace(/^(?:and|with|where|given)\s+/i, "").trim())
    .filter((part) => part !== "");
  const unknowns = [...new Set(parts.flatMap(primedIn))];
  if (unknowns.length < 2) return null;
  const named =
    /d\s*[A-Za-z]\s*\/\s*d\s*([A-Za-z])/.exec(text)?.[1] ??
    new RegExp(`(?<![A-Za-z])(?:${unknowns.join("|")})'?\\(([a-z])\\)`).exec(text)?.[1];
  const equations: Expression[] = [];
  const conditions: SystemCondition[] = [];
  for (const part of parts) {
    const condition = new RegExp(
      `^(${unknowns.join("|")})\\s*\\(\\s*([^()a-z]+|[^()]*\\d[^()]*)\\s*\\)\\s*=\\s*(.+)$`,
    ).exec(part);
    if (condition !== null) {
      const [, unknown, point, value] = condition as unknown as [string, string, string, string];
      conditions.push({ unknown, point: context.parse(point), value: context.parse(value) });
      continue;
    }
    const equation = context.parse(withNames(part, unknowns, named));
    if (headOf(equation) !== "Equal") return null;
    equations.push(equation);
  }
  const others = variablesOf(["List", ...equations]).filter(
    (name) => !unknowns.includes(name) && !unknowns.map(derivativeOf).includes(name),
  );
  const variable = named ?? (unknowns.includes("x") || !others.includes("x") ? "t" : "x");
  if (equations.length !== unknowns.length || unknowns.includes(variable)) return null;
  return { kind: "differential-system", equations, unknowns, variable, conditions };
}

const primedIn = (part: string): string[] =>
  [...part.matchAll(/(?<![A-Za-z])([A-Za-z])\s*'(?!')|d\s*([A-Za-z])\s*\/\s*d/g)].map(
    (found) => (found[1] ?? found[2]) as string,
  );

/** Derivatives by their names, and `x(t)` as x. */
function withNames(
  text: string,
  unknowns: readonly string[],
  variable: string | undefined,
): string {
  return unknowns.reduce((all, unknown) => {
    const argument = variable === undefined ? "" : `(?:\\s*\\(\\s*${variable}\\s*\\))?`;
    const plain = all
      .replace(
        new RegExp(`d\\s*${unknown}\\s*/\\s*d\\s*[A-Za-z]`, "g"),
        ` (${derivativeOf(unknown)}) `,
      )
      .replace(
        new RegExp(`(?<![A-Za-z])${unknown}\\s*'${argument}`, "g"),
        ` (${derivativeOf(unknown)}) `,
      );
    return variable === undefined
      ? plain
      : plain.replace(
          new RegExp(`(?<![A-Za-z])${unknown}\\s*\\(\\s*${variable}\\s*\\)`, "g"),
          ` (${unknown}) `,
        );
  }, text);
}

/** The system as one expression, derivatives as x_1 and conditions as x(0) = 1. */
export function systemExpression(query: DifferentialSystemQuery): Expression {
  return [
    "Sequence",
    ...query.equations,
    ...query.conditions.map(({ unknown, point, value }): Expression => [
      "Equal",
      [unknown, point],
      value,
    ]),
  ];
}
