import { expect, test } from "vitest";
import type { ModelPort } from "../../src/core/model-port.ts";
import { recordedPair, type Role, scriptedPair } from "./pairs.ts";
import type { CascadeRow } from "./rows.ts";

async function said(model: ModelPort, seed: number): Promise<string> {
  let text = "";
  const messages = [{ role: "user" as const, content: "" }];
  for await (const part of model.stream({ messages, maxTokens: 1, temperature: 0, seed }))
    if (part.type === "text-delta") text += part.text;
  return text;
}
const rows = Array.from({ length: 600 }, (_, index): CascadeRow => {
  const [a, b] = [index + 20, (index % 9) + 2];
  return { set: "cmath", question: `${a} boxes of ${b} each: how many? ${index}`, expected: a * b };
});
const SUPPOSED = { right: { small: 0.6, large: 0.9 }, shared: 0.6, sameWrong: 0.11, seed: 7 };

test("scripted models are right as often as is supposed, their drafts alike as far as is supposed", async () => {
  const pair = scriptedPair(SUPPOSED);
  const answers = async (role: Role, seed: number): Promise<string[]> =>
    Promise.all(
      rows.map(async (row) => (await said(pair(row, role), seed)).split("ANSWER: ")[1] ?? ""),
    );
  const [first, second, large] = [
    await answers("small", 0),
    await answers("small", 1),
    await answers("large", 0),
  ];
  const isRight = (all: string[], index: number): boolean =>
    all[index] === String(rows[index]?.expected);
  const share = (is: (index: number) => boolean): number =>
    rows.filter((_, index) => is(index)).length / rows.length;
  expect(share((index) => isRight(first, index))).toBeCloseTo(0.6, 1);
  expect(share((index) => isRight(large, index))).toBeCloseTo(0.9, 1);
  // 0.6 of the pairs share their luck: 0.6 * 0.6 + 0.4 * 0.6 * 0.6; independent ones would be 0.36.
  const both = share((index) => isRight(first, index) && isRight(second, index));
  expect(Math.abs(both - 0.504)).toBeLessThan(0.05);
  const wrong = rows
    .map((_, index) => index)
    .filter((index) => !isRight(first, index) && !isRight(second, index));
  const same = wrong.filter((index) => first[index] === second[index]).length / wrong.length;
  expect(same).toBeGreaterThan(0.05);
  expect(same).toBeLessThan(0.6);
  expect(await answers("small", 0)).toEqual(first);
});

test("recorded models say what was written, a draft each, and are named when there is none", async () => {
  const recorded = new Map([
    ["weak", "first\nA: 1"],
    ["weak again", "second\nA: 2"],
    ["strong", "third\nA: 3"],
  ]);
  const row = { set: "recorded", question: "q", expected: 3, recorded };
  const names = { small: ["weak", "weak again"], large: ["strong"] };
  const pair = recordedPair(names, scriptedPair(SUPPOSED));
  expect(await said(pair(row, "small"), 0)).toContain("first");
  expect(await said(pair(row, "small"), 1)).toContain("second");
  expect(await said(pair(row, "large"), 2)).toContain("third");
  expect(() => recordedPair({ ...names, large: ["none"] }, pair)(row, "large")).toThrow(
    /No solution of "none" is recorded. The models are: weak, weak again, strong./,
  );
});
