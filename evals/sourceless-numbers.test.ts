import { expect, test } from "vitest";
import { agentOver, turnResult } from "../test/contract/agent-turn.ts";
import { answered } from "../test/contract/math-stub.ts";
import { createScriptedModel } from "../src/model/scripted.ts";
import { sourcelessNumbers } from "./sourceless-numbers.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats 1. How many are left?";

async function numbersOf(question: string, ...steps: Parameters<typeof createScriptedModel>[0][]) {
  const model = createScriptedModel(steps[0] ?? []);
  const answers = { "2+2": answered("2+2", "4") };
  const result = await turnResult(agentOver({ models: [model], answers }), question, {
    samples: 1,
  });
  return sourcelessNumbers(question, result);
}

test("an answer of the engine and a reply without one have every number from somewhere", async () => {
  expect(await numbersOf("2+2")).toEqual([]);
  expect(await numbersOf(PROBLEM, ["", ""])).toEqual([]);
});

test("statements that are shown with their verdict are accounted for; a stray number is not", async () => {
  expect(await numbersOf(PROBLEM, ["3 * 4 = 12, and 12 - 1 = 11.\nANSWER: 11"])).toEqual([]);
  const result = await turnResult(agentOver({ models: [] }), PROBLEM);
  const stray = { ...result, reply: "There are 97 of them.", claims: [] };
  expect(sourcelessNumbers(PROBLEM, stray)).toEqual(["97"]);
});
