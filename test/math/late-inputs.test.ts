import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";

/** Inputs that once kept the main thread for far longer than they were given, by its own clock. */
const engine = createMathEngine();
const verifier = createVerifier(engine);
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());

const LIMIT_MS = 150;
/** Reading what was never read before, and leaving a loop, included. */
const MOST_MS = 600;

async function busyMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

describe("questions", () => {
  test.each([
    String.raw`cos(999999999999) + \binom{0.333}{10^3}`,
    "log pi*63.87^{9999-pi}",
    "63.87^3000",
    "Eigenvalues([[-6,-1,4],[-1,2,-5],[-2,-3,-2]])",
    "(beta(1e4, 9000))^(1/3+x) = 2",
    `solve ${"sqrt ".repeat(40)}x = 1 and x^3*y = 2 and ${"p and ".repeat(20)}p`,
    `5${"的平方".repeat(1_300)}`,
    `5${"°".repeat(1_500)}`,
  ])("%.40s", async (query) => {
    expect(await busyMs(() => engine.query({ query, timeoutMs: LIMIT_MS }))).toBeLessThan(MOST_MS);
  });
});

test("a working whose equation has long coefficients", async () => {
  const request = { lines: ["-3*x^32 + 6*x^52 + -2*x^29 = 1e355*65.82", "x = 1"] };
  expect(await busyMs(() => engine.working(request, { timeoutMs: LIMIT_MS }))).toBeLessThan(
    MOST_MS,
  );
});

test("a statement of a text that is too hard to decide", async () => {
  const text = String.raw`So tan 10^27-0.3333333333333333333333333333 - abs 641593 + 999999999999999999999999999999999999 = 15, which is 576990% of sin(1e219/69.19).`;
  expect(await busyMs(() => verifier.verify({ text }, { timeoutMs: LIMIT_MS }))).toBeLessThan(
    2_000,
  );
});

test("statements that the time of a text does not reach are left undecided, and say so", async () => {
  const slow = createVerifier({
    ...engine,
    decideRelation: (left, relation, right) => {
      const until = performance.now() + 100;
      while (performance.now() < until);
      return engine.decideRelation(left, relation, right);
    },
  });
  const text = Array.from({ length: 30 }, (_, k) => `${k} + ${k} = ${2 * k}.`).join("\n");
  const { claims } = await slow.verify({ text });
  expect(claims.filter(({ verdict }) => verdict === "proved").length).toBeGreaterThan(5);
  const late = claims.filter(({ verdict }) => verdict === "undecided");
  expect(late.length).toBeGreaterThan(5);
  for (const { evidence } of late) expect(JSON.stringify(evidence)).toContain("in parts");
});
