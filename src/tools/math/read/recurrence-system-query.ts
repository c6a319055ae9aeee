import { type Expression, headOf, integer, substitute } from "../expression/expression.ts";
import type { MathQuery } from "./math-query.ts";
import type { Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";
import { termName } from "./recurrence-query.ts";
import {
  isRangeOfIndex,
  recurrenceParts,
  RECURRENCE_FRAME,
  shiftedTerms,
} from "./recurrence-text.ts";

/** A system of recurrences of the first order; `x_0` stands for x(n) and `x_1` for x(n + 1). */
export interface RecurrenceSystemQuery {
  readonly kind: "recurrence-system";
  readonly equations: readonly Expression[];
  readonly unknowns: readonly string[];
  readonly index: string;
  /** One value for each unknown, all at the same index; empty for the general solution. */
  readonly initial: readonly Expression[];
  readonly start: number;
}

/** `x_{n+1} = x_n + 2y_n, y_{n+1} = 2x_n + y_n, x_0 = 1, y_0 = 0`. */
export const RECURRENCE_SYSTEM_INTENTS: readonly Intent[] = [
  {
    name: "recurrence-system",
    frames: [RECURRENCE_FRAME],
    read: readSystem,
    examples: [
      {
        ask: "x_{n+1} = x_n + 2y_n, y_{n+1} = 2x_n + y_n, x_0 = 1, y_0 = 0",
        answer: "x(n) = (-1)^n/2 + 3^n/2, y(n) = 3^n/2 - 1/2*(-1)^n",
      },
    ],
  },
];

function readSystem(groups: Groups, context: ReadingContext): MathQuery | null {
  const parts = recurrenceParts(groups["body"] as string);
  const shifted = shiftedTerms(parts);
  if (shifted === null || shifted.unknowns.length < 2) return null;
  const { index, unknowns } = shifted;
  const letters = `[${unknowns.join("")}]`;
  const equations: Expression[] = [];
  const given = new Map<string, { at: number; value: Expression }>();
  for (const part of parts) {
    if (isRangeOfIndex(part)) continue;
    const condition = new RegExp(`^(${letters})\\s*\\(\\s*(\\d{1,3})\\s*\\)\\s*=\\s*(.+)$`).exec(
      part,
    );
    if (condition !== null) {
      const [, name, at, value] = condition as unknown as [string, string, string, string];
      if (given.has(name)) return null;
      given.set(name, { at: Number(at), value: context.parse(value) });
      continue;
    }
    const equation = readEquation(part, unknowns, index, context);
    if (equation === null) return null;
    equations.push(equation);
  }
  const starts = new Set([...given.values()].map(({ at }) => at));
  if (equations.length !== unknowns.length || starts.size > 1) return null;
  if (given.size > 0 && given.size !== unknowns.length) return null;
  return {
    kind: "recurrence-system",
    equations,
    unknowns,
    index,
    initial: given.size === 0 ? [] : unknowns.map((name) => given.get(name)?.value as Expression),
    start: [...starts][0] ?? 0,
  };
}

/** The equation with `x_0` and `x_1`; null where its terms are not of two neighbouring indices. */
function readEquation(
  part: string,
  unknowns: readonly string[],
  index: string,
  context: ReadingContext,
): Expression | null {
  const applied = new RegExp(
    `(?<![A-Za-z])([${unknowns.join("")}])\\s*\\(\\s*${index}\\s*(?:([-+])\\s*(\\d))?\\s*\\)`,
    "g",
  );
  const shiftOf = (sign?: string, digit?: string): number =>
    (sign === "-" ? -1 : 1) * Number(digit ?? 0);
  const shifts = [...part.matchAll(applied)].map(([, , sign, digit]) => shiftOf(sign, digit));
  const lowest = Math.max(...shifts) - 1;
  if (shifts.some((shift) => shift < lowest)) return null;
  const written = part.replace(
    applied,
    (_, name: string, sign?: string, digit?: string) =>
      ` (${termName(name, shiftOf(sign, digit) - lowest)}) `,
  );
  if (new RegExp(`(?<![A-Za-z])[${unknowns.join("")}]\\s*\\(`).test(written)) return null;
  const read = context.parse(written);
  if (headOf(read) !== "Equal") return null;
  return lowest === 0 ? read : substitute(read, index, ["Add", index, integer(-lowest)]);
}

/** The system as one expression, with terms as x(n) and x(n + 1). */
export function recurrenceSystemExpression(query: RecurrenceSystemQuery): Expression {
  const { equations, unknowns, index, initial, start } = query;
  const shown = (expression: Expression): Expression =>
    unknowns.reduce(
      (all, name) =>
        substitute(substitute(all, termName(name, 0), [name, index]), termName(name, 1), [
          name,
          ["Add", index, integer(1)],
        ]),
      expression,
    );
  return [
    "Sequence",
    ...equations.map(shown),
    ...initial.map((value, k): Expression => [
      "Equal",
      [unknowns[k] as string, integer(start)],
      value,
    ]),
  ];
}
