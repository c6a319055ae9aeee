import { describe, expect, test } from "vitest";
import { parseExpression } from "../read/parse.ts";
import { digitsOfApproach, stayApart, trend } from "./limit-samples.ts";

const read = (text: string) => parseExpression(text).expression;

describe("values near a point", () => {
  test.each([
    ["1/(x - 1/10^25)", false],
    ["10^30*x", false],
    ["1/x", true],
    ["abs(x)/x", true],
    ["atan(1/x)", true],
    ["atan(10^25*x)", false],
  ])("%s stays apart at zero: %s", (body, expected) => {
    expect(stayApart(read(body), "x", { num: "0" })).toBe(expected);
  });

  test("growth that rests nearer to the point is no growth beyond bounds", () => {
    expect(trend(read("1/(x + 1/10^25)"), "x", { num: "0" }, "FromRight")).toBeNull();
    expect(trend(read("1/x"), "x", { num: "0" }, "FromRight")).toBe("up");
  });

  test("values that go back and forth approach nothing", () => {
    expect(digitsOfApproach(0, [0.0008, -0.0003, 0.0006])).toBeNull();
    expect(digitsOfApproach(1, [1.001, 1.000001, 1.000000001])).toBeGreaterThan(8);
    expect(digitsOfApproach(1.0005, [1.001, 1.000001, 1.000000001])).toBeNull();
  });
});
