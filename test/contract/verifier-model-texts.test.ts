import { describe, expect, it, test } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";
import { modelTexts, rightLines } from "./model-texts.ts";

const verifier = createVerifier(createStubMath());

describe.each(["english", "chinese"] as const)("answers as models write them, %s", (file) => {
  test.each(modelTexts(file))("$name", async ({ question, right, wrong, isOpen }) => {
    const sound = await verifier.verify({ text: right, question });
    expect(sound.claims.filter(({ verdict }) => verdict === "refuted")).toEqual([]);
    const faulty = await verifier.verify({ text: wrong, question });
    expect(faulty.verdict).toBe(isOpen ? "undecided" : "refuted");
    for (const { start, end, text } of [...sound.claims, ...faulty.claims])
      expect([right.slice(start, end), wrong.slice(start, end)]).toContain(text);
  });
});

describe("lines that are right", () => {
  test.each(rightLines())("%s", async (text) => {
    const { claims } = await verifier.verify({ text });
    expect(claims.filter(({ verdict }) => verdict === "refuted")).toEqual([]);
  });
});

describe("emphasis", () => {
  it("hides no arithmetic, and offsets are those of the text as written", async () => {
    const text = "Total: **6 × 7** = **43** pens, *so* 43 + 1 = **44**.";
    const { claims, corrected, verdict } = await verifier.verify({ text });
    expect(verdict).toBe("refuted");
    expect(claims.map((claim) => claim.text)).toEqual(["6 × 7** = **43", "43 + 1 = **44"]);
    for (const claim of claims) expect(text.slice(claim.start, claim.end)).toBe(claim.text);
    expect(corrected).toBe("Total: **6 × 7** = **42** pens, *so* 43 + 1 = **44**.");
  });

  it.each(["2**3 = 8 and 3**2 = 9", "3 * 4 * 5 = 60", "3 *4* 5 = 60", "(1+1)*3 = 6 and 2*(3) = 6"])(
    "is no sign of arithmetic: %s",
    async (text) => {
      expect((await verifier.verify({ text })).verdict).toBe("proved");
    },
  );
});

describe("operations that follow one another", () => {
  it.each([
    ["3加4再乘以2等于14。", "proved"],
    ["3加4再乘以2等于11。", "refuted"],
    ["3加4的和乘以2等于14。", "proved"],
    ["12减5的差乘以2等于14。", "proved"],
    ["12减5的差乘以2等于2。", "refuted"],
    ["12减3加4的和等于5。", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect((await verifier.verify({ text })).verdict).toBe(verdict);
  });
});

it("leaves open what machine numbers give when they are cut off", async () => {
  const verdictOf = async (text: string) => (await verifier.verify({ text })).verdict;
  expect(await verdictOf("$4.20 + $9.45 + $1.35 = $14.99")).toBe("undecided");
  expect(await verdictOf("$4.20 + $9.45 + $1.35 = $15.00")).toBe("proved");
  expect(await verdictOf("$4.20 + $9.45 + $1.35 = $15.01")).toBe("refuted");
  expect(await verdictOf("$4.25 + $9.50 + $1.25 = $14.99")).toBe("refuted");
});

it.each([["**a "], ["x ** "], ["2^"], ["*a* **b** "], ["2小时3分"], ["sum of 1, 2 and 3 "]])(
  "a long run of %j is checked like any other text",
  async (piece) => {
    const text = piece.repeat(Math.floor(60_000 / piece.length));
    expect((await verifier.verify({ text })).verdict).toBe("undecided");
  },
);
