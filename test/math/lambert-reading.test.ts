import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { describeQuery } from "../../src/tools/math/read/describe-query.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

const reading = (text: string): string => describeQuery(readQuery(text).query, false);

describe("W(…) is Lambert's function, unless W is a letter of the question", () => {
  test.each([
    ["W(-1/e)", "Work out lambertw(-1/e)"],
    ["W_0(1)", "Work out lambertw(1)"],
    ["W_{-1}(-0.2)", "Work out lambertw(-0.2, -1)"],
    ["productlog(2)", "Work out lambertw(2)"],
    ["ProductLog[-1, -0.1]", "Work out lambertw(-0.1, -1)"],
    ["derivative of W(x)", "Derivative of lambertw(x) with respect to x"],
    ["W(2)*W", "Work out W*2*W"],
    ["W (x + 1)", "Work out W*(x + 1)"],
    ["W*(-1/e)", "Work out W*(-1/e)"],
    ["solve W(x+1) = 5 for W", "Solve W*(x + 1) = 5 for W"],
    ["let W = 3. W(2+1)", "With W = 3: Work out W*(2 + 1)"],
  ])("%s", (text, expected) => {
    expect(reading(text)).toBe(expected);
  });

  test("the other reading is offered", () => {
    const [assumption] = readQuery("W(-1/e)").assumptions;
    expect(assumption?.kind).toBe("function-w");
    expect(assumption?.alternatives[0]?.input).toBe("W*(-1/e)");
  });

  test("its value is proved where it has a closed form", async () => {
    const { answer, certificate } = await engine.query({ query: "W(-1/e)" });
    expect([answer?.short, certificate?.grade]).toEqual(["-1", "proved"]);
    expect(answer?.latex).toBe("-1");
  });
});
