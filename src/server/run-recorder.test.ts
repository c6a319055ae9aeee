import { expect, test } from "vitest";
import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import { MemoryStore } from "../store/memory.ts";
import { LiveRun } from "./live-run.ts";
import { RunRecorder } from "./run-recorder.ts";

const status = (text: string): RunEvent => ({ type: "status", text });
const END: RunEvent = { type: "run-error", code: "stopped", message: "Stopped." };
const identity = {
  id: "run_1",
  conversationId: "conv_1",
  owner: "",
  question: "q",
  details: null,
  nowMs: 1,
  isKept: true,
};

/** A store that is away at some of its writes: before it took them, or behind. */
class LeavingStore extends MemoryStore {
  readonly away: ("before" | "behind" | "there")[] = [];

  override async appendEvents(...call: Parameters<MemoryStore["appendEvents"]>): Promise<void> {
    await this.#perhaps(() => super.appendEvents(...call));
  }

  override async endRun(...call: Parameters<MemoryStore["endRun"]>): Promise<void> {
    await this.#perhaps(() => super.endRun(...call));
  }

  async #perhaps(write: () => Promise<void>): Promise<void> {
    const how = this.away.shift() ?? "there";
    if (how !== "before") await write();
    if (how !== "there") throw new AnsatzError("store_unavailable", "The store is away.");
  }
}

async function recorded(...away: LeavingStore["away"]) {
  const store = new LeavingStore();
  await store.startRun({ ...identity, details: {} });
  store.away.push(...away);
  const run = new LiveRun(identity);
  return { store, run, recorder: new RunRecorder(run, store, 2_000) };
}

test.each(["before", "behind"] as const)(
  "a store that is away for a moment (%s it took the write) costs no event and doubles none",
  async (how) => {
    const { store, run, recorder } = await recorded(how, how, "there", how);
    await recorder.add(status("a"));
    await recorder.add(status("b"));
    await recorder.end(END, { state: "stopped", nowMs: 2 });
    const stored = await store.listEvents("run_1", 0);
    expect(stored.map(({ event }) => event)).toEqual([status("a"), status("b"), END]);
    expect(await store.getRun("run_1")).toMatchObject({ state: "stopped" });
    expect(run.eventCount).toBe(2);
  },
);

test("nothing is shown that was not stored, and a store that stays away ends the waiting", async () => {
  const { run, recorder } = await recorded(...Array.from({ length: 99 }, () => "before" as const));
  await recorder.add(status("a"));
  await expect(recorder.end(END, { state: "stopped", nowMs: 2 })).rejects.toMatchObject({
    code: "store_unavailable",
  });
  expect(run.eventCount).toBe(0);
});

test("an end that was recorded by another is not taken for one's own", async () => {
  const { store, recorder } = await recorded();
  await store.endRun("run_1", { state: "interrupted", nowMs: 2 });
  store.away.push("before");
  const end = recorder.end(END, { state: "stopped", nowMs: 3 });
  await expect(end).rejects.toMatchObject({ code: "conflict" });
});
