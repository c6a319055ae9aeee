import { afterAll, beforeAll, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { openApiDocument } from "../../src/server/openapi-document.ts";
import { createPrometheusMetrics } from "../../src/server/prometheus.ts";
import { scriptedParts } from "./scripted-parts.ts";
import { Malformer, type MalformedRequest } from "../../evals/faults/malformer.ts";

const COUNT = 10_000;
const AT_ONCE = 20;
const SEED = 20_261_126;

let server: NodeServer;
const faults: string[] = [];
beforeAll(async () => {
  const logger = {
    info: () => {},
    warn: () => {},
    error: (event: string, { cause }: Readonly<Record<string, unknown>>) =>
      void faults.push(`${event}: ${cause instanceof Error ? cause.stack : String(cause)}`),
  };
  const parts = { ...scriptedParts(), metrics: createPrometheusMetrics(), logger };
  server = await startNodeServer({ ...parts, port: 0 });
});
afterAll(() => server.close());

/** Asks without looking at the answer's body for longer than it takes to say how it begins. */
async function statusOf({ method, path, headers, body }: MalformedRequest): Promise<number> {
  const response = await fetch(server.address + path, {
    method,
    headers,
    ...(body === null ? {} : { body }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (response.status >= 400 && response.status !== 501 && method !== "HEAD") {
    const { error } = JSON.parse(text) as { error: { message: string; code: string } };
    expect(error.message.length).toBeGreaterThan(10);
  }
  return response.status;
}

test(`${COUNT} malformed requests made from the description: no fault inside, no lost connection, and the service lives`, async () => {
  const malformer = new Malformer(openApiDocument() as never, SEED);
  const statuses = new Map<number, number>();
  const wrong: unknown[] = [];
  const work = Array.from({ length: COUNT }, () => malformer.next());
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let request = work.pop(); request; request = work.pop()) {
        const status = await statusOf(request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 && status !== 501) wrong.push({ status, ...request });
      }
    }),
  );
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(faults.slice(0, 3)).toEqual([]);
  // Malformed they were: most are refused, and some of every kind of refusal are among them.
  expect(statuses.get(400) ?? 0).toBeGreaterThan(COUNT / 3);
  for (const status of [200, 404]) expect(statuses.get(status) ?? 0).toBeGreaterThan(10);
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
}, 240_000);
