import type { OpenAI } from "openai";
import type { ModelMessage, ModelRequest } from "../core/model-port.ts";

type ChatMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type ChatRequest = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;

function toChatMessage(message: ModelMessage): ChatMessage {
  switch (message.role) {
    case "system":
    case "user":
      return { role: message.role, content: message.content };
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

/** The wire form of a request. `limitField` names the field in which this server takes the token limit. */
export function toChatRequest(
  request: ModelRequest,
  model: string,
  limitField: "max_tokens" | "max_completion_tokens",
): ChatRequest {
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: request.messages.map(toChatMessage),
    [limitField]: request.maxTokens,
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...(request.tools?.length
      ? {
          tools: request.tools.map((tool) => ({
            type: "function" as const,
            function: {
              name: tool.name,
              description: tool.description,
              parameters: tool.parameters,
              ...(isStrict(tool.parameters) ? { strict: true } : {}),
            },
          })),
        }
      : {}),
    ...(request.schema
      ? {
          response_format: {
            type: "json_schema" as const,
            json_schema: { name: "reply", schema: request.schema, strict: true },
          },
        }
      : {}),
  };
}
