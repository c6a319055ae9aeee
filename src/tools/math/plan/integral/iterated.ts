import {
  argumentsOf,
  type Expression,
  headOf,
  isSymbol,
  substitute,
  variablesOf,
} from "../../expression/expression.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { hasSign } from "../../prove/signs.ts";
import { tidyAnswer } from "../../integrate/tidy-answer.ts";
import { withShare } from "../candidates.ts";
import { byFundamentalTheorem } from "../fundamental-theorem.ts";
import type { ComputeContext } from "../outcome.ts";
import { antiderivative } from "./antiderivative.ts";

/** The outer variables with their bounds, from the outermost inwards. */
export interface Outer {
  readonly variable: string;
  readonly bounds: readonly [Expression, Expression];
}

export interface InnerIntegral {
  readonly value: Expression;
  readonly engines: readonly string[];
  readonly conditions: readonly string[];
}

const INNER_SHARE = 0.4;

/**
 * The inner integrals of an iterated integral as a function of the outermost variable: each by the
 * fundamental theorem, its bounds and the outer variables being symbols. Null where one is not proved for
 * all values that the outer variables run through.
 */
export async function innerIntegral(
  body: Expression,
  outer: readonly Outer[],
  context: ComputeContext,
): Promise<InnerIntegral | null> {
  const [inner, variable, lower, upper] = argumentsOf(body) as [
    Expression,
    Expression,
    Expression?,
    Expression?,
  ];
  if (headOf(body) !== "Integrate" || !isSymbol(variable)) return null;
  if (lower === undefined || upper === undefined) return null;
  if (outer.some((range) => range.variable === variable)) return null;
  const bounds = [lower, upper] as const;
  const deeper =
    headOf(inner) === "Integrate"
      ? await innerIntegral(inner, [...outer, { variable, bounds }], context)
      : { value: inner, engines: [], conditions: [] };
  if (deeper === null || isUndefinedAtCorner(deeper.value, [...outer, { variable, bounds }]))
    return null;
  const primitive = await antiderivative(deeper.value, variable, withShare(context, INNER_SHARE));
  if (primitive === null) return null;
  const settled = context.proving(() =>
    byFundamentalTheorem(primitive, deeper.value, variable, bounds),
  );
  if (settled?.kind !== "value") return null;
  const conditions = [...new Set([...deeper.conditions, ...settled.conditions])];
  const positive = positiveOf(outer);
  const mentionsOuter = (text: string): boolean =>
    outer.some((range) => new RegExp(`\\b${range.variable}\\b`).test(text));
  const open = conditions.filter((text) => !isMetBy(text, positive));
  if (open.some(mentionsOuter)) return null;
  return {
    value: tidyAnswer(settled.value),
    engines: [...new Set([...deeper.engines, primitive.engine])],
    conditions: open,
  };
}

/** `x > 0` for an outer variable that runs through positive numbers. */
function isMetBy(condition: string, positive: ReadonlySet<string>): boolean {
  const name = /^(\w+) > 0$/.exec(condition)?.[1];
  return name !== undefined && positive.has(name);
}

/** Outer variables whose open range holds positive numbers only. */
function positiveOf(outer: readonly Outer[]): Set<string> {
  const positive = new Set<string>();
  for (const { variable, bounds } of outer)
    if (
      bounds.every(
        (bound) => bound === "PositiveInfinity" || hasSign(bound, "not-negative", { positive }),
      )
    )
      positive.add(variable);
  return positive;
}

/** At a corner without a value the order of integration may matter, so nothing is claimed. */
export function isUndefinedAtCorner(integrand: Expression, ranges: readonly Outer[]): boolean {
  const corners = ranges.reduceRight<Expression[]>(
    (expressions, { variable, bounds }) =>
      expressions.flatMap((expression) =>
        bounds.map((bound) => substitute(expression, variable, bound)),
      ),
    [integrand],
  );
  return corners.some(
    (corner) =>
      variablesOf(corner).length === 0 && !isInfinite(corner) && evaluateReal(corner) === null,
  );
}

function isInfinite(node: Expression): boolean {
  return node === "PositiveInfinity" || argumentsOf(node).some(isInfinite);
}
