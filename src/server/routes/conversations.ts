import { Hono } from "hono";
import { z } from "zod";
import { currentRunOf, pathTo } from "../../core/branches.ts";
import { AnsatzError } from "../../core/errors.ts";
import { callerOf } from "../caller.ts";
import { readBody, validate } from "../read-body.ts";
import type { Service } from "../service.ts";

const listQuerySchema = z.object({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, "It must be a number from 1 to 100")
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100, "It must be a number from 1 to 100")
    .default(20),
});

export const branchRequestSchema = z.strictObject({
  /** The run the branch ends with. */
  currentRunId: z.string().min(1).max(200),
});

/** Conversations: list them newest first, read one, choose its branch, delete one with all its runs. */
export function conversationRoutes(service: Service): Hono {
  const { hub, store } = service;
  return new Hono()
    .get("/v1/conversations", async (context) => {
      const { limit } = validate(listQuerySchema, context.req.query());
      const heads = await store.listConversations(limit, callerOf(context).tenant);
      return context.json({ object: "list", data: heads.map(withoutOwner) });
    })
    .get("/v1/conversations/:id", async (context) => {
      const conversation = await store.getConversation(context.req.param("id"));
      if (conversation?.owner !== callerOf(context).tenant) throw unknownConversation();
      return context.json({
        ...withoutOwner(conversation),
        currentRunId: currentRunOf(conversation),
      });
    })
    .patch("/v1/conversations/:id", async (context) => {
      const id = context.req.param("id");
      const { currentRunId } = await readBody(context, branchRequestSchema);
      const conversation = await store.getConversation(id);
      if (conversation?.owner !== callerOf(context).tenant) throw unknownConversation();
      if (pathTo(conversation.turns, currentRunId).length === 0)
        throw new AnsatzError("not_found", "There is no run with this id in the conversation.", {
          param: "currentRunId",
        });
      if (!(await store.setCurrentRun(id, currentRunId))) throw unknownConversation();
      return context.json({ id, currentRunId });
    })
    .delete("/v1/conversations/:id", async (context) => {
      const id = context.req.param("id");
      const { tenant } = callerOf(context);
      if ((await store.getConversation(id))?.owner !== tenant) throw unknownConversation();
      await hub.stopConversation(id, tenant);
      if (!(await store.deleteConversation(id))) throw unknownConversation();
      return context.json({ id, deleted: true });
    });
}

/** Whose it is is nobody's business: a caller sees only its own. */
function withoutOwner<T extends { readonly owner: string }>(value: T): Omit<T, "owner"> {
  const { owner: _owner, ...shown } = value;
  return shown;
}

function unknownConversation(): AnsatzError {
  return new AnsatzError("not_found", "There is no conversation with this id. Check the id.");
}
