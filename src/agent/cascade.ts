import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { Claim } from "../core/verify-result.ts";
import { numbersIn } from "../hallucination/numbers.ts";
import { sourcesOf } from "../hallucination/provenance.ts";
import { POLICIES } from "./policy.ts";
import type { RewardedDraft } from "./rank-drafts.ts";
import { isFaultless } from "./reward-draft.ts";
import type { Reply, Turn } from "./turn.ts";

/** When the answer of a weaker model stands although nothing proves it. */
export interface CascadeRule {
  /**
   * The most that the error score of each agreeing draft may be, from 0 to 1. With 0 only a proof keeps a
   * question from the stronger model.
   */
  readonly maxErrorScore: number;
}

/** Measured by `evals/cascade.ts`: the highest that keeps 98% of what the stronger model has right. */
export const DEFAULT_CASCADE: CascadeRule = { maxErrorScore: 0.6 };

/** "How many", "what percentage", 多少: the answer has to be a number, whatever the question brings. */
const ASKS_NUMBER =
  /\bhow (?:many|much|long|far|old|often|tall|high|fast|big)\b|\b(?:number|amount|total|percent(?:age)?|sum|average|probability|area|volume)\b|多少|几[^乎何]|百分之|概率|总数|平均/i;

/**
 * Whether a stronger model is worth asking: the draft was refuted, or the question is about numbers and
 * nothing settled its answer. What was proved, a call of the caller's tools and friendly words are not.
 */
export function isWorthStronger(question: string, reply: Reply): boolean {
  if (reply.verdict === "proved" || reply.callerCalls !== undefined || reply.isSmallTalk === true)
    return false;
  if (
    reply.verdict === "refuted" ||
    (reply.policy !== undefined && WAS_REFUTED.has(reply.policy.outcome))
  )
    return true;
  const isAboutNumbers =
    ASKS_NUMBER.test(question) ||
    numbersIn(question).length > 0 ||
    numbersIn(reply.answer ?? "").length > 0;
  return isAboutNumbers;
}

const WAS_REFUTED: ReadonlySet<string> = new Set(["corrected", "noted", "withheld"]);

/**
 * Whether drafts that agree may stand in this turn at all: not where only what is proved leaves, and not
 * where the question is in a picture, against which nothing of a draft can be checked.
 */
export function canStandUnproved({ policy, request }: Turn, rule: CascadeRule): boolean {
  const hasPictures = [request, ...request.history].some(({ pictures }) => pictures !== undefined);
  return rule.maxErrorScore > 0 && POLICIES[policy].passesUndecided && !hasPictures;
}

/**
 * What speaks against a draft before it is compared with another; null where nothing does. Nothing does
 * when it passed as it was first written, names its answer, states no calculation that was not decided and
 * goes by no number without a source, has no fault by the rules of rewards, and is unlikely to be wrong by
 * its error score.
 */
export function doubtIn(draft: RewardedDraft, { maxErrorScore }: CascadeRule): string | null {
  const { verdict, policy, answer, claims, errorScore } = draft.result.reply;
  if (verdict === "refuted" || policy === undefined || policy.outcome !== "passed")
    return "something was found against the draft";
  if (answer === undefined) return "no answer is named";
  if (goesByNumberFromNowhere(claims, draft.toolCalls)) return "a number has no source";
  if (claims.some((claim) => claim.verdict !== "proved" && !WITHOUT_PROOF.has(claim.kind)))
    return "a statement is not decided";
  if (errorScore === undefined || errorScore > maxErrorScore)
    return `the error score is ${errorScore?.toFixed(2) ?? "unknown"}`;
  return isFaultless(draft.reward) ? null : "a rule holds something against the draft";
}

/** A number that is calculated with, and that the draft's own tools did not return either. */
function goesByNumberFromNowhere(
  claims: readonly Claim[],
  toolCalls: readonly ToolCallRecord[],
): boolean {
  const { computed, retrieved } = sourcesOf("", "", toolCalls);
  return claims
    .filter(({ kind, provenance }) => kind === "number" && provenance === "model-only")
    .flatMap(({ text }) => numbersIn(text))
    .some(({ canonical }) => !computed.has(canonical) && !retrieved.has(canonical));
}

/** The answer itself, and numbers whose source is known. */
const WITHOUT_PROOF: ReadonlySet<string> = new Set(["answer", "number"]);

/** The better checked of two replies; the later where they are equal, which came from the stronger model. */
export function betterReply<T extends { readonly reply: Reply }>(earlier: T, later: T): T {
  return standing(earlier.reply) > standing(later.reply) ? earlier : later;
}

function standing(reply: Reply): number {
  if (reply.verdict === "proved") return 4;
  if (reply.verdict === "refuted" || reply.policy?.outcome === "noted") return 1;
  if (reply.answer === undefined) return reply.policy === undefined ? 0 : 2;
  return 3;
}
