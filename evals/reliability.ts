import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { AnsatzError } from "../src/core/errors.ts";
import { clockJump } from "./faults/clock-jump.ts";
import { type FaultReport, seconds } from "./faults/fault-report.ts";
import { canLimitFileSize, fullDisk } from "./faults/full-disk.ts";
import { killInstance } from "./faults/kill-instance.ts";
import { killModel } from "./faults/kill-model.ts";
import { killRedis } from "./faults/kill-redis.ts";
import { malformedRequests } from "./faults/malformed-requests.ts";
import { findRedis } from "./faults/redis-process.ts";
import { stopService } from "./faults/stop-service.ts";
import { rollingRestart } from "./faults/rolling-restart.ts";
import { slowClients } from "./faults/slow-clients.ts";
import { threeInstances } from "./faults/three-instances.ts";

const PAGE = join(import.meta.dirname, "../docs/reliability.md");

/**
 * `npm run reliability [-- --only NAME] [--json]`: breaks real processes in every way that
 * docs/reliability.md lists, and writes what held to that page, or prints it with `--only` or `--json`.
 * Status 1 when a promise was broken.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: "boolean" }, only: { type: "string", multiple: true } },
  });
  const redisPath = findRedis();
  const withRedis = (fault: (path: string) => Promise<FaultReport>) => () =>
    redisPath === null ? Promise.resolve(null) : fault(redisPath);
  const faults: Readonly<Record<string, () => Promise<FaultReport | null>>> = {
    instance: withRedis((path) => killInstance({ redisPath: path, runs: 50, silenceSeconds: 25 })),
    instances: withRedis((path) => threeInstances({ redisPath: path, runs: 30 })),
    rolling: withRedis((path) => rollingRestart({ redisPath: path, everyMs: 100, replaced: 3 })),
    redis: withRedis((path) => killRedis({ redisPath: path, runs: 50, awayMs: 3_000 })),
    "redis-away": withRedis((path) => killRedis({ redisPath: path, runs: 50, awayMs: 15_000 })),
    stop: () => stopService({ runs: 50, isLong: false }),
    "stop-long": () => stopService({ runs: 50, isLong: true }),
    model: () => killModel({ runs: 100 }),
    "slow-clients": () => slowClients({ connections: 1_000 }),
    malformed: () => malformedRequests({ count: 10_000 }),
    clock: clockJump,
    disk: () => (canLimitFileSize() ? fullDisk() : Promise.resolve(null)),
  };
  const reports: FaultReport[] = [];
  for (const name of values.only ?? Object.keys(faults)) {
    const fault = faults[name];
    if (fault === undefined)
      throw new AnsatzError(
        "invalid_request",
        `There is no fault "${name}". There are: ${Object.keys(faults).join(", ")}.`,
      );
    process.stderr.write(`${name}\n`);
    const startedMs = performance.now();
    const report = await fault();
    const took = seconds(performance.now() - startedMs);
    process.stderr.write(`  ${report === null ? "skipped: its tool is missing" : took}\n`);
    if (report !== null) reports.push(report);
  }
  const text = values.json === true ? `${JSON.stringify(reports)}\n` : render(reports);
  if (values.json === true || values.only !== undefined) process.stdout.write(text);
  else writeFileSync(PAGE, text);
  return reports.every(({ promises }) => promises.every(({ isKept }) => isKept)) ? 0 : 1;
}

function render(reports: readonly FaultReport[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? ""}), load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`;
  const rows = reports.flatMap(({ fault, promises }) => [
    `\n## ${fault}\n`,
    "| what must hold | | seen |\n|---|---|---|",
    ...promises.map(
      ({ what, isKept, found }) => `| ${what} | ${isKept ? "held" : "**broken**"} | ${found} |`,
    ),
  ]);
  return `${INTRODUCTION}\n${new Date().toISOString().slice(0, 10)}, ${machine}.\n${rows.join("\n")}\n`;
}

const INTRODUCTION = `# What holds when something breaks

Real processes are broken here: \`ansatz serve\` as it is started by a person, a real Redis, a model server as a program of its own. The page is written by

\`\`\`sh
npm run reliability
\`\`\`

which takes about five minutes; \`-- --only NAME\` tries one. Smaller runs of the same are among the tests (\`test/faults/\`). What is promised is described in [the API](api.md#stores).

What is meant by it: *kill -9* ends a process without a word; the disk is filled by the system's limit on the size of a file, which the database meets as it meets a full disk; the clock is that of the service's program, its timers go on as they do when a clock is set.
`;

if (import.meta.main) process.exitCode = await main();
