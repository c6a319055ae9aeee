import { Hono } from "hono";
import { AnsatzError } from "../../core/errors.ts";
import { callerOf } from "../caller.ts";
import { orderedBy } from "../ordered-by.ts";
import { readBody } from "../read-body.ts";
import type { RunHandle } from "../run-handle.ts";
import type { Service } from "../service.ts";
import { startOnce } from "../start-once.ts";
import { chatRequestSchema, readChatRequest } from "../chat-request.ts";
import {
  chatCompletion,
  eventChunks,
  openingChunk,
  runError,
  type ChatFrame,
} from "../chat-response.ts";
import { eventStream } from "../event-stream.ts";
import { withHistory } from "../history.ts";
import { reasoningText } from "../reasoning-text.ts";
import { requireModel } from "../require-model.ts";

/** `POST /v1/chat/completions`: the run goes on and is stored also when the caller leaves. */
export function chatCompletionRoutes(service: Service): Hono {
  const { store, limits } = service;
  return new Hono().post("/v1/chat/completions", async (context) => {
    const request = await readBody(context, chatRequestSchema);
    const caller = callerOf(context);
    requireModel(request.model, service.modelId, caller);
    const order = { ...readChatRequest(request, limits.maxMessages), ...orderedBy(caller) };
    const run = await startOnce(
      context,
      service,
      await withHistory(order, store, limits.maxHistoryTurns, "ansatz.conversation_id"),
    );
    const frame: ChatFrame = {
      id: `chatcmpl-${run.id}`,
      created: Math.floor(run.record().createdAtMs / 1000),
      model: request.model,
      includeUsage: request.stream_options?.include_usage === true,
    };
    if (!request.stream) return context.json(await foldRun(run, frame));
    const reader = new AbortController();
    return eventStream(chatFrames(run, frame, reader.signal), {
      keepAliveMs: limits.keepAliveMs,
      onLeave: () => reader.abort(),
    });
  });
}

async function foldRun(run: RunHandle, frame: ChatFrame) {
  let reasoning = "";
  for await (const { event } of run.follow(0)) {
    reasoning += reasoningText(event);
    if (event.type === "run-end") return chatCompletion(frame, event.result, reasoning);
    if (event.type === "run-error") throw runError(event);
  }
  throw new AnsatzError("internal", "The run ended without an answer. Ask the question again.");
}

async function* chatFrames(run: RunHandle, frame: ChatFrame, signal: AbortSignal) {
  yield dataFrame(openingChunk(frame));
  for await (const { event } of run.follow(0, signal)) {
    for (const chunk of eventChunks(frame, event)) yield dataFrame(chunk);
    // After an error the stream just closes: `[DONE]` would read as a normal end.
    if (event.type === "run-error") return;
  }
  yield "data: [DONE]\n\n";
}

function dataFrame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
