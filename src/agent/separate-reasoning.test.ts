import { expect, test } from "vitest";
import { separateReasoning } from "./separate-reasoning.ts";

test.each([
  ["<think>3*4=13, no, 12</think>\n\nANSWER: 12", "ANSWER: 12", "3*4=13, no, 12"],
  ["a < b and <thinking>hm</thinking> c > d", "a < b and  c > d", "hm"],
  ["the template opened it\n</think>\nANSWER: 12", "ANSWER: 12", "the template opened it"],
  ["[THINK]hm[/THINK]ANSWER: 12", "ANSWER: 12", "hm"],
  ["<think>never closed 3*4=13", "", "never closed 3*4=13"],
  ["<THINK>loud</THINK>ANSWER: 12", "ANSWER: 12", "loud"],
  [
    "<|channel|>analysis<|message|>3*4=13?<|end|><|start|>assistant<|channel|>final<|message|>ANSWER: 12<|return|>",
    "ANSWER: 12",
    "analysis 3*4=13?",
  ],
  ["ANSWER: 12<|im_end|>", "ANSWER: 12", ""],
  ["ANSWER: 12</s>", "ANSWER: 12", ""],
  ["if x<think then y>think", "if x<think then y>think", ""],
  ["", "", ""],
])("%j", (reply, text, reasoning) => {
  const separated = separateReasoning(reply);
  expect(separated.text).toBe(text);
  expect(separated.reasoning.replace(/\s+/g, " ")).toBe(reasoning);
});
