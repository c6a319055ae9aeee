import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FaultReport, Findings, untilTrue } from "./fault-report.ts";
import { followRun, isEnd, isWhole } from "./followed-run.ts";
import { ModelProcess, PROBLEM } from "./model-process.ts";
import { ServiceProcess, withFolder } from "./service-process.ts";

const HOUR_MS = 3_600_000;
const PER_MINUTE = 6;

/** The clock of a service jumps ten hours ahead and then ten hours back, with runs at work and a key in use. */
export async function clockJump(): Promise<FaultReport> {
  const found = new Findings("The clock jumps ten hours ahead, then twenty hours back");
  return withFolder(async (folder) => {
    const file = join(folder, "clock");
    const store = `sqlite:${join(folder, "ansatz.sqlite")}`;
    const key = createKey(store);
    const model = await ModelProcess.start(20, 100);
    const preload = join(import.meta.dirname, "jumping-clock.mjs");
    const environment = {
      NODE_OPTIONS: `--import=${preload}`,
      CLOCK_FILE: file,
      ANSATZ_API_KEYS: "operator",
    };
    const service = await ServiceProcess.start({ store, model: model.spec, environment });
    const jump = async (hours: number) => {
      writeFileSync(file, String(hours * HOUR_MS));
      service.signal("SIGUSR2");
      const isThere = await untilTrue(async () => {
        const wanted = Date.now() + hours * HOUR_MS;
        return Math.abs((await clockOf(service)) - wanted) < HOUR_MS;
      }, 10_000);
      found.note(`the clock stands ${hours} h beside the machine's`, isThere !== null, "seen");
    };
    try {
      const first = await startRun(service);
      await jump(10);
      const second = await startRun(service, first.conversationId);
      await jump(-10);
      const third = await startRun(service, first.conversationId);
      const events = await Promise.all([first, second, third].map(({ id }) => read(service, id)));
      const ended = events.filter((all) => all.at(-1)?.event["type"] === "run-end").length;
      found.note("no run at work is ended by the clock", ended === 3, `${ended} of 3 answered`);
      const whole = events.filter((all) => isWhole(all) && isEnd(all.at(-1))).length;
      found.note("events keep their order", whole === 3, `${whole} of 3 streams whole`);
      const conversation = await service.get(`/v1/conversations/${first.conversationId}`, OPERATOR);
      const { turns } = (await conversation.json()) as { turns: { runId: string }[] };
      const order = [first, second, third].map(({ id }) => turns.findIndex((t) => t.runId === id));
      found.note(
        "turns stand in the order they were said in, not in that of the clock",
        order.every((place, index) => place >= 0 && place > (order[index - 1] ?? -1)),
        order.join(" < "),
      );
      const statuses = await many(service, key, 2 * PER_MINUTE);
      const allowed = statuses.filter(({ status }) => status === 200).length;
      const waits = statuses.map(({ wait }) => wait);
      found.note(
        "a key has its requests a minute, and is not told to wait for the clock to come back",
        allowed >= 1 && allowed <= PER_MINUTE && Math.max(...waits) <= 60,
        `${allowed} of ${statuses.length} allowed, wait ${Math.max(...waits)} s`,
      );
      await jump(0);
      const status = await service.end();
      found.note("the service ends cleanly", status === 0, `exit status ${status}`);
    } finally {
      await Promise.all([service.end("SIGKILL"), model.end("SIGKILL")]);
    }
    return found.report();
  });
}

const OPERATOR = { authorization: "Bearer operator" };

function createKey(store: string): string {
  const program = join(import.meta.dirname, "../../bin/ansatz");
  const bare = Object.entries(process.env).filter(([name]) => !name.startsWith("ANSATZ_"));
  const line = ["keys", "create", "--rpm", String(PER_MINUTE), "--store", store, "--json"];
  const said = execFileSync(program, line, { env: Object.fromEntries(bare), encoding: "utf8" });
  return (JSON.parse(said) as { key: string }).key;
}

async function startRun(service: ServiceProcess, conversationId?: string) {
  const body = { question: PROBLEM, ...(conversationId === undefined ? {} : { conversationId }) };
  const response = await service.post("/v1/runs", body, OPERATOR);
  return (await response.json()) as { id: string; conversationId: string };
}

function read(service: ServiceProcess, id: string) {
  return followRun(service, id, { headers: OPERATOR });
}

/** What the service takes for the time, from a run that it starts. */
async function clockOf(service: ServiceProcess): Promise<number> {
  const response = await service.post("/v1/runs", { question: "1+1" }, OPERATOR);
  const { id } = (await response.json()) as { id: string };
  const run = await service.get(`/v1/runs/${id}`, OPERATOR);
  return ((await run.json()) as { createdAtMs: number }).createdAtMs;
}

async function many(service: ServiceProcess, key: string, count: number) {
  const headers = { authorization: `Bearer ${key}` };
  return Promise.all(
    Array.from({ length: count }, async () => {
      const response = await service.get("/v1/models", headers);
      await response.arrayBuffer();
      return { status: response.status, wait: Number(response.headers.get("retry-after") ?? 0) };
    }),
  );
}
