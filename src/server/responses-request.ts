import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import { metadataSchema, ownOptionsSchema } from "./own-options.ts";
import { checkCount, type ReadMessage, readTurns, unreadablePart } from "./read-turns.ts";
import { EFFORTS, effortSchema } from "./reasoning-effort.ts";
import { refuseUnsupportedResponse } from "./responses-refusals.ts";
import type { RunOrder } from "./run-hub.ts";

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });

const itemSchema = z.looseObject({
  type: z.string().optional(),
  role: z.string().optional(),
  content: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
});
type Item = z.infer<typeof itemSchema>;

const identifier = z.string().min(1).max(200);

/** The fields that are read or checked; others are ignored, as clients of this API expect. */
export const responseRequestSchema = z.looseObject({
  model: z.string().max(500).default("ansatz"),
  input: z.union([z.string(), z.array(itemSchema).min(1)]),
  instructions: z.string().max(20_000).nullish(),
  stream: z.boolean().nullish(),
  /** `false` keeps nothing of the question and the answer beyond the reply. */
  store: z.boolean().nullish(),
  /** Answers at once with a response in progress; it is read and cancelled by its id. */
  background: z.boolean().nullish(),
  /** Goes on behind an earlier response. */
  previous_response_id: identifier.nullish(),
  /** Goes on with a stored conversation. */
  conversation: z.union([identifier, z.looseObject({ id: identifier })]).nullish(),
  metadata: metadataSchema.nullish(),
  reasoning: z.looseObject({ effort: effortSchema.nullish() }).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  max_output_tokens: z.number().int().min(1).nullish(),
  ansatz: ownOptionsSchema.omit({ conversation_id: true }).nullish(),
});
export type ResponseRequest = z.infer<typeof responseRequestSchema>;

/**
 * A request read as a run; `previous_response_id` is left to whoever knows the earlier runs.
 *
 * @throws AnsatzError for what Ansatz does not do; nothing is imitated.
 */
export function readResponseRequest(request: ResponseRequest, maxMessages: number): RunOrder {
  refuseUnsupportedResponse(request);
  refuseContradictions(request);
  const items = typeof request.input === "string" ? [] : request.input;
  checkCount(items.length, maxMessages, "input");
  const messages: ReadMessage[] =
    typeof request.input === "string"
      ? [{ role: "user", content: request.input, param: "input" }]
      : items.flatMap((item, index) => readItem(item, `input[${index}]`));
  const turns = readTurns(messages);
  const instructions = [request.instructions ?? "", turns.instructions ?? ""].filter(Boolean);
  const { conversation, metadata } = request;
  const context = request.ansatz?.context;
  const samples = request.ansatz?.samples ?? EFFORTS[request.reasoning?.effort ?? "medium"];
  return {
    question: turns.question,
    history: turns.history,
    ...(instructions.length > 0 ? { instructions: instructions.join("\n\n") } : {}),
    ...(context === undefined ? {} : { context }),
    ...(samples === undefined ? {} : { samples }),
    ...(conversation
      ? { conversationId: typeof conversation === "string" ? conversation : conversation.id }
      : {}),
    isKept: request.store !== false,
    details: {
      door: "responses",
      model: request.model,
      instructions: request.instructions ?? null,
      previousResponseId: request.previous_response_id ?? null,
      isBackground: request.background === true,
      ...(metadata ? { metadata } : {}),
      ...(turns.history.length > 0 ? { givenHistory: turns.history } : {}),
    },
  };
}

function refuseContradictions(request: ResponseRequest): void {
  if (request.previous_response_id && request.conversation)
    throw new AnsatzError(
      "invalid_request",
      "`previous_response_id` and `conversation` both say what to go on with. Send one of them.",
      { param: "previous_response_id" },
    );
  if (request.background && request.store === false)
    throw new AnsatzError(
      "invalid_request",
      "A response in the background is read later, so it must be kept. Leave `store` out.",
      { param: "background" },
    );
}

function readItem(item: Item, param: string): ReadMessage[] {
  const { type = "message" } = item;
  // A model's earlier thoughts are no part of what was said.
  if (type === "reasoning") return [];
  if (type === "function_call" || type === "function_call_output")
    throw new AnsatzError(
      "unsupported",
      "Ansatz calls its own tools and takes no tool calls or results of the caller. Put the facts into a user message.",
      { param: `${param}.type` },
    );
  if (type !== "message")
    throw new AnsatzError(
      "unsupported",
      `Ansatz reads messages; it cannot read items of type "${type.slice(0, 50)}". Leave it out.`,
      { param: `${param}.type` },
    );
  return [{ role: readRole(item, param), content: readContent(item, `${param}.content`), param }];
}

function readRole({ role }: Item, param: string): ReadMessage["role"] {
  if (role === "developer" || role === "system") return "system";
  if (role === "user" || role === "assistant") return role;
  throw new AnsatzError(
    "invalid_request",
    "A message's role must be `system`, `developer`, `user` or `assistant`. Use one of these.",
    { param: `${param}.role` },
  );
}

const TEXT_PARTS: readonly string[] = ["input_text", "output_text", "text"];

function readContent({ content }: Item, param: string): string {
  if (typeof content === "string") return content;
  if (!content)
    throw new AnsatzError("invalid_request", "The message has no content. Add its text.", {
      param,
    });
  return content
    .map((part, index) => {
      const at = `${param}[${index}]`;
      if (part.type === "refusal") return "";
      if (!TEXT_PARTS.includes(part.type)) return unreadablePart(part.type, at);
      if (part.text !== undefined) return part.text;
      throw new AnsatzError("invalid_request", "The text part has no `text`. Add it.", {
        param: at,
      });
    })
    .join("\n");
}
