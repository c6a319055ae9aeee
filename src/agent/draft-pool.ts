import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { LoopResult } from "./loop-result.ts";
import { type RankedDraft, rankDrafts } from "./rank-drafts.ts";
import type { LoopParts } from "./reasoning-loop.ts";
import { reconsiderDraft } from "./reconsider-draft.ts";
import { rewardDraft } from "./reward-draft.ts";
import type { Turn } from "./turn.ts";

/** The drafts of one answer, each rewarded by what it could go by. */
export class DraftPool {
  private readonly parts: LoopParts;
  private readonly turn: Turn;
  /** What was there before any draft: what the caller's tools returned. */
  private readonly given: readonly ToolCallRecord[];
  private readonly drafts: { result: LoopResult; readonly toolCalls: readonly ToolCallRecord[] }[] =
    [];
  private seenCalls: number;

  constructor(parts: LoopParts, turn: Turn) {
    this.parts = parts;
    this.turn = turn;
    this.given = [...turn.toolCalls];
    this.seenCalls = turn.toolCalls.length;
  }

  /** Takes one more draft in, where the go came to one, and ranks them all. */
  async add(result: LoopResult): Promise<readonly RankedDraft[]> {
    const { turn, parts } = this;
    const toolCalls = [...this.given, ...turn.toolCalls.slice(this.seenCalls)];
    this.seenCalls = turn.toolCalls.length;
    const hasDraft = (result.judged?.judgement ?? null) !== null;
    if (hasDraft) this.drafts.push({ result, toolCalls });
    for (const draft of this.drafts)
      draft.result = await reconsiderDraft(parts, turn, draft.result);
    return rankDrafts(
      parts.math,
      turn,
      this.drafts.map(({ result, toolCalls }) => ({
        result,
        toolCalls,
        reward: rewardDraft(turn, result.judged, toolCalls),
      })),
    );
  }
}
