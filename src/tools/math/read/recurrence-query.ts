import { type Expression, headOf, integer, substitute } from "../expression/expression.ts";
import type { MathQuery } from "./math-query.ts";
import type { Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";
import {
  isRangeOfIndex,
  recurrenceParts,
  RECURRENCE_FRAME,
  shiftedTerms,
} from "./recurrence-text.ts";

/** A recurrence in `unknown(index)`; the symbol `r_k` stands for r(n + k), with k from 0 to `order`. */
export interface RecurrenceQuery {
  readonly kind: "recurrence";
  readonly equation: Expression;
  readonly unknown: string;
  readonly index: string;
  readonly order: number;
  readonly initial: readonly { readonly at: number; readonly value: Expression }[];
  /** The index of the one term that is asked for; null asks for the closed form. */
  readonly term: number | null;
}

export function termName(unknown: string, shift: number): string {
  return `${unknown}_${shift}`;
}

const MAX_ORDER = 6;

/** `r(n) = 5r(n-1) - 6r(n-2), r(0) = 0, r(1) = 1` and `a_n = 2a_{n-1}`, in English and Chinese. */
export const RECURRENCE_INTENTS: readonly Intent[] = [
  {
    name: "recurrence",
    frames: [RECURRENCE_FRAME],
    read: readRecurrence,
    examples: [
      { ask: "a(n) = a(n-1) + 2n, a(0) = 1, find a(10)", answer: "111" },
      { ask: "已知数列 a_1 = 1, a_{n+1} = 2a_n + 1, 求 a_10", answer: "1023" },
      { ask: "f(n) = f(n-1) + f(n-2), f(1) = 1, f(2) = 1, what is f(30)", answer: "832040" },
      { ask: "a(n) = 2a(n-1), a(0) = 3", answer: "3*2^n" },
      {
        ask: "solve a_n = 5a_{n-1} - 6a_{n-2}, a_0 = 0, a_1 = 1",
        answer: "3^n - 2^n",
      },
      { ask: "solve a(n) = 3a(n-1) - 2a(n-2)", answer: "c1 + c2*2^n" },
      { ask: "a(n+1) = a(n)/(1 + a(n)), a(0) = 1", answer: "1/(n + 1)" },
      {
        ask: "已知数列{a_n}满足 a_1 = 1, a_{n+1} = 3a_n + 2, 求数列的通项公式",
        answer: "2*3^n/3 - 1",
      },
    ],
  },
];

function readRecurrence(groups: Groups, context: ReadingContext): MathQuery | null {
  const parts = recurrenceParts(groups["body"] as string);
  const shifted = shiftedTerms(parts);
  if (shifted === null || shifted.unknowns.length !== 1) return null;
  const { index } = shifted;
  const unknown = shifted.unknowns[0] as string;
  const asked = parts.findIndex((part) => termAsked(part, unknown) !== null);
  const term = asked === -1 ? null : termAsked(parts[asked] as string, unknown);
  if (asked !== -1) parts.splice(asked, 1);
  const rule = parts.findIndex((part) =>
    new RegExp(`\\(\\s*${index}\\s*[-+]\\s*\\d\\s*\\)`).test(part),
  );
  const [first] = parts.splice(rule, 1);
  const rest = parts.filter((part) => !isRangeOfIndex(part));
  if (first === undefined || !first.includes("=")) return null;
  const applied = new RegExp(
    `(?<![A-Za-z])${unknown}\\s*\\(\\s*${index}\\s*(?:([-+])\\s*(\\d))?\\s*\\)`,
    "g",
  );
  const shifts = [...first.matchAll(applied)].map(([, sign, digit]) =>
    sign === "-" ? -Number(digit) : Number(digit ?? 0),
  );
  const lowest = Math.min(...shifts);
  const order = Math.max(...shifts) - lowest;
  if (order < 1 || order > MAX_ORDER) return null;
  const written = first.replace(applied, (_, sign?: string, digit?: string) => {
    const shift = sign === "-" ? -Number(digit) : Number(digit ?? 0);
    return ` (${termName(unknown, shift - lowest)}) `;
  });
  // A term with another argument, as in T(n/2), is not one of these and must not become a product.
  if (new RegExp(`(?<![A-Za-z])${unknown}\\s*\\(`).test(written)) return null;
  const read = context.parse(written);
  if (headOf(read) !== "Equal") return null;
  const initial = initialValues(rest, unknown, context);
  if (initial === null) return null;
  return {
    kind: "recurrence",
    equation: lowest === 0 ? read : substitute(read, index, ["Add", index, integer(-lowest)]),
    unknown,
    index,
    order,
    initial,
    term,
  };
}

/** `a(0) = 1` and `a(1) = a(2) = 1`; null where a part says anything else. */
function initialValues(
  parts: readonly string[],
  unknown: string,
  context: ReadingContext,
): { at: number; value: Expression }[] | null {
  const found: { at: number; value: Expression }[] = [];
  for (const part of parts) {
    const pieces = part.split("=").map((piece) => piece.trim());
    const value = pieces.pop();
    if (value === undefined || value === "" || pieces.length === 0) return null;
    for (const piece of pieces) {
      const at = new RegExp(`^${unknown}\\s*\\(\\s*(\\d{1,3})\\s*\\)$`).exec(piece)?.[1];
      if (at === undefined) return null;
      found.push({ at: Number(at), value: context.parse(value) });
    }
  }
  return found;
}

/** The index in `find a(10)`, `what is a_10`, `求 a_10`. */
function termAsked(text: string, unknown: string): number | null {
  const found = new RegExp(
    `^(?:then\\s+|则\\s*)?(?:find|what is|calculate|compute|evaluate|determine|求|计算)?\\s*(?:the value of\\s*)?${unknown}\\s*\\(\\s*(\\d{1,6})\\s*\\)\\s*(?:=\\s*[?？]?)?$`,
    "iu",
  ).exec(text.trim());
  return found === null ? null : Number(found[1]);
}
