import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiClient } from "./api-client.ts";
import type { CallFailure } from "./api-failure.ts";

const base = new URL("http://service.test/");
const status = (text: string) => ({ type: "status", text });
const frame = (sequence: number, event: object) =>
  `id: ${sequence}\ndata: ${JSON.stringify(event)}\n\n`;
const end = { type: "run-error", code: "stopped", message: "Stopped." };

/** A body whose bytes arrive in pieces of the given size, and which may break at its end. */
function body(text: string, size: number, isBroken = false): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let position = 0;
  return new ReadableStream({
    pull(controller) {
      if (position >= bytes.length) {
        if (isBroken) controller.error(new TypeError("network error"));
        else controller.close();
        return;
      }
      controller.enqueue(bytes.slice(position, (position += size)));
    },
  });
}

const fetchMock = vi.fn<(url: URL, init: RequestInit) => Promise<Response>>();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetchMock.mockReset());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function follow(onReconnect = () => {}) {
  const events: unknown[] = [];
  const reading = (async () => {
    for await (const event of new ApiClient(base, null).followRun("run_1", onReconnect))
      events.push(event);
  })();
  const outcome = reading.then(
    () => null,
    (error: CallFailure) => error,
  );
  await vi.runAllTimersAsync();
  return { events, failure: await outcome };
}

const lastIds = () =>
  fetchMock.mock.calls.map(([, init]) => new Headers(init.headers).get("last-event-id"));

test.each([1, 3, 1_000])("events are read however the bytes are cut: %d", async (size) => {
  const text = `${frame(1, status("圆周率 π"))}: ping\n\n${frame(2, end)}`;
  fetchMock.mockResolvedValueOnce(new Response(body(text, size)));
  expect((await follow()).events).toEqual([status("圆周率 π"), end]);
});

test("a broken connection is taken up behind the last event, and nothing comes twice", async () => {
  fetchMock
    .mockResolvedValueOnce(new Response(body(frame(1, status("a")), 7, true)))
    .mockRejectedValueOnce(new TypeError("offline"))
    .mockResolvedValueOnce(new Response(body(frame(2, status("b")) + frame(3, end), 7)));
  const onReconnect = vi.fn();
  const { events, failure } = await follow(onReconnect);
  expect(events).toEqual([status("a"), status("b"), end]);
  expect(failure).toBeNull();
  expect(lastIds()).toEqual(["0", "1", "1"]);
  expect(onReconnect).toHaveBeenCalledTimes(2);
});

test("a service that stays away is given up", async () => {
  fetchMock.mockRejectedValue(new TypeError("offline"));
  const { failure } = await follow();
  expect(failure?.code).toBe("unreachable");
  expect(fetchMock.mock.calls.length).toBeLessThan(10);
});

test("a refusal is not repeated", async () => {
  const refusal = { error: { message: "There is no run.", type: "x", code: "not_found" } };
  fetchMock.mockResolvedValueOnce(Response.json(refusal, { status: 404 }));
  const { failure } = await follow();
  expect(failure).toMatchObject({ code: "not_found", message: "There is no run." });
  expect(fetchMock).toHaveBeenCalledTimes(1);
});

test("a proxy's page in place of an answer is an unreachable service, not a crash", async () => {
  fetchMock.mockResolvedValueOnce(new Response("<html>Bad gateway</html>", { status: 502 }));
  await expect(new ApiClient(base, null).getRun("run_1")).rejects.toMatchObject({
    code: "unreachable",
  });
});

test("the key and the ids go where they belong", async () => {
  fetchMock.mockResolvedValueOnce(Response.json({}));
  await new ApiClient(base, "the-key").getRun("../a b");
  const [url, init] = fetchMock.mock.calls[0]!;
  expect(url.pathname).toBe("/v1/runs/..%2Fa%20b");
  expect(new Headers(init.headers).get("authorization")).toBe("Bearer the-key");
});
