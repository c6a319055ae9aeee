import { z } from "zod";
import type { CallerToolRound } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import { readToolRounds, type ToolTurn } from "./caller-tools.ts";
import type { Picture } from "../core/model-port.ts";
import { readPicture } from "./pictures.ts";
import { type ReadMessage, unreadablePart } from "./read-turns.ts";

const partSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  /** A picture as a data address. */
  image_url: z.looseObject({ url: z.string(), detail: z.string().max(20).nullish() }).nullish(),
});

export const messageSchema = z.looseObject({
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

export interface ReadMessages {
  readonly spoken: readonly ReadMessage[];
  /** What the caller's tools returned for the question. */
  readonly toolRounds: readonly CallerToolRound[];
}

/** @throws AnsatzError for what no message may hold, with the place as `param`. */
export function readMessages(messages: readonly Message[]): ReadMessages {
  const asked = messages.findLastIndex(({ role }) => role === "user");
  const isGoingOn = asked >= 0 && isToolPart(messages.at(-1));
  const spoken = messages.flatMap((message, index) => {
    const param = `messages[${index}]`;
    // What tools returned for an earlier question has gone into its answer.
    if (isToolPart(message) && (index < asked || isGoingOn)) return [];
    const role = readRole(message, param);
    return [{ role, ...readContent(message, `${param}.content`), param }];
  });
  const toolTurns = isGoingOn
    ? messages.flatMap((message, index) =>
        index > asked ? readToolTurns(message, `messages[${index}]`) : [],
      )
    : [];
  return { spoken, toolRounds: readToolRounds(toolTurns) };
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
    const { content: text } = readContent(message, `${param}.content`);
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

function readContent(message: Message, param: string): Pick<ReadMessage, "content" | "pictures"> {
  const { content } = message;
  if (typeof content === "string") return { content };
  if (!content) {
    if (message.role === "assistant") return { content: "" };
    throw new AnsatzError("invalid_request", "The message has no content. Add its text.", {
      param,
    });
  }
  const pictures: Picture[] = [];
  const texts = content.flatMap((part, index) => {
    const at = `${param}[${index}]`;
    if (part.type === "image_url" && part.image_url && message.role === "user") {
      pictures.push(readPicture(part.image_url.url, part.image_url.detail, at));
      return [];
    }
    if (part.type === "refusal") return [];
    if (part.type !== "text") return unreadablePart(part.type, at);
    if (part.text !== undefined) return [part.text];
    throw new AnsatzError("invalid_request", "The text part has no `text`. Add it.", {
      param: at,
    });
  });
  return { content: texts.join("\n"), ...(pictures.length > 0 ? { pictures } : {}) };
}
