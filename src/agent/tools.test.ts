import { afterAll, describe, expect, test } from "vitest";
import { createVerifier } from "../hallucination/verifier.ts";
import { createMathEngine } from "../tools/math/engine.ts";
import { callSchema, createToolBox } from "./tools.ts";

const math = createMathEngine();
const tools = createToolBox(math, createVerifier(math));
afterAll(() => math.close());

async function answerOf(name: string, given: object): Promise<unknown> {
  const prepared = tools.prepare(name, JSON.stringify(given));
  if (!prepared.ok) return prepared.issue;
  return ((await prepared.call.run({})).result as { answer?: string }).answer;
}

describe("helpers over the real engine", () => {
  test.each([
    ["math_units", { quantity: "5 km", to: "m" }, "5000 m"],
    ["math_units", { value: "90 minutes", unit: "hours" }, "1.5 h"],
    ["math_dates", { from: "2024-02-28", until: "2024-03-01" }, "2 days"],
    ["math_dates", { from: "2024-01-01", until: "45 days" }, "2024-02-15"],
    ["math_dates", { from: "2024-03-01", until: "-1 day" }, "2024-02-29"],
    ["math_dates", { start: "2024-01-31", span: "2 weeks" }, "2024-02-14"],
    ["math_query", { expression: "2^10" }, "1024"],
  ])("%s %j", async (name, given, answer) => {
    expect(await answerOf(name, given)).toBe(answer);
  });

  test("what cannot be converted is told, not guessed", async () => {
    expect(await answerOf("math_units", { quantity: "5 km", to: "kg" })).toBeUndefined();
  });
});

test("every tool has a JSON Schema of its own fields, made from what it takes", () => {
  for (const { name, parameters, description } of tools.specifications) {
    expect(description.length, name).toBeGreaterThan(20);
    const { properties, required } = parameters as { properties: object; required: string[] };
    expect(required).toEqual(Object.keys(properties));
    expect(parameters).not.toHaveProperty("$schema");
  }
});

test("the form a model is held to names the tools, and limits every text", () => {
  const text = JSON.stringify(callSchema(tools.specifications));
  for (const name of tools.names) expect(text).toContain(`"enum":["${name}"]`);
  for (const [, length] of text.matchAll(/"maxLength":(\d+)/g))
    expect(Number(length)).toBeLessThanOrEqual(160);
});
