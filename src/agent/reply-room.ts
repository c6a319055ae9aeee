import type { ModelCapabilities, ToolSpecification } from "../core/model-port.ts";
import type { AgentBudget, Spending } from "./budget.ts";
import { toolTokens } from "./estimate-tokens.ts";

const REPLY_TOKENS_FLOOR = 64;
/** Share of a model's context that its reply may take. */
const REPLY_SHARE = 0.4;
/** How many times the usual room a model gets that thinks before it speaks. */
const THINKING_ROOM = 4;
const MARGIN_TOKENS = 64;

/** How many tokens the next reply may take, and how many the messages before it. */
export function replyRoom(
  { contextTokens, thinks = false }: ModelCapabilities,
  budget: AgentBudget,
  spending: Spending,
  tools: readonly ToolSpecification[],
): { readonly maxTokens: number; readonly messageRoom: number } {
  const wanted = budget.replyTokens * (thinks ? THINKING_ROOM : 1);
  const left = budget.tokens - spending.tokens;
  const roomForReply = Math.floor(Math.min(wanted, left, contextTokens * REPLY_SHARE));
  const callersLimit = budget.completionTokens ?? Infinity;
  const maxTokens = Math.min(
    Math.max(REPLY_TOKENS_FLOOR, roomForReply),
    Math.max(1, callersLimit - spending.completionTokens),
  );
  return { maxTokens, messageRoom: contextTokens - maxTokens - toolTokens(tools) - MARGIN_TOKENS };
}
