import type { QueryResult } from "../core/query-result.ts";
import type { ReplyLanguage } from "./language.ts";
import { PHRASES } from "./phrases.ts";

export type UndecidedCause = "no-model" | "no-sight" | "small-model" | "failed" | "exhausted";

/** Says honestly that there is no answer, why, and what works; offers the engine's own suggestions first. */
export function wordUndecided(
  cause: UndecidedCause,
  result: QueryResult | null,
  language: ReplyLanguage,
): string {
  const phrases = PHRASES[language];
  const why = {
    "no-model": phrases.noModel,
    "no-sight": phrases.noSight,
    "small-model": phrases.smallModel,
    failed: phrases.failed,
    exhausted: phrases.exhausted,
  }[cause];
  const suggestions = (result?.suggestions ?? []).slice(0, 4).map((item) => item.input);
  const examples = suggestions.length > 0 ? suggestions : phrases.examples;
  return [
    engineView(result, language),
    why,
    `${phrases.tryThese}\n${examples.map((example) => `- ${example}`).join("\n")}`,
  ].join("\n\n");
}

function engineView(result: QueryResult | null, language: ReplyLanguage): string {
  const phrases = PHRASES[language];
  if (result?.reading && result.reason !== undefined)
    return phrases.understoodBut(result.reading.text, result.reason.message);
  return phrases.notEstablished;
}
