import { type Expression, integer, substitute } from "../expression/expression.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import type { Question } from "./portfolio.ts";

/** The equation for an engine, with y(x) and its derivatives in place of the names. */
export function engineQuestion(
  { equation, unknown, variable, order, conditions }: DifferentialEquationQuery,
  operation: Question["operation"],
): Question {
  const applied: Expression = [unknown, variable];
  let written = equation;
  for (let k = order; k >= 0; k--)
    written = substitute(
      written,
      derivativeName(unknown, k),
      k === 0 ? applied : ["D", applied, variable, integer(k)],
    );
  const given: Expression[] = conditions.map((condition) => [
    "List",
    integer(condition.order),
    condition.point,
    condition.value,
  ]);
  return { operation, arguments: [written, ["List", ...given]], variables: [variable] };
}
