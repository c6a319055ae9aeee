import type { ReasoningCheck } from "./check-reasoning.ts";
import type { Judgement } from "./judge-draft.ts";

/** The last draft with what was found of it; no judgement when there never was a draft. */
export interface JudgedDraft {
  readonly draft: string;
  readonly judgement: Judgement | null;
  readonly slips: ReasoningCheck;
  /** How often the model was told what is wrong. */
  readonly repairs: number;
}
