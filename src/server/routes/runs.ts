import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { policyNameSchema } from "../../core/policy.ts";
import type { RunRecord, StoredEvent } from "../../core/store-port.ts";
import { callerOf } from "../caller.ts";
import { orderedBy } from "../ordered-by.ts";
import { eventStream } from "../event-stream.ts";
import { withHistory } from "../history.ts";
import { metadataSchema } from "../own-options.ts";
import { checkQuestion } from "../read-turns.ts";
import { readPicture, requireSight } from "../pictures.ts";
import { readBody, validate } from "../read-body.ts";
import { startOnce } from "../start-once.ts";
import type { Service } from "../service.ts";

export const runRequestSchema = z.strictObject({
  question: z.string(),
  context: z.string().max(100_000).optional(),
  instructions: z.string().max(20_000).optional(),
  conversationId: z.string().min(1).max(200).optional(),
  /** The run of the conversation it is asked behind, null for its beginning; the current end without. */
  after: z.string().min(1).max(200).nullable().optional(),
  /** What is done with a draft that is refuted or undecided. */
  policy: policyNameSchema.optional(),
  metadata: metadataSchema.optional(),
  /** `data:` addresses, shown to a model that sees; they are not kept. */
  pictures: z.array(z.string()).min(1).optional(),
});

const sequenceSchema = z
  .string()
  .regex(/^\d{1,9}$/, "It must be the number of the last event that was read")
  .transform(Number);

/** Runs: start one, look at it, follow its events from any point, stop it. */
export function runRoutes(service: Service): Hono {
  const { hub, store, limits } = service;
  return new Hono()
    .post("/v1/runs", async (context) => {
      const request = await readBody(context, runRequestSchema);
      checkQuestion(request.question, "question");
      const { question, context: facts, instructions, policy, metadata, after } = request;
      const pictures = request.pictures?.map((url, index) =>
        readPicture(url, null, `pictures[${index}]`),
      );
      if (pictures) requireSight([{ pictures, param: "pictures" }], service.modelProfiles());
      const continued = request.conversationId;
      if (continued === undefined && after !== undefined)
        throw new AnsatzError(
          "invalid_request",
          "`after` names a run of a conversation. Send `conversationId` with it.",
          { param: "after" },
        );
      const order = {
        question,
        history: [],
        ...orderedBy(callerOf(context)),
        details: {
          door: "runs",
          ...(metadata === undefined ? {} : { metadata }),
          ...(pictures === undefined ? {} : { pictures: pictures.length }),
        },
        ...(pictures === undefined ? {} : { pictures }),
        ...(facts === undefined ? {} : { context: facts }),
        ...(instructions === undefined ? {} : { instructions }),
        ...(policy === undefined ? {} : { policy }),
        ...(continued === undefined ? {} : { conversationId: continued }),
        ...(after === undefined ? {} : { after }),
      };
      const run = await startOnce(
        context,
        service,
        await withHistory(order, store, limits.maxHistoryTurns, "conversationId"),
      );
      const { id, conversationId } = run;
      context.header("location", `/v1/runs/${id}`);
      return context.json({ id, conversationId, state: run.record().state }, 202);
    })
    .get("/v1/runs/:id", async (context) => {
      const run = await hub.find(context.req.param("id"), callerOf(context).tenant);
      if (!run) throw unknownRun();
      return context.json(shownRun(run));
    })
    .get("/v1/runs/:id/events", async (context) => {
      const id = context.req.param("id");
      const from = context.req.header("last-event-id") ?? context.req.query("after") ?? "0";
      const after = validate(z.object({ after: sequenceSchema }), { after: from }).after;
      const reader = new AbortController();
      const owner = callerOf(context).tenant;
      const events = await hub.follow(id, after, { owner, signal: reader.signal });
      if (!events) throw unknownRun();
      // An event source asks again after the end of a stream; 204 tells it that there is no more.
      if (after > 0 && (await hasNothingAfter(id, after, owner))) return context.body(null, 204);
      return eventStream(eventFrames(events), {
        keepAliveMs: limits.keepAliveMs,
        onLeave: () => reader.abort(),
      });
    })
    .post("/v1/runs/:id/stop", async (context) => {
      const run = await hub.stop(context.req.param("id"), callerOf(context).tenant);
      if (!run) throw unknownRun();
      return context.json(shownRun(run));
    });

  async function hasNothingAfter(id: string, after: number, owner: string): Promise<boolean> {
    const run = await hub.find(id, owner);
    return run?.state !== "running" && (await store.listEvents(id, after)).length === 0;
  }
}

async function* eventFrames(events: AsyncIterable<StoredEvent>) {
  for await (const { sequence, event } of events)
    yield `id: ${sequence}\ndata: ${JSON.stringify(event)}\n\n`;
}

function shownRun({ owner: _owner, details, ...run }: RunRecord) {
  const metadata = details?.["metadata"] ?? null;
  const pictures = details?.["pictures"];
  return { ...run, metadata, ...(pictures === undefined ? {} : { pictures }) };
}

function unknownRun(): AnsatzError {
  return new AnsatzError("not_found", "There is no run with this id. Check the id.");
}
