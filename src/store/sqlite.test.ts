import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test, vi } from "vitest";
import { SqliteStore } from "./sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (id: string) => ({ id, conversationId: "conv_1", question: "q", nowMs: 1 });

test("a killed process loses nothing it acknowledged, and its runs become interrupted", async () => {
  const path = join(folder, "killed.sqlite");
  const writer = fileURLToPath(new URL("../../test/contract/sqlite-writer.ts", import.meta.url));
  const child = spawn(process.execPath, [writer, path], { stdio: ["ignore", "pipe", "ignore"] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === 150) child.kill("SIGKILL");
  }
  if (child.signalCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
  expect(acknowledged.length).toBeGreaterThanOrEqual(150);

  const store = new SqliteStore(path);
  const started = acknowledged.flatMap((line) => /^start (\w+)$/.exec(line)?.[1] ?? []);
  const ended = new Set(acknowledged.flatMap((line) => /^end (\w+)$/.exec(line)?.[1] ?? []));
  const states = async () =>
    Promise.all(started.map(async (id) => (await store.getRun(id))?.state ?? "lost"));
  expect(await states()).not.toContain("lost");

  const events = acknowledged.flatMap((line) => {
    const found = /^event (\w+) (\d)$/.exec(line);
    return found ? [{ id: String(found[1]), index: Number(found[2]) }] : [];
  });
  for (const { id, index } of events) {
    const stored = await store.listEvents(id, index - 1);
    expect(stored[0]).toEqual({
      sequence: index,
      event: { type: "status", text: `${id} event ${index}` },
    });
  }

  expect(await store.interruptOrphans(77)).toBeGreaterThan(0);
  for (const id of started) {
    const run = await store.getRun(id);
    if (ended.has(id)) expect(run?.state).toBe("completed");
    // A write may have reached the disk just before the kill without being reported.
    else expect(["interrupted", "completed"]).toContain(run?.state);
    const turns = (await store.getConversation(run?.conversationId ?? ""))?.turns ?? [];
    expect(turns.some((turn) => turn.runId === id && turn.role === "assistant")).toBe(
      run?.state === "completed",
    );
  }
  expect(await states()).toContain("interrupted");
  expect(await store.interruptOrphans(78)).toBe(0);
  await store.close();
});

test("an interrupted run says so as its last event", async () => {
  const path = join(folder, "orphan.sqlite");
  const first = new SqliteStore(path);
  await first.startRun(start("run_1"));
  await first.appendEvents("run_1", [{ type: "status", text: "working" }]);
  await first.close();
  const second = new SqliteStore(path);
  expect(await second.interruptOrphans(9)).toBe(1);
  expect(await second.getRun("run_1")).toMatchObject({
    state: "interrupted",
    endedAtMs: 9,
    error: { code: "interrupted" },
  });
  expect((await second.listEvents("run_1", 1))[0]).toMatchObject({
    sequence: 2,
    event: { type: "run-error", code: "interrupted" },
  });
  await second.close();
});

test("the run of another living process is left alone", async () => {
  const path = join(folder, "neighbour.sqlite");
  const store = new SqliteStore(path);
  await store.startRun(start("run_1"));
  await store.close();
  const raw = new DatabaseSync(path);
  raw.prepare("UPDATE runs SET owner_process = ?").run(process.ppid);
  raw.close();
  const reopened = new SqliteStore(path);
  expect(await reopened.interruptOrphans(5)).toBe(0);
  expect(await reopened.getRun("run_1")).toMatchObject({ state: "running" });
  await reopened.close();
});

test("what was written is there after closing and opening again", async () => {
  const path = join(folder, "reopened.sqlite");
  const first = new SqliteStore(path);
  const pending = first.startRun(start("run_1"));
  await first.close();
  await pending;
  const second = new SqliteStore(path);
  expect((await second.getConversation("conv_1"))?.turns).toHaveLength(1);
  await second.close();
});

test("the file keeps a write-ahead log that is synced at every commit", async () => {
  const path = join(folder, "pragmas.sqlite");
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  const store = new SqliteStore(path);
  expect(exec.mock.calls.flat().join("\n")).toMatch(
    /journal_mode = WAL; PRAGMA synchronous = FULL/,
  );
  exec.mockRestore();
  await store.startRun(start("run_1"));
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  await store.close();
});

test("a file from a newer Ansatz is refused and left as it is", async () => {
  const path = join(folder, "newer.sqlite");
  await new SqliteStore(path).close();
  const raw = new DatabaseSync(path);
  raw.exec("INSERT INTO ansatz_schema VALUES (99)");
  raw.close();
  expect(() => new SqliteStore(path)).toThrowError(
    expect.objectContaining({
      code: "invalid_configuration",
      message: expect.stringMatching(/newer Ansatz/),
    }),
  );
  const again = new DatabaseSync(path);
  expect(again.prepare("SELECT max(version) AS version FROM ansatz_schema").get()).toEqual({
    version: 99,
  });
  again.close();
});

test("a file that is no database is refused with a sentence", () => {
  const path = join(folder, "letter.sqlite");
  writeFileSync(path, "Dear reader, this is a letter and not a database at all.\n".repeat(40));
  expect(() => new SqliteStore(path)).toThrowError(
    expect.objectContaining({ code: "invalid_configuration" }),
  );
});
