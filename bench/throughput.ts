import { join } from "node:path";
import autocannon from "autocannon";
import { AnsatzError } from "../src/core/errors.ts";
import { freePort, startChild } from "./child-service.ts";
import type { ChildService } from "./child-service.ts";
import { EASY_QUERIES } from "./easy-queries.ts";
import { skipped } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { startService } from "./service-start.ts";

export const CONNECTIONS = 50;
const SECONDS = 8;
const AIM_SHARE = 0.4;
const WHAT = `/v1/query throughput, ${CONNECTIONS} connections, against a bare route`;
const AIM = `${AIM_SHARE * 100}%`;

type Load = Awaited<ReturnType<typeof autocannon>>;

/** One request a question, asked in turn by every connection. */
export function questions() {
  return EASY_QUERIES.map((query) => ({
    method: "POST",
    path: "/v1/query",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  }));
}

function load(url: string): Promise<Load> {
  return autocannon({ url, connections: CONNECTIONS, duration: SECONDS, requests: questions() });
}

export async function startBare(): Promise<ChildService> {
  const port = await freePort();
  const program = join(import.meta.dirname, "bare-server.ts");
  return startChild(process.execPath, [program, String(port)], port, "/readyz", 30_000);
}

/** Requests a second on mixed easy questions, and the same load on a route that does nothing. */
export async function measureThroughput(): Promise<Measurement[]> {
  let service: ChildService | null = null;
  let bare: ChildService | null = null;
  try {
    bare = await startBare();
    const ceiling = await load(bare.url);
    await bare.stop();
    service = await startService();
    const reached = await load(service.url);
    const share = reached.requests.average / ceiling.requests.average;
    const failed = reached.errors + reached.timeouts + reached.non2xx;
    return [
      {
        what: WHAT,
        aim: AIM,
        measured: `${(share * 100).toFixed(1)}% (${Math.round(reached.requests.average)} of ${Math.round(ceiling.requests.average)} a second, ${failed} failed)`,
        isMet: share >= AIM_SHARE && failed === 0,
        figures: { share, service: reached, bare: ceiling },
      },
    ];
  } catch (error) {
    return [skipped(WHAT, AIM, AnsatzError.from(error).message)];
  } finally {
    await bare?.stop();
    await service?.stop();
  }
}
