import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { validate } from "../read-body.ts";
import type { Service } from "../service.ts";

const listQuerySchema = z.object({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, "It must be a number from 1 to 100")
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100, "It must be a number from 1 to 100")
    .default(20),
});

/** Conversations: list them newest first, read one, delete one with all its runs. */
export function conversationRoutes(service: Service): Hono {
  const { hub, store } = service;
  return new Hono()
    .get("/v1/conversations", async (context) => {
      const { limit } = validate(listQuerySchema, context.req.query());
      return context.json({ object: "list", data: await store.listConversations(limit) });
    })
    .get("/v1/conversations/:id", async (context) => {
      const conversation = await store.getConversation(context.req.param("id"));
      if (!conversation) throw unknownConversation();
      return context.json(conversation);
    })
    .delete("/v1/conversations/:id", async (context) => {
      const id = context.req.param("id");
      await hub.stopConversation(id);
      if (!(await store.deleteConversation(id))) throw unknownConversation();
      return context.json({ id, deleted: true });
    });
}

function unknownConversation(): AnsatzError {
  return new AnsatzError("not_found", "There is no conversation with this id. Check the id.");
}
