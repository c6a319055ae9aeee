import { type FaultReport, Findings, seconds } from "./fault-report.ts";
import { followAnywhere, type FollowedEvent, followRun, isEnd, isWhole } from "./followed-run.ts";
import { ModelProcess, PROBLEM } from "./model-process.ts";
import { RedisProcess } from "./redis-process.ts";
import { ServiceProcess } from "./service-process.ts";

interface Started {
  readonly id: string;
  readonly conversationId: string;
}

/**
 * Two instances share a Redis; one is killed with runs at work and runs done. Their readers go on at the
 * other, behind the last event they saw.
 */
export async function killInstance(options: {
  readonly redisPath: string;
  readonly runs: number;
  /** How long an instance may be silent before it is taken for dead. */
  readonly silenceSeconds: number;
}): Promise<FaultReport> {
  const found = new Findings("An instance is killed (kill -9) with runs at work");
  const redis = await RedisProcess.start(options.redisPath);
  const model = await ModelProcess.start(10_000, 50);
  const store = `${redis.url("kill")}&silence=${options.silenceSeconds}`;
  const services = await Promise.all(
    [1, 2].map(() => ServiceProcess.start({ store, model: model.spec })),
  );
  const [first, second] = services as [ServiceProcess, ServiceProcess];
  try {
    const ask = async (service: ServiceProcess, body: object): Promise<Started> =>
      (await (await service.post("/v1/runs", body)).json()) as Started;
    const done = await Promise.all(
      Array.from({ length: options.runs }, (_, index) =>
        ask(first, { question: `What is ${index} + 2?` }),
      ),
    );
    const ended = await Promise.all(done.map(({ id }) => followRun(first, id)));
    const working = await Promise.all(
      Array.from({ length: options.runs }, () => ask(first, { question: PROBLEM })),
    );
    const seen = await Promise.all(
      working.map(({ id }, index) =>
        followRun(first, id, { until: ({ sequence }) => sequence >= 8 + index }),
      ),
    );
    const killedMs = performance.now();
    await first.end("SIGKILL");

    const rest = await Promise.all(
      working.map(({ id }, index) => goOn(second, id, seen[index] ?? [])),
    );
    const tookMs = performance.now() - killedMs;
    const events = rest.map((more, index) => [...(seen[index] ?? []), ...more]);
    const interrupted = events.filter((all) => all.at(-1)?.event["code"] === "interrupted");
    found.note(
      "every run at work ends as interrupted, seen through the other instance",
      interrupted.length === options.runs,
      `${interrupted.length} of ${options.runs}, ${seconds(tookMs)} after the kill; an instance is given ${options.silenceSeconds} s`,
    );
    const whole = events.filter(isWhole).length;
    found.note(
      "a reader goes on behind its last event: none lost, none twice",
      whole === options.runs,
      `${whole} of ${options.runs} streams whole, ${events.flat().length} events`,
    );
    const kept = await Promise.all(
      done.map(async ({ id }, index) => {
        const again = await followRun(second, id);
        return JSON.stringify(again) === JSON.stringify(ended[index]) && isEnd(again.at(-1));
      }),
    );
    found.note(
      "runs that had ended are read from the other instance, event for event",
      kept.every(Boolean),
      `${kept.filter(Boolean).length} of ${options.runs}`,
    );
    const roles = await Promise.all(
      working.map(({ conversationId }) => goOnTalking(second, conversationId)),
    );
    found.note(
      "the conversation is whole and goes on: the question that was cut off, a new one, its answer",
      roles.every((each) => each === "user user assistant"),
      `${roles.filter((each) => each === "user user assistant").length} of ${options.runs}`,
    );
    const ready = (await second.get("/readyz")).status;
    found.note("the other instance was ready all along", ready === 200, ready);
  } finally {
    await Promise.all(services.map((service) => service.end("SIGKILL")));
    await Promise.all([model.end("SIGKILL"), redis.remove()]);
  }
  return found.report();
}

async function goOn(
  service: ServiceProcess,
  runId: string,
  seen: readonly FollowedEvent[],
): Promise<FollowedEvent[]> {
  const after = seen.at(-1)?.sequence;
  return followRun(service, runId, after === undefined ? {} : { after });
}

/** Asks on in a conversation; gives who said what in it. */
async function goOnTalking(service: ServiceProcess, conversationId: string): Promise<string> {
  const asked = await service.post("/v1/runs", { question: "What is 6 * 7?", conversationId });
  const { id } = (await asked.json()) as Started;
  await followAnywhere([service], id, 20_000);
  const read = await service.get(`/v1/conversations/${conversationId}`);
  const { turns } = (await read.json()) as { turns: { role: string }[] };
  return turns.map(({ role }) => role).join(" ");
}
