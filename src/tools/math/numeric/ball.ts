import { checkDeadline } from "../exact/deadline.ts";
import { squareRootFloor } from "../exact/integers.ts";

/**
 * Arithmetic with midpoint and radius over whole numbers: a ball stands for every real number within
 * `radius` of `middle`, both in units of 2^-bits. Every operation widens the radius by its own rounding, so
 * the true value stays inside. Method: van der Hoeven, "Ball arithmetic" (2009).
 */
export interface Ball {
  readonly middle: bigint;
  readonly radius: bigint;
}

/** Heavier than a step on doubles: the clock is looked at every few of these. */
const WEIGHT = 4;

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);

/** The arithmetic with one number of bits after the point. Where a result is not known to exist it is null. */
export class Balls {
  readonly bits: number;
  private readonly shift: bigint;
  readonly one: Ball;

  constructor(bits: number) {
    this.bits = bits;
    this.shift = BigInt(bits);
    this.one = { middle: 1n << this.shift, radius: 0n };
  }

  ratio(over: bigint, under: bigint): Ball {
    const scaled = over << this.shift;
    const middle = scaled / under;
    return { middle, radius: middle * under === scaled ? 0n : 1n };
  }

  integer(value: bigint): Ball {
    return { middle: value << this.shift, radius: 0n };
  }

  /** The same ball with this number of bits. */
  from({ middle, radius }: Ball, bits: number): Ball {
    const more = this.bits - bits;
    if (more >= 0) return { middle: middle << BigInt(more), radius: radius << BigInt(more) };
    const less = BigInt(-more);
    return { middle: middle >> less, radius: (radius >> less) + 2n };
  }

  add(a: Ball, b: Ball): Ball {
    return { middle: a.middle + b.middle, radius: a.radius + b.radius };
  }

  subtract(a: Ball, b: Ball): Ball {
    return { middle: a.middle - b.middle, radius: a.radius + b.radius };
  }

  negate(a: Ball): Ball {
    return { middle: -a.middle, radius: a.radius };
  }

  /** Exactly that many times as large. */
  times(a: Ball, factor: bigint): Ball {
    return { middle: a.middle * factor, radius: a.radius * sizeOf(factor) };
  }

  multiply(a: Ball, b: Ball): Ball {
    checkDeadline(WEIGHT);
    const spread = sizeOf(a.middle) * b.radius + sizeOf(b.middle) * a.radius + a.radius * b.radius;
    return { middle: (a.middle * b.middle) >> this.shift, radius: (spread >> this.shift) + 2n };
  }

  /** Null where the divisor may be zero. */
  divide(a: Ball, b: Ball): Ball | null {
    checkDeadline(WEIGHT);
    const size = sizeOf(b.middle);
    const least = size - b.radius;
    if (least <= 0n) return null;
    const spread = (sizeOf(a.middle) * b.radius + size * a.radius) << this.shift;
    return { middle: (a.middle << this.shift) / b.middle, radius: spread / (size * least) + 2n };
  }

  /** Divided by a whole number that is not zero. */
  dividedBy(a: Ball, divisor: bigint): Ball {
    checkDeadline(WEIGHT);
    return { middle: a.middle / divisor, radius: a.radius / sizeOf(divisor) + 2n };
  }

  /** Null where the ball may hold negative numbers. */
  squareRoot(a: Ball): Ball | null {
    const low = a.middle - a.radius;
    if (low < 0n) return null;
    const [from, to] = [low, a.middle + a.radius].map((end) => squareRootFloor(end << this.shift));
    return this.between(from as bigint, (to as bigint) + 1n);
  }

  /** The ball around an interval. */
  between(low: bigint, high: bigint): Ball {
    const middle = (low + high) >> 1n;
    return { middle, radius: high - middle + 1n };
  }

  /** The same ball, wider by a bound for what a function does to the radius of its argument. */
  widened(a: Ball, by: bigint): Ball {
    return { middle: a.middle, radius: a.radius + by };
  }

  /** 1 or -1 where every number in the ball has that sign, 0 where it is exactly zero, else null. */
  sign({ middle, radius }: Ball): 1 | -1 | 0 | null {
    if (sizeOf(middle) > radius) return middle > 0n ? 1 : -1;
    return middle === 0n && radius === 0n ? 0 : null;
  }

  /** The floor, where it is the same for every number in the ball. */
  floor({ middle, radius }: Ball): bigint | null {
    const low = (middle - radius) >> this.shift;
    return low === (middle + radius) >> this.shift ? low : null;
  }

  power(base: Ball, exponent: bigint): Ball | null {
    let result = this.one;
    let square = base;
    for (let rest = sizeOf(exponent); rest > 0n; rest >>= 1n) {
      if ((rest & 1n) === 1n) result = this.multiply(result, square);
      if (rest > 1n) square = this.multiply(square, square);
    }
    return exponent < 0n ? this.divide(this.one, result) : result;
  }
}
