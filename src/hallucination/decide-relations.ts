import type { MathPort } from "../core/math-port.ts";
import type { Claim } from "../core/verify-result.ts";
import type { Candidate } from "./candidate.ts";
import type { Equation } from "./equation.ts";
import { conditionsOf } from "./conditions.ts";
import type { Mending } from "./correct.ts";
import { decideClaim } from "./decide-claim.ts";
import type { Decision } from "./decision.ts";
import { findClaims } from "./find-claims.ts";
import { DETECTOR_LIMITS } from "./limits.ts";
import { provenanceOf, type Sources } from "./provenance.ts";
import { unifySpelling } from "./source-text.ts";
import { CONFIDENCE } from "./verdict.ts";

/** Decides the relations that a text writes down; those that only set an equation up are told apart. */
export function decideRelations(
  math: MathPort,
  text: string,
  question: string,
  sources: Sources,
): { readonly mendings: readonly Mending[]; readonly equations: readonly Equation[] } {
  const mendings: Mending[] = [];
  const equations: Equation[] = [];
  const conditions = conditionsOf(unifySpelling(text), question);
  let symbolic = 0;
  const endsAt = performance.now() + DETECTOR_LIMITS.relationsMs;
  for (const candidate of findClaims(text, question)) {
    if (candidate.isSymbolic) symbolic += 1;
    const decision =
      symbolic > DETECTOR_LIMITS.symbolicClaims && candidate.isSymbolic
        ? NOT_REACHED
        : performance.now() > endsAt
          ? OUT_OF_TIME
          : decideClaim(math, candidate, conditions);
    if (decision === null) {
      const only = candidate.readings[0];
      if (only?.relation === "=")
        equations.push({ ...only, start: candidate.start, end: candidate.end });
      continue;
    }
    mendings.push({
      claim: toClaim(text, candidate, decision, sources),
      written: candidate.written,
    });
  }
  return { mendings, equations };
}

/** The one equation a question sets, where it has exactly one. */
export function equationOf(question: string): Equation | null {
  const found = findClaims(question, "").filter(({ isSymbolic }) => isSymbolic);
  const only = found[0]?.readings[0];
  if (found.length !== 1 || only?.relation !== "=") return null;
  return { ...only, start: 0, end: 0 };
}

const OUT_OF_TIME: Decision = {
  verdict: "undecided",
  method: "limit",
  detail:
    "The time for the statements of one text was over; this one was not checked. Check the text in parts.",
};

const NOT_REACHED: Decision = {
  verdict: "undecided",
  method: "limit",
  detail: `The text has more than ${DETECTOR_LIMITS.symbolicClaims} statements with variables; this one was not checked.`,
};

function toClaim(text: string, candidate: Candidate, decision: Decision, sources: Sources): Claim {
  const { verdict, method, detail, expected, certificate } = decision;
  return {
    start: candidate.start,
    end: candidate.end,
    text: text.slice(candidate.start, candidate.end),
    kind: candidate.kind,
    verdict,
    provenance: provenanceOf(sources, verdict, candidate.written?.text ?? null),
    confidence: CONFIDENCE[verdict],
    evidence: {
      method,
      detail,
      ...(expected === undefined || verdict === "proved" || candidate.written === null
        ? {}
        : { expected }),
      ...(certificate === undefined ? {} : { certificate }),
    },
  };
}
