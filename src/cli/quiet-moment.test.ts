import { expect, test } from "vitest";
import { quietMoment } from "./quiet-moment.ts";

const { signal } = new AbortController();

test("it comes when the thread has had time to spare", async () => {
  const shares = [0.9, 0.7, 0.1, 0.9];
  await quietMoment({ signal, busyShare: () => shares.shift() ?? 1 });
  expect(shares).toEqual([0.9]);
});

test("it is not waited for longer than said", async () => {
  let looks = 0;
  await quietMoment({ signal, mostMs: 600, busyShare: () => ((looks += 1), 1) });
  expect(looks).toBeGreaterThan(0);
  expect(looks).toBeLessThan(4);
});

test("nobody waits for it when the service stops", async () => {
  const stopping = new AbortController();
  const waiting = quietMoment({ signal: stopping.signal, busyShare: () => 1 });
  stopping.abort();
  await waiting;
});
