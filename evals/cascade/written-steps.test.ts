import { describe, expect, test } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "../../test/contract/math-stub.ts";
import { rightDraft, stepsOf, wrongDrafts } from "./written-steps.ts";

const MARKED = {
  set: "gsm8k",
  question: "Ann has 3 bags with 4 apples each and eats 1. How many are left?",
  expected: 11,
  solution: "There are 3 * 4 = <<3*4=12>>12 apples.\nSo 12 - 1 = <<12-1=11>>11 are left.\n#### 11",
};
const CHINESE = {
  set: "cmath",
  question: "芳芳买了一本书有99页，看了90页，还剩多少页？",
  expected: 9,
};

describe("the steps of a solution", () => {
  test("are those that are marked, without the marks", () => {
    expect(rightDraft(MARKED).text).toBe(
      "There are 3 * 4 = 12 apples.\nSo 12 - 1 = 11 are left.\nANSWER: 11",
    );
  });

  test("are found over the numbers of the question where none is marked, one or two", () => {
    expect(stepsOf(CHINESE).map(({ text }) => text)).toEqual(["列式计算得 99 - 90 = 9。"]);
    const { solution: _, ...unmarked } = MARKED;
    expect(stepsOf(unmarked).map(({ text }) => text)).toEqual([
      "So it is 3 * 4 = 12.",
      "So it is 12 - 1 = 11.",
    ]);
  });

  test("are none where nothing gives the answer", () => {
    expect(stepsOf({ ...CHINESE, expected: 12345 })).toEqual([]);
  });
});

describe("wrong solutions", () => {
  test.each([MARKED, CHINESE])(
    "name other numbers, each another, by right arithmetic",
    async (row) => {
      const wrong = wrongDrafts(row);
      expect(wrong.length).toBeGreaterThan(1);
      expect(new Set(wrong.map(({ answer }) => answer)).size).toBe(wrong.length);
      const verifier = createVerifier(createStubMath());
      for (const { text, answer } of wrong) {
        expect(answer).not.toBe(row.expected);
        expect(text.endsWith(`ANSWER: ${answer}`)).toBe(true);
        const { verdict } = await verifier.verify({ text, question: row.question });
        expect(verdict).toBe("undecided");
      }
    },
  );

  test("begin with the step that is left out", () => {
    expect(wrongDrafts(MARKED)[0]).toEqual({
      text: "There are 3 * 4 = 12 apples.\nANSWER: 12",
      answer: 12,
    });
  });
});
