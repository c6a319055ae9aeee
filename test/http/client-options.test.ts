import { describe, expect, test } from "vitest";
import { optionsOf } from "./client-options.ts";
import { post, scriptedApp } from "./scripted-parts.ts";

/**
 * Every option of the installed official client with what is done about it: `done`, with a value that is
 * taken; `hint`, which changes nothing a caller could see; `refused`, with the value that is and the one
 * that changes nothing.
 */
type Decision =
  | readonly ["done", value: unknown]
  | readonly ["hint", value: unknown]
  | readonly ["refused", value: unknown, harmless?: unknown];

const FUNCTION = { name: "f", parameters: { type: "object", properties: {} } };
const SCHEMA = { type: "object", properties: { answer: { type: "string" } } };

const CHAT: Readonly<Record<string, Decision>> = {
  audio: ["refused", { voice: "alloy", format: "mp3" }],
  frequency_penalty: ["refused", 0.5, 0],
  function_call: ["refused", { name: "f" }, "auto"],
  functions: ["refused", [FUNCTION], []],
  logit_bias: ["refused", { "50256": -100 }, {}],
  logprobs: ["refused", true, false],
  max_completion_tokens: ["done", 500],
  max_tokens: ["done", 500],
  messages: ["done", [{ role: "user", content: "2+2" }]],
  metadata: ["done", { ticket: "7" }],
  modalities: ["refused", ["text", "audio"], ["text"]],
  model: ["done", "ansatz"],
  moderation: ["refused", { model: "omni-moderation-latest" }],
  n: ["done", 2],
  parallel_tool_calls: ["done", false],
  prediction: ["hint", { type: "content", content: "4" }],
  presence_penalty: ["refused", 0.5, 0],
  prompt_cache_key: ["hint", "k"],
  prompt_cache_options: ["refused", { prewarm: true }, { ttl: "30m" }],
  prompt_cache_retention: ["hint", "24h"],
  reasoning_effort: ["done", "high"],
  response_format: ["done", { type: "json_schema", json_schema: { name: "a", schema: SCHEMA } }],
  safety_identifier: ["hint", "user-7"],
  seed: ["done", 7],
  service_tier: ["refused", "priority", "auto"],
  stop: ["done", ["\n"]],
  store: ["done", false],
  stream: ["done", true],
  stream_options: ["refused", { include_obfuscation: true }, { include_usage: true }],
  temperature: ["done", 0.5],
  tool_choice: ["done", "auto"],
  tools: ["done", [{ type: "function", function: FUNCTION }]],
  top_logprobs: ["refused", 3, 0],
  top_p: ["done", 0.9],
  user: ["hint", "user-7"],
  verbosity: ["refused", "low", "medium"],
  web_search_options: ["refused", {}],
};

const RESPONSES: Readonly<Record<string, Decision>> = {
  access_programs: ["refused", { cyber: "standard" }],
  background: ["done", true],
  context_management: ["refused", [{ type: "compaction" }], []],
  conversation: ["done", undefined],
  image: ["refused", { context_compression: "enabled" }, { context_compression: "auto" }],
  include: ["refused", ["reasoning.encrypted_content"], []],
  input: ["done", "2+2"],
  instructions: ["done", "Be brief."],
  max_output_tokens: ["done", 500],
  max_tool_calls: ["refused", 3],
  metadata: ["done", { ticket: "7" }],
  model: ["done", "ansatz"],
  moderation: ["refused", { model: "omni-moderation-latest" }],
  parallel_tool_calls: ["done", false],
  previous_response_id: ["done", undefined],
  prompt: ["refused", { id: "p" }],
  prompt_cache_key: ["hint", "k"],
  prompt_cache_options: ["refused", { comparison_response_id: "resp_1" }, { mode: "implicit" }],
  prompt_cache_retention: ["hint", "24h"],
  reasoning: ["refused", { summary: "detailed" }, { effort: "high", summary: "auto" }],
  safety_identifier: ["hint", "user-7"],
  service_tier: ["refused", "flex", "default"],
  store: ["done", false],
  stream: ["done", true],
  stream_options: ["refused", { include_obfuscation: true }, { include_obfuscation: false }],
  temperature: ["done", 0.5],
  text: ["refused", { verbosity: "high" }, { format: { type: "json_object" } }],
  tool_choice: ["done", "auto"],
  tools: ["done", [{ type: "function", ...FUNCTION }]],
  top_logprobs: ["refused", 3, 0],
  top_p: ["done", 0.9],
  truncation: ["refused", "middle", "auto"],
  user: ["hint", "user-7"],
};

describe.each([
  [
    "chat completions",
    "/v1/chat/completions",
    CHAT,
    optionsOf("chat/completions/completions", "ChatCompletionCreateParamsBase"),
    { model: "ansatz", messages: [{ role: "user", content: "2+2" }] },
  ],
  [
    "responses",
    "/v1/responses",
    RESPONSES,
    optionsOf("responses/responses", "ResponseCreateParamsBase"),
    { model: "ansatz", input: "2+2" },
  ],
] as const)("%s", (_, path, decisions, options, request) => {
  test("every option of the client's types is decided on", () => {
    expect(Object.keys(decisions).toSorted()).toEqual(options);
  });

  test.each(Object.entries(decisions).filter(([, [kind]]) => kind === "refused"))(
    "%s is refused by name and not imitated",
    async (option, [, value, harmless]) => {
      const { app, agent } = scriptedApp();
      const response = await app.request(path, post({ ...request, [option]: value }));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: { type: "invalid_request_error", param: option },
      });
      expect(agent.requests).toHaveLength(0);
      if (harmless === undefined) return;
      const taken = await app.request(path, post({ ...request, [option]: harmless }));
      expect(taken.status).toBe(200);
      await taken.text();
    },
  );

  test.each(Object.entries(decisions).filter(([, [kind]]) => kind !== "refused"))(
    "%s is taken",
    async (option, [, value]) => {
      const { app } = scriptedApp();
      const taken = await app.request(path, post({ ...request, [option]: value }));
      expect(taken.status).toBe(200);
      await taken.text();
    },
  );

  test.each(Object.entries(decisions).filter(([, [kind]]) => kind === "hint"))(
    "the hint %s changes nothing of the reply",
    async (option, [, value]) => {
      const reply = async (extra: object) => {
        const { app } = scriptedApp();
        return (await app.request(path, post({ ...request, ...extra }))).json();
      };
      expect(await reply({ [option]: value })).toEqual(await reply({}));
    },
  );
});
