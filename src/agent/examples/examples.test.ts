import { describe, expect, test } from "vitest";
import { createMathEngine } from "../../tools/math/engine.ts";
import { similarExamples } from "./similar-examples.ts";
import { WORKED_EXAMPLES } from "./worked-examples.ts";

test("what the examples compute is right", async () => {
  const math = createMathEngine();
  try {
    for (const { calls } of WORKED_EXAMPLES)
      for (const { query, answer } of calls) {
        const result = await math.query({ query });
        const { verdict } = await math.equal(result.answer?.short ?? "?", answer);
        expect([query, verdict]).toEqual([query, "proved"]);
      }
  } finally {
    await math.close();
  }
});

describe("examples are chosen by likeness", () => {
  test.each([
    ["A jacket costs 60 dollars and is sold with 30% off. What is paid?", "en", /coat/],
    ["What is the slope of y = x^2 at the point where x = 3?", "en", /slope/],
    ["一条裙子原价 200 元，打七折出售，要付多少钱？", "zh", /八折/],
    ["姐姐的年龄是妹妹的 3 倍，一共 24 岁，妹妹几岁？", "zh", /弟弟/],
  ] as const)("%s", (question, language, expected) => {
    expect(similarExamples(question, language, 2)[0]?.question).toMatch(expected);
  });

  test("none is shown that is not alike, and none of the other language", () => {
    expect(similarExamples("Who wrote Faust?", "en", 2)).toEqual([]);
    for (const example of similarExamples("还剩多少瓶水？", "zh", 5))
      expect(example.language).toBe("zh");
  });
});
