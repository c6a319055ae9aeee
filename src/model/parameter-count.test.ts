import { expect, test } from "vitest";
import { parametersFromName } from "./parameter-count.ts";

test.each([
  ["qwen3-0.6b", 6e8],
  ["smollm2:135m", 1.35e8],
  ["Qwen/Qwen2.5-7B-Instruct", 7e9],
  ["gemma-3-270m-q4", 2.7e8],
  ["gpt-oss", null],
  ["phi-4-mini", null],
  ["model-4bit", null],
])("%s states %s parameters", (name, count) => {
  expect(parametersFromName(name)).toBe(count);
});
