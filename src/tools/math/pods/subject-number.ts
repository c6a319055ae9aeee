import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { parseExpression } from "../read/parse.ts";
import type { PodSubject } from "./pod-maker.ts";

/** The exact real number that answers a question, or null. A rounded decimal is not one. */
export function exactNumberOf({ query, outcome }: PodSubject): Expression | null {
  if (query.kind === "decimal") return realNumber(query.expression);
  const { value, certificate } = outcome;
  if (value.kind !== "expression" || certificate.grade === "unchecked") return null;
  if (!value.plain.includes("."))
    return certificate.grade === "numeric-check"
      ? null
      : realNumber(parseExpression(value.plain).expression);
  // A decimal stands for itself only where the question was a rational number.
  return query.kind === "evaluate" && fractionOf(query.expression) !== null
    ? query.expression
    : null;
}

/** The whole number that answers a question, or null. */
export function wholeNumberOf(subject: PodSubject): bigint | null {
  const { query, outcome } = subject;
  if (outcome.value.kind === "expression" && /^-?\d+$/.test(outcome.value.plain))
    return query.kind === "decimal" || outcome.certificate.grade === "numeric-check"
      ? null
      : BigInt(outcome.value.plain);
  if (query.kind !== "factor-integer" && query.kind !== "prime" && query.kind !== "composite")
    return null;
  const value = fractionOf(query.value);
  return value !== null && value.d === 1n ? value.s * value.n : null;
}

function realNumber(expression: Expression): Expression | null {
  return variablesOf(expression).length === 0 && evaluateReal(expression) !== null
    ? expression
    : null;
}
