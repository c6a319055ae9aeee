import { pathTo } from "../../core/branches.ts";
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
    const answered = new Map<string, { readonly question: string; readonly reply: string }>();
    for (const turn of turns.filter(({ role }) => role === "user")) {
      const run = await store.getRun(turn.runId);
      if (run?.state !== "completed" || run.result === null) continue;
      const { question } = run;
      const { reply } = run.result;
      const prompt = pathTo(turns, run.id).flatMap((id) => asMessages(answered.get(id)));
      prompt.push({ role: "user", content: question });
      runs.push({ run, prompt, reply, ratings: ratings.get(run.id) ?? [] });
      answered.set(run.id, { question, reply });
    }
  }
  return runs;
}

function asMessages(turn: { readonly question: string; readonly reply: string } | undefined) {
  if (turn === undefined) return [];
  return [
    { role: "user" as const, content: turn.question },
    { role: "assistant" as const, content: turn.reply },
  ];
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
