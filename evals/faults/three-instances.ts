import { type FaultReport, Findings, seconds, untilTrue } from "./fault-report.ts";
import { type FollowedEvent, followRun, isEnd, isWhole } from "./followed-run.ts";
import { bearer, InstanceCluster } from "./instance-cluster.ts";
import { PROBLEM } from "./model-process.ts";
import type { ServiceProcess } from "./service-process.ts";
import { SlackEvents, type SlackQuestion } from "./slack-events.ts";

/**
 * Three instances share a Redis behind a proxy that takes them in turn. What belongs to all of them holds;
 * one is killed with runs at work and another is added.
 */
export async function threeInstances(options: {
  readonly redisPath: string;
  readonly runs: number;
}): Promise<FaultReport> {
  const found = new Findings("Three instances behind a proxy; one is killed, another is added");
  const slack = await SlackEvents.start();
  const cluster = await InstanceCluster.start(options.redisPath, 12_000, slack.environment);
  try {
    const key = (await cluster.makeKey()).text;
    await sharedLimits(cluster, found);
    await onceOnly(cluster, key, found);
    await oneConversation(cluster, key, found);
    const questions = await slackAtOnce(cluster, slack, found);
    const cut = Array.from({ length: 3 }, () => slack.question(PROBLEM));
    await killOne(cluster, key, options.runs, found, (killed) => slack.deliver([killed], cut));
    await slackAgain(cluster, slack, { questions, cut }, found);
    await revoked(cluster, found);
  } finally {
    await cluster.end();
    await slack.close();
  }
  return found.report();
}

async function sharedLimits(cluster: InstanceCluster, found: Findings): Promise<void> {
  const few = bearer((await cluster.makeKey(6)).text);
  const asked = await Promise.all(
    Array.from({ length: 18 }, () => cluster.post("/v1/query", { query: "2+2" }, few)),
  );
  await Promise.all(asked.map((response) => response.arrayBuffer()));
  const count = (status: number) => asked.filter((each) => each.status === status).length;
  found.note(
    "a key of 6 requests a minute has 6 over all instances",
    count(200) === 6 && count(429) === 12,
    `${count(200)} × 200, ${count(429)} × 429`,
  );
}

async function onceOnly(cluster: InstanceCluster, key: string, found: Findings): Promise<void> {
  const headers = { ...bearer(key), "idempotency-key": "the-same" };
  const ids = await Promise.all(
    Array.from({ length: 9 }, async () => {
      for (;;) {
        const response = await cluster.post("/v1/runs", { question: "What is 6 * 7?" }, headers);
        const { id = "" } = (await response.json()) as { id?: string };
        if (response.status !== 409) return id;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }),
  );
  found.note(
    "a request sent nine times with one Idempotency-Key is one run",
    new Set(ids).size === 1 && ids[0] !== "",
    `${new Set(ids).size} run`,
  );
}

async function oneConversation(
  cluster: InstanceCluster,
  key: string,
  found: Findings,
): Promise<void> {
  let conversationId: string | undefined;
  for (const question of ["What is 6 * 7?", "What is 2 + 3?", "add 5"]) {
    const body = conversationId === undefined ? { question } : { question, conversationId };
    const run = await cluster.startRun(key, body);
    ({ conversationId } = run);
    await cluster.follow(key, run.id);
  }
  const read = await Promise.all(
    cluster.services.map(async (service) => {
      const path = `/v1/conversations/${conversationId}`;
      return (await service.get(path, bearer(key))).text();
    }),
  );
  const { turns } = JSON.parse(read[0] ?? "") as { turns: { content: string }[] };
  const isSame = new Set(read).size === 1 && turns.length === 6;
  const goesOn = turns.at(-1)?.content.includes("10") === true;
  found.note(
    "a conversation over all instances is the same at each, and a question goes on from the one before",
    isSame && goesOn,
    `${turns.length} turns, ${isSame ? "the same" : "different"} at each`,
  );
}

async function slackAtOnce(
  cluster: InstanceCluster,
  slack: SlackEvents,
  found: Findings,
): Promise<SlackQuestion[]> {
  const questions = Array.from({ length: 20 }, (_, index) =>
    slack.question(`What is ${index} + 1000?`),
  );
  const statuses = await slack.deliver(cluster.services, questions);
  const isEach = () => questions.every((question) => slack.answersTo(question) > 0);
  await untilTrue(() => Promise.resolve(isEach()), 30_000);
  found.note(
    "a question in Slack that is delivered to all three at the same time is answered once",
    statuses.every((status) => status === 200) && timesAnswered(slack, questions) === "1",
    `${questions.length} questions, ${statuses.length} deliveries; answered ${timesAnswered(slack, questions)} × each`,
  );
  return questions;
}

/** Slack delivers again what it was left alone with. */
async function slackAgain(
  cluster: InstanceCluster,
  slack: SlackEvents,
  { questions, cut }: Readonly<Record<"questions" | "cut", readonly SlackQuestion[]>>,
  found: Findings,
): Promise<void> {
  const all = [...questions, ...cut];
  const statuses = await slack.deliver(cluster.services, all);
  const isEach = () => cut.every((question) => slack.answersTo(question) > 0);
  const tookMs = await untilTrue(() => Promise.resolve(isEach()), 60_000);
  await slack.deliver(cluster.services, all);
  // A second answer would be begun by now.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  found.note(
    "delivered again to those that are left and the added one, each is still answered once, also those that the killed one had taken",
    statuses.every((status) => status === 200) && timesAnswered(slack, all) === "1",
    `${all.length} questions, ${cut.length} of them taken by the killed one, ${2 * statuses.length} deliveries; answered ${timesAnswered(slack, all)} × each, the last ${tookMs === null ? "never" : seconds(tookMs)} later`,
  );
}

/** How often each was answered: the one number, or the different ones. */
function timesAnswered(slack: SlackEvents, questions: readonly SlackQuestion[]): string {
  return [...new Set(questions.map((question) => slack.answersTo(question)))].join(", ");
}

async function killOne(
  cluster: InstanceCluster,
  key: string,
  runs: number,
  found: Findings,
  beforeKill: (killed: ServiceProcess) => Promise<unknown>,
): Promise<void> {
  const started = await Promise.all(
    Array.from({ length: runs }, () => cluster.startRun(key, { question: PROBLEM })),
  );
  const streams = started.map(({ id }) => cluster.follow(key, id));
  await Promise.all(
    started.map(({ id }) =>
      followRun(cluster.proxy, id, {
        headers: bearer(key),
        until: ({ sequence }) => sequence >= 6,
      }),
    ),
  );
  const [first] = cluster.services.splice(0, 1) as [ServiceProcess];
  await beforeKill(first);
  const killedMs = performance.now();
  await first.end("SIGKILL");
  const added = await cluster.add();
  const during = await cluster.startRun(key, { question: "What is 7 * 8?" });
  const answered = isAnswered(await cluster.follow(key, during.id));
  const all = await Promise.all(streams);
  const took = seconds(performance.now() - killedMs);
  const whole = all.filter((events) => isWhole(events) && isEnd(events.at(-1))).length;
  const done = all.filter(isAnswered).length;
  const cut = all.filter((events) => events.at(-1)?.event["code"] === "interrupted").length;
  found.note(
    "readers go on at other instances: every stream is whole and has its end",
    whole === runs,
    `${whole} of ${runs}, ${took} after the kill`,
  );
  found.note(
    "runs of the other instances are answered, those of the killed one end as interrupted",
    done + cut === runs && cut > 0 && done >= cut,
    `${done} answered, ${cut} interrupted`,
  );
  const again = await Promise.all(
    started.map(async ({ id }, index) => {
      const events = await followRun(added, id, { headers: bearer(key) });
      return JSON.stringify(events) === JSON.stringify(all[index]);
    }),
  );
  found.note(
    "the added instance reads every run, event for event, and new questions are answered meanwhile",
    again.every(Boolean) && answered,
    `${again.filter(Boolean).length} of ${runs}`,
  );
}

async function revoked(cluster: InstanceCluster, found: Findings): Promise<void> {
  const { id, text } = await cluster.makeKey();
  const statuses = () =>
    Promise.all(
      cluster.services.map((service) =>
        service.statusOf(service.post("/v1/query", { query: "2+2" }, bearer(text))),
      ),
    );
  const before = await statuses();
  await cluster.revokeKey(id);
  const after = await statuses();
  found.note(
    "a key is good at every instance, the added one too, and at none once it is revoked",
    before.every((status) => status === 200) && after.every((status) => status === 401),
    `${before.join(", ")}; then ${after.join(", ")}`,
  );
}

export const isAnswered = (events: readonly FollowedEvent[]): boolean =>
  isWhole(events) && events.at(-1)?.event["type"] === "run-end";
