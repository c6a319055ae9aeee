import type { ToolCallRecord } from "../core/ask-result.ts";
import { AnsatzError } from "../core/errors.ts";
import type { CallOptions } from "../core/math-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import type { ToolBox, ToolOutcome } from "./tools.ts";

export interface ToolRun {
  readonly record: ToolCallRecord;
  readonly query: QueryResult | null;
  /** How often this very call was asked for in the turn, this time included. */
  readonly times: number;
  readonly isInvalid: boolean;
}

/** From this many identical calls on, the tool is not answered again. */
const MAX_IDENTICAL_CALLS = 3;

/**
 * Runs the tool calls of one turn. An identical call is answered from memory the second time and refused
 * the third; a call that fails returns its reason as its result. Only `stopped` is thrown.
 */
export class ToolRunner {
  private readonly tools: ToolBox;
  private readonly seen = new Map<string, { times: number; outcome: ToolOutcome }>();
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
    const { call } = prepared;
    const earlier = this.seen.get(call.key);
    if (earlier === undefined) {
      const outcome = await attempt(() => call.run(options));
      this.seen.set(call.key, { times: 1, outcome });
      const record = { name: call.name, input: call.input, result: outcome.result };
      return { record, query: outcome.query, times: 1, isInvalid: false };
    }
    earlier.times += 1;
    const result =
      earlier.times < MAX_IDENTICAL_CALLS
        ? earlier.outcome.result
        : { error: "This call was answered before with the same arguments. Write the answer now." };
    const record = { name: call.name, input: call.input, result };
    return { record, query: earlier.outcome.query, times: earlier.times, isInvalid: false };
  }
}

/** True when the model should be given no more tools: it repeats itself or cannot write a valid call. */
export function isRepeating(run: ToolRun): boolean {
  return run.isInvalid ? run.times > 2 : run.times >= MAX_IDENTICAL_CALLS;
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
