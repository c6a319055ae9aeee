/**
 * A conversation is a tree of questions, each asked behind another. This file shapes it for the service
 * and the page alike, so it imports nothing.
 */

/** As much of a stored turn as the shape of its conversation needs. */
export interface BranchTurn {
  readonly role: "user" | "assistant";
  readonly runId: string;
  /** The run the question was asked behind, null at the beginning; the question before it where absent. */
  readonly after?: string | null;
}

/** The questions in the order in which they were asked, each with the run it was asked behind. */
export function parentsOf(turns: readonly BranchTurn[]): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  let before: string | null = null;
  for (const { role, runId, after } of turns) {
    if (role !== "user" || parents.has(runId)) continue;
    // Only what was asked earlier can stand before a question, so no chain ever closes.
    const isKnown = after === null || (after !== undefined && parents.has(after));
    parents.set(runId, isKnown ? after : before);
    before = runId;
  }
  return parents;
}

/** The runs from the first question to the given one; empty for one that is not of the conversation. */
export function pathTo(turns: readonly BranchTurn[], runId: string | null): string[] {
  const parents = parentsOf(turns);
  const path: string[] = [];
  for (let at = runId; at !== null && parents.has(at); at = parents.get(at) ?? null)
    path.unshift(at);
  return path;
}

/** The questions by what they were asked behind, each time oldest first. */
export function versionsBehind(turns: readonly BranchTurn[]): Map<string | null, string[]> {
  const versions = new Map<string | null, string[]>();
  for (const [id, parent] of parentsOf(turns))
    versions.set(parent, [...(versions.get(parent) ?? []), id]);
  return versions;
}

/** The newest question of the branches that go through the given one. Nothing was asked behind it. */
export function newestBehind(turns: readonly BranchTurn[], runId: string): string {
  const parents = parentsOf(turns);
  const inside = new Set([runId]);
  let newest = runId;
  for (const [id, parent] of parents)
    if (parent !== null && inside.has(parent)) {
      inside.add(id);
      newest = id;
    }
  return newest;
}

/** The question at the end of the branch that is gone on with: the chosen one, else the newest of all. */
export function currentRunOf(conversation: {
  readonly turns: readonly BranchTurn[];
  readonly currentRunId?: string;
}): string | null {
  const { turns, currentRunId } = conversation;
  if (currentRunId !== undefined && turns.some(({ runId }) => runId === currentRunId))
    return currentRunId;
  return turns.findLast(({ role }) => role === "user")?.runId ?? null;
}
