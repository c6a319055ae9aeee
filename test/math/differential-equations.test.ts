import { describe, expect, test } from "vitest";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

/** Whether right or wrong, the engine says this. */
const contextThatSays = (text: string) =>
  contextWith([memberThat(async () => [parseExpression(text).expression])]);

const solve = (query: string, candidate: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextThatSays(candidate));

describe("a solution of a differential equation is checked before it is shown", () => {
  test.each([
    ["solve y'=y", "c1*e^x", "proved"],
    ["solve y''+y=0", "c1*cos(x)+c2*sin(x)", "proved"],
    ["dy/dx = x*y", "c1*e^(x^2/2)", "proved"],
    ["y''+4*y=sin(2*x), y(0)=0, y'(0)=0", "sin(2*x)/8-x*cos(2*x)/4", "proved"],
    ["解微分方程 y''-3y'+2y=0", "c1*e^x+c2*e^(2*x)", "proved"],
    ["solve y'=1+y^2, y(0)=0", "tan(x)", "exact-check"],
  ])("%s with %s is %s", async (query, candidate, grade) => {
    expect(await solve(query, candidate)).toMatchObject({ kind: "answer", certificate: { grade } });
  });

  test.each([
    ["solve y'=y", "c1*e^(2*x)", "a residual"],
    ["solve y'=y", "e^x", "a constant missing"],
    ["solve y''+y=0", "c1*cos(x)", "one constant of two"],
    ["solve y''+y=0", "c1*cos(x)+c2*cos(x)", "constants that are not independent"],
    ["y''+4*y=sin(2*x), y(0)=0, y'(0)=0", "sin(2*x)/8-x*cos(2*x)/4+sin(2*x)", "a condition broken"],
    ["solve y'=1+y^2, y(0)=1", "tan(x)", "a condition broken"],
  ])("%s with %s (%s) is not shown", async (query, candidate) => {
    expect(await solve(query, candidate)).toMatchObject({ kind: "open" });
  });
});
