import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LimitStore, PlaceTake, TokensTake } from "../../src/core/limit-port.ts";
import type { Store } from "../../src/core/store-port.ts";

/** What the limits of every store promise; `open` gives fresh ones that go by the asker's time. */
export function describeLimits(name: string, open: () => Store): void {
  describe(`${name} keeps the promises of limits`, () => {
    const now = Date.now();
    let store: Store;
    let limits: LimitStore;
    beforeEach(() => {
      store = open();
      ({ limits } = store);
    });
    afterEach(() => store.close());

    const tokens = (cost: number, extra: Partial<TokensTake> = {}): TokensTake => ({
      kind: "tokens",
      id: "b",
      bucket: { capacity: 3, perSecond: 2 },
      cost,
      ...extra,
    });
    const place = (holder: string, extra: Partial<PlaceTake> = {}): PlaceTake => ({
      kind: "place",
      id: "p",
      places: 2,
      holder,
      forMs: 30_000,
      ...extra,
    });

    test("a bucket gives what is in it, refills with time, and says how long to wait", async () => {
      const take = async (cost: number, ms: number, extra: Partial<TokensTake> = {}) =>
        (await limits.take([tokens(cost, extra)], now + ms))[0];
      expect(await take(2, 0)).toEqual({ isAllowed: true, remaining: 1, retryAfterMs: 0 });
      expect(await take(2, 0)).toEqual({ isAllowed: false, remaining: 1, retryAfterMs: 500 });
      expect(await take(2, 500)).toEqual({ isAllowed: true, remaining: 0, retryAfterMs: 0 });
      expect(await take(3, 0, { id: "other" })).toMatchObject({ isAllowed: true });
      expect(await take(0, 60_000)).toMatchObject({ isAllowed: true, remaining: 3 });
      expect(await take(3, 60_000)).toMatchObject({ isAllowed: true, remaining: 0 });
      expect(await take(-1, 60_000)).toMatchObject({ isAllowed: true, remaining: 1 });
      expect(await take(-9, 60_000)).toMatchObject({ isAllowed: true, remaining: 3 });
    });

    test("what must be there is asked apart from what is taken", async () => {
      const look = async (ms: number) =>
        (await limits.take([tokens(0, { least: 1 })], now + ms))[0];
      expect(await look(0)).toMatchObject({ isAllowed: true, remaining: 3 });
      await limits.take([tokens(5, { isOwing: true })], now);
      expect(await look(0)).toEqual({ isAllowed: false, remaining: -2, retryAfterMs: 1_500 });
      expect(await look(1_500)).toMatchObject({ isAllowed: true, remaining: 1 });
    });

    test("of many who ask at once as many are allowed as there are tokens, and places", async () => {
      const taken = await Promise.all(
        Array.from({ length: 9 }, () => limits.take([tokens(1)], now)),
      );
      expect(taken.filter(([state]) => state?.isAllowed)).toHaveLength(3);
      const held = await Promise.all(
        Array.from({ length: 9 }, (_, index) => limits.take([place(`run_${index}`)], now)),
      );
      expect(held.filter(([state]) => state?.isAllowed)).toHaveLength(2);
    });

    test("a clock set back fills nothing, and time goes on from there", async () => {
      await limits.take([tokens(3)], now);
      expect(await limits.take([tokens(1)], now - 3_600_000)).toMatchObject([{ isAllowed: false }]);
      const later = await limits.take([tokens(1)], now - 3_600_000 + 500);
      expect(later).toMatchObject([{ isAllowed: true, remaining: 0 }]);
    });

    test("all of several limits are taken, or none", async () => {
      const both = () => limits.take([tokens(1), place("a", { places: 0 })], now);
      expect(await both()).toMatchObject([{ isAllowed: true }, { isAllowed: false }]);
      expect(await limits.take([tokens(0)], now)).toMatchObject([{ remaining: 3 }]);
      expect(await limits.take([tokens(4), place("a", { places: 1 })], now)).toMatchObject([
        { isAllowed: false },
        { isAllowed: true },
      ]);
      expect(await limits.take([tokens(2), place("b", { places: 1 })], now)).toEqual([
        { isAllowed: true, remaining: 1, retryAfterMs: 0 },
        { isAllowed: true, remaining: 0, retryAfterMs: 0 },
      ]);
    });

    test("a place is held by name until it is given back or its time is over", async () => {
      const take = async (holder: string, ms = 0, extra: Partial<PlaceTake> = {}) =>
        (await limits.take([place(holder, extra)], now + ms))[0];
      expect(await take("a")).toEqual({ isAllowed: true, remaining: 1, retryAfterMs: 0 });
      expect(await take("b")).toMatchObject({ isAllowed: true, remaining: 0 });
      expect(await take("c")).toEqual({ isAllowed: false, remaining: 0, retryAfterMs: 1_000 });
      expect(await take("c", 0, { id: "other" })).toMatchObject({ isAllowed: true });
      expect(await take("a", 10_000)).toMatchObject({ isAllowed: true, remaining: 0 });
      await limits.release("p", "nobody");
      await limits.release("p", "b");
      expect(await take("c", 10_000, { forMs: 5_000 })).toMatchObject({ isAllowed: true });
      expect(await take("d", 14_999)).toMatchObject({ isAllowed: false });
      expect(await take("d", 15_000)).toMatchObject({ isAllowed: true });
      // The one that was renewed holds on for thirty seconds from then.
      expect(await take("e", 39_999)).toMatchObject({ isAllowed: false });
      expect(await take("e", 40_000)).toMatchObject({ isAllowed: true });
    });

    test("a holder whose time ran out takes its place again, also beyond the number", async () => {
      await limits.take([place("a")], now);
      await limits.take([place("b"), place("c")], now + 40_000);
      const again = await limits.take([place("a", { isOwing: true })], now + 40_000);
      expect(again).toMatchObject([{ isAllowed: true, remaining: -1 }]);
      await limits.release("p", "b");
      expect(await limits.take([place("d")], now + 40_000)).toMatchObject([{ isAllowed: false }]);
      await limits.release("p", "a");
      expect(await limits.take([place("d")], now + 40_000)).toMatchObject([{ isAllowed: true }]);
    });
  });
}
