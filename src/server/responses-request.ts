import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import type { CallerToolRound } from "../core/agent-port.ts";
import type { RunRecord } from "../core/store-port.ts";
import { readCallerTools, readToolRounds, type ToolTurn } from "./caller-tools.ts";
import { metadataSchema, ownOptionsSchema } from "./own-options.ts";
import { checkCount, type ReadMessage, readTurns, unreadablePart } from "./read-turns.ts";
import { EFFORTS, effortSchema } from "./reasoning-effort.ts";
import { chooseTools, toolChoiceSchema } from "./tool-choice.ts";
import { refuseUnsupportedResponse } from "./responses-refusals.ts";
import type { RunOrder } from "./run-hub.ts";

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });

const itemSchema = z.looseObject({
  type: z.string().optional(),
  role: z.string().optional(),
  content: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
  call_id: z.string().max(200).optional(),
  name: z.string().max(64).optional(),
  arguments: z.string().optional(),
  output: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
});
type Item = z.infer<typeof itemSchema>;

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
export function readResponseRequest(
  request: ResponseRequest,
  maxMessages: number,
  previous: RunRecord | null,
): RunOrder {
  refuseUnsupportedResponse(request);
  const items = typeof request.input === "string" ? [] : request.input;
  checkCount(items.length, maxMessages, "input");
  const messages: ReadMessage[] =
    typeof request.input === "string"
      ? [{ role: "user", content: request.input, param: "input" }]
      : items.flatMap((item, index) => readItem(item, `input[${index}]`));
  const isGoingOn = items.at(-1)?.type === "function_call_output";
  const asked = items.findLastIndex(({ role }) => role === "user");
  const toolTurns = isGoingOn
    ? items.flatMap((item, index) => (index > asked ? readToolItem(item, `input[${index}]`) : []))
    : [];
  const open = isGoingOn && asked < 0 ? openRounds(previous) : null;
  const toolRounds = readToolRounds([...(open?.turns ?? []), ...toolTurns]);
  const turns = readTurns(
    open === null
      ? messages
      : [...messages, { role: "user", content: open.question, param: "input" }],
  );
  const tools = readCallerTools(
    (request.tools ?? []).map((tool) => ({ type: tool.type, function: tool as never })),
  );
  const instructions = [request.instructions ?? "", turns.instructions ?? ""].filter(Boolean);
  const { conversation, metadata } = request;
  const maxTokens = request.max_output_tokens;
  const context = request.ansatz?.context;
  const policy = request.ansatz?.policy;
  const samples = request.ansatz?.samples ?? EFFORTS[request.reasoning?.effort ?? "medium"];
  return {
    question: turns.question,
    history: turns.history,
    ...chooseTools(tools, request.tool_choice),
    ...(request.parallel_tool_calls === false ? { parallelCalls: false } : {}),
    ...(typeof maxTokens === "number" ? { maxTokens } : {}),
    ...(toolRounds.length > 0 ? { toolRounds } : {}),
    ...(instructions.length > 0 ? { instructions: instructions.join("\n\n") } : {}),
    ...(context === undefined ? {} : { context }),
    ...(samples === undefined ? {} : { samples }),
    ...(policy === undefined ? {} : { policy }),
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
      ...(turns.history.length > 0 ? { givenHistory: turns.history } : {}),
    },
  };
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

function readItem(item: Item, param: string): ReadMessage[] {
  const { type = "message" } = item;
  // A model's earlier thoughts are no part of what was said.
  if (type === "reasoning") return [];
  if (type === "function_call" || type === "function_call_output") return [];
  if (type !== "message")
    throw new AnsatzError(
      "unsupported",
      `Ansatz reads messages; it cannot read items of type "${type.slice(0, 50)}". Leave it out.`,
      { param: `${param}.type` },
    );
  return [{ role: readRole(item, param), content: readContent(item, `${param}.content`), param }];
}

/** The rounds of a response that ended in calls, which the outputs of this request answer. */
function openRounds(previous: RunRecord | null): { question: string; turns: ToolTurn[] } {
  const calls = previous?.result?.callerToolCalls;
  if (!previous || !calls)
    throw new AnsatzError(
      "invalid_request",
      "These outputs answer no calls. Send the question and the calls with them, or the `previous_response_id` of the response that made them.",
      { param: "input" },
    );
  const rounds = previous.details?.["toolRounds"];
  const earlier = (Array.isArray(rounds) ? (rounds as CallerToolRound[]) : []).flatMap((round) => [
    { kind: "calls" as const, calls: round.calls, param: "input" },
    ...round.calls.map((call, index) => ({
      kind: "result" as const,
      id: call.id,
      text: round.results[index] ?? "",
      param: "input",
    })),
  ]);
  const made = calls.map(({ id, name, arguments: text }) => ({ id, name, argumentsText: text }));
  return {
    question: previous.question,
    turns: [...earlier, { kind: "calls", calls: made, param: "input" }],
  };
}

function readToolItem(item: Item, param: string): ToolTurn[] {
  if (item.type === "function_call_output") {
    const text =
      typeof item.output === "string"
        ? item.output
        : readContent({ content: item.output }, `${param}.output`);
    return [{ kind: "result", id: item.call_id ?? "", text, param: `${param}.call_id` }];
  }
  if (item.type !== "function_call") return [];
  const call = {
    id: item.call_id ?? "",
    name: item.name ?? "",
    argumentsText: item.arguments ?? "",
  };
  return [{ kind: "calls", calls: [call], param: `${param}.call_id` }];
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
