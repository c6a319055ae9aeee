import { stopIfAborted } from "../core/interrupt.ts";
import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { VerifierInput } from "../core/verifier-port.ts";
import type { Claim } from "../core/verify-result.ts";
import { extractAnswer } from "./answer.ts";
import { decideFinalAnswer } from "./final-answer.ts";
import { DETECTOR_LIMITS } from "./limits.ts";
import { impossibleCount } from "./possible-answer.ts";
import { provenanceOf, type Sources } from "./provenance.ts";
import { CONFIDENCE } from "./verdict.ts";

const NO_SOLUTION =
  "The engine has no answer of its own to this question; only the steps were checked.";

/** The final answer, compared with what the engine makes of the question; null where none can be told. */
export async function answerClaim(
  math: MathPort,
  { question = "", text, questionResult }: VerifierInput,
  sources: Sources,
  options: CallOptions,
): Promise<Claim | null> {
  const timeoutMs = Math.min(
    options.timeoutMs ?? DETECTOR_LIMITS.questionMs,
    DETECTOR_LIMITS.questionMs,
  );
  const own = { ...options, timeoutMs };
  const settled = questionResult ?? (await math.query({ query: question, timeoutMs }, own));
  stopIfAborted(options.signal);
  const final = await decideFinalAnswer(math, question, text, settled, own);
  stopIfAborted(options.signal);
  const found = final?.found ?? extractAnswer(text);
  if (found === null || (final === null && !found.isExplicit)) return null;
  const impossible = final === null ? impossibleCount(question, found.text) : null;
  const decision =
    final?.decision ??
    (impossible === null
      ? { verdict: "undecided" as const, detail: NO_SOLUTION }
      : { verdict: "refuted" as const, detail: impossible });
  return {
    start: found.start,
    end: found.end,
    text: found.text,
    kind: "answer",
    verdict: decision.verdict,
    provenance: provenanceOf(sources, decision.verdict, found.text),
    confidence: CONFIDENCE[decision.verdict],
    evidence: {
      method: final !== null ? "own-solution" : impossible === null ? "none" : "possible-answer",
      detail: decision.detail,
      ...(decision.expected === undefined ? {} : { expected: decision.expected }),
      ...(decision.certificate === undefined ? {} : { certificate: decision.certificate }),
    },
  };
}
