import type { Store } from "../../core/store-port.ts";
import { FEEDBACK_KIND, type Feedback, feedbackSchema } from "../../server/feedback.ts";
import type { RatedRun } from "./training-rows.ts";

const PAGE = 1_000;
const ALL = 1_000_000;

/** Every completed run of a tenant, oldest conversation first, with its prompt and ratings. */
export async function readRatedRuns(
  store: Store,
  tenant: string,
  nowMs: number,
): Promise<RatedRun[]> {
  const ratings = await readFeedback(store, nowMs);
  const runs: RatedRun[] = [];
  for (const { id } of (await store.listConversations(ALL, tenant)).toReversed()) {
    const turns = (await store.getConversation(id))?.turns ?? [];
    const prompt: { role: "user" | "assistant"; content: string }[] = [];
    for (const turn of turns.filter(({ role }) => role === "user")) {
      const run = await store.getRun(turn.runId);
      if (run?.state !== "completed" || run.result === null) continue;
      const { reply } = run.result;
      prompt.push({ role: "user", content: run.question });
      runs.push({ run, prompt: [...prompt], reply, ratings: ratings.get(run.id) ?? [] });
      prompt.push({ role: "assistant", content: reply });
    }
  }
  return runs;
}

async function readFeedback(store: Store, nowMs: number): Promise<Map<string, Feedback[]>> {
  const byRun = new Map<string, Feedback[]>();
  for (let afterId: string | undefined; ;) {
    const page = await store.listRecords(FEEDBACK_KIND, {
      limit: PAGE,
      nowMs,
      ...(afterId === undefined ? {} : { afterId }),
    });
    for (const record of page) {
      const feedback = feedbackSchema.parse(record.value);
      byRun.set(feedback.runId, [...(byRun.get(feedback.runId) ?? []), feedback]);
    }
    afterId = page.at(-1)?.id;
    if (page.length < PAGE) return byRun;
  }
}
