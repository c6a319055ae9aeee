import type { ReasoningCheck } from "./check-reasoning.ts";
import type { ReplyForm } from "./decide.ts";
import type { Judgement } from "./judge-draft.ts";
import type { LoopResult } from "./loop-result.ts";
import type { Reply, Turn } from "./turn.ts";
import { leavesNumbersOut, wordCorrected, wordDraft, wordWithheld } from "./word-draft.ts";
import { wordUndecided } from "./word-undecided.ts";

/** The last draft with what was found of it; no judgement when there never was a draft. */
export interface JudgedDraft {
  readonly draft: string;
  readonly judgement: Judgement | null;
  readonly slips: ReasoningCheck;
}

/** Words the end of the loop. Doubtful is a draft that was withheld, rests on a slip, or leaves numbers out. */
export async function conclude(
  turn: Turn,
  form: ReplyForm,
  judged: JudgedDraft,
  judge: (draft: string) => Promise<Judgement>,
): Promise<Omit<LoopResult, "failure">> {
  const reply = await wordEnd(turn, form, judged, judge);
  const isOpen = reply.verdict === "undecided" && reply.answer !== undefined;
  const isShaky =
    judged.slips.usedInDraft.length > 0 || leavesNumbersOut(turn.request.question, reply.text);
  return { reply, isDoubtful: form === "withheld" || (isOpen && isShaky) };
}

async function wordEnd(
  turn: Turn,
  form: ReplyForm,
  { draft, judgement, slips }: JudgedDraft,
  judge: (draft: string) => Promise<Judgement>,
): Promise<Reply> {
  if (form === "draft" && judgement !== null) {
    const restsOnSlip = slips.usedInDraft.length > 0 && judgement.verdict !== "proved";
    return wordDraft(turn, draft, judgement, restsOnSlip);
  }
  if (form !== "withheld" && judgement?.corrected) {
    const mended = await judge(judgement.corrected);
    if (mended.verdict !== "refuted")
      return wordCorrected(turn, judgement.corrected, mended.claims);
  }
  if (judgement?.verdict === "refuted") return wordWithheld(turn, judgement.claims);
  const text = wordUndecided(
    form === "failed" ? "failed" : "exhausted",
    turn.direct,
    turn.language,
  );
  return { text, verdict: "undecided", claims: [], route: "loop" };
}
