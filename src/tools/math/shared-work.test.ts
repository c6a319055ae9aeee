import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { SharedWork } from "./shared-work.ts";

const allow = (timeoutMs: number, signal?: AbortSignal) => ({ signal, timeoutMs });

test("what is asked for at the same time is done once, and afresh afterwards", async () => {
  const shared = new SharedWork<number>();
  let runs = 0;
  const work = async () => {
    await sleep(20);
    return (runs += 1);
  };
  const answers = await Promise.all(
    [1, 2, 3]
      .map(() => shared.run("a", allow(10_000), work))
      .concat(shared.run("b", allow(10_000), work)),
  );
  expect(answers.slice(0, 3)).toEqual([1, 1, 1]);
  expect(runs).toBe(2);
  expect(await shared.run("a", allow(10_000), work)).toBe(3);
});

test("one caller that leaves is let go at once; the work goes on for the others", async () => {
  const shared = new SharedWork<string>();
  const leaving = new AbortController();
  let stopped = false;
  const work = async (signal: AbortSignal) => {
    signal.addEventListener("abort", () => (stopped = true));
    await sleep(60);
    return "done";
  };
  const first = shared.run("a", allow(10_000, leaving.signal), work);
  const second = shared.run("a", allow(10_000), work);
  leaving.abort();
  await expect(first).rejects.toMatchObject({ code: "stopped" });
  expect(stopped).toBe(false);
  expect(await second).toBe("done");
});

test("when the last caller has left the work is stopped", async () => {
  const shared = new SharedWork<never>();
  const leaving = [new AbortController(), new AbortController()];
  const stopped = Promise.withResolvers<void>();
  const work = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        stopped.resolve();
        reject(new Error("stopped"));
      });
    });
  const runs = leaving.map(({ signal }) => shared.run("a", allow(10_000, signal), work));
  for (const controller of leaving) controller.abort();
  for (const run of runs) await expect(run).rejects.toMatchObject({ code: "stopped" });
  await stopped.promise;
});

test("who comes late, or allows another time, does not inherit a deadline", async () => {
  const shared = new SharedWork<number>();
  let runs = 0;
  const work = async () => {
    const own = (runs += 1);
    await sleep(80);
    return own;
  };
  const first = shared.run("a", allow(100), work);
  const otherTime = shared.run("a", allow(200), work);
  await sleep(30);
  const late = shared.run("a", allow(100), work);
  expect(await Promise.all([first, otherTime, late])).toEqual([1, 2, 3]);
});

test("a failure reaches every caller", async () => {
  const shared = new SharedWork<never>();
  const work = async () => {
    await sleep(5);
    throw new TypeError("no");
  };
  const runs = [1, 2].map(() => shared.run("a", allow(10_000), work));
  for (const run of runs) await expect(run).rejects.toThrow("no");
});
