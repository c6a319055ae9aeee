import { describe, expect, test } from "vitest";
import { frameOf } from "../../core/plot-layout.ts";
import type { Plot, PlotLayer } from "../../core/plot.ts";
import { tracksOf, valueAt } from "./plot-tracks.ts";

const window = { xMin: -5, xMax: 5, yMin: -5, yMax: 5 };
const frame = frameOf(window, { left: 0, right: 500, top: 0, bottom: 500 }, false);

const sampled = (f: (x: number) => number, from: number, to: number): [number, number][] =>
  Array.from({ length: 161 }, (_, index) => {
    const x = from + ((to - from) * index) / 160;
    return [x, f(x)];
  });

function plotOf(layers: PlotLayer[], more: Partial<Plot> = {}): Plot {
  return {
    window,
    xLabel: "x",
    yLabel: "y",
    isEqualScale: false,
    hasVerticalAxis: true,
    layers,
    description: "",
    source: { kind: "functions", functions: ["f"], variable: "x" },
    ...more,
  };
}

const curve = (...segments: [number, number][][]): PlotLayer => ({
  kind: "curve",
  label: "f",
  plain: "f",
  segments,
});
const mark = (role: "root" | "maximum" | "open-end", x: number, y: number): PlotLayer => ({
  kind: "points",
  label: "",
  role,
  points: [{ x, y, label: "" }],
});

describe("a value between two points of a curve", () => {
  test.each([0.137, 1.9, -4.99, 5, -5])("is right at %d, and says how far it is known", (x) => {
    const value = valueAt([sampled(Math.sin, -5, 5)], x);
    expect(Math.abs((value?.y ?? 0) - Math.sin(x))).toBeLessThan(1e-5);
    expect(value?.slack).toBeLessThan(1e-3);
  });

  test("there is none between two pieces, nor beyond them", () => {
    const pieces = [sampled((x) => 1 / x, -5, -0.01), sampled((x) => 1 / x, 0.01, 5)];
    expect(valueAt(pieces, 0)).toBeNull();
    expect(valueAt(pieces, 6)).toBeNull();
  });

  test("at a kink it says that it may be off", () => {
    expect(valueAt([sampled((x) => Math.abs(x - 0.01), -5, 5)], 0.02)?.slack).toBeGreaterThan(1e-4);
  });
});

describe("moving along a curve", () => {
  const plot = plotOf([curve(sampled((x) => x - 1.234, -5, 5)), mark("root", 1.234, 0)]);
  const [track] = tracksOf(plot);

  test("stops are round numbers, and marks between them are not passed", () => {
    const start = track?.start(frame);
    expect(start?.x).toBe(0);
    const xs: number[] = [];
    for (let stop = start; stop && xs.length < 15; stop = track?.next(stop, 1, 1, frame))
      xs.push(stop.x);
    expect(xs).toContain(0.3);
    expect(xs).toContain(1.234);
    expect(xs.at(-1)).toBe(1.3);
    const back = track?.next({ x: 1.3, y: 0, slack: 0 }, -1, 10, frame);
    expect(back?.role).toBe("root");
  });

  test("a pointer near a mark stops at it, and farther away does not", () => {
    expect(track?.nearest(frame.x(1.234) + 6, frame.y(0) - 4, frame)?.stop.role).toBe("root");
    expect(track?.nearest(frame.x(1.234) + 40, frame.y(0), frame)?.stop.role).toBeUndefined();
  });

  test("a mark of another curve is no stop of this one", () => {
    const two = plotOf([
      curve(sampled((x) => x, -5, 5)),
      curve(sampled((x) => x + 3, -5, 5)),
      mark("maximum", 0.05, 3.05),
    ]);
    const [first, second] = tracksOf(two);
    const from = { x: 0, y: 0, slack: 0 };
    expect(first?.next(from, 1, 1, frame)?.role).toBeUndefined();
    expect(second?.next(from, 1, 1, frame)?.role).toBe("maximum");
  });

  test("a path is followed point by point, around and around", () => {
    const circle = Array.from({ length: 200 }, (_, index): [number, number] => {
      const angle = (2 * Math.PI * index) / 199;
      return [Math.cos(angle), Math.sin(angle)];
    });
    const source = { kind: "relations" as const, relations: ["x^2 + y^2 = 1"] };
    const [path] = tracksOf(plotOf([curve(circle)], { source, isEqualScale: true }));
    let stop = path?.start(frame) ?? null;
    for (let count = 0; count < 300 && stop !== null; count++) {
      expect(Math.hypot(stop.x, stop.y ?? 0)).toBeCloseTo(1, 9);
      stop = path?.next(stop, 1, 1, frame) ?? null;
    }
    expect(stop).not.toBeNull();
  });
});
