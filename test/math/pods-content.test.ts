import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import type { Pod } from "../../src/core/pod.ts";
import type { QueryRequest } from "../../src/core/query-result.ts";
import { piDigits } from "../../src/tools/math/numeric/pi-digits.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

const PATIENT = 60_000;
let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

/** A pod by its id; every piece of LaTeX that came with it renders. */
async function podOf(
  id: string,
  query: string,
  more: Partial<QueryRequest> = {},
): Promise<Pod | undefined> {
  const result = await engine.query({ query, pods: [id], timeoutMs: 30_000, ...more });
  expect(latexFaults(result)).toEqual([]);
  expect(result.timedOutPods ?? []).toEqual([]);
  return result.pods.find((pod) => pod.id === id);
}

const rowsOf = (pod: Pod | undefined): Record<string, string> =>
  Object.fromEntries((pod?.table ?? []).slice(1).map(([name, value]) => [name, value]));

test("as many digits as are asked for, without asking for the pod by name", async () => {
  const result = await engine.query({ query: "pi", digits: 200 });
  const pod = result.pods.find(({ id }) => id === "more-digits");
  const digits = piDigits(210);
  const isUp = Number(digits[199]) >= 5;
  const expected = BigInt(`3${digits.slice(0, 199)}`) + (isUp ? 1n : 0n);
  expect(pod?.plain).toBe(`3.${expected.toString().slice(1)}`);
  expect(pod?.certificate).toMatchObject({ grade: "proved", method: "error-bound" });
}, 60_000);

test(
  "a root of two squared comes back to two, to a thousand digits or as many as were asked for",
  async () => {
    for (const digits of [1, 7, 60, 990]) {
      const pod = await podOf("more-digits", "sqrt(2)", { digits });
      const scaled = BigInt((pod?.plain ?? "").replace(".", ""));
      const goal = 2n * 10n ** BigInt(2 * (digits - 1));
      expect((2n * scaled - 1n) ** 2n <= 4n * goal && (2n * scaled + 1n) ** 2n >= 4n * goal).toBe(
        true,
      );
      expect(scaled.toString()).toHaveLength(digits);
    }
  },
  PATIENT,
);

test(
  "digits of fractions are proved, small ones included, and end where the decimal does",
  async () => {
    expect(await podOf("more-digits", "1/700", { digits: 8 })).toMatchObject({
      plain: "0.0014285714",
      certificate: { grade: "proved" },
    });
    expect((await podOf("more-digits", "3/8", { digits: 30 }))?.plain).toBe("0.375");
    expect((await podOf("more-digits", "-2/3", { digits: 5 }))?.plain).toBe("-0.66667");
    expect(await podOf("more-digits", "12")).toBeUndefined();
    expect(await podOf("more-digits", "x^2")).toBeUndefined();
  },
  PATIENT,
);

test(
  "roots of an equation have more digits too",
  async () => {
    const pod = await podOf("more-digits", "solve x^2 = 2", { digits: 20 });
    expect(pod?.plain).toContain("1.4142135623730950488");
  },
  PATIENT,
);

test(
  "the properties of a whole number",
  async () => {
    const rows = rowsOf(await podOf("number-properties", "360"));
    expect(rows).toMatchObject({
      Parity: "even",
      Prime: "no",
      "Prime factorization": "2^3 * 3^2 * 5",
      Divisors: "24",
      "Perfect square": "no",
      Binary: "101101000",
      Hexadecimal: "168",
      "Roman numeral": "CCCLX",
      "In words": "three hundred sixty",
    });
    expect(rowsOf(await podOf("number-properties", "1"))["Prime"]).toMatch(/^no/);
    expect(rowsOf(await podOf("number-properties", "-7"))["Prime"]).toMatch(/^no/);
    expect(rowsOf(await podOf("number-properties", "2^61 - 1"))["Prime"]).toBe("yes");
    expect(rowsOf(await podOf("number-properties", "144"))["Perfect square"]).toBe("yes: 12^2");
    expect(await podOf("number-properties", "1/3")).toBeUndefined();
  },
  PATIENT,
);

test(
  "数的性质用中文说明",
  async () => {
    const rows = rowsOf(await podOf("number-properties", "计算 100000 + 20300"));
    expect(rows).toMatchObject({ 奇偶性: "偶数", 质数: "否", 读法: "十二万零三百" });
  },
  PATIENT,
);

test(
  "the forms of a fraction",
  async () => {
    expect(rowsOf(await podOf("fraction-forms", "22/7"))).toMatchObject({
      Fraction: "22/7",
      "Mixed number": "3 1/7",
      "Repeating decimal": "3.(142857)",
      "Continued fraction": "[3; 7]",
    });
    expect(rowsOf(await podOf("fraction-forms", "-7/4"))).toMatchObject({
      "Mixed number": "-1 3/4",
      Decimal: "-1.75",
      Percentage: "-175%",
      "Continued fraction": "[-2; 4]",
    });
    expect(await podOf("fraction-forms", "sqrt(2)")).toBeUndefined();
  },
  PATIENT,
);

test(
  "roots, domain and range of a function",
  async () => {
    expect(await podOf("roots", "x^3 - 3x")).toMatchObject({
      plain: "x = -sqrt(3) or x = 0 or x = sqrt(3)",
      certificate: { grade: "proved" },
    });
    expect((await podOf("roots", "1/x"))?.plain).toBe("no real roots");
    expect((await podOf("domain", "1/x"))?.plain).toContain("(-∞, 0) ∪ (0, ∞)");
    expect((await podOf("range", "x^2 + x"))?.plain).toBe("[-1/4, infinity)");
    expect((await podOf("range", "sin(x)"))?.plain).toBe("[-1, 1]");
    // Neither end of the range of the arctangent is attained.
    expect(await podOf("range", "atan(x)")).toBeUndefined();
  },
  PATIENT,
);

test(
  "parity and period are said only where they were proved",
  async () => {
    const symmetry = async (query: string): Promise<Record<string, string>> =>
      rowsOf(await podOf("symmetry", query));
    expect(await symmetry("x^2 + x")).toEqual({ Parity: "neither even nor odd" });
    expect(await symmetry("tan(x)")).toEqual({ Parity: "odd: f(-x) = -f(x)", Period: "pi" });
    expect((await symmetry("sin(x)^2"))["Period"]).toBe("pi");
    // Equal to x where it is defined, but it has a hole at 1 and none at -1.
    expect(await symmetry("(x^2 - x)/(x - 1)")).toEqual({});
    // A constant has no shortest period, and this is cos(7x).
    expect((await symmetry("sin(x)^2 + cos(x)^2"))["Period"]).toBeUndefined();
    expect(
      (await symmetry("64cos(x)^7 - 112cos(x)^5 + 56cos(x)^3 - 7cos(x)"))["Period"],
    ).toBeUndefined();
    // Repeats after pi only without the hole that it has once in 2 pi.
    expect((await symmetry("sin(x)^2 (1 - cos(x))/(1 - cos(x))"))["Period"]).not.toBe("pi");
  },
  PATIENT,
);

test(
  "extrema and inflections are exact; a place where only the slope is zero is no extremum",
  async () => {
    const pod = await podOf("extrema", "x^3 - 3x");
    expect(pod?.plain).toBe(
      "Local maximum: 2 (x = -1)\nLocal minimum: -2 (x = 1)\nInflection: 0 (x = 0)",
    );
    expect((await podOf("extrema", "x^4"))?.plain).toBe("Local minimum: 0 (x = 0)");
    expect((await podOf("extrema", "x^3"))?.plain).toBe("Inflection: 0 (x = 0)");
    expect((await podOf("extrema", "sin(x)^2"))?.plain).toContain("Local minimum: 0 (x = pi*k)");
    expect(await podOf("extrema", "abs(x)")).toBeUndefined();
  },
  PATIENT,
);

test(
  "asymptotes, holes and limits at infinity",
  async () => {
    expect((await podOf("asymptotes", "1/x"))?.plain).toBe(
      "Vertical asymptote: x = 0\nLimit at infinity: 0\nLimit at -infinity: 0\nHorizontal asymptote: y = 0",
    );
    expect((await podOf("asymptotes", "x^3/(x^2 - 1)"))?.plain).toContain(
      "Oblique asymptote: y = x",
    );
    expect((await podOf("asymptotes", "tan(x)"))?.plain).toBe(
      "Vertical asymptote: x = pi/2 + pi*k",
    );
    const hole = await podOf("asymptotes", "(x^2 - x)/(x - 1)");
    expect(hole?.plain).toContain("Hole: (1, 1)");
    expect(hole?.plain).not.toContain("asymptote");
    expect((await podOf("asymptotes", "化简 1/x"))?.title).toBe("极限与渐近线");
  },
  PATIENT,
);

test(
  "the series at zero, and none for a polynomial or where there is a pole",
  async () => {
    expect((await podOf("series", "sin(x)"))?.plain).toBe("x - x^3/6 + x^5/120 + O(x^7)");
    expect(await podOf("series", "x^2 + 1")).toBeUndefined();
    expect(await podOf("series", "1/x")).toBeUndefined();
  },
  PATIENT,
);

test(
  "alternate forms differ from what is shown; an expression without any has none",
  async () => {
    expect(rowsOf(await podOf("alternate-forms", "x^2 - 5x + 6"))).toEqual({
      Factored: "(x - 3)*(x - 2)",
      "Completed square": "(x - 5/2)^2 - 1/4",
    });
    const rows = rowsOf(await podOf("alternate-forms", "1/(x^2 - 1)"));
    const equal = await engine.equal(rows["Partial fractions"] ?? "", "1/(2(x-1)) - 1/(2(x+1))");
    expect(equal.equal).toBe(true);
    expect(await podOf("alternate-forms", "3/4")).toBeUndefined();
  },
  PATIENT,
);

test(
  "the properties of a matrix; one that is singular has no inverse",
  async () => {
    expect(rowsOf(await podOf("matrix-properties", "rank of [[2,1],[1,2]]"))).toMatchObject({
      Determinant: "3",
      Trace: "4",
      Rank: "2",
    });
    const singular = rowsOf(await podOf("matrix-properties", "determinant of [[1,2],[2,4]]"));
    expect(singular["Rank"]).toBe("1");
    expect(singular["Inverse"]).toContain("no inverse");
    expect(await podOf("matrix-properties", "x^2")).toBeUndefined();
  },
  PATIENT,
);

test(
  "the summary of data",
  async () => {
    const pod = await podOf("data-summary", "median of 1, 2, 3, 4, 10");
    expect(rowsOf(pod)).toMatchObject({
      Count: "5",
      Mean: "4",
      "Variance (of a population)": "10",
    });
    expect(pod?.svg).toContain("<svg");
    expect(await podOf("data-summary", "1/3")).toBeUndefined();
  },
  PATIENT,
);
