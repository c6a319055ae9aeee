import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import {
  callerToolSchema,
  readCallerTools,
  readToolRounds,
  type ToolTurn,
} from "./caller-tools.ts";
import { refuseUnsupported } from "./chat-refusals.ts";
import { metadataSchema, ownOptionsSchema } from "./own-options.ts";
import { checkCount, readTurns, unreadablePart } from "./read-turns.ts";
import { EFFORTS, effortSchema } from "./reasoning-effort.ts";
import type { RunOrder } from "./run-hub.ts";

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });

const messageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
  tool_calls: z
    .array(
      z.looseObject({
        id: z.string().min(1).max(200),
        function: z.looseObject({ name: z.string().max(64), arguments: z.string() }),
      }),
    )
    .max(128)
    .nullish(),
  tool_call_id: z.string().max(200).nullish(),
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
  /** Functions that the caller runs itself. */
  tools: z.array(callerToolSchema).nullish(),
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
  const asked = request.messages.findLastIndex(({ role }) => role === "user");
  const isGoingOn = asked >= 0 && isToolPart(request.messages.at(-1));
  const spoken = request.messages.flatMap((message, index) => {
    const param = `messages[${index}]`;
    // What tools returned for an earlier question has gone into its answer.
    if (isToolPart(message) && (index < asked || isGoingOn)) return [];
    return [
      { role: readRole(message, param), content: readContent(message, `${param}.content`), param },
    ];
  });
  const turns = readTurns(spoken);
  const toolRounds = isGoingOn
    ? readToolRounds(
        request.messages.flatMap((message, index) =>
          index > asked ? readToolTurns(message, `messages[${index}]`) : [],
        ),
      )
    : [];
  const tools = readCallerTools(request.tools ?? []);
  const conversationId = request.ansatz?.conversation_id ?? request.metadata?.["conversation_id"];
  const context = request.ansatz?.context;
  const policy = request.ansatz?.policy;
  const samples = request.ansatz?.samples ?? EFFORTS[request.reasoning_effort ?? "medium"];
  const { metadata } = request;
  return {
    ...turns,
    ...(tools.length > 0 && request["tool_choice"] !== "none" ? { tools } : {}),
    ...(toolRounds.length > 0 ? { toolRounds } : {}),
    isKept: request.store !== false,
    details: { door: "chat-completions", ...(metadata ? { metadata } : {}) },
    ...(context === undefined ? {} : { context }),
    ...(samples === undefined ? {} : { samples }),
    ...(policy === undefined ? {} : { policy }),
    ...(conversationId === undefined ? {} : { conversationId }),
  };
}

function readRole(message: Message, param: string): "user" | "assistant" | "system" {
  const { role } = message;
  if (role === "developer") return "system";
  if (role === "system" || role === "user" || role === "assistant") return role;
  throw new AnsatzError(
    "invalid_request",
    role === "tool"
      ? "A tool's result stands behind the call it answers, and the last of them at the end. Put it there."
      : "A message's role must be `system`, `developer`, `user`, `assistant` or `tool`. Use one of these.",
    { param: `${param}.role` },
  );
}

/** A call of the caller's tools, or what one returned. */
function isToolPart(message: Message | undefined): boolean {
  if (message?.role === "tool") return true;
  return message?.role === "assistant" && (message.tool_calls?.length ?? 0) > 0;
}

function readToolTurns(message: Message, param: string): ToolTurn[] {
  if (message.role === "tool") {
    const text = readContent(message, `${param}.content`);
    return [
      { kind: "result", id: message.tool_call_id ?? "", text, param: `${param}.tool_call_id` },
    ];
  }
  const calls = (message.tool_calls ?? []).map((call) => ({
    id: call.id,
    name: call.function.name,
    argumentsText: call.function.arguments,
  }));
  return calls.length === 0 ? [] : [{ kind: "calls", calls, param: `${param}.tool_calls` }];
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
