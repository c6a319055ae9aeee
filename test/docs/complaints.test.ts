import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);

test("every test that docs/agent.md names for a complaint is there", () => {
  const text = readFileSync(new URL("docs/agent.md", root), "utf8");
  const table = text.slice(text.indexOf("## What people suffer from elsewhere"));
  const named = [...table.matchAll(/`((?:src|test)\/[\w/.-]+\.test\.ts)`/g)].map(
    ([, path]) => path,
  );
  expect(named.length).toBeGreaterThan(30);
  const missing = named.filter((path) => !existsSync(new URL(path as string, root)));
  expect(missing).toEqual([]);
});
