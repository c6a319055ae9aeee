import type { Verdict } from "../core/truth.ts";
import { type AgentBudget, isClosing, isSpent, type Spending } from "./budget.ts";
import type { PolicyRules } from "./policy.ts";

/** What happened last in the loop. */
export type LoopEvent =
  | { readonly kind: "start" }
  | {
      readonly kind: "model-replied";
      readonly toolCalls: number;
      /** There is a draft that is worth a check. */
      readonly hasText: boolean;
      readonly hadTools: boolean;
    }
  | {
      readonly kind: "model-failed";
      /** Tools have run, and asking once more may help: their results are not thrown away. */
      readonly isWorthAnother: boolean;
    }
  | { readonly kind: "tools-ran"; readonly isRepeating: boolean }
  | {
      readonly kind: "checked";
      readonly verdict: Verdict;
      /** The draft uses a value that its reasoning came to wrongly. */
      readonly restsOnSlip: boolean;
      /** It breaks a principle whose breach is sent back. */
      readonly hasBreach: boolean;
    };

export interface LoopState {
  readonly last: LoopEvent;
  readonly spending: Spending;
  /** How often the model was told that its draft is wrong. */
  readonly repairs: number;
  /** How often the model was asked again because it said nothing. */
  readonly nudges: number;
  /** How often a reply that broke off was asked for again. */
  readonly retries: number;
  /** Tools were closed for the rest of the turn. */
  readonly areToolsClosed: boolean;
}

export type LoopDecision =
  | { readonly kind: "call-model"; readonly tools: boolean; readonly reason: CallReason }
  | { readonly kind: "run-tools" }
  | { readonly kind: "check-draft" }
  | { readonly kind: "reply"; readonly form: ReplyForm };

export type CallReason = "first" | "again" | "tool-results" | "empty" | "refuted";
export type ReplyForm = "draft" | "refuted" | "failed" | "exhausted";

const MAX_NUDGES = 1;
const MAX_RETRIES = 1;

/** Decides the next move of the loop. Pure: the same state always gives the same decision. */
export function decide(state: LoopState, budget: AgentBudget, policy: PolicyRules): LoopDecision {
  const { last } = state;
  switch (last.kind) {
    case "start":
      return callModel(state, budget, "first");
    case "model-replied":
      return afterReply(state, budget, last);
    case "model-failed":
      return last.isWorthAnother && state.retries < MAX_RETRIES
        ? callModel(state, budget, "again")
        : { kind: "reply", form: "failed" };
    case "tools-ran":
      return last.isRepeating
        ? callModel({ ...state, areToolsClosed: true }, budget, "tool-results")
        : callModel(state, budget, "tool-results");
    case "checked":
      return afterCheck(state, budget, policy, last);
  }
}

function callModel(state: LoopState, budget: AgentBudget, reason: CallReason): LoopDecision {
  if (isSpent(budget, state.spending)) return { kind: "reply", form: "exhausted" };
  const tools = !state.areToolsClosed && !isClosing(budget, state.spending);
  return { kind: "call-model", tools, reason };
}

function afterReply(
  state: LoopState,
  budget: AgentBudget,
  reply: Extract<LoopEvent, { kind: "model-replied" }>,
): LoopDecision {
  if (reply.toolCalls > 0 && reply.hadTools) return { kind: "run-tools" };
  if (reply.hasText) return { kind: "check-draft" };
  return state.nudges < MAX_NUDGES
    ? callModel(state, budget, "empty")
    : { kind: "reply", form: "exhausted" };
}

function afterCheck(
  state: LoopState,
  budget: AgentBudget,
  policy: PolicyRules,
  check: Extract<LoopEvent, { kind: "checked" }>,
): LoopDecision {
  const isSound = check.verdict === "proved" || (check.verdict !== "refuted" && !check.restsOnSlip);
  if (isSound && !check.hasBreach) return { kind: "reply", form: "draft" };
  if (state.repairs < policy.repairs && !isSpent(budget, state.spending))
    return callModel(state, budget, "refuted");
  if (check.verdict !== "refuted") return { kind: "reply", form: "draft" };
  return { kind: "reply", form: "refuted" };
}
