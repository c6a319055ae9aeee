import { AnsatzError } from "../core/errors.ts";
import type { MathPort } from "../core/math-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { conclude } from "./conclude.ts";
import { judgeDraft, ownAnswer } from "./judge-draft.ts";
import type { LoopResult } from "./loop-result.ts";
import type { Turn } from "./turn.ts";
import { throwUnlessOver } from "./turn-deadline.ts";

/**
 * An undecided draft, judged again when a later one has brought out the engine's own answer to the question;
 * it then leaves, if at all, by what that says of it. Any other draft as it is.
 */
export async function reconsiderDraft(
  { math, verifier }: { readonly math: MathPort; readonly verifier: VerifierPort },
  turn: Turn,
  result: LoopResult,
): Promise<LoopResult> {
  const { judged, failure } = result;
  const before = judged?.judgement ?? null;
  const isOpen = before !== null && before.verdict === "undecided" && before.own === null;
  if (judged === undefined || !isOpen || ownAnswer(turn) === null) return result;
  try {
    const after = await judgeDraft(math, verifier, turn, judged.draft);
    const judgement = { ...after, breaches: before.breaches };
    const ended = await conclude(turn, "draft", { ...judged, judgement }, (draft) =>
      judgeDraft(math, verifier, turn, draft),
    );
    return { ...ended, failure };
  } catch (error) {
    // A check that fails decides nothing, as at the first look.
    if (AnsatzError.from(error).code === "stopped") throwUnlessOver(turn, error);
    return result;
  }
}
