import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { whatYouCanAsk } from "../../scripts/what-you-can-ask-text.ts";

test("the page of what can be asked is the current one; npm run docs writes it anew", async () => {
  const page = new URL("../../docs/what-you-can-ask.md", import.meta.url);
  const written = await readFile(page, "utf8");
  expect(written).toBe(whatYouCanAsk());
  expect(written.match(/^\| `/gm)?.length).toBeGreaterThan(300);
});
