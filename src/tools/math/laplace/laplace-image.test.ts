import { Fraction } from "fraction.js";
import { describe, expect, test } from "vitest";
import { fractionOf } from "../exact/fraction-of.ts";
import { integer, substitute } from "../expression/expression.ts";
import { parseExpression } from "../read/parse.ts";
import { laplaceImage } from "./laplace-image.ts";

const imageOf = (text: string) =>
  laplaceImage(parseExpression(text).expression, "t", "s")?.expression ?? null;

/** p! Re (s + i w)^(p+1) / (s^2 + w^2)^(p+1), multiplied out with whole numbers: DLMF 1.14.1 with t^p cos(w t). */
function cosineImage(p: number, w: bigint, s: bigint): Fraction {
  let [re, im, factorial] = [1n, 0n, 1n];
  for (let k = 0; k <= p; k++) [re, im] = [re * s - im * w, re * w + im * s];
  for (let k = 2n; k <= BigInt(p); k++) factorial *= k;
  return new Fraction(factorial * re, (s * s + w * w) ** BigInt(p + 1));
}

describe("high powers", () => {
  test.each([20, 45, 60, 90])("t^%i cos(2t) is exact in every coefficient", (p) => {
    const image = imageOf(`t^${p}*cos(2*t)`);
    expect(image).not.toBeNull();
    for (const s of [1n, 5n]) {
      const value = image === null ? null : fractionOf(substitute(image, "s", integer(s)));
      expect(value?.equals(cosineImage(p, 2n, s))).toBe(true);
    }
  });

  test("what is too high to be written out is not begun", () => {
    expect(imageOf("t^(10^12)*cos(t)")).toBeNull();
    const startedAt = performance.now();
    imageOf("t^(10^12)");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

test("a double that is no exact whole number is refused", () => {
  expect(() => integer(2 ** 53)).toThrow(/larger than is worked out exactly/);
  expect(integer(2n ** 80n)).toEqual({ num: "1208925819614629174706176" });
});
