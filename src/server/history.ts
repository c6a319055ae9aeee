import type { AgentRequest } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { Store } from "../core/store-port.ts";
import type { RunOrder } from "./run-hub.ts";

/**
 * Gives a run the turns of the conversation it continues. Turns that the caller sent along win over
 * the stored ones, since a client that sends them keeps the conversation itself.
 *
 * @throws AnsatzError `not_found` for a conversation that is not stored.
 */
export async function withHistory(
  order: RunOrder,
  store: Store,
  maxTurns: number,
  param: string,
): Promise<RunOrder> {
  if (order.conversationId === undefined) return order;
  const conversation = await store.getConversation(order.conversationId);
  if (!conversation)
    throw new AnsatzError(
      "not_found",
      "There is no conversation with this id. Leave the id out to begin a new one.",
      { param },
    );
  if (order.history.length > 0) return order;
  return { ...order, history: answeredTurns(conversation.turns, maxTurns) };
}

/** Questions that were never answered would read as two questions in a row; they are left out. */
function answeredTurns(
  turns: readonly { role: "user" | "assistant"; content: string; runId: string }[],
  maxTurns: number,
): AgentRequest["history"] {
  const answered = new Set(
    turns.filter((turn) => turn.role === "assistant").map((turn) => turn.runId),
  );
  return turns
    .filter((turn) => answered.has(turn.runId))
    .slice(-2 * maxTurns)
    .map(({ role, content }) => ({ role, content }));
}
