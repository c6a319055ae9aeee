import { expect, test } from "vitest";
import { countLooks } from "./counted-clock.ts";

test("a clock that stands still goes on with each look, and never shows less than before", () => {
  let real = 1_000;
  const clock = { now: () => real };
  const restore = countLooks(clock, 5);
  expect([clock.now(), clock.now(), clock.now()]).toEqual([1_005, 1_010, 1_015]);
  real = 1_007;
  expect(clock.now()).toBe(1_015);
  real = 1_100;
  expect([clock.now(), clock.now()]).toEqual([1_100, 1_105]);
  restore();
  expect(clock.now()).toBe(1_100);
});

test("a clock that moves is shown as it is", () => {
  let real = 0;
  const clock = { now: () => (real += 1) };
  const restore = countLooks(clock, 50);
  expect([clock.now(), clock.now(), clock.now()]).toEqual([2, 3, 4]);
  restore();
});
