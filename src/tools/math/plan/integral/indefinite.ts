import type { Expression } from "../../expression/expression.ts";
import { expressionOutcome } from "../expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../outcome.ts";
import { antiderivative } from "./antiderivative.ts";

/** The antiderivative that was differentiated back, with its constant. */
export async function indefiniteIntegral(
  body: Expression,
  variable: string,
  context: ComputeContext,
): Promise<Outcome> {
  const best = await antiderivative(body, variable, context);
  if (best === null)
    return openOutcome(
      "No antiderivative in closed form was found that stands up to differentiation.",
    );
  const outcome = expressionOutcome(best);
  if (outcome.kind !== "answer") return outcome;
  return {
    ...outcome,
    latex: `${outcome.latex} + C`,
    pods: [
      {
        id: "constant",
        title: "All antiderivatives",
        plain: `${outcome.plain} + C`,
        latex: `${outcome.latex} + C`,
      },
    ],
  };
}
