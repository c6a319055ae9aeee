import type { ModelMessage, ToolSpecification } from "../core/model-port.ts";

const LATIN_PER_TOKEN = 3.5;
const MESSAGE_TOKENS = 6;
/** About what a picture takes of a model's context. */
const PICTURE_TOKENS = 1_000;

/** About how many tokens a text takes: a Han character one, other text one for three and a half characters. */
export function textTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(han + (text.length - han) / LATIN_PER_TOKEN);
}

export function messageTokens(message: ModelMessage): number {
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  return (
    MESSAGE_TOKENS +
    textTokens(message.content) +
    (message.role === "user" ? (message.pictures?.length ?? 0) * PICTURE_TOKENS : 0) +
    calls.reduce((sum, call) => sum + textTokens(call.name + call.argumentsText), 0)
  );
}

export function toolTokens(tools: readonly ToolSpecification[]): number {
  return tools.length === 0 ? 0 : textTokens(JSON.stringify(tools));
}
