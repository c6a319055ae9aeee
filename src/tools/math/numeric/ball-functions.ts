import { bitLength } from "../exact/integers.ts";
import { type Ball, Balls } from "./ball.ts";

/** Bits carried beyond those of the result, over what each halving of an argument costs. */
const GUARD = 40;

/** Halvings of the argument before a series, so that halvings and terms cost about the same. */
function halvings(bits: number): number {
  return Math.ceil(Math.sqrt(bits) / 2);
}

const exact = (middle: bigint): Ball => ({ middle, radius: 0n });

/** The artanh of 1/n, scaled, by its series; the terms left out are less than the last one. */
function artanhOfInverse(n: bigint, balls: Balls): Ball {
  let power = balls.ratio(1n, n);
  let sum = power;
  for (let k = 3n; power.middle !== 0n; k += 2n) {
    power = balls.dividedBy(power, n * n);
    sum = balls.add(sum, balls.dividedBy(power, k));
  }
  return balls.widened(sum, 2n);
}

/** arctan of 1/n: an alternating series. */
function arctanOfInverse(n: bigint, balls: Balls): Ball {
  let power = balls.ratio(1n, n);
  let sum = power;
  for (let k = 3n; power.middle !== 0n; k += 2n) {
    power = balls.negate(balls.dividedBy(power, n * n));
    sum = balls.add(sum, balls.dividedBy(power, k));
  }
  return balls.widened(sum, 2n);
}

/** ln 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749); OEIS A002162. */
function lnOfTwo(balls: Balls): Ball {
  const [a, b, c] = [26n, 4_801n, 8_749n].map((n) => artanhOfInverse(n, balls)) as [
    Ball,
    Ball,
    Ball,
  ];
  return balls.add(balls.subtract(balls.times(a, 18n), balls.times(b, 2n)), balls.times(c, 8n));
}

/** Machin: pi = 16 arctan(1/5) - 4 arctan(1/239). */
export function piBall(balls: Balls): Ball {
  return balls.subtract(
    balls.times(arctanOfInverse(5n, balls), 16n),
    balls.times(arctanOfInverse(239n, balls), 4n),
  );
}

/** The whole number next to the quotient of the middles; `b` is positive. */
function nearest(a: Ball, b: Ball): bigint {
  const [over, under] = [2n * a.middle + b.middle, 2n * b.middle];
  const quotient = over / under;
  return quotient * under > over ? quotient - 1n : quotient;
}

/** Larger arguments give more digits before the point than anybody is shown. */
const LARGEST_EXPONENT = 100_000n;

/** e to the argument: x = n ln 2 + r, then (e^(r / 2^k))^(2^k) by the Taylor series. Null where it is too large. */
export function expBall(x: Ball, balls: Balls): Ball | null {
  if (x.radius >= balls.one.middle) return null;
  const whole = x.middle >> BigInt(balls.bits);
  if (whole > LARGEST_EXPONENT) return null;
  if (whole < -LARGEST_EXPONENT) return balls.between(0n, 1n);
  const k = halvings(balls.bits);
  const size = whole > 0n ? Number((whole * 3n) / 2n) : 0;
  const wide = new Balls(balls.bits + size + k + bitLength(whole) + GUARD);
  const ln2 = lnOfTwo(wide);
  const argument = wide.from(exact(x.middle), balls.bits);
  const n = nearest(argument, ln2);
  const rest = wide.subtract(argument, wide.times(ln2, n));
  let value = taylorOfExp(wide.dividedBy(rest, 1n << BigInt(k)), wide);
  for (let i = 0; i < k; i++) value = wide.multiply(value, value);
  const scaled: Ball =
    n >= 0n
      ? { middle: value.middle << n, radius: value.radius << n }
      : { middle: value.middle >> -n, radius: (value.radius >> -n) + 2n };
  const found = balls.from(scaled, wide.bits);
  // e^(m + d) - e^m is at most 2 |d| e^m for |d| < 1.
  const spread = ((found.middle + found.radius + 1n) * x.radius * 2n) >> BigInt(balls.bits);
  return balls.widened(found, x.radius === 0n ? 0n : spread + 1n);
}

/** For |x| < 1/2: the terms left out are together smaller than twice the first of them. */
function taylorOfExp(x: Ball, balls: Balls): Ball {
  let term = balls.one;
  let sum = balls.one;
  for (let j = 1n; term.middle !== 0n && term.middle !== -1n; j++) {
    term = balls.dividedBy(balls.multiply(term, x), j);
    sum = balls.add(sum, term);
  }
  return balls.widened(sum, 4n + term.radius);
}

/** The natural logarithm, or null where the argument may not be positive: 2^k roots, then the series of artanh. */
export function lnBall(x: Ball, balls: Balls): Ball | null {
  const least = x.middle - x.radius;
  if (least <= 0n) return null;
  const k = halvings(balls.bits);
  const length = bitLength(x.middle);
  const exponent = BigInt(length - 1 - balls.bits);
  const wide = new Balls(balls.bits + k + bitLength(exponent) + GUARD);
  const shift = BigInt(wide.bits - length + 1);
  let root: Ball =
    shift >= 0n ? exact(x.middle << shift) : { middle: x.middle >> -shift, radius: 1n };
  for (let i = 0; i < k; i++) root = wide.squareRoot(root) as Ball;
  const z = wide.divide(wide.subtract(root, wide.one), wide.add(root, wide.one)) as Ball;
  const square = wide.multiply(z, z);
  let power = z;
  let sum = z;
  for (let j = 3n; power.middle !== 0n && power.middle !== -1n; j += 2n) {
    power = wide.multiply(power, square);
    sum = wide.add(sum, wide.dividedBy(power, j));
  }
  const mantissa = wide.times(wide.widened(sum, 4n + power.radius), 2n << BigInt(k));
  const value = wide.add(mantissa, wide.times(lnOfTwo(wide), exponent));
  const spread = (x.radius << BigInt(balls.bits)) / least;
  return balls.widened(balls.from(value, wide.bits), x.radius === 0n ? 0n : spread + 1n);
}

/** Sine and cosine: x = n pi/2 + r, the Taylor series of r / 2^k, and k doublings. */
export function sineAndCosine(x: Ball, balls: Balls): { sine: Ball; cosine: Ball } {
  const k = halvings(balls.bits);
  const whole = bitLength(x.middle >> BigInt(balls.bits));
  const wide = new Balls(balls.bits + 2 * k + whole + GUARD);
  const quarter = wide.dividedBy(piBall(wide), 2n);
  const argument = wide.from(exact(x.middle), balls.bits);
  const n = nearest(argument, quarter);
  const rest = wide.subtract(argument, wide.times(quarter, n));
  let { sine, cosine } = taylorOfSine(wide.dividedBy(rest, 1n << BigInt(k)), wide);
  for (let i = 0; i < k; i++) {
    const product = wide.multiply(sine, cosine);
    cosine = wide.subtract(wide.one, wide.times(wide.multiply(sine, sine), 2n));
    sine = wide.times(product, 2n);
  }
  const turned = [
    { sine, cosine },
    { sine: cosine, cosine: wide.negate(sine) },
    { sine: wide.negate(sine), cosine: wide.negate(cosine) },
    { sine: wide.negate(cosine), cosine: sine },
  ][Number(((n % 4n) + 4n) % 4n)] as { sine: Ball; cosine: Ball };
  const done = (value: Ball): Ball => balls.widened(balls.from(value, wide.bits), x.radius);
  return { sine: done(turned.sine), cosine: done(turned.cosine) };
}

/** For |x| < 1: both series alternate. */
function taylorOfSine(x: Ball, balls: Balls): { sine: Ball; cosine: Ball } {
  let term = balls.one;
  let [sine, cosine]: [Ball, Ball] = [exact(0n), balls.one];
  for (let j = 1n; term.middle !== 0n && term.middle !== -1n; j++) {
    term = balls.dividedBy(balls.multiply(term, x), j);
    const signed = j % 4n >= 2n ? balls.negate(term) : term;
    if (j % 2n === 1n) sine = balls.add(sine, signed);
    else cosine = balls.add(cosine, signed);
  }
  const left = 4n + term.radius;
  return { sine: balls.widened(sine, left), cosine: balls.widened(cosine, left) };
}

/** The arc tangent: arctan x = 2 arctan(x / (1 + sqrt(1 + x^2))), k times, then the series. */
export function arctanBall(x: Ball, balls: Balls): Ball {
  const k = halvings(balls.bits);
  const wide = new Balls(balls.bits + k + GUARD);
  const size = wide.from(exact(x.middle < 0n ? -x.middle : x.middle), balls.bits);
  const isLarge = size.middle > wide.one.middle;
  let y = isLarge ? (wide.divide(wide.one, size) as Ball) : size;
  for (let i = 0; i < k; i++) {
    const root = wide.squareRoot(wide.add(wide.one, wide.multiply(y, y))) as Ball;
    y = wide.divide(y, wide.add(wide.one, root)) as Ball;
  }
  const square = wide.negate(wide.multiply(y, y));
  let power = y;
  let sum = y;
  for (let j = 3n; power.middle !== 0n && power.middle !== -1n; j += 2n) {
    power = wide.multiply(power, square);
    sum = wide.add(sum, wide.dividedBy(power, j));
  }
  const small = wide.times(wide.widened(sum, 4n + power.radius), 1n << BigInt(k));
  const angle = isLarge ? wide.subtract(wide.dividedBy(piBall(wide), 2n), small) : small;
  const signed = x.middle < 0n ? wide.negate(angle) : angle;
  return balls.widened(balls.from(signed, wide.bits), x.radius);
}
