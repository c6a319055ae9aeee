import type { Claim, Provenance } from "../core/verify-result.ts";
import type { Sources } from "./provenance.ts";
import { isKnown, type KnownQuantities } from "./support/known-quantities.ts";
import { type Quantity, wholeQuantitiesIn } from "./support/quantities.ts";

const MAX_NUMBERS = 200;

/**
 * Traces the numbers of a text that no decided claim covers to the given context, the question and the
 * tools; values are compared, so "1.5万" is found in "15,000". A number that stands nowhere is a finding:
 * it stays undecided, for silence refutes nothing, and its provenance says that only the model vouches for it.
 */
export function findContextNumbers(
  text: string,
  claims: readonly Claim[],
  sources: Sources,
): readonly Claim[] {
  const covering = claims.filter(
    ({ kind, verdict }) => kind !== "quoted-fact" || verdict === "proved",
  );
  const found: Claim[] = [];
  for (const quantity of wholeQuantitiesIn(text)) {
    if (found.length >= MAX_NUMBERS) break;
    const { start, end } = quantity;
    if (covering.some((claim) => claim.start <= start && end <= claim.end)) continue;
    const provenance = provenanceOf(quantity, sources);
    found.push({
      start,
      end,
      text: text.slice(start, end),
      kind: quantity.unit === "date" ? "date" : "number",
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

function provenanceOf(quantity: Quantity, sources: Sources): Provenance {
  const places: readonly (readonly [Provenance, KnownQuantities])[] = [
    ["retrieved", sources.inContext],
    ["given", sources.inQuestion],
    ["computed", sources.inTools],
  ];
  return places.find(([, known]) => isKnown(quantity, known))?.[0] ?? "model-only";
}
