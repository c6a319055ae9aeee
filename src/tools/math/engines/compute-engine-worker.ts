import type { ComputeEngine as Engine } from "@cortex-js/compute-engine";
import { Session } from "node:inspector/promises";
import { workerData } from "node:worker_threads";
import type { EngineJson } from "./mathjson.ts";
import { type EngineTask, performTask } from "./perform-task.ts";

/** The integration rules cost 4 seconds and 300 MB, so only their own worker loads them. */
function withRules(): boolean {
  // The thread pool wraps the data that it was given.
  const data: unknown = Array.isArray(workerData) ? workerData.at(-1) : workerData;
  return typeof data === "object" && data !== null && "integrationRules" in data;
}

async function load(): Promise<Engine> {
  const { ComputeEngine } = await import("@cortex-js/compute-engine");
  const engine = new ComputeEngine();
  if (withRules()) {
    const { loadIntegrationRules } = await import("@cortex-js/compute-engine/integration-rules");
    loadIntegrationRules(engine);
    await collectGarbage();
  }
  return engine;
}

/** What loading the rules leaves behind, 200 MB of it, stays with the process until the heap is full again. */
async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  await session.post("HeapProfiler.collectGarbage");
  session.disconnect();
}

/**
 * The pool gives a worker its first task when this promise is kept: a deadline that passes while the engine
 * loads then takes a task from the queue and leaves the loading alone, which a busy machine would else
 * never end.
 */
export default load().then(
  (computeEngine) =>
    (task: EngineTask): EngineJson[] =>
      performTask(computeEngine, task),
);
