import { AnsatzError } from "../../../core/errors.ts";
import type { Expression } from "../expression/expression.ts";
import type { ComputeContext } from "./outcome.ts";

const SHARE = 0.75;

/**
 * Numeric integration by an engine that is a witness: its values are evidence, so no other engine is asked
 * for them. Arguments: body, lower, upper, list of frequencies. Null without a witness or in want of time.
 */
export async function measure(
  context: ComputeContext,
  parts: readonly Expression[],
  variables: readonly string[],
): Promise<{ readonly values: readonly Expression[]; readonly engine: string } | null> {
  const witness = context.engines.find(({ isWitness }) => isWitness);
  const timeoutMs = Math.floor(context.remainingMs() * SHARE);
  if (witness === undefined || timeoutMs <= 0) return null;
  try {
    const values = await witness.engine.run({
      operation: "quadrature",
      arguments: parts,
      variables,
      timeoutMs,
      signal: context.signal,
    });
    return { values, engine: witness.name };
  } catch (error) {
    if (
      AnsatzError.isInstance(error) &&
      (error.code === "timed_out" || error.code === "engine_failed")
    )
      return null;
    throw error;
  }
}
