import { AnsatzError } from "../core/errors.ts";
import type { ModelPort, ModelReply, ModelRequest } from "../core/model-port.ts";
import { foldReply } from "./fold-reply.ts";

const PROBE_LIMIT_MS = 120_000;

interface Trial {
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: string;
}

async function attempt(
  model: ModelPort,
  request: Omit<ModelRequest, "signal">,
  judge: (reply: ModelReply) => { ok: boolean; detail: string },
): Promise<Trial & { readonly tokens: number }> {
  const start = performance.now();
  try {
    const signal = AbortSignal.timeout(PROBE_LIMIT_MS);
    const reply = await foldReply(model.stream({ ...request, signal }));
    const ms = Math.round(performance.now() - start);
    return { ...judge(reply), ms, tokens: reply.usage.completionTokens };
  } catch (error) {
    const ms = Math.round(performance.now() - start);
    return { ok: false, ms, tokens: 0, detail: AnsatzError.from(error).message };
  }
}

function judgeSlot(reply: ModelReply): { ok: boolean; detail: string } {
  try {
    const parsed = JSON.parse(reply.text) as { city?: unknown };
    return { ok: parsed.city === "Paris", detail: reply.text };
  } catch {
    return { ok: false, detail: `not JSON: ${reply.text.slice(0, 200)}` };
  }
}

function judgeTool(reply: ModelReply): { ok: boolean; detail: string } {
  const call = reply.toolCalls[0];
  if (!call) return { ok: false, detail: `no tool call: ${reply.text.slice(0, 200)}` };
  const ok = call.name === "multiply" && /17\D+23|23\D+17/.test(call.argumentsText);
  return { ok, detail: `${call.name}(${call.argumentsText.slice(0, 200)})` };
}

/**
 * Asks a model for one plain reply, one filled slot and one tool call, and reports what worked, how long
 * each took and how fast it writes. A failure is a finding of the report, not an exception.
 */
export async function probeModel(model: ModelPort): Promise<Record<string, unknown>> {
  // Asked first, so that the time to load falls here and not into the speed of writing.
  const schema = await attempt(
    model,
    {
      messages: [
        { role: "user", content: 'Which city is named here? "I flew to Paris." Reply as JSON.' },
      ],
      schema: {
        type: "object",
        properties: { city: { type: "string", maxLength: 40 } },
        required: ["city"],
        additionalProperties: false,
      },
      maxTokens: 60,
      temperature: 0,
    },
    judgeSlot,
  );
  const plain = await attempt(
    model,
    {
      messages: [{ role: "user", content: "Say hello in one short sentence." }],
      maxTokens: 60,
      temperature: 0,
    },
    (reply) => ({ ok: reply.text.trim() !== "", detail: reply.text.slice(0, 200) }),
  );
  const tools = model.capabilities.nativeTools
    ? await attempt(
        model,
        {
          messages: [{ role: "user", content: "What is 17 times 23? Use the tool." }],
          tools: [
            {
              name: "multiply",
              description: "Multiplies two numbers exactly.",
              parameters: {
                type: "object",
                properties: { a: { type: "number" }, b: { type: "number" } },
                required: ["a", "b"],
              },
            },
          ],
          maxTokens: 400,
          temperature: 0,
        },
        judgeTool,
      )
    : null;
  const tokensPerSecond =
    plain.tokens > 0 ? Math.round((plain.tokens / plain.ms) * 10_000) / 10 : 0;
  return {
    model: model.id,
    capabilities: model.capabilities,
    plain,
    schema,
    tools,
    tokensPerSecond,
  };
}
