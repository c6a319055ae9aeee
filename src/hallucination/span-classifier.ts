import type { CallOptions } from "../core/math-port.ts";
import type { Claim } from "../core/verify-result.ts";
import type { Check, CheckInput } from "./check.ts";

/** A span of the text and how likely it is unsupported or false, from 0 to 1. */
export interface ScoredSpan {
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly likelihood: number;
}

/**
 * A trained classifier that marks spans of a text, given the question and the context: the place for a model
 * of one's own, in whatever runtime. It loads its weights before it is handed over, answers within
 * `options.timeoutMs` and heeds `options.signal`.
 */
export interface SpanClassifier {
  /** Shown in the evidence of its findings, such as "lettuce-base-v1". */
  readonly name: string;
  classify(input: CheckInput, options: CallOptions): Promise<readonly ScoredSpan[]>;
}

const DEFAULT_THRESHOLD = 0.5;
const MAX_SPANS = 200;

/**
 * A classifier as a check: each span from the threshold on is a finding that stays undecided, for a trained
 * guess proves and refutes nothing; the likeliest span moves the error score. Spans that are not in the text
 * are dropped.
 *
 * @example
 * createVerifier(math, [spanCheck(classifier, { threshold: 0.7 })])
 */
export function spanCheck(
  classifier: SpanClassifier,
  { threshold = DEFAULT_THRESHOLD }: { readonly threshold?: number } = {},
): Check {
  return {
    name: classifier.name,
    async check(input, options) {
      const spans = (await classifier.classify(input, options)).filter((span) =>
        isIn(input.text, span),
      );
      const likeliest = Math.max(0, ...spans.map(({ likelihood }) => likelihood));
      return {
        claims: spans
          .filter(({ likelihood }) => likelihood >= threshold)
          .toSorted((a, b) => b.likelihood - a.likelihood)
          .slice(0, MAX_SPANS)
          .map((span) => findingOf(classifier.name, input.text, span)),
        errorLikelihood: likeliest,
      };
    },
  };
}

function isIn(text: string, { start, end, likelihood }: ScoredSpan): boolean {
  const isPlace = Number.isInteger(start) && Number.isInteger(end);
  const isInside = 0 <= start && start < end && end <= text.length;
  return isPlace && isInside && likelihood >= 0 && likelihood <= 1;
}

function findingOf(name: string, text: string, { start, end, likelihood }: ScoredSpan): Claim {
  return {
    start,
    end,
    text: text.slice(start, end),
    kind: "quoted-fact",
    verdict: "undecided",
    provenance: "model-only",
    confidence: 0.5,
    evidence: {
      method: `classifier:${name}`,
      detail: `A trained classifier holds this for unsupported with a likelihood of ${likelihood.toFixed(2)}; that decides nothing.`,
    },
  };
}
