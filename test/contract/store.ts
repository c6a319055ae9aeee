import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunEvent } from "../../src/core/events.ts";
import type { Store } from "../../src/core/store-port.ts";
import { sampleResult } from "./sample-run.ts";

const status = (text: string): RunEvent => ({ type: "status", text });

/** What every store promises; `open` gives a fresh and empty one. */
export function describeStore(name: string, open: () => Store): void {
  describe(`${name} keeps the store's promises`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());

    const start = (id: string, conversationId = "conv_1", nowMs = 10) =>
      store.startRun({ id, conversationId, question: `question of ${id}`, nowMs });
    const complete = (id: string, conversationId = "conv_1", nowMs = 20) =>
      store.endRun(id, { state: "completed", result: sampleResult(id, conversationId), nowMs });

    test("a new run is running and its question is the conversation's first turn", async () => {
      await start("run_1");
      expect(await store.getRun("run_1")).toEqual({
        id: "run_1",
        conversationId: "conv_1",
        owner: "",
        details: null,
        state: "running",
        question: "question of run_1",
        createdAtMs: 10,
        endedAtMs: null,
        result: null,
        error: null,
      });
      expect(await store.getConversation("conv_1")).toEqual({
        id: "conv_1",
        owner: "",
        createdAtMs: 10,
        updatedAtMs: 10,
        turns: [{ role: "user", content: "question of run_1", runId: "run_1", createdAtMs: 10 }],
      });
    });

    test("a question keeps what it was asked behind, and a new one ends the chosen branch", async () => {
      const ask = (id: string, after?: string | null) =>
        store.startRun({
          id,
          conversationId: "conv_1",
          question: id,
          nowMs: 10,
          ...(after === undefined ? {} : { after }),
        });
      await ask("run_1");
      await ask("run_2");
      await ask("run_3", "run_1");
      await ask("run_4", null);
      const read = async () => (await store.getConversation("conv_1"))!;
      expect((await read()).turns.map(({ runId, after }) => [runId, after])).toEqual([
        ["run_1", undefined],
        ["run_2", undefined],
        ["run_3", "run_1"],
        ["run_4", null],
      ]);
      expect(await read()).not.toHaveProperty("currentRunId");
      expect(await store.setCurrentRun("conv_1", "run_2")).toBe(true);
      expect((await read()).currentRunId).toBe("run_2");
      const [head] = await store.listConversations(1);
      expect(head).not.toHaveProperty("currentRunId");
      await ask("run_5", "run_2");
      expect(await read()).not.toHaveProperty("currentRunId");
      expect(await store.setCurrentRun("conv_x", "run_2")).toBe(false);
      expect(await store.getConversation("conv_x")).toBeNull();
    });

    test("what is not there is null, empty or false, and never a throw", async () => {
      expect(await store.getRun("run_x")).toBeNull();
      expect(await store.getConversation("conv_x")).toBeNull();
      expect(await store.listEvents("run_x", 0)).toEqual([]);
      expect(await store.deleteConversation("conv_x")).toBe(false);
      expect(await store.listConversations(10)).toEqual([]);
    });

    test("a run id is used once", async () => {
      await start("run_1");
      await expect(start("run_1", "conv_2")).rejects.toMatchObject({ code: "conflict" });
      expect(await store.getConversation("conv_2")).toBeNull();
    });

    test("events keep their order and are numbered from 1 without gaps", async () => {
      await start("run_1");
      await Promise.all([
        store.appendEvents("run_1", [status("a"), status("b")]),
        store.appendEvents("run_1", []),
        store.appendEvents("run_1", [status("c")]),
      ]);
      await store.appendEvents("run_1", [status("d")]);
      const all = await store.listEvents("run_1", 0);
      expect(all.map((entry) => entry.sequence)).toEqual([1, 2, 3, 4]);
      expect(all.map((entry) => entry.event)).toEqual(["a", "b", "c", "d"].map(status));
      expect(await store.listEvents("run_1", 3)).toEqual([{ sequence: 4, event: status("d") }]);
      expect(await store.listEvents("run_1", 4)).toEqual([]);
      expect(await store.listEvents("run_1", 99)).toEqual([]);
    });

    test("events that were stored already are not stored a second time", async () => {
      await start("run_1");
      await store.appendEvents("run_1", [status("a"), status("b")], 0);
      await store.appendEvents("run_1", [status("a"), status("b")], 0);
      await store.appendEvents("run_1", [status("b"), status("c")], 1);
      await store.appendEvents("run_1", [status("d")], 3);
      const all = await store.listEvents("run_1", 0);
      expect(all.map((entry) => entry.event)).toEqual(["a", "b", "c", "d"].map(status));
      expect(all.map((entry) => entry.sequence)).toEqual([1, 2, 3, 4]);
    });

    test("runs written at the same time do not mix, and a refused write harms no neighbour", async () => {
      await Promise.all([start("run_1"), start("run_2", "conv_2")]);
      const outcomes = await Promise.allSettled([
        store.appendEvents("run_1", [status("one")]),
        store.appendEvents("run_missing", [status("nowhere")]),
        store.appendEvents("run_2", [status("two")]),
      ]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual([
        "fulfilled",
        "rejected",
        "fulfilled",
      ]);
      expect(await store.listEvents("run_1", 0)).toEqual([{ sequence: 1, event: status("one") }]);
      expect(await store.listEvents("run_2", 0)).toEqual([{ sequence: 1, event: status("two") }]);
    });

    test("completing a run stores its result and adds the assistant's turn", async () => {
      await start("run_1");
      await complete("run_1");
      expect(await store.getRun("run_1")).toMatchObject({
        state: "completed",
        endedAtMs: 20,
        result: sampleResult("run_1", "conv_1"),
        error: null,
      });
      const conversation = await store.getConversation("conv_1");
      expect(conversation?.updatedAtMs).toBe(20);
      expect(conversation?.turns.map((turn) => [turn.role, turn.content])).toEqual([
        ["user", "question of run_1"],
        ["assistant", "The sum is 4."],
      ]);
    });

    test.each(["failed", "stopped", "interrupted"] as const)(
      "a run that is %s keeps its error and adds no assistant's turn",
      async (state) => {
        await start("run_1");
        const error = { code: "timed_out", message: "Too slow. Ask again." };
        await store.endRun("run_1", { state, error, nowMs: 30 });
        expect(await store.getRun("run_1")).toMatchObject({ state, error, endedAtMs: 30 });
        expect((await store.getConversation("conv_1"))?.turns).toHaveLength(1);
      },
    );

    test("a run's last event is stored with its end, behind the others", async () => {
      await start("run_1");
      await store.appendEvents("run_1", [status("a")]);
      const result = sampleResult("run_1", "conv_1");
      const event: RunEvent = { type: "run-end", result };
      await store.endRun("run_1", { state: "completed", result, event, nowMs: 20 });
      expect(await store.listEvents("run_1", 0)).toEqual([
        { sequence: 1, event: status("a") },
        { sequence: 2, event },
      ]);
    });

    test("a run ends once and takes nothing after its end", async () => {
      await start("run_1");
      await complete("run_1");
      const again = store.endRun("run_1", { state: "failed", nowMs: 40 });
      await expect(again).rejects.toMatchObject({ code: "conflict" });
      const more = store.appendEvents("run_1", [status("late")]);
      await expect(more).rejects.toMatchObject({ code: "conflict" });
      expect(await store.getRun("run_1")).toMatchObject({ state: "completed", endedAtMs: 20 });
      expect(await store.listEvents("run_1", 0)).toEqual([]);
      expect((await store.getConversation("conv_1"))?.turns).toHaveLength(2);
    });

    test("writing to a run that was never started is not_found", async () => {
      await expect(store.appendEvents("run_x", [status("a")])).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(complete("run_x")).rejects.toMatchObject({ code: "not_found" });
    });

    test("a conversation goes on over several runs, in order", async () => {
      await start("run_1", "conv_1", 1);
      await complete("run_1", "conv_1", 2);
      await start("run_2", "conv_1", 3);
      await complete("run_2", "conv_1", 4);
      const conversation = await store.getConversation("conv_1");
      expect(conversation).toMatchObject({ createdAtMs: 1, updatedAtMs: 4 });
      expect(conversation?.turns.map((turn) => turn.runId)).toEqual([
        "run_1",
        "run_1",
        "run_2",
        "run_2",
      ]);
    });

    test("conversations are listed newest first, without turns, up to the limit", async () => {
      await start("run_1", "conv_1", 1);
      await start("run_2", "conv_2", 2);
      await start("run_3", "conv_3", 3);
      await complete("run_1", "conv_1", 9);
      expect(await store.listConversations(2)).toEqual([
        { id: "conv_1", owner: "", createdAtMs: 1, updatedAtMs: 9 },
        { id: "conv_3", owner: "", createdAtMs: 3, updatedAtMs: 3 },
      ]);
    });

    test("deleting a conversation takes its runs and events along, and no others", async () => {
      await start("run_1");
      await store.appendEvents("run_1", [status("a")]);
      await start("run_2", "conv_2");
      expect(await store.deleteConversation("conv_1")).toBe(true);
      expect(await store.getConversation("conv_1")).toBeNull();
      expect(await store.getRun("run_1")).toBeNull();
      expect(await store.listEvents("run_1", 0)).toEqual([]);
      expect(await store.deleteConversation("conv_1")).toBe(false);
      expect(await store.getRun("run_2")).not.toBeNull();
    });

    test("a run of this living process is no orphan", async () => {
      await start("run_1");
      expect(await store.interruptOrphans(50)).toBe(0);
      expect(await store.getRun("run_1")).toMatchObject({ state: "running" });
    });

    test("text comes back as it went in", async () => {
      const text = "∫₀¹ x² dx — 积分 'quote'; DROP TABLE runs; \u0000 \u{1F600}";
      await store.startRun({ id: "run_1", conversationId: "conv_1", question: text, nowMs: 1 });
      await store.appendEvents("run_1", [status(text)]);
      expect((await store.getRun("run_1"))?.question).toBe(text);
      expect((await store.getConversation("conv_1"))?.turns[0]?.content).toBe(text);
      expect((await store.listEvents("run_1", 0))[0]?.event).toEqual(status(text));
    });

    test("what is handed out is a copy", async () => {
      await start("run_1");
      const event = { type: "tool-end" as const, id: "1", name: "t", result: { values: [1] } };
      await store.appendEvents("run_1", [event]);
      event.result.values.push(2);
      expect((await store.listEvents("run_1", 0))[0]?.event).toMatchObject({
        result: { values: [1] },
      });
    });

    test("a run has its owner and details, and lists and conversations keep owners apart", async () => {
      const run = { conversationId: "conv_1", question: "q", nowMs: 5 };
      const details = { door: "responses", metadata: { a: "b" } };
      await store.startRun({ ...run, id: "run_1", owner: "team-a", details });
      await start("run_2", "conv_2");
      expect(await store.getRun("run_1")).toMatchObject({ owner: "team-a", details });
      expect(await store.getConversation("conv_1")).toMatchObject({ owner: "team-a" });
      const listed = async (owner?: string) =>
        (await store.listConversations(10, owner)).map(({ id }) => id);
      expect(await listed("team-a")).toEqual(["conv_1"]);
      expect(await listed("team-b")).toEqual([]);
      expect(await listed()).toEqual(["conv_2"]);
      const foreign = store.startRun({ ...run, id: "run_3", owner: "team-b" });
      await expect(foreign).rejects.toMatchObject({ code: "not_found" });
      expect(await store.getRun("run_3")).toBeNull();
      expect((await store.getConversation("conv_1"))?.turns).toHaveLength(1);
    });

    test("a record is put in once, changed, listed by age, and deleted", async () => {
      const put = (id: string, createdAtMs: number, value: unknown = { id }) =>
        store.insertRecord("key", { id, value, createdAtMs });
      expect(await put("b", 2)).toBeNull();
      expect(await put("a", 2)).toBeNull();
      expect(await put("c", 1)).toBeNull();
      expect(await put("c", 9, "other")).toEqual({ id: "c", value: { id: "c" }, createdAtMs: 1 });
      const list = async (afterId?: string) =>
        (
          await store.listRecords("key", {
            limit: 2,
            nowMs: 10,
            ...(afterId === undefined ? {} : { afterId }),
          })
        ).map(({ id }) => id);
      expect(await list()).toEqual(["c", "a"]);
      expect(await list("a")).toEqual(["b"]);
      expect(await store.getRecord("other", "a", 10)).toBeNull();
      expect(await store.updateRecord("key", "a", [1])).toBe(true);
      expect(await store.updateRecord("key", "x", [1])).toBe(false);
      expect(await store.getRecord("key", "a", 10)).toEqual({
        id: "a",
        value: [1],
        createdAtMs: 2,
      });
      expect(await store.deleteRecord("key", "a")).toBe(true);
      expect(await store.deleteRecord("key", "a")).toBe(false);
      expect(await store.getRecord("key", "a", 10)).toBeNull();
    });

    test("of many who put the same record in at once, one does", async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, value) =>
          store.insertRecord("claim", { id: "one", value, createdAtMs: 1 }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      const winner = outcomes.indexOf(null);
      expect(outcomes.filter((outcome) => outcome?.value === winner)).toHaveLength(19);
    });

    test("a record past its end is not there, and its id is free", async () => {
      const now = Date.now();
      const record = { id: "x", value: 1, createdAtMs: now, expiresAtMs: now + 60_000 };
      await store.insertRecord("claim", record);
      expect(await store.getRecord("claim", "x", now + 59_999)).toMatchObject({ value: 1 });
      expect(await store.getRecord("claim", "x", now + 60_000)).toBeNull();
      expect(await store.listRecords("claim", { limit: 9, nowMs: now + 60_000 })).toEqual([]);
      const later = { id: "x", value: 2, createdAtMs: now + 60_000 };
      expect(await store.insertRecord("claim", later)).toBeNull();
      expect(await store.getRecord("claim", "x", now + 60_001)).toMatchObject({ value: 2 });
    });
  });
}
