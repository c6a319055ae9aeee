import type { AnsatzError } from "../core/errors.ts";
import type { JudgedDraft } from "./judged-draft.ts";
import type { Reply } from "./turn.ts";

/** How one go of a model at a question ended. */
export interface LoopResult {
  readonly reply: Reply;
  /** The model's failure, when there is no draft for want of a model. */
  readonly failure: AnsatzError | null;
  /** Something in it gives reason to try again from the start. */
  readonly isDoubtful: boolean;
  /** The draft that the reply was made of, where a loop ended with one. */
  readonly judged?: JudgedDraft;
  /**
   * In a cascade, why the answer does not stand without a stronger model, unless it is proved; null where
   * drafts agree and nothing speaks against any of them.
   */
  readonly doubt?: string | null;
}
