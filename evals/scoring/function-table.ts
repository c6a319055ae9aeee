import * as c from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { completeEllipticE, ellipticE, ellipticF, ellipticK } from "./elliptic-functions.ts";
import * as special from "./special-functions.ts";

export type PlainFunction = (items: readonly Complex[]) => Complex;

const { ONE, Real, ZERO, complex, divide, outOfReach, subtract } = c;

/** A function of one argument. */
const one =
  (apply: (z: Complex) => Complex): PlainFunction =>
  (items) => {
    if (items.length !== 1) throw outOfReach("a function with this many arguments");
    return apply(items[0] ?? ZERO);
  };
const two =
  (apply: (a: Complex, b: Complex) => Complex): PlainFunction =>
  (items) => {
    if (items.length !== 2) throw outOfReach("a function with this many arguments");
    return apply(items[0] ?? ZERO, items[1] ?? ZERO);
  };
const reciprocal = (apply: (z: Complex) => Complex): PlainFunction =>
  one((z) => divide(ONE, apply(z)));
const ofReciprocal = (apply: (z: Complex) => Complex): PlainFunction =>
  one((z) => apply(divide(ONE, z)));
const onReals = (name: string, apply: (x: c.Real) => c.Real): PlainFunction =>
  one((z) => {
    if (!c.isReal(z)) throw outOfReach(`${name} of a complex number`);
    return complex(apply(z.re));
  });
const baseLogarithm = (z: Complex, base: Complex): Complex =>
  divide(c.logarithm(z), c.logarithm(base));

function wholeNumbers(items: readonly Complex[]): bigint[] {
  return items.map((item) => {
    if (!c.isReal(item) || !item.re.isInteger() || item.re.abs().gt("1e50"))
      throw outOfReach("a number-theoretic function of such a value");
    return BigInt(item.re.toFixed(0));
  });
}
function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : greatestDivisor(b, a % b);
}

function binomial(n: Complex, k: Complex): Complex {
  const whole = c.asInteger(k);
  if (whole !== null && whole >= 0 && whole <= 2_000) {
    let result = ONE;
    for (let j = 0; j < whole; j++)
      result = divide(c.multiply(result, subtract(n, complex(j))), complex(j + 1));
    return result;
  }
  if (whole !== null && whole < 0) return ZERO;
  const plusOne = (z: Complex): Complex => c.add(z, ONE);
  return divide(
    special.gamma(plusOne(n)),
    c.multiply(special.gamma(plusOne(k)), special.gamma(plusOne(subtract(n, k)))),
  );
}

function fibonacci(n: Complex): Complex {
  const whole = c.asInteger(n);
  if (whole === null || whole < 0 || whole > 10_000) throw outOfReach("this Fibonacci number");
  let [a, b] = [0n, 1n];
  for (let k = 0; k < whole; k++) [a, b] = [b, a + b];
  return complex(a.toString());
}

function extreme(pick: (a: c.Real, b: c.Real) => c.Real): PlainFunction {
  return (items) => {
    if (items.length === 0 || !items.every(c.isReal))
      throw outOfReach("the order of complex numbers");
    return complex(items.map((item) => item.re).reduce(pick));
  };
}

const arcCotangent = (z: Complex): Complex =>
  c.isZero(z) ? complex(c.PI.div(2)) : c.atan(divide(ONE, z));
const factorial = one((z) => special.gamma(c.add(z, ONE)));

const INVERSE: Record<string, PlainFunction> = {
  sin: one(c.asin),
  cos: one(c.acos),
  tan: one(c.atan),
  cot: one(arcCotangent),
  sec: ofReciprocal(c.acos),
  csc: ofReciprocal(c.asin),
};
const INVERSE_HYPERBOLIC: Record<string, PlainFunction> = {
  sinh: one(c.asinh),
  cosh: one(c.acosh),
  tanh: one(c.atanh),
  coth: ofReciprocal(c.atanh),
  sech: ofReciprocal(c.acosh),
  csch: ofReciprocal(c.asinh),
};

function inverses(): Record<string, PlainFunction> {
  const table: Record<string, PlainFunction> = {};
  for (const [name, apply] of Object.entries(INVERSE)) {
    table[`a${name}`] = apply;
    table[`arc${name}`] = apply;
  }
  for (const [name, apply] of Object.entries(INVERSE_HYPERBOLIC)) {
    table[`a${name}`] = apply;
    table[`arc${name}`] = apply;
    table[`ar${name}`] = apply;
  }
  return table;
}

/** Every function of plain notation that the scorer can evaluate to sixty digits. */
export const FUNCTIONS: Readonly<Record<string, PlainFunction>> = {
  __proto__: null as unknown as PlainFunction,
  ...inverses(),
  "+": two(c.add),
  "-": two(subtract),
  "*": two(c.multiply),
  "/": two(divide),
  "^": two(c.power),
  negate: one(c.negate),
  factorial,
  sin: one(c.sin),
  cos: one(c.cos),
  tan: one(c.tan),
  cot: one((z) => divide(c.cos(z), c.sin(z))),
  sec: reciprocal(c.cos),
  csc: reciprocal(c.sin),
  sinh: one(c.sinh),
  cosh: one(c.cosh),
  tanh: one(c.tanh),
  coth: reciprocal(c.tanh),
  sech: reciprocal(c.cosh),
  csch: reciprocal(c.sinh),
  exp: one(c.exponential),
  log: (items) => (items.length === 2 ? two(baseLogarithm)(items) : one(c.logarithm)(items)),
  ln: one(c.logarithm),
  log2: one((z) => baseLogarithm(z, complex(2))),
  log10: one((z) => baseLogarithm(z, complex(10))),
  sqrt: one(c.squareRoot),
  cbrt: one((z) => (c.isReal(z) ? complex(z.re.cbrt()) : c.power(z, divide(ONE, complex(3))))),
  abs: one((z) => complex(c.magnitude(z))),
  arg: one((z) => complex(c.argument(z))),
  re: one((z) => complex(z.re)),
  im: one((z) => complex(z.im)),
  conjugate: one((z) => complex(z.re, z.im.neg())),
  sign: one((z) => (c.isZero(z) ? ZERO : divide(z, complex(c.magnitude(z))))),
  floor: onReals("floor", (x) => x.floor()),
  ceil: onReals("ceil", (x) => x.ceil()),
  ceiling: onReals("ceiling", (x) => x.ceil()),
  round: onReals("round", (x) => x.round()),
  Heaviside: onReals("Heaviside", (x) =>
    x.isZero() ? new Real("0.5") : new Real(x.isNegative() ? 0 : 1),
  ),
  max: extreme((a, b) => Real.max(a, b)),
  min: extreme((a, b) => Real.min(a, b)),
  mod: two((a, b) => subtract(a, c.multiply(b, onReals("mod", (x) => x.floor())([divide(a, b)])))),
  gcd: (items) => complex(wholeNumbers(items).reduce(greatestDivisor).toString()),
  lcm: (items) =>
    complex(
      wholeNumbers(items)
        .reduce((a, b) => (a === 0n || b === 0n ? 0n : (a / greatestDivisor(a, b)) * b))
        .toString(),
    ),
  binomial: two(binomial),
  fibonacci: one(fibonacci),
  gamma: (items) =>
    items.length === 2 ? two(special.upperGamma)(items) : one(special.gamma)(items),
  uppergamma: two(special.upperGamma),
  lowergamma: two(special.lowerGamma),
  digamma: one(special.digamma),
  psi: (items) =>
    items.length === 2 ? two(special.polygamma)(items) : one(special.digamma)(items),
  polygamma: two(special.polygamma),
  harmonic: one((z) => c.add(special.digamma(c.add(z, ONE)), special.EULER_GAMMA)),
  beta: two((a, b) =>
    divide(c.multiply(special.gamma(a), special.gamma(b)), special.gamma(c.add(a, b))),
  ),
  zeta: (items) =>
    items.length === 2 ? two(special.hurwitzZeta)(items) : one(special.zeta)(items),
  polylog: two(special.polylogarithm),
  lambertw: (items) =>
    items.length === 2
      ? two(special.lambertW)(items)
      : one((z) => special.lambertW(z, ZERO))(items),
  erf: one(special.erf),
  erfc: one(special.erfc),
  erfi: one((z) => c.negate(c.timesI(special.erf(c.timesI(z))))),
  Ei: one(special.exponentialIntegral),
  li: one(special.logarithmicIntegral),
  Si: one(special.sineIntegral),
  Ci: one(special.cosineIntegral),
  Shi: one(special.sinhIntegral),
  Chi: one(special.coshIntegral),
  fresnels: one(special.fresnelSine),
  fresnelc: one(special.fresnelCosine),
  expint: two(special.generalExponentialIntegral),
  elliptic_f: two(ellipticF),
  elliptic_e: (items) =>
    items.length === 2 ? two(ellipticE)(items) : one(completeEllipticE)(items),
  elliptic_k: one(ellipticK),
};
