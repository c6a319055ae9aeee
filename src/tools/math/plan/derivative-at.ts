import { type Expression, substitute, variablesOf, ZERO } from "../expression/expression.ts";
import { isBareInfinity } from "../expression/infinite-parts.ts";
import { parseExpression } from "../read/parse.ts";
import { evaluateExpression } from "./evaluate.ts";
import { limitQuery } from "./limit.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

const STEPS = ["h", "t", "u", "s"];

/**
 * The value of a derivative at a point; `functions` are the function and its derivatives up to that one. Where
 * the rules of differentiation divide by zero, as for x |x| at 0, they say nothing about the derivative: then it
 * is the limit of the difference quotient, or there is none where that limit is infinite or not there.
 */
export async function derivativeAt(
  functions: readonly Expression[],
  variable: string,
  at: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const [last = ZERO] = functions.slice(-1);
  const byRules = await evaluateExpression(substitute(last, variable, at), context);
  if (!isUndefined(byRules) || functions.length === 1) return byRules;
  const lower = functions.slice(0, -1);
  const there = await derivativeAt(lower, variable, at, context);
  if (there.kind === "open" || isUndefined(there)) return there;
  const quotient =
    there.value.kind === "expression" && there.certificate.grade !== "unchecked"
      ? differenceQuotient(lower.at(-1) as Expression, there.plain, variable, at)
      : null;
  const limit =
    quotient === null ? null : await limitQuery(quotient.body, quotient.step, ZERO, null, context);
  if (limit === null || limit.kind === "open" || limit.certificate.grade === "unchecked")
    return openOutcome(
      "The rules of differentiation divide by zero there, and the limit of the difference quotient was not found.",
    );
  const certificate = {
    ...limit.certificate,
    detail: `The derivative is the limit of the difference quotient, as the rules of differentiation divide by zero there. ${limit.certificate.detail}`,
  };
  const isFinite = limit.value.kind === "expression" && !isBareInfinity(limit.plain);
  if (isFinite || byRules.kind === "open") return { ...limit, certificate };
  return { ...byRules, certificate };
}

/** (f(a + h) - f(a))/h, with the value at a given. */
function differenceQuotient(
  body: Expression,
  value: string,
  variable: string,
  at: Expression,
): { readonly body: Expression; readonly step: string } | null {
  const used = variablesOf(["List", body, at]);
  const step = STEPS.find((letter) => !used.includes(letter));
  if (step === undefined) return null;
  const rise: Expression = [
    "Add",
    substitute(body, variable, ["Add", at, step]),
    ["Negate", parseExpression(value).expression],
  ];
  return { body: ["Divide", rise, step], step };
}

const isUndefined = (outcome: Outcome): boolean =>
  outcome.kind === "answer" && outcome.value.kind === "none";
