import { describe, expect, test } from "vitest";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith } from "./engine-doubles.ts";

const alone = (query: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextWith([]));

describe("transforms that need no engine", () => {
  test.each([
    ["Laplace transform of erf(3/sqrt(t))", "(-e^(-6*sqrt(s)) + 1)/s", "numeric-check"],
    ["Laplace transform of erfc(a/sqrt(t))", "e^(-2*a*sqrt(s))/s", "numeric-check"],
    ["Laplace transform of 5*erf(2*sqrt(t))", "10/(s*sqrt(s + 4))", "numeric-check"],
    ["Laplace transform of besselj(0,a*t)", "1/sqrt(s^2 + a^2)", "numeric-check"],
    ["Laplace transform of besseli(0,t)", "1/sqrt(s^2 - 1)", "numeric-check"],
    ["inverse Laplace transform of 1/(s^2+a^2)", "sin(a*t)/a", "proved"],
    ["inverse Laplace transform of a/(s^2-a^2)", "sinh(a*t)", "proved"],
    ["inverse Laplace transform of (s+b)/((s+b)^2+w^2)", "e^(-b*t)*cos(w*t)", "proved"],
    ["inverse Laplace transform of 1/s^(3/2)", "2/sqrt(pi)*sqrt(t)", "proved"],
  ])("%s: %s", async (query, plain, grade) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      short: plain,
      certificate: { grade },
    });
  });

  test("a function that is not in the table stays open", async () => {
    expect(await alone("Laplace transform of besselj(0,t^2)")).toMatchObject({ kind: "open" });
  });
});

describe("recurrences that need no engine", () => {
  test.each([
    ["solve r(n)=r(n-1)+1/(n*(n+1)), r(0)=0", "n/(n + 1)"],
    ["solve r(n)=r(n-1)+n*2^n, r(0)=0", "2*n*2^n - 2*2^n + 2"],
    ["solve r(n)=(n+1)*r(n-1), r(0)=1", "(n + 1)!"],
    ["solve r(n)=(2*n-1)*r(n-1), r(0)=1", "2^n*gamma(n + 1/2)/sqrt(pi)"],
    ["solve r(n+2)=2r(n+1)-5r(n), r(0)=0, r(1)=2", "5^(n/2)*sin(atan(2)*n)"],
    ["solve r(n)=-r(n-2), r(0)=1, r(1)=0", "cos(pi*n/2)"],
    ["solve r(n)=-4r(n-2)", "2^n*(c1*cos(pi*n/2) + c2*sin(pi*n/2))"],
  ])("%s: %s", async (query, plain) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      short: plain,
      certificate: { grade: "proved", method: "induction" },
    });
  });
});
