import { describe, expect, test } from "vitest";
import { findDivergence } from "../../src/tools/math/numeric/divergence.ts";

describe("divergence is found before a value is trusted", () => {
  test.each([
    ["1/x to infinity", (x: number) => 1 / x, 1, Number.POSITIVE_INFINITY],
    ["1/x at zero", (x: number) => 1 / x, 0, 1],
    ["1/x across zero", (x: number) => 1 / x, -1, 1],
    ["1/x^2 across zero", (x: number) => 1 / (x * x), -1, 1],
    ["tan across its pole", Math.tan, 0, Math.PI],
    ["sec up to its pole", (x: number) => 1 / Math.cos(x), 0, Math.PI / 2],
    ["a constant to infinity", () => 1, 0, Number.POSITIVE_INFINITY],
  ] as const)("%s diverges", (_name, f, lower, upper) => {
    expect(findDivergence(f, lower, upper)).not.toBeNull();
  });

  test.each([
    ["1/sqrt x at zero", (x: number) => 1 / Math.sqrt(x), 0, 1],
    ["log x at zero", (x: number) => Math.log(x), 0, 1],
    ["1/sqrt|x| across zero", (x: number) => 1 / Math.sqrt(Math.abs(x)), -1, 1],
    ["1/x^2 to infinity", (x: number) => 1 / (x * x), 1, Number.POSITIVE_INFINITY],
    ["a high narrow peak", (x: number) => 1 / (1e-6 + x * x), -1, 1],
    ["sin x / x", (x: number) => Math.sin(x) / x, 0, Number.POSITIVE_INFINITY],
    ["x e^-x", (x: number) => x * Math.exp(-x), 0, Number.POSITIVE_INFINITY],
  ] as const)("%s is not called divergent", (_name, f, lower, upper) => {
    expect(findDivergence(f, lower, upper)).toBeNull();
  });
});
