import type { ComputeEngine as Engine } from "@cortex-js/compute-engine";
import type { EngineJson } from "./mathjson.ts";

export interface EngineTask {
  readonly operation: "evaluate" | "simplify" | "expand" | "factor" | "solve";
  readonly expression: EngineJson;
  readonly variables?: readonly string[];
  /** When the call is given up, in milliseconds since the epoch: the clock that threads share. */
  readonly endsAt: number;
  /** One byte, which is 1 once nobody waits for the answer any more. */
  readonly givenUp: Uint8Array;
}

/** Larger answers are of no use, and cost the caller's thread more than they cost this one. */
const LARGEST_ANSWER = 400_000;

type Boxed = ReturnType<Engine["box"]>;

/**
 * Runs one operation and returns the engine's candidate answers as inert JSON, best first. Past its time
 * it stops by itself, where the package looks at the clock, with the candidates it has. Throws when every
 * way to an answer failed.
 */
export function performTask(computeEngine: Engine, task: EngineTask): EngineJson[] {
  const results: EngineJson[] = [];
  let failure: unknown;
  for (const attempt of attempts(computeEngine, task)) {
    const ms = task.endsAt - Date.now();
    if (ms <= 0 || task.givenUp[0] === 1) break;
    try {
      results.push(...computeEngine.withTimeLimit({ ms, label: "ansatz" }, attempt));
    } catch (error) {
      if (error instanceof Error && error.name === "CancellationError") break;
      failure = error;
    }
  }
  if (results.length === 0 && failure !== undefined) throw failure;
  return unique(results);
}

/** Simplified without being worked out, these only come back as they are. */
const BINDERS = new Set(["Integrate", "Limit", "D"]);

/** Several ways to the answer, the likeliest first; each on its own, so that one that hangs costs no other. */
function attempts(computeEngine: Engine, task: EngineTask): (() => EngineJson[])[] {
  const boxed = computeEngine.box(task.expression as Parameters<Engine["box"]>[0]);
  let value: Boxed | null = null;
  const evaluated = (): Boxed => (value ??= boxed.evaluate());
  const json = (work: () => Boxed) => (): EngineJson[] => [work().json as EngineJson];
  const ask = (head: string) => json(() => computeEngine.box([head, boxed]).evaluate());
  const simplified = json(() => boxed.simplify());
  const both = json(() => evaluated().simplify());
  switch (task.operation) {
    case "evaluate":
      return BINDERS.has(boxed.operator)
        ? [json(evaluated), both]
        : [json(evaluated), simplified, both];
    case "simplify":
      return [simplified, both, ask("TrigSimplify"), json(evaluated)];
    case "expand":
      return [ask("ExpandAll"), ask("Expand")];
    case "factor":
      return [ask("Factor")];
    case "solve":
      return [() => solve(boxed, task.variables ?? [])];
  }
}

function unique(results: readonly EngineJson[]): EngineJson[] {
  const seen = new Map<string, EngineJson>();
  for (const json of results) {
    const text = JSON.stringify(json);
    if (text.length <= LARGEST_ANSWER) seen.set(text, json);
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
