import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { Claim } from "../core/verify-result.ts";
import { numbersIn } from "./numbers.ts";

const STATEMENT =
  /\b(?:the )?(?:(?:calculator|maths?|query|solver) tool|tool|calculator|engine|solver|math_query|math_equal)(?:,? (?:and )?it|,? which)?\s+(?:returned|returns|gave|gives|says|said|computed|reports|reported|outputs?)(?: that)?(?: the (?:result|answer) (?:is|was))?[:\s]+\$?(-?\d[\d,]*(?:\.\d+)?)|(?:计算器|工具|引擎)(?:返回|给出|算出|的结果是|得到)(?:了|的是|的结果是)?[：:\s]*(-?\d[\d,]*(?:\.\d+)?)/gi;

/** Deeds that only a tool can do; to work something out is none of them. */
const DEED =
  /\bI(?:'ve| have| just)?(?: already| just| now)? (sent|e-?mailed|booked|scheduled|ordered|uploaded|notified|submitted|saved (?:it|the file|your file)|deleted (?:it|the file|your))\b[^.!?\n]{0,80}|我(?:已经?|刚刚?)(?:帮您|为您|给您)?(发送|发出|预订|预约|上传|下单|通知|提交|保存|删除)了?[^。！？\n]{0,40}/giu;

/**
 * Compares what the text says a tool returned with what the tools of this turn did return. Where it is not
 * known which were called nothing is refuted, and neither is a number that was given (`given`).
 */
export function findToolStatements(
  text: string,
  called: readonly ToolCallRecord[] | undefined,
  given: string,
): readonly Claim[] {
  const returned = numbersOf((called ?? []).filter(({ isExternal }) => isExternal !== true));
  const retrieved = numbersOf((called ?? []).filter(({ isExternal }) => isExternal === true));
  const known = new Set(numbersIn(given).map((number) => number.canonical));
  const results = [...text.matchAll(STATEMENT)].slice(0, 50).map((match) => {
    const stated = numbersIn((match[1] ?? match[2]) as string)[0]?.canonical ?? "";
    const isReturned = returned.has(stated);
    // That somebody else's tool said so is true, and says nothing about the number.
    const isRetrieved = !isReturned && retrieved.has(stated);
    const isRefuted = !isReturned && !isRetrieved && called !== undefined && !known.has(stated);
    return {
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      kind: "tool-statement",
      verdict: isReturned ? "proved" : isRefuted ? "refuted" : "undecided",
      provenance: isReturned ? "computed" : isRetrieved ? "retrieved" : "model-only",
      confidence: isReturned ? 0.95 : isRefuted ? 0.9 : 0.5,
      evidence: {
        method: "tool-audit",
        detail: isReturned
          ? "A tool of this turn returned this number."
          : isRetrieved
            ? "Somebody else's tool returned this number; it was not checked."
            : called === undefined
              ? "It is not known which tools were called."
              : called.length === 0
                ? "No tool was called in this turn."
                : "No tool of this turn returned this number.",
      },
    } satisfies Claim;
  });
  return called?.length === 0 ? [...results, ...findDeeds(text, given)] : results;
}

function numbersOf(calls: readonly ToolCallRecord[]): ReadonlySet<string> {
  return new Set(
    calls.flatMap((call) =>
      numbersIn(JSON.stringify(call.result) ?? "").map((number) => number.canonical),
    ),
  );
}

/** What the text says was done, though no tool was called that could have done it. */
function findDeeds(text: string, given: string): readonly Claim[] {
  return [...text.matchAll(DEED)]
    .filter(([, english, chinese]) => !given.includes((english ?? chinese) as string))
    .slice(0, 10)
    .map(
      (match) =>
        ({
          start: match.index,
          end: match.index + match[0].length,
          text: match[0],
          kind: "tool-statement",
          verdict: "refuted",
          provenance: "model-only",
          confidence: 0.9,
          evidence: {
            method: "tool-audit",
            detail: "No tool was called in this turn, so this was not done.",
          },
        }) satisfies Claim,
    );
}
