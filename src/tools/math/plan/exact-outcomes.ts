import { type Certificate } from "../../../core/truth.ts";
import { integer } from "../expression/expression.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import type { Outcome } from "./outcome.ts";

/** The certificate of exact whole-number work, with the algorithm in words. */
export function proved(how: string): Certificate {
  return {
    grade: "proved",
    method: "exact-arithmetic",
    detail: `Computed with exact whole numbers: ${how}.`,
    engines: [EXACT],
  };
}

export function wholeOutcome(value: bigint, how: string): Outcome {
  return expressionOutcome({ expression: integer(value), engine: EXACT, certificate: proved(how) });
}

export function textOutcome(text: string, how: string): Outcome {
  return {
    kind: "answer",
    value: { kind: "text", text },
    short: text,
    plain: text,
    latex: `\\mathtt{${text}}`,
    certificate: proved(how),
    engine: EXACT,
  };
}

/** An empty list reads "none". */
export function listOutcome(items: readonly string[], certificate: Certificate): Outcome {
  const text = items.join(", ") || "none";
  return {
    kind: "answer",
    value: { kind: "list", items: [...items] },
    short: text,
    plain: text,
    latex: items.join(",\\; ") || "\\text{none}",
    certificate,
    engine: EXACT,
  };
}
