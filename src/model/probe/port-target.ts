import type { ModelPort } from "../../core/model-port.ts";
import { foldReply } from "../fold-reply.ts";
import type { ProbeTarget } from "./probe-target.ts";

/** A model in this process: what its port does not offer at all is refused without asking. */
export function createPortTarget(
  model: ModelPort,
  about: { readonly name: string; fingerprint(): Promise<string> },
): ProbeTarget {
  return {
    server: "embedded",
    describe: async () => ({
      model: about.name,
      fingerprint: await about.fingerprint(),
      contextTokens: model.capabilities.contextTokens,
    }),
    async exchange(request, signal) {
      const { messages, maxTokens, tools, schema } = request;
      const missing = [
        [tools !== undefined && !model.capabilities.nativeTools, "tool calls"],
        [schema !== undefined && !model.capabilities.schema, "a JSON schema"],
        [request.image !== undefined, "images"],
        [request.logProbabilities === true, "log-probabilities"],
      ] as const;
      const lacking = missing.find(([isMissing]) => isMissing);
      if (lacking !== undefined)
        return { kind: "refused", detail: `this kind of model is not asked for ${lacking[1]}` };
      const reply = await foldReply(
        model.stream({
          messages,
          maxTokens,
          temperature: 0,
          seed: 7,
          ...(tools ? { tools } : {}),
          ...(schema ? { schema } : {}),
          signal,
        }),
      );
      return {
        kind: "reply",
        reply: {
          text: reply.text,
          reasoningField: reply.reasoning === "" ? null : "reasoning",
          calls: reply.toolCalls.map(({ name, argumentsText }) => ({ name, argumentsText })),
          finishReason: reply.finishReason === "tool-calls" ? "tool_calls" : reply.finishReason,
          hasLogProbabilities: false,
          completionTokens: reply.usage.completionTokens,
        },
      };
    },
  };
}
