import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const withoutTiming = <T extends { timing: unknown }>({ timing: _timing, ...rest }: T) => rest;

test("an answer from memory is the answer that was worked out, whatever pods it is asked with", async () => {
  const query = "factor x^3 - 6x^2 + 11x - 6";
  for (const request of [{ query }, { query, pods: ["plot"] }, { query, pods: ["roots"] }]) {
    const first = await engine.query(request);
    const again = await engine.query(request);
    expect(withoutTiming(again)).toEqual(withoutTiming(first));
    expect(again.timing.computeMs).toBe(0);
  }
  const podsOf = async (pods: string[]) =>
    (await engine.query({ query, pods })).pods.map(({ id }) => id);
  expect(await podsOf(["plot"])).toContain("plot");
  expect(await podsOf([])).not.toContain("plot");
});

test("questions asked at the same time all get the answer, a stop reaches only who stopped", async () => {
  const query = "integrate x^2 * exp(x) dx";
  const leaving = new AbortController();
  const runs = Array.from({ length: 8 }, () => engine.query({ query }));
  const left = engine.query({ query }, { signal: leaving.signal });
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: "stopped" });
  const answers = await Promise.all(runs);
  expect(new Set(answers.map(({ answer }) => answer?.plain)).size).toBe(1);
  expect(answers.every(({ status }) => status === "answered")).toBe(true);
});

test("asked at the same time a result is put together once, its pods with it", async () => {
  const ask = () => engine.query({ query: "derivative of x^2 * sin(x)" });
  const [first, ...others] = await Promise.all(Array.from({ length: 8 }, ask));
  expect(first?.pods.length).toBeGreaterThan(0);
  for (const other of others) expect(other.pods).toBe(first?.pods);
});

test("a question that timed out is worked out anew when it is asked again with time", async () => {
  const query = "integrate x^4 * cos(3x) * exp(2x) dx";
  const hurried = await engine.query({ query, timeoutMs: 1 });
  expect(hurried.status).not.toBe("answered");
  expect((await engine.query({ query, timeoutMs: 60_000 })).status).toBe("answered");
}, 90_000);
