import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import type { RunRecord } from "../../core/store-port.ts";
import { type Caller, callerOf } from "../caller.ts";
import {
  type FeedbackTarget,
  REASONS,
  storeFeedback,
  storeRanking,
  targetSchema,
} from "../feedback.ts";
import { readBody } from "../read-body.ts";
import { runIdOf } from "../response-frame.ts";
import type { Service } from "../service.ts";

const identifier = z.string().min(1).max(200);

/** Who says so, where a caller speaks for several people. */
const userSchema = z
  .string()
  .regex(/^[\w.@:-]{1,100}$/, "It takes letters, digits and . @ : - _")
  .optional();

export const feedbackRequestSchema = z.strictObject({
  /** A run, or the response or chat completion it answered. */
  id: identifier,
  /** Left out, the answer is meant. */
  target: targetSchema.optional(),
  rating: z.enum(["good", "bad"]),
  reason: z.enum(REASONS).optional(),
  comment: z.string().max(2_000).optional(),
  /** The answer it should have been; the reading, call or step, where that is meant. */
  correction: z.string().max(20_000).optional(),
  /** `false` keeps the run out of every export, whatever others say; `true` lets it into those that ask. */
  consent: z.boolean().optional(),
  user: userSchema,
});

export const rankingRequestSchema = z.strictObject({
  /** Answers to the same question, the best first. */
  ids: z.array(identifier).min(2).max(16),
  user: userSchema,
});

/** `POST /v1/feedback`: a word on one answer or a part of it; `/v1/feedback/rankings`: several in order. */
export function feedbackRoutes(service: Service): Hono {
  const { hub, store, clock } = service;

  const find = async (id: string, caller: Caller, param: string): Promise<RunRecord> => {
    const runId = runIdOf(id) ?? id.replace(/^chatcmpl-/, "");
    const run = await hub.find(runId, caller.tenant);
    if (!run)
      throw new AnsatzError("not_found", "There is no answer with this id. Check the id.", {
        param,
      });
    if (run.state === "running")
      throw new AnsatzError("conflict", "This run is still at work. Rate it when it has ended.", {
        param,
      });
    return run;
  };

  return new Hono()
    .post("/v1/feedback", async (context) => {
      const request = await readBody(context, feedbackRequestSchema);
      const { id, rating, user, ...said } = request;
      const caller = callerOf(context);
      const run = await find(id, caller, "id");
      if (request.target !== undefined) requirePart(run, request.target);
      const feedback = { runId: run.id, rating, rater: raterOf(caller, user), ...said };
      await storeFeedback(store, feedback, clock.nowMs());
      return context.json({ runId: run.id, rating }, 201);
    })
    .post("/v1/feedback/rankings", async (context) => {
      const { ids, user } = await readBody(context, rankingRequestSchema);
      const caller = callerOf(context);
      const runs: RunRecord[] = [];
      for (const [index, id] of ids.entries()) runs.push(await find(id, caller, `ids[${index}]`));
      const runIds = runs.map((run) => run.id);
      if (new Set(runIds).size < runIds.length)
        throw new AnsatzError("invalid_request", "An answer stands twice in the ranking.", {
          param: "ids",
        });
      if (runs.some((run) => run.question !== runs[0]?.question))
        throw new AnsatzError(
          "invalid_request",
          "Only answers to the same question can be ranked. Leave the others out.",
          { param: "ids" },
        );
      await storeRanking(store, { runIds, rater: raterOf(caller, user) }, clock.nowMs());
      return context.json({ runIds }, 201);
    });
}

function raterOf({ keyId }: Caller, user: string | undefined): string {
  return `api:${keyId ?? "local"}${user === undefined ? "" : `:${user}`}`;
}

/** @throws AnsatzError for a part that the run does not have. */
function requirePart({ result }: RunRecord, target: FeedbackTarget): void {
  const worked = result?.query?.pods.find(({ id }) => id === "steps")?.steps ?? [];
  const count =
    target.part === "reading"
      ? Number(Boolean(result?.query?.reading))
      : target.part === "tool-call"
        ? (result?.toolCalls.length ?? 0)
        : worked.length;
  if (("index" in target ? target.index : 0) < count) return;
  throw new AnsatzError(
    "invalid_request",
    `This answer has ${count === 0 ? `no ${target.part}` : `${count} parts of the kind ${target.part}, counted from 0`}. Name another part, or leave \`target\` out to rate the answer.`,
    { param: "target" },
  );
}
