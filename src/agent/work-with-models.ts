import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { ModelPort } from "../core/model-port.ts";
import { chatReply } from "./chat-reply.ts";
import { drawSamples } from "./draw-samples.ts";
import { interruptible } from "../core/interrupt.ts";
import type { LoopResult } from "./loop-result.ts";
import type { ModelRoster } from "./model-roster.ts";
import { PHRASES } from "./phrases.ts";
import { type LoopParts, reasoningLoop } from "./reasoning-loop.ts";
import { slotReply } from "./slot-reply.ts";
import { isSmallTalk } from "./small-talk.ts";
import type { Reply, Turn } from "./turn.ts";
import { type UndecidedCause, wordUndecided } from "./word-undecided.ts";

/**
 * Answers by the first model that can: each in turn works in the way it was measured to be fit for, and
 * when it fails the next one starts anew. Nothing of a draft was shown by then.
 */
export async function* workWithModels(
  parts: LoopParts,
  roster: ModelRoster,
  turn: Turn,
): AsyncGenerator<RunEvent, Reply> {
  let cause: UndecidedCause = "no-model";
  const hasPictures = [turn.request, ...turn.request.history].some(
    ({ pictures = [] }) => pictures.length > 0,
  );
  for (const model of roster.candidates()) {
    if (cause === "failed") yield { type: "status", text: PHRASES[turn.language].statusNextModel };
    await refresh(model, turn);
    // A model that does not see makes up what is there.
    if (hasPictures && model.capabilities.vision !== true) {
      if (cause === "no-model") cause = "no-sight";
      continue;
    }
    const result = yield* workWith(parts, model, turn);
    if (result === null) {
      if (cause !== "failed") cause = "small-model";
      continue;
    }
    if (result.failure === null) {
      roster.noteSuccess(model);
      return result.reply;
    }
    roster.noteFailure(model, result.failure);
    cause = "failed";
  }
  if (cause === "no-model") yield turn.step("route", "no model", turn.nowMs());
  return undecidedReply(turn, cause);
}

export function undecidedReply(turn: Turn, cause: UndecidedCause): Reply {
  const text = wordUndecided(cause, turn.direct, turn.language);
  return { text, verdict: "undecided", claims: [], route: "loop" };
}

async function refresh(model: ModelPort, turn: Turn): Promise<void> {
  try {
    await interruptible(model.refresh?.(turn.signal) ?? Promise.resolve(), turn.signal);
  } catch (error) {
    if (AnsatzError.from(error).code === "stopped") throw error;
  }
}

/** What a model makes of the question in its own way; null when it is not fit for it. */
async function* workWith(
  parts: LoopParts,
  model: ModelPort,
  turn: Turn,
): AsyncGenerator<RunEvent, LoopResult | null> {
  const sinceMs = turn.nowMs();
  const { canReason, fillsSlots, thinks = false } = model.capabilities;
  if (canReason) {
    yield turn.step("route", "loop", sinceMs);
    return yield* drawSamples(parts.math, turn, thinks, (draw) =>
      reasoningLoop(parts, model, turn, draw),
    );
  }
  if (isSmallTalk(turn.request.question)) {
    yield turn.step("route", "chat", sinceMs);
    return yield* chatReply(parts.verifier, model, turn);
  }
  if (fillsSlots === true) {
    yield turn.step("route", "slot", sinceMs);
    return yield* slotReply(parts.math, model, turn);
  }
  yield turn.step("route", "small model, not asked", sinceMs);
  return null;
}
