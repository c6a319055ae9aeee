import { exactForm } from "../exact/exact-form.ts";
import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isolate } from "../solve/isolate.ts";
import { EXACT } from "./candidates.ts";
import type { Outcome } from "./outcome.ts";
import { rootsOutcome } from "./roots-outcome.ts";

/** One unknown made the subject of a formula; put back, it must satisfy the equation for positive symbols. */
export function subjectOutcome(
  left: Expression,
  right: Expression,
  variable: string,
): Outcome | null {
  const isolated = isolate(left, right, variable);
  if (isolated === null) return null;
  const root = exactForm(isolated.root) ?? isolated.root;
  const others = new Set(variablesOf(root));
  if (others.size === 0 && evaluateReal(root) === null) return null;
  for (const shown of [root, isolated.root]) {
    const decision = decideEqual(
      substitute(left, variable, shown),
      substitute(right, variable, shown),
      others,
    );
    if (decision.verdict !== "proved" && !(decision.agreesNumerically && decision.points >= 5))
      continue;
    return rootsOutcome(
      [shown],
      variable,
      isolated.isOnlyRoot,
      {
        grade: decision.verdict === "proved" ? "exact-check" : "numeric-check",
        method: "substitute-back",
        detail:
          "The unknown was made the subject by undoing one operation after the other, and put back into the equation.",
        engines: [EXACT],
        conditions: [...isolated.conditions, ...[...others].map((name) => `${name} > 0`)],
      },
      EXACT,
    );
  }
  return null;
}
