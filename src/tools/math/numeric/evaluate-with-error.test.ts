import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { decideRelation } from "../prove/decide-relation.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { evaluateWithError, signOf } from "./evaluate-with-error.ts";

const read = (text: string) => parseExpression(text).expression;

describe("what cancellation leaves is known", () => {
  test.each([
    ["10^70 + sqrt(2) - 10^70 - 1", 1],
    ["sqrt(10^60 + 1) - 10^30", 1],
    ["e^(pi*sqrt(163)) - 262537412640768744", -1],
    ["log(10^60 + 1) - log(10^60)", 1],
    ["10^300 + sqrt(2) - 10^300 - 1", null],
    ["sqrt(2)*sqrt(3) - sqrt(6)", null],
    ["sin(pi)", null],
    ["floor(sqrt(2)^2) - 2", null],
  ])("the sign of %s is %s", (text, sign) => {
    expect(signOf(read(text))).toBe(sign);
  });

  test("the error holds the true value", () => {
    const found = evaluateWithError(read("10^40 + pi - 10^40"), () => true);
    const pi = new Decimal("3.14159265358979323846264338327950288419716939937511");
    expect(found?.value.sub(pi).abs().lte(found.error)).toBe(true);
    expect(found?.error.gt("1e-25")).toBe(true);
  });

  test("a comparison is not decided by what is left of the digits", () => {
    expect(decideRelation("10^70 + sqrt(2) - 10^70", "<", "1").verdict).toBe("refuted");
    expect(decideRelation("10^300 + sqrt(2) - 10^300", "<", "1").verdict).toBe("undecided");
  });

  test("a difference that is smaller than its error refutes nothing", () => {
    const same = decideEqual(
      read("10^70*sin(1) + cos(1) - 10^70*sin(1)"),
      read("10^80*tan(2) + cos(1) - 10^80*tan(2)"),
    );
    expect(same.verdict).not.toBe("refuted");
  });
});
