import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import { refuseUnsupported } from "./chat-refusals.ts";
import { metadataSchema, ownOptionsSchema } from "./own-options.ts";
import { checkCount, readTurns, unreadablePart } from "./read-turns.ts";
import { EFFORTS, effortSchema } from "./reasoning-effort.ts";
import type { RunOrder } from "./run-hub.ts";

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });

const messageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
  tool_calls: z.array(z.unknown()).nullish(),
});
type Message = z.infer<typeof messageSchema>;

const number = z.number().nullish();
const tokens = z.number().int().min(1).nullish();

/** The fields that are read or checked; others are ignored, as clients of this API expect. */
export const chatRequestSchema = z.looseObject({
  model: z.string().max(500).default("ansatz"),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  metadata: metadataSchema.nullish(),
  /** `false` keeps nothing of the question and the answer beyond the reply. */
  store: z.boolean().nullish(),
  temperature: number,
  top_p: number,
  presence_penalty: number,
  frequency_penalty: number,
  seed: number,
  max_tokens: tokens,
  max_completion_tokens: tokens,
  reasoning_effort: effortSchema.nullish(),
  /** Options of Ansatz itself. */
  ansatz: ownOptionsSchema.nullish(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** A chat request read as a run: what is asked, and whether earlier turns come with it. */
export interface ChatOrder extends RunOrder {
  readonly conversationId?: string;
}

/**
 * The last user message is the question, earlier ones are the history, system and developer messages
 * the instructions.
 *
 * @throws AnsatzError for what Ansatz does not do; nothing is imitated.
 */
export function readChatRequest(request: ChatRequest, maxMessages: number): ChatOrder {
  refuseUnsupported(request);
  checkCount(request.messages.length, maxMessages, "messages");
  const turns = readTurns(
    request.messages.map((message, index) => ({
      role: readRole(message, `messages[${index}]`),
      content: readContent(message, `messages[${index}].content`),
      param: `messages[${index}]`,
    })),
  );
  const conversationId = request.ansatz?.conversation_id ?? request.metadata?.["conversation_id"];
  const context = request.ansatz?.context;
  const samples = request.ansatz?.samples ?? EFFORTS[request.reasoning_effort ?? "medium"];
  const { metadata } = request;
  return {
    ...turns,
    isKept: request.store !== false,
    details: { door: "chat-completions", ...(metadata ? { metadata } : {}) },
    ...(context === undefined ? {} : { context }),
    ...(samples === undefined ? {} : { samples }),
    ...(conversationId === undefined ? {} : { conversationId }),
  };
}

function readRole(message: Message, param: string): "user" | "assistant" | "system" {
  const { role } = message;
  if (role === "developer") return "system";
  if (role === "assistant" && (message.tool_calls?.length ?? 0) > 0)
    throw new AnsatzError(
      "unsupported",
      "Ansatz calls its own tools and takes no tool calls of the caller. Leave them out.",
      { param: `${param}.tool_calls` },
    );
  if (role === "system" || role === "user" || role === "assistant") return role;
  const isTool = role === "tool" || role === "function";
  throw new AnsatzError(
    isTool ? "unsupported" : "invalid_request",
    isTool
      ? "Ansatz calls its own tools and takes no tool results of the caller. Put the facts into a user message."
      : "A message's role must be `system`, `developer`, `user` or `assistant`. Use one of these.",
    { param: `${param}.role` },
  );
}

function readContent(message: Message, param: string): string {
  const { content } = message;
  if (typeof content === "string") return content;
  if (!content) {
    if (message.role === "assistant") return "";
    throw new AnsatzError("invalid_request", "The message has no content. Add its text.", {
      param,
    });
  }
  return content
    .map((part, index) => {
      if (part.type === "text" && part.text !== undefined) return part.text;
      if (part.type !== "text") return unreadablePart(part.type, `${param}[${index}]`);
      throw new AnsatzError("invalid_request", "The text part has no `text`. Add it.", {
        param: `${param}[${index}]`,
      });
    })
    .join("\n");
}
