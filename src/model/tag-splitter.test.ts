import { array, assert, constantFrom, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { createTagSplitter } from "./tag-splitter.ts";

const TAGS = [
  { kind: "reasoning", open: "<think>", close: "</think>" },
  { kind: "call", open: "<tool_call>", close: "</tool_call>" },
] as const;

function split(chunks: readonly string[]): Record<string, string> {
  const splitter = createTagSplitter(TAGS);
  const out: Record<string, string> = { text: "", reasoning: "", call: "" };
  for (const piece of [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.flush()])
    out[piece.kind] += piece.text;
  return out;
}

test("tags separate kinds, and half a tag is given back at the end", () => {
  expect(split(["a<think>b</think>c<tool_call>d</tool_call>e <thi"])).toEqual({
    text: "ace <thi",
    reasoning: "b",
    call: "d",
  });
  expect(split(["a<think>b</thin"])).toEqual({ text: "a", reasoning: "b</thin", call: "" });
});

test("where the chunks are cut makes no difference", () => {
  const piece = constantFrom(
    "<think>",
    "</think>",
    "<tool_call>",
    "</tool_call>",
    "<",
    "ab",
    "think>",
  );
  assert(
    property(array(piece, { maxLength: 12 }), array(nat(200), { maxLength: 6 }), (parts, cuts) => {
      const whole = parts.join("");
      const at = [0, ...cuts.map((cut) => cut % (whole.length + 1)), whole.length].sort(
        (a, b) => a - b,
      );
      const chunks = at.slice(1).map((end, index) => whole.slice(at[index], end));
      expect(split(chunks)).toEqual(split([whole]));
    }),
  );
});

test("text that cannot become a tag is not held back", () => {
  const splitter = createTagSplitter(TAGS);
  expect(splitter.push("1 < 2")).toEqual([{ kind: "text", text: "1 < 2", isEnd: false }]);
});
