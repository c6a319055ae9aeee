import type { ComputeEngine as Engine } from "@cortex-js/compute-engine";
import { workerData } from "node:worker_threads";
import type { EngineJson } from "./mathjson.ts";

export interface EngineTask {
  readonly operation: "evaluate" | "simplify" | "expand" | "factor" | "solve";
  readonly expression: EngineJson;
  readonly variables?: readonly string[];
}

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
  }
  return engine;
}

type Boxed = ReturnType<Engine["box"]>;

/**
 * Runs one operation and returns the engine's candidate answers as inert JSON, best first. The pool gives
 * a worker its first task when this promise is kept: a deadline that passes while the engine loads then
 * takes a task from the queue and leaves the loading alone, which a busy machine would else never end.
 */
export default load().then((computeEngine) => (task: EngineTask): EngineJson[] => {
  const boxed = computeEngine.box(task.expression as Parameters<Engine["box"]>[0]);
  return perform(computeEngine, boxed, task);
});

/** Simplified without being worked out, these only come back as they are. */
const BINDERS = new Set(["Integrate", "Limit", "D"]);

function perform(computeEngine: Engine, boxed: Boxed, task: EngineTask): EngineJson[] {
  let value: Boxed | null = null;
  const evaluated = (): Boxed => (value ??= boxed.evaluate());
  switch (task.operation) {
    case "evaluate":
      return unique(
        BINDERS.has(boxed.operator)
          ? [evaluated(), evaluated().simplify()]
          : [evaluated(), boxed.simplify(), evaluated().simplify()],
      );
    case "simplify":
      return unique([
        boxed.simplify(),
        evaluated().simplify(),
        computeEngine.box(["TrigSimplify", boxed]).evaluate(),
        evaluated(),
      ]);
    case "expand":
      return unique([
        computeEngine.box(["ExpandAll", boxed]).evaluate(),
        computeEngine.box(["Expand", boxed]).evaluate(),
      ]);
    case "factor":
      return unique([computeEngine.box(["Factor", boxed]).evaluate()]);
    case "solve":
      return solve(boxed, task.variables ?? []);
  }
}

function unique(results: readonly Boxed[]): EngineJson[] {
  const seen = new Map<string, EngineJson>();
  for (const result of results) {
    const json = result.json as EngineJson;
    seen.set(JSON.stringify(json), json);
  }
  return [...seen.values()];
}

/** One variable: the list of roots. Several: a list of records as `[name, value]` pairs. */
function solve(boxed: Boxed, variables: readonly string[]): EngineJson[] {
  const found: unknown =
    variables.length === 1 ? boxed.solve(variables[0] as string) : boxed.solve([...variables]);
  if (found === null || found === undefined) return [];
  const items = (Array.isArray(found) ? found : [found]) as unknown[];
  return items.map((item) => {
    if (item !== null && typeof item === "object" && "json" in item)
      return (item as Boxed).json as EngineJson;
    return Object.entries(item as Record<string, Boxed>).map(([name, value]): EngineJson => [
      name,
      value.json as EngineJson,
    ]);
  });
}
