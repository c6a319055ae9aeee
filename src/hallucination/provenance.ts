import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { Verdict } from "../core/truth.ts";
import type { Provenance } from "../core/verify-result.ts";
import { canonicalNumber, impliedNumbers, numbersIn } from "./numbers.ts";
import { type KnownQuantities, knownQuantities } from "./support/known-quantities.ts";

/** The numbers that are known without the text: from the question, its context and the tools. */
export interface Sources {
  readonly given: ReadonlySet<string>;
  readonly retrieved: ReadonlySet<string>;
  readonly computed: ReadonlySet<string>;
  readonly inContext: KnownQuantities;
  readonly inQuestion: KnownQuantities;
  readonly inTools: KnownQuantities;
}

const MAX_TOOL_CHARACTERS = 200_000;

export function sourcesOf(
  question: string,
  context: string,
  toolCalls: readonly ToolCallRecord[],
): Sources {
  const toolText = textOf(toolCalls.filter(({ isExternal }) => isExternal !== true));
  const retrieved = [context, textOf(toolCalls.filter(({ isExternal }) => isExternal === true))]
    .filter((text) => text !== "")
    .join("\n");
  const canonical = (text: string): string[] => numbersIn(text).map((number) => number.canonical);
  return {
    given: new Set([...canonical(question), ...impliedNumbers(question)]),
    retrieved: new Set([...canonical(retrieved), ...impliedNumbers(retrieved)]),
    computed: new Set(canonical(toolText)),
    inContext: knownQuantities(retrieved),
    inQuestion: knownQuantities(question),
    inTools: knownQuantities(toolText),
  };
}

function textOf(calls: readonly ToolCallRecord[]): string {
  return calls
    .map((call) => JSON.stringify(call.result) ?? "")
    .join("\n")
    .slice(0, MAX_TOOL_CHARACTERS);
}

/** Where the stated number comes from: an exact check, a tool, the question, the context, or the model. */
export function provenanceOf(
  sources: Sources,
  verdict: Verdict,
  stated: string | null,
): Provenance {
  if (verdict === "proved") return "computed";
  const number = stated === null ? null : canonicalNumber(stated.replace(/^-/, ""));
  if (number === null || verdict === "refuted") return "model-only";
  if (sources.computed.has(number)) return "computed";
  if (sources.given.has(number)) return "given";
  return sources.retrieved.has(number) ? "retrieved" : "model-only";
}
