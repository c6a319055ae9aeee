import { z } from "zod";
import { MAX_ASK_CHARACTERS } from "../core/ask-result.ts";
import { AnsatzError } from "../core/errors.ts";
import { refuseUnsupported } from "./chat-refusals.ts";
import type { RunOrder } from "./run-hub.ts";

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });

const messageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
  tool_calls: z.array(z.unknown()).nullish(),
});
type Message = z.infer<typeof messageSchema>;

const ownOptionsSchema = z.strictObject({
  conversation_id: z.string().min(1).max(200).optional(),
  context: z.string().max(100_000).optional(),
  /** Drafts a model may write of one answer; the one that most agree on is given. */
  samples: z.number().int().min(1).max(8).optional(),
});

/** Drafts by the effort that was asked for; without a number it is left to how doubtful the first draft is. */
const EFFORTS = {
  none: 1,
  minimal: 1,
  low: 1,
  medium: undefined,
  high: 3,
  xhigh: 5,
  max: 5,
} as const;

const number = z.number().nullish();
const tokens = z.number().int().min(1).nullish();

/** The fields that are read or checked; others are ignored, as clients of this API expect. */
export const chatRequestSchema = z.looseObject({
  model: z.string().max(500).default("ansatz"),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  temperature: number,
  top_p: number,
  presence_penalty: number,
  frequency_penalty: number,
  seed: number,
  max_tokens: tokens,
  max_completion_tokens: tokens,
  reasoning_effort: z.literal(Object.keys(EFFORTS) as (keyof typeof EFFORTS)[]).nullish(),
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
  if (request.messages.length > maxMessages)
    throw new AnsatzError(
      "too_large",
      `A request takes at most ${maxMessages} messages. Leave out the oldest.`,
      { param: "messages" },
    );
  const messages = request.messages.map((message, index) => ({
    role: readRole(message, `messages[${index}]`),
    content: readContent(message, `messages[${index}].content`),
  }));
  const lastIndex = messages.length - 1;
  const question = messages[lastIndex];
  const param = `messages[${lastIndex}].content`;
  if (question?.role !== "user")
    throw new AnsatzError(
      "invalid_request",
      "The last message is the question and must have the role `user`. Add one.",
      { param: `messages[${lastIndex}].role` },
    );
  checkQuestion(question.content, param);
  const history = messages
    .slice(0, lastIndex)
    .flatMap(({ role, content }) => (role === "system" ? [] : [{ role, content }]));
  const instructions = messages.flatMap((message) =>
    message.role === "system" ? [message.content] : [],
  );
  const conversationId = request.ansatz?.conversation_id ?? request.metadata?.["conversation_id"];
  const context = request.ansatz?.context;
  const samples = request.ansatz?.samples ?? EFFORTS[request.reasoning_effort ?? "medium"];
  return {
    question: question.content,
    history,
    ...(instructions.length > 0 ? { instructions: instructions.join("\n\n") } : {}),
    ...(context === undefined ? {} : { context }),
    ...(samples === undefined ? {} : { samples }),
    ...(conversationId === undefined ? {} : { conversationId }),
  };
}

/** @throws AnsatzError for an empty question and for one that is too long. */
export function checkQuestion(question: string, param: string): void {
  if (question.trim() === "")
    throw new AnsatzError("invalid_request", "The question is empty. Write one.", { param });
  if (question.length > MAX_ASK_CHARACTERS)
    throw new AnsatzError(
      "too_large",
      `A question takes at most ${MAX_ASK_CHARACTERS} characters. Shorten it, or send long facts as \`ansatz.context\`.`,
      { param },
    );
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
      throw new AnsatzError(
        part.type === "text" ? "invalid_request" : "unsupported",
        part.type === "text"
          ? "The text part has no `text`. Add it."
          : `Ansatz reads text only; it cannot look at parts of type "${part.type.slice(0, 50)}". Write out what the part says.`,
        { param: `${param}[${index}]` },
      );
    })
    .join("\n");
}
