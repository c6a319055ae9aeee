import type { AskResult } from "../../src/core/ask-result.ts";

/** A small complete result, as the agent would fold it. */
export function sampleResult(runId: string, conversationId: string): AskResult {
  return {
    reply: "The sum is 4.",
    answer: "4",
    verdict: "proved",
    claims: [],
    route: "direct",
    steps: [{ kind: "engine", text: "2 + 2 = 4", ms: 1 }],
    toolCalls: [{ name: "calculate", input: { query: "2+2" }, result: { short: "4" } }],
    usage: { promptTokens: 3, completionTokens: 5 },
    timing: { totalMs: 2, modelMs: 0, toolMs: 1 },
    model: "none",
    runId,
    conversationId,
  };
}
