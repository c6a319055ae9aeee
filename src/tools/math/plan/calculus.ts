import { exactForm } from "../exact/exact-form.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import type { Expression } from "../expression/expression.ts";
import { holdsInfinity } from "../expression/infinite-parts.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidyAnswer } from "../integrate/tidy-answer.ts";
import { tidyRational } from "../integrate/tidy.ts";
import { bestCandidate, EXACT } from "./candidates.ts";
import { derivativeAt } from "./derivative-at.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { definiteIntegral } from "./integral/definite.ts";
import { indefiniteIntegral } from "./integral/indefinite.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { patientProposals } from "./portfolio.ts";

/** How long an engine may look for a shorter form of a derivative that is known already. */
const PATIENCE_MS = 1_000;

export async function differentiateQuery(
  body: Expression,
  variable: string,
  order: number,
  at: Expression | null,
  context: ComputeContext,
): Promise<Outcome> {
  if (at !== null && holdsInfinity(at))
    return openOutcome(
      "A derivative is taken at a number, and infinity is none. Ask for the limit of the derivative instead.",
      "unsupported",
    );
  const functions = [body];
  let own: Expression = body;
  try {
    for (let count = 0; count < order; count++) {
      own = differentiate(own, variable);
      functions.push(tidySigns(own));
    }
  } catch (error) {
    if (!AnsatzError.isInstance(error) || error.code !== "unsupported") throw error;
    return openOutcome(error.message, "unsupported");
  }
  if (at !== null) return derivativeAt(functions, variable, at, context);
  const found = await patientProposals(
    context,
    {
      operation: "differentiate",
      arguments: order === 1 ? [body] : [body, { num: String(order) }],
      variables: [variable],
    },
    Math.min(PATIENCE_MS, context.remainingMs() / 4),
  );
  const ours = [exactForm(own), tidyRational(own), tidyAnswer(own), tidySigns(own)]
    .filter((form) => form !== null)
    .map((expression) => ({ expression, engine: EXACT }));
  const best = bestCandidate(own, [...found, ...ours], context, {
    method: "differentiate-again",
    detail:
      "Differentiated a second time by separate rules; the two results are equal in exact normal form.",
  });
  return best === null
    ? openOutcome("The derivative did not stand up to an independent check.")
    : expressionOutcome(best);
}

export async function integrateQuery(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression] | null,
  context: ComputeContext,
): Promise<Outcome> {
  return bounds === null
    ? indefiniteIntegral(body, variable, context)
    : definiteIntegral(body, variable, bounds, context);
}
