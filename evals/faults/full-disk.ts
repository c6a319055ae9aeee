import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { type FaultReport, Findings, seconds, untilTrue } from "./fault-report.ts";
import { followRun, isEnd } from "./followed-run.ts";
import { ServiceProcess, withFolder } from "./service-process.ts";

const KIB = 1_024;
const MOST_RUNS = 400;

/**
 * The file of an SQLite store may not grow any more, as on a full disk; then it may again. The system's
 * own limit on the size of files does it, which a process meets as it meets a disk without room.
 */
export async function fullDisk(): Promise<FaultReport> {
  const found = new Findings("The disk of an SQLite store is full, and then has room again");
  return withFolder(async (folder) => {
    const path = join(folder, "ansatz.sqlite");
    const service = await ServiceProcess.start({ store: `sqlite:${path}` });
    try {
      const acknowledged: string[] = [];
      acknowledged.push(await run(service, "What is 1 + 1?"));
      // Room for some more, counted from where the log stands.
      const size = Math.max(...[path, `${path}-wal`].map((name) => statSync(name).size));
      limitFileSize(service, size + 256 * KIB);
      let refused = 0;
      for (let index = 0; index < MOST_RUNS && refused === 0; index += 1) {
        const response = await service.post("/v1/runs", { question: `What is ${index} + 3?` });
        if (response.status === 202) {
          const { id } = (await response.json()) as { id: string };
          const end = (await followRun(service, id)).at(-1);
          if (end?.event["type"] === "run-end") acknowledged.push(id);
        } else refused = response.status;
      }
      found.note(
        "a run that cannot be stored is refused with 503, not begun",
        refused === 503,
        `${refused} after ${acknowledged.length} runs`,
      );
      // A look is small and may still find room; it takes it up.
      const notReadyMs = await untilTrue(
        async () => (await service.get("/readyz")).status === 503,
        10_000,
      );
      found.note(
        "`/readyz` says so",
        notReadyMs !== null,
        notReadyMs === null ? "no" : `503 after ${seconds(notReadyMs)}`,
      );
      const engine = await service.statusOf(service.post("/v1/query", { query: "2+2" }));
      found.note("the engine goes on", engine === 200, engine);
      const read = await service.get(`/v1/runs/${acknowledged[0]}`);
      found.note("what is there can be read", read.status === 200, read.status);
      limitFileSize(service, "unlimited");
      const after = await run(service, "What is 2 + 2?");
      found.note(
        "with room again the next run is stored, without a restart",
        after !== "",
        after === "" ? "no" : "yes",
      );
      acknowledged.push(after);
      await service.end("SIGKILL");
      const again = await ServiceProcess.start({ store: `sqlite:${path}` });
      try {
        const kept = await Promise.all(
          acknowledged.map(async (id) => isEnd((await followRun(again, id)).at(-1))),
        );
        found.note(
          "after a kill -9 nothing acknowledged is missing",
          kept.every(Boolean),
          `${kept.filter(Boolean).length} of ${acknowledged.length}`,
        );
      } finally {
        await again.end("SIGKILL");
      }
    } finally {
      await service.end("SIGKILL");
    }
    return found.report();
  });
}

/** Whether this system can hold a running process to a size of files. */
export function canLimitFileSize(): boolean {
  try {
    execFileSync("prlimit", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function limitFileSize({ pid }: ServiceProcess, bytes: number | "unlimited"): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
}

/** The id of a run that was answered; empty when it was not. */
async function run(service: ServiceProcess, question: string): Promise<string> {
  const response = await service.post("/v1/runs", { question });
  if (response.status !== 202) return "";
  const { id } = (await response.json()) as { id: string };
  return (await followRun(service, id)).at(-1)?.event["type"] === "run-end" ? id : "";
}
