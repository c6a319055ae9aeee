import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ModelPort } from "../core/model-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import type { Breach, TokenLogprob } from "../core/verify-result.ts";
import { checkReasoning, type ReasoningCheck } from "./check-reasoning.ts";
import type { DraftFindings } from "./conversation.ts";
import type { LoopEvent } from "./decide.ts";
import { gradeBreaches } from "./grade-breaches.ts";
import { judgeDraft, type Judgement } from "./judge-draft.ts";
import type { JudgedDraft } from "./judged-draft.ts";
import { PHRASES } from "./phrases.ts";
import type { Turn } from "./turn.ts";

/** A draft with what the model said to itself before it, and the tokens it was written in. */
export interface WrittenDraft {
  readonly draft: string;
  readonly reasoning: string;
  readonly tokens: readonly TokenLogprob[];
}

/**
 * The last draft of a go that was judged, with what was found of it; a reply that was of no use does not
 * take its place.
 */
export class DraftCheck {
  private readonly parts: { readonly math: MathPort; readonly verifier: VerifierPort };
  private readonly turn: Turn;
  private judged = "";
  private judgement: Judgement | null = null;
  private slips: ReasoningCheck = { statements: 0, refuted: 0, usedInDraft: [] };

  constructor(parts: { readonly math: MathPort; readonly verifier: VerifierPort }, turn: Turn) {
    this.parts = parts;
    this.turn = turn;
  }

  last(): Omit<JudgedDraft, "repairs"> {
    return { draft: this.judged, judgement: this.judgement, slips: this.slips };
  }

  /** What a model is told of the last draft: its own slips, or else those of the reasoning it rests on. */
  findings(): DraftFindings {
    const { verdict, claims = [], breaches = [] } = this.judgement ?? {};
    const isDraft = verdict === "refuted";
    return {
      draft: isDraft ? claims : [],
      reasoning: isDraft ? [] : this.slips.usedInDraft,
      breaches,
    };
  }

  async *check({ draft, reasoning, tokens }: WrittenDraft): AsyncGenerator<RunEvent, LoopEvent> {
    const { turn } = this;
    const sinceMs = turn.nowMs();
    yield { type: "status", text: PHRASES[turn.language].statusChecking };
    this.judged = draft;
    this.judgement = await this.judge(draft, tokens);
    this.slips = await this.judgeReasoning(draft, reasoning);
    const { verdict, claims, breaches } = this.judgement;
    const refuted = claims.filter((claim) => claim.verdict === "refuted").length;
    const said = this.slips.statements;
    const reasoned =
      said === 0 ? "" : `; reasoning: ${said} decided, ${this.slips.refuted} refuted`;
    yield turn.step(
      "check",
      `${verdict}; ${claims.length} claims, ${refuted} refuted${reasoned}${this.heldTo(breaches)}`,
      sinceMs,
    );
    return {
      kind: "checked",
      verdict,
      restsOnSlip: this.slips.usedInDraft.length > 0,
      hasBreach: breaches.some(({ causes }) => causes === "repair"),
    };
  }

  /** A check that fails decides nothing; the reply then says that nothing was checked. */
  async judge(draft: string, tokens?: readonly TokenLogprob[]): Promise<Judgement> {
    try {
      return await judgeDraft(this.parts.math, this.parts.verifier, this.turn, draft, tokens);
    } catch (error) {
      if (AnsatzError.from(error).code === "stopped") throw error;
      return NOTHING_JUDGED;
    }
  }

  /** A model's opinion of the last draft, where the constitution asks for it. */
  async *grade(model: ModelPort): AsyncGenerator<RunEvent> {
    const { turn, judged, judgement } = this;
    if (judgement === null) return;
    const weak = yield* gradeBreaches(turn, model, judged);
    this.judgement = { ...judgement, breaches: [...judgement.breaches, ...weak] };
  }

  private heldTo(breaches: readonly Breach[]): string {
    const { constitution } = this.turn;
    if (constitution === null) return "";
    const mark = `${constitution.version} (${constitution.hash.slice(0, 8)})`;
    return `; constitution ${mark}, ${breaches.length} breaches`;
  }

  private async judgeReasoning(draft: string, reasoning: string): Promise<ReasoningCheck> {
    try {
      return await checkReasoning(this.parts.verifier, this.turn, reasoning, draft);
    } catch (error) {
      if (AnsatzError.from(error).code === "stopped") throw error;
      return { statements: 0, refuted: 0, usedInDraft: [] };
    }
  }
}

const NOTHING_JUDGED: Judgement = {
  verdict: "undecided",
  claims: [],
  corrected: null,
  established: null,
  own: null,
  agreesWithOwn: "undecided",
  breaches: [],
  errorScore: null,
};
