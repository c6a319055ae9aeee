import { afterAll, beforeAll, expect, test } from "vitest";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

test("the pods that an answer can have are named, and none of the slow ones is made unasked", async () => {
  const result = await engine.query({ query: "x^2 sin(x)" });
  expect(result.morePods?.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["derivative", "antiderivative"]),
  );
  expect(result.pods.map(({ id }) => id)).not.toContain("derivative");
});

test("a pod that is asked for comes with its own certificate", async () => {
  const result = await engine.query({ query: "x^2 sin(x)", pods: ["derivative"] });
  const pod = result.pods.find(({ id }) => id === "derivative");
  expect(pod).toMatchObject({
    title: "Derivative",
    certificate: { grade: "proved", method: "differentiate-again" },
  });
  const { equal } = await engine.equal(pod?.plain ?? "", "2x sin(x) + x^2 cos(x)");
  expect(equal).toBe(true);
  expect(result.morePods?.map(({ id }) => id)).not.toContain("derivative");
});

test("a polynomial that is zero has no steps of factoring", async () => {
  const result = await engine.query({ query: "factor 3x^4 - 3x^4", pods: ["all"] });
  expect(result.answer?.short).toBe("0");
  expect(result.pods.map(({ id }) => id)).not.toContain("steps");
});

test("titles are in the language of the question", async () => {
  const result = await engine.query({ query: "化简 x^2 sin(x)", pods: ["all"] });
  expect(result.pods.find(({ id }) => id === "derivative")?.title).toBe("导数");
});

test("the result comes first and pods follow; the fold is the plain answer", async () => {
  const types: string[] = [];
  for await (const event of engine.queryEvents({ query: "x^3 - x", pods: ["all"] }))
    types.push(event.type);
  expect(types[0]).toBe("result-ready");
  expect(types.at(-1)).toBe("pods-end");
  expect(types).toContain("pod-ready");
});

test("a pod that does not come in time is named", async () => {
  const stuck = createMathEngine({ cacheEntries: 10 });
  try {
    await stuck.query({ query: "exp(sin(x)^7*x)" });
    const result = await stuck.query({
      query: "exp(sin(x)^7*x)",
      pods: ["antiderivative", "derivative"],
      timeoutMs: 1,
    });
    expect(result.status).toBe("answered");
    expect(result.timedOutPods?.map(({ id }) => id)).toContain("antiderivative");
  } finally {
    await stuck.close();
  }
});

test("a pod that does not exist is refused with the list of those that do", async () => {
  await expect(engine.query({ query: "x^2", pods: ["nonsense"] })).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining("derivative") as string,
  });
});

test("an answer that is too long for a pod keeps its answer", async () => {
  const result = await engine.query({
    query: "taylor series of tan(x) at 1 to order 6",
    timeoutMs: 60_000,
  });
  expect(result.status).toBe("answered");
});
