import { describe, expect, test } from "vitest";
import { printPlain } from "../expression/print-plain.ts";
import { parseExpression } from "../read/parse.ts";
import { rationalOriginal } from "./rational-original.ts";

const original = (text: string): string => {
  const found = rationalOriginal(parseExpression(text).expression, "s", "t");
  return found === null ? "none" : printPlain(found);
};

describe("factorials beyond what doubles hold are exact", () => {
  test.each([
    ["1/s^21", "t^20/2432902008176640000"],
    ["1/s^25", "t^24/620448401733239439360000"],
    ["1/(s-1)^24", "t^23*e^t/25852016738884976640000"],
  ])("the original of %s is %s", (image, expected) => {
    expect(original(image)).toBe(expected);
  });
});
