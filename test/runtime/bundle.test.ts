import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { bundledSize, readUpload } from "../../bench/worker-upload.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-upload-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the free plan of Cloudflare Workers took when it was smallest; the paid one takes more than thrice. */
const MOST_KIB = 3_072;
/** Growth is looked at before it is allowed. */
const BUDGET_KIB = 2_500;

test("what wrangler would upload stays within the platform's limit and its own budget", async () => {
  const { gzipKib } = await bundledSize(folder);
  expect(gzipKib).toBeLessThan(BUDGET_KIB);
  expect(BUDGET_KIB).toBeLessThan(MOST_KIB);
  const script = readFileSync(join(folder, "worker.js"), "utf8");
  for (const foreign of [
    "node:worker_threads",
    "node:sqlite",
    "pyodide",
    "node-llama-cpp",
    "piscina",
  ])
    expect(script.includes(foreign), foreign).toBe(false);
});

test("the size is read from what wrangler says, and a change of its words is noticed", () => {
  expect(readUpload("Total Upload: 6746.72 KiB / gzip: 2010.60 KiB")).toEqual({
    kib: 6_746.72,
    gzipKib: 2_010.6,
  });
  expect(() => readUpload("Uploaded 2 MB")).toThrow(/wrangler/);
});

test("the page's files are written under names that the Worker asks for", async () => {
  const script = new URL("../../scripts/worker-assets.ts", import.meta.url).pathname;
  await promisify(execFile)(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    script,
    join(folder, "assets"),
  ]);
  const module = readFileSync(join(folder, "assets/widget/ansatz-chat.ts"), "utf8");
  expect(module).not.toContain("implements ");
  expect(readFileSync(join(folder, "assets/page.html"), "utf8")).toContain("ansatz-chat");
});
