import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundledSize } from "./worker-upload.ts";
import { Workerd } from "./workerd.ts";

/**
 * `node bench/worker.ts [--runs N]`: what the Worker weighs and what it takes to start, in Cloudflare's own
 * runtime. CPU is that of the whole process, compiler and collector threads included, so it is an upper bound
 * of what the platform counts. An empty Worker's share is taken off.
 */
const runs = Number(process.argv[process.argv.indexOf("--runs") + 1] || 5);
const TICKS_A_SECOND = 100;

const QUESTIONS = [
  "2+3",
  "solve x^2 - 5x + 6 = 0",
  "integrate x*sqrt(1+x^2) dx",
  "limit of (1+2/x)^x as x -> infinity",
  "simplify (x^2-4)/(x^2+4*x+4)",
];

const folder = mkdtempSync(join(tmpdir(), "ansatz-worker-bench-"));
const VARIABLES = { ANSATZ_MODEL: "none", ANSATZ_STORE: "memory:", ANSATZ_API_KEYS: "bench" };

/** Milliseconds of CPU the process has used, with all its threads. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND) * 1_000;
}

function memoryMb(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function startCpu(entry: string, variables: Record<string, string>): Promise<number> {
  const spent: number[] = [];
  for (let count = 0; count < runs; count += 1) {
    const worker = await Workerd.start({ entry, isBundled: true, variables });
    spent.push(cpuMs(worker.pid));
    await worker.stop();
  }
  return median(spent);
}

const upload = await bundledSize(folder);
const empty = join(folder, "empty.js");
writeFileSync(empty, "export default { fetch: () => new Response('') };\n");
const script = join(folder, "worker.js");
// Without settings the Worker loads all of itself and then refuses.
const emptyMs = await startCpu(empty, {});
const startMs = await startCpu(script, {});
const worker = await Workerd.start({
  entry: script,
  isBundled: true,
  variables: VARIABLES,
  assets: folder,
});
const questions: { question: string; firstMs: number; againMs: number }[] = [];
async function ask(query: string): Promise<number> {
  const before = cpuMs(worker.pid);
  const response = await fetch(`${worker.origin}/v1/query`, {
    method: "POST",
    headers: { authorization: "Bearer bench", "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  await response.text();
  return cpuMs(worker.pid) - before;
}
for (const question of QUESTIONS) {
  const firstMs = await ask(question);
  // One that is remembered would cost nothing.
  questions.push({ question, firstMs, againMs: await ask(`${question} `.replace("x", "x ")) });
}
const report = {
  upload,
  startCpuMs: Math.round(startMs - emptyMs),
  emptyCpuMs: Math.round(emptyMs),
  questions,
  memoryMb: memoryMb(worker.pid),
  runs,
};
await worker.stop();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(report, null, 2));
