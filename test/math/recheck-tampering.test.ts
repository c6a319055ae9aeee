import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PortfolioMember } from "../../src/tools/math/engines/portfolio-member.ts";
import { PORTFOLIO } from "../../src/tools/math/engines/portfolio-members.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { tamperedResults } from "./tampered-results.ts";

/** Knows what the deep engine would find, so that no test needs it. */
const KNOWN: Readonly<Record<string, string>> = {
  dsolve: "c1*e^x",
  rsolve: "3^n-2^n",
  laplace: "2/(s+3)^3",
};
const deep: PortfolioMember = {
  name: "known",
  family: "known",
  afterMs: 0,
  operations: ["dsolve", "rsolve", "laplace"],
  isWitness: false,
  open: () => ({
    run: async ({ operation }) =>
      KNOWN[operation] === undefined ? [] : [parseExpression(KNOWN[operation]).expression],
    warmUp: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }),
};

/** Questions of every kind, with the variable that the answer is a function of. */
const QUESTIONS: readonly (readonly [query: string, variable: string])[] = [
  ["1/3+1/6", ""],
  ["simplify (x^2-4)/(x-2)", "x"],
  ["factor x^4-1", "x"],
  ["derivative of x^3", "x"],
  ["integrate x*cos(x)", "x"],
  ["integrate x^2 from 0 to 3", ""],
  ["integrate sin(x)^2 from 0 to pi", ""],
  ["integrate 1/x from -1 to 1", ""],
  ["integrate e^(-x^2) from -infinity to infinity", ""],
  ["limit of sin(x)/x as x->0", ""],
  ["limit of 1/x^2 as x->0", ""],
  ["limit of 1/x as x->0", ""],
  ["sum k^3 from k=1 to n", "n"],
  ["sum 1/k^2 from k=1 to infinity", ""],
  ["sum 1/k from k=1 to infinity", ""],
  ["product of 1+1/k from k=1 to n", "n"],
  ["solve x^2-5x+6=0", ""],
  ["solve x^4=16", ""],
  ["solve x+y=3, x-y=1 for x, y", ""],
  ["solve cos(x)=x", ""],
  ["solve sin(x)=1/2", ""],
  ["x^2<2", ""],
  ["|x-1|>=3", ""],
  ["inverse of {{1,2},{3,4}}", ""],
  ["eigenvalues of {{2,1},{1,2}}", ""],
  ["det {{1,2},{3,4}}", ""],
  ["matrix exponential of {{0,1},{-1,0}}", ""],
  ["solve y'=y", "x"],
  ["a(n)=5a(n-1)-6a(n-2), a(0)=0, a(1)=1", "n"],
  ["Laplace transform of t^2*e^(-3t)", "s"],
  ["is 91 prime?", ""],
  ["quotient and remainder of (x^5-3x^2+2)/(x^2+1)", ""],
  ["series of tan(x) at x=0 to order 7", "x"],
  ["convert 12 km to miles", ""],
];

describe("recheck of a result that somebody changed", () => {
  let math: MathEngine;
  beforeAll(() => {
    const [computeEngine] = PORTFOLIO;
    math = createMathEngine({
      portfolio: [...(computeEngine === undefined ? [] : [computeEngine]), deep],
      defaultTimeoutMs: 30_000,
    });
  });
  afterAll(() => math.close());

  test.each(QUESTIONS)(
    "%s: the honest result holds, no changed one does",
    async (query, variable) => {
      const result = await math.query({ query });
      expect(result.status, result.reason?.message).toBe("answered");
      const honest = await math.recheck(result);
      expect(honest).toMatchObject({
        verdict: result.certificate?.grade === "unchecked" ? "undecided" : "proved",
      });
      const tampered = tamperedResults(result, variable);
      expect(tampered.length).toBeGreaterThan(3);
      for (const { change, result: forged } of tampered) {
        const { verdict, detail } = await math.recheck(forged);
        expect({ change, verdict, detail }).not.toMatchObject({ verdict: "proved" });
      }
    },
  );
});
