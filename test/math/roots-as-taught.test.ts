import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

// No engine takes part: these forms are our own.
const math = createMathEngine({ portfolio: [] });
afterAll(() => math.close());

const ask = async (query: string): Promise<string> => {
  const { answer, certificate } = await math.query({ query });
  return `${answer?.short} ${certificate?.grade}`;
};

describe("a multiple of one square root", () => {
  test.each([
    ["standard deviation of 2,4,4,4,5,5,7,9", "4*sqrt(14)/7"],
    ["standard deviation of 1,2,3,4,5", "sqrt(10)/2"],
    ["population standard deviation of 3, 7, 8", "sqrt(42)/3"],
    ["sqrt(8/7)", "2*sqrt(14)/7"],
    ["5/sqrt(12)", "5*sqrt(3)/6"],
    ["(1/sqrt(2))^3", "sqrt(2)/4"],
    ["8^(-1/2)", "sqrt(2)/4"],
    ["sqrt(-2)*sqrt(-3)", "-sqrt(6)"],
    ["1/sqrt(-2)", "-sqrt(2)*i/2"],
  ])("%s is %s", async (query, expected) => {
    expect(await ask(query)).toBe(`${expected} proved`);
  });
});

describe("one quotient, with what is negative in the exponent below", () => {
  test.each([
    ["Poisson with mean 3, P(X=2)", "9/(2*e^3)"],
    ["e^(-3)*3^2/2!", "9/(2*e^3)"],
    ["-3*e^(-2)/4", "-3/(4*e^2)"],
    ["e^(-1)*x/2", "x/(2*e)"],
  ])("%s is %s", async (query, expected) => {
    expect(await ask(query)).toBe(`${expected} proved`);
  });
});
