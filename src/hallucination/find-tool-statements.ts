import type { ToolCallRecord } from "../core/ask-result.ts";
import type { Claim } from "../core/verify-result.ts";
import { numbersIn } from "./numbers.ts";

const STATEMENT =
  /\b(?:the )?(?:tool|calculator|engine|solver|math_query|math_equal)\s+(?:returned|returns|gave|gives|says|said|computed|reports|reported|outputs?)(?: that)?(?: the (?:result|answer) (?:is|was))?[:\s]+\$?(-?\d[\d,]*(?:\.\d+)?)|(?:计算器|工具|引擎)(?:返回|给出|算出|的结果是|得到)(?:了|的是|的结果是)?[：:\s]*(-?\d[\d,]*(?:\.\d+)?)/gi;

/** Compares what the text says a tool returned with what the tools of this turn did return. */
export function findToolStatements(
  text: string,
  toolCalls: readonly ToolCallRecord[],
): readonly Claim[] {
  const returned = new Set(
    toolCalls.flatMap((call) =>
      numbersIn(JSON.stringify(call.result) ?? "").map((number) => number.canonical),
    ),
  );
  return [...text.matchAll(STATEMENT)].slice(0, 50).map((match) => {
    const stated = numbersIn((match[1] ?? match[2]) as string)[0]?.canonical ?? "";
    const isReturned = returned.has(stated);
    const isRefuted = !isReturned && toolCalls.length > 0;
    return {
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      kind: "tool-statement",
      verdict: isReturned ? "proved" : isRefuted ? "refuted" : "undecided",
      provenance: isReturned ? "computed" : "model-only",
      confidence: isReturned ? 0.95 : isRefuted ? 0.9 : 0.5,
      evidence: {
        method: "tool-audit",
        detail: isReturned
          ? "A tool of this turn returned this number."
          : isRefuted
            ? "No tool of this turn returned this number."
            : "No tool was called in this turn.",
      },
    } satisfies Claim;
  });
}
