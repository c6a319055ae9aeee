import { expect, test } from "vitest";
import { readTextCalls } from "./text-protocol.ts";

const NAMES = ["math_query", "math_equal"];
const ONE = '{"name": "math_query", "arguments": {"query": "3*4"}}';

test.each([
  ["Hermes", `<tool_call>${ONE}</tool_call>`],
  ["Hermes, never closed", `Let me see. <tool_call>\n${ONE}`],
  ["function_call tags", `<function_call>${ONE}</function_call>`],
  ["a bare list", `[${ONE}]`],
  ["Mistral", `[TOOL_CALLS] [${ONE}]`],
  ["Llama, python tag", `<|python_tag|>${ONE}`],
  ["Llama, function tag", '<function=math_query>{"query": "3*4"}</function>'],
  [
    "Qwen coder",
    "<tool_call>\n<function=math_query>\n<parameter=query>\n3*4\n</parameter>\n</function>\n</tool_call>",
  ],
  ["a fence", "```json\n" + ONE + "\n```"],
  ["a fence with a call", '```tool_code\nmath_query(query="3*4")\n```'],
  ["a function", 'math_query(query="3*4")'],
])("%s", (_name, reply) => {
  const { calls, text, broken } = readTextCalls(reply, NAMES);
  expect(calls.map(({ name }) => name)).toEqual(["math_query"]);
  expect(JSON.parse(calls[0]?.argumentsText ?? "")).toEqual({ query: "3*4" });
  expect(text).not.toMatch(/[<{[]/);
  expect(broken).toBeNull();
});

test("several calls keep their order", () => {
  const reply = `[TOOL_CALLS][${ONE}, {"name": "math_equal", "arguments": {"a": "1", "b": "2"}}]`;
  expect(readTextCalls(reply, NAMES).calls.map(({ name }) => name)).toEqual(NAMES);
});

test.each([
  '<tool_call>{"na',
  '<tool_call>{"name": "launch", "arguments": {}}</tool_call>',
  "ANSWER <tool_call>hm</tool_call>",
])("markup that is no call never stays in the text: %s", (reply) => {
  const { calls, text, broken } = readTextCalls(reply, NAMES);
  expect(calls).toEqual([]);
  expect(text).not.toContain("<");
  expect(broken).toContain("tool_call");
});

test("mathematics and JSON that are no calls are left alone", () => {
  for (const text of ["x < 3 and [1, 2]", '{"a": 1}', "f(x) = x[1] <= 2", "```\n3*4\n```"])
    expect(readTextCalls(text, NAMES)).toEqual({ calls: [], text, broken: null });
});

test("results the model made up are left out", () => {
  const reply = `<tool_call>${ONE}</tool_call><tool_response>{"answer":"13"}</tool_response>`;
  expect(readTextCalls(reply, NAMES).text).toBe("");
});
