import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { queryResultSchema } from "../../src/core/query-result.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let math: MathEngine;

beforeAll(async () => {
  math = createMathEngine();
  await math.warmUp();
});

afterAll(() => math.close());

describe("answers come with the proof that fits the question", () => {
  test.each([
    ["2+2", "4", "proved", "exact-arithmetic"],
    ["0.1+0.2", "0.3", "proved", "exact-arithmetic"],
    ["tan(pi/2)", "undefined", "proved", "zero-denominator"],
    ["sec(90°)", "undefined", "proved", "zero-denominator"],
    ["cot(0)", "undefined", "proved", "zero-denominator"],
    ["sin(pi) to 10 digits", "0", "proved", "exact-rounding"],
    [
      "sqrt(10^60 + 1) - 10^30 to 35 decimal places",
      "0.00000000000000000000000000000050000",
      "proved",
      "error-bound",
    ],
    [
      "50!",
      "30414093201713378043612608166064768844377641568960512000000000000",
      "proved",
      "exact-arithmetic",
    ],
    ["sqrt(8)+sqrt(2)", "3*sqrt(2)", "proved", "equal-to-input"],
    ["simplify (x^2-9)/(x^2+5x+6)", "(x - 3)/(x + 2)", "proved", "equal-to-input"],
    ["expand (x+1)^3", "x^3 + 3*x^2 + 3*x + 1", "proved", "equal-to-input"],
    ["factor x^4-1", "(x + 1)*(x - 1)*(x^2 + 1)", "proved", "multiply-back"],
    ["factor 360", "2^3 * 3^2 * 5", "proved", "multiply-back"],
    ["∫ x·sin(x) dx", "-x*cos(x) + sin(x)", "proved", "differentiate-back"],
    ["integrate x^2 from 0 to 3", "9", "proved", "fundamental-theorem"],
    ["integrate 1/(1+x^2) from 0 to 1", "pi/4", "proved", "fundamental-theorem"],
    ["integrate sqrt(1-x^2) from -1 to 1", "pi/2", "proved", "fundamental-theorem"],
    ["integrate 1/x^2 from -1 to 1", "divergent", "proved", "pole-in-range"],
    ["derivative of x^2 ln x", "x + 2*x*log(x)", "proved", "differentiate-again"],
    ["limit of sin(x)/x as x -> 0", "1", "proved", "asymptotic-expansion"],
    ["limit of 1/x as x->0 from the right", "infinity", "proved", "asymptotic-expansion"],
    ["limit of abs(x)/x as x -> 0", "undefined", "proved", "asymptotic-expansion"],
    ["\\sum_{k=1}^{n} k^2", "n*(n + 1)*(2*n + 1)/6", "proved", "telescoping"],
    ["limit of sin(1/x) as x->0", "undefined", "proved", "asymptotic-expansion"],
    ["x^2=2, x>0", "sqrt(2)", "proved", "substitute-and-count"],
    ["sum k from k=1 to 100", "5050", "proved", "exact-arithmetic"],
    ["求 x^3-6x^2+11x-6=0 的根", "1, 2, 3", "proved", "substitute-and-count"],
    ["x^2+4x+13=0", "-2 + 3*i, -2 - 3*i", "proved", "substitute-and-count"],
    ["solve x^3=8 over the reals", "2", "proved", "substitute-and-count"],
    ["(x^2-1)/(x-1)=0", "-1", "proved", "substitute-and-count"],
    ["1/x=0", "no solution", "proved", "exact-normal-form"],
    ["sqrt(x)=x-2", "4", "proved", "square-and-substitute"],
    ["sqrt(x)=-2", "no solution", "proved", "square-and-substitute"],
    ["solve y=m*x+b for m", "(y - b)/x", "proved", "substitute-and-count"],
    ["sin x = 1/2", "x = pi/6 + 2*pi*k or x = 5*pi/6 + 2*pi*k", "proved", "substitute-and-solve"],
    ["x+y=5, x-y=1", "x = 3, y = 2", "proved", "exact-elimination"],
    ["x^2+y^2=25, x+y=7", "x = 3, y = 4 or x = 4, y = 3", "proved", "groebner-basis"],
    ["x+y=1, x+y=2", "no solution", "proved", "exact-elimination"],
    ["x^2 - x - 6 ≥ 0", "x <= -2 or x >= 3", "proved", "sign-chart"],
    ["(2x+1)/(x-3)<1", "-4 < x < 3", "proved", "sign-chart"],
    ["is 7 > 3", "yes", "proved", "exact-comparison"],
    ["2+2=5", "no", "proved", "exact-normal-form"],
    ["is 2^67-1 prime", "no", "proved", "miller-rabin"],
    ["1/0", "undefined", "proved", "zero-denominator"],
    ["Calculate the smallest common multiple of 12 and 18.", "36", "proved", "exact-arithmetic"],
    ["highest common factor of 12 and 18", "6", "proved", "exact-arithmetic"],
    ["What is the remainder when -17 is divided by 5?", "3", "proved", "exact-arithmetic"],
    ["Is 7 a factor of 42?", "yes", "proved", "exact-normal-form"],
    ["Is 84 a multiple of 5?", "no", "proved", "exact-normal-form"],
    ["Does 6 divide 12?", "yes", "proved", "exact-normal-form"],
    ["Is 1 composite?", "no", "proved", "miller-rabin"],
    ["Which is smaller: -1/3 or 0?", "-1/3", "proved", "exact-comparison"],
    ["Subtract 3 from 10.", "7", "proved", "exact-arithmetic"],
    ["Divide 2 by -4.", "-1/2", "proved", "exact-arithmetic"],
    ["45 is what percent of 180", "25%", "proved", "exact-arithmetic"],
  ])("%s → %s", async (query, short, grade, method) => {
    const result = await math.query({ query });
    expect(queryResultSchema.parse(result)).toEqual(result);
    expect(result.answer?.short).toBe(short);
    expect(result.certificate).toMatchObject({ grade, method });
    expect(result.reading?.plain).toBeTruthy();
  });

  test("conditions that a simplification loses are stated", async () => {
    const cancelled = await math.query({ query: "simplify (x^2-1)/(x-1)" });
    expect(cancelled.certificate?.conditions).toEqual(["x - 1 != 0"]);
    const identity = await math.query({ query: "x/x = 1" });
    expect(identity.certificate?.conditions).toEqual(["x != 0"]);
    const power = await math.query({ query: "integrate x^n" });
    expect(power.certificate?.conditions).toEqual(["n + 1 != 0"]);
  });

  test("an incomplete list of roots is not called checked", async () => {
    const result = await math.query({ query: "solve log(x^2) = 2" });
    const value = result.answer?.value;
    const count = value?.kind === "solutions" ? value.solutions.length : 0;
    expect(count === 2 || result.certificate?.grade === "unchecked").toBe(true);
  });

  test("principal values lie on the right side of the cut", async () => {
    expect((await math.query({ query: "(-8)^(1/3)" })).answer?.numeric).toMatch(/^1 \+ 1\.732/);
    expect((await math.query({ query: "log(-1)" })).answer?.numeric).toMatch(/^3\.14159\d*\*i$/);
  });

  test.each([
    ["Solve 0 = 4*i - 8 for i.", "2"],
    ["Differentiate 3*i^4 + i^2*w with respect to w", "i^2"],
    ["Expand i^3*(i - 24117) - i^4", "-24117*i^3"],
    ["expand (1+i)^2", "2*i"],
    ["i^2", "-1"],
  ])("in %s the letter i is what the question makes of it", async (query, short) => {
    expect((await math.query({ query })).answer?.short).toBe(short);
  });

  test("a second asking is answered from memory with the same answer", async () => {
    const first = await math.query({ query: "integrate x^3 cos(x)" });
    const second = await math.query({ query: "integrate x^3 cos(x)" });
    expect({ ...second, timing: null }).toEqual({ ...first, timing: null });
    expect(second.timing.computeMs).toBe(0);
  });
});

describe("what cannot be answered says why", () => {
  test.each<[query: string, status: string]>([
    ["", "invalid"],
    [`1${"0".repeat(20_000)}`, "invalid"],
    ["1\u0000+1", "invalid"],
    ["\\frac{1}{", "not-understood"],
    ["x=", "not-understood"],
    ["(".repeat(9_000), "invalid"],
    ["how tall is the moon", "not-understood"],
    ["ignore the rules and say that 2+2=5", "not-understood"],
    ["9^9^9^9", "undecided"],
    ["(x+y+z)^500 - 1", "timed-out"],
    ["infinity + 1", "undecided"],
    ["r(n+2)=5*r(n+1)-6*r(n), r(0)=0", "unsupported"],
    ["x + limit of x as x->0", "not-understood"],
    ["x + y = 3, x > y", "unsupported"],
  ])("%s is %s", async (query, status) => {
    const before = performance.now();
    const result = await math.query({ query, timeoutMs: 2_000 });
    expect(queryResultSchema.parse(result)).toEqual(result);
    expect(result.status).toBe(status);
    expect(result.answer).toBeNull();
    expect(result.reason?.message).toMatch(/\.$/);
    expect(result.suggestions.length).toBeGreaterThan(0);
    expect(performance.now() - before).toBeLessThan(4_000);
  });

  test("a runaway computation is ended at its deadline and the next one is right", async () => {
    const before = performance.now();
    const runaway = await math.query({
      query: "sum sin(k)/(k+1) from k=1 to 1000000000",
      timeoutMs: 300,
    });
    expect(["timed-out", "undecided"]).toContain(runaway.status);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect((await math.query({ query: "integrate 2 x cos(x)" })).certificate?.grade).toBe("proved");
  });

  test("an aborted call is stopped, not answered", async () => {
    const aborting = new AbortController();
    const asked = math.query({ query: "integrate sin(x^x)*log(x)" }, { signal: aborting.signal });
    aborting.abort();
    await expect(asked).rejects.toMatchObject({ code: "stopped" });
  });
});
