import type { Context } from "hono";
import { parentsOf } from "../core/branches.ts";
import type { RunHandle } from "./run-handle.ts";
import { CHOICE_OF, type RunOrder } from "./run-order.ts";
import type { Service } from "./service.ts";
import { startOnce, storedHandle } from "./start-once.ts";

/**
 * Starts one run for each choice. The first stands for all: its id names the reply, stopping it stops the
 * others, and a repeated request comes back to the same ones. In a stored conversation the others are
 * branches beside it, and it is the current one.
 */
export async function startChoices(
  context: Context,
  service: Service,
  order: RunOrder,
  count: number,
): Promise<readonly RunHandle[]> {
  const first = await startOnce(context, service, order);
  if (count === 1) return [first];
  const { hub, store } = service;
  const owner = order.owner ?? "";
  const runs = [first];
  try {
    const beside = await branchBeside(service, first);
    for (let variant = 1; variant < count; variant += 1) {
      const runId = `${first.id}_${variant}`;
      const live = hub.live(runId, owner);
      const earlier = live ? null : await hub.find(runId, owner);
      runs.push(
        live ??
          (earlier
            ? storedHandle(service, earlier)
            : await hub.start({
                ...order,
                ...beside,
                runId,
                variant,
                details: { ...order.details, [CHOICE_OF]: first.id },
              })),
      );
    }
    if (first.isKept) await store.setCurrentRun(first.conversationId, first.id);
    return runs;
  } catch (error) {
    await hub.stop(first.id, owner);
    throw error;
  }
}

/** The same place in the conversation as the first choice has. */
async function branchBeside(
  { store }: Service,
  first: RunHandle,
): Promise<Pick<RunOrder, "conversationId" | "after">> {
  const { conversationId } = first;
  if (!first.isKept) return { conversationId };
  const conversation = await store.getConversation(conversationId);
  const parents = parentsOf(conversation?.turns ?? []);
  return { conversationId, after: parents.get(first.id) ?? null };
}
