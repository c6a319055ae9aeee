import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { checkInChinese } from "../../src/tools/math/present/check-words.ts";
import { METHODS_IN_CHINESE } from "../../src/tools/math/present/checks-in-chinese/methods.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "../../src/tools/math/read/intents/all.ts";

const math = createMathEngine();
afterAll(() => math.close());

const ENGLISH = /[A-Za-z]{3,} [A-Za-z]{3,}/;
/** Names of people and methods, and formulas, stand in Chinese text too. */
const NAMES = /Dormand–Prince|exp\(tA\)|DLMF [\d.]+/g;

describe("what was checked is said in Chinese to who asks in Chinese", () => {
  const asked = [...QUESTION_INTENTS, ...OPERATION_INTENTS]
    .flatMap(({ examples }) => examples.map(({ ask }) => ask))
    .filter((ask) => /\p{Script=Han}/u.test(ask));

  test("with every example that is written in Chinese", async () => {
    expect(asked.length).toBeGreaterThan(150);
    const english: string[] = [];
    for (const query of asked) {
      const { certificate } = await math.query({ query });
      const said = certificate?.detail ?? "。";
      if (!said.includes("。") || ENGLISH.test(said.replace(NAMES, "")))
        english.push(`${query}: ${said}`);
    }
    expect(english).toEqual([]);
  }, 120_000);

  test.each([
    ["解方程 x^2 - 5x + 6 = 0", "次数 2"],
    ["求函数 x^2 - x 在 [0, 3] 上的最小值", "精确划分了定义域"],
    ["求微分方程 y' = 2y 的通解", "1 个独立常数"],
  ])("%s: the numbers of the check are kept", async (query, words) => {
    const { certificate } = await math.query({ query });
    expect(certificate?.detail).toContain(words);
  });

  test("the pods say it in Chinese too", async () => {
    const { pods } = await math.query({ query: "展开 (x+1)(x-2)", pods: ["all"] });
    const details = pods.flatMap(({ certificate }) => certificate?.detail ?? []);
    expect(details.length).toBeGreaterThan(0);
    for (const detail of details) expect(detail).toMatch(/\p{Script=Han}.*。/su);
  });
});

test.each([
  ["求 sin(x^x) 的不定积分", /^没有得到经得起检验的答案。没有找到/],
  ["求 吃饭 ⊙", /^没有读懂这个问题。第 \d+ 个字符 "." 在此处没有数学意义。$/u],
  ["矩阵 {{1,2},{3}} 的秩", /^目前还不能处理这样的问题。英文说明：A matrix is/],
])("%s: why there is no answer is said in Chinese", async (query, reason) => {
  const result = await math.query({ query });
  expect(result.reason?.message).toMatch(reason);
});

test("who asks in English reads English", async () => {
  const { certificate } = await math.query({ query: "derivative of x^2" });
  expect(certificate?.detail).not.toMatch(/\p{Script=Han}/u);
});

test("a sentence without a Chinese form keeps its words", () => {
  expect(checkInChinese("induction", "Holds for n < 17.")).toBe(
    "用数学归纳法。英文说明：Holds for n < 17.",
  );
});

test("every check that the engine names has a Chinese name", () => {
  const folder = join(import.meta.dirname, "../../src/tools/math");
  const methods = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .flatMap((path) => [
      ...readFileSync(join(folder, path), "utf8").matchAll(/\bmethod: "([a-z-]+)"/g),
    ])
    .map(([, name = ""]) => name);
  expect(methods.length).toBeGreaterThan(150);
  expect([...new Set(methods)].filter((name) => !(name in METHODS_IN_CHINESE))).toEqual([]);
});
