import { expect, test } from "vitest";
import { answered, createStubMath, queryResult } from "../../test/contract/math-stub.ts";
import type { MathPort } from "../core/math-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import { createVerifier } from "../hallucination/verifier.ts";
import { startBounded } from "./bounded-pool.ts";
import { isRepeating, ToolRunner } from "./tool-runner.ts";
import { createToolBox } from "./tools.ts";

function runnerOver(math: MathPort): ToolRunner {
  return new ToolRunner(createToolBox(math, createVerifier(math)));
}
const query = (text: string) => JSON.stringify({ query: text });
const failing = (...inputs: string[]): QueryResult =>
  queryResult({
    status: "not-understood",
    suggestions: inputs.map((input) => ({ text: input, input })),
    reason: { code: "x", message: "not read" },
  });

test("a failed query is tried as the engine suggests it", async () => {
  const math = createStubMath({
    "integrate x^2 form 0 to 1": failing("integrate x^2 from 0 to 1"),
    "integrate x^2 from 0 to 1": answered("integral", "1/3"),
  });
  const { record, query: asked } = await runnerOver(math).run(
    "math_query",
    query("integrate x^2 form 0 to 1"),
    {},
  );
  expect(record.result).toMatchObject({
    status: "not-understood",
    triedInstead: [{ query: "integrate x^2 from 0 to 1", result: { answer: "1/3" } }],
  });
  // What stands for the question itself is still the query that the model wrote.
  expect(asked?.result.status).toBe("not-understood");
});

test.each([
  ["evaluate x^2 at x=2", "evaluate x^2"],
  ["weight of 3 apples", "solve x^2 - 5x + 6 = 0"],
  ["sum of 3 and 4 and 5", "sum of 3 and 4"],
])("a suggestion that asks something else is not tried: %s", async (asked, suggestion) => {
  const math = createStubMath({ [asked]: failing(suggestion) });
  const { record } = await runnerOver(math).run("math_query", query(asked), {});
  expect(record.result).not.toHaveProperty("triedInstead");
  expect(math.queries).toEqual([asked]);
});

test("suggestions are tried at most twice a turn", async () => {
  const asked = ["sqre root of 4", "sqre root of 9", "sqre root of 16"];
  const math = createStubMath(
    Object.fromEntries(asked.map((text) => [text, failing(text.replace("sqre", "square"))])),
  );
  const runner = runnerOver(math);
  for (const text of asked) await runner.run("math_query", query(text), {});
  expect(math.queries.filter((text) => text.startsWith("square"))).toHaveLength(2);
});

test("identical calls at the same time are computed once", async () => {
  const math = createStubMath({ "3*4": answered("3*4", "12") });
  const runner = runnerOver(math);
  const runs = await Promise.all([1, 2].map(() => runner.run("math_query", query("3*4"), {})));
  expect(math.queries).toEqual(["3*4"]);
  expect(runs.map((run) => run.times)).toEqual([1, 2]);
});

test("a second invalid call in a row closes the tools; a valid one between them does not", async () => {
  const runner = runnerOver(createStubMath());
  const bad = () => runner.run("math_query", "[1", {});
  expect(isRepeating(await bad())).toBe(false);
  await runner.run("math_query", query("1+1"), {});
  expect(isRepeating(await bad())).toBe(false);
  expect(isRepeating(await bad())).toBe(true);
});

test("arguments cut inside a value are not completed", async () => {
  const math = createStubMath();
  const { record, isInvalid } = await runnerOver(math).run("math_query", '{"query": "3*4 - 1', {});
  expect(isInvalid).toBe(true);
  expect(record.result).toHaveProperty("error");
  expect(math.queries).toEqual([]);
});

test("a pool runs at most as many jobs as told and keeps their order", async () => {
  let running = 0;
  let most = 0;
  const jobs = [30, 5, 20, 1, 10].map((ms, index) => async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, ms));
    running -= 1;
    if (index === 3) throw new TypeError("one fails");
    return index;
  });
  const settled = await Promise.allSettled(startBounded(jobs, 2));
  expect(most).toBe(2);
  expect(settled.map((one) => (one.status === "fulfilled" ? one.value : "failed"))).toEqual([
    0,
    1,
    2,
    "failed",
    4,
  ]);
});
