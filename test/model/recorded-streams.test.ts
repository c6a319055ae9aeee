import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { AnsatzError } from "../../src/core/errors.ts";
import type { ModelReply, ToolSpecification } from "../../src/core/model-port.ts";
import { foldReply } from "../../src/model/fold-reply.ts";
import { createOpenAICompatibleModel } from "../../src/model/openai-compatible.ts";
import { BREAKS, type RecordedReply, readRecorded } from "./broken-streams.ts";
import { startServer, type TestServer } from "./misbehaving-server.ts";

/** Recorded from llama-cpp-python 0.3.36 with SmolLM2 135M by `scripts/record-model-streams.ts`. */
const recorded = (title: string): RecordedReply =>
  readRecorded(
    readFileSync(join(import.meta.dirname, "streams", "llama-cpp-python", `${title}.txt`), "utf8"),
  );

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const TOOLS: readonly ToolSpecification[] = [
  { name: "multiply", description: "Multiplies.", parameters: { type: "object" } },
];

/** What the adapter makes of a recorded reply, sent byte for byte, in pieces of the given length. */
async function replay(
  reply: RecordedReply,
  pieceLength = 7,
): Promise<ModelReply | { readonly failure: string }> {
  server = await startServer(async (response) => {
    response.writeHead(reply.status, { "content-type": reply.contentType });
    const bytes = Buffer.from(reply.body);
    for (let at = 0; at < bytes.length; at += pieceLength)
      response.write(bytes.subarray(at, at + pieceLength));
    response.end();
  });
  const model = createOpenAICompatibleModel({
    baseUrl: server.baseUrl,
    model: "local",
    retry: { attempts: 1 },
  });
  const request = {
    messages: [{ role: "user" as const, content: "x" }],
    maxTokens: 60,
    tools: TOOLS,
  };
  try {
    return await foldReply(model.stream(request));
  } catch (error) {
    return { failure: (error as AnsatzError).code };
  } finally {
    await server.close();
  }
}

const broken = (title: string, how: string): RecordedReply => {
  const damage = BREAKS[how];
  if (damage === undefined) throw new TypeError(`no break ${how}`);
  return damage(recorded(title));
};

describe("as a real server sent it", () => {
  test.each([1, 7, 100_000])("text, in pieces of %i bytes", async (pieceLength) => {
    const reply = await replay(recorded("plain"), pieceLength);
    expect(reply).toMatchObject({ finishReason: "stop", toolCalls: [], reasoning: "" });
    expect("text" in reply && reply.text).toMatch(/^[A-Z][\w' ,]+\.$/);
  });

  test("a call, with the older function_call beside it", async () => {
    const reply = await replay(recorded("forced-call"));
    expect(reply).toMatchObject({ finishReason: "tool-calls", text: "" });
    const calls = "toolCalls" in reply ? reply.toolCalls : [];
    expect(calls.map(({ name, argumentsText }) => [name, JSON.parse(argumentsText)])).toEqual([
      ["multiply", { a: 17, b: 23 }],
    ]);
  });

  test("a reply that is cut says so", async () => {
    expect(await replay(recorded("cut"))).toMatchObject({ finishReason: "length" });
  });

  test("tools that are offered and not used", async () => {
    expect(await replay(recorded("offered-tools"))).toMatchObject({ toolCalls: [] });
  });

  test("a schema in a form it does not know is a failure, not an answer", async () => {
    expect(await replay(recorded("json-schema"))).toEqual({ failure: "model_unreachable" });
  });

  test("an empty stream with status 200 is a failure", async () => {
    expect(await replay(recorded("log-probabilities"))).toEqual({ failure: "model_protocol" });
  });
});

describe("broken in ways servers were seen to break it", () => {
  test.each([
    ["call cut, nothing after it"],
    ["no finish reason"],
    ["finish reason null"],
    ["HTML instead of a stream"],
    ["status 200 with an error body"],
    ["an error event half-way"],
    ["calls of the wrong type"],
  ])("%s: a failure", async (how) => {
    const reply = await replay(broken("forced-call", how));
    expect(reply).toHaveProperty("failure");
  });

  test("half a call that is told as whole is handed on as it is, for the loop to refuse", async () => {
    const reply = await replay(broken("forced-call", "call cut, told as complete"));
    const [call] = "toolCalls" in reply ? reply.toolCalls : [];
    expect(() => JSON.parse(call?.argumentsText ?? "") as unknown).toThrow(SyntaxError);
  });

  test.each(["name repeated in every fragment", "no ids and no indexes"])(
    "%s: still one whole call",
    async (how) => {
      const reply = await replay(broken("forced-call", how));
      const calls = "toolCalls" in reply ? reply.toolCalls : [];
      expect(calls.map(({ name, argumentsText }) => [name, JSON.parse(argumentsText)])).toEqual([
        ["multiply", { a: 17, b: 23 }],
      ]);
    },
  );

  test("reasoning tags cut over chunks are kept apart", async () => {
    const reply = await replay(broken("plain", "reasoning tags in the content, cut"));
    expect(reply).toMatchObject({ reasoning: "2+2=5, no" });
    expect("text" in reply && reply.text).not.toMatch(/think|2\+2/);
  });
});
