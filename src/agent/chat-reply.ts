import type { RunEvent } from "../core/events.ts";
import type { ModelPort } from "../core/model-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { callModel } from "./call-model.ts";
import { interruptible } from "../core/interrupt.ts";
import type { LoopResult } from "./loop-result.ts";
import { PHRASES } from "./phrases.ts";
import { CHAT_PROMPTS } from "./prompts/chat.ts";
import { promptLabel } from "./prompts/prompt.ts";
import type { Reply, Turn } from "./turn.ts";
import { wordUndecided } from "./word-undecided.ts";
import { plainMaterial } from "./plain-material.ts";

const MAX_TOKENS = 120;

/** A few friendly words from a small model, marked as such; wrong or quantitative words are not passed on. */
export async function* chatReply(
  verifier: VerifierPort,
  model: ModelPort,
  turn: Turn,
): AsyncGenerator<RunEvent, LoopResult> {
  const prompt = CHAT_PROMPTS[turn.language];
  const sinceMs = turn.nowMs();
  const outcome = yield* callModel(turn, model, {
    messages: [
      { role: "system", content: prompt.text },
      { role: "user", content: plainMaterial(turn.request.question) },
    ],
    maxTokens: MAX_TOKENS,
    temperature: 0,
    seed: 7,
  });
  yield turn.step("model", `chat; prompt ${promptLabel(prompt)}`, sinceMs);
  const text = outcome.ok ? outcome.text.trim() : "";
  const isPlain = text !== "" && !/\d|[=<>]/.test(text) && text.length <= 1_000;
  if (!isPlain || (await isRefuted(verifier, turn, text))) {
    const reply = wordUndecided(outcome.ok ? "small-model" : "failed", turn.direct, turn.language);
    return {
      reply: { text: reply, verdict: "undecided", claims: [], route: "loop" },
      failure: outcome.ok ? null : outcome.failure,
      isDoubtful: false,
    };
  }
  const reply: Reply = {
    text: `${text}\n\n${PHRASES[turn.language].chatNote}`,
    isSmallTalk: true,
    verdict: "undecided",
    claims: [
      {
        start: 0,
        end: text.length,
        text,
        kind: "quoted-fact",
        verdict: "undecided",
        provenance: "model-only",
        confidence: 0.5,
        evidence: { method: "none", detail: "The model worded this; nothing in it was checked." },
      },
    ],
    route: "loop",
  };
  return { reply, failure: null, isDoubtful: false };
}

async function isRefuted(verifier: VerifierPort, turn: Turn, text: string): Promise<boolean> {
  const result = await interruptible(verifier.verify({ text }, turn.calling()), turn.signal);
  return result.verdict === "refuted";
}
