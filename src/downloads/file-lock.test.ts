import { access, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withFileLock } from "./file-lock.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-lock-"));
});

afterAll(() => rm(folder, { recursive: true }));

test("work under one lock never overlaps, and the lock is gone afterwards, also after a failure", async () => {
  const path = join(folder, "a.lock");
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await access(path);
    order.push(`${name} ends`);
    if (name === "first") throw new TypeError("first fails");
  };
  const first = withFileLock(path, undefined, work("first"));
  const second = withFileLock(path, undefined, work("second"));
  await expect(first).rejects.toThrow("first fails");
  await second;
  expect(order.map((entry) => entry.split(" ")[1])).toEqual(["begins", "ends", "begins", "ends"]);
  await expect(access(path)).rejects.toThrow("ENOENT");
});

test("a lock left by a dead process is taken over", async () => {
  const path = join(folder, "b.lock");
  await writeFile(path, "999999\n");
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path, longAgo, longAgo);
  expect(await withFileLock(path, undefined, () => Promise.resolve("done"))).toBe("done");
});

test("waiting for a living holder can be stopped", async () => {
  const path = join(folder, "c.lock");
  await writeFile(path, "1\n");
  const controller = new AbortController();
  const waiting = withFileLock(path, controller.signal, () => Promise.resolve("never"));
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
});
