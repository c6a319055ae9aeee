import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";

const math = createMathEngine({ defaultTimeoutMs: 30_000 });
afterAll(() => math.close());

describe("integrals over regions", () => {
  test.each([
    ["integrate x*y over 0<=x<=1, 0<=y<=x", "1/8"],
    ["integrate x*y over 0<=y<=1, y<=x<=1", "1/8"],
    ["x*y 在 0<=x<=1, 0<=y<=x 上的二重积分", "1/8"],
    ["\\int_0^1\\int_0^x x y \\, dy \\, dx", "1/8"],
    ["Integrate[x*y, {x, 0, 1}, {y, 0, x}]", "1/8"],
    ["triple integral of x*y*z over 0<=x<=1, 0<=y<=1, 0<=z<=1", "1/8"],
    ["double integral of e^(-x-y) over 0<=x<=infinity, 0<=y<=infinity", "1"],
  ])("%s is %s, proved from the inside outwards", async (query, short) => {
    const result = await math.query({ query });
    expect(result.answer?.short).toBe(short);
    expect(result.certificate).toMatchObject({ grade: "proved", method: "fundamental-theorem" });
    expect(result.certificate?.conditions ?? []).toEqual([]);
  });

  test("where the order of integration matters nothing is called proved", async () => {
    const result = await math.query({
      query: "double integral of (x^2-y^2)/(x^2+y^2)^2 over 0<=x<=1, 0<=y<=1",
      timeoutMs: 4_000,
    });
    expect(result.certificate?.grade).not.toBe("proved");
  });

  test.each([
    ["a region that is empty", "double integral of x over 1<=x<=2, x<=y<=1"],
    ["bounds in a circle", "double integral of x over 0<=x<=y, 0<=y<=x"],
    ["a count that does not fit", "triple integral of x over 0<=x<=1, 0<=y<=1"],
  ])("%s is not read as an integral", (_, text) => {
    expect(() => readQuery(text)).toThrow();
  });
});
