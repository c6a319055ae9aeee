import { type Expression, headOf, integer, substitute } from "../expression/expression.ts";
import type { MathQuery } from "./math-query.ts";
import type { Intent } from "./intents/intent.ts";
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
    frames: [
      /^(?:(?:let|given|if|suppose|where|已知|设|若|在?数列)\s*(?:(?:a |the )?sequence\s*|数列\s*)?(?:\{?[a-z]_\{?n\}?\}?\s*(?:满足|中|[,，])\s*)*)?(?:(?:rsolve|solve)\s+|求?解(?:递推(?:关系|方程|式)?)?\s*)?(?:the )?(?:recurrence(?: relation)?)?\s*[:：]?\s*(?<body>.*[a-z]\s*(?:\(\s*n\s*[-+]\s*\d\s*\)|_\{\s*n\s*[-+]\s*\d\s*\}).*=.*|.*=.*[a-z]\s*(?:\(\s*n\s*[-+]\s*\d\s*\)|_\{\s*n\s*[-+]\s*\d\s*\}).*)$/iu,
    ],
    read: readRecurrence,
    examples: [
      { ask: "a(n) = a(n-1) + 2n, a(0) = 1, find a(10)", answer: "111" },
      { ask: "已知数列 a_1 = 1, a_{n+1} = 2a_n + 1, 求 a_10", answer: "1023" },
      { ask: "f(n) = f(n-1) + f(n-2), f(1) = 1, f(2) = 1, what is f(30)", answer: "832040" },
      { ask: "a(n) = 2a(n-1), a(0) = 3", answer: "3*2^n", isDeep: true },
      {
        ask: "solve a_n = 5a_{n-1} - 6a_{n-2}, a_0 = 0, a_1 = 1",
        answer: "-2^n + 3^n",
        isDeep: true,
      },
    ],
  },
];

function readRecurrence(groups: Groups, context: ReadingContext): MathQuery | null {
  // One spelling: a_{n-1}, a_n and a_0 become a(n-1), a(n) and a(0).
  const text = (groups["body"] as string).replace(
    /([A-Za-z])_(?:\{([^{}]+)\}|(n|\d+))/g,
    (_, name: string, inner?: string, bare?: string) => `${name}(${inner ?? bare})`,
  );
  const unknown = /([A-Za-z])\s*\(\s*n\s*[-+]\s*\d\s*\)/.exec(text)?.[1];
  if (unknown === undefined) return null;
  const parts = text
    .split(/\s*[,，;；。]\s*(?:and\s+|且\s*)?|\.\s+|\s+(?:with|where|and|given)\s+|\s*且\s*/iu)
    .filter((part) => part !== "");
  const asked = parts.findIndex((part) => termAsked(part, unknown) !== null);
  const term = asked === -1 ? null : termAsked(parts[asked] as string, unknown);
  if (asked !== -1) parts.splice(asked, 1);
  const rule = parts.findIndex((part) => /\(\s*n\s*[-+]\s*\d\s*\)/.test(part));
  const [first] = parts.splice(rule, 1);
  const rest = parts.filter((part) => !isRangeOfIndex(part));
  if (first === undefined || !first.includes("=")) return null;
  const applied = new RegExp(
    `(?<![A-Za-z])${unknown}\\s*\\(\\s*n\\s*(?:([-+])\\s*(\\d))?\\s*\\)`,
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
    term,
  };
}

/** The index in `find a(10)`, `what is a_10`, `求 a_10`. */
function termAsked(text: string, unknown: string): number | null {
  const found = new RegExp(
    `^(?:then\\s+|则\\s*)?(?:find|what is|calculate|compute|evaluate|determine|求|计算)?\\s*(?:the value of\\s*)?${unknown}\\s*\\(\\s*(\\d{1,6})\\s*\\)\\s*(?:=\\s*[?？]?)?$`,
    "iu",
  ).exec(text.trim());
  return found === null ? null : Number(found[1]);
}

/** "for n >= 1" restates what the initial values say. */
function isRangeOfIndex(text: string): boolean {
  return /^(?:for\s+)?\(?\s*n\s*(?:>=|>|≥|∈)\s*(?:\d+|N\+?|N\*|ℕ\*?)\s*\)?$/u.test(text.trim());
}
