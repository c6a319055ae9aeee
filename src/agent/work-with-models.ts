import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { ModelPort } from "../core/model-port.ts";
import { betterReply, type CascadeRule, isWorthStronger } from "./cascade.ts";
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
import { hasRoom, unlessOver } from "./turn-deadline.ts";
import { type UndecidedCause, wordUndecided } from "./word-undecided.ts";

/** A reply, and who wrote it. */
interface Answered {
  readonly model: ModelPort;
  readonly reply: Reply;
}

/**
 * Answers by the first model that can: each in turn works in the way it was measured to be fit for, and
 * when it fails the next one starts anew. In a cascade the next is also asked when what one wrote is
 * neither proved nor stands by the rule, each model once, and the better checked reply stays. Nothing of a draft was shown by then.
 */
export async function* workWithModels(
  parts: LoopParts,
  roster: ModelRoster,
  turn: Turn,
  cascade: CascadeRule | null = null,
): AsyncGenerator<RunEvent, Reply> {
  let cause: UndecidedCause = "no-model";
  let kept: Answered | null = null;
  let asked: ModelPort | null = null;
  let doubt = "";
  const hasPictures = [turn.request, ...turn.request.history].some(
    ({ pictures = [] }) => pictures.length > 0,
  );
  const candidates = roster.candidates();
  for (const model of candidates) {
    if (kept !== null) {
      if (!roster.isBehind(model, asked) || !hasRoom(turn)) continue;
      yield { type: "status", text: PHRASES[turn.language].statusStrongerModel };
      const why = `cascade: after ${asked?.id}, ${kept.reply.verdict}${doubt}`;
      yield turn.step("route", why, turn.nowMs());
    } else if (cause === "failed")
      yield { type: "status", text: PHRASES[turn.language].statusNextModel };
    await refresh(model, turn);
    // A model that does not see makes up what is there.
    if (hasPictures && model.capabilities.vision !== true) {
      if (cause === "no-model") cause = "no-sight";
      continue;
    }
    const canGoOn = cascade !== null && candidates.some((other) => roster.isBehind(other, model));
    const worked = workWith(parts, model, turn, canGoOn ? cascade : null);
    const result: LoopResult | null = yield* kept === null ? worked : unlessOver(turn, worked);
    if (result === null) {
      if (cause !== "failed") cause = "small-model";
      continue;
    }
    if (result.failure !== null) {
      roster.noteFailure(model, result.failure);
      cause = "failed";
      continue;
    }
    roster.noteSuccess(model);
    asked = model;
    const answered: Answered = { model, reply: result.reply };
    kept = kept === null ? answered : betterReply(kept, answered);
    if (cascade === null || !isWorthStronger(turn.request.question, result.reply)) break;
    if (result.doubt === null) {
      const count = result.reply.drafts?.drafts.length;
      yield turn.step("route", `cascade: ${count} drafts of ${model.id} agree`, turn.nowMs());
      break;
    }
    doubt = result.doubt === undefined ? "" : `; ${result.doubt}`;
  }
  if (kept !== null) {
    turn.creditTo(kept.model.id);
    return kept.reply;
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
  cascade: CascadeRule | null,
): AsyncGenerator<RunEvent, LoopResult | null> {
  const sinceMs = turn.nowMs();
  const { canReason, fillsSlots, thinks = false } = model.capabilities;
  if (canReason) {
    yield turn.step("route", "loop", sinceMs);
    return yield* drawSamples(parts, turn, { thinks, cascade }, (draw) =>
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
