import type { CallerToolRound } from "../core/agent-port.ts";
import type { ToolCallRecord } from "../core/tool-call-record.ts";
import { parseJson } from "./parse-json.ts";

/** What the caller's tools returned, as records like those of our own. */
export function callerRecords({ calls, results }: CallerToolRound): ToolCallRecord[] {
  return calls.map((call, index) => ({
    name: call.name,
    input: parsed(call.argumentsText),
    result: parsed(results[index] ?? ""),
  }));
}

/** JSON is shown as what it says, anything else as text. */
function parsed(text: string): unknown {
  const value = parseJson(text);
  return value === undefined ? text : value;
}
