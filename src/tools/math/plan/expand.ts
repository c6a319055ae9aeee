import { exactForm } from "../exact/exact-form.ts";
import { type Expression, headOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { expandedWaves, multiplyOut } from "../trig/multiply-out.ts";
import { bestCandidate, EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";

/** With nothing else to multiply out, functions of sums and multiples of angles are what is expanded. */
function expandedAlone(expression: Expression): Expression | null {
  const outside = multiplyOut(expression);
  return outside !== null && printPlain(outside) === printPlain(tidySigns(expression))
    ? expandedWaves(expression)
    : outside;
}

export async function expandExpression(
  expression: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const exact = exactForm(expression);
  const waves = exact === null ? expandedAlone(expression) : null;
  const own = exact !== null && headOf(exact) !== "Divide" ? exact : waves;
  const found =
    own !== null
      ? []
      : await allProposals(context, { operation: "expand", arguments: [expression] });
  const best = bestCandidate(
    expression,
    [...(own === null ? [] : [{ expression: own, engine: EXACT }]), ...found],
    context,
    {
      method: "equal-to-input",
      detail: "The expanded form minus the input is zero in exact normal form.",
    },
  );
  return best === null ? openOutcome("This could not be expanded.") : expressionOutcome(best);
}
