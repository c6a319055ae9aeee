import type { ChoiceReason, DraftChoice } from "../core/draft-choice.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { Reward } from "../hallucination/rewards/weigh-scores.ts";
import { groupAnswers } from "./group-answers.ts";
import type { LoopResult } from "./loop-result.ts";
import { isFaultless } from "./reward-draft.ts";
import type { Reply, Turn } from "./turn.ts";
import { throwUnlessOver } from "./turn-deadline.ts";

/** One go at the question, with what the rules make of its draft. */
export interface RewardedDraft {
  readonly result: LoopResult;
  readonly reward: Reward;
  /** What it could go by: its own calls, and what the caller's tools returned. */
  readonly toolCalls: readonly ToolCallRecord[];
}

export interface RankedDraft extends RewardedDraft {
  /** Its place in the order the drafts were drawn, from 0. */
  readonly place: number;
  /** Drafts that came to its answer, itself among them; 0 without an answer. */
  readonly votes: number;
  /** Which drafts have the same answer; null without an answer. */
  readonly group: number | null;
}

/**
 * The drafts, the best first: proved before not, then by reward, then by how many came to the same answer
 * (1/2, 0.5 and \frac12 are one), then as they were drawn.
 */
export async function rankDrafts(
  math: MathPort,
  turn: Turn,
  drafts: readonly RewardedDraft[],
): Promise<readonly RankedDraft[]> {
  const replies = drafts.map(({ result }) => result.reply);
  const groups = await groupsUnlessOver(math, turn, replies);
  return drafts
    .map((draft, place) => {
      const group = groups.findIndex((replies) => replies.includes(draft.result.reply));
      const votes = groups[group]?.length ?? 0;
      return { ...draft, place, votes, group: group < 0 ? null : group };
    })
    .toSorted(
      (a, b) =>
        Number(isProved(b)) - Number(isProved(a)) ||
        b.reward.reward - a.reward.reward ||
        b.votes - a.votes ||
        a.place - b.place,
    );
}

/** Without groups when the turn has no time left to compare answers: then the rewards alone tell. */
async function groupsUnlessOver(
  math: MathPort,
  turn: Turn,
  replies: readonly Reply[],
): Promise<readonly (readonly Reply[])[]> {
  try {
    return await groupAnswers(math, turn, replies);
  } catch (error) {
    throwUnlessOver(turn, error);
    return [];
  }
}

/** True when nothing is held against the leading draft and drafts still to come cannot outvote it. */
export function isDecisive([leading, ...others]: readonly RankedDraft[], left: number): boolean {
  if (leading === undefined || leading.votes < 2 || !isFaultless(leading.reward)) return false;
  const votesOfOthers = others
    .filter(({ group }) => group !== leading.group)
    .map(({ votes }) => votes);
  return leading.votes - Math.max(0, ...votesOfOthers) > left;
}

/** The drafts in the order they were drawn, and why the first of the ranking was chosen. */
export function describeChoice(ranked: readonly RankedDraft[]): DraftChoice {
  const drafts = ranked.toSorted((a, b) => a.place - b.place);
  return {
    chosen: ranked[0]?.place ?? 0,
    because: reasonOf(ranked),
    drafts: drafts.map(({ result: { reply }, votes, reward }) => ({
      ...(reply.answer === undefined ? {} : { answer: reply.answer }),
      verdict: reply.verdict,
      votes,
      reward: reward.reward,
      scores: [...reward.scores],
    })),
  };
}

function reasonOf([chosen, ...others]: readonly RankedDraft[]): ChoiceReason {
  if (chosen === undefined) return "first";
  if (isProved(chosen)) return "proved";
  const equals = others.filter(({ reward }) => reward.reward === chosen.reward.reward);
  const rivals = equals.filter(({ group }) => group === null || group !== chosen.group);
  if (rivals.length === 0) return equals.length < others.length ? "reward" : "vote";
  return rivals.every(({ votes }) => votes < chosen.votes) ? "vote" : "first";
}

function isProved({ result }: RewardedDraft): boolean {
  return result.reply.verdict === "proved";
}
