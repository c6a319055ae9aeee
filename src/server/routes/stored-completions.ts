import { Hono } from "hono";
import { AnsatzError } from "../../core/errors.ts";
import type { RunRecord } from "../../core/store-port.ts";
import { callerOf } from "../caller.ts";
import { chatCompletion, type ChatChoice } from "../chat-response.ts";
import { deleteAlone } from "../delete-alone.ts";
import { reasoningText } from "../reasoning-text.ts";
import type { Service } from "../service.ts";

/** Chat completions that were kept: given again by their id, and deleted. */
export function storedCompletionRoutes(service: Service): Hono {
  const { hub, store } = service;

  /** The runs of all choices, the first first. */
  const find = async (id: string, owner: string): Promise<[RunRecord, ...RunRecord[]]> => {
    const runId = id.replace(/^chatcmpl-/, "");
    const first = runId === id ? null : await hub.find(runId, owner);
    const choices = Number(first?.details?.["choices"] ?? 0);
    if (first === null || choices === 0)
      throw new AnsatzError(
        "not_found",
        "There is no chat completion with this id here. Check the id; one that was not kept cannot be found.",
      );
    const others: RunRecord[] = [];
    for (let variant = 1; variant < choices; variant += 1) {
      const other = await hub.find(`${runId}_${variant}`, owner);
      if (other) others.push(other);
    }
    return [first, ...others];
  };

  const fold = async ({ id, state, result }: RunRecord): Promise<ChatChoice> => {
    if (result === null)
      throw new AnsatzError(
        "conflict",
        `This completion is ${state} and has no answer to give. GET /v1/runs/${id} says more.`,
      );
    const events = await store.listEvents(id, 0);
    return { result, reasoning: events.map(({ event }) => reasoningText(event)).join("") };
  };

  return new Hono()
    .get("/v1/chat/completions/:id", async (context) => {
      const runs = await find(context.req.param("id"), callerOf(context).tenant);
      const [{ id, createdAtMs, details }] = runs;
      const choices: ChatChoice[] = [];
      for (const run of runs) choices.push(await fold(run));
      const frame = {
        id: `chatcmpl-${id}`,
        created: Math.floor(createdAtMs / 1000),
        model: String(details?.["model"] ?? "ansatz"),
        includeUsage: false,
        choices: choices.length,
      };
      const metadata = details?.["metadata"] ?? {};
      return context.json({ ...chatCompletion(frame, choices), metadata });
    })
    .delete("/v1/chat/completions/:id", async (context) => {
      const runs = await find(context.req.param("id"), callerOf(context).tenant);
      const together = runs.map(({ id }) => id);
      await deleteAlone(service, runs[0], together);
      const id = `chatcmpl-${runs[0].id}`;
      return context.json({ id, object: "chat.completion.deleted", deleted: true });
    });
}
