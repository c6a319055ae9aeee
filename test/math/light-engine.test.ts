import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { composeMathEngine } from "../../src/tools/math/compose-engine.ts";
import { countTime } from "../../src/tools/math/counted-clock.ts";
import { inlineComputeEngineMember } from "../../src/tools/math/engines/inline-compute-engine.ts";

const engine = composeMathEngine([inlineComputeEngineMember], { cacheEntries: 0 });
afterAll(() => engine.close());

test("the engine that runs without threads proposes, and its answers are proved", async () => {
  expect(engine.engineNames).toEqual(["compute-engine"]);
  const result = await engine.query({ query: "integrate x*sqrt(1+x^2) dx" });
  expect(result).toMatchObject({ status: "answered", certificate: { grade: "proved" } });
});

test("without the deep engine an integral that has no closed form is a number on which two rules agree", async () => {
  const result = await engine.query({ query: "integrate sin(x^3) from 0 to 1", timeoutMs: 60_000 });
  expect(result.answer?.short).toBe("0.233845245594");
  expect(result.certificate).toMatchObject({
    grade: "numeric-check",
    method: "quadrature-twice",
    engines: ["quadrature", "gauss-legendre"],
  });
});

test("bounds that were put in are worked out part by part", async () => {
  const { answer, certificate } = await engine.query({
    query: "integrate sqrt(1+4x^2) from 0 to 1",
    timeoutMs: 60_000,
  });
  expect(answer?.short).toBe("sqrt(5)/2 + asinh(2)/4");
  expect(certificate?.grade).toBe("proved");
});

describe("where clocks stand still while a program computes", () => {
  const real = { date: Date.now, performance: performance.now };
  beforeAll(() => {
    const at = { date: Date.now(), performance: performance.now() };
    Date.now = () => at.date;
    performance.now = () => at.performance;
    countTime();
  });
  afterAll(() => {
    Date.now = real.date;
    performance.now = real.performance;
  });

  test.each(["simplify (sin(x)^20+cos(x)^20)^10", "integrate sin(x)^2/x^2 dx from 0 to infinity"])(
    "the time allowed for %s is spent by the work done",
    async (query) => {
      const startedAt = real.performance.call(performance);
      const result = await engine.query({ query, timeoutMs: 300 });
      expect(result.answer).toBeNull();
      expect(result.status).toBe("timed-out");
      expect(real.performance.call(performance) - startedAt).toBeLessThan(60_000);
    },
  );

  test("an easy question has time enough", async () => {
    const result = await engine.query({ query: "solve x^2 = 2", timeoutMs: 10_000 });
    expect(result.status).toBe("answered");
  });
});
