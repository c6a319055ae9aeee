import { checkDeadline } from "../exact/deadline.ts";
import { type Ball, Balls } from "./ball.ts";
import { expBall, lnBall, piBall } from "./ball-functions.ts";

const GUARD = 40;
const LN_2 = 0.693148;
/** Beyond, the error function differs from one by less than anybody is shown. */
const LARGEST_FOR_ERF = 150;
const LARGEST_FOR_ZETA = 20_000n;

/**
 * The zeta function at whole numbers from 2 on. Method and error bound: Borwein, "An efficient algorithm for
 * the Riemann zeta function" (2000), algorithm 2: with n terms the error is at most 3 (3 + sqrt 8)^-n over
 * 1 - 2^(1-s).
 */
export function zetaBall(u: Ball, balls: Balls): Ball | null {
  const s = balls.floor(u);
  if (s === null || u.radius !== 0n || balls.integer(s).middle !== u.middle) return null;
  if (s < 2n || s > LARGEST_FOR_ZETA) return null;
  const wide = new Balls(balls.bits + GUARD);
  const n = Math.ceil(wide.bits / 2.54) + 2;
  const sums = chebyshevSums(BigInt(n));
  const last = sums.at(-1) as bigint;
  let sum: Ball = { middle: 0n, radius: 0n };
  for (let k = 0; k < n; k++) {
    // The weight (d_k - d_n) / d_n times 2^bits over (k + 1)^s, with its sign.
    const weight = (last - (sums[k] as bigint)) << BigInt(wide.bits);
    const scaled: Ball = { middle: weight / last, radius: 1n };
    const powered = s > BigInt(wide.bits) && k > 0 ? null : BigInt(k + 1) ** s;
    const term = powered === null ? { middle: 0n, radius: 1n } : wide.dividedBy(scaled, powered);
    sum = k % 2 === 0 ? wide.add(sum, term) : wide.subtract(sum, term);
  }
  const factor = wide.subtract(wide.one, wide.ratio(1n, 1n << (s - 1n)));
  const value = wide.divide(wide.widened(sum, 8n), factor);
  return value === null ? null : balls.from(value, wide.bits);
}

/** d_k = n (sum over i up to k of (n+i-1)! 4^i / ((n-i)! (2i)!)), for k from 0 to n. */
function chebyshevSums(n: bigint): bigint[] {
  const sums: bigint[] = [];
  let term = 1n;
  let sum = 0n;
  for (let i = 0n; i <= n; i++) {
    checkDeadline(4);
    if (i > 0n) term = (term * 4n * (n + i - 1n) * (n - i + 1n)) / (2n * i * (2n * i - 1n));
    sum += term;
    sums.push(sum);
  }
  return sums;
}

/** erf x = 2 / sqrt(pi) e^(-x^2) (sum over n of 2^n x^(2n+1) / (2n+1)!!): DLMF 7.6.2, all terms of one sign. */
export function erfBall(u: Ball, balls: Balls): Ball | null {
  const size = Number(u.middle >> BigInt(balls.bits - 20)) / 2 ** 20;
  if (!(Math.abs(size) < LARGEST_FOR_ERF)) return null;
  const wide = new Balls(balls.bits + Math.ceil(2 * size * size) + GUARD);
  const x = wide.from({ middle: u.middle, radius: 0n }, balls.bits);
  const square = wide.multiply(x, x);
  let term = x;
  let sum = x;
  for (let n = 1n; term.middle !== 0n && term.middle !== -1n; n++) {
    term = wide.dividedBy(wide.times(wide.multiply(term, square), 2n), 2n * n + 1n);
    sum = wide.add(sum, term);
  }
  // The last term is beyond the largest one, where each is less than half of the one before.
  const series = wide.widened(sum, 4n + 2n * term.radius);
  const bell = expBall(wide.negate(square), wide);
  const root = wide.squareRoot(piBall(wide));
  if (bell === null || root === null) return null;
  const value = wide.divide(wide.times(wide.multiply(series, bell), 2n), root);
  return value === null ? null : balls.widened(balls.from(value, wide.bits), 2n * u.radius);
}

/**
 * Euler's constant. Method and error bound: Brent and McMillan, "Some new algorithms for high-precision
 * computation of Euler's constant" (1980), B1: A/B - ln n with A = sum (n^k/k!)^2 H_k and
 * B = sum (n^k/k!)^2 is off by less than pi e^(-4n).
 */
export function eulerGammaBall(balls: Balls): Ball | null {
  const n = BigInt(Math.ceil(((balls.bits + GUARD) * LN_2) / 4));
  const wide = new Balls(balls.bits + GUARD);
  let b = wide.one;
  let a: Ball = { middle: 0n, radius: 0n };
  let [sumOfB, sumOfA] = [b, a];
  for (let k = 1n; k < 2n * n || a.middle !== 0n; k++) {
    b = wide.dividedBy(wide.times(b, n * n), k * k);
    a = wide.dividedBy(wide.add(wide.dividedBy(wide.times(a, n * n), k), b), k);
    sumOfB = wide.add(sumOfB, b);
    sumOfA = wide.add(sumOfA, a);
  }
  const [over, under] = [
    wide.widened(sumOfA, 4n + 2n * (a.radius + b.radius)),
    wide.widened(sumOfB, 4n + 2n * b.radius),
  ];
  const quotient = wide.divide(over, under);
  const logarithm = lnBall(wide.integer(n), wide);
  if (quotient === null || logarithm === null) return null;
  const value = wide.subtract(quotient, logarithm);
  return balls.from(wide.widened(value, 4n), wide.bits);
}

/**
 * The gamma function at a rational number between 1 and 2: the integral from 0 to N by its series
 * N^x e^(-N) (sum over k of N^k / (x (x+1) ... (x+k))), DLMF 8.7.1; what is left from N on is less than 2 N e^(-N).
 */
export function gammaBall(over: bigint, under: bigint, balls: Balls): Ball | null {
  const wide = new Balls(balls.bits + GUARD);
  const n = BigInt(Math.ceil((wide.bits + GUARD) * LN_2));
  let term = wide.ratio(under, over);
  let sum = term;
  for (let k = 1n; k < 2n * n || term.middle !== 0n; k++) {
    term = wide.dividedBy(wide.times(term, n * under), over + k * under);
    sum = wide.add(sum, term);
  }
  const growth = expBall(wide.integer(n), wide);
  const logarithm = lnBall(wide.integer(n), wide);
  if (growth === null || logarithm === null) return null;
  const share = wide.divide(wide.widened(sum, 4n + 2n * term.radius), growth);
  const power = expBall(wide.multiply(wide.ratio(over, under), logarithm), wide);
  if (share === null || power === null) return null;
  return balls.from(wide.widened(wide.multiply(share, power), 2n), wide.bits);
}
