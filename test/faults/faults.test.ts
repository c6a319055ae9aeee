import { describe, expect, test } from "vitest";
import { clockJump } from "../../evals/faults/clock-jump.ts";
import type { FaultReport } from "../../evals/faults/fault-report.ts";
import { canLimitFileSize, fullDisk } from "../../evals/faults/full-disk.ts";
import { killInstance } from "../../evals/faults/kill-instance.ts";
import { killModel } from "../../evals/faults/kill-model.ts";
import { killRedis } from "../../evals/faults/kill-redis.ts";
import { malformedRequests } from "../../evals/faults/malformed-requests.ts";
import { findRedis } from "../../evals/faults/redis-process.ts";
import { stopService } from "../../evals/faults/stop-service.ts";
import { slowClients } from "../../evals/faults/slow-clients.ts";

/** Small runs of what `npm run reliability` does; real processes are started, broken and ended. */
const LIMIT_MS = 240_000;
const redisPath = findRedis() ?? "";

function expectKept({ promises }: FaultReport): void {
  expect(promises.filter(({ isKept }) => !isKept)).toEqual([]);
  expect(promises.length).toBeGreaterThan(1);
}

describe.concurrent("what is promised holds when", () => {
  test("clients never finish their requests", { timeout: LIMIT_MS }, async () => {
    expectKept(await slowClients({ connections: 60 }));
  });

  test.skipIf(redisPath === "")(
    "an instance is killed with runs at work",
    { timeout: LIMIT_MS },
    async () => {
      expectKept(await killInstance({ redisPath, runs: 4, silenceSeconds: 5 }));
    },
  );

  test("the service is told to stop with runs at work", { timeout: LIMIT_MS }, async () => {
    expectKept(await stopService({ runs: 3, isLong: false }));
    expectKept(await stopService({ runs: 3, isLong: true }));
  });

  test.skipIf(redisPath === "")(
    "Redis is killed and soon back",
    { timeout: LIMIT_MS },
    async () => {
      expectKept(await killRedis({ redisPath, runs: 3, awayMs: 2_000 }));
    },
  );

  test.skipIf(redisPath === "")(
    "Redis is killed and away for long",
    { timeout: LIMIT_MS },
    async () => {
      expectKept(await killRedis({ redisPath, runs: 3, awayMs: 13_000 }));
    },
  );
});

// These bring the machine to its limits, so that they come one after the other.
describe("what is promised holds when", () => {
  test("the model server is killed in mid-stream", { timeout: LIMIT_MS }, async () => {
    expectKept(await killModel({ runs: 5 }));
  });

  test.skipIf(!canLimitFileSize())("the disk is full", { timeout: LIMIT_MS }, async () => {
    expectKept(await fullDisk());
  });

  test("the clock jumps", { timeout: LIMIT_MS }, async () => {
    expectKept(await clockJump());
  });

  test("malformed requests come to a real process", { timeout: LIMIT_MS }, async () => {
    expectKept(await malformedRequests({ count: 500 }));
  });
});
