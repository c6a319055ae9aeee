import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { percentile } from "../evals/statistics.ts";
import type { ModelMessage, ModelPort } from "../src/core/model-port.ts";
import { resolveModel } from "../src/model/resolve-model.ts";

const PROMPT =
  "Explain in plain words how a bicycle stays upright while it is ridden, and what a rider does without noticing it. ";

interface Speed {
  readonly loadMs: number;
  readonly firstTokenMs: number | null;
  readonly tokensPerSecond: number | null;
  readonly tokens: readonly number[];
  readonly residentMB: number;
  /** Memory taken on the first GPU by the model and its context; null where there is none to ask. */
  readonly gpuMB: number | null;
}

/**
 * How fast a model writes, one reply at a time: time to load with a first short reply, then medians over
 * `replies` replies of `tokens` tokens. Temperature 0, seed fixed.
 */
async function measureModel(model: ModelPort, replies: number, tokens: number): Promise<Speed> {
  const gpuBefore = gpuMemory();
  const started = performance.now();
  await write(model, 4, "Hello.");
  const loadMs = performance.now() - started;
  const runs = [];
  for (let run = 0; run < replies; run++)
    runs.push(await write(model, tokens, `${PROMPT}Answer number ${run + 1}.`));
  const gpuAfter = gpuMemory();
  const writing = runs.filter(({ tokens: written }) => written > 1);
  return {
    loadMs,
    firstTokenMs: percentile(
      writing.map(({ firstMs }) => firstMs),
      0.5,
    ),
    tokensPerSecond: percentile(
      writing.map(
        ({ tokens: written, firstMs, totalMs }) => (1000 * (written - 1)) / (totalMs - firstMs),
      ),
      0.5,
    ),
    tokens: runs.map(({ tokens: written }) => written),
    residentMB: process.memoryUsage.rss() / 2 ** 20,
    gpuMB: gpuBefore === null || gpuAfter === null ? null : gpuAfter - gpuBefore,
  };
}

async function write(model: ModelPort, maxTokens: number, text: string) {
  const messages: ModelMessage[] = [{ role: "user", content: text }];
  const started = performance.now();
  let firstMs = 0;
  let tokens = 0;
  for await (const part of model.stream({ messages, maxTokens, temperature: 0, seed: 7 })) {
    if (part.type === "text-delta" && firstMs === 0) firstMs = performance.now() - started;
    if (part.type === "finish") tokens = part.usage?.completionTokens ?? 0;
  }
  return { firstMs, totalMs: performance.now() - started, tokens };
}

/** Megabytes in use on the first GPU, by the driver's own tool. */
function gpuMemory(): number | null {
  try {
    const options = ["--query-gpu=memory.used", "--format=csv,noheader,nounits"];
    const text = execFileSync("nvidia-smi", options, { encoding: "utf8", timeout: 10_000 });
    return Number.parseInt(text.trim().split("\n")[0] ?? "", 10);
  } catch {
    return null;
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    replies: { type: "string", default: "3" },
    tokens: { type: "string", default: "200" },
  },
});
const model = await resolveModel(positionals[0] ?? "embedded", { env: process.env });
if (model === null) throw new TypeError("Name a model to measure; none was given.");
try {
  const speed = await measureModel(model, Number(values.replies), Number(values.tokens));
  process.stdout.write(`${JSON.stringify({ spec: positionals[0] ?? "embedded", ...speed })}\n`);
} finally {
  await model.close?.();
}
