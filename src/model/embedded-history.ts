import type { ChatHistoryItem } from "node-llama-cpp";
import { AnsatzError } from "../core/errors.ts";
import type { ModelMessage } from "../core/model-port.ts";

/** Messages in the form the chat template takes; tool results are given to the model as user turns. */
export function toHistory(messages: readonly ModelMessage[]): ChatHistoryItem[] {
  return messages.map((message): ChatHistoryItem => {
    switch (message.role) {
      case "system":
        return { type: "system", text: message.content };
      case "user":
        return { type: "user", text: message.content };
      case "tool":
        return { type: "user", text: `Result of the tool: ${message.content}` };
      case "assistant":
        return { type: "model", response: [message.content] };
    }
  });
}

/**
 * The history that fits: system messages and the last message always stay, the oldest others are left
 * out first. Throws `model_rejected` when even that is longer than `maxTokens`.
 */
export function fitHistory(
  messages: readonly ModelMessage[],
  maxTokens: number,
  countTokens: (history: ChatHistoryItem[]) => number,
): { history: ChatHistoryItem[]; promptTokens: number } {
  const kept = [...messages];
  for (;;) {
    const history: ChatHistoryItem[] = [...toHistory(kept), { type: "model", response: [] }];
    const promptTokens = countTokens(history);
    if (promptTokens <= maxTokens) return { history, promptTokens };
    const oldest = kept.findIndex(
      (message, index) => message.role !== "system" && index < kept.length - 1,
    );
    if (oldest < 0)
      throw new AnsatzError(
        "model_rejected",
        `The message has ${promptTokens} tokens and the embedded model has room for ${maxTokens}. Shorten it, or use a model with a larger context.`,
      );
    kept.splice(oldest, 1);
  }
}
