import { expect, test } from "vitest";
import { parseExpression } from "../read/parse.ts";
import { checkSameSolutions } from "./same-solutions.ts";
import { checkSameValue, StepChain } from "./step-chain.ts";

const read = (text: string) => parseExpression(text).expression;
const words = { en: "Step.", zh: "步骤。" };

test("the chain ends at the last proved step", () => {
  const chain = new StepChain(false);
  const step = (before: string, after: string) =>
    chain.add({
      rule: "expand",
      text: words,
      hint: words,
      shown: read(after),
      check: checkSameValue(read(before), read(after)),
    });
  expect(step("(x+1)^2", "x^2+2x+1")).toBe(true);
  expect(step("x^2+2x+1", "x^2+2x+2")).toBe(false);
  expect(step("x^2+2x+1", "(x+1)^2")).toBe(false);
  chain.finish();
  expect(chain.solution()).toMatchObject({
    isComplete: false,
    steps: [{ plain: "x^2 + 2*x + 1" }],
  });
});

test.each([
  ["2x+3=7", ["2x=4"]],
  ["x^2=4", ["x=2", "x=-2"]],
  ["(x-1)(x+2)=0", ["x-1=0", "x+2=0"]],
  ["1/x=2", ["2-1/x=0"]],
])("%s says the same as %j", (before, after) => {
  expect(checkSameSolutions(read(before), after.map(read))?.grade).toBe("proved");
});

test.each([
  ["2x+3=7", ["2x=5"]],
  ["x^2=4", ["x=2"]],
  ["x^2=x", ["x=1"]],
  ["x*(x-1)/x=0", ["x-1=0"]],
  ["(x^2-1)/(x-1)=0", ["x+1=0"]],
  ["sqrt(x)*(x+1)=0", ["x*(x+1)=0"]],
  ["log(x)*0+x=-1", ["x=-1"]],
])("%s does not pass for %j", (before, after) => {
  expect(checkSameSolutions(read(before), after.map(read))).toBeNull();
});
