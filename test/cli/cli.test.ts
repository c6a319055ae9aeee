import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OPTIONS } from "../../src/cli/commands/options.ts";
import { askResultSchema } from "../../src/core/ask-result.ts";
import { queryResultSchema } from "../../src/core/query-result.ts";
import { verifyResultSchema } from "../../src/core/verify-result.ts";
import { runCli } from "./run-cli.ts";

const lines = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("query --json prints one QueryResult with its proof and exits 0", async () => {
  const run = await runCli(["query", "∫ x·sin(x) dx", "--json"]);
  const result = queryResultSchema.parse(JSON.parse(run.stdout));
  expect(result.certificate).toMatchObject({ grade: "proved", method: "differentiate-back" });
  expect(run.status).toBe(0);
});

test("query says in words how it read and checked, and exits 1 for what it cannot answer", async () => {
  const answered = await runCli(["query", "15% of 80"]);
  expect(answered.stdout).toContain("Answer:   12");
  expect(answered.stdout).toContain("Check:    proved");
  const refused = await runCli(["query", "x="]);
  expect(refused.status).toBe(1);
  expect(refused.stdout).toContain("Try:");
});

test("query --jsonl answers every line in order with its id and survives bad lines", async () => {
  const input = [
    '{"id":"a","query":"2^10"}',
    "not json",
    '{"id":3}',
    '{"id":"d","query":"solve x^2=4"}',
    '{"id":"e","query":"2+2","extra":1}',
  ].join("\n");
  const run = await runCli(["query", "--jsonl"], { input });
  const answers = lines(run.stdout);
  expect(answers.map((answer) => answer["id"])).toEqual(["a", null, 3, "d", "e"]);
  expect(answers[0]).toMatchObject({ status: "answered", answer: { short: "1024" } });
  expect(answers[1]).toMatchObject({ error: { code: "invalid_request" } });
  expect(answers[2]).toMatchObject({ error: { param: "query" } });
  expect(answers[3]).toMatchObject({ answer: { value: { kind: "solutions", complete: true } } });
  expect(answers[4]).toHaveProperty("error");
  expect(run.status).toBe(0);
});

test("verify finds and mends a false statement and exits 1", async () => {
  const run = await runCli(["verify", "--json"], { input: "First 2 + 2 = 5, then 3 * 4 = 12." });
  const result = verifyResultSchema.parse(JSON.parse(run.stdout));
  expect(result.verdict).toBe("refuted");
  expect(result.corrected).toBe("First 2 + 2 = 4, then 3 * 4 = 12.");
  expect(run.status).toBe(1);
});

test("equal tells same, different and undecided apart by its exit status", async () => {
  expect((await runCli(["equal", "sin(2x)", "2 sin(x) cos(x)"])).status).toBe(0);
  const different = await runCli(["equal", "1/3", "0.33", "--json"]);
  expect(JSON.parse(different.stdout)).toMatchObject({ verdict: "refuted", equal: false });
  expect(different.status).toBe(1);
});

test("ask answers mathematics without any model", async () => {
  const run = await runCli(["ask", "求 x^3-6x^2+11x-6=0 的根", "--model", "none", "--json"]);
  const result = askResultSchema.parse(JSON.parse(run.stdout));
  expect(result).toMatchObject({
    verdict: "proved",
    route: "direct",
    model: "none",
    answer: "1, 2, 3",
  });
  expect(result.reply).toContain("理解为");
  expect(run.status).toBe(0);
});

test("a picture is shown to a model that sees, and is refused with the reason without one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ansatz-picture-"));
  const png = join(folder, "a.png");
  const text = join(folder, "a.txt");
  writeFileSync(png, Buffer.from("iVBORw0KGgoAAAANSUhEUg==", "base64"));
  writeFileSync(text, "2+2");
  const ask = (image: string) => runCli(["ask", "2+2", "--image", image, "--model", "none"]);
  const blind = await ask(png);
  expect(blind.status).toBe(1);
  expect(blind.stderr).toContain("there is no model that could look at pictures");
  expect((await ask(text)).status).toBe(2);
  expect((await ask(join(folder, "nothing.png"))).status).toBe(2);
  rmSync(folder, { recursive: true });
});

test("ask says honestly what it cannot do without a model and exits 1", async () => {
  const run = await runCli(["ask", "Who wrote Faust?", "--model", "none"]);
  expect(run.status).toBe(1);
  expect(run.stdout).toMatch(/undecided/);
});

test("bad usage and bad settings exit 2 with a sentence that says what to do", async () => {
  const unknown = await runCli(["frobnicate"]);
  expect(unknown).toMatchObject({ status: 2, stdout: "" });
  expect(unknown.stderr).toContain("The commands are");
  const option = await runCli(["query", "1+1", "--nope"]);
  expect(option.status).toBe(2);
  const setting = await runCli(["query", "1+1"], { settings: { ANSATZ_PROT: "1" } });
  expect(setting.status).toBe(2);
  expect(setting.stderr).toContain("ANSATZ_PROT");
  const model = await runCli(["ask", "1+1", "--model", "gpt"]);
  expect(model.status).toBe(2);
  expect(model.stderr).toContain("http://");
});

test("compiled modules are kept in the cache folder, and a folder that cannot be made costs nothing", async () => {
  const cache = mkdtempSync(join(tmpdir(), "ansatz-cache-"));
  expect(await runCli(["query", "2+2"], { settings: { ANSATZ_CACHE: cache } })).toMatchObject({
    status: 0,
  });
  expect(readdirSync(join(cache, "compiled"))).not.toEqual([]);
  const none = await runCli(["query", "2+2"], { settings: { ANSATZ_CACHE: "/dev/null/none" } });
  expect(none).toMatchObject({ status: 0, stderr: "" });
});

test("a table that says what the lines above it say is not shown a second time", async () => {
  const { stdout } = await runCli(["query", "12"]);
  expect(stdout.match(/Prime factorization/g)).toHaveLength(1);
});

test("two models are compared only when there are two", async () => {
  const one = await runCli(["eval", "compare", "embedded"]);
  expect(one).toMatchObject({ status: 2, stdout: "" });
  expect(one.stderr).toMatch(/Name two models/);
});

test("a model server that is down costs the mathematics nothing", async () => {
  const run = await runCli(["ask", "integrate 2x", "--model", "http://127.0.0.1:9/v1", "--json"]);
  expect(askResultSchema.parse(JSON.parse(run.stdout))).toMatchObject({
    verdict: "proved",
    answer: "x^2",
  });
});

test("doctor names the folders it uses and proves a canary", async () => {
  const run = await runCli(["doctor", "--json", "--model", "none"]);
  const { findings } = JSON.parse(run.stdout) as { findings: { part: string; state: string }[] };
  expect(findings.find((finding) => finding.part === "engine")?.state).toBe("works");
  expect(run.status).toBe(0);
  // The deep engine takes some ten seconds to load, more beside other tests.
}, 120_000);

test("a question may begin with a minus sign, and so may both sides of equal", async () => {
  const asked = await runCli(["query", "-40 F in C", "--json"]);
  expect(queryResultSchema.parse(JSON.parse(asked.stdout)).answer?.short).toBe("-40 °C");
  const equal = await runCli(["equal", "-x", "-1*x"]);
  expect({ status: equal.status, text: equal.stdout }).toEqual({
    status: 0,
    text: expect.stringMatching(/^equal/) as string,
  });
  const unknown = await runCli(["query", "2+2", "--colour"]);
  expect(unknown.status).toBe(2);
});

test("help names every option that a command takes", async () => {
  const { stdout } = await runCli(["help"]);
  const missing = Object.keys(OPTIONS).filter((name) => !stdout.includes(`--${name}`));
  expect(missing).toEqual(["help", "version"]);
});
