import { expect, test } from "vitest";
import type { FaultReport } from "../../evals/faults/fault-report.ts";
import { findRedis } from "../../evals/faults/redis-process.ts";
import { rollingRestart } from "../../evals/faults/rolling-restart.ts";
import { threeInstances } from "../../evals/faults/three-instances.ts";

/** Real processes behind a real proxy; a small run of what `npm run reliability` does. */
const LIMIT_MS = 240_000;
const redisPath = findRedis() ?? "";

function expectKept({ promises }: FaultReport): void {
  expect(promises.filter(({ isKept }) => !isKept)).toEqual([]);
  expect(promises.length).toBeGreaterThan(2);
}

test.skipIf(redisPath === "")(
  "three instances are one service, while one is killed and another added",
  { timeout: LIMIT_MS },
  async () => expectKept(await threeInstances({ redisPath, runs: 9 })),
);

test.skipIf(redisPath === "")(
  "a rolling restart under load loses no run",
  { timeout: LIMIT_MS },
  async () => expectKept(await rollingRestart({ redisPath, everyMs: 120, replaced: 2 })),
);
