import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

const MULTIPLY = {
  type: "function",
  function: {
    name: "multiply",
    description: "Multiplies two numbers exactly.",
    parameters: {
      type: "object",
      properties: { a: { type: "number" }, b: { type: "number" } },
      required: ["a", "b"],
      additionalProperties: false,
    },
  },
};

/** What is asked of the server, each once; the name is the file's. */
const REQUESTS: Readonly<Record<string, Record<string, unknown>>> = {
  plain: { messages: [{ role: "user", content: "Say hello in one short sentence." }] },
  cut: {
    messages: [{ role: "user", content: "Count from 1 to 200 in words." }],
    max_tokens: 5,
  },
  "forced-call": {
    messages: [{ role: "user", content: "What is 17 times 23? Use the tool." }],
    tools: [MULTIPLY],
    tool_choice: { type: "function", function: { name: "multiply" } },
  },
  "offered-tools": {
    messages: [{ role: "user", content: "What is 17 times 23? Use the tool." }],
    tools: [MULTIPLY],
  },
  "json-schema": {
    messages: [{ role: "user", content: 'Which city is named here? "I flew to Paris."' }],
    response_format: {
      type: "json_schema",
      json_schema: {
        name: "reply",
        strict: true,
        schema: {
          type: "object",
          properties: { city: { type: "string", maxLength: 40 } },
          required: ["city"],
          additionalProperties: false,
        },
      },
    },
  },
  "log-probabilities": {
    messages: [{ role: "user", content: "Say yes." }],
    max_tokens: 4,
    logprobs: true,
    top_logprobs: 2,
  },
};

/**
 * `node scripts/record-model-streams.ts URL NAME`: asks a running server what the tests need and writes each
 * reply as it came, status and bytes, to `test/model/streams/NAME/`.
 */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [baseUrl, name] = positionals;
  if (baseUrl === undefined || name === undefined)
    throw new TypeError("Usage: node scripts/record-model-streams.ts URL NAME");
  const folder = join(import.meta.dirname, "..", "test", "model", "streams", name);
  await mkdir(folder, { recursive: true });
  for (const [title, request] of Object.entries(REQUESTS)) {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        model: "default",
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 60,
        temperature: 0,
        seed: 7,
        ...request,
      }),
    });
    // Where the server is installed is nobody's business.
    const body = (await response.text()).replace(/(?:\/[\w.-]+){4,}/g, "/…");
    await writeFile(
      join(folder, `${title}.txt`),
      `${response.status} ${response.headers.get("content-type") ?? ""}\n${body}`,
    );
    process.stdout.write(`${title}: ${response.status}, ${body.length} characters\n`);
  }
}

await main();
