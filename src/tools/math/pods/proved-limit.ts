import { exactForm } from "../exact/exact-form.ts";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { parseExpression } from "../read/parse.ts";
import { furtherAnswer } from "./further-answer.ts";
import type { PodTools } from "./pod-maker.ts";
import type { FunctionOfOne } from "./subject-expression.ts";

/** A limit that was proved, real or infinite; null for any other. */
export async function provedLimit(
  { expression, variable }: FunctionOfOne,
  point: Expression,
  side: "FromLeft" | "FromRight" | null,
  tools: PodTools,
): Promise<Expression | null> {
  const shown = exactForm(expression) ?? expression;
  const answer = await furtherAnswer(tools, {
    kind: "limit",
    expression: shown,
    variable,
    point: point === "NegativeInfinity" ? ["Negate", "PositiveInfinity"] : point,
    side,
  });
  if (answer === null || answer.certificate.grade !== "proved") return null;
  if (answer.value.kind !== "expression" || answer.certificate.conditions !== undefined)
    return null;
  const limit = parseExpression(answer.value.plain).expression;
  return isInfinity(limit) || evaluateReal(limit) !== null ? limit : null;
}

export const isInfinity = (limit: Expression | null): boolean =>
  limit !== null && /^-?infinity$/.test(printPlain(limit));
