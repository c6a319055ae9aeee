import { Hono } from "hono";
import type { AskResult } from "../../core/ask-result.ts";
import { AnsatzError } from "../../core/errors.ts";
import { callerOf } from "../caller.ts";
import { inTurn } from "../in-turn.ts";
import { orderedBy } from "../ordered-by.ts";
import { requireSight } from "../pictures.ts";
import { readBody } from "../read-body.ts";
import type { RunHandle } from "../run-handle.ts";
import type { Service } from "../service.ts";
import { startChoices } from "../start-choices.ts";
import { chatRequestSchema, readChatRequest } from "../chat-request.ts";
import {
  chatCompletion,
  type ChatChoice,
  type ChatFrame,
  eventChunks,
  openingChunk,
  runError,
  usageChunk,
} from "../chat-response.ts";
import { eventStream } from "../event-stream.ts";
import { withHistory } from "../history.ts";
import { reasoningText } from "../reasoning-text.ts";
import { requireModel } from "../require-model.ts";
import { requireCaller } from "../tool-choice.ts";

/** `POST /v1/chat/completions`: the run goes on and is stored also when the caller leaves. */
export function chatCompletionRoutes(service: Service): Hono {
  const { hub, store, limits } = service;
  return new Hono().post("/v1/chat/completions", async (context) => {
    const request = await readBody(context, chatRequestSchema);
    const caller = callerOf(context);
    requireModel(request.model, service.modelId, caller);
    const { order, spoken, choices } = readChatRequest(
      request,
      limits.maxMessages,
      service.modelId,
    );
    requireCaller(service.modelId, order);
    requireSight(spoken, service.modelProfiles());
    const owned = { ...order, ...orderedBy(caller) };
    const runs = await startChoices(
      context,
      service,
      await withHistory(owned, store, limits.maxHistoryTurns, "ansatz.conversation_id"),
      choices,
    );
    const [first] = runs as [RunHandle];
    const frame: ChatFrame = {
      id: `chatcmpl-${first.id}`,
      created: Math.floor(first.record().createdAtMs / 1000),
      model: request.model,
      includeUsage: request.stream_options?.include_usage === true,
      choices,
    };
    /** Choices that nobody will see are not worked on. */
    const stopAll = () => hub.stop(first.id, caller.tenant);
    if (!request.stream) {
      const folded = await Promise.allSettled(runs.map((run) => foldRun(run, stopAll)));
      return context.json(chatCompletion(frame, folded.map(valueOf)));
    }
    const reader = new AbortController();
    return eventStream(chatFrames(runs, frame, reader.signal, stopAll), {
      keepAliveMs: limits.keepAliveMs,
      onLeave: () => reader.abort(),
    });
  });
}

async function foldRun(run: RunHandle, stopAll: () => Promise<unknown>): Promise<ChatChoice> {
  let reasoning = "";
  for await (const { event } of run.follow(0)) {
    reasoning += reasoningText(event);
    if (event.type === "run-end") return { result: event.result, reasoning };
    if (event.type !== "run-error") continue;
    await stopAll();
    throw runError(event);
  }
  throw new AnsatzError("internal", "The run ended without an answer. Ask the question again.");
}

/** The first failure counts; those behind it were stopped for its sake. */
function valueOf<T>(outcome: PromiseSettledResult<T>, _: number, all: PromiseSettledResult<T>[]) {
  if (outcome.status === "fulfilled") return outcome.value;
  const reasons = all.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  throw reasons.find((reason) => AnsatzError.from(reason).code !== "stopped") ?? reasons[0];
}

async function* chatFrames(
  runs: readonly RunHandle[],
  frame: ChatFrame,
  signal: AbortSignal,
  stopAll: () => Promise<unknown>,
) {
  for (const index of runs.keys()) yield dataFrame(openingChunk(frame, index));
  const results: AskResult[] = [];
  for await (const { index, item } of inTurn(runs.map((run) => run.follow(0, signal)))) {
    const { event } = item;
    for (const chunk of eventChunks(frame, index, event)) yield dataFrame(chunk);
    if (event.type === "run-end") results[index] = event.result;
    if (event.type !== "run-error") continue;
    // After an error the stream just closes: `[DONE]` would read as a normal end.
    await stopAll();
    return;
  }
  if (frame.includeUsage) yield dataFrame(usageChunk(frame, results));
  yield "data: [DONE]\n\n";
}

function dataFrame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
