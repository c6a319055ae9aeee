import type { VerifierPort } from "../core/verifier-port.ts";
import type { Claim } from "../core/verify-result.ts";
import { canonicalNumber, numbersIn } from "../hallucination/numbers.ts";
import { interruptible } from "../core/interrupt.ts";
import type { Turn } from "./turn.ts";

/** The end of the reasoning decides; what is before was often given up. */
const MAX_CHARACTERS = 8_000;
const CHECK_MS = 5_000;

export interface ReasoningCheck {
  readonly statements: number;
  readonly refuted: number;
  /** Refuted statements whose wrong value the draft uses. */
  readonly usedInDraft: readonly Claim[];
}

/**
 * Checks what a model said to itself. A slip that it corrected later is no harm; one whose wrong value
 * stands in the draft is, unless the question gives that number or the reasoning also has it rightly.
 */
export async function checkReasoning(
  verifier: VerifierPort,
  turn: Turn,
  reasoning: string,
  draft: string,
): Promise<ReasoningCheck> {
  const text = reasoning.slice(-MAX_CHARACTERS);
  if (!/\d/.test(text)) return { statements: 0, refuted: 0, usedInDraft: [] };
  const found = await interruptible(verifier.verify({ text }, turn.calling(CHECK_MS)), turn.signal);
  const stated = found.claims.filter((claim) => claim.verdict !== "undecided");
  const refuted = stated.filter((claim) => claim.verdict === "refuted");
  const innocent = new Set([
    ...canonicals(`${turn.request.question} ${turn.request.context ?? ""}`),
    ...stated
      .filter((claim) => claim.verdict === "proved")
      .flatMap((claim) => canonicals(claim.text).slice(-1)),
    ...turn.toolQueries.flatMap(({ result }) => canonicals(result.answer?.short ?? "")),
  ]);
  const drafted = new Set(canonicals(draft));
  const usedInDraft = refuted.filter((claim) => {
    const wrong = canonicals(claim.text).at(-1);
    return wrong !== undefined && drafted.has(wrong) && !innocent.has(wrong);
  });
  return { statements: stated.length, refuted: refuted.length, usedInDraft };
}

function canonicals(text: string): readonly string[] {
  return numbersIn(text).map((number) => canonicalNumber(number.text));
}
