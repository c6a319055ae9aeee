import { expect, test, vi } from "vitest";
import { eventStream } from "./event-stream.ts";

test("a reader that leaves is reported, so that nothing is drawn for it any more", async () => {
  const onLeave = vi.fn();
  async function* frames() {
    yield "data: 1\n\n";
    await new Promise<never>(() => {});
  }
  const reader = eventStream(frames(), { keepAliveMs: 60_000, onLeave }).body!.getReader();
  await reader.read();
  expect(onLeave).not.toHaveBeenCalled();
  await reader.cancel();
  expect(onLeave).toHaveBeenCalledTimes(1);
});

test("frames are drawn as they are taken and not ahead of the reader", async () => {
  let drawn = 0;
  async function* frames() {
    while (true) yield `data: ${(drawn += 1)}\n\n`;
  }
  const { body } = eventStream(frames(), { keepAliveMs: 60_000, onLeave: () => {} });
  const reader = body!.getReader();
  for (let index = 0; index < 5; index += 1) await reader.read();
  await new Promise((resolve) => setImmediate(resolve));
  expect(drawn).toBeLessThanOrEqual(7);
  await reader.cancel();
});
