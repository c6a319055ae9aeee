import { type Context, Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import type { RunRecord, StoredEvent } from "../../core/store-port.ts";
import { type Caller, callerOf } from "../caller.ts";
import { orderedBy } from "../ordered-by.ts";
import { runError } from "../chat-response.ts";
import { eventStream } from "../event-stream.ts";
import { deleteAlone } from "../delete-alone.ts";
import { continueBehind, withHistory } from "../history.ts";
import { requireSight } from "../pictures.ts";
import { inputItems, listItems } from "../input-items.ts";
import { readBody, validate } from "../read-body.ts";
import { requireModel } from "../require-model.ts";
import { ResponseFold, type ResponseEvent } from "../response-fold.ts";
import { responseId, runIdOf, type ResponseFrame } from "../response-frame.ts";
import {
  readResponseRequest,
  refuseContradictions,
  responseRequestSchema,
} from "../responses-request.ts";
import type { ResponseRequest } from "../responses-request.ts";
import type { RunOrder } from "../run-order.ts";
import type { Service } from "../service.ts";
import { requireCaller } from "../tool-choice.ts";
import { startOnce } from "../start-once.ts";

const readQuerySchema = z.object({
  stream: z.enum(["true", "false"]).optional(),
  starting_after: z
    .string()
    .regex(/^\d{1,9}$/, "It must be the number of the last event that was read")
    .transform(Number)
    .optional(),
});

const itemsQuerySchema = z.object({
  order: z.enum(["asc", "desc"]).default("desc"),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(300).optional(),
});

/** OpenAI's Responses over runs: a response is a run, and goes on when the caller leaves. */
export function responseRoutes(service: Service): Hono {
  const { hub, store, limits } = service;

  const ordered = async (request: ResponseRequest, caller: Caller): Promise<RunOrder> => {
    requireModel(request.model, service.modelId, caller);
    refuseContradictions(request);
    const previous = request.previous_response_id
      ? await find(request.previous_response_id, caller.tenant, "previous_response_id")
      : null;
    const { maxMessages } = limits;
    const { modelId } = service;
    const read = readResponseRequest(request, { maxMessages, modelId }, previous);
    const order: RunOrder = { ...read.order, ...orderedBy(caller) };
    requireCaller(modelId, order);
    requireSight(read.messages, service.modelProfiles());
    if (previous === null) return withHistory(order, store, limits.maxHistoryTurns, "conversation");
    if (previous.state !== "completed")
      throw new AnsatzError(
        "conflict",
        `The response before this one is ${previous.state}; only a completed one can be gone on with.`,
        { param: "previous_response_id" },
      );
    return continueBehind(order, previous, store, limits.maxHistoryTurns);
  };

  const find = async (id: string, owner: string, param?: string): Promise<RunRecord> => {
    const runId = runIdOf(id);
    const run = runId === null ? null : await hub.find(runId, owner);
    if (run) return run;
    throw new AnsatzError(
      "not_found",
      "There is no response with this id here. Check the id; one that was not kept cannot be found.",
      param === undefined ? {} : { param },
    );
  };

  const stream = (
    frame: ResponseFrame,
    events: AsyncIterable<StoredEvent>,
    reader: AbortController,
    startingAfter = -1,
  ) =>
    eventStream(responseFrames(frame, events, startingAfter), {
      keepAliveMs: limits.keepAliveMs,
      onLeave: () => reader.abort(),
    });

  const read = async (context: Context) => {
    const owner = callerOf(context).tenant;
    const run = await find(context.req.param("id") ?? "", owner);
    const query = validate(readQuerySchema, context.req.query());
    const reader = new AbortController();
    const frame = frameOf(run);
    if (query.stream === "true") {
      const events = await hub.follow(run.id, 0, { owner, signal: reader.signal });
      return stream(frame, events ?? none(), reader, query.starting_after);
    }
    const fold = new ResponseFold(frame);
    fold.opening();
    for (const { event } of await store.listEvents(run.id, 0)) fold.take(event);
    return context.json(fold.response);
  };

  return new Hono()
    .post("/v1/responses", async (context) => {
      const request = await readBody(context, responseRequestSchema);
      const run = await startOnce(context, service, await ordered(request, callerOf(context)));
      const frame = frameOf(run.record(), run.isKept);
      const reader = new AbortController();
      if (request.stream) return stream(frame, run.follow(0, reader.signal), reader);
      const fold = new ResponseFold(frame);
      fold.opening();
      if (request.background) return context.json(fold.response);
      for await (const { event } of run.follow(0)) {
        // Without a stream a failure has the status that clients know how to handle.
        if (event.type === "run-error") throw runError(event);
        fold.take(event);
      }
      return context.json(fold.response);
    })
    .get("/v1/responses/:id", read)
    .get("/v1/responses/:id/input_items", async (context) => {
      const run = await find(context.req.param("id"), callerOf(context).tenant);
      const page = validate(itemsQuerySchema, context.req.query());
      const kept = run.details?.["inputItems"];
      const items = Array.isArray(kept) ? (kept as object[]) : inputItems(run.question);
      return context.json(listItems(items, run.id, page));
    })
    .post("/v1/responses/:id/cancel", async (context) => {
      const { id } = await find(context.req.param("id"), callerOf(context).tenant);
      await hub.stop(id, callerOf(context).tenant);
      return read(context);
    })
    .delete("/v1/responses/:id", async (context) => {
      const run = await find(context.req.param("id"), callerOf(context).tenant);
      await deleteAlone(service, run);
      return context.json({ id: responseId(run.id), object: "response", deleted: true });
    });
}

function frameOf(run: RunRecord, isKept = true): ResponseFrame {
  const { id, conversationId, createdAtMs, details } = run;
  return { runId: id, conversationId, createdAtMs, isKept, details };
}

async function* responseFrames(
  frame: ResponseFrame,
  events: AsyncIterable<StoredEvent>,
  startingAfter: number,
): AsyncGenerator<string> {
  const fold = new ResponseFold(frame);
  const unread = (all: ResponseEvent[]) =>
    all.filter((event) => event.sequence_number > startingAfter).map(sseFrame);
  yield* unread(fold.opening());
  for await (const { event } of events) yield* unread(fold.take(event));
}

function sseFrame(event: ResponseEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

async function* none(): AsyncGenerator<StoredEvent> {}
