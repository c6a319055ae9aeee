import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import type { RunRecord } from "../core/store-port.ts";
import { readCallerTools } from "./caller-tools.ts";
import { inputItems } from "./input-items.ts";
import { formatSchema, readForm } from "./json-form.ts";
import { metadataSchema, ownOptionsSchema, readOwnOptions } from "./own-options.ts";
import { PICTURES } from "./pictures.ts";
import { type ReadMessage, readTurns } from "./read-turns.ts";
import { effortSchema } from "./reasoning-effort.ts";
import { readSampling, samplingShape } from "./sampling.ts";
import { chooseTools, toolChoiceSchema } from "./tool-choice.ts";
import { itemSchema, readInput } from "./responses-input.ts";
import { refuseUnsupportedResponse } from "./responses-refusals.ts";
import type { RunOrder } from "./run-order.ts";

const flatToolSchema = z.looseObject({ type: z.string() });

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
  /** Functions that the caller runs itself. */
  tools: z.array(flatToolSchema).nullish(),
  tool_choice: toolChoiceSchema.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  /** The reply as a JSON object, any or by a schema. */
  text: z.looseObject({ format: formatSchema.nullish() }).nullish(),
  metadata: metadataSchema.nullish(),
  reasoning: z.looseObject({ effort: effortSchema.nullish() }).nullish(),
  ...samplingShape,
  max_output_tokens: z.number().int().min(1).nullish(),
  ansatz: ownOptionsSchema.omit({ conversation_id: true }).nullish(),
});
export type ResponseRequest = z.infer<typeof responseRequestSchema>;

/**
 * A request read as a run; `previous_response_id` is left to whoever knows the earlier runs.
 *
 * @throws AnsatzError for what Ansatz does not do; nothing is imitated.
 */
export function readResponseRequest(
  request: ResponseRequest,
  { maxMessages, modelId }: { readonly maxMessages: number; readonly modelId: string },
  previous: RunRecord | null,
): { readonly order: RunOrder; readonly messages: readonly ReadMessage[] } {
  refuseUnsupportedResponse(request);
  const { messages, toolRounds } = readInput(request.input, maxMessages, previous);
  const turns = readTurns(messages);
  const tools = readCallerTools(
    (request.tools ?? []).map((tool) => ({ type: tool.type, function: tool as never })),
  );
  const instructions = [request.instructions ?? "", turns.instructions ?? ""].filter(Boolean);
  const { conversation, metadata } = request;
  const maxTokens = request.max_output_tokens;
  const form = readForm(request.text?.format, modelId, "text.format");
  const pictures = turns.pictures?.length ?? 0;
  const order = {
    question: turns.question,
    history: turns.history,
    ...(turns.pictures ? { pictures: turns.pictures } : {}),
    ...(form ? { form } : {}),
    ...chooseTools(tools, request.tool_choice),
    ...(request.parallel_tool_calls === false ? { parallelCalls: false } : {}),
    ...readSampling(request),
    ...(typeof maxTokens === "number" ? { maxTokens } : {}),
    ...(toolRounds.length > 0 ? { toolRounds } : {}),
    ...(instructions.length > 0 ? { instructions: instructions.join("\n\n") } : {}),
    ...readOwnOptions(request.ansatz, request.reasoning?.effort),
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
      ...(toolRounds.length > 0 ? { toolRounds } : {}),
      ...(turns.history.length > 0 ? { givenHistory: turns.history.map(withoutPictures) } : {}),
      ...(pictures > 0 ? { [PICTURES]: pictures } : {}),
      inputItems: inputItems(request.input),
      asked: echoOf(request),
    },
  };
  return { order, messages };
}

/** What a response says of its own request. */
function echoOf(request: ResponseRequest) {
  return {
    tools: request.tools ?? [],
    tool_choice: request.tool_choice ?? "auto",
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    max_output_tokens: request.max_output_tokens ?? null,
    temperature: request.temperature ?? null,
    top_p: request.top_p ?? null,
    text: { format: request.text?.format ?? { type: "text" } },
    reasoning: { effort: request.reasoning?.effort ?? null, summary: null },
  };
}

function withoutPictures({ role, content }: RunOrder["history"][number]) {
  return { role, content };
}

/** @throws AnsatzError for wishes that exclude each other. */
export function refuseContradictions(request: ResponseRequest): void {
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
