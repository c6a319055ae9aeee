import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExpression } from "../read/parse.ts";
import { bitLength, squareRootFloor } from "../exact/integers.ts";
import { type Ball, Balls } from "./ball.ts";
import { evaluateBall } from "./evaluate-ball.ts";
import { evaluateWithError } from "./evaluate-with-error.ts";
import { ratioOf } from "./decimal-text.ts";

const read = (text: string) => parseExpression(text).expression;

function ends(ball: Ball, bits: number, common: number): { low: bigint; high: bigint } {
  const more = BigInt(common - bits);
  return {
    low: (ball.middle - ball.radius) << more,
    high: (ball.middle + ball.radius) << more,
  };
}

/** Whether balls worked out with different numbers of bits can hold the same number. */
function meet(a: Ball, bitsOfA: number, b: Ball, bitsOfB: number): boolean {
  const common = Math.max(bitsOfA, bitsOfB);
  const [x, y] = [ends(a, bitsOfA, common), ends(b, bitsOfB, common)];
  return x.low <= y.high && y.low <= x.high;
}

const at = (text: string, bits: number): Ball | null => evaluateBall(read(text), new Balls(bits));

/** Outside of what decimals are evaluated for, or at the end of a domain. */
const BALLS_ALONE = "cos(10^6), sin(10^30), arcsin(-1)";
const VALUES =
  "pi, e, ln(1/3), ln(10^50), sqrt(2), 2^(1/3), e^(-200), e^300, sin(1), tan(-2), " +
  "arctan(1/7), arctan(-50), arcsin(3/10), arccos(-3/10), sinh(2), cosh(3), tanh(1/1000), arsinh(-3), " +
  "arcosh(5), artanh(1/2), cot(1), sec(3), csc(-1), 7^(-33), pi^pi, gamma(1/3), gamma(7/2), gamma(-5/2), " +
  "(1/2)!, zeta(3), zeta(50), erf(1), erf(-1/2), erfc(5), log(7), binomial(50, 20)/3, abs(-sqrt(3)), floor(10*pi)";

const listed = (texts: string): string[] => texts.split(/, (?![^(]*\))/);

describe("a ball holds the value", () => {
  test.each(listed(VALUES))("%s, by decimals with their own error", (text) => {
    const second = evaluateWithError(read(text), () => true, {}, [60]);
    expect(second).not.toBeNull();
    const { value, error } = second as NonNullable<typeof second>;
    const ball = at(text, 400) as Ball;
    const [low, high] = [ratioOf(value.sub(error)), ratioOf(value.add(error))];
    expect((ball.middle - ball.radius) * high.under).toBeLessThanOrEqual(high.over << 400n);
    expect((ball.middle + ball.radius) * low.under).toBeGreaterThanOrEqual(low.over << 400n);
  });

  test.each([...listed(VALUES), ...listed(BALLS_ALONE)])(
    "%s, with more bits and with fewer",
    (text) => {
      const exact = at(text, 4_000) as Ball;
      for (const bits of [64, 200, 1_500]) {
        const coarse = at(text, bits) as Ball;
        expect(meet(exact, 4_000, coarse, bits)).toBe(true);
        // Tight enough to be of use: few bits are lost that the size of the argument does not take.
        expect(bitLength(coarse.radius)).toBeLessThan(110);
      }
    },
  );

  test.each([
    ["sin(1)^2 + cos(1)^2", "1"],
    ["e^(ln(7)/3)", "7^(1/3)"],
    ["tan(arctan(5/3))", "5/3"],
    ["16 arctan(1/5) - 4 arctan(1/239)", "pi"],
    ["48 arctan(1/18) + 32 arctan(1/57) - 20 arctan(1/239)", "pi"],
    ["gamma(1/3) gamma(2/3)", "2 pi/sqrt(3)"],
    ["gamma(1/4) gamma(3/4)", "pi sqrt(2)"],
    ["gamma(13/3)", "10/3*7/3*4/3*1/3*gamma(1/3)"],
    ["gamma(-5/2)", "-8 sqrt(pi)/15"],
    ["zeta(2)", "pi^2/6"],
    ["zeta(8)", "pi^8/9450"],
    ["erf(2) + erfc(2)", "1"],
    ["cosh(2)^2 - sinh(2)^2", "1"],
    ["arsinh(3/4)", "ln(2)"],
  ])("%s and %s are the same to 3,000 bits", (left, right) => {
    const [a, b] = [at(left, 3_000) as Ball, at(right, 3_000) as Ball];
    expect(meet(a, 3_000, b, 3_000)).toBe(true);
    expect(bitLength(a.radius)).toBeLessThan(40);
  });

  test("no number stands for what is not real or not known", () => {
    for (const text of [
      "sqrt(-2)",
      "ln(-1)",
      "ln(0)",
      "1/0",
      "arcsin(2)",
      "(-8)^(1/3)",
      "gamma(-2)",
    ])
      expect(at(text, 200)).toBeNull();
    for (const text of [
      "floor(sqrt(2)^2)",
      "1/(sqrt(2)^2 - 2)",
      "e^(10^9)",
      "10^(10^6)",
      "zeta(1)",
    ])
      expect(at(text, 200)).toBeNull();
  });
});

describe("arithmetic", () => {
  const ball = fc.record({
    middle: fc.bigInt({ min: -(1n << 80n), max: 1n << 80n }),
    radius: fc.bigInt({ min: 0n, max: 1n << 20n }),
  });
  const share = fc.bigInt({ min: -1_000n, max: 1_000n });

  test("results hold what the operation gives for any two numbers of the balls", () => {
    fc.assert(
      fc.property(ball, ball, share, share, (a, b, s, t) => {
        const balls = new Balls(40);
        // Two numbers within the balls, exact in units of 2^-40 / 1000.
        const [x, y] = [a.middle * 1_000n + a.radius * s, b.middle * 1_000n + b.radius * t];
        const scale = 1n << 40n;
        const product = balls.multiply(a, b);
        // x y in units of 2^-80 / 10^6.
        expect(
          size(x * y - product.middle * scale * 1_000_000n) <= product.radius * scale * 1_000_000n,
        ).toBe(true);
        const quotient = balls.divide(a, b);
        if (quotient !== null)
          expect(size(x * scale - quotient.middle * y) <= quotient.radius * size(y)).toBe(true);
        else expect(size(b.middle)).toBeLessThanOrEqual(b.radius);
        const root = balls.squareRoot(a);
        if (root === null) return;
        const [low, high] = [root.middle - root.radius, root.middle + root.radius];
        expect(low < 0n || low * low * 1_000n <= x * scale).toBe(true);
        expect(high * high * 1_000n >= x * scale).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("the root of a whole number is the floor", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 600n }), (n) => {
        const root = squareRootFloor(n);
        expect(root * root <= n && n < (root + 1n) * (root + 1n)).toBe(true);
        expect(squareRootFloor(n * n)).toBe(n);
      }),
    );
  });
});

const size = (value: bigint): bigint => (value < 0n ? -value : value);
