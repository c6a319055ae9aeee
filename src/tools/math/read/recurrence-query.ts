import { type Expression, headOf, integer, substitute } from "../expression/expression.ts";
import type { MathQuery } from "./math-query.ts";
import type { QueryPattern } from "./patterns.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";

/** A recurrence in `unknown(index)`; the symbol `r_k` stands for r(n + k), with k from 0 to `order`. */
export interface RecurrenceQuery {
  readonly kind: "recurrence";
  readonly equation: Expression;
  readonly unknown: string;
  readonly index: string;
  readonly order: number;
  readonly initial: readonly { readonly at: number; readonly value: Expression }[];
}

export function termName(unknown: string, shift: number): string {
  return `${unknown}_${shift}`;
}

const MAX_ORDER = 6;

/** `r(n) = 5r(n-1) - 6r(n-2), r(0) = 0, r(1) = 1` and `a_n = 2a_{n-1}`, in English and Chinese. */
export const RECURRENCE_PATTERNS: readonly QueryPattern[] = [
  {
    pattern:
      /^(?:(?:rsolve|solve)\s+|求?解(?:递推(?:关系|方程|式)?)?\s*)?(?:the )?(?:recurrence(?: relation)?)?\s*[:：]?\s*(?<body>.*[a-z]\s*(?:\(\s*n\s*[-+]\s*\d\s*\)|_\{\s*n\s*[-+]\s*\d\s*\}).*=.*|.*=.*[a-z]\s*(?:\(\s*n\s*[-+]\s*\d\s*\)|_\{\s*n\s*[-+]\s*\d\s*\}).*)$/iu,
    build: readRecurrence,
  },
];

function readRecurrence(groups: Groups, context: ReadingContext): MathQuery | null {
  // One spelling: a_{n-1}, a_n and a_0 become a(n-1), a(n) and a(0).
  const text = (groups["body"] as string).replace(
    /([A-Za-z])_(?:\{([^{}]+)\}|([n\d]))/g,
    (_, name: string, inner?: string, bare?: string) => `${name}(${inner ?? bare})`,
  );
  const unknown = /([A-Za-z])\s*\(\s*n\s*[-+]\s*\d\s*\)/.exec(text)?.[1];
  if (unknown === undefined) return null;
  const [first, ...rest] = text
    .split(/\s*[,，;；]\s*|\s+(?:with|where|and|given)\s+/i)
    .filter((part) => part !== "");
  if (first === undefined || !first.includes("=")) return null;
  const term = new RegExp(
    `(?<![A-Za-z])${unknown}\\s*\\(\\s*n\\s*(?:([-+])\\s*(\\d))?\\s*\\)`,
    "g",
  );
  const shifts = [...first.matchAll(term)].map(([, sign, digit]) =>
    sign === "-" ? -Number(digit) : Number(digit ?? 0),
  );
  const lowest = Math.min(...shifts);
  const order = Math.max(...shifts) - lowest;
  if (order < 1 || order > MAX_ORDER) return null;
  const written = first.replace(term, (_, sign?: string, digit?: string) => {
    const shift = sign === "-" ? -Number(digit) : Number(digit ?? 0);
    return ` (${termName(unknown, shift - lowest)}) `;
  });
  const read = context.parse(written);
  if (headOf(read) !== "Equal") return null;
  const initial = rest.map((part) => {
    const found = new RegExp(`^${unknown}\\s*\\(\\s*(\\d{1,3})\\s*\\)\\s*=\\s*(.+)$`).exec(
      part.trim(),
    );
    return found === null
      ? null
      : { at: Number(found[1]), value: context.parse(found[2] as string) };
  });
  if (initial.includes(null)) return null;
  return {
    kind: "recurrence",
    equation: lowest === 0 ? read : substitute(read, "n", ["Add", "n", integer(-lowest)]),
    unknown,
    index: "n",
    order,
    initial: initial as { at: number; value: Expression }[],
  };
}
