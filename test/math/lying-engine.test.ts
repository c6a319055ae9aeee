import { describe, expect, test } from "vitest";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { ComputeContext, Outcome } from "../../src/tools/math/plan/outcome.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

/** An engine that gives the same wrong answer to everything. */
function lyingContext(lie: string): ComputeContext {
  const answer: Expression = parseExpression(lie).expression;
  const system: Expression = ["List", ["Tuple", "x", answer], ["Tuple", "y", answer]];
  return contextWith([
    memberThat(async ({ operation }) => [operation === "solve-system" ? system : answer]),
  ]);
}

const ask = (query: string, lie: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, lyingContext(lie));

describe("a wrong answer of the engine never comes out", () => {
  test.each([
    ["integrate x*sin(x)", "cos(x)"],
    ["integrate 1/(6+7cos(x))", "log(4+7*cos(x))"],
    ["integrate 1/(1+x^2) from 0 to 1", "pi/3"],
    ["integrate e^x from 0 to 1", "e"],
    ["derivative of x^3", "2*x"],
    ["limit of sin(x)/x as x->0", "0"],
    ["limit of (1+1/x)^x as x->infinity", "1"],
    ["limit of polylog(2,x) as x->1/2", "1/2"],
    ["limit of polylog(2,x) as x->1/2", "infinity"],
    ["sum k^2 from k=1 to n", "n^3/3"],
    ["sum 1/k^2 from k=1 to infinity", "pi^2/7"],
    ["simplify cos(x)^2-sin(x)^2", "cos(x)"],
    ["factor x*y+x", "x*(y-1)"],
    ["solve 2^x=8", "4"],
    ["solve sin(x)=1/2", "pi/4"],
    ["solve x*e^y=1, y*e^x=2 for x, y", "3"],
  ])("%s with the lie %s", async (query, lie) => {
    const outcome = await ask(query, lie);
    const lied = parseExpression(lie);
    expect(lied.expression).toBeTruthy();
    if (outcome.kind === "answer") {
      // What two rules of our own agree on is a number, and is called so.
      if (outcome.certificate.method !== "quadrature-twice")
        expect(outcome.certificate.grade).toBe("proved");
      expect(outcome.plain).not.toBe(lie);
    }
  });

  test("a right answer passes the same gate", async () => {
    const outcome = await ask("integrate x*sin(x)", "sin(x) - x*cos(x)");
    expect(outcome).toMatchObject({ kind: "answer", certificate: { grade: "proved" } });
  });
});
