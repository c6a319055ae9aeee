import { AnsatzError } from "../core/errors.ts";
import type { RunRecord } from "../core/store-port.ts";
import type { Service } from "./service.ts";

/**
 * Deletes an answer with its conversation, where nothing else is in that.
 *
 * @throws AnsatzError `conflict` where there is.
 */
export async function deleteAlone(
  { hub, store }: Service,
  { id, conversationId, owner }: RunRecord,
  together: readonly string[] = [id],
): Promise<void> {
  const conversation = await store.getConversation(conversationId);
  if (conversation?.turns.some(({ runId }) => !together.includes(runId)))
    throw new AnsatzError(
      "conflict",
      `This answer is part of the conversation ${conversationId}. DELETE /v1/conversations/${conversationId} deletes all of it.`,
    );
  await hub.stopConversation(conversationId, owner);
  await store.deleteConversation(conversationId);
}
