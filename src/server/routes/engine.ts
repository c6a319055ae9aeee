import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError, toErrorBody } from "../../core/errors.ts";
import { plotRequestSchema } from "../../core/plot.ts";
import type { QueryEvent } from "../../core/query-event.ts";
import {
  MAX_QUERY_CHARACTERS,
  queryRequestSchema,
  queryResultSchema,
} from "../../core/query-result.ts";
import { readRequestSchema } from "../../core/reading-result.ts";
import { revealSteps, stepsRequestSchema } from "../../core/steps-result.ts";
import { workingRequestSchema } from "../../core/working-result.ts";
import { callerOf } from "../caller.ts";
import { EngineCall } from "../engine-call.ts";
import { eventStream } from "../event-stream.ts";
import { readBody } from "../read-body.ts";
import { completeJson } from "../response-headers.ts";
import type { Service } from "../service.ts";

export const equalRequestSchema = z.strictObject({
  a: z.string().max(MAX_QUERY_CHARACTERS),
  b: z.string().max(MAX_QUERY_CHARACTERS),
});

/** The doors straight to the engine. A caller that leaves ends the work. */
export function engineRoutes(service: Service): Hono {
  const { math, limits, gate } = service;
  const bounded = <T>(work: () => Promise<T>): Promise<T> => gate.run(work);
  async function* queryFrames(first: IteratorResult<QueryEvent>, rest: AsyncIterator<QueryEvent>) {
    try {
      for (let next = first; next.done !== true; next = await rest.next())
        yield `data: ${JSON.stringify(next.value)}\n\n`;
    } catch (thrown) {
      yield `data: ${JSON.stringify(toErrorBody(AnsatzError.from(thrown)))}\n\n`;
    } finally {
      gate.leave();
    }
  }
  return new Hono()
    .post("/v1/query", async (context) => {
      const request = await readBody(context, queryRequestSchema);
      if (!context.req.header("accept")?.includes("text/event-stream"))
        return completeJson(
          context,
          await bounded(() => math.queryJson(request, new EngineCall(context))),
        );
      const { signal } = context.req.raw;
      const reader = new AbortController();
      const stop = AbortSignal.any([signal, reader.signal]);
      const { tenant } = callerOf(context);
      const events = math.queryEvents(request, { signal: stop, tenant })[Symbol.asyncIterator]();
      gate.enter();
      // The first event is awaited, so that a bad request still gets its status.
      const first = await events.next().catch((thrown: unknown) => {
        gate.leave();
        throw thrown;
      });
      return eventStream(queryFrames(first, events), {
        keepAliveMs: limits.keepAliveMs,
        onLeave: () => reader.abort(),
      });
    })
    .post("/v1/read", async (context) => {
      const request = await readBody(context, readRequestSchema);
      return context.json(await bounded(async () => math.read(request)));
    })
    .post("/v1/steps", async (context) => {
      const { reveal, ...request } = await readBody(context, stepsRequestSchema);
      const result = await bounded(() =>
        math.query({ ...request, pods: ["steps"] }, new EngineCall(context)),
      );
      return context.json(revealSteps(result, reveal));
    })
    .post("/v1/plot", async (context) => {
      const request = await readBody(context, plotRequestSchema);
      return context.json(await bounded(() => math.plot(request)));
    })
    .post("/v1/working", async (context) => {
      const request = await readBody(context, workingRequestSchema);
      const { signal } = context.req.raw;
      return context.json(await bounded(() => math.working(request, { signal })));
    })
    .post("/v1/recheck", async (context) => {
      const result = await readBody(context, queryResultSchema);
      const options = { signal: context.req.raw.signal, timeoutMs: limits.engineTimeoutMs };
      return context.json(await bounded(() => math.recheck(result, options)));
    })
    .post("/v1/equal", async (context) => {
      const { a, b } = await readBody(context, equalRequestSchema);
      const options = { signal: context.req.raw.signal, timeoutMs: limits.engineTimeoutMs };
      return context.json(await bounded(() => math.equal(a, b, options)));
    });
}
