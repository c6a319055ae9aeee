import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { choiceCaseSchema, fillsSlot, isInLanguage, keepsNumbers } from "./model-choice-score.ts";

test("every case of the data is well formed and named once", () => {
  const lines = readFileSync(new URL("data/model-choice.jsonl", import.meta.url), "utf8").trim();
  const cases = lines.split("\n").map((line) => choiceCaseSchema.parse(JSON.parse(line)));
  expect(new Set(cases.map((one) => one.id)).size).toBe(60);
});

test("numbers must all be kept and none added", () => {
  expect(keepsNumbers("It is 1,048,576.", "1048576", "2^20?")).toBe(true);
  expect(keepsNumbers("2^20 is 1048576", "1048576", "What is 2^20?")).toBe(true);
  expect(keepsNumbers("It is large.", "1048576", "2^20?")).toBe(false);
  expect(keepsNumbers("It is 391, or about 400.", "391", "17*23?")).toBe(false);
  expect(keepsNumbers("It is 3910.", "391", "17*23?")).toBe(false);
});

test("language and slots are told right from wrong", () => {
  expect(isInLanguage("巴黎是首都。", "zh")).toBe(true);
  expect(isInLanguage("Paris 是 the capital", "zh")).toBe(false);
  expect(isInLanguage("Paris 是", "en")).toBe(false);
  expect(isInLanguage("42", "en")).toBe(false);
  expect(fillsSlot('{"n": 24}', "n", [24])).toBe(true);
  expect(fillsSlot('{"n": "24"}', "n", [24])).toBe(false);
  expect(fillsSlot("24", "n", [24])).toBe(false);
});
