import { afterEach, expect, test, vi } from "vitest";
import { sendStream } from "../../test/model/misbehaving-server.ts";
import { request, ServedModel } from "../../test/model/served-model.ts";
import type { ModelRequest } from "../core/model-port.ts";
import { foldReply } from "./fold-reply.ts";

const served = new ServedModel();

afterEach(async () => {
  vi.unstubAllEnvs();
  await served.close();
});

const callFragments: [string, Record<string, unknown>[]][] = [
  [
    "as the API describes it",
    [
      {
        tool_calls: [
          { index: 0, id: "a", type: "function", function: { name: "solve", arguments: "" } },
        ],
      },
      { tool_calls: [{ index: 0, function: { arguments: '{"q":' } }] },
      { tool_calls: [{ index: 0, function: { arguments: '"x"}' } }] },
    ],
  ],
  [
    "arguments as an object",
    [{ tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: { q: "x" } } }] }],
  ],
  [
    "no id and no index",
    [{ tool_calls: [{ function: { name: "solve", arguments: '{"q":"x"}' } }] }],
  ],
  [
    "name repeated in later fragments",
    [
      { tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: '{"q":' } }] },
      { tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: '"x"}' } }] },
    ],
  ],
  [
    "in the text",
    [
      { content: '<tool_call>\n{"name":"solve",' },
      { content: '"arguments":{"q":"x"}}\n</tool_call>' },
    ],
  ],
];

const withTools: ModelRequest = {
  ...request,
  tools: [{ name: "solve", description: "Solves", parameters: { type: "object" } }],
};

test.each(callFragments)("a tool call is put together: %s", async (_name, deltas) => {
  const model = await served.modelFor((response) => sendStream(response, deltas, "tool_calls"));
  const reply = await foldReply(model.stream(withTools));
  expect(reply.toolCalls).toHaveLength(1);
  expect(reply.toolCalls[0]).toMatchObject({ name: "solve", argumentsText: '{"q":"x"}' });
  expect(reply.toolCalls[0]?.id).toMatch(/^(a|call_\w+)$/);
  expect(reply).toMatchObject({ finishReason: "tool-calls", text: "" });
});

test("parallel calls stay apart by index, and by id when every index is 0", async () => {
  const both = [
    { index: 0, id: "a", function: { name: "f", arguments: "{" } },
    { index: 1, id: "b", function: { name: "g", arguments: "{" } },
    { index: 0, function: { arguments: "}" } },
    { index: 1, function: { arguments: "}" } },
  ];
  const sameIndex = [
    { index: 0, id: "a", function: { name: "f" } },
    { index: 0, id: "b", function: { name: "g" } },
  ];
  for (const fragments of [both, sameIndex]) {
    const model = await served.modelFor((response) =>
      sendStream(
        response,
        fragments.map((fragment) => ({ tool_calls: [fragment] })),
        "tool_calls",
      ),
    );
    expect((await foldReply(model.stream(withTools))).toolCalls).toEqual([
      { id: "a", name: "f", argumentsText: "{}" },
      { id: "b", name: "g", argumentsText: "{}" },
    ]);
    await served.server?.close();
  }
});

test("a tool call cut off by the token limit is not handed on", async () => {
  const model = await served.modelFor((response) =>
    sendStream(
      response,
      [{ tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: '{"q":"10' } }] }],
      "length",
    ),
  );
  expect(await foldReply(model.stream(withTools))).toMatchObject({
    toolCalls: [],
    finishReason: "length",
  });
});
