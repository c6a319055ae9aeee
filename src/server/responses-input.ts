import { z } from "zod";
import type { CallerToolRound } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { Picture } from "../core/model-port.ts";
import type { RunRecord } from "../core/store-port.ts";
import { readToolRounds, type ToolTurn } from "./caller-tools.ts";
import { PICTURES, readPicture } from "./pictures.ts";
import { checkCount, type ReadMessage, unreadablePart } from "./read-turns.ts";

const partSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  /** A picture as a data address. */
  image_url: z.string().nullish(),
  detail: z.string().max(20).nullish(),
});

export const itemSchema = z.looseObject({
  type: z.string().optional(),
  role: z.string().optional(),
  content: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
  call_id: z.string().max(200).optional(),
  name: z.string().max(64).optional(),
  arguments: z.string().optional(),
  output: z.union([z.string(), z.array(partSchema).max(1_000)]).nullish(),
});
export type Item = z.infer<typeof itemSchema>;

export interface ReadInput {
  readonly messages: readonly ReadMessage[];
  /** What the caller's tools returned for the question. */
  readonly toolRounds: readonly CallerToolRound[];
}

/**
 * The input of a response. Where it brings what tools returned and no question, the question is that of the
 * response before it, which asked for the calls.
 *
 * @throws AnsatzError for what no input may hold, with the place as `param`.
 */
export function readInput(
  input: string | readonly Item[],
  maxMessages: number,
  previous: RunRecord | null,
): ReadInput {
  if (typeof input === "string")
    return { messages: [{ role: "user", content: input, param: "input" }], toolRounds: [] };
  checkCount(input.length, maxMessages, "input");
  const messages = input.flatMap((item, index) => readItem(item, `input[${index}]`));
  const isGoingOn = input.at(-1)?.type === "function_call_output";
  const asked = input.findLastIndex(({ role }) => role === "user");
  const toolTurns = isGoingOn
    ? input.flatMap((item, index) => (index > asked ? readToolItem(item, `input[${index}]`) : []))
    : [];
  const open = isGoingOn && asked < 0 ? openRounds(previous) : null;
  return {
    messages:
      open === null
        ? messages
        : [...messages, { role: "user", content: open.question, param: "input" }],
    toolRounds: readToolRounds([...(open?.turns ?? []), ...toolTurns]),
  };
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
  const role = readRole(item, param);
  return [{ role, ...readContent(item, `${param}.content`, role === "user"), param }];
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
  if (previous.details?.[PICTURES] !== undefined)
    throw new AnsatzError(
      "invalid_request",
      "Pictures are not kept. Send the question with its picture and the calls along with these outputs.",
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
        : readContent({ content: item.output }, `${param}.output`, false).content;
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

function readContent(
  { content }: Item,
  param: string,
  mayShow: boolean,
): Pick<ReadMessage, "content" | "pictures"> {
  if (typeof content === "string") return { content };
  if (!content)
    throw new AnsatzError("invalid_request", "The message has no content. Add its text.", {
      param,
    });
  const pictures: Picture[] = [];
  const texts = content.flatMap((part, index) => {
    const at = `${param}[${index}]`;
    if (part.type === "refusal") return [];
    if (part.type === "input_image" && part.image_url && mayShow) {
      pictures.push(readPicture(part.image_url, part.detail, at));
      return [];
    }
    if (!TEXT_PARTS.includes(part.type)) return unreadablePart(part.type, at);
    if (part.text !== undefined) return [part.text];
    throw new AnsatzError("invalid_request", "The text part has no `text`. Add it.", {
      param: at,
    });
  });
  return { content: texts.join("\n"), ...(pictures.length > 0 ? { pictures } : {}) };
}
