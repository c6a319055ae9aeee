import { AnsatzError } from "../core/errors.ts";
import { stopIfAborted } from "../core/interrupt.ts";
import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { VerifierInput, VerifierPort } from "../core/verifier-port.ts";
import { type Claim, MAX_VERIFY_CHARACTERS, type VerifyResult } from "../core/verify-result.ts";
import { answerClaim } from "./answer-claim.ts";
import { extractAnswer } from "./answer.ts";
import { checkRoots } from "./check-roots.ts";
import { checkSteps } from "./check-steps.ts";
import type { Check } from "./check.ts";
import type { RuleInput } from "./constitution/code-rule.ts";
import type { Constitution } from "./constitution/constitution.ts";
import { findBreaches } from "./constitution/find-breaches.ts";
import { correctText, type Mending } from "./correct.ts";
import { decideRelations, equationOf } from "./decide-relations.ts";
import { type Unmarked, withoutEmphasis } from "./emphasis.ts";
import { ERROR_SCORE_WEIGHTS, errorScoreOf, logisticScore, UNCOMPARED } from "./error-score.ts";
import { proseOf } from "./find-claims.ts";
import { findClockSums } from "./find-clock-sums.ts";
import { findContextNumbers } from "./find-context-numbers.ts";
import { findDateSums } from "./find-date-sums.ts";
import { findDateClaims } from "./find-dates.ts";
import { findLetterClaims } from "./find-letters.ts";
import { findUnsourced } from "./find-unsourced.ts";
import { findToolStatements } from "./find-tool-statements.ts";
import { sourcesOf } from "./provenance.ts";
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

interface Parts {
  readonly math: MathPort;
  readonly checks: readonly Check[];
  readonly constitution: Constitution | null;
}

/** Emphasis is left out for the reading, and the offsets of what was found are those of the text as written. */
async function verify(
  parts: Parts,
  input: VerifierInput,
  options: CallOptions,
): Promise<VerifyResult> {
  refuseLong(input);
  stopIfAborted(options.signal);
  const unmarked = withoutEmphasis(input.text);
  const question = withoutEmphasis(input.question ?? "").text;
  const plain = { ...input, text: unmarked.text, question };
  if (input.isPartial === true)
    return inWritten(input.text, unmarked, verifyPart(parts.math, plain));
  const { mendings, ...result } = await verifyPlain(parts, plain, input.text, options);
  const corrected = correctText(
    input.text,
    mendings.map(({ claim, written }) => ({
      claim,
      written:
        written === null ? null : { ...written, ...unmarked.spanOf(written.start, written.end) },
    })),
  );
  return inWritten(input.text, unmarked, {
    ...result,
    ...(corrected === undefined ? {} : { corrected }),
  });
}

/** A result about the unmarked text, about the text as written. */
function inWritten(written: string, unmarked: Unmarked, result: VerifyResult): VerifyResult {
  if (unmarked.text === written) return result;
  const claims = result.claims.map((claim) => {
    const span = unmarked.spanOf(claim.start, claim.end);
    return { ...claim, ...span, text: written.slice(span.start, span.end) };
  });
  const breaches = result.breaches?.map((breach) => {
    const span = unmarked.spanOf(breach.start, breach.end);
    return { ...breach, ...span, text: written.slice(span.start, span.end) };
  });
  return { ...result, claims, ...(breaches === undefined ? {} : { breaches }) };
}

async function verifyPlain(
  { math, checks, constitution }: Parts,
  input: VerifierInput,
  written: string,
  options: CallOptions,
): Promise<Omit<VerifyResult, "corrected"> & { readonly mendings: readonly Mending[] }> {
  const { text, question = "", context = "", toolCalls = [], samples = [], logprobs = [] } = input;
  const sources = sourcesOf(question, context, toolCalls);
  const prose = proseOf(text);
  const { mendings: relations, equations } = decideRelations(math, text, question, sources);
  const worded = wordedClaims(text);
  const taken = [...relations.map(({ claim }) => claim), ...worded];
  const statements = await decideStatements(math, text, { question, taken }, options);
  // A statement that the engine answered tells more about a root than putting it in.
  const unified = unifySpelling(text);
  const roots = checkRoots(math, unified, question, equations, equationOf(question)).filter(
    ({ start, end }) => !statements.some(({ claim }) => claim.start < end && start < claim.end),
  );
  const mendings = [...relations, ...statements];
  const hasQuestion = question.trim() !== "";
  const answer = hasQuestion ? await answerClaim(math, input, sources, options) : null;
  const evidence = context.trim() === "" ? null : evidenceOf(context);
  const claims = [
    ...mendings.map((mending) => mending.claim),
    ...roots,
    ...checkSteps(math, unified, question, equations),
    ...worded,
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
  const moves = [tokenDoubt(written, logprobs), ...added.moves];
  const likely = withWeakSignals(compared ?? UNCOMPARED, moves);
  return {
    verdict,
    errorScore: errorScoreOf(verdict, likely),
    claims,
    coverage: coverageOf(claims, unread),
    mendings,
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
  const { mendings } = decideRelations(
    math,
    text,
    question,
    sourcesOf(question, context, toolCalls),
  );
  const claims = [
    ...mendings.map(({ claim }) => claim),
    ...wordedClaims(text),
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

/** Statements about dates and about the letters of words. */
function wordedClaims(text: string): readonly Claim[] {
  const others = [...findDateSums(text), ...findClockSums(text), ...findLetterClaims(text)];
  return withoutTaken(findDateClaims(text), others);
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
