import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { apiReference } from "../../scripts/api-reference-text.ts";

test("the generated API reference is the current one; npm run docs writes it anew", async () => {
  const written = await readFile(new URL("../../docs/api-reference.md", import.meta.url), "utf8");
  expect(written).toBe(apiReference());
  for (const path of [
    "/v1/chat/completions",
    "/v1/query",
    "/v1/verify",
    "/v1/runs/{id}",
    "/healthz",
  ])
    expect(written).toContain(` ${path}\n`);
});
