import type { AgentRequest } from "../core/agent-port.ts";
import { currentRunOf, pathTo } from "../core/branches.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunRecord, Store, TurnRecord } from "../core/store-port.ts";
import type { RunOrder } from "./run-order.ts";

type Turns = AgentRequest["history"];

/**
 * Gives a run the turns of the conversation it continues: those of the branch it is asked behind, which
 * is the current one unless the order names another. Turns that the caller sent along win over the stored
 * ones, since a client that sends them keeps the conversation itself.
 *
 * @throws AnsatzError `not_found` for a conversation that is not stored, or is another's, and for a run
 * that is not of it.
 */
export async function withHistory(
  order: RunOrder,
  store: Store,
  maxTurns: number,
  param: string,
): Promise<RunOrder> {
  if (order.conversationId === undefined) return order;
  const conversation = await store.getConversation(order.conversationId);
  if (!conversation || conversation.owner !== (order.owner ?? ""))
    throw new AnsatzError(
      "not_found",
      "There is no conversation with this id. Leave the id out to begin a new one.",
      { param },
    );
  const { after: wanted, ...rest } = order;
  const behind = wanted === undefined ? currentRunOf(conversation) : wanted;
  const path = new Set(pathTo(conversation.turns, behind));
  if (behind !== null && !path.has(behind))
    throw new AnsatzError(
      "not_found",
      "There is no run with this id in the conversation. Leave `after` out to go on behind its current end.",
      { param: "after" },
    );
  const newest = conversation.turns.findLast(({ role }) => role === "user")?.runId ?? null;
  const ordered = { ...rest, ...(behind === newest ? {} : { after: behind }) };
  if (order.history.length > 0) return ordered;
  const turns = answeredTurns(conversation.turns.filter(({ runId }) => path.has(runId)));
  return { ...ordered, history: turns.slice(-2 * maxTurns).map(withoutRun) };
}

/**
 * Lets a run go on behind an earlier one. Behind the last of a conversation it continues that; behind
 * an earlier one it begins a branch, which remembers where it came from.
 */
export async function continueBehind(
  order: RunOrder,
  previous: RunRecord,
  store: Store,
  maxTurns: number,
): Promise<RunOrder> {
  const earlier = await turnsUpTo(previous, store, maxTurns);
  const history = [...earlier, ...order.history].slice(-2 * maxTurns);
  const conversation = await store.getConversation(previous.conversationId);
  const isLast =
    conversation?.turns.findLast((turn) => turn.role === "user")?.runId === previous.id;
  if (isLast) return { ...order, history, conversationId: previous.conversationId };
  return { ...order, history, details: { ...order.details, branchedFrom: previous.id } };
}

/** The turns before and with a run, across branches, with what callers had sent along. */
async function turnsUpTo(run: RunRecord, store: Store, maxTurns: number): Promise<Turns> {
  const turns: Turns[number][] = [];
  for (let at: RunRecord | null = run; at !== null && turns.length < 2 * maxTurns;) {
    const conversation = await store.getConversation(at.conversationId);
    const { id } = at;
    const stored = conversation?.turns ?? [];
    const path = new Set(pathTo(stored, id));
    const all = answeredTurns(stored.filter(({ runId }) => path.has(runId)));
    // One that ended in calls has no answer, but what came before it still counts.
    const runs = await Promise.all(
      [...new Set([...all.map((turn) => turn.runId), id])]
        .slice(-maxTurns)
        .map((id) => store.getRun(id)),
    );
    turns.unshift(
      ...runs.flatMap((each) => [
        ...givenHistory(each),
        ...all.filter((turn) => turn.runId === each?.id).map(withoutRun),
      ]),
    );
    const first = conversation?.turns[0];
    const begin = first === undefined ? null : await store.getRun(first.runId);
    const origin = begin?.details?.["branchedFrom"];
    at = typeof origin === "string" ? await store.getRun(origin) : null;
  }
  return turns;
}

/** What a caller had sent along as earlier turns; it is kept beside the run. */
function givenHistory(run: RunRecord | null): Turns {
  const given = run?.details?.["givenHistory"];
  return Array.isArray(given) ? (given as Turns) : [];
}

/** Questions that were never answered, or ended in calls of the caller's tools, would read as two questions in a row; they are left out. */
function answeredTurns(turns: readonly TurnRecord[]): TurnRecord[] {
  const answered = new Set(
    turns
      .filter((turn) => turn.role === "assistant" && turn.content !== "")
      .map((turn) => turn.runId),
  );
  return turns.filter((turn) => answered.has(turn.runId));
}

function withoutRun({ role, content }: TurnRecord): Turns[number] {
  return { role, content };
}
