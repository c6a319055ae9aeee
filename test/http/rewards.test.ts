import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openMathEngine } from "../../src/cli/math-engine.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { post, scriptedParts } from "./scripted-parts.ts";

let server: NodeServer;
beforeAll(async () => {
  const math = openMathEngine();
  const verifier = createVerifier(math);
  server = await startNodeServer({ ...scriptedParts(), math, verifier, port: 0 });
});
afterAll(() => server.close());

interface Scored {
  readonly reward: number;
  readonly isDecided: boolean;
  readonly scores: readonly { readonly score: number; readonly detail: string }[];
}

async function rewards(items: object[], rules: object[]): Promise<Scored[]> {
  const response = await fetch(`${server.address}/v1/rewards`, post({ items, rules }));
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Scored[] }).data;
}
const one = async (item: object, rule: object) => (await rewards([item], [rule]))[0]!;

describe("correctness", () => {
  test.each([
    ["We get \\boxed{\\frac{1}{2}}", "0.5", 1],
    ["First \\boxed{3}, no: \\boxed{1/2}", "0.5", 1],
    ["<think>2 or 3</think><answer>3</answer>", "3", 1],
    ["So it is clear.\nAnswer: x^2 + 2x + 1", "(x+1)^2", 1],
    ["答案：1/2", "50%", 1],
    ["\\boxed{7}", "8", 0],
    ["It could be 8.\n\\boxed{7}", "8", 0],
    ["", "8", 0],
    ["\\boxed{}", "8", 0],
  ])("%j against %s is %d", async (completion, reference, score) => {
    const scored = await one({ completion, reference }, { rule: "correctness" });
    expect([scored.reward, scored.isDecided]).toEqual([score, true]);
  });

  test("what cannot be told is no reward and says that it was not decided", async () => {
    const item = { completion: "\\boxed{a happy cat}", reference: "a sad dog" };
    const scored = await one(item, { rule: "correctness" });
    expect([scored.reward, scored.isDecided]).toEqual([0, false]);
  });
});

describe("sourced", () => {
  test.each([
    ["There are 12 eggs and 5 are used, 12 - 5 = 7, so 7 are left.", 1],
    ["1. Take 12.\n2. Take away 5: 12 - 5 = 7", 1],
    ["12 - 5 = 8", 0],
    ["There are 12 eggs, and 83 percent of people like them.", 0],
    ["No numbers at all.", 1],
  ])("%j is %d", async (completion, score) => {
    const question = "A box has 12 eggs. 5 are used. How many are left?";
    expect((await one({ completion, question }, { rule: "sourced" })).reward).toBe(score);
  });
});

describe("unrefuted", () => {
  test.each([
    ["12 - 5 = 7, so 7 are left.", 1],
    ["12 - 5 = 8, so 8 are left.", 0],
    ["Some are left, I cannot tell how many.", 1],
  ])("%j is %d", async (completion, score) => {
    const question = "A box has 12 eggs. 5 are used. How many are left?";
    expect((await one({ completion, question }, { rule: "unrefuted" })).reward).toBe(score);
  });

  test("names what is refuted", async () => {
    const { scores } = await one({ completion: "2 + 2 = 5" }, { rule: "unrefuted" });
    expect(scores[0]?.detail).toContain("2 + 2 = 5");
  });
});

test.each([
  ["format", { format: "boxed" }, "It is \\boxed{2}.", "It is \\boxed{2} or \\boxed{3}."],
  ["format", { format: "boxed" }, "\\boxed{\\frac{1}{2}}", "\\boxed{1"],
  ["format", { format: "answer-line" }, "Hm.\nAnswer: 2", "The result is 2"],
  [
    "format",
    { format: "think-answer" },
    "<think>a</think>\n<answer>2</answer>",
    "<think>a</think><answer>2</answer> and more",
  ],
  ["format", { format: "json" }, '{"a": [1]}', '{"a": [1]'],
  ["language", { language: "en" }, "The roots are $x=2$.", "根是 $x=2$。"],
  ["language", { language: "zh" }, "根是 $\\text{two}$ 和 x。", "The roots are two."],
])("%s %j: %j is 1, %j is 0", async (rule, options, good, bad) => {
  const scored = await rewards([{ completion: good }, { completion: bad }], [{ rule, ...options }]);
  expect(scored.map(({ reward }) => reward)).toEqual([1, 0]);
});

test("a batch is scored in order, by weight, and the same each time", async () => {
  const items = [
    { completion: "\\boxed{4}", reference: "4" },
    { completion: "It is 4", reference: "4" },
    { completion: "\\boxed{5}", reference: "4" },
  ];
  const rules = [
    { rule: "correctness", weight: 3 },
    { rule: "format", format: "boxed" },
  ];
  const first = await rewards(items, rules);
  expect(first.map(({ reward }) => reward)).toEqual([1, 0.75, 0.25]);
  expect(await rewards(items, rules)).toEqual(first);
});

test.each([
  ["items[0].reference", { items: [{ completion: "x" }], rules: [{ rule: "correctness" }] }],
  ["rules", { items: [{ completion: "x" }], rules: [] }],
  ["rules", { items: [{ completion: "x" }], rules: [{ rule: "sourced", weight: 0 }] }],
  ["items", { items: [], rules: [{ rule: "sourced" }] }],
  ["rules[0].rule", { items: [{ completion: "x" }], rules: [{ rule: "taste" }] }],
])("a bad request names %s", async (param, body) => {
  const response = await fetch(`${server.address}/v1/rewards`, post(body));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param } });
});
