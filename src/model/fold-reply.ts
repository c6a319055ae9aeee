import { AnsatzError } from "../core/errors.ts";
import type { ModelPart, ModelReply, ToolCall } from "../core/model-port.ts";

/** A whole reply from its parts. Throws `model_protocol` when the stream ends without `finish`. */
export async function foldReply(parts: AsyncIterable<ModelPart>): Promise<ModelReply> {
  let text = "";
  let reasoning = "";
  const toolCalls: ToolCall[] = [];
  for await (const part of parts)
    switch (part.type) {
      case "text-delta":
        text += part.text;
        break;
      case "reasoning-delta":
        reasoning += part.text;
        break;
      case "tool-call":
        toolCalls.push(part.call);
        break;
      case "finish":
        return { text, reasoning, toolCalls, finishReason: part.reason, usage: part.usage };
    }
  throw new AnsatzError(
    "model_protocol",
    "The model's reply ended before it was complete. Ask again; if it happens every time, check the model server's log.",
  );
}
