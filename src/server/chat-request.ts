import { z } from "zod";
import { callerToolSchema, readCallerTools } from "./caller-tools.ts";
import { messageSchema, readMessages } from "./chat-messages.ts";
import { refuseUnsupported } from "./chat-refusals.ts";
import { formatSchema, readForm, refuseCutForm } from "./json-form.ts";
import { metadataSchema, ownOptionsSchema, readOwnOptions } from "./own-options.ts";
import { PICTURES } from "./pictures.ts";
import { checkCount, type ReadMessage, readTurns } from "./read-turns.ts";
import { effortSchema } from "./reasoning-effort.ts";
import type { RunOrder } from "./run-order.ts";
import { penaltySchema, readSampling, samplingShape } from "./sampling.ts";
import { chooseTools, toolChoiceSchema } from "./tool-choice.ts";

/** Choices one request may ask for. */
const MAX_CHOICES = 8;

const tokens = z.number().int().min(1).nullish();
const stopString = z.string().min(1, "A stop string takes at least one character").max(200);

/** The fields that are read or checked; others are ignored, as clients of this API expect. */
export const chatRequestSchema = z.looseObject({
  model: z.string().max(500).default("ansatz"),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  /** Functions that the caller runs itself. */
  tools: z.array(callerToolSchema).nullish(),
  tool_choice: toolChoiceSchema.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  /** So many replies, each worked out and checked for itself. */
  n: z.number().int().min(1).max(MAX_CHOICES).nullish(),
  /** The reply ends before the first of these. */
  stop: z.union([stopString, z.array(stopString).max(4)]).nullish(),
  /** The reply as a JSON object, any or by a schema. */
  response_format: formatSchema.nullish(),
  metadata: metadataSchema.nullish(),
  /** `false` keeps nothing of the question and the answer beyond the reply. */
  store: z.boolean().nullish(),
  ...samplingShape,
  presence_penalty: penaltySchema,
  frequency_penalty: penaltySchema,
  seed: z.number().int().nullish(),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  reasoning_effort: effortSchema.nullish(),
  /** Options of Ansatz itself. */
  ansatz: ownOptionsSchema.nullish(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** A chat request read as a run. */
export interface ChatOrder {
  readonly order: RunOrder;
  readonly spoken: readonly ReadMessage[];
  readonly choices: number;
}

/**
 * The last user message is the question, earlier ones are the history, system and developer messages
 * the instructions.
 *
 * @throws AnsatzError for what Ansatz does not do; nothing is imitated.
 */
export function readChatRequest(
  request: ChatRequest,
  maxMessages: number,
  modelId: string,
): ChatOrder {
  refuseUnsupported(request);
  checkCount(request.messages.length, maxMessages, "messages");
  const { spoken, toolRounds } = readMessages(request.messages);
  const conversationId = request.ansatz?.conversation_id ?? request.metadata?.["conversation_id"];
  const { metadata, seed } = request;
  const stop = typeof request.stop === "string" ? [request.stop] : (request.stop ?? []);
  const maxTokens = request.max_completion_tokens ?? request.max_tokens;
  const form = readForm(request.response_format, modelId, "response_format");
  refuseCutForm(form, stop);
  const turns = readTurns(spoken);
  const order = {
    ...turns,
    ...chooseTools(readCallerTools(request.tools ?? []), request.tool_choice),
    ...(request.parallel_tool_calls === false ? { parallelCalls: false } : {}),
    ...(toolRounds.length > 0 ? { toolRounds } : {}),
    ...readSampling(request),
    ...(stop.length > 0 ? { stop } : {}),
    ...(form ? { form } : {}),
    ...(typeof maxTokens === "number" ? { maxTokens } : {}),
    ...(typeof seed === "number" ? { seed } : {}),
    isKept: request.store !== false,
    details: {
      door: "chat-completions",
      model: request.model,
      choices: request.n ?? 1,
      ...(metadata ? { metadata } : {}),
      ...(turns.pictures ? { [PICTURES]: turns.pictures.length } : {}),
    },
    ...readOwnOptions(request.ansatz, request.reasoning_effort),
    ...(conversationId === undefined ? {} : { conversationId }),
  };
  return { order, spoken, choices: request.n ?? 1 };
}
