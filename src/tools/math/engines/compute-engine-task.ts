import { type Expression, symbolsOf } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { EngineOperation, EngineRequest } from "./candidate-engine.ts";
import { type EngineJson, fromEngine } from "./mathjson.ts";
import type { EngineTask } from "./perform-task.ts";

/** The package, and the package with its integration rules, as they stand in certificates. */
export const COMPUTE_ENGINE = "compute-engine";
export const INTEGRATION_RULES = "integration-rules";

/** Engines of this family share the package's code. */
export const COMPUTE_ENGINE_FAMILY = "compute-engine";

/** What the package is asked. */
export const COMPUTE_ENGINE_OPERATIONS: readonly EngineOperation[] = [
  "evaluate",
  "simplify",
  "expand",
  "factor",
  "differentiate",
  "integrate",
  "limit",
  "sum",
  "product",
  "solve",
  "solve-system",
];

export interface Asked {
  readonly operation: EngineTask["operation"];
  readonly expression: Expression;
}

/** The request as one expression and what to do with it; null for what the engine does not do. */
export function taskOf({
  operation,
  arguments: parts,
  variables,
}: EngineRequest<string>): Asked | null {
  const [body, ...rest] = parts;
  const [variable] = variables;
  if (body === undefined) return null;
  switch (operation) {
    case "evaluate":
    case "simplify":
    case "expand":
    case "factor":
    case "solve":
      return { operation, expression: body };
    case "solve-system":
      return { operation: "solve", expression: ["List", ...parts] };
  }
  const binder = BINDERS[operation];
  return binder === undefined || variable === undefined
    ? null
    : { operation: binder.operation, expression: [binder.head, body, variable, ...rest] };
}

/** Operations that bind a variable. Sums close under `simplify` and not under `evaluate`. */
const BINDERS: Readonly<
  Record<string, { head: string; operation: EngineTask["operation"] } | undefined>
> = {
  differentiate: { head: "D", operation: "evaluate" },
  integrate: { head: "Integrate", operation: "evaluate" },
  limit: { head: "Limit", operation: "evaluate" },
  sum: { head: "Sum", operation: "simplify" },
  product: { head: "Product", operation: "simplify" },
};

/** One solution of a system, which the worker writes as pairs of name and value. */
function readSolution(json: EngineJson, names: ReadonlySet<string>): Expression | null {
  if (!Array.isArray(json)) return null;
  const pairs = (json as readonly EngineJson[]).flatMap((pair): Expression[] => {
    if (!Array.isArray(pair) || typeof pair[0] !== "string") return [];
    const value = fromEngine(pair[1] as EngineJson, names);
    return value === null ? [] : [["Tuple", pair[0], value]];
  });
  return pairs.length === 0 ? null : ["List", ...pairs];
}

/** The package's exact answers in our notation; unevaluated and inexact ones are left out. */
export function readAnswers(
  answers: readonly EngineJson[],
  task: Asked,
  operation: EngineRequest<string>["operation"],
): Expression[] {
  const names = symbolsOf(task.expression);
  return answers
    .map((json) =>
      operation === "solve-system" ? readSolution(json, names) : fromEngine(json, names),
    )
    .filter((answer) => answer !== null)
    .map(tidySigns);
}
