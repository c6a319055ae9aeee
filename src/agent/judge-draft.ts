import type { MathPort } from "../core/math-port.ts";
import type { Answer, QueryResult } from "../core/query-result.ts";
import type { Verdict } from "../core/truth.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import type { Breach, Claim, TokenLogprob } from "../core/verify-result.ts";
import { extractAnswer } from "../hallucination/answer.ts";
import { errorScoreOf } from "../hallucination/error-score.ts";
import { compareAnswer, settledAnswer } from "../hallucination/final-answer.ts";
import { numbersIn } from "../hallucination/numbers.ts";
import { interruptible } from "../core/interrupt.ts";
import { quotesQuestion } from "./question-quote.ts";
import type { Turn } from "./turn.ts";

export interface Judgement {
  readonly verdict: Verdict;
  readonly claims: readonly Claim[];
  /** The draft with its wrong numbers replaced, when nothing after them rests on the wrong value. */
  readonly corrected: string | null;
  /** The engine's result that establishes the answer. */
  readonly established: QueryResult | null;
  /** The engine's own answer to the question, where a tool was asked the question itself. */
  readonly own: OwnAnswer | null;
  /** Whether the draft's answer is the engine's own; undecided where that cannot be told. */
  readonly agreesWithOwn: Verdict;
  /** What breaks the constitution. */
  readonly breaches: readonly Breach[];
  /** How likely the draft states something false; null where nothing was judged. */
  readonly errorScore: number | null;
}

export interface OwnAnswer {
  readonly result: QueryResult;
  readonly answer: Answer;
}

const CHECK_MS = 10_000;

/**
 * Judges a draft. `proved` only when an engine's certificate settles the answer to the question itself,
 * by its own solution or by a tool call that quotes the question; right arithmetic alone is `undecided`.
 */
export async function judgeDraft(
  math: MathPort,
  verifier: VerifierPort,
  turn: Turn,
  draft: string,
  tokens: readonly TokenLogprob[] = [],
): Promise<Judgement> {
  const { context, pictures } = turn.request;
  // A question that is in a picture is not in its words, so nothing can settle it from them.
  const question = pictures === undefined ? turn.request.question : "";
  const options = turn.calling(CHECK_MS);
  const found = await interruptible(
    verifier.verify(
      {
        text: draft,
        question,
        ...(context === undefined ? {} : { context }),
        toolCalls: turn.toolCalls,
        ...(tokens.length === 0 ? {} : { logprobs: [...tokens] }),
        ...(turn.direct === null ? {} : { questionResult: turn.direct }),
      },
      options,
    ),
    turn.signal,
  );
  const corrected = safeCorrection(draft, found.claims, found.corrected);
  const byVerifier = found.claims.find(({ evidence }) => evidence.method === "own-solution");
  const base = {
    claims: found.claims,
    corrected,
    established: null,
    own: ownAnswer(turn),
    agreesWithOwn: byVerifier?.verdict ?? "undecided",
    breaches: found.breaches ?? [],
    errorScore: found.errorScore,
  };
  if (pictures !== undefined)
    return {
      ...base,
      own: null,
      verdict: found.verdict === "refuted" ? "refuted" : "undecided",
    };
  if (found.verdict !== "undecided") return { ...base, verdict: found.verdict };
  const settled = await byToolCalls(math, turn, draft, found.claims);
  return { ...base, ...settled, errorScore: errorScoreOf(settled.verdict, found.errorScore) };
}

/** The engine's own answer to the question, where a tool was asked the question itself. */
export function ownAnswer(turn: Turn): OwnAnswer | null {
  for (const { query, result } of turn.toolQueries) {
    const answer = settledAnswer(result);
    if (answer !== null && quotesQuestion(turn.request.question, query)) return { result, answer };
  }
  return null;
}

/** A correction stands only when the wrong value is used nowhere else and the answer itself is not refuted. */
function safeCorrection(
  draft: string,
  claims: readonly Claim[],
  corrected: string | undefined,
): string | null {
  if (corrected === undefined) return null;
  const refuted = claims.filter((claim) => claim.verdict === "refuted");
  for (const claim of refuted) {
    if (claim.kind === "answer" || claim.evidence.expected === undefined) return null;
    const wrong = numbersIn(claim.text).at(-1)?.canonical;
    const after = numbersIn(draft.slice(claim.end)).map((number) => number.canonical);
    if (wrong === undefined || after.includes(wrong)) return null;
  }
  return corrected;
}

async function byToolCalls(
  math: MathPort,
  turn: Turn,
  draft: string,
  claims: readonly Claim[],
): Promise<Pick<Judgement, "verdict" | "claims" | "established" | "agreesWithOwn">> {
  const answer = extractAnswer(draft);
  const undecided = {
    verdict: "undecided",
    claims,
    established: null,
    agreesWithOwn: "undecided",
  } as const;
  if (answer?.isExplicit !== true) return undecided;
  for (const { query, result } of turn.toolQueries) {
    const settled = settledAnswer(result);
    if (settled === null || !quotesQuestion(turn.request.question, query)) continue;
    const options = turn.calling(CHECK_MS);
    const decision = await interruptible(
      compareAnswer(math, settled, answer.text, options),
      turn.signal,
    );
    if (decision.verdict === "undecided") continue;
    const claim: Claim = {
      start: answer.start,
      end: answer.end,
      text: answer.text,
      kind: "answer",
      verdict: decision.verdict,
      provenance: decision.verdict === "proved" ? "computed" : "model-only",
      confidence: 0.99,
      evidence: {
        method: "tool-answer",
        detail: decision.detail,
        ...(decision.verdict === "refuted" ? { expected: settled.short } : {}),
        ...(result.certificate === null ? {} : { certificate: result.certificate }),
      },
    };
    const others = claims.filter((other) => other.kind !== "answer");
    const isWhole = others.every((other) => other.verdict === "proved");
    const agreesWithOwn = decision.verdict;
    if (decision.verdict === "proved" && !isWhole) return { ...undecided, agreesWithOwn };
    return {
      verdict: decision.verdict,
      claims: [...others, claim],
      established: result,
      agreesWithOwn,
    };
  }
  return undecided;
}
