import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/server/app.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import { scriptedParts } from "./scripted-parts.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function post(body: unknown): Promise<Response> {
  const app = createApp({ ...scriptedParts(), math: engine });
  return app.request("/v1/query", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(body),
  });
}

test("a streamed query sends the result, then each pod, then the end", async () => {
  const response = await post({ query: "x^3 - x", pods: ["derivative"] });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events = (await response.text())
    .split("\n\n")
    .filter((frame) => frame.startsWith("data: "))
    .map((frame) => JSON.parse(frame.slice(6)) as { type: string; pod?: { plain: string } });
  expect(events.map(({ type }) => type)).toEqual(["result-ready", "pod-ready", "pods-end"]);
  expect(events[1]?.pod?.plain).toBe("3*x^2 - 1");
});

test("a bad request is refused with its status before the stream begins", async () => {
  const response = await post({ query: "x", pods: ["nonsense"] });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param: "pods" } });
});
