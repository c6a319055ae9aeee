import type { PolicyOutcome } from "../core/policy.ts";
import type { ReplyForm } from "./decide.ts";
import { engineReply } from "./engine-reply.ts";
import type { Judgement } from "./judge-draft.ts";
import type { JudgedDraft } from "./judged-draft.ts";
import type { LoopResult } from "./loop-result.ts";
import { findingsOf, outcomeOfRefuted, POLICIES } from "./policy.ts";
import type { Reply, Turn } from "./turn.ts";
import {
  leavesNumbersOut,
  wordCorrected,
  wordDraft,
  wordNoted,
  wordWithheld,
} from "./word-draft.ts";
import { wordUndecided } from "./word-undecided.ts";

/** Words the end of the loop. Doubtful is a draft that was withheld or noted, rests on a slip, or leaves numbers out. */
export async function conclude(
  turn: Turn,
  form: ReplyForm,
  judged: JudgedDraft,
  judge: (draft: string) => Promise<Judgement>,
): Promise<Omit<LoopResult, "failure">> {
  const { outcome, reply } = await wordEnd(turn, form, judged, judge);
  const isOpen = reply.verdict === "undecided" && reply.answer !== undefined;
  const isShaky =
    judged.slips.usedInDraft.length > 0 || leavesNumbersOut(turn.request.question, reply.text);
  const isDoubtful = outcome === "withheld" || outcome === "noted" || (isOpen && isShaky);
  const { judgement, repairs } = judged;
  if (outcome === null || judgement === null) return { reply, isDoubtful, judged };
  const findings = findingsOf(judgement.claims, judgement.breaches);
  const policy = { outcome, rounds: repairs, findings };
  return { reply: { ...reply, policy }, isDoubtful, judged };
}

interface WordedEnd {
  /** Null where there was no draft. */
  readonly outcome: PolicyOutcome | null;
  readonly reply: Reply;
}

async function wordEnd(
  turn: Turn,
  form: ReplyForm,
  judged: JudgedDraft,
  judge: (draft: string) => Promise<Judgement>,
): Promise<WordedEnd> {
  const { judgement } = judged;
  // A draft that was checked is not thrown away because a later reply was of no use.
  if (judgement === null) {
    const cause = form === "failed" ? "failed" : "exhausted";
    const text = wordUndecided(cause, turn.direct, turn.language);
    return { outcome: null, reply: { text, verdict: "undecided", claims: [], route: "loop" } };
  }
  return judgement.verdict === "refuted"
    ? wordRefuted(turn, judged, judgement, judge)
    : wordPassed(turn, judged, judgement);
}

function wordPassed(
  turn: Turn,
  { draft, slips, repairs }: JudgedDraft,
  judgement: Judgement,
): WordedEnd {
  const restsOnSlip = slips.usedInDraft.length > 0 && judgement.verdict !== "proved";
  const reply = wordDraft(turn, draft, judgement, restsOnSlip);
  const hasBreach = judgement.breaches.some(({ causes }) => causes === "repair");
  const outcome = restsOnSlip || hasBreach ? "noted" : repairs > 0 ? "repaired" : "passed";
  return { outcome, reply };
}

/** However the loop came to its end, a refuted draft leaves only in a form that the policy allows. */
async function wordRefuted(
  turn: Turn,
  { draft }: JudgedDraft,
  judgement: Judgement,
  judge: (draft: string) => Promise<Judgement>,
): Promise<WordedEnd> {
  const { corrected, own } = judgement;
  const found = { canCorrect: corrected !== null, hasOwnAnswer: own !== null };
  const outcome = outcomeOfRefuted(POLICIES[turn.policy], found);
  if (outcome === "noted") return { outcome, reply: wordNoted(turn, draft, judgement) };
  if (outcome === "engine" && own !== null)
    return { outcome, reply: engineReply(turn, own.result, own.answer) };
  if (outcome === "corrected" && corrected !== null) {
    const mended = await judge(corrected);
    if (mended.verdict !== "refuted")
      return { outcome, reply: wordCorrected(turn, corrected, mended) };
  }
  return { outcome: "withheld", reply: wordWithheld(turn, judgement.claims) };
}
