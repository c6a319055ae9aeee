import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type VerifyEvent, verifyEventSchema } from "../../src/core/verify-event.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { createStubMath } from "../contract/math-stub.ts";
import { post, readData, scriptedApp, scriptedParts, ScriptedAgent } from "./scripted-parts.ts";

const math = createStubMath();
const verifier = createVerifier(math);
const REST = "Nothing more is said of it. ".repeat(10);
const HEADERS = { "content-type": "application/x-ndjson" };

type Limits = NonNullable<Parameters<typeof scriptedApp>[1]>["limits"];
const appOf = (limits: Limits = {}) => scriptedApp(undefined, { math, verifier, limits }).app;

/** A body whose lines are sent one by one. */
function writer() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const lines = writable.getWriter();
  const encoder = new TextEncoder();
  return {
    body: readable,
    send: (value: unknown) => lines.write(encoder.encode(`${JSON.stringify(value)}\n`)),
    sendRaw: (text: string) => lines.write(encoder.encode(text)),
    end: () => lines.close(),
  };
}

const sent = (body: ReadableStream<Uint8Array>): RequestInit =>
  ({ method: "POST", headers: HEADERS, body, duplex: "half" }) as RequestInit;

/** Reads events one by one. */
function eventsOf(body: ReadableStream<Uint8Array> | null) {
  const reader = (body ?? new Blob([]).stream()).getReader();
  const decoder = new TextDecoder();
  let text = "";
  return {
    async next(): Promise<VerifyEvent> {
      for (;;) {
        const match = /^data: (.*)\n\n/.exec(text);
        if (match !== null) {
          text = text.slice(match[0].length);
          return verifyEventSchema.parse(JSON.parse(match[1] ?? ""));
        }
        const { value, done } = await reader.read();
        if (done) throw new Error(`The stream ended with ${JSON.stringify(text)}.`);
        text += decoder.decode(value, { stream: true });
      }
    },
    leave: () => reader.cancel(),
  };
}

describe("a text that is still being written", () => {
  it("holds no place at the engine before its first line has come", async () => {
    const app = appOf({ maxEngineCalls: 1 });
    const { body, end } = writer();
    const silent = app.request("/v1/verify", sent(body));
    const other = await app.request("/v1/verify", post({ text: "1 + 1 = 2" }));
    expect(other.status).toBe(200);
    void end();
    await (await silent).text();
  });

  it("is answered before it is complete, and ends with the check of the whole", async () => {
    const { body, send, sendRaw, end } = writer();
    const pending = appOf().request("/v1/verify", sent(body));
    // A write is done when it was read, and the body is read as fast as the events are.
    void send({ question: "How many?", text: "She has 3 * 4 " });
    void send({ text: "= 12 eggs. So" });
    void sendRaw('{"text":');
    const response = await pending;
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events = eventsOf(response.body);
    expect(await events.next()).toMatchObject({
      type: "claim-checked",
      claim: { text: "3 * 4 = 12", verdict: "proved" },
    });
    void sendRaw(`${JSON.stringify(` 2 + 2 = 5. ${REST}`)}}\n`);
    expect(await events.next()).toMatchObject({ claim: { text: "2 + 2 = 5", verdict: "refuted" } });
    void end();
    let last = await events.next();
    while (last.type !== "verify-end") last = await events.next();
    const text = `She has 3 * 4 = 12 eggs. So 2 + 2 = 5. ${REST}`;
    const whole = await appOf().request("/v1/verify", post({ text, question: "How many?" }));
    expect(last.result).toEqual(await whole.json());
  });

  it("may lack the last line break, and have empty lines", async () => {
    const body = new Blob(['{"text":"1 + 1 = 3."}\n\n', '{"text":" Bad."}']).stream();
    const events = await readData(await appOf().request("/v1/verify", sent(body)));
    expect(events.at(-1)).toMatchObject({ type: "verify-end", result: { verdict: "refuted" } });
  });

  it.each([
    ["no JSON\n", 400, "invalid_request"],
    ['{"txt":"1"}\n', 400, "invalid_request"],
    [`${JSON.stringify({ text: "x".repeat(100_001) })}\n`, 413, "too_large"],
  ])("is refused at once for its first line: %.20s", async (line, status, code) => {
    const response = await appOf().request("/v1/verify", sent(new Blob([line]).stream()));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it("tells what is wrong with a later line as an event", async () => {
    for (const line of ["no JSON", '{"question":"late"}', '{"text":5}']) {
      const body = new Blob([`{"text":"1 + 1 = 2. "}\n${line}\n`]).stream();
      const events = await readData(await appOf().request("/v1/verify", sent(body)));
      expect(events.at(-1)).toMatchObject({ error: { code: "invalid_request" } });
    }
  });

  it("is held to the limit of bodies", async () => {
    const body = new Blob([`{"text":"1 + 1 = 2. "}\n`, `{"text":"${"x".repeat(400)}"}\n`]).stream();
    const response = await appOf({ maxBodyBytes: 300 }).request("/v1/verify", sent(body));
    expect(
      JSON.stringify(response.ok ? await readData(response) : await response.json()),
    ).toContain("too_large");
  });

  it("is not waited for past the time of a request, and gives its place back", async () => {
    const app = appOf({ maxEngineCalls: 1, requestTimeoutMs: 30 });
    for (let count = 0; count < 2; count++) {
      const { body, send } = writer();
      const pending = app.request("/v1/verify", sent(body));
      await send({ text: "1 + 1 = 2. " });
      const events = await readData(await pending);
      expect(events.at(-1)).toMatchObject({ error: { code: "timed_out" } });
    }
    const bad = await app.request("/v1/verify", sent(new Blob(["x\n"]).stream()));
    expect(bad.status).toBe(400);
    expect((await app.request("/v1/verify", post({ text: "1 + 1 = 2" }))).status).toBe(200);
  });

  it("is let go when the reader leaves", async () => {
    const app = appOf({ maxEngineCalls: 1 });
    const { body, send } = writer();
    const pending = app.request("/v1/verify", sent(body));
    await send({ text: "1 + 1 = 2. 2 + 2 = 4. " });
    const events = eventsOf((await pending).body);
    await events.next();
    await events.leave();
    await expect(send({ text: "more" })).rejects.toBeUndefined();
    await expect
      .poll(async () => (await app.request("/v1/verify", post({ text: "1 + 1 = 2" }))).status)
      .toBe(200);
  });
});

describe("over a socket", () => {
  const servers: NodeServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  it("events come while the body is sent", async () => {
    const parts = scriptedParts(new ScriptedAgent(() => []));
    const server = await startNodeServer({ ...parts, math, verifier, port: 0, drainMs: 0 });
    servers.push(server);
    const call = request(`${server.address}/v1/verify`, { method: "POST", headers: HEADERS });
    const answered = new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
      call.on("response", resolve).on("error", reject);
    });
    call.write('{"text":"So 2 + 2 = 4. That"}\n');
    let said = "";
    for await (const chunk of await answered) {
      said += chunk.toString();
      if (!call.writableEnded && said.includes("claim-checked")) {
        expect(said).not.toContain("verify-end");
        call.end('{"text":" is all."}\n');
      }
    }
    expect(said).toContain("verify-end");
  });
});
