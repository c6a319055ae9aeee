import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AgentPort } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import { MemoryStore } from "../store/memory.ts";
import { DEFAULT_LIMITS, type ServerLimits } from "./limits.ts";
import type { LiveRun } from "./live-run.ts";
import { silentLogger } from "./logger.ts";
import { RunHub } from "./run-hub.ts";

const NEVER = new Promise<never>(() => {});
const order = { question: "2+2", history: [] };
const status = (text: string): RunEvent => ({ type: "status", text });

function hubOf(
  run: AgentPort["run"],
  limits: Partial<ServerLimits> = {},
  store = new MemoryStore(),
) {
  let count = 0;
  const hub = new RunHub({
    agent: { modelId: "none", run },
    store,
    clock: { nowMs: () => 1 },
    ids: { next: (prefix) => `${prefix}${(count += 1)}` },
    limits: { ...DEFAULT_LIMITS, ...limits },
    logger: silentLogger,
  });
  return { hub, store };
}

async function eventsOf(run: LiveRun) {
  const events: RunEvent[] = [];
  for await (const { event } of run.follow(0)) events.push(event);
  return events;
}

const lastEvent = async (run: LiveRun) => (await eventsOf(run)).at(-1);

describe("an agent that breaks its word", () => {
  test("by throwing ends as failed with its reason", async () => {
    const { hub, store } = hubOf(async function* () {
      yield status("a");
      throw new TypeError("secret");
    });
    const run = await hub.start(order);
    expect(await lastEvent(run)).toMatchObject({ type: "run-error", code: "internal" });
    const record = await store.getRun(run.id);
    expect(record).toMatchObject({ state: "failed", error: { code: "internal" } });
    expect(JSON.stringify(record)).not.toContain("secret");
  });

  test("by falling silent at the end is failed, not completed", async () => {
    const { hub, store } = hubOf(async function* () {
      yield status("a");
    });
    const run = await hub.start(order);
    expect(await lastEvent(run)).toMatchObject({ type: "run-error", code: "internal" });
    expect(await store.getRun(run.id)).toMatchObject({ state: "failed" });
  });

  test("by talking on after its end is not listened to", async () => {
    const { hub, store } = hubOf(async function* () {
      yield { type: "run-error", code: "timed_out", message: "Too slow." };
      yield status("late");
    });
    const run = await hub.start(order);
    expect(await lastEvent(run)).toMatchObject({ type: "run-error", code: "timed_out" });
    expect(await store.listEvents(run.id, 0)).toHaveLength(1);
  });

  test("by talking without end is ended", async () => {
    const { hub, store } = hubOf(
      async function* () {
        while (true) yield status("again");
      },
      { maxRunEvents: 1_000 },
    );
    const run = await hub.start(order);
    expect(await lastEvent(run)).toMatchObject({ type: "run-error", code: "internal" });
    expect(await store.listEvents(run.id, 0)).toHaveLength(1_000);
  });
});

describe("an agent that hangs", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const hanging: AgentPort["run"] = async function* () {
    yield status("hanging");
    await NEVER;
  };

  test("is given up a while after it was told to stop", async () => {
    const { hub, store } = hubOf(hanging, { stopGraceMs: 500 });
    const run = await hub.start(order);
    const stopped = hub.stop(run.id, "");
    await vi.advanceTimersByTimeAsync(499);
    expect(await store.getRun(run.id)).toMatchObject({ state: "running" });
    await vi.advanceTimersByTimeAsync(1);
    expect(await stopped).toMatchObject({ state: "stopped", error: { code: "stopped" } });
  });

  test("is ended by the deadline as timed out", async () => {
    const { hub, store } = hubOf(hanging, { runTimeoutMs: 60_000, stopGraceMs: 500 });
    const run = await hub.start(order);
    const last = lastEvent(run);
    await vi.advanceTimersByTimeAsync(60_500);
    expect(await last).toMatchObject({ type: "run-error", code: "timed_out" });
    expect(await store.getRun(run.id)).toMatchObject({ state: "failed" });
  });

  test("is recorded as interrupted when the service goes down", async () => {
    const { hub, store } = hubOf(hanging, { stopGraceMs: 500 });
    const run = await hub.start(order);
    const drained = hub.drain(2_000);
    await expect(hub.start(order)).rejects.toMatchObject({ code: "overloaded" });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(run.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(501);
    await drained;
    expect(await store.getRun(run.id)).toMatchObject({
      state: "interrupted",
      error: { code: "interrupted" },
    });
  });
});

test("draining waits for a run that finishes in time, and lets it", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { hub, store } = hubOf(async function* () {
    await promise;
    yield { type: "run-error", code: "model_timeout", message: "Too slow." };
  });
  const run = await hub.start(order);
  const drained = hub.drain(10_000);
  resolve();
  await drained;
  expect(run.signal.aborted).toBe(false);
  expect(await store.getRun(run.id)).toMatchObject({ error: { code: "model_timeout" } });
});

test.each([
  ["within the time given is answered", 10_000, "model_timeout"],
  ["past the time given is interrupted", 0, "interrupted"],
])("a run that is just being started when the service goes down, %s", async (_, graceMs, code) => {
  const store = new MemoryStore();
  const { promise, resolve } = Promise.withResolvers<void>();
  const startRun = store.startRun.bind(store);
  store.startRun = async (run) => {
    await promise;
    await startRun(run);
  };
  const script = async function* (): AsyncGenerator<RunEvent> {
    yield { type: "run-error", code: "model_timeout", message: "Too slow." };
  };
  const { hub } = hubOf(script, {}, store);
  const started = hub.start(order);
  const drained = hub.drain(graceMs);
  await new Promise((passed) => setTimeout(passed, 20));
  resolve();
  const run = await started;
  await drained;
  expect(await store.getRun(run.id)).toMatchObject({ error: { code } });
});

test("a reader sees an event only after it was stored", async () => {
  const store = new MemoryStore();
  const gate = Promise.withResolvers<void>();
  const append = store.appendEvents.bind(store);
  store.appendEvents = async (id, events) => {
    await gate.promise;
    await append(id, events);
  };
  const { hub } = hubOf(
    async function* () {
      yield status("a");
      await NEVER;
    },
    {},
    store,
  );
  const run = await hub.start(order);
  const reader = run.follow(0);
  let isSeen = false;
  const first = reader.next().then((step) => {
    isSeen = true;
    return step;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isSeen).toBe(false);
  gate.resolve();
  expect((await first).value).toEqual({ sequence: 1, event: status("a") });
});

test("an answer that could not be stored is withheld", async () => {
  const store = new MemoryStore();
  store.appendEvents = () => Promise.reject(new TypeError("disk full"));
  const { hub } = hubOf(
    async function* () {
      yield { type: "answer-delta", text: "4" };
      yield { type: "run-error", code: "model_timeout", message: "Too slow." };
    },
    {},
    store,
  );
  const run = await hub.start(order);
  expect(await eventsOf(run)).toMatchObject([{ type: "run-error", code: "internal" }]);
  expect(await store.getRun(run.id)).toMatchObject({ state: "failed" });
});

test("a run whose end the store did not take is ended as soon as it is back", async () => {
  const store = new MemoryStore();
  const end = store.endRun.bind(store);
  store.endRun = () => Promise.reject(new TypeError("away"));
  const { hub } = hubOf(async function* () {}, {}, store);
  const run = await hub.start(order);
  expect(await eventsOf(run)).toMatchObject([{ type: "run-error", code: "internal" }]);
  expect(await store.getRun(run.id)).toMatchObject({ state: "running" });
  store.endRun = end;
  await hub.drain(0);
  expect(await store.getRun(run.id)).toMatchObject({ state: "failed" });
  expect(await store.listEvents(run.id, 0)).toMatchObject([{ event: { type: "run-error" } }]);
});

test("a start whose outcome is not known leaves no run at work", async () => {
  const store = new MemoryStore();
  const start = store.startRun.bind(store);
  const { hub } = hubOf(async function* () {}, {}, store);
  store.startRun = async (run) => {
    await start(run);
    throw new AnsatzError("store_unavailable", "Away.");
  };
  await expect(hub.start({ ...order, runId: "run_x" })).rejects.toThrow("Away");
  await hub.drain(0);
  expect(await store.getRun("run_x")).toMatchObject({ state: "failed" });
});

test("a start that cannot be stored takes no place", async () => {
  const store = new MemoryStore();
  const start = store.startRun.bind(store);
  const { hub } = hubOf(async function* () {}, { maxRuns: 1, maxWaitingRuns: 0 }, store);
  store.startRun = () => Promise.reject(new TypeError("disk full"));
  await expect(hub.start(order)).rejects.toThrow("disk full");
  store.startRun = start;
  expect(await lastEvent(await hub.start(order))).toBeDefined();
});

test("a reader that leaves is let go while the run is silent", async () => {
  const { hub } = hubOf(async function* () {
    yield status("a");
    await NEVER;
  });
  const run = await hub.start(order);
  const reader = new AbortController();
  const events = run.follow(0, reader.signal);
  await events.next();
  const rest = events.next();
  reader.abort();
  expect(await rest).toEqual({ done: true, value: undefined });
});
