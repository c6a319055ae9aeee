import { type FaultReport, Findings, seconds } from "./fault-report.ts";
import type { FollowedEvent } from "./followed-run.ts";
import { InstanceCluster } from "./instance-cluster.ts";
import { PROBLEM } from "./model-process.ts";
import { isAnswered } from "./three-instances.ts";

/**
 * Three instances are replaced one after the other while questions keep coming: a new one is added, an old
 * one is told to stop and finishes what it has. Runs take a second, well within the time they are given.
 */
export async function rollingRestart(options: {
  readonly redisPath: string;
  readonly everyMs: number;
  /** How many of the three are replaced. */
  readonly replaced: number;
}): Promise<FaultReport> {
  const found = new Findings(
    `Of three instances ${options.replaced} are replaced one by one under load (SIGTERM)`,
  );
  const cluster = await InstanceCluster.start(options.redisPath, 1_000);
  try {
    const key = (await cluster.makeKey()).text;
    const streams: Promise<readonly FollowedEvent[]>[] = [];
    const started: Promise<void>[] = [];
    const ask = async (): Promise<void> => {
      const { id } = await cluster.startRun(key, { question: PROBLEM });
      streams.push(id === "none" ? Promise.resolve([]) : cluster.follow(key, id));
    };
    const load = setInterval(() => void started.push(ask()), options.everyMs);
    const startedMs = performance.now();
    const statuses: (number | null)[] = [];
    try {
      for (const old of cluster.services.slice(0, options.replaced)) {
        await cluster.add();
        statuses.push(await old.end("SIGTERM"));
        cluster.proxy.remove(old);
      }
    } finally {
      clearInterval(load);
    }
    const took = seconds(performance.now() - startedMs);
    await Promise.all(started);
    const all = await Promise.all(streams);
    const answered = all.filter(isAnswered).length;
    found.note(
      "every old instance ends cleanly",
      statuses.every((status) => status === 0),
      `exit statuses ${statuses.join(", ")}, all in ${took}`,
    );
    found.note(
      "no run is lost: every one is answered, and every stream is whole",
      answered === all.length && all.length > 9,
      `${answered} of ${all.length}`,
    );
    found.note(
      "no request is left without an instance",
      cluster.proxy.refused === 0,
      `${cluster.proxy.refused} refused`,
    );
  } finally {
    await cluster.end();
  }
  return found.report();
}
