import { expect, it } from "vitest";
import { lastNumber, onlyNumber, readNumber } from "./final-number.ts";
import {
  areaUnderCurve,
  bootstrapInterval,
  calibration,
  percentile,
  shareInterval,
} from "./statistics.ts";

const scored = (...pairs: [number, boolean][]): { score: number; isPositive: boolean }[] =>
  pairs.map(([score, isPositive]) => ({ score, isPositive }));

it("counts ordered pairs, ties as half", () => {
  expect(areaUnderCurve(scored([0.9, true], [0.8, true], [0.2, false]))).toBe(1);
  expect(areaUnderCurve(scored([0.1, true], [0.8, false]))).toBe(0);
  expect(areaUnderCurve(scored([0.5, true], [0.5, false], [0.5, false]))).toBe(0.5);
  expect(areaUnderCurve(scored([0.9, true], [0.5, false], [0.1, true], [0.2, false]))).toBe(0.5);
  expect(areaUnderCurve(scored([0.9, true]))).toBeNull();
});

it("measures how far scores are from shares", () => {
  const { bins, expectedError } = calibration(
    scored([1, true], [1, false], [0.05, false], [0.05, false]),
  );
  expect(bins).toHaveLength(2);
  expect(expectedError).toBeCloseTo(0.5 * 0.5 + 0.5 * 0.05, 12);
});

it("does not take a list for a number", () => {
  expect(readNumber("1,234.5")).toBe(1234.5);
  expect(readNumber("2, 1319")).toBeNull();
  expect(readNumber("2,13")).toBeNull();
});

it("interpolates percentiles and bounds shares", () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(percentile([], 0.5)).toBeNull();
  const [low, high] = shareInterval(95, 100);
  expect(low).toBeCloseTo(0.8882, 3);
  expect(high).toBeCloseTo(0.9785, 3);
});

it("reads the number an answer ends with", () => {
  expect(lastNumber("first 12, then $1,234.50")).toBe(1234.5);
  expect(lastNumber("A: -3/4")).toBe(-0.75);
  expect(lastNumber("none")).toBeNull();
  expect(onlyNumber("42 pages")).toBe(42);
  expect(onlyNumber("42 or 43")).toBeNull();
  expect(readNumber("12 apples")).toBeNull();
});

it("bounds a statistic by drawing again, the same for the same seed", () => {
  const half = Array.from({ length: 100 }, (_, index) => index % 2);
  const mean = ([items = []]: readonly (readonly number[])[]) =>
    items.reduce((sum, item) => sum + item, 0) / items.length;
  const [low, high] = bootstrapInterval([half], mean, 1);
  expect(low).toBeGreaterThan(0.37);
  expect(low).toBeLessThan(0.44);
  expect(high).toBeGreaterThan(0.56);
  expect(high).toBeLessThan(0.63);
  expect(bootstrapInterval([half], mean, 1)).toEqual([low, high]);
  expect(bootstrapInterval([[3, 3, 3]], mean)).toEqual([3, 3]);
});
