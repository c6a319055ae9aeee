import { type FaultReport, Findings, seconds, untilTrue } from "./fault-report.ts";
import { followAnywhere, followRun, isEnd, isWhole } from "./followed-run.ts";
import { ModelProcess, PROBLEM } from "./model-process.ts";
import { RedisProcess } from "./redis-process.ts";
import { ServiceProcess } from "./service-process.ts";

/** How long a run at work waits for its store. */
const PATIENCE_MS = 10_000;

/**
 * Redis is killed under two instances with runs at work, is away for a while, and is started again. Away
 * for a moment it costs nothing; away for longer, runs at work end as failed.
 */
export async function killRedis(options: {
  readonly redisPath: string;
  readonly runs: number;
  readonly awayMs: number;
}): Promise<FaultReport> {
  const found = new Findings(`Redis is killed (kill -9) and back after ${seconds(options.awayMs)}`);
  const redis = await RedisProcess.start(options.redisPath);
  // Runs begin before Redis goes and end when it is back.
  const model = await ModelProcess.start(Math.ceil(options.awayMs / 100) + 20, 100);
  const store = redis.url("away");
  const environment = { ANSATZ_API_KEYS: "operator" };
  const services = await Promise.all(
    [1, 2].map(() => ServiceProcess.start({ store, model: model.spec, environment })),
  );
  const [first, second] = services as [ServiceProcess, ServiceProcess];
  try {
    const start = async (service: ServiceProcess, question: string): Promise<string> => {
      const response = await service.post("/v1/runs", { question }, OPERATOR);
      return ((await response.json()) as { id: string }).id;
    };
    const numbers = Array.from({ length: options.runs }, (_, index) => index);
    const done = await Promise.all(numbers.map((index) => start(first, `What is ${index} + 5?`)));
    const before = await Promise.all(done.map((id) => followRun(first, id, WITH_KEY)));
    const working = await Promise.all(numbers.map(() => start(first, PROBLEM)));
    await Promise.all(
      working.map((id) =>
        followRun(first, id, { ...WITH_KEY, until: ({ sequence }) => sequence >= 9 }),
      ),
    );
    const read = working.map((id) =>
      followAnywhere(services, id, options.awayMs + 60_000, WITH_KEY),
    );

    await redis.stop("SIGKILL");
    const noticedMs = await untilTrue(
      async () => (await first.get("/readyz")).status === 503,
      10_000,
    );
    found.note(
      "`/readyz` says so",
      noticedMs !== null,
      noticedMs === null ? "no" : `503 after ${seconds(noticedMs)}`,
    );
    const refused = await Promise.all([
      first.statusOf(first.post("/v1/runs", { question: "1+1" }, OPERATOR)),
      second.statusOf(second.get("/v1/conversations", OPERATOR)),
      second.statusOf(second.post("/v1/chat/completions", CHAT, OPERATOR)),
    ]);
    found.note(
      "what needs the store is refused with 503",
      refused.every((status) => status === 503),
      refused.join(", "),
    );
    const engine = await second.statusOf(second.post("/v1/query", { query: "2+2" }, OPERATOR));
    found.note("the engine goes on (keys of the settings)", engine === 200, engine);
    await new Promise((resolve) => setTimeout(resolve, options.awayMs));
    await redis.start();
    const backMs = await untilTrue(
      async () => (await first.get("/readyz")).ok && (await second.get("/readyz")).ok,
      20_000,
    );
    found.note(
      "both instances are ready again without a restart",
      backMs !== null,
      backMs === null ? "no" : `after ${seconds(backMs)}`,
    );

    const after = await Promise.all(done.map((id) => followRun(second, id, WITH_KEY)));
    const kept = after.filter(
      (all, index) => JSON.stringify(all) === JSON.stringify(before[index]),
    );
    found.note(
      "nothing acknowledged is lost: runs that had ended, event for event",
      kept.length === options.runs,
      `${kept.length} of ${options.runs}`,
    );
    const events = await Promise.all(read);
    const isShort = options.awayMs < PATIENCE_MS;
    const expected = isShort ? "run-end" : "run-error";
    const right = events.filter((all) => all.at(-1)?.event["type"] === expected).length;
    found.note(
      isShort
        ? "runs at work go on to their answer"
        : "runs at work that could not be stored in 10 s end as failed, and none stays at work",
      right === options.runs,
      `${right} of ${options.runs}`,
    );
    const whole = events.filter((all) => isWhole(all) && isEnd(all.at(-1))).length;
    found.note(
      "their readers, gone on at either instance, miss nothing and see nothing twice",
      whole === options.runs,
      `${whole} of ${options.runs} streams whole, ${events.flat().length} events`,
    );
    const again = await second.statusOf(second.post("/v1/chat/completions", CHAT, OPERATOR));
    found.note("the next question is answered", again === 200, again);
  } finally {
    await Promise.all(services.map((service) => service.end("SIGKILL")));
    await Promise.all([model.end("SIGKILL"), redis.remove()]);
  }
  return found.report();
}

const OPERATOR = { authorization: "Bearer operator" };
const WITH_KEY = { headers: OPERATOR };
const CHAT = { model: "ansatz", messages: [{ role: "user", content: "What is 3 * 4?" }] };
