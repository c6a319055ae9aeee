import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { withoutBorrowedNotes } from "./borrowed-notes.ts";
import { followUpsIn } from "./follow-ups/forms.ts";
import { plainMaterial } from "./plain-material.ts";
import { separateReasoning } from "./separate-reasoning.ts";
import { readTextCalls } from "./text-protocol.ts";
import { visibleCharacters } from "./visible-characters.ts";

const NAMES = ["math_query", "math_equal", "odd.name(+)"];
const piece = oneof(
  constantFrom(
    "<think>",
    "</think>",
    "<think x=1>",
    "</think >",
    "◁think▷",
    "◁/think▷",
    "[THINK]",
    "[/THINK]",
    "<tool_call>",
    "</tool_call>",
    "<function=math_query>",
    "</function>",
    "<parameter=query>",
    "</parameter>",
    "[TOOL_CALLS]",
    "<|python_tag|>",
    "<|channel|>",
    "analysis",
    "final",
    "<|message|>",
    "<|end|>",
    "<|im_end|>",
    "```json",
    "```",
    "math_query(",
    ")",
    '{"name":"math_query","arguments":{"query":"3*4"}}',
    "{",
    "}",
    '"',
    "\\",
    "ANSWER: 12",
    "Proved: ",
    "已证明：",
    "\n",
    " ",
    "<",
    ">",
    "|",
    "\u202E",
    "\u200B",
    "it",
    "at x = 2",
    "把",
    "instead of",
  ),
  string({ maxLength: 6 }),
);
const text = array(piece, { maxLength: 40 }).map((parts) => parts.join(""));

test("whatever is written, no markup of calls stays and nothing is thrown", () => {
  assert(
    property(text, (written) => {
      const { calls, text: left } = readTextCalls(written, NAMES);
      expect(left).not.toMatch(
        /<\/?(?:tool_call|function_call|tool_use)\b|\[TOOL_CALLS\]|<\|python_tag\|>/,
      );
      for (const { name } of calls) expect(NAMES).toContain(name);
    }),
    { numRuns: 2_000 },
  );
});

test("no tag of reasoning stays in a reply, and what was before a closing one does not", () => {
  assert(
    property(text, text, (before, after) => {
      const { text: left } = separateReasoning(visibleCharacters(`${before}</think>${after}`));
      expect(left).not.toMatch(/<think\s*>|<\/think\s*>|\[\/?THINK\]|◁\/?think▷/);
    }),
    { numRuns: 2_000 },
  );
});

test("cleaning is done after one go", () => {
  assert(
    property(text, (written) => {
      for (const clean of [visibleCharacters, plainMaterial, withoutBorrowedNotes])
        expect(clean(clean(written))).toBe(clean(written));
    }),
    { numRuns: 1_000 },
  );
});

test("questions of any form are looked at without a throw", () => {
  assert(
    property(text, (question) => void followUpsIn(question)),
    { numRuns: 2_000 },
  );
});

test.each([
  "<think>".repeat(20_000),
  "</think>".repeat(20_000),
  "<|channel|>analysis".repeat(10_000),
  "<tool_call>".repeat(20_000),
  "<function=math_query>".repeat(10_000),
  "```".repeat(30_000),
  '{"name":"math_query","arguments":'.repeat(3_000),
  "math_query(".repeat(10_000),
  "[TOOL_CALLS]".repeat(10_000),
  "Proved: ".repeat(20_000),
  "<think a=1 b=2 c=".repeat(6_000),
  "\u202E<".repeat(40_000),
])("a reply of openings comes to an end in time (%#)", (reply) => {
  const startedMs = performance.now();
  const { text: left } = separateReasoning(visibleCharacters(reply));
  readTextCalls(left, NAMES);
  readTextCalls(reply, NAMES);
  withoutBorrowedNotes(reply);
  plainMaterial(reply);
  expect(performance.now() - startedMs).toBeLessThan(3_000);
});
