import { describe, expect, test } from "vitest";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { differentiate } from "../../src/tools/math/expression/differentiate.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

const read = (text: string): Expression => parseExpression(text).expression;

const ask = (query: string, lie: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextWith([memberThat(async () => [read(lie)])], 20_000));

/** Ways to be wrong by very little, or only somewhere; T stands for the truth. */
const NUMBERS = [
  "T + 1",
  "-(T)",
  "2*(T)",
  "T + 0.001",
  "(T)*(1 + 1/10^9)",
  "T + 1/10^12",
  "T + 1/10^20",
  "T + 1/10^35",
  "T + i",
];
const FUNCTIONS = [
  "T + x",
  "-(T)",
  "T + sin(pi*x)",
  "T + abs(x) - x",
  "(T)*x/abs(x)",
  "T + sqrt(x^2) - x",
  "T + floor(x)",
  "T + x/10^20",
  "T + e^(x^2)/10^30",
  "T + floor(abs(x)/100)",
];
const SEQUENCES = [
  "T + 1",
  "T + (n-1)*(n-2)*(n-3)",
  "T + floor(n/30)",
  "T + floor(n/1000)",
  "T + n*(n-1)*(n-2)*(n-3)*(n-4)*(n-5)*(n-6)*(n-7)*(n-8)*(n-9)*(n-10)*(n-11)*(n-12)*(n-13)*(n-14)*(n-15)*(n-16)",
  "T + n/10^30",
];

const QUESTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  ["integrate e^(-x^2) from 0 to infinity", "sqrt(pi)/2", NUMBERS],
  ["integrate log(x)/(1+x) from 0 to 1", "-pi^2/12", NUMBERS],
  ["limit of gamma(x)*x as x->0", "1", NUMBERS],
  ["limit of zeta(x)*(x-1) as x->1", "1", NUMBERS],
  ["sum 1/k^2 from k=1 to infinity", "pi^2/6", NUMBERS],
  ["product (1-1/k^2) from k=2 to infinity", "1/2", NUMBERS],
  ["integrate x*sin(x)", "sin(x) - x*cos(x)", FUNCTIONS],
  ["integrate sqrt(x^2)", "x*abs(x)/2", FUNCTIONS],
  ["simplify sin(x)^2 + cos(x)^2", "1", FUNCTIONS],
  ["simplify gamma(x+1)/gamma(x)", "x", FUNCTIONS],
  ["derivative of x^x", "x^x*(log(x) + 1)", FUNCTIONS],
  ["sum k^2 from k=1 to n", "n*(n+1)*(2*n+1)/6", SEQUENCES],
  ["sum binomial(n,k) from k=0 to n", "2^n", SEQUENCES],
  ["sum k*k! from k=1 to n", "(n+1)! - 1", SEQUENCES],
];

const CASES = QUESTIONS.flatMap(([query, truth, frames]) =>
  frames.map((frame) => ({ query, truth, lie: frame.replaceAll("T", `(${truth})`) })),
);

describe("a candidate that is wrong by little, or only somewhere, is not graded", () => {
  test.each(CASES)("$query is not $lie", async ({ query, truth, lie }) => {
    const outcome = await ask(query, lie);
    if (outcome.kind !== "answer" || outcome.certificate.grade === "unchecked") return;
    const isAntiderivative = query.startsWith("integrate") && !query.includes(" from ");
    const [got, want] = [read(outcome.plain), read(truth)].map((side) =>
      isAntiderivative ? differentiate(side, "x") : side,
    ) as [Expression, Expression];
    const positive = new Set(
      (outcome.certificate.conditions ?? []).flatMap((text) => /^(\w) > 0$/.exec(text)?.[1] ?? []),
    );
    expect(decideEqual(got, want, positive).verdict).not.toBe("refuted");
  });

  test("a decimal that was read off from the value is no closed form", async () => {
    const outcome = await ask(
      "integrate x^x from 0 to 1",
      "0.783430510712134407059264386526975469",
    );
    expect(outcome.kind === "answer" ? outcome.certificate.method : "open").not.toBe("quadrature");
  });

  test("a right closed form passes the same gates", async () => {
    for (const [query, truth] of QUESTIONS) {
      const outcome = await ask(query, truth);
      expect(outcome.kind === "answer" ? outcome.certificate.grade : query).not.toBe("unchecked");
    }
  });
});
