import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { bitLength } from "../exact/integers.ts";
import { type Ball, Balls } from "./ball.ts";
import { arctanBall, expBall, lnBall, piBall, sineAndCosine } from "./ball-functions.ts";
import { erfBall, eulerGammaBall, gammaBall, zetaBall } from "./ball-special-functions.ts";

/** Whole numbers whose factorial, or lower number of a binomial, is multiplied out. */
const LARGEST_PRODUCT = 3_000n;
const LARGEST_POWER = 100_000n;
/** The most bits before the point. */
const MOST_BITS_OF_VALUE = 80_000;

type Real = Ball | null;
type OfOne = (u: Ball, balls: Balls) => Real;

const half = (u: Real, balls: Balls): Real => (u === null ? null : balls.dividedBy(u, 2n));
const inverse = (u: Real, balls: Balls): Real => (u === null ? null : balls.divide(balls.one, u));
const quotient = (a: Real, b: Real, balls: Balls): Real =>
  a === null || b === null ? null : balls.divide(a, b);
const exp = (u: Ball, balls: Balls): Real => expBall(u, balls);
const expMinus = (u: Ball, balls: Balls): Real => expBall(balls.negate(u), balls);
const root = (u: Ball, balls: Balls): Real => balls.squareRoot(u);
const ln = (u: Real, balls: Balls): Real => (u === null ? null : lnBall(u, balls));
const square = (u: Ball, balls: Balls): Ball => balls.multiply(u, u);

function tangent(u: Ball, balls: Balls): Real {
  const { sine, cosine } = sineAndCosine(u, balls);
  return balls.divide(sine, cosine);
}

function hyperbolic(u: Ball, balls: Balls, sign: 1 | -1): Real {
  const [up, down] = [exp(u, balls), expMinus(u, balls)];
  if (up === null || down === null) return null;
  return half(sign === 1 ? balls.add(up, down) : balls.subtract(up, down), balls);
}

/** arcsin u = arctan(u / sqrt(1 - u^2)), and a right angle where u is 1 or -1. */
function arcsine(u: Ball, balls: Balls): Real {
  if (u.radius === 0n && (u.middle === balls.one.middle || u.middle === -balls.one.middle)) {
    const quarter = balls.dividedBy(piBall(balls), 2n);
    return u.middle > 0n ? quarter : balls.negate(quarter);
  }
  const leg = root(balls.subtract(balls.one, square(u, balls)), balls);
  const slope = quotient(u, leg, balls);
  return slope === null ? null : arctanBall(slope, balls);
}

function arccosine(u: Ball, balls: Balls): Real {
  const sine = arcsine(u, balls);
  return sine === null ? null : balls.subtract(balls.dividedBy(piBall(balls), 2n), sine);
}

/** ln(u + sqrt(u^2 + 1)), for a negative argument by its oddness, where the sum would cancel. */
function areaSine(u: Ball, balls: Balls): Real {
  if (u.middle < 0n) {
    const positive = areaSine(balls.negate(u), balls);
    return positive === null ? null : balls.negate(positive);
  }
  const leg = root(balls.add(square(u, balls), balls.one), balls);
  return leg === null ? null : lnBall(balls.add(u, leg), balls);
}

function areaCosine(u: Ball, balls: Balls): Real {
  if (u.middle < 0n) return null;
  const leg = root(balls.subtract(square(u, balls), balls.one), balls);
  return leg === null ? null : lnBall(balls.add(u, leg), balls);
}

function areaTangent(u: Ball, balls: Balls): Real {
  const inside = quotient(balls.add(balls.one, u), balls.subtract(balls.one, u), balls);
  return half(ln(inside, balls), balls);
}

const ofInverse =
  (compute: OfOne): OfOne =>
  (u, balls) => {
    const flipped = inverse(u, balls);
    return flipped === null ? null : compute(flipped, balls);
  };

const inverted =
  (compute: OfOne): OfOne =>
  (u, balls) =>
    inverse(compute(u, balls), balls);

const sine: OfOne = (u, balls) => sineAndCosine(u, balls).sine;
const cosine: OfOne = (u, balls) => sineAndCosine(u, balls).cosine;
const sinh: OfOne = (u, balls) => hyperbolic(u, balls, -1);
const cosh: OfOne = (u, balls) => hyperbolic(u, balls, 1);
const tanh: OfOne = (u, balls) => quotient(sinh(u, balls), cosh(u, balls), balls);

const ONE_ARGUMENT: Readonly<Record<string, OfOne>> = {
  Sqrt: root,
  Ln: lnBall,
  Abs: (u, balls) => {
    const sign = balls.sign(u);
    return sign === null ? null : sign < 0 ? balls.negate(u) : u;
  },
  Sign: (u, balls) => {
    const sign = balls.sign(u);
    return sign === null ? null : balls.integer(BigInt(sign));
  },
  Floor: (u, balls) => {
    const floor = balls.floor(u);
    return floor === null ? null : balls.integer(floor);
  },
  Ceil: (u, balls) => {
    const floor = balls.floor(balls.negate(u));
    return floor === null ? null : balls.integer(-floor);
  },
  Sin: sine,
  Cos: cosine,
  Tan: tangent,
  Cot: inverted(tangent),
  Sec: inverted(cosine),
  Csc: inverted(sine),
  Arcsin: arcsine,
  Arccos: arccosine,
  Arctan: arctanBall,
  Arccot: ofInverse(arctanBall),
  Arcsec: ofInverse(arccosine),
  Arccsc: ofInverse(arcsine),
  Sinh: sinh,
  Cosh: cosh,
  Tanh: tanh,
  Coth: inverted(tanh),
  Sech: inverted(cosh),
  Csch: inverted(sinh),
  Arsinh: areaSine,
  Arcosh: areaCosine,
  Artanh: areaTangent,
  Arcoth: ofInverse(areaTangent),
  Arsech: ofInverse(areaCosine),
  Arcsch: ofInverse(areaSine),
  Zeta: zetaBall,
  Erf: erfBall,
  Erfc: (u, balls) => {
    const value = erfBall(u, balls);
    return value === null ? null : balls.subtract(balls.one, value);
  },
};

/**
 * The real value of an expression without variables, with so many bits after the point: a ball that holds
 * it. Null where there is no real value, where the ball is too wide to tell (ask for more bits), or where a
 * function is not known here. Throws only `timed_out`, when the deadline of the question is over.
 */
export function evaluateBall(expression: Expression, balls: Balls): Ball | null {
  const value = evaluate(expression, balls);
  return value === null || bitLength(value.middle) - balls.bits > MOST_BITS_OF_VALUE ? null : value;
}

function evaluate(expression: Expression, balls: Balls): Ball | null {
  if (isNumber(expression)) return rational(expression, balls);
  if (isSymbol(expression)) {
    if (expression === "Pi") return piBall(balls);
    if (expression === "ExponentialE") return expBall(balls.one, balls);
    if (expression === "EulerGamma") return eulerGammaBall(balls);
    return null;
  }
  const head = headOf(expression);
  const operands = argumentsOf(expression);
  if (head === "Power") return power(operands, balls);
  if (head === "Gamma" || head === "Factorial") return gammaOf(head, operands, balls);
  const parts: Ball[] = [];
  for (const operand of operands) {
    const value = evaluateBall(operand, balls);
    if (value === null) return null;
    parts.push(value);
  }
  const [first, second] = parts as [Ball, Ball | undefined];
  if (head === "Add") return parts.reduce((a, b) => balls.add(a, b));
  if (head === "Multiply") return parts.reduce((a, b) => balls.multiply(a, b));
  if (parts.length === 1)
    return head === "Negate" ? balls.negate(first) : (ONE_ARGUMENT[head]?.(first, balls) ?? null);
  if (second === undefined || parts.length > 2) return null;
  if (head === "Divide") return balls.divide(first, second);
  if (head === "Log") return quotient(ln(first, balls), ln(second, balls), balls);
  if (head === "Binomial") return binomial(first, second, balls);
  return null;
}

function rational(expression: Expression, balls: Balls): Ball | null {
  const value = fractionOf(expression);
  return value === null ? null : balls.ratio(value.s * value.n, value.d);
}

function exactInteger(u: Ball, balls: Balls): bigint | null {
  const floor = balls.floor(u);
  return u.radius === 0n && floor !== null && balls.integer(floor).middle === u.middle
    ? floor
    : null;
}

/** Whole powers are multiplied out; others are e^(b ln a), for a positive base. */
function power(operands: readonly Expression[], balls: Balls): Ball | null {
  const [base, exponent] = operands;
  if (base === undefined || exponent === undefined || operands.length > 2) return null;
  const exact = fractionOf(exponent);
  if (base === "ExponentialE") {
    const of = evaluateBall(exponent, balls);
    return of === null ? null : expBall(of, balls);
  }
  const a = evaluateBall(base, balls);
  if (a === null) return null;
  if (exact !== null && exact.d === 1n) {
    if (exact.n > LARGEST_POWER || (exact.n === 0n && balls.sign(a) === 0)) return null;
    const bits = (bitLength(a.middle) - balls.bits) * Number(exact.n);
    return bits > MOST_BITS_OF_VALUE ? null : balls.power(a, exact.s * exact.n);
  }
  if (exact !== null && exact.d === 2n && exact.n === 1n) {
    const of = balls.squareRoot(a);
    return exact.s < 0n ? inverse(of, balls) : of;
  }
  const b = evaluateBall(exponent, balls);
  const logarithm = lnBall(a, balls);
  return b === null || logarithm === null ? null : expBall(balls.multiply(b, logarithm), balls);
}

/** The gamma function of a rational number, brought between 1 and 2 by its recurrence. */
function gammaOf(
  head: "Gamma" | "Factorial",
  [operand, ...others]: readonly Expression[],
  balls: Balls,
): Ball | null {
  const given = operand === undefined || others.length > 0 ? null : fractionOf(operand);
  const x = head === "Factorial" ? (given?.add(1) ?? null) : given;
  if (x === null || (x.d === 1n && x.s <= 0n)) return null;
  const whole = x.floor();
  if (whole.n > LARGEST_PRODUCT || Number(whole.n) * bitLength(x.d) > MOST_BITS_OF_VALUE)
    return null;
  const [n, start] = [whole.s * whole.n, x.sub(whole).add(1)];
  // gamma(x) = (x - 1) ... (start) gamma(start), or divided by what lies between where x is below 1.
  let [over, under] = [1n, 1n];
  for (let k = 1n; k < n; k++) {
    over *= start.n + (k - 1n) * start.d;
    under *= start.d;
  }
  for (let k = n; k < 1n; k++) {
    under *= start.n - (1n - k) * start.d;
    over *= start.d;
  }
  // Digits that the factor takes away are worked out beforehand.
  const wide = new Balls(balls.bits + Math.max(0, bitLength(over) - bitLength(under)) + 2);
  const base = start.d === 1n ? wide.one : gammaBall(start.n, start.d, wide);
  if (base === null) return null;
  return balls.from(wide.dividedBy(wide.times(base, over), under), wide.bits);
}

function binomial(first: Ball, second: Ball, balls: Balls): Ball | null {
  const [n, k] = [exactInteger(first, balls), exactInteger(second, balls)];
  if (n === null || k === null || k < 0n || k > LARGEST_PRODUCT) return null;
  if (Number(k) * bitLength(n) > MOST_BITS_OF_VALUE) return null;
  let product = 1n;
  for (let i = 0n; i < k; i++) product = (product * (n - i)) / (i + 1n);
  return balls.integer(product);
}
