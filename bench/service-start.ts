import { join } from "node:path";
import { AnsatzError } from "../src/core/errors.ts";
import { freePort, startChild } from "./child-service.ts";
import type { ChildService } from "./child-service.ts";
import { EASY_QUERIES } from "./easy-queries.ts";
import { milliseconds, skipped } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { treeMemoryMb } from "./process-memory.ts";

const STARTS = 3;
const AIM_READY_MS = 1_000;
const START_LIMIT_MS = 60_000;
const RULES_QUERY = "integrate x^3*acsch(3+5*x^4) dx";
const DEEP_QUERY = "inverse Laplace transform of (s+3)/(s^2+2*s+5)";
const READY = "service ready after start";

/** Starts `ansatz serve` without a model on a free port. */
export async function startService(): Promise<ChildService> {
  const port = await freePort();
  const program = join(import.meta.dirname, "..", "bin", "ansatz");
  const args = ["serve", "--model", "none", "--port", String(port), "--store", "memory:"];
  return startChild(program, args, port, "/readyz", START_LIMIT_MS);
}

async function post(service: ChildService, query: string, timeoutMs: number): Promise<string> {
  const response = await fetch(`${service.url}/v1/query`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, timeoutMs }),
  });
  const body = (await response.json()) as { status?: string };
  return body.status ?? String(response.status);
}

/** Time to readiness over several starts, and the memory of the whole process tree as more is used. */
export async function measureServiceStart(): Promise<Measurement[]> {
  const ready: number[] = [];
  let service: ChildService | null = null;
  try {
    for (let start = 0; start < STARTS; start++) {
      await service?.stop();
      service = await startService();
      ready.push(service.readyMs);
    }
    if (service === null) return [];
    const slowest = Math.max(...ready);
    const line: Measurement = {
      what: READY,
      aim: `${AIM_READY_MS} ms`,
      measured: `${milliseconds(slowest)}, slowest of ${STARTS}`,
      isMet: slowest <= AIM_READY_MS,
      figures: { readyMs: ready },
    };
    return [line, ...(await measureMemory(service))];
  } catch (error) {
    return [skipped(READY, `${AIM_READY_MS} ms`, AnsatzError.from(error).message)];
  } finally {
    await service?.stop();
  }
}

async function measureMemory(service: ChildService): Promise<Measurement[]> {
  const lines: Measurement[] = [];
  const record = async (what: string, aimMb: number, status: string): Promise<void> => {
    const measured = await treeMemoryMb(service.pid);
    lines.push(
      measured === null
        ? skipped(what, `${aimMb} MB`, "there is no /proc here")
        : {
            what,
            aim: `< ${aimMb} MB`,
            measured: `${Math.round(measured)} MB (${status})`,
            isMet: measured < aimMb,
            figures: { megabytes: measured },
          },
    );
  };
  await record("memory of all processes, ready", 250, "just ready");
  for (const query of EASY_QUERIES) await post(service, query, 10_000);
  const rules = await post(service, RULES_QUERY, 60_000);
  await record("memory, with integration rules", 650, `hard integral ${rules}`);
  const deep = await post(service, DEEP_QUERY, 60_000);
  await record("memory, with the deep engine too", 1_000, `deep query ${deep}`);
  return lines;
}
