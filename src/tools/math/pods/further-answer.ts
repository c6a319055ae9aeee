import { AnsatzError } from "../../../core/errors.ts";
import type { Outcome } from "../plan/outcome.ts";
import type { MathQuery } from "../read/math-query.ts";
import type { PodTools } from "./pod-maker.ts";

export type FurtherAnswer = Extract<Outcome, { kind: "answer" }>;

/**
 * The engine's answer to a further question, when an exact check stands behind it; else null. Throws
 * `timed_out` where the time ran out before it was found.
 */
export async function furtherAnswer(
  tools: PodTools,
  query: MathQuery,
): Promise<FurtherAnswer | null> {
  const outcome = await tools.answer(query);
  if (outcome.kind === "open") {
    if (tools.context.remainingMs() > 0) return null;
    throw new AnsatzError("timed_out", "The pod was not done in time.");
  }
  const { grade } = outcome.certificate;
  return grade === "proved" || grade === "exact-check" ? outcome : null;
}
