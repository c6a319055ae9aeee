import { expect, test } from "vitest";
import type { PairOutcome } from "./ask-pair.ts";
import { renderMixtures, renderSets } from "./report.ts";

const outcome = (set: string, more: Partial<PairOutcome>): PairOutcome => ({
  set,
  isRight: false,
  isWrong: false,
  isProved: false,
  stood: false,
  largeTokens: 0,
  smallTokens: 0,
  ...more,
});
const alone = {
  name: "large alone",
  outcomes: [
    outcome("nl-queries", { isRight: true, isProved: true, largeTokens: 100 }),
    outcome("words", { isRight: true, largeTokens: 300 }),
    outcome("words", { isWrong: true, largeTokens: 300 }),
  ],
};
const cascade = {
  name: "cascade, 0.6",
  outcomes: [
    outcome("nl-queries", { isRight: true, isProved: true }),
    outcome("words", { isWrong: true, stood: true, smallTokens: 150 }),
    outcome("words", { isRight: true, largeTokens: 300, smallTokens: 150 }),
  ],
};
const cellsOf = (table: string, start: string): string[] =>
  (table.split("\n").find((line) => line.startsWith(start)) ?? "")
    .split("|")
    .map((cell) => cell.trim().replace(/ \(.*/, ""));

test("what is kept is counted on the same questions, and beside it by number", () => {
  const table = renderSets(alone, [cascade]);
  // 1 of its 1 right is lost, though as many are right.
  expect(cellsOf(table, "| words | cascade, 0.6").slice(3, 12)).toEqual([
    "1 of 2",
    "1",
    "0 / 0",
    "0 / 1",
    "0.0%",
    "100.0%",
    "–",
    "50.0%",
    "50.0%",
  ]);
  expect(cellsOf(table, "| nl-queries | cascade").slice(5, 11)).toEqual([
    "1 / 0",
    "0 / 0",
    "100.0%",
    "100.0%",
    "100.0%",
    "0.0%",
  ]);
});

test("a mixture weighs the means of symbolic questions and word problems", () => {
  const table = renderMixtures(alone, [cascade, { ...cascade, name: "cascade, 1" }]);
  // (0.5 * 0 + 0.5 * 150) / (0.5 * 100 + 0.5 * 300)
  expect(cellsOf(table, "| 50.0% | cascade, 0.6 … cascade, 1")[3]).toBe("37.5%");
  expect(cellsOf(table, "| 100.0%")[3]).toBe("50.0%");
});
