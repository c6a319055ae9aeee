/** What one turn may use. */
export interface AgentBudget {
  /** Calls of the model; the last one has its tools off, so that a reply exists. */
  readonly modelCalls: number;
  /** Prompt and completion tokens of all calls together. */
  readonly tokens: number;
  /** Completion tokens of all calls together, where the caller set a limit. */
  readonly completionTokens?: number;
  /** Longest single completion. */
  readonly replyTokens: number;
  readonly wallMs: number;
  readonly toolMs: number;
  /** Tool calls that one reply of the model may ask for; more are not run. */
  readonly callsPerReply: number;
}

export const DEFAULT_BUDGET: AgentBudget = {
  modelCalls: 8,
  tokens: 60_000,
  replyTokens: 2_048,
  wallMs: 120_000,
  toolMs: 30_000,
  callsPerReply: 8,
};

/** What a turn has used so far. */
export interface Spending {
  readonly modelCalls: number;
  readonly tokens: number;
  readonly completionTokens: number;
  readonly elapsedMs: number;
  readonly toolMs: number;
}

/** Part of a budget after which only the closing reply is left to be made. */
const CLOSING_SHARE = 0.8;

/** True when nothing more may be asked of the model. */
export function isSpent(budget: AgentBudget, spending: Spending): boolean {
  return (
    spending.modelCalls >= budget.modelCalls ||
    spending.tokens >= budget.tokens ||
    spending.completionTokens >= (budget.completionTokens ?? Infinity) ||
    spending.elapsedMs >= budget.wallMs
  );
}

/** True when the next call of the model has to be the one that speaks. */
export function isClosing(budget: AgentBudget, spending: Spending): boolean {
  return (
    spending.modelCalls >= budget.modelCalls - 1 ||
    spending.tokens >= budget.tokens * CLOSING_SHARE ||
    spending.elapsedMs >= budget.wallMs * CLOSING_SHARE ||
    spending.toolMs >= budget.toolMs
  );
}
