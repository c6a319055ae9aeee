import { expect, test } from "vitest";
import { createTurnQueue } from "./turn-queue.ts";

test("turns come in order and a full queue refuses", async () => {
  const queue = createTurnQueue(1);
  const releaseFirst = await queue.take(undefined);
  const second = queue.take(undefined);
  await expect(queue.take(undefined)).rejects.toMatchObject({ code: "overloaded" });
  releaseFirst();
  releaseFirst();
  const releaseSecond = await second;
  const third = queue.take(undefined);
  let isThird = false;
  void third.then(() => (isThird = true));
  await Promise.resolve();
  expect(isThird).toBe(false);
  releaseSecond();
  (await third)();
});

test("a stopped caller gives up its place", async () => {
  const queue = createTurnQueue(5);
  const release = await queue.take(undefined);
  const controller = new AbortController();
  const given = queue.take(controller.signal);
  const next = queue.take(undefined);
  controller.abort();
  await expect(given).rejects.toMatchObject({ code: "stopped" });
  release();
  (await next)();
});
