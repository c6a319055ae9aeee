import { afterAll, describe, expect, test } from "vitest";
import { plotResultSchema, type Plot, type PlotSource } from "../../src/core/plot.ts";
import { queryResultSchema } from "../../src/core/query-result.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { post, scriptedApp } from "./scripted-parts.ts";

const math = createMathEngine();
const { app } = scriptedApp(undefined, { math, verifier: createVerifier(math) });
afterAll(() => math.close());

async function draw(source: PlotSource, window: readonly number[]): Promise<Plot> {
  const [xMin = 0, xMax = 0, yMin = 0, yMax = 0] = window;
  const response = await app.request(
    "/v1/plot",
    post({ source, window: { xMin, xMax, yMin, yMax } }),
  );
  expect(response.status).toBe(200);
  return plotResultSchema.parse(await response.json()).plot;
}

async function plotOf(query: string, pods: string[] = []): Promise<Plot> {
  const response = await app.request("/v1/query", post({ query, pods }));
  const result = queryResultSchema.parse(await response.json());
  return result.pods.find(({ id }) => id === "plot")?.plot as Plot;
}

const functions = (...all: string[]): PlotSource => ({
  kind: "functions",
  functions: all,
  variable: "x",
});
const curves = (plot: Plot) =>
  plot.layers.flatMap((layer) => (layer.kind === "curve" ? layer.segments : []));
const marks = (plot: Plot, role: string) =>
  plot.layers.flatMap((layer) =>
    layer.kind === "points" && layer.role === role ? layer.points : [],
  );

describe("a drawing in another window", () => {
  test("a curve is sampled for the window that is asked for", async () => {
    const plot = await draw(functions("sin(1/x)"), [0.01, 0.011, -1, 1]);
    expect(plot.window).toEqual({ xMin: 0.01, xMax: 0.011, yMin: -1, yMax: 1 });
    const points = curves(plot).flat();
    expect(points.length).toBeGreaterThan(300);
    for (const [x, y] of points) {
      expect(x).toBeGreaterThanOrEqual(0.01);
      expect(x).toBeLessThanOrEqual(0.011);
      expect(Math.abs(y - Math.sin(1 / x))).toBeLessThan(1e-9);
    }
  });

  test.each([
    [1, "1/(x-1)"],
    [Math.PI / 2, "tan(x)"],
    [2, "floor(x)"],
  ])("nothing is joined across %d, however closely one looks", async (gap, text) => {
    for (const half of [5, 0.1, 1e-4]) {
      const plot = await draw(functions(text), [gap - half, gap + half * 1.01, -10, 10]);
      for (const segment of curves(plot))
        for (let index = 1; index < segment.length; index++) {
          const [before = [0, 0], after = [0, 0]] = [segment[index - 1], segment[index]];
          expect(before[0] < gap - 1e-15 && after[0] > gap + 1e-15).toBe(false);
        }
    }
  });

  test("marks have as many digits as the window lets one see", async () => {
    const [root] = marks(await draw(functions("x^2 - 2"), [1.4135, 1.4145, -0.001, 0.001]), "root");
    expect(root?.x).toBeCloseTo(Math.SQRT2, 12);
    expect(root?.label).toBe("1.414214");
  });

  test.each([
    ["parametric plot (cos(t), sin(2t))", [0.99, 1.01, -0.01, 0.01]],
    ["polar plot r = 1 + cos(theta)", [1.9, 2.1, -0.1, 0.1]],
    ["plot x^2 + y^2 = 25", [4.9, 5.1, -0.1, 0.1]],
    ["plot x^3 - x", [0.9, 1.1, -0.1, 0.1]],
  ])("%s can be drawn again in a small window, closely", async (query, window) => {
    const { source } = await plotOf(query);
    const points = curves(await draw(source as PlotSource, window)).flat();
    const [xMin = 0, xMax = 0, yMin = 0, yMax = 0] = window;
    const seen = points.filter(([x, y]) => x >= xMin && x <= xMax && y >= yMin && y <= yMax);
    expect(seen.length).toBeGreaterThan(8);
    if (query.includes("25"))
      for (const [x, y] of seen) expect(Math.abs(Math.hypot(x, y) - 5)).toBeLessThan(1e-6);
  });

  test("a relation with a pole has no curve at the pole", async () => {
    const plot = await draw({ kind: "relations", relations: ["1/x = y"] }, [-3, 3, -2, 2]);
    const points = curves(plot).flat();
    expect(points.length).toBeGreaterThan(50);
    for (const [x, y] of points) expect(Math.abs(x * y - 1)).toBeLessThan(1e-4);
  });

  test("the plot of an integral keeps its shaded area", async () => {
    const { source } = await plotOf("integrate x^2 from 0 to 2", ["plot"]);
    expect(source).toMatchObject({ kind: "functions", shaded: [0, 2] });
    const plot = await draw(source as PlotSource, [0.5, 1, 0, 1]);
    expect(plot.layers.find(({ kind }) => kind === "region")).toBeDefined();
  });

  test("the shading of an inequality goes on beyond where it was first seen", async () => {
    const { source } = await plotOf("solve x^2 > 1", ["plot"]);
    const plot = await draw(source as PlotSource, [50, 60, -1, 1]);
    const region = plot.layers.find((layer) => layer.kind === "region");
    expect(region?.outlines.flat().map(([x]) => x)).toContain(40);
  });

  test("what is said follows the language", async () => {
    const window = { xMin: -1, xMax: 1, yMin: -1, yMax: 1 };
    const response = await app.request(
      "/v1/plot",
      post({ source: functions("x"), window, language: "zh" }),
    );
    expect(plotResultSchema.parse(await response.json()).plot.description).toContain("图像");
  });
});

describe("what is refused", () => {
  const window = { xMin: -1, xMax: 1, yMin: -1, yMax: 1 };
  test.each([
    ["an empty window", { ...window, xMax: -1 }],
    ["a window turned round", { ...window, yMin: 2 }],
    ["a window too far away", { ...window, xMax: 1e13 }],
    ["a window too small for its place", { ...window, xMin: 1e6, xMax: 1e6 + 1e-5 }],
    ["no numbers", { ...window, xMin: null }],
  ])("%s", async (_name, window) => {
    const response = await app.request("/v1/plot", post({ source: functions("x"), window }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid_request" } });
  });

  test.each([
    ["a foreign letter", functions("x + a")],
    ["what is no formula", functions("x +")],
    ["no relation", { kind: "relations", relations: ["x + y"] }],
    ["a range turned round", { kind: "polar", radius: "t", parameter: "t", range: [1, 0] }],
    ["too long a formula", functions("x+".repeat(1_500) + "x")],
    ["too many functions", functions(..."xxxxxxxxx")],
  ])("%s", async (_name, source) => {
    const response = await app.request("/v1/plot", post({ source, window }));
    expect(response.status).toBe(400);
  });

  test("what takes too long", async () => {
    const started = performance.now();
    const response = await app.request(
      "/v1/plot",
      post({ source: functions("besselj(x, x^2)"), window, timeoutMs: 50 }),
    );
    expect(response.status).toBe(504);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
