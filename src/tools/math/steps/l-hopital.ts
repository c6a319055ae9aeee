import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  nodeCount,
  ONE,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { collectLikeTerms } from "./collect-terms.ts";
import { withShortExponents } from "./derivative-steps.ts";
import { areSameValues, isInfinite, type LimitPlace } from "./limit-place.ts";
import { fractionLine, quotientOf } from "./quotient-parts.ts";
import type { AppliedRule } from "./rewrite-one-kind.ts";

/** A quotient of derivatives that grows beyond this is no help. */
const MOST_NODES = 120;

/**
 * l'Hôpital's rule with its conditions: above and below both tend to 0, or both grow without bound; the
 * derivative below does not vanish close to the point, which its reciprocal's having a limit shows; and the
 * quotient of the derivatives has a limit.
 */
export function byLHopital(body: Expression, place: LimitPlace): AppliedRule | null {
  const [first, second] = argumentsOf(body) as [Expression, Expression];
  const quotient = headOf(body) === "Divide" ? { above: first, below: second } : quotientOf(body);
  if (quotient === null || !contains(quotient.below, place.variable)) return null;
  const [above, below] = [place.limitOf(quotient.above), place.limitOf(quotient.below)];
  if (above === null || below === null) return null;
  const isZeroForm = areSameValues(above, ZERO) && areSameValues(below, ZERO);
  if (!isZeroForm && !(isInfinite(above) && isInfinite(below))) return null;
  const derivatives = [quotient.above, quotient.below].map((part) =>
    derivativeOf(part, place.variable),
  );
  const [top, bottom] = derivatives as [Expression | null, Expression | null];
  if (top === null || bottom === null || !staysAwayFromZero(bottom, place)) return null;
  const next = fractionLine({ above: top, below: bottom });
  if (nodeCount(next) > MOST_NODES || place.limitOf(next) === null) return null;
  return {
    rule: "l-hopital",
    result: place.mark(next),
    note: [quotient.above, quotient.below]
      .map(
        (part, index) =>
          `${printPlain(part)} -> ${printPlain([above, below][index] as Expression)}`,
      )
      .join(", "),
  };
}

function staysAwayFromZero(derivative: Expression, place: LimitPlace): boolean {
  if (!contains(derivative, place.variable)) return !areSameValues(derivative, ZERO);
  const limit = place.limitOf(derivative);
  if (limit !== null && !areSameValues(limit, ZERO)) return true;
  // 1/|D'| tends to infinity only where D' is not zero close to the point.
  const reciprocal = place.limitOf(["Divide", ONE, ["Power", derivative, { num: "2" }]]);
  return reciprocal !== null && isInfinite(reciprocal);
}

function derivativeOf(expression: Expression, variable: string): Expression | null {
  try {
    const raw = withShortExponents(tidySigns(differentiate(expression, variable)));
    const slope = headOf(raw) === "Add" ? (collectLikeTerms(raw) ?? raw) : raw;
    const simple = exactForm(slope);
    return simple !== null && nodeCount(simple) <= nodeCount(slope) ? simple : slope;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}
