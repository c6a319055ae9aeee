import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { exactLimit } from "../../src/tools/math/limits/exact-limit.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { limitQuery } from "../../src/tools/math/plan/limit.ts";
import { agreementAtParameters } from "../../src/tools/math/plan/limit-parameters.ts";
import { trend, valuesObject } from "../../src/tools/math/plan/limit-samples.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

const engine = createMathEngine({ defaultTimeoutMs: 60_000 });
// The first reading compiles every frame.
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());
const parse = (text: string) => parseExpression(text).expression;

/** The limit of x -> +infinity as text; "none" where two subsequences differ, null where it is open. */
function atInfinity(text: string, isWhole = false): string | null {
  const found = exactLimit(parse(text), "x", "PositiveInfinity", "FromLeft", isWhole);
  if (found === null) return null;
  if (found.kind === "none") return "none";
  if (found.limit.kind === "infinite") return found.limit.sign > 0 ? "infinity" : "-infinity";
  return printPlain(found.limit.value);
}

function expectLimit(text: string, value: string): void {
  const found = atInfinity(text);
  if (found === null || /infinity|none/.test(value)) expect(found).toBe(value);
  else expect(decideEqual(parse(found), parse(value)).verdict).toBe("proved");
}

describe("parts that do not settle stand for constants only where they are bounded", () => {
  test.each([
    "tan(x)/x",
    "1/(x*sin(x))",
    "sqrt(sin(x))/x",
    "log(1 + sin(x))/x",
    "gamma(sin(x))/x",
    "gamma(sin(x) + 1/x)/x",
    "sin(x)^sin(x)/x",
    "sec(x)/e^x",
    "1/(x*(x - floor(x)))",
  ])("%s", (text) => expect(atInfinity(text)).toBeNull());

  test.each([
    ["sqrt(2 + sin(x))/x", "0"],
    ["log(2 + sin(x))/x", "0"],
    ["e^(sin(x))/x", "0"],
    ["tanh(sin(x))/x", "0"],
    ["(x - floor(x))^2/x", "0"],
    ["sin(x)/(x + cos(x))", "0"],
    ["1/(x*(2 + sin(x)))", "0"],
  ])("%s", (text, value) => expectLimit(text, value));

  test.each(["limit of tan(x)/x as x->infinity", "limit of 1/(x sin(x)) as x->infinity"])(
    "values at single places are no evidence beside poles without end: %s",
    async (query) => expect((await engine.query({ query })).answer).toBeNull(),
  );
});

describe("limits derived by expansion", () => {
  // Gruntz's thesis, chapter 8, and further nested exponentials; values confirmed with mpmath.
  test.each([
    ["e^x*(e^(1/x-e^(-x))-e^(1/x))", "-1"],
    ["e^x*(e^(1/x+e^(-x)+e^(-x^2))-e^(1/x-e^(-e^x)))", "1"],
    ["e^(e^(x-e^(-x))/(1-1/x))-e^(e^x)", "infinity"],
    ["e^(e^(e^(x+e^(-x))))/e^(e^(e^x))", "infinity"],
    ["e^(e^(x+e^(-x)))/e^(e^x)", "e"],
    ["e^(e^(e^x))/e^(e^(e^(x-e^(-e^(e^x)))))", "1"],
    [
      "log(x)^2*e^(sqrt(log(x))*log(log(x))^2*e^(sqrt(log(log(x)))*log(log(log(x)))^3))/sqrt(x)",
      "0",
    ],
    ["x*log(x)*log(x*e^x-x^2)^2/log(log(x^2+2*e^(e^(3*x^3*log(x)))))", "1/3"],
    ["(e^(x*e^(-x)/(e^(-x)+e^(-2*x^2/(x+1))))-e^x)/x", "-e^2"],
    ["(3^x+5^x)^(1/x)", "5"],
    ["x/log(x^(log(x^(log(2)/log(x)))))", "infinity"],
    ["e^(4*x*e^(-x)/(e^(-x)+e^(-2*x^2/(x+1))))/e^x^4", "0"],
    ["2^x/3^x", "0"],
    ["log(x)^100/x", "0"],
    ["x^(1/100)/log(x)^50", "infinity"],
    ["x-log(cosh(x))", "log(2)"],
    ["sqrt(x^2+x)-x", "1/2"],
    ["(1+1/x)^(x^2)/e^x", "e^(-1/2)"],
    ["x*(pi/2-atan(x))", "1"],
    ["acos(1-1/x)*sqrt(x)", "sqrt(2)"],
    ["tan(pi/4+1/x)^tan(pi/2+2/x)", "e^(-1)"],
    ["(tan(pi/4+1/x)-1)*x", "2"],
  ])("%s → %s", expectLimit);

  test.each([
    ["gamma(x+1/2)/(sqrt(x)*gamma(x))", "1"],
    ["factorial(x)^(1/x)/x", "e^(-1)"],
    ["binomial(2*x,x)*sqrt(x)/4^x", "1/sqrt(pi)"],
    ["gamma(1/x)/x", "1"],
    ["zeta(1+1/x)/x", "1"],
    ["zeta(1+1/x)-x", "eulergamma"],
    ["digamma(x)-log(x)", "0"],
    ["harmonic(x)-log(x)", "eulergamma"],
    ["x*e^(x^2)*erfc(x)", "1/sqrt(pi)"],
    ["gamma(-2+1/x)/x", "1/2"],
    ["lambertw(x)/log(x)", "1"],
    ["zeta(x)", "1"],
    ["2^x*(zeta(x)-1)/x", "0"],
    ["zeta(2+1/x)", "pi^2/6"],
    ["Si(x)", "pi/2"],
    ["Ei(x)*x*e^(-x)", "1"],
    ["fibonacci(x+1)/fibonacci(x)", "(1+sqrt(5))/2"],
  ])("special functions by their expansions: %s → %s", expectLimit);

  test.each([
    ["log(x)/(log(x)+sin(x))", "1"],
    ["x/(2+cos(x))", "infinity"],
    ["sin(x)/x", "0"],
    ["floor(x)/x", "1"],
    ["sin(x)", "none"],
    ["x*sin(x)", "none"],
    ["(1+sin(x))*x", "none"],
    ["tan(x)", "none"],
    ["sin(log(log(log(x+16))))", "none"],
    ["x-floor(x)", "none"],
    ["1/x + 10^(-9)*sin(x)", "none"],
  ])("bounded parts that do not settle: %s → %s", (text, value) => {
    expect(atInfinity(text)).toBe(value);
  });

  test("whole numbers are not real numbers", () => {
    expect(atInfinity("(-1)^x/x", true)).toBe("0");
    expect(atInfinity("(-1)^x", true)).toBe("none");
    expect(atInfinity("(-1)^x", false)).toBeNull();
    expect(atInfinity("sin(pi*x)", true)).toBe("0");
    expect(atInfinity("sin(pi*x)", false)).toBe("none");
    expect(atInfinity("sin(pi*sqrt(x^2+1))", true)).toBe("0");
    expect(atInfinity("sin(pi*sqrt(x^2+1))", false)).toBe("none");
    // Dense in [-1, 1] or not, this is not settled by angles alone.
    expect(atInfinity("sin(x^2)", true)).toBeNull();
  });

  // Unknown signs, complex values and unknown functions stay open.
  test.each([
    "e^(a*x-b*x)",
    "(-2)^x",
    "sqrt(-x)",
    "log(1-x)",
    "i*x",
    "polylog(2,1/x)",
    "f(x)",
    "Ci(x)",
  ])("%s is left open", (text) => expect(atInfinity(text)).toBeNull());

  test("a proof by expansion agrees with the values of random rational combinations", () => {
    const parts = ["1/x", "e^(-x)", "1/x^2", "atan(x)", "sqrt(1+1/x)", "sin(1/x)", "tanh(x)"];
    for (let seed = 1; seed <= 40; seed++) {
      const pick = (k: number): string => parts[(seed * 7 + k * (seed % 5) + 3 * k) % 7] as string;
      const text = `(${pick(1)}+${seed % 4}*${pick(2)})*(${pick(3)}-${pick(4)})+${pick(5)}/(2+${pick(6)})`;
      const found = exactLimit(parse(text), "x", "PositiveInfinity", "FromLeft", false);
      if (found?.kind !== "value" || found.limit.kind !== "finite") continue;
      const seen = trend(parse(text), "x", "PositiveInfinity", "FromLeft");
      const value = trend(found.limit.value, "x", "PositiveInfinity", "FromLeft");
      if (typeof seen !== "object" || typeof value !== "object") continue;
      expect(Math.abs((seen?.value ?? 0) - (value?.value ?? 0))).toBeLessThan(1e-2);
    }
  });
});

describe("questions about limits", () => {
  test.each([
    ["limit of atan(-log(x)) as x -> 0 from the right", "pi/2", undefined],
    ["limit of (1-cos(x))/x^2 as x -> 0", "1/2", undefined],
    ["limit of abs(x)/x as x -> 0", "undefined", undefined],
    ["limit of 1/x^2 as x -> 0", "infinity", undefined],
    ["limit of sqrt(x) as x -> 0", "0", ["from the right only"]],
    ["limit of e^(-a*x) as x -> infinity", "0", ["a != 0", "a > 0"]],
    ["limit of x^a as x -> infinity", "infinity", ["a != 0", "a > 0"]],
    ["limit of log(x)/x^a as x -> infinity", "0", ["a != 0", "a > 0"]],
    ["limit of x^a as x -> 0 from the right", "0", ["a != 0", "a > 0"]],
    ["limit of (x^m-1)/(x^n-1) as x -> 1", "m/n", ["n != 0"]],
    ["limit of (-1)^n as n -> infinity", "undefined", ["n runs through the whole numbers"]],
    ["limit of log(x)^100/x as x -> infinity", "0", undefined],
    ["limit of x^2/(x^2+10^30) as x -> infinity", "1", undefined],
    ["当 x 趋于 0 时 (tan(x)-sin(x))/x^3 的极限", "1/2", undefined],
  ])("%s → %s, proved", async (query, answer, conditions) => {
    const result = await engine.query({ query });
    expect(result.answer?.short).toBe(answer);
    expect(result.certificate).toMatchObject({ grade: "proved", method: "asymptotic-expansion" });
    expect(result.certificate?.conditions).toEqual(conditions);
  });

  test("different one-sided limits are both named", async () => {
    const { certificate, pods } = await engine.query({ query: "limit of atan(1/x) as x -> 0" });
    expect(certificate?.detail).toContain("from the left is -pi/2, from the right pi/2");
    expect(pods.find(({ id }) => id === "one-sided-limits")?.plain).toBe(
      "from the left: -pi/2; from the right: pi/2",
    );
  });
});

describe("an engine's limit with parameters", () => {
  const agreement = (candidate: string, body: string) =>
    agreementAtParameters(parse(candidate), parse(body), "x", "PositiveInfinity", ["FromLeft"]);

  test("is compared at sample values of them", () => {
    expect(agreement("max(a, b)", "(a^x+b^x)^(1/x)")).toBe("agrees");
    expect(agreement("a", "(a^x+b^x)^(1/x)")).toBe("differs");
    expect(agreement("infinity", "e^(-a*x)")).toBe("differs");
    expect(agreement("0", "a*sin(x)")).toBe("differs");
    expect(agreement("a", "a*polylog(2,1/x)")).toBe("open");
  });

  test("says that they were positive", async () => {
    const member = memberThat(() => Promise.resolve([parse("max(a, b)")]));
    const context = contextWith([member]);
    const body = parse("(a^x+b^x)^(1/x)");
    const outcome = await limitQuery(body, "x", "PositiveInfinity", null, context);
    expect(outcome).toMatchObject({
      certificate: { grade: "numeric-check", conditions: ["a > 0", "b > 0"] },
    });
  });
});

describe("values near the point", () => {
  const object = (claimed: number | null, text: string) =>
    valuesObject(claimed, parse(text), "x", "PositiveInfinity", "FromLeft");

  test("object to a value they do not settle at, and not to slow convergence", () => {
    expect(object(2, "1+1/x")).toBe(true);
    expect(object(null, "1+1/x")).toBe(true);
    expect(object(1, "1+1/x")).toBe(false);
    expect(object(0, "1/log(log(x))")).toBe(false);
    expect(object(1, "x^2/(x^2+10^30)")).toBe(false);
  });

  test("growth that ends is no growth", () => {
    expect(trend(parse("log(x)^100/x"), "x", "PositiveInfinity", "FromLeft")).not.toBe("up");
    expect(trend(parse("x^2"), "x", "PositiveInfinity", "FromLeft")).toBe("up");
  });
});
