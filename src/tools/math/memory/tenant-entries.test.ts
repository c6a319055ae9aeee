import { expect, test } from "vitest";
import { TenantEntries } from "./tenant-entries.ts";

const held = (entries: TenantEntries<number>, tenant: string, keys: string) =>
  [...keys].filter((key) => entries.get(tenant, key) !== undefined).join("");

test("a tenant finds its own and nothing of another's", () => {
  const entries = new TenantEntries<number>({ total: 10, perTenant: 5 });
  entries.set("a", "k", 1);
  entries.set("b", "k", 2);
  expect(entries.get("a", "k")).toBe(1);
  expect(entries.get("b", "k")).toBe(2);
  expect(entries.get("c", "k")).toBeUndefined();
  entries.set("a", "k", 3);
  expect([entries.get("a", "k"), entries.get("b", "k"), entries.size]).toEqual([3, 2, 2]);
});

test("a tenant at its limit gives up what it has not used for longest", () => {
  const entries = new TenantEntries<number>({ total: 10, perTenant: 3 });
  for (const key of "abc") entries.set("t", key, 1);
  entries.get("t", "a");
  entries.set("t", "d", 1);
  expect(held(entries, "t", "abcd")).toBe("acd");
  expect(entries.size).toBe(3);
});

test("when all are full the largest tenant gives way, so that none is crowded out", () => {
  const entries = new TenantEntries<number>({ total: 6, perTenant: 5 });
  for (const key of "xy") entries.set("small", key, 1);
  for (const key of "abcdefghijklmnop") entries.set("large", key, 1);
  expect(held(entries, "small", "xy")).toBe("xy");
  expect(held(entries, "large", "abcdefghijklmnop")).toBe("mnop");
  for (const tenant of ["n1", "n2", "n3", "n4"]) entries.set(tenant, "k", 1);
  expect(entries.size).toBe(6);
  expect(held(entries, "small", "xy").length).toBeGreaterThan(0);
});

test("without places nothing is kept", () => {
  const entries = new TenantEntries<number>({ total: 0, perTenant: 0 });
  entries.set("a", "k", 1);
  expect([entries.get("a", "k"), entries.size]).toEqual([undefined, 0]);
});
