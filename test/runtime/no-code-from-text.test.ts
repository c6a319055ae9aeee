import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("where no code is made from text, every engine answers, and every door", async () => {
  const script = new URL("./forbidden-code.ts", import.meta.url).pathname;
  const flags = [
    "--disable-warning=ExperimentalWarning",
    "--disallow-code-generation-from-strings",
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script]);
  const report = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
  expect(report["makesCode"]).toBe(false);
  // SymPy is not there without network and cache.
  expect({ sympy: 1, ...report["engines"] }).toEqual({
    "compute-engine": 1,
    "integration-rules": 1,
    sympy: 1,
  });
  expect(report["answers"]).toEqual(ANSWERS);
  const statuses = Object.values(report["doors"] ?? {});
  expect(statuses.filter((status) => status !== 200 && status !== 202)).toEqual([]);
  expect(statuses.length).toBeGreaterThan(15);
}, 180_000);

/**
 * As where code may be made: a package that silently does less without it would show here. Which of two equal
 * forms is shown depends on which engine is faster.
 */
const ANSWERS = {
  "integrate x*sqrt(1+x^2) dx": ["answered", expect.any(String), "proved"],
  "limit of (1+2/x)^x as x -> infinity": ["answered", "e^2", "proved"],
  "solve cos(x) = x": ["answered", "0.739085133215161", "numeric-check"],
  "solve x^5 - x - 1 = 0": [
    "answered",
    "1.1673039782614, -0.76488443360058 + 0.35247154603173*i, -0.76488443360058 - 0.35247154603173*i, 0.18123244446988 + 1.0839541013177*i, 0.18123244446988 - 1.0839541013177*i",
    "numeric-check",
  ],
  "sum 1/k^2 from k=1 to infinity": ["answered", "pi^2/6", "proved"],
  "integrate e^(-x^2) dx from 0 to 1": ["answered", "erf(1)*sqrt(pi)/2", "proved"],
  "factor x^4 - 1": ["answered", "(x + 1)*(x - 1)*(x^2 + 1)", "proved"],
  "plot sin(x)": [
    "answered",
    "Graph of y = sin(x) for x from −2π to 2π. It meets the axis near x = −2π, −π, 0, π, 2π. High points near (−3π/2, 1), (π/2, 1). Low points near (−π/2, −1), (3π/2, −1).",
    "numeric-check",
  ],
  "minimum of x^2 - 4x": ["answered", "-4", "exact-check"],
  "eigenvalues of {{2,1},{1,2}}": ["answered", "1, 3", "proved"],
  "求 x^2 ln x 的导数": ["answered", expect.any(String), "proved"],
};
