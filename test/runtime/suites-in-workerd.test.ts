import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { Workerd } from "../../bench/workerd.ts";
import { RedisHttpServer } from "../contract/redis-http-server.ts";
import { findRedis, RedisProcess } from "../../evals/faults/redis-process.ts";
import type { TestReport } from "./in-workerd/vitest.ts";

const root = join(import.meta.dirname, "../..");
const inWorkerd = join(import.meta.dirname, "in-workerd");

/** What the suites take from Node is what a Worker has in its place. */
const PLACES: Readonly<Record<string, string>> = {
  vitest: "vitest.ts",
  [join(root, "src/server/node.ts")]: "node-server.ts",
  [join(root, "src/server/file-assets.ts")]: "file-assets.ts",
  [join(root, "src/store/memory.ts")]: "memory-store.ts",
  [join(root, "src/tools/math/engine.ts")]: "math-engine.ts",
  [join(root, "src/cli/math-engine.ts")]: "math-engine.ts",
};

const workersPlaces: Plugin = {
  name: "workers-places",
  setup(build) {
    build.onResolve({ filter: /^vitest$|\.ts$/ }, ({ path, resolveDir, importer }) => {
      const place = PLACES[path.startsWith(".") ? join(resolveDir, path) : path];
      const isPlace = importer.startsWith(inWorkerd) || importer.endsWith("isolate-store.ts");
      if (place === undefined || isPlace) return null;
      return { path: join(inWorkerd, place) };
    });
  },
};

const assets = mkdtempSync(join(tmpdir(), "ansatz-assets-"));
const flags = ["--disable-warning=ExperimentalWarning"];
execFileSync(process.execPath, [...flags, join(root, "scripts/worker-assets.ts"), assets]);
const redisPath = findRedis();
const redis = redisPath ? await RedisProcess.start(redisPath) : null;
const http = redis ? await RedisHttpServer.start(redis.url("any")) : null;
const worker = await Workerd.start({
  entry: join(inWorkerd, "main.ts"),
  assets,
  plugins: [workersPlaces],
  variables:
    http === null
      ? {}
      : { REDIS: http.origin.replace("127.0.0.1", "localhost"), REDIS_TOKEN: http.token },
});
afterAll(async () => {
  await worker.stop();
  await http?.close();
  await redis?.remove();
  rmSync(assets, { recursive: true, force: true });
});

const files = (await (await fetch(worker.origin)).json()) as string[];

describe.each(files)("%s in Cloudflare's own runtime", async (file) => {
  const response = await fetch(`${worker.origin}/?file=${encodeURIComponent(file)}`);
  const reports = (await response.json()) as TestReport[];
  test("has tests", () => {
    expect(reports.length).toBeGreaterThan(1);
  });
  for (const { name, error } of reports)
    test(name, () => {
      if (error !== null) throw new Error(error);
    });
});

test.skipIf(http === null)("a wrong token of the store is said at the first request", async () => {
  const refused = await Workerd.start({
    entry: join(root, "src/server/worker.ts"),
    assets,
    variables: {
      ANSATZ_MODEL: "none",
      ANSATZ_STORE: http?.origin ?? "",
      ANSATZ_STORE_TOKEN: "another",
      ANSATZ_API_KEYS: "operator",
    },
  });
  const response = await fetch(`${refused.origin}/v1/models`);
  expect(await response.json()).toMatchObject({
    error: {
      code: "invalid_configuration",
      message: expect.stringContaining("Set ANSATZ_STORE_TOKEN"),
    },
  });
  await refused.stop();
});
