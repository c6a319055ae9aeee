import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { AnsatzError } from "../src/core/errors.ts";
import { createParts } from "../src/cli/parts.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import type { MathPort } from "../src/core/math-port.ts";
import { createMathEngine } from "../src/tools/math/engine.ts";
import { measureAgentOverhead, measureLoopOverhead } from "./agent-overhead.ts";
import { measureAgentUnderLoad } from "./agent-under-load.ts";
import { measureDetector } from "./detector-latency.ts";
import { measureHardStop } from "./hard-stop.ts";
import { measureHitCost } from "./hit-cost.ts";
import { measureHeldRuns } from "./held-runs.ts";
import { renderTable, skipped } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { measurePods } from "./pod-latency.ts";
import { measureQueryLatency } from "./query-latency.ts";
import { measureServiceStart } from "./service-start.ts";
import { measureThroughput } from "./throughput.ts";

/**
 * `npm run bench [-- --only NAME] [--json]`: measures the budgets on this machine and prints what was
 * aimed for beside what was found. It judges nothing else: the exit status is 0 whatever it finds.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: "boolean" }, only: { type: "string", multiple: true } },
  });
  const math = createMathEngine();
  const verifier = createVerifier(math);
  const steps: Record<string, () => Promise<Measurement[]>> = {
    query: () => uncached(measureQueryLatency),
    pods: () => uncached(measurePods),
    stop: () => measureHardStop(math),
    agent: measureOwnAgent,
    loop: () => measureLoopOverhead({ math, verifier }),
    load: () => measureAgentUnderLoad(),
    detector: () => measureDetector(verifier),
    runs: async () => {
      const own = createMathEngine();
      return measureHeldRuns({ math: own, verifier: createVerifier(own) });
    },
    start: measureServiceStart,
    throughput: measureThroughput,
    hit: measureHitCost,
  };
  const names = values.only ?? Object.keys(steps);
  const rows: Measurement[] = [];
  try {
    for (const name of names) {
      const step = steps[name];
      if (step === undefined)
        throw new AnsatzError(
          "invalid_request",
          `There is no measurement "${name}". There are: ${Object.keys(steps).join(", ")}.`,
        );
      process.stderr.write(`measuring ${name}\n`);
      rows.push(...(await step().catch((error: unknown) => [failedStep(name, error)])));
    }
  } finally {
    await math.close();
  }
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? "", node: process.version };
  const date = new Date().toISOString();
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ date, machine, rows })}\n`
      : `${date}, ${machine.cpus} cores (${machine.model}), Node ${machine.node}\n\n${renderTable(rows)}`,
  );
}

/** The lists are asked over and over: without the cache every answer is worked out. */
async function uncached(
  measure: (math: MathPort) => Promise<Measurement[]>,
): Promise<Measurement[]> {
  const engine = createMathEngine({ cacheEntries: 0 });
  try {
    await engine.warmUp();
    return await measure(engine);
  } finally {
    await engine.close();
  }
}

/** A measurement that broke is a line of the table; the others go on. */
function failedStep(name: string, error: unknown): Measurement {
  const failure = AnsatzError.from(error);
  const { cause } = failure;
  return skipped(name, "-", cause instanceof Error ? cause.message : failure.message);
}

/** The agent as the command line composes it, without a model. */
async function measureOwnAgent(): Promise<Measurement[]> {
  const parts = await createParts({ modelSpec: "none", environment: {} });
  try {
    return await measureAgentOverhead(parts.agent);
  } finally {
    await parts.close();
  }
}

if (import.meta.main) await main();
