import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { textWidth, ticksOf } from "../../src/core/plot-layout.ts";
import type { Plot } from "../../src/core/plot.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import { functionPlot } from "../../src/tools/math/plot/function-plot.ts";
import { renderSvg } from "../../src/tools/math/plot/render-svg.ts";
import { valueTable } from "../../src/tools/math/plot/value-table.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const draw = (...texts: string[]): Plot =>
  functionPlot({
    functions: texts.map((text) => parseExpression(text).expression),
    variable: "x",
    isChinese: false,
  });

function segmentsOf(plot: Plot): [number, number][][] {
  return plot.layers.flatMap((layer) => (layer.kind === "curve" ? layer.segments : []));
}

const marks = (plot: Plot, role: string): number[] =>
  plot.layers.flatMap((layer) =>
    layer.kind === "points" && layer.role === role
      ? layer.points.map(({ x }) => Math.round(x * 1e6) / 1e6)
      : [],
  );

const asymptotes = (plot: Plot): number[] =>
  plot.layers.flatMap((layer) =>
    layer.kind === "asymptote" ? [Math.round(layer.from[0] * 1e4) / 1e4] : [],
  );

describe("curves", () => {
  test.each([
    ["1/x", 0],
    ["1/(x-1)^2", 1],
    ["floor(x)", 2],
    ["sign(x)", 0],
    ["(x^2-1)/(x-1)", 1],
  ])("%s is not joined across %d", (text, gap) => {
    for (const points of segmentsOf(draw(text)))
      for (let index = 1; index < points.length; index++) {
        const [before, after] = [
          points[index - 1] as [number, number],
          points[index] as [number, number],
        ];
        const isAcross = before[0] < gap && after[0] > gap;
        expect(isAcross, `joined from ${before.join()} to ${after.join()}`).toBe(false);
      }
  });

  test.each(["x^2", "sin(x)", "abs(x)", "e^(-x^2)", "atan(x)"])("%s is one piece", (text) => {
    expect(segmentsOf(draw(text))).toHaveLength(1);
  });

  test("every drawn point lies on the curve", () => {
    for (const [x, y] of segmentsOf(draw("x^3 - 3x")).flat())
      expect(Math.abs(y - (x ** 3 - 3 * x))).toBeLessThan(1e-9);
  });

  test("a steep oscillation is followed closely", () => {
    const points = segmentsOf(draw("sin(20x)")).flat();
    const highs = points.filter(([, y]) => y > 0.99).length;
    expect(highs).toBeGreaterThan(30);
  });
});

describe("marks", () => {
  test("roots, turning points, crossings and vertical asymptotes are found", () => {
    const cubic = draw("x^3 - 3x");
    expect(marks(cubic, "root")).toEqual([-1.732051, 0, 1.732051]);
    expect(marks(cubic, "maximum")).toEqual([-1]);
    expect(marks(cubic, "minimum")).toEqual([1]);
    expect(marks(draw("x^2", "x+2"), "intersection")).toEqual([-1, 2]);
    expect(asymptotes(draw("1/(x^2-1)"))).toEqual([-1, 1]);
    expect(marks(draw("(x^2-1)/(x-1)"), "hole")).toEqual([1]);
  });

  test("zeros that are only touched are roots as well", () => {
    expect(marks(draw("(x-1.234)^2"), "root")).toEqual([1.234]);
    expect(marks(draw("abs(sin(x))"), "root")).toHaveLength(5);
    for (const text of ["x^2 + 0.001", "e^(-x^2)", "e^(1/x)", "cosh(x)", "1/x^2"])
      expect(marks(draw(text), "root"), text).toEqual([]);
  });

  test("where there is nothing near zero, one looks farther, and not past what is near", () => {
    const far = draw("(x-100)^2 + 5");
    expect(marks(far, "minimum")).toEqual([100]);
    expect(far.window.xMin).toBeGreaterThan(10);
    expect(draw("sqrt(x)").window.xMax).toBe(5);
    expect(draw("e^x").window.xMax).toBe(3);
    const { xMin } = draw("x^x").window;
    expect(xMin).toBeGreaterThan(-1);
  });

  test("low and high points lie within the picture", () => {
    const plot = draw("x^4 - 5x^2 + 4");
    expect(plot.window.yMin).toBeLessThan(-2.26);
    const touching = functionPlot({
      functions: [parseExpression("x^2").expression],
      variable: "x",
      range: [-0.3, 2.3],
      isChinese: false,
    });
    expect(touching.window.yMax).toBeGreaterThan(5);
    const ticks = ticksOf(0, 5e-22, 5);
    expect(new Set(ticks.texts).size).toBe(ticks.places.length);
  });

  test.each(["1/x", "tan(x)"])("a change of sign at a pole of %s is no root", (text) => {
    const roots = marks(draw(text), "root");
    for (const pole of asymptotes(draw(text)))
      expect(roots.some((root) => Math.abs(root - pole) < 0.01)).toBe(false);
  });

  test("a hole is no asymptote and a jump is neither", () => {
    expect(asymptotes(draw("(x^2-1)/(x-1)"))).toEqual([]);
    expect(asymptotes(draw("floor(x)"))).toEqual([]);
    expect(marks(draw("floor(x)"), "hole")).toEqual([]);
  });
});

describe("ends of pieces", () => {
  test("a jump has a full and a hollow end where they belong", () => {
    const plot = draw("floor(x)");
    const at = (role: string) =>
      plot.layers.flatMap((layer) =>
        layer.kind === "points" && layer.role === role ? layer.points : [],
      );
    expect(at("end")).toContainEqual({ x: 2, y: 2, label: "" });
    expect(at("open-end")).toContainEqual({ x: 2, y: 1, label: "" });
    expect(plot.description).toContain("It jumps at x = −4, −3");
  });

  test.each(["1/x", "tan(x)", "(x^2-1)/(x-1)", "abs(x)", "sin(1/x)"])(
    "%s does not jump",
    (text) => {
      expect(marks(draw(text), "end")).toEqual([]);
    },
  );
});

describe("the numbers beside it", () => {
  test("circular functions count in pi, others and those of pi x do not", () => {
    const [tangent, other] = [renderSvg(draw("tan(x)")), renderSvg(draw("sin(pi*x)"))];
    for (const text of [">−3π/2<", ">2π<"]) expect(tangent).toContain(text);
    expect(tangent).not.toMatch(/>−?(?:6\.28|3\.14|4\.71)/);
    expect(other).not.toMatch(/>−?\d*π</);
  });

  test("neighbouring ticks differ, however far from zero", () => {
    const { places, texts } = ticksOf(1_000_000, 1_000_000.5, 8);
    expect(new Set(texts).size).toBe(places.length);
    expect(ticksOf(0, 3.3, 7, "one").texts).toEqual(["0", "1", "2", "3"]);
    expect(ticksOf(0, 2 * Math.PI, 9, "pi").texts.slice(0, 4)).toEqual(["0", "π/4", "π/2", "3π/4"]);
    expect(ticksOf(0, 0.35, 4).texts).toEqual(["0", "0.1", "0.2", "0.3"]);
  });

  test.each(["sin(x)/x", "x*sin(x)", "x^3 - 3x", "cos(x) + cos(2x)"])(
    "no two labels of %s lie on each other",
    (text) => {
      const svg = renderSvg(
        functionPlot({
          functions: [parseExpression(text).expression],
          variable: "x",
          range: [-12, 12],
          isChinese: false,
        }),
      );
      const labels = [
        ...svg.matchAll(
          /<text x="([\d.]+)" y="([\d.]+)"(?: text-anchor="(\w+)")? fill="#333" paint-order[^>]*>([^<]+)/g,
        ),
      ].map(([, x, y, anchor, label = ""]) => {
        const width = textWidth(label);
        const left = Number(x) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
        return { left, right: left + width, y: Number(y) };
      });
      expect(labels.length).toBeGreaterThan(3);
      for (const [index, a] of labels.entries())
        for (const b of labels.slice(0, index))
          expect(a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < 12).toBe(false);
    },
  );
});

describe("the picture", () => {
  test("is self-contained and says what it shows", () => {
    const svg = renderSvg(draw("x^2 - 1"));
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain("<title>Graph of y = x^2 - 1");
    expect(svg).not.toMatch(/<script|href=|url\((?!#area)|on\w+=|NaN|Infinity/);
  });

  test("escapes what could be markup", () => {
    const plot = { ...draw("x"), xLabel: '<script>"&' };
    expect(renderSvg(plot)).toContain("&lt;script&gt;&quot;&amp;");
  });

  test("comes with a table of values", () => {
    const table = valueTable(draw("x^2 - 1"));
    expect(table[0]).toEqual(["x", "y = x^2 - 1"]);
    expect(table.slice(1)).toContainEqual(["2", "3"]);
    expect(table.length).toBeGreaterThan(6);
    expect(valueTable(draw("1/x"))).toContainEqual(["0", "–"]);
    expect(valueTable(draw("tan(x)"))).toContainEqual(["π/2", "–"]);
    expect(valueTable(draw("sin(x)"))).toContainEqual(["−π/2", "−1"]);
  });
});

describe("questions", () => {
  let engine: MathEngine;
  beforeAll(() => {
    engine = createMathEngine();
  });
  afterAll(() => engine.close());

  test.each([
    ["plot sin(x) and cos(x)", "functions", 2],
    ["画出 y=x^2 和 y=2x 的图像", "functions", 2],
    ["plot x^2 + y^2 = 25", "curve", 1],
    ["polar plot r = sin(3 theta)", "curve", 1],
    ["parametric plot (t^2, t^3) for t from -1 to 1", "curve", 1],
  ])("%s is drawn", async (query, _kind, curves) => {
    const { pods, status } = await engine.query({ query });
    const plot = pods.find(({ id }) => id === "plot");
    expect(status).toBe("answered");
    expect(plot?.plot?.layers.filter(({ kind }) => kind === "curve")).toHaveLength(curves);
    expect(plot?.svg).toContain("<path");
  });

  test("the circle lies where it should", async () => {
    const { pods } = await engine.query({ query: "plot x^2 + y^2 = 25" });
    const points = segmentsOf(pods.find(({ id }) => id === "plot")?.plot as Plot).flat();
    expect(points.length).toBeGreaterThan(100);
    for (const [x, y] of points) expect(Math.abs(Math.hypot(x, y) - 5)).toBeLessThan(0.05);
  });

  test("an inequality's solutions stand on a number line, ends full or hollow", async () => {
    const { pods } = await engine.query({ query: "solve x^2 <= 4", pods: ["number-line"] });
    const line = pods.find(({ id }) => id === "number-line")?.plot?.layers[0];
    expect(line).toMatchObject({
      kind: "intervals",
      intervals: [{ from: -2, to: 2, isFromClosed: true, isToClosed: true }],
    });
  });

  test("an integral's companions and a system's solutions are marked as what they are", async () => {
    const plotOf = async (query: string) =>
      (await engine.query({ query, pods: ["plot"] })).pods.find(({ id }) => id === "plot")
        ?.plot as Plot;
    const derivative = await plotOf("derivative of x^3 - 3x");
    expect(marks(derivative, "maximum")).toEqual([-1]);
    expect(marks(derivative, "intersection")).toEqual([]);
    expect(marks(await plotOf("solve x^2 + y^2 = 25, y = x + 1"), "intersection")).toEqual([-4, 3]);
  });

  test("solutions that are not real stand in the complex plane, others do not", async () => {
    const { pods } = await engine.query({ query: "solve x^4 + 4 = 0", pods: ["complex-plane"] });
    const plot = pods.find(({ id }) => id === "complex-plane")?.plot as Plot;
    expect(marks(plot, "root").toSorted((a, b) => a - b)).toEqual([-1, -1, 1, 1]);
    expect(plot.description).toContain("on a circle around zero");
    const real = await engine.query({ query: "solve x^2 = 4" });
    expect(real.morePods?.map(({ id }) => id)).not.toContain("complex-plane");
  });

  test("the solutions of an inequality are shaded", async () => {
    const { pods } = await engine.query({ query: "solve x^2 - 2 < x", pods: ["plot"] });
    const plot = pods.find(({ id }) => id === "plot")?.plot;
    const region = plot?.layers.find((layer) => layer.kind === "region");
    const xs = region?.outlines.flat().map(([x]) => x) ?? [];
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([-1, 2]);
    expect(plot?.source).toMatchObject({ bands: [[-1, 2]] });
    expect(plot?.description).toContain("holds where it is shaded");
  });

  test("the border of a region is dashed where it does not belong to it", async () => {
    const { pods } = await engine.query({ query: "plot y > x^2 and y <= x + 2" });
    const borders = pods
      .find(({ id }) => id === "plot")
      ?.plot?.layers.flatMap((layer) => (layer.kind === "curve" ? [layer.border] : []));
    expect(borders).toEqual(["open", "closed"]);
  });

  test("a function of x is not read as a range in x", async () => {
    const { reading } = await engine.query({ query: "plot e^(-x/4) sin(3x) from 0 to 12" });
    expect(reading?.plain).toBe("y = e^(-x/4)*sin(3*x)");
  });

  test("a definite integral shades its area", async () => {
    const { pods } = await engine.query({ query: "integrate x^2 from 0 to 2", pods: ["plot"] });
    const layers = pods.find(({ id }) => id === "plot")?.plot?.layers ?? [];
    expect(layers.find(({ kind }) => kind === "region")).toBeDefined();
  });

  test.each(["draw a cat", "plot", "plot x*y*z", "graph the data", "plot sin(x) from a to b"])(
    "%s is not understood as a plot",
    async (query) => {
      expect((await engine.query({ query })).status).not.toBe("answered");
    },
  );
});
