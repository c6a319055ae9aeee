import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { linearIn } from "../integrate/linear.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";

const MOST_POLES = 16;

/** Zeros of the cosine lie at odd, of the sine at even multiples of pi/2. */
const PARITY: Readonly<Record<string, 0 | 1>> = { Tan: 1, Sec: 1, Cot: 0, Csc: 0 };

/** The poles of tan, sec, cot and csc of linear arguments strictly inside a finite range, in order. */
export function circularPoles(
  expression: Expression,
  variable: string,
  lower: number,
  upper: number,
): Expression[] {
  if (!Number.isFinite(lower) || !Number.isFinite(upper)) return [];
  const found = new Map<string, { readonly at: number; readonly pole: Expression }>();
  const visit = (node: Expression): void => {
    const [inner] = argumentsOf(node);
    const parity = PARITY[headOf(node)];
    if (parity !== undefined && inner !== undefined && contains(inner, variable))
      for (const entry of polesOf(inner, parity, variable, lower, upper))
        found.set(printPlain(entry.pole), entry);
    for (const part of argumentsOf(node)) visit(part);
  };
  visit(expression);
  if (found.size > MOST_POLES) return [];
  return [...found.values()].sort((a, b) => a.at - b.at).map(({ pole }) => pole);
}

function polesOf(
  inner: Expression,
  parity: 0 | 1,
  variable: string,
  lower: number,
  upper: number,
): { readonly at: number; readonly pole: Expression }[] {
  const linear = linearIn(inner, variable);
  const slope = linear === null ? undefined : evaluateReal(linear.slope)?.toNumber();
  const offset = linear === null ? undefined : evaluateReal(linear.offset)?.toNumber();
  if (linear === null || slope === undefined || offset === undefined) return [];
  const turns = [lower, upper].map((x) => (slope * x + offset) / (Math.PI / 2));
  const [from, to] = [Math.floor(Math.min(...turns)), Math.ceil(Math.max(...turns))];
  if (to - from > 4 * MOST_POLES) return [];
  const found: { at: number; pole: Expression }[] = [];
  for (let k = from; k <= to; k++) {
    if (Math.abs(k % 2) !== parity) continue;
    const raw: Expression = [
      "Divide",
      ["Add", ["Divide", ["Multiply", integer(k), "Pi"], integer(2)], ["Negate", linear.offset]],
      linear.slope,
    ];
    const pole = exactForm(raw) ?? raw;
    const at = evaluateReal(pole)?.toNumber();
    if (at !== undefined && at > lower + 1e-9 && at < upper - 1e-9) found.push({ at, pole });
  }
  return found;
}
