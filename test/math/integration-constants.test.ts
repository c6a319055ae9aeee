import { describe, expect, test } from "vitest";
import { decideEqualTexts } from "../../src/tools/math/equal/compare-answers.ts";

describe("integration constants may have other names", () => {
  test.each([
    ["x^2 + C", "x^2 + K", "proved"],
    ["x^2 + C", "K + x^2", "proved"],
    ["y = x^2 + C", "y = x^2 + c", "proved"],
    ["log(x) + c", "C + log(x)", "proved"],
    ["C_1*e^x + C_2*e^(-x)", "c1*e^x + c2*e^(-x)", "proved"],
    ["C_1*e^x + C_2*e^(-x)", "c2*e^x + c1*e^(-x)", "proved"],
    ["x^2 + C", "x^3 + K", "refuted"],
    ["x^2 + C", "x^2/2 + K", "refuted"],
    // The constant takes the difference up, which is no proof that the answers are the same.
    ["sin(x)^2/2 + C", "-cos(x)^2/2 + K", "undecided"],
    ["x^2 + C", "x^2 + 7 + K", "undecided"],
    ["x^2/2 + C", "(x^2 + 4)/2 + C", "undecided"],
    ["sin(x)^2 + C", "-cos(2x)/2 + C", "undecided"],
    ["x^2 + C", "x^2/2 + C", "refuted"],
    ["x^2 + x + C", "x^2 + C", "refuted"],
    ["C_1*e^x + C_2", "2*c1*e^x + c2", "undecided"],
    // Not plainly constants of integration.
    ["C*x + 1", "K*x + 1", "refuted"],
    ["x^2 + k", "x^2 + m", "refuted"],
    ["x^2 + C", "x^2 + K*C", "refuted"],
    ["C + 1", "K + 1", "refuted"],
    ["x + C + K", "x + K + C", "proved"],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(decideEqualTexts(a, b).verdict).toBe(expected);
    expect(decideEqualTexts(b, a).verdict).toBe(expected);
  });
});
