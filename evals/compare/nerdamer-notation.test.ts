import { describe, expect, test } from "vitest";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { nerdamerTask, readNerdamer } from "./nerdamer-notation.ts";

const task = (operation: string, texts: readonly string[], variables: readonly string[]) =>
  nerdamerTask({
    operation,
    arguments: texts.map((text) => parseExpression(text).expression),
    variables,
    timeoutMs: 1,
  });

describe("nerdamer is asked in its own notation", () => {
  test.each([
    ["integrate", ["x*sin(x)"], ["x"], "integrate(x*sin(x),x)"],
    ["integrate", ["x^2", "0", "3"], ["x"], "defint(x^2,0,3,x)"],
    ["limit", ["1/x", "infinity"], ["x"], "limit(1/x,x,Infinity)"],
    ["inverse_laplace", ["1/s"], ["s", "t"], "ilt(1/s,s,t)"],
  ] as const)("%s of %s", (operation, texts, variables, call) => {
    expect(task(operation, texts, variables)).toEqual({ call });
  });

  test("what it does not do is not asked", () => {
    expect(task("dsolve", ["x"], ["x"])).toBeNull();
  });
});

describe("nerdamer's answers are read", () => {
  const read = (operation: string, text: string) => readNerdamer(operation, text).map(printPlain);

  test("roots with commas inside them stay whole", () => {
    expect(read("solve", "[sqrt(2),-sqrt(2)]")).toEqual(["sqrt(2)", "-sqrt(2)"]);
    expect(readNerdamer("solve", "[max(1,2),3]")).toHaveLength(2);
  });

  test("what was left unevaluated is no answer", () => {
    expect(read("sum", "sum(k^2,k,1,n)")).toEqual([]);
    expect(read("limit", "2*limit(x,x,1)")).toEqual([]);
  });

  test("a system is one solution of names and values", () => {
    expect(readNerdamer("solve-system", "x,2,y,1")).toEqual([
      ["List", ["Tuple", "x", { num: "2" }], ["Tuple", "y", { num: "1" }]],
    ]);
  });
});
