import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyEventSchema } from "../../src/core/verify-event.ts";
import { runCli } from "./run-cli.ts";

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

test("verify --batch answers every line of a file in order and survives bad lines", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "ansatz-batch-")), "texts.jsonl");
  await writeFile(
    file,
    '{"id":1,"text":"7 * 8 = 56"}\nno json\n{"id":"c","text":"7 * 8 = 54"}\n{"id":4}\n',
  );
  const run = await runCli(["verify", "--batch", file]);
  expect(run.status).toBe(0);
  expect(lines(run.stdout)).toMatchObject([
    { id: 1, verdict: "proved" },
    { id: null, error: { code: "invalid_request" } },
    { id: "c", verdict: "refuted" },
    { id: 4, error: { code: "invalid_request" } },
  ]);
});

test("verify --batch says which file it cannot read", async () => {
  const run = await runCli(["verify", "--batch", "/no/such/file.jsonl"]);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain("/no/such/file.jsonl");
});

test("verify --stream prints claims and ends with the result", async () => {
  const run = await runCli(["verify", "--stream"], { input: "7 * 8 = 56. So 1 + 1 = 3." });
  expect(run.status).toBe(1);
  const events = lines(run.stdout).map((line) => verifyEventSchema.parse(line));
  expect(events.at(-1)).toMatchObject({ type: "verify-end", result: { verdict: "refuted" } });
  expect(events.slice(0, -1).map(({ type }) => type)).toEqual(["claim-checked", "claim-checked"]);
});
