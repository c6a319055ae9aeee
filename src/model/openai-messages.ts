import type { OpenAI } from "openai";
import type { ModelMessage, ModelRequest } from "../core/model-port.ts";

type ChatMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type ChatRequest = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;

function toUserContent({ content, pictures = [] }: Extract<ModelMessage, { role: "user" }>) {
  if (pictures.length === 0) return content;
  return [
    { type: "text" as const, text: content },
    ...pictures.map(({ url, detail }) => ({
      type: "image_url" as const,
      image_url: { url, ...(detail === undefined ? {} : { detail }) },
    })),
  ];
}

function toChatMessage(message: ModelMessage): ChatMessage {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.content };
    case "user":
      return { role: "user", content: toUserContent(message) };
    case "tool":
      return { role: "tool", tool_call_id: message.toolCallId, content: message.content };
    case "assistant":
      if (!message.toolCalls?.length) return { role: "assistant", content: message.content };
      return {
        role: "assistant",
        content: message.content === "" ? null : message.content,
        tool_calls: message.toolCalls.map((call) => ({
          id: call.id,
          type: "function",
          function: { name: call.name, arguments: call.argumentsText },
        })),
      };
  }
}

/** A schema whose objects are closed and complete can be enforced while the arguments are written. */
function isStrict(schema: Record<string, unknown>): boolean {
  const { properties, required, additionalProperties } = schema;
  const names =
    typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  return (
    additionalProperties === false &&
    Array.isArray(required) &&
    names.every((name) => required.includes(name))
  );
}

/** What differs between servers in a request's form; found out by what they refuse. */
export interface WireForm {
  /** The field in which this server takes the token limit. */
  readonly limitField: "max_tokens" | "max_completion_tokens";
  /** The kind of response format that carries a schema here; llama.cpp in Python knows only the older one. */
  readonly schemaFormat: "json_schema" | "json_object";
  /** False once a server has refused to be told that it has to call a tool. */
  readonly takesToolChoice: boolean;
  /** Wanted, and not refused by this server. */
  readonly asksLogprobs: boolean;
}

export const USUAL_FORM: WireForm = {
  limitField: "max_tokens",
  schemaFormat: "json_schema",
  takesToolChoice: true,
  asksLogprobs: false,
};

/**
 * The form a server asks for in place of the one it refused; null when that is not the trouble. llama.cpp
 * in Python refuses the newer schema format with status 500.
 */
export function otherForm(
  form: WireForm,
  status: number,
  message: string,
  request: Pick<ModelRequest, "schema" | "toolChoice">,
): WireForm | null {
  if (status === 400 && form.limitField === "max_tokens" && /max_completion_tokens/.test(message))
    return { ...form, limitField: "max_completion_tokens" };
  const refusesSchema =
    [400, 422, 500].includes(status) &&
    /response_format/.test(message) &&
    /json_object|json_schema/.test(message);
  if (
    request.toolChoice !== undefined &&
    form.takesToolChoice &&
    [400, 422, 500].includes(status) &&
    /tool.?choice/i.test(message)
  )
    return { ...form, takesToolChoice: false };
  if (form.asksLogprobs && [400, 422, 500, 501].includes(status) && /log.?prob/i.test(message))
    return { ...form, asksLogprobs: false };
  return request.schema !== undefined && refusesSchema && form.schemaFormat === "json_schema"
    ? { ...form, schemaFormat: "json_object" }
    : null;
}

function toToolChoice(choice: NonNullable<ModelRequest["toolChoice"]>) {
  return choice === "required"
    ? choice
    : { type: "function" as const, function: { name: choice.name } };
}

/** The wire form of a request. */
export function toChatRequest(
  request: ModelRequest,
  model: string,
  { limitField, schemaFormat, takesToolChoice, asksLogprobs }: WireForm,
): ChatRequest {
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: request.messages.map(toChatMessage),
    [limitField]: request.maxTokens,
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.topP === undefined ? {} : { top_p: request.topP }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...(asksLogprobs ? { logprobs: true } : {}),
    ...(request.tools?.length
      ? {
          tools: request.tools.map((tool) => ({
            type: "function" as const,
            function: {
              name: tool.name,
              description: tool.description,
              parameters: tool.parameters,
              ...(tool.strict === true || isStrict(tool.parameters) ? { strict: true } : {}),
            },
          })),
          ...(request.toolChoice && takesToolChoice
            ? { tool_choice: toToolChoice(request.toolChoice) }
            : {}),
        }
      : {}),
    ...(request.schema
      ? {
          response_format:
            schemaFormat === "json_schema"
              ? {
                  type: "json_schema" as const,
                  json_schema: { name: "reply", schema: request.schema, strict: true },
                }
              : ({ type: "json_object", schema: request.schema } as { type: "json_object" }),
        }
      : {}),
  };
}
