import { afterEach, expect, test, vi } from "vitest";
import {
  beginStream,
  delta,
  sendChunk,
  sendStream,
  startServer,
  type Handler,
} from "../../test/model/misbehaving-server.ts";
import { failure, request, ServedModel } from "../../test/model/served-model.ts";
import { foldReply } from "./fold-reply.ts";
import { createOpenAICompatibleModel } from "./openai-compatible.ts";

const served = new ServedModel();

afterEach(async () => {
  vi.unstubAllEnvs();
  await served.close();
});

test("a server that is down is unreachable", async () => {
  const stopped = await startServer(() => undefined);
  await stopped.close();
  const model = createOpenAICompatibleModel({ baseUrl: stopped.baseUrl, model: "local" });
  const error = await failure(foldReply(model.stream(request)));
  expect(error).toMatchObject({ code: "model_unreachable", retryable: true });
  expect(error.message).not.toContain("127.0.0.1");
});

test("an HTML page is a protocol failure", async () => {
  const error = await served.failureOf(
    (response) =>
      void response.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>"),
  );
  expect(error).toMatchObject({ code: "model_protocol" });
  expect(error.message).toContain("/v1");
});

test.each(["{not json", "[1,2]", '{"choices":"none"}'])(
  "a garbage chunk is a protocol failure: %s",
  async (chunk) => {
    const error = await served.failureOf((response) => {
      beginStream(response);
      sendChunk(response, delta({ content: "He" }));
      sendChunk(response, chunk);
      response.end();
    });
    expect(error).toMatchObject({ code: "model_protocol" });
  },
);

test("a connection dropped half-way is a protocol failure and is not tried again", async () => {
  const error = await served.failureOf((response) => {
    beginStream(response);
    response.write(`data: ${JSON.stringify(delta({ content: "He" }))}\n\n`, () =>
      response.destroy(),
    );
  });
  expect(error).toMatchObject({ code: "model_protocol" });
  expect(error.message).toContain("middle");
  expect(served.server?.received).toHaveLength(1);
});

test.each(["", "data: [DONE]\n\n"])(
  "an end without finish is a protocol failure: %j",
  async (end) => {
    const error = await served.failureOf((response) => {
      beginStream(response);
      sendChunk(response, delta({ content: "He" }));
      response.end(end);
    });
    expect(error).toMatchObject({ code: "model_protocol" });
  },
);

test("an error event in the stream keeps the status it names", async () => {
  const withEvent = (event: unknown) => (response: Parameters<Handler>[0]) => {
    beginStream(response);
    sendChunk(response, delta({ content: "He" }));
    sendChunk(response, { error: event });
    response.end();
  };
  expect(await served.failureOf(withEvent({ message: "worker died" }))).toMatchObject({
    code: "model_protocol",
  });
  await served.server?.close();
  expect(
    await served.failureOf(withEvent({ message: "maximum context length is 10", code: 400 })),
  ).toMatchObject({ code: "model_rejected", message: expect.stringContaining("longer") as string });
});

test("silence before the reply and within it is a timeout, and the socket is closed", async () => {
  const silent = await served.failureOf(() => undefined, { timeoutMs: 60 });
  expect(silent).toMatchObject({ code: "model_timeout" });
  await served.server?.received[0]?.closed;
  await served.server?.close();
  const pinged = await served.failureOf(
    (response) => {
      beginStream(response);
      sendChunk(response, delta({ content: "He" }));
      const ping = setInterval(() => response.write(": ping\n\n"), 10);
      response.on("close", () => clearInterval(ping));
    },
    { timeoutMs: 60 },
  );
  expect(pinged).toMatchObject({ code: "model_timeout" });
  await served.server?.received[0]?.closed;
});

test("a reply that never ends is cut by the token limit", async () => {
  const error = await served.failureOf((response) => {
    beginStream(response);
    const pour = (): void => {
      while (
        !response.destroyed &&
        response.write(`data: ${JSON.stringify(delta({ content: "x" }))}\n\n`)
      );
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  });
  expect(error).toMatchObject({ code: "model_timeout" });
  expect(error.message).toContain("token limit");
  await served.server?.received[0]?.closed;
});

test.each([200, 400])("a body without end (status %i) is cut by the byte limit", async (status) => {
  const error = await served.failureOf((response) => {
    response.writeHead(status, { "content-type": "text/event-stream" });
    const block = "x".repeat(65_536);
    const pour = (): void => {
      while (!response.destroyed && response.write(block));
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  });
  expect(error).toMatchObject({ code: "model_timeout" });
  expect(error.message).toContain("does not end");
});

test.each([
  [400, "model_rejected"],
  [401, "model_rejected"],
  [404, "model_rejected"],
  [422, "model_rejected"],
  [429, "model_unreachable"],
  [500, "model_unreachable"],
  [503, "model_unreachable"],
])("status %i becomes %s", async (status, code) => {
  const error = await served.failureOf(
    (response) =>
      void response
        .writeHead(status, { "content-type": "application/json", "retry-after-ms": "1" })
        .end(JSON.stringify({ error: { message: "no: internal-host-7" } })),
  );
  expect(error).toMatchObject({ code });
  expect(error.message).not.toContain("internal-host-7");
});

test("an overloaded server is asked once more before the reply begins", async () => {
  let asked = 0;
  const model = await served.modelFor((response) => {
    asked += 1;
    if (asked === 1) response.writeHead(503, { "retry-after-ms": "1" }).end();
    else sendStream(response, [{ content: "ok" }]);
  });
  expect((await foldReply(model.stream(request))).text).toBe("ok");
});

test("a server that stays overloaded is asked a few times, and one that asks for a long rest only once", async () => {
  const model = await served.modelFor(
    (response) => void response.writeHead(503, { "retry-after-ms": "1" }).end(),
  );
  expect(await failure(foldReply(model.stream(request)))).toMatchObject({
    code: "model_unreachable",
    retryAfterMs: 1,
  });
  expect(served.server?.received).toHaveLength(3);
  await served.server?.close();
  const resting = await served.failureOf(
    (response) => void response.writeHead(429, { "retry-after": "600" }).end(),
  );
  expect(resting).toMatchObject({ code: "model_unreachable", retryAfterMs: 600_000 });
  expect(served.server?.received).toHaveLength(1);
});

test("a reply that has begun is not asked for again, even when the server says it is overloaded", async () => {
  const error = await served.failureOf((response) => {
    beginStream(response);
    sendChunk(response, delta({ role: "assistant" }));
    sendChunk(response, { error: { message: "overloaded", code: 503 } });
    response.end();
  });
  expect(error).toMatchObject({ code: "model_unreachable" });
  expect(served.server?.received).toHaveLength(1);
});

test("a stop during the pause before another try ends it at once", async () => {
  const controller = new AbortController();
  const model = await served.modelFor((response) => {
    response.writeHead(503, { "retry-after": "10" }).end();
    setTimeout(() => controller.abort(), 20);
  });
  const started = performance.now();
  const ended = await failure(foldReply(model.stream({ ...request, signal: controller.signal })));
  expect(ended).toMatchObject({ code: "stopped" });
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("stopping closes the socket: before the first part, between parts, and by leaving the loop", async () => {
  const hang: Handler = (response) => {
    beginStream(response);
    sendChunk(response, delta({ content: "He" }));
  };
  const model = await served.modelFor(hang);

  const between = new AbortController();
  const stoppedBetween = await failure(
    (async () => {
      for await (const part of model.stream({ ...request, signal: between.signal }))
        if (part.type === "text-delta") between.abort();
    })(),
  );
  expect(stoppedBetween).toMatchObject({ code: "stopped" });
  await served.server?.received[0]?.closed;

  for await (const part of model.stream(request)) if (part.type === "text-delta") break;
  await served.server?.received[1]?.closed;

  const already = AbortSignal.abort();
  expect(await failure(foldReply(model.stream({ ...request, signal: already })))).toMatchObject({
    code: "stopped",
  });
  expect(served.server?.received).toHaveLength(2);
});
