import { describe, expect, test } from "vitest";
import { parseExpression } from "../read/parse.ts";
import { encloseValue } from "./enclosure.ts";
import { evaluateBall } from "./evaluate-ball.ts";

const read = (text: string) => parseExpression(text).expression;
const always = () => true;

describe("an enclosure", () => {
  test("is taken from the first evaluation where the second agrees", () => {
    const found = encloseValue(read("e^(1/3)"), 200, always);
    expect(found?.low.under).toBeGreaterThan(10n ** 200n);
  });

  test("is refused where the two evaluations contradict each other in the fortieth digit", () => {
    const lying: typeof evaluateBall = (expression, balls) => {
      const ball = evaluateBall(expression, balls);
      return ball === null
        ? null
        : { middle: ball.middle + balls.one.middle / 10n ** 40n, radius: ball.radius };
    };
    expect(encloseValue(read("e^(1/3)"), 200, always, lying)).toBeNull();
  });

  test("of a function that only the second knows is as wide as its digits", () => {
    const found = encloseValue(read("besselj(0, 1)"), 10, always);
    expect(found).not.toBeNull();
    expect(found?.low.over).not.toBe(found?.high.over);
  });
});
