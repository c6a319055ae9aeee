import { pathTo } from "../../core/branches.ts";
import type { RunRecord, Store, StoredRecord } from "../../core/store-port.ts";
import {
  FEEDBACK_KIND,
  type Feedback,
  feedbackSchema,
  RANKING_KIND,
  type Ranking,
  rankingSchema,
} from "../../server/feedback.ts";
import type { Consent, RatedRun } from "./training-rows.ts";

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
      const said = ratings.get(run.id) ?? [];
      runs.push({ run, prompt, reply, ratings: said, consent: consentTo(run, said) });
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

/** Whoever asked says so with the request, and raters with their word; one no outweighs every yes. */
function consentTo({ details }: RunRecord, ratings: readonly Feedback[]): Consent {
  const metadata = details?.["metadata"] as Readonly<Record<string, string>> | undefined;
  const asked = metadata?.["training_consent"];
  if (asked === "denied" || ratings.some(({ consent }) => consent === false)) return "denied";
  return asked === "given" || ratings.some(({ consent }) => consent === true) ? "given" : "unknown";
}

async function readFeedback(store: Store, nowMs: number): Promise<Map<string, Feedback[]>> {
  const byRun = new Map<string, Feedback[]>();
  for await (const { value } of allRecords(store, FEEDBACK_KIND, nowMs)) {
    const feedback = feedbackSchema.parse(value);
    byRun.set(feedback.runId, [...(byRun.get(feedback.runId) ?? []), feedback]);
  }
  return byRun;
}

/** Every ranking, of whichever tenant; those of others find no runs in the export. */
export async function readRankings(store: Store, nowMs: number): Promise<Ranking[]> {
  const rankings: Ranking[] = [];
  for await (const { value } of allRecords(store, RANKING_KIND, nowMs))
    rankings.push(rankingSchema.parse(value));
  return rankings;
}

async function* allRecords(
  store: Store,
  kind: string,
  nowMs: number,
): AsyncGenerator<StoredRecord> {
  for (let afterId: string | undefined; ;) {
    const after = afterId === undefined ? {} : { afterId };
    const page = await store.listRecords(kind, { limit: PAGE, nowMs, ...after });
    yield* page;
    afterId = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
