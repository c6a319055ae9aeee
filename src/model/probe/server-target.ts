import { AnsatzError } from "../../core/errors.ts";
import { checkServer } from "../check-server.ts";
import { chunkSchema, modelListSchema, type Chunk } from "../openai-chunk.ts";
import { otherForm, toChatRequest, USUAL_FORM, type WireForm } from "../openai-messages.ts";
import { boundedText, reach, type ServerAddress, serverHeaders } from "../server-http.ts";
import { createToolCallAssembler } from "../tool-call-assembler.ts";
import type { ProbeOutcome, ProbeReply, ProbeRequest, ProbeTarget } from "./probe-target.ts";

/** Addresses beside the API at which servers tell their version. */
const VERSION_PATHS = ["/version", "/props", "/api/version", "/get_server_info"];
const VERSION_MS = 3_000;
/** Statuses that say "this server does not do that"; others are failures. */
const REFUSALS: ReadonlySet<number> = new Set([400, 405, 415, 422, 501]);

/** A model server asked over its own wire, so that what it really sends is seen. */
export function createServerTarget(options: ServerAddress): ProbeTarget {
  const headers = serverHeaders(options);
  let name = options.model;
  let form: WireForm = USUAL_FORM;

  async function listed(signal: AbortSignal) {
    const response = await reach(`${options.baseUrl}/models`, { headers, signal });
    const parsed = modelListSchema.safeParse(parseJson(await boundedText(response)));
    const models = parsed.data?.data ?? [];
    // A server with one model answers to any name; among several a name that is not listed tells nothing.
    const only = options.model === null || models.length === 1 ? models[0] : undefined;
    const found = models.find((model) => model.id === options.model) ?? only;
    return { found: found ?? null, software: response.headers.get("server") ?? "" };
  }

  return {
    server: options.baseUrl,
    check: (signal) => checkServer(options, signal),
    async describe(signal) {
      const { found, software } = await listed(signal);
      name = options.model ?? found?.id ?? null;
      if (name === null)
        throw new AnsatzError(
          "model_protocol",
          "The model server lists no model. Load one there, or name it after a # at the end of the address.",
        );
      const versions = await serverVersions(new URL(options.baseUrl).origin, signal);
      const fingerprint = await digest([software, JSON.stringify(found), ...versions].join("\n"));
      const contextTokens =
        found?.max_model_len ?? found?.context_length ?? found?.meta?.n_ctx ?? null;
      return { model: name, fingerprint, contextTokens };
    },
    async exchange(request, signal): Promise<ProbeOutcome> {
      const send = async (current: WireForm) => {
        const response = await reach(`${options.baseUrl}/chat/completions`, {
          method: "POST",
          headers,
          signal,
          body: JSON.stringify(wireRequest(request, name ?? "default", current)),
        });
        return { response, text: await boundedText(response) };
      };
      let { response, text } = await send(form);
      for (let changes = 0; changes < 2 && !response.ok; changes++) {
        const other = otherForm(form, response.status, text, request);
        if (other === null) break;
        form = other;
        ({ response, text } = await send(form));
      }
      if (REFUSALS.has(response.status))
        return { kind: "refused", detail: `status ${response.status}: ${text.slice(0, 200)}` };
      if (!response.ok)
        throw new AnsatzError("model_unreachable", `The server answered with ${response.status}.`);
      return { kind: "reply", reply: foldChunks(eventChunks(text)) };
    },
  };
}

function wireRequest(
  request: ProbeRequest,
  model: string,
  form: WireForm,
): Record<string, unknown> {
  const { messages, maxTokens, tools, schema } = request;
  const base = toChatRequest(
    {
      messages,
      maxTokens,
      temperature: 0,
      seed: 7,
      ...(tools ? { tools } : {}),
      ...(schema ? { schema } : {}),
    },
    model,
    form,
  );
  const last = messages.at(-1);
  const shown =
    request.image === undefined || last === undefined
      ? base.messages
      : [
          ...base.messages.slice(0, -1),
          {
            role: "user",
            content: [
              { type: "text", text: last.content },
              { type: "image_url", image_url: { url: request.image } },
            ],
          },
        ];
  return {
    ...base,
    messages: shown,
    ...(request.logProbabilities === true ? { logprobs: true, top_logprobs: 2 } : {}),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new AnsatzError(
      "model_protocol",
      "The model server answered with something that is not JSON. Check that the address ends in /v1.",
      { cause },
    );
  }
}

/** The data events of a stream; a body that is one JSON object is no stream and a failure. */
function eventChunks(text: string): Chunk[] {
  const events = text
    .split(/\r?\n/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice("data:".length).trim())
    .filter((data) => data !== "" && data !== "[DONE]");
  if (events.length === 0)
    throw new AnsatzError("model_protocol", "The model server sent no stream of events.");
  return events.map((data) => {
    const value = parseJson(data);
    const chunk = chunkSchema.safeParse(value);
    if (!chunk.success || (typeof value === "object" && value !== null && "error" in value))
      throw new AnsatzError("model_protocol", `The stream holds no chunk: ${data.slice(0, 200)}`);
    return chunk.data;
  });
}

function foldChunks(chunks: readonly Chunk[]): ProbeReply {
  const calls = createToolCallAssembler();
  let text = "";
  let reasoningField: ProbeReply["reasoningField"] = null;
  let finishReason: string | null = null;
  let hasLogProbabilities = false;
  let pieces = 0;
  let counted = 0;
  for (const chunk of chunks) {
    counted = chunk.usage?.completion_tokens ?? counted;
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    finishReason = choice.finish_reason || finishReason;
    hasLogProbabilities ||= (choice.logprobs?.content?.length ?? 0) > 0;
    const { delta } = choice;
    if (!delta) continue;
    pieces += 1;
    text += delta.content ?? "";
    if (delta.reasoning_content) reasoningField = "reasoning_content";
    else if (delta.reasoning) reasoningField = "reasoning";
    else if (delta.thinking) reasoningField = "thinking";
    for (const fragment of delta.tool_calls ?? [])
      calls.add({
        index: fragment.index,
        id: fragment.id,
        name: fragment.function?.name,
        argumentsPart: fragment.function?.arguments,
      });
  }
  return {
    text,
    reasoningField,
    calls: calls.finish(false).map(({ name, argumentsText }) => ({ name, argumentsText })),
    finishReason,
    hasLogProbabilities,
    completionTokens: counted || pieces,
  };
}

/** What the server says of itself at the usual places; silence is no failure. */
async function serverVersions(origin: string, signal: AbortSignal): Promise<string[]> {
  const asked = VERSION_PATHS.map(async (path) => {
    const response = await fetch(origin + path, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(VERSION_MS)]),
    });
    const text = await boundedText(response);
    if (!response.ok) return "";
    const known = JSON.parse(text) as Record<string, unknown>;
    const stable = ["version", "build_info", "model_path", "chat_template"];
    return `${path} ${JSON.stringify(stable.map((key) => known[key] ?? null))}`;
  });
  const settled = await Promise.allSettled(asked);
  return settled.map((result) => (result.status === "fulfilled" ? result.value : ""));
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes).slice(0, 12)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
