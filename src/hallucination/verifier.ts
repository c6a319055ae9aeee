import { AnsatzError } from "../core/errors.ts";
import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { VerifierInput, VerifierPort } from "../core/verifier-port.ts";
import { type Claim, MAX_VERIFY_CHARACTERS, type VerifyResult } from "../core/verify-result.ts";
import { extractAnswer } from "./answer.ts";
import type { Candidate } from "./candidate.ts";
import { checkRoots, type Equation } from "./check-roots.ts";
import { checkSteps } from "./check-steps.ts";
import type { Check } from "./check.ts";
import { conditionsOf } from "./conditions.ts";
import type { RuleInput } from "./constitution/code-rule.ts";
import type { Constitution } from "./constitution/constitution.ts";
import { findBreaches } from "./constitution/find-breaches.ts";
import { correctText, type Mending } from "./correct.ts";
import { decideClaim } from "./decide-claim.ts";
import type { Decision } from "./decision.ts";
import { ERROR_SCORE_WEIGHTS, errorScoreOf, logisticScore, UNCOMPARED } from "./error-score.ts";
import { decideFinalAnswer } from "./final-answer.ts";
import { findClaims, proseOf } from "./find-claims.ts";
import { findContextNumbers } from "./find-context-numbers.ts";
import { findDateSums } from "./find-date-sums.ts";
import { findDateClaims } from "./find-dates.ts";
import { findLetterClaims } from "./find-letters.ts";
import { findUnsourced } from "./find-unsourced.ts";
import { findToolStatements } from "./find-tool-statements.ts";
import { DETECTOR_LIMITS } from "./limits.ts";
import { impossibleCount } from "./possible-answer.ts";
import { provenanceOf, type Sources, sourcesOf } from "./provenance.ts";
import { runChecks } from "./run-checks.ts";
import { compareSamples, withAgreement } from "./samples.ts";
import { scoreFeatures } from "./score-features.ts";
import { unifySpelling } from "./source-text.ts";
import { decideStatements } from "./statements/decide-statements.ts";
import { countUnread } from "./statements/unread.ts";
import { checkSupport } from "./support/check-support.ts";
import { type Evidence, evidenceOf, noveltyOf, unsupportedLikelihood } from "./support/overlap.ts";
import { checkTable } from "./tables/check-table.ts";
import { tokenDoubt } from "./token-doubt.ts";
import { coverageOf, verdictOf } from "./verdict.ts";
import { withWeakSignals } from "./weak-signals.ts";

/**
 * A detector over an engine. The check of written relations is pure and synchronous; only the question
 * itself, when there is one, is put to the engine with a deadline. Throws `too_large` past the limits and
 * `stopped` when the signal is aborted. `checks` are asked after the built-in ones; what breaks the
 * constitution is told beside the claims.
 */
export function createVerifier(
  math: MathPort,
  checks: readonly Check[] = [],
  constitution: Constitution | null = null,
): VerifierPort {
  const parts = { math, checks, constitution };
  return { verify: (input, options = {}) => verify(parts, input, options) };
}

async function verify(
  {
    math,
    checks,
    constitution,
  }: {
    readonly math: MathPort;
    readonly checks: readonly Check[];
    readonly constitution: Constitution | null;
  },
  input: VerifierInput,
  options: CallOptions,
): Promise<VerifyResult> {
  refuseLong(input);
  stopIfAborted(options);
  if (input.isPartial === true) return verifyPart(math, input);
  const { text, question = "", context = "", toolCalls = [], samples = [], logprobs = [] } = input;
  const sources = sourcesOf(question, context, toolCalls);
  const prose = proseOf(text);
  const { mendings: relations, equations } = decideAll(math, text, question, sources);
  const dates = withoutTaken(findDateClaims(text), [
    ...findDateSums(text),
    ...findLetterClaims(text),
  ]);
  const taken = [...relations.map(({ claim }) => claim), ...dates];
  const statements = await decideStatements(math, text, { question, taken }, options);
  // A statement that the engine answered tells more about a root than putting it in.
  const roots = checkRoots(
    math,
    unifySpelling(text),
    question,
    equations,
    equationOf(question),
  ).filter(
    ({ start, end }) => !statements.some(({ claim }) => claim.start < end && start < claim.end),
  );
  const mendings = [...relations, ...statements];
  const hasQuestion = question.trim() !== "";
  const answer = hasQuestion ? await answerClaim(math, input, sources, options) : null;
  const evidence = context.trim() === "" ? null : evidenceOf(context);
  const claims = [
    ...mendings.map((mending) => mending.claim),
    ...roots,
    ...checkSteps(math, unifySpelling(text), question, equations),
    ...dates,
    ...findToolStatements(text, input.toolCalls, `${question}\n${context}`),
    ...(answer === null ? [] : [answer]),
    ...(evidence === null
      ? []
      : (checkTable(text, context) ?? checkSupport(text, evidence, question))),
  ];
  if (evidence !== null) claims.push(...findContextNumbers(text, claims, sources));
  else if (hasQuestion && answer?.verdict !== "proved")
    claims.push(...findUnsourced(question, text, claims));
  const added = await runChecks(checks, { text, question, context }, options);
  claims.push(...added.claims);
  claims.sort((a, b) => a.start - b.start || a.end - b.end);
  const unread = countUnread(prose, claims, question);
  const verdict = verdictOf(claims, hasQuestion, unread);
  const alone = likelihoodOf(input, evidence, claims);
  const agreement = await compareSamples(math, text, samples, options);
  const compared = agreement === null ? alone : withAgreement(alone ?? UNCOMPARED, agreement);
  const moves = [tokenDoubt(text, logprobs), ...added.moves];
  const likely = withWeakSignals(compared ?? UNCOMPARED, moves);
  const corrected = correctText(text, mendings);
  return {
    verdict,
    errorScore: errorScoreOf(verdict, likely),
    claims,
    coverage: coverageOf(claims, unread),
    ...(corrected === undefined ? {} : { corrected }),
    ...(constitution === null
      ? {}
      : held(constitution, {
          text,
          prose,
          question,
          context,
          toolCalls: input.toolCalls ?? null,
          sources,
          claims,
          verdict,
        })),
  };
}

function held(
  constitution: Constitution,
  input: RuleInput,
): Pick<VerifyResult, "breaches" | "constitution"> {
  const { version, hash } = constitution;
  return { breaches: [...findBreaches(constitution, input)], constitution: { version, hash } };
}

/** What the sentences of a beginning state, decided without the engine's own answers. */
function verifyPart(math: MathPort, input: VerifierInput): VerifyResult {
  const { text, question = "", context = "", toolCalls = [] } = input;
  const { mendings } = decideAll(math, text, question, sourcesOf(question, context, toolCalls));
  const claims = [
    ...mendings.map(({ claim }) => claim),
    ...findDateClaims(text),
    ...findToolStatements(text, input.toolCalls, `${question}\n${context}`),
    ...(context.trim() === ""
      ? []
      : (checkTable(text, context) ?? checkSupport(text, evidenceOf(context), question))),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  // More of the text may come, so that nothing is proved of the whole.
  const isRefuted = claims.some(({ verdict }) => verdict === "refuted");
  const verdict = isRefuted ? "refuted" : "undecided";
  return {
    verdict,
    errorScore: errorScoreOf(verdict, null),
    claims,
    coverage: coverageOf(claims),
  };
}

/** The first claims with those of the second that overlap none of them. */
function withoutTaken(first: readonly Claim[], second: readonly Claim[]): readonly Claim[] {
  const free = second.filter(
    ({ start, end }) => !first.some((claim) => claim.start < end && start < claim.end),
  );
  return [...first, ...free];
}

/** How likely the text is wrong, from what can be compared; null when nothing can. */
function likelihoodOf(
  { text, question = "" }: VerifierInput,
  evidence: Evidence | null,
  claims: readonly Claim[],
): number | null {
  if (evidence !== null) return unsupportedLikelihood(noveltyOf(text, evidence));
  if (question.trim() === "") return null;
  const features = scoreFeatures({ text, question, claims, answer: extractAnswer(text) });
  return logisticScore(features, ERROR_SCORE_WEIGHTS);
}

function refuseLong(input: VerifierInput): void {
  for (const field of ["text", "question", "context"] as const) {
    const length = input[field]?.length ?? 0;
    if (length > MAX_VERIFY_CHARACTERS)
      throw new AnsatzError(
        "too_large",
        `The ${field} has ${length} characters; the limit is ${MAX_VERIFY_CHARACTERS}. Split it and verify the parts.`,
        { param: field },
      );
  }
}

function stopIfAborted(options: CallOptions): void {
  if (options.signal?.aborted === true)
    throw new AnsatzError("stopped", "The check was stopped before it finished.");
}

function decideAll(
  math: MathPort,
  text: string,
  question: string,
  sources: Sources,
): { readonly mendings: readonly Mending[]; readonly equations: readonly Equation[] } {
  const mendings: Mending[] = [];
  const equations: Equation[] = [];
  const conditions = conditionsOf(unifySpelling(text), question);
  let symbolic = 0;
  for (const candidate of findClaims(text, question)) {
    if (candidate.isSymbolic) symbolic += 1;
    const decision =
      symbolic > DETECTOR_LIMITS.symbolicClaims && candidate.isSymbolic
        ? NOT_REACHED
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
function equationOf(question: string): Equation | null {
  const found = findClaims(question, "").filter(({ isSymbolic }) => isSymbolic);
  const only = found[0]?.readings[0];
  if (found.length !== 1 || only?.relation !== "=") return null;
  return { ...only, start: 0, end: 0 };
}

const NOT_REACHED: Decision = {
  verdict: "undecided",
  method: "limit",
  detail: `The text has more than ${DETECTOR_LIMITS.symbolicClaims} statements with variables; this one was not checked.`,
};

const CONFIDENCE = { proved: 0.99, refuted: 0.97, undecided: 0.5 } as const;

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

const NO_SOLUTION =
  "The engine has no answer of its own to this question; only the steps were checked.";

async function answerClaim(
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
  stopIfAborted(options);
  const final = await decideFinalAnswer(math, question, text, settled, own);
  stopIfAborted(options);
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
