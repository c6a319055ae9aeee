import { join } from "node:path";
import { parseArgs } from "node:util";
import { createAgent } from "../src/agent/agent.ts";
import { openMathEngine } from "../src/cli/math-engine.ts";
import type { ModelCapabilities, ModelPort } from "../src/core/model-port.ts";
import { randomIds, systemClock } from "../src/core/system-port.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { resolveModel } from "../src/model/resolve-model.ts";
import { readRows, resolveDataDir } from "./data-folder.ts";
import { onlyNumber, readNumber, sameNumber } from "./final-number.ts";
import { askOnce } from "./fold.ts";
import { questionRowSchema } from "./question-row.ts";

/** The ways to work with a model; `chosen` is the one its profile picks. */
const FIXED: Readonly<Record<string, Partial<ModelCapabilities>>> = {
  chosen: {},
  text: { canReason: true, nativeTools: false },
  slot: { canReason: false, fillsSlots: true },
  wording: { canReason: false, fillsSlots: false },
};
/** Less than usual, so that a small model that writes on and on does not take the day. */
const BUDGET = { modelCalls: 3, replyTokens: 192, wallMs: 60_000 };

function withCapabilities(model: ModelPort, fixed: Partial<ModelCapabilities>): ModelPort {
  return {
    id: model.id,
    get capabilities() {
      return { ...model.capabilities, ...fixed };
    },
    stream: (request) => model.stream(request),
    ...(model.refresh === undefined
      ? {}
      : { refresh: (signal: AbortSignal) => model.refresh?.(signal) ?? Promise.resolve() }),
    close: () => Promise.resolve(),
  };
}

interface Tally {
  right: number;
  wrong: number;
  open: number;
  provedWrong: number;
  modelCalls: number;
  ms: number;
}

/**
 * `node evals/strategies.ts [SPEC] [--limit N]`: the same word problems, English and Chinese, by every way
 * to work with one model. What counts is right answers against wrong ones that a reader would take.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { limit: { type: "string", default: "8" } },
    allowPositionals: true,
  });
  const dataDir = resolveDataDir(undefined, process.env["ANSATZ_DATA"]);
  const model = await resolveModel(positionals[0] ?? "embedded");
  if (model === null) throw new TypeError("Name a model.");
  const math = openMathEngine();
  const parts = { math, verifier: createVerifier(math), clock: systemClock, ids: randomIds };
  const tallies: Record<string, Tally> = {};
  try {
    for (const [name, fixed] of Object.entries(FIXED)) {
      const port = withCapabilities(model, fixed);
      const agent = createAgent({ ...parts, model: port, budget: BUDGET });
      const tally = { right: 0, wrong: 0, open: 0, provedWrong: 0, modelCalls: 0, ms: 0 };
      tallies[name] = tally;
      for (const file of ["gsm8k/dev.jsonl", "cmath/dev.jsonl"]) {
        const { rows } = await readRows([join(dataDir, file)], questionRowSchema);
        for (const [index, { question, answer }] of rows.slice(0, Number(values.limit)).entries()) {
          const result = await askOnce(agent, question, `${name}_${index}`, {});
          const got = result.answer === undefined ? null : onlyNumber(result.answer);
          const expected = readNumber(answer);
          const isRight = got !== null && expected !== null && sameNumber(got, expected);
          if (got === null) tally.open += 1;
          else if (isRight) tally.right += 1;
          else tally.wrong += 1;
          if (!isRight && got !== null && result.verdict === "proved") tally.provedWrong += 1;
          tally.modelCalls += result.usage.modelCalls ?? 0;
          tally.ms += result.timing.totalMs;
        }
        process.stderr.write(`${name} ${file} ${JSON.stringify(tally)}\n`);
      }
    }
  } finally {
    await Promise.all([math.close(), model.close()]);
  }
  process.stdout.write(`${JSON.stringify({ model: model.id, tallies })}\n`);
}

if (import.meta.main) await main();
