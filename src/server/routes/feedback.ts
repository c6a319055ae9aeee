import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { callerOf } from "../caller.ts";
import { storeFeedback } from "../feedback.ts";
import { readBody } from "../read-body.ts";
import { runIdOf } from "../response-frame.ts";
import type { Service } from "../service.ts";

export const feedbackRequestSchema = z.strictObject({
  /** A run, or the response or chat completion it answered. */
  id: z.string().min(1).max(200),
  rating: z.enum(["good", "bad"]),
  comment: z.string().max(2_000).optional(),
  /** The answer it should have been. */
  correction: z.string().max(20_000).optional(),
  /** Who says so, where a caller speaks for several people. */
  user: z
    .string()
    .regex(/^[\w.@:-]{1,100}$/, "It takes letters, digits and . @ : - _")
    .optional(),
});

/** `POST /v1/feedback`: a word on one answer. */
export function feedbackRoutes(service: Service): Hono {
  const { hub, store, clock } = service;
  return new Hono().post("/v1/feedback", async (context) => {
    const { id, rating, comment, correction, user } = await readBody(
      context,
      feedbackRequestSchema,
    );
    const caller = callerOf(context);
    const runId = runIdOf(id) ?? id.replace(/^chatcmpl-/, "");
    const run = await hub.find(runId, caller.tenant);
    if (!run)
      throw new AnsatzError("not_found", "There is no answer with this id. Check the id.", {
        param: "id",
      });
    if (run.state === "running")
      throw new AnsatzError("conflict", "This run is still at work. Rate it when it has ended.", {
        param: "id",
      });
    const feedback = {
      runId,
      rating,
      rater: `api:${caller.keyId ?? "local"}${user === undefined ? "" : `:${user}`}`,
      ...(comment === undefined ? {} : { comment }),
      ...(correction === undefined ? {} : { correction }),
    };
    await storeFeedback(store, feedback, clock.nowMs());
    return context.json({ runId, rating }, 201);
  });
}
