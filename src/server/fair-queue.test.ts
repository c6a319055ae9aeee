import { expect, test } from "vitest";
import { FairQueue } from "./fair-queue.ts";

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

test("owners take turns, however many each has sent", async () => {
  const queue = new FairQueue({ places: 1, waiting: 20 });
  const first = queue.enter("a");
  const order: string[] = [];
  const wait = (owner: string, name: string) => {
    const place = queue.enter(owner);
    void (async () => {
      await place.ready;
      order.push(name);
      place.leave();
    })();
  };
  for (const name of ["a1", "a2", "a3", "a4"]) wait("a", name);
  for (const name of ["b1", "b2"]) wait("b", name);
  wait("c", "c1");
  expect(queue.waiting).toBe(7);
  first.leave();
  for (let turn = 0; turn < 20; turn += 1) await settle();
  expect(order).toEqual(["a1", "b1", "c1", "a2", "b2", "a3", "a4"]);
  expect([queue.active, queue.waiting]).toEqual([0, 0]);
});

test("the room is bounded, and one tenant fills half of it at most", () => {
  const queue = new FairQueue({ places: 1, waiting: 4 });
  queue.enter("a");
  queue.enter("a");
  queue.enter("a");
  expect(() => queue.enter("a")).toThrow(/places for runs/);
  queue.enter("b");
  queue.enter("b");
  expect(() => queue.enter("c")).toThrow(/room to wait/);
  const alone = new FairQueue({ places: 1, waiting: 2 });
  for (let count = 0; count < 3; count += 1) alone.enter("");
  expect(() => alone.enter("")).toThrow(/room to wait/);
});

test("whoever leaves while waiting frees room and takes no place; leaving twice does nothing", async () => {
  const queue = new FairQueue({ places: 1, waiting: 2 });
  const first = queue.enter("a");
  const second = queue.enter("b");
  const third = queue.enter("c");
  second.leave();
  second.leave();
  expect([queue.active, queue.waiting]).toEqual([1, 1]);
  first.leave();
  first.leave();
  await third.ready;
  expect([queue.active, queue.waiting]).toEqual([1, 0]);
  third.leave();
  expect(queue.active).toBe(0);
});
