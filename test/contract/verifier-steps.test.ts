import { describe, expect, it } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const verdictOf = async (text: string): Promise<string> =>
  (await verifier.verify({ text })).verdict;

describe("a linear equation that is said to follow", () => {
  it.each([
    "2x + 23 = 80. Subtracting 23 from both sides, we get 2x = 77.",
    "3(x + 2) = 21, so 3x + 2 = 21.",
    "5x + 12 = 52 - 3x，移项得 5x + 3x = 58 - 12。",
    String.raw`$4x - 8 = 12$, thus $4x = 4$.`,
  ])("is refuted when it has another solution: %s", async (text) => {
    expect(await verdictOf(text)).toBe("refuted");
  });

  it.each([
    "2x + 23 = 80. Subtracting 23 from both sides, we get 2x = 57.",
    "3(x + 2) = 21, so 3x + 6 = 21.",
    "5x + 12 = 52 - 3x，移项得 5x + 3x = 52 - 12。",
    "3x = 10, so x + 1 = 4.33.",
    // No step: another equation, another letter, a square, a case.
    "2x + 23 = 80. The second exercise is 2x = 77.",
    "2x + 23 = 80, so 2y = 77.",
    "2x = 6, so x^2 = 16 is impossible.",
    "2x = 6. If instead 2x = 8, all is well.",
    "2x = 6\n3x = 12",
  ])("is left alone otherwise: %s", async (text) => {
    expect(await verdictOf(text)).not.toBe("refuted");
  });
});
