import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { createClient } from "redis";
import { findRedis, RedisProcess } from "../evals/faults/redis-process.ts";
import { ServiceProcess } from "../evals/faults/service-process.ts";
import { AnsatzError } from "../src/core/errors.ts";
import { EASY_QUERIES } from "./easy-queries.ts";
import { SERVICE_TIMES, type ServiceTimes } from "./service-times.ts";

const CONNECTIONS = 24;
const SECONDS = 5;
const ALONE = 400;
const TICKS_A_SECOND = 100;

/**
 * `node bench/instances.ts [--write]`: what one question takes of an instance and of the Redis behind it, and
 * how many questions a second 1, 2 and 3 instances answer on this machine. With `--write` the figures are
 * kept for the simulation.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { write: { type: "boolean" } } });
  const redisPath = findRedis();
  if (redisPath === null)
    throw new AnsatzError("invalid_request", "There is no Redis. Set REDIS_SERVER_PATH.");
  const redis = await RedisProcess.start(redisPath);
  try {
    const alone = await measureAlone(redis);
    const throughput = [];
    for (const instances of [1, 2, 3]) throughput.push(await measureLoad(redis, instances));
    const machine = `${cpus().length} cores (${cpus()[0]?.model ?? ""}), load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`;
    const date = new Date().toISOString().slice(0, 10);
    const times: ServiceTimes = { date, machine, ...alone, throughput };
    const text = `${JSON.stringify(times, null, 1)}\n`;
    if (values.write === true) writeFileSync(SERVICE_TIMES, text);
    const { ms: _, ...shown } = times;
    process.stdout.write(`${JSON.stringify(shown, null, 1)}\n`);
  } finally {
    await redis.remove();
  }
}

const completion = (query: string): string =>
  JSON.stringify({ model: "ansatz", messages: [{ role: "user", content: query }] });

/** Questions one after the other, so that none waits for another: as conversations that are stored. */
async function measureAlone(
  redis: RedisProcess,
): Promise<Pick<ServiceTimes, "ms" | "instanceCpuMs" | "redisCpuMs" | "redisBytes">> {
  const service = await ServiceProcess.start({ store: redis.url("alone") });
  const client = createClient({ url: redis.url("").split("?")[0] ?? "" });
  await client.connect();
  try {
    const ask = async (index: number): Promise<number> => {
      const query = EASY_QUERIES[index % EASY_QUERIES.length] ?? "";
      const startedMs = performance.now();
      const response = await fetch(`${service.url}/v1/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: completion(query),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new AnsatzError("internal", `${query}: ${response.status}`);
      return performance.now() - startedMs;
    };
    for (let index = 0; index < 2 * EASY_QUERIES.length; index += 1) await ask(index);
    const before = { cpu: cpuMs(service.pid), redis: await redisState(client) };
    const ms: number[] = [];
    for (let index = 0; index < ALONE; index += 1) ms.push(Number((await ask(index)).toFixed(2)));
    const after = { cpu: cpuMs(service.pid), redis: await redisState(client) };
    const each = (from: number, to: number) => Number(((to - from) / ALONE).toFixed(3));
    return {
      ms,
      instanceCpuMs: each(before.cpu, after.cpu),
      redisCpuMs: each(before.redis.cpuMs, after.redis.cpuMs),
      redisBytes: Math.round(each(before.redis.bytes, after.redis.bytes)),
    };
  } finally {
    client.destroy();
    await service.end();
  }
}

/** Waits until nothing is loaded in the background any more, for half a minute at most. */
async function quiet({ pid }: ServiceProcess): Promise<void> {
  for (let left = 30; left > 0; left -= 1) {
    const before = cpuMs(pid);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (cpuMs(pid) - before < 100) return;
  }
}

/** Processor time of a process with all its threads. */
function cpuMs(pid: number): number {
  const fields = readFileSync(join("/proc", String(pid), "stat"), "utf8")
    .split(") ")[1]
    ?.split(" ");
  return ((Number(fields?.[11]) + Number(fields?.[12])) * 1_000) / TICKS_A_SECOND;
}

async function redisState(client: {
  info(section: string): Promise<string>;
}): Promise<{ readonly cpuMs: number; readonly bytes: number }> {
  const [cpu, memory] = await Promise.all([client.info("cpu"), client.info("memory")]);
  const read = (text: string, name: string) =>
    Number(new RegExp(`^${name}:(\\S+)`, "m").exec(text)?.[1]);
  const seconds = read(cpu, "used_cpu_sys") + read(cpu, "used_cpu_user");
  return { cpuMs: seconds * 1_000, bytes: read(memory, "used_memory") };
}

/** The same number of connections, shared out over the instances. */
async function measureLoad(
  redis: RedisProcess,
  instances: number,
): Promise<ServiceTimes["throughput"][number]> {
  const store = redis.url(`load${instances}`);
  const services = await Promise.all(
    Array.from({ length: instances }, () => ServiceProcess.start({ store })),
  );
  const doors = {
    query: { path: "/v1/query", body: (query: string) => JSON.stringify({ query }) },
    completion: { path: "/v1/chat/completions", body: completion },
  };
  const measure = async ({ path, body }: (typeof doors)["query"]) => {
    const loads = await Promise.all(
      services.map(({ url }) =>
        autocannon({
          url,
          connections: CONNECTIONS / instances,
          duration: SECONDS,
          requests: EASY_QUERIES.map((query) => ({
            method: "POST",
            path,
            headers: { "content-type": "application/json" },
            body: body(query),
          })),
        }),
      ),
    );
    const failed = loads.reduce((sum, each) => sum + each.errors + each.timeouts + each.non2xx, 0);
    const aSecond = loads.reduce((sum, each) => sum + each.requests.average, 0);
    const p99Ms = Math.max(...loads.map(({ latency }) => latency.p99));
    return { aSecond: Math.round(aSecond), p99Ms, failed };
  };
  try {
    await measure(doors.query);
    await Promise.all(services.map(quiet));
    return {
      instances,
      query: await measure(doors.query),
      completion: await measure(doors.completion),
    };
  } finally {
    await Promise.all(services.map((service) => service.end()));
  }
}

if (import.meta.main) await main();
