import { expect, test } from "vitest";
import { parseExpression } from "../read/parse.ts";
import { joinRanges } from "../working/join-ranges.ts";
import { sameUpToFactor } from "./same-up-to-factor.ts";

const read = (text: string) => parseExpression(text).expression;

test("a step with letters holds with the factor that was divided by, and with no other", () => {
  const [before, after] = [[read("a*x = c - b")], [read("x = (c - b)/a")]];
  expect(sameUpToFactor(before, after, read("a"))?.grade).toBe("proved");
  expect(sameUpToFactor(before, after, read("b"))).toBeNull();
  expect(sameUpToFactor(before, [read("x = (c + b)/a")], read("a"))).toBeNull();
});

test("both signs of a root together are the square, one alone is not", () => {
  const before = [read("x^2 = a/b")];
  const both = [read("x = sqrt(a/b)"), read("x = -sqrt(a/b)")];
  expect(sameUpToFactor(before, both, read("1"))?.grade).toBe("proved");
  expect(sameUpToFactor(before, both.slice(0, 1), read("1"))).toBeNull();
});

const range = (lo: string, hi: string, loClosed = true, hiClosed = false) => ({
  lo,
  hi,
  loClosed,
  hiClosed,
});

test("intervals that touch are joined unless the place between them is missing", () => {
  expect(joinRanges([range("1", "2"), range("-2", "1")])).toEqual([range("-2", "2")]);
  expect(joinRanges([range("sqrt(2)", "2"), range("0", "2^(1/2)")])).toEqual([range("0", "2")]);
  const apart = [range("0", "1", true, false), range("1", "2", false, false)];
  expect(joinRanges(apart)).toEqual(apart);
  expect(joinRanges([range("-infinity", "1", false), range("0", "infinity")])).toEqual([
    range("-infinity", "infinity", false),
  ]);
});
