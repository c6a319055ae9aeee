import { join } from "node:path";
import { type FaultReport, Findings, seconds } from "./fault-report.ts";
import { followRun, isWhole } from "./followed-run.ts";
import { ModelProcess, PROBLEM } from "./model-process.ts";
import { ServiceProcess, withFolder } from "./service-process.ts";

/**
 * The service is told to stop (SIGTERM) with runs at work: some that will have ended in the ten seconds
 * they are given, and, where `isLong`, none that will.
 */
export async function stopService(options: {
  readonly runs: number;
  readonly isLong: boolean;
}): Promise<FaultReport> {
  const { runs, isLong } = options;
  const found = new Findings(
    `The service is told to stop (SIGTERM) with runs at work that ${isLong ? "take long" : "soon end"}`,
  );
  return withFolder(async (folder) => {
    const store = `sqlite:${join(folder, "ansatz.sqlite")}`;
    const model = await ModelProcess.start(isLong ? 10_000 : 20, 100);
    const service = await ServiceProcess.start({ store, model: model.spec });
    try {
      const ids = await Promise.all(
        Array.from({ length: runs }, async () => {
          const response = await service.post("/v1/runs", { question: PROBLEM });
          return ((await response.json()) as { id: string }).id;
        }),
      );
      const read = ids.map((id) => followRun(service, id));
      await Promise.all(
        ids.map((id) => followRun(service, id, { until: ({ sequence }) => sequence >= 8 })),
      );
      const startedMs = performance.now();
      const status = await service.end("SIGTERM");
      const tookMs = performance.now() - startedMs;
      found.note("it ends cleanly", status === 0, `exit status ${status} after ${seconds(tookMs)}`);
      const ends = (await Promise.all(read)).map((events) => ({
        isWhole: isWhole(events),
        last: events.at(-1)?.event ?? {},
      }));
      const right = ends.filter(({ last }) =>
        isLong ? last["code"] === "interrupted" : last["type"] === "run-end",
      );
      found.note(
        isLong
          ? "their readers are told that they were interrupted"
          : "they go on to their answer, and their readers see it",
        right.length === runs && ends.every((end) => end.isWhole),
        `${right.length} of ${runs}, ${ends.filter((end) => end.isWhole).length} streams whole`,
      );
      const again = await ServiceProcess.start({ store });
      try {
        const states = await Promise.all(
          ids.map(async (id) => {
            const run = await again.get(`/v1/runs/${id}`);
            return ((await run.json()) as { state: string }).state;
          }),
        );
        const wanted = isLong ? "interrupted" : "completed";
        const kept = states.filter((state) => state === wanted).length;
        found.note(`they stand in the store as ${wanted}`, kept === runs, `${kept} of ${runs}`);
      } finally {
        await again.end("SIGKILL");
      }
    } finally {
      await Promise.all([service.end("SIGKILL"), model.end("SIGKILL")]);
    }
    return found.report();
  });
}
