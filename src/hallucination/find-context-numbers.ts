import type { Claim } from "../core/verify-result.ts";
import { numbersIn } from "./numbers.ts";
import type { Sources } from "./provenance.ts";

/**
 * Traces the numbers of a text that no other claim covers to the question and the given context. A number
 * that is found there is supported by it; one that is not stays undecided and is never called wrong.
 */
export function findContextNumbers(
  text: string,
  claims: readonly Claim[],
  sources: Sources,
): readonly Claim[] {
  const found: Claim[] = [];
  for (const number of numbersIn(text)) {
    if (found.length >= 200) break;
    if (claims.some((claim) => claim.start <= number.start && number.end <= claim.end)) continue;
    const provenance = sources.retrieved.has(number.canonical)
      ? "retrieved"
      : sources.given.has(number.canonical)
        ? "given"
        : sources.computed.has(number.canonical)
          ? "computed"
          : "model-only";
    found.push({
      start: number.start,
      end: number.end,
      text: text.slice(number.start, number.end),
      kind: "number",
      verdict: "undecided",
      provenance,
      confidence: 0.5,
      evidence: {
        method: "trace",
        detail:
          provenance === "model-only"
            ? "The number stands neither in the context nor in the question."
            : "The same number stands in what was given; what the text says of it was not checked.",
      },
    });
  }
  return found;
}
