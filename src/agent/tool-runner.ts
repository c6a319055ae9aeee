import type { ToolCallRecord } from "../core/tool-call-record.ts";
import { AnsatzError } from "../core/errors.ts";
import type { CallOptions } from "../core/math-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import { closeSuggestions } from "./close-suggestion.ts";
import type { ToolOutcome } from "./define-tool.ts";
import type { ToolBox } from "./tools.ts";

export interface ToolRun {
  readonly record: ToolCallRecord;
  /** The query and its result, when the tool was the engine. */
  readonly query: { readonly text: string; readonly result: QueryResult } | null;
  /** How often this very call was asked for in the turn, this time included. */
  readonly times: number;
  readonly isInvalid: boolean;
}

/** From this many identical calls on, the tool is not answered again. */
const MAX_IDENTICAL_CALLS = 3;
/** How many of the engine's own suggestions are tried in a turn, when a query failed. */
const MAX_SUGGESTIONS = 2;

/**
 * Runs the tool calls of one turn; several may run at once. An identical call is answered from memory the
 * second time and refused the third; a call that fails returns its reason as its result. Only `stopped`
 * is thrown.
 */
export class ToolRunner {
  private readonly tools: ToolBox;
  private readonly seen = new Map<string, { times: number; outcome: Promise<ToolOutcome> }>();
  private suggestions = 0;
  /** Invalid calls since the last valid one. */
  private invalid = 0;

  constructor(tools: ToolBox) {
    this.tools = tools;
  }

  async run(name: string, argumentsText: string, options: CallOptions): Promise<ToolRun> {
    const prepared = this.tools.prepare(name, argumentsText);
    if (!prepared.ok) {
      this.invalid += 1;
      const record = {
        name,
        input: argumentsText.slice(0, 2_000),
        result: { error: prepared.issue },
      };
      return { record, query: null, times: this.invalid, isInvalid: true };
    }
    this.invalid = 0;
    const { call } = prepared;
    const known = this.seen.get(call.key);
    const entry = known ?? {
      times: 0,
      outcome: attempt(async () => {
        const outcome = await call.run(options);
        return this.withSuggestions(outcome, queryText(call.input), options);
      }),
    };
    this.seen.set(call.key, entry);
    entry.times += 1;
    const { times } = entry;
    const outcome = await entry.outcome;
    const result =
      times < MAX_IDENTICAL_CALLS
        ? outcome.result
        : { error: "This call was answered before with the same arguments. Write the answer now." };
    const query =
      outcome.query === null ? null : { text: queryText(call.input), result: outcome.query };
    return {
      record: {
        name: call.name,
        input: call.input,
        result,
        ...(call.isExternal === true ? { isExternal: true } : {}),
      },
      query,
      times,
      isInvalid: false,
    };
  }

  /** A query that failed is tried as the engine suggests it, where the suggestion keeps what was asked. */
  private async withSuggestions(
    outcome: ToolOutcome,
    asked: string,
    options: CallOptions,
  ): Promise<ToolOutcome> {
    const { query } = outcome;
    if (query === null || query.status === "answered") return outcome;
    const tried: unknown[] = [];
    for (const suggestion of closeSuggestions(asked, query)) {
      if (this.suggestions >= MAX_SUGGESTIONS) break;
      this.suggestions += 1;
      const prepared = this.tools.prepare("math_query", JSON.stringify({ query: suggestion }));
      if (!prepared.ok) continue;
      const other = await attempt(() => prepared.call.run(options));
      tried.push({ query: suggestion, result: other.result });
      if (other.query?.status === "answered") break;
    }
    if (tried.length === 0) return outcome;
    return { ...outcome, result: { ...(outcome.result as object), triedInstead: tried } };
  }
}

/** True when the model should be given no more tools: it repeats itself or cannot write a valid call. */
export function isRepeating(run: ToolRun): boolean {
  return run.isInvalid ? run.times > 1 : run.times >= MAX_IDENTICAL_CALLS;
}

async function attempt(run: () => Promise<ToolOutcome>): Promise<ToolOutcome> {
  try {
    return await run();
  } catch (error) {
    const failure = AnsatzError.from(error);
    if (failure.code === "stopped") throw failure;
    return { result: { error: failure.message }, query: null };
  }
}

function queryText(input: unknown): string {
  const hasQuery = typeof input === "object" && input !== null && "query" in input;
  return hasQuery && typeof input.query === "string" ? input.query : "";
}
