import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { RunEvent } from "../core/events.ts";
import type { ToolCall } from "../core/model-port.ts";
import { startBounded } from "./bounded-pool.ts";
import { interruptible } from "../core/interrupt.ts";
import { isRepeating, type ToolRunner } from "./tool-runner.ts";
import type { Turn } from "./turn.ts";
import { parseJson } from "./parse-json.ts";

/** Calls of one reply that run at the same time. */
const PARALLEL_CALLS = 4;
const MAX_CALL_MS = 60_000;

export interface ToolRound {
  readonly records: readonly ToolCallRecord[];
  readonly isRepeating: boolean;
}

/** Runs the calls of one reply side by side; results are told in the order of the calls. */
export async function* runToolRound(
  turn: Turn,
  runner: ToolRunner,
  calls: readonly ToolCall[],
): AsyncGenerator<RunEvent, ToolRound> {
  const sinceMs = turn.nowMs();
  const left = Math.max(100, turn.budget.toolMs - turn.spending().toolMs);
  const options = turn.calling(Math.min(left, MAX_CALL_MS));
  for (const call of calls)
    yield { type: "tool-start", id: call.id, name: call.name, input: shownInput(call) };
  const runs = startBounded(
    calls.map((call) => () => runner.run(call.name, call.argumentsText, options)),
    PARALLEL_CALLS,
  );
  const records: ToolCallRecord[] = [];
  let repeating = false;
  try {
    for (const [index, call] of calls.entries()) {
      const run = await interruptible(runs[index] as (typeof runs)[number], turn.signal);
      turn.toolCalls.push(run.record);
      records.push(run.record);
      if (run.query !== null && run.times === 1)
        turn.toolQueries.push({ query: run.query.text, result: run.query.result });
      repeating ||= isRepeating(run);
      yield { type: "tool-end", id: call.id, name: call.name, result: run.record.result };
      yield turn.step("tool", run.isInvalid ? `${call.name}: not valid` : call.name, sinceMs);
    }
  } finally {
    // Side by side they take the time of the longest, and that is what was spent.
    turn.noteToolMs(sinceMs);
  }
  return { records, isRepeating: repeating };
}

/** The arguments as an event shows them: parsed where they are JSON. */
function shownInput(call: ToolCall): unknown {
  const value = parseJson(call.argumentsText);
  return value === undefined ? call.argumentsText.slice(0, 2_000) : value;
}
