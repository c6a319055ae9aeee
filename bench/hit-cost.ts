import { readFile } from "node:fs/promises";
import autocannon from "autocannon";
import { AnsatzError } from "../src/core/errors.ts";
import type { ChildService } from "./child-service.ts";
import { skipped } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { startService } from "./service-start.ts";
import { CONNECTIONS, questions, startBare } from "./throughput.ts";

const ROUNDS = 12;
const ROUND_SECONDS = 1;
/** Answers are worked out and code is compiled before anything is counted. */
const WARM_SECONDS = 6;
const AIM_SHARE = 0.4;
const WHAT = "main thread's time for a remembered answer, a bare route's share of it";
const AIM = `${AIM_SHARE * 100}%`;

interface Round {
  /** Of the main thread, so that work of other threads and other processes does not count. */
  readonly microseconds: number;
  readonly bytes: number;
}

/**
 * What a question that was answered before costs the server beside a route that does nothing, by the
 * processor time of the main threads: on a machine with other work a rate says little, this still does.
 */
export async function measureHitCost(): Promise<Measurement[]> {
  let service: ChildService | null = null;
  let bare: ChildService | null = null;
  try {
    if ((await threadMicroseconds(process.pid)) === null)
      return [skipped(WHAT, AIM, "there is no /proc here")];
    service = await startService();
    bare = await startBare();
    await load(service.url, WARM_SECONDS);
    await load(bare.url, 1);
    const rounds: { readonly service: Round; readonly bare: Round }[] = [];
    for (let round = 0; round < ROUNDS; round++)
      rounds.push({ bare: await measureRound(bare), service: await measureRound(service) });
    const cost = Math.min(...rounds.map((round) => round.service.microseconds));
    const floor = Math.min(...rounds.map((round) => round.bare.microseconds));
    const share = floor / cost;
    const bytes = Math.round(rounds[0]?.service.bytes ?? 0);
    return [
      {
        what: WHAT,
        aim: AIM,
        measured: `${(share * 100).toFixed(0)}% (${cost.toFixed(0)} µs for ${bytes} bytes, ${floor.toFixed(0)} µs bare, least of ${ROUNDS} rounds each)`,
        isMet: share >= AIM_SHARE,
        figures: { share, rounds },
      },
    ];
  } catch (error) {
    return [skipped(WHAT, AIM, AnsatzError.from(error).message)];
  } finally {
    await bare?.stop();
    await service?.stop();
  }
}

const load = (url: string, duration: number) =>
  autocannon({ url, connections: CONNECTIONS, duration, requests: questions() });

async function measureRound({ url, pid }: ChildService): Promise<Round> {
  const before = (await threadMicroseconds(pid)) ?? 0;
  const { requests, throughput } = await load(url, ROUND_SECONDS);
  const after = (await threadMicroseconds(pid)) ?? 0;
  return {
    microseconds: (after - before) / requests.total,
    bytes: throughput.total / requests.total,
  };
}

/** Processor time of a process's main thread so far; null where the system does not tell. */
async function threadMicroseconds(pid: number): Promise<number | null> {
  const path = `/proc/${pid}/task/${pid}/schedstat`;
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? null : Number(text.split(" ")[0]) / 1_000;
}
