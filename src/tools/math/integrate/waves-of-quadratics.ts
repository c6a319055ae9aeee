import {
  contains,
  type Expression,
  integer,
  isNumber,
  ONE,
  ZERO,
} from "../expression/expression.ts";
import { isNegativeForPositive } from "../numeric/signs-of-letters.ts";
import { type Harmonic, harmonicsOf, isZero } from "./harmonic.ts";
import { type Quadratic, quadraticIn } from "./quadratic.ts";
import { productOf, termsOf } from "./terms.ts";
import { rootOf, settled } from "./tidy.ts";

const two = integer(2);

/**
 * The antiderivative of a sum of powers of x times an exponential, a sine or a cosine of a quadratic, by erf,
 * erfi and the Fresnel integrals of the completed square (DLMF 7.2, 7.7), by parts for the powers. Null where
 * the integrand is not of that kind. The result is a claim: differentiate it back.
 */
export function integrateWavesOfQuadratics(
  integrand: Expression,
  variable: string,
): Expression | null {
  const parts: Expression[] = [];
  let isOfQuadratic = false;
  for (const term of termsOf(integrand)) {
    const harmonics = harmonicsOf(term, variable, 0, isAtMostQuadratic);
    if (harmonics === null) return null;
    for (const harmonic of harmonics) {
      const coefficient = settled(harmonic.coefficient);
      if (isZero(coefficient)) continue;
      const part = integrateOne(harmonic, variable);
      if (part === null) return null;
      isOfQuadratic ||= part.isOfQuadratic;
      parts.push(["Multiply", coefficient, part.antiderivative]);
    }
  }
  return isOfQuadratic ? ["Add", ...parts] : null;
}

function isAtMostQuadratic(expression: Expression, variable: string): boolean {
  return quadraticIn(expression, variable) !== null;
}

/** Without the coefficient. */
function integrateOne(
  { power, exponent, angle, isSine }: Harmonic,
  variable: string,
): { readonly antiderivative: Expression; readonly isOfQuadratic: boolean } | null {
  if (contains(exponent, variable)) {
    const quadratic = quadraticIn(exponent, variable);
    if (angle !== null || quadratic === null || isZero(quadratic.a)) return null;
    return { antiderivative: exponential(power, quadratic, variable), isOfQuadratic: true };
  }
  const fixed: Expression = isZero(exponent) ? ONE : ["Power", "ExponentialE", exponent];
  if (angle === null)
    return {
      antiderivative: productOf([
        fixed,
        ["Divide", ["Power", variable, integer(power + 1)], integer(power + 1)],
      ]),
      isOfQuadratic: false,
    };
  const quadratic = quadraticIn(angle, variable);
  if (quadratic === null || isZero(quadratic.a)) return null;
  // With a positive coefficient of the square the Fresnel integrals are real.
  const isTurned = isNegativeForPositive(quadratic.a);
  const [a, b, c] = [quadratic.a, quadratic.b, quadratic.c].map((part) =>
    isTurned ? settled(["Negate", part]) : part,
  ) as [Expression, Expression, Expression];
  const found = wave(power, isSine, { a, b, c }, variable);
  return {
    antiderivative: productOf([fixed, isTurned && isSine ? ["Negate", found] : found]),
    isOfQuadratic: true,
  };
}

const written = ({ a, b, c }: Quadratic, x: string): Expression =>
  settled(["Add", ["Multiply", a, ["Power", x, two]], ["Multiply", b, x], c]);

/** `Q' = 2 a x + b`, so that `2 a I(n) = x^(n-1) e^Q - b I(n-1) - (n-1) I(n-2)`. */
function exponential(n: number, quadratic: Quadratic, x: string): Expression {
  const { a, b, c } = quadratic;
  const constant = settled(["Add", c, ["Negate", quarterOf(quadratic)]]);
  const isFalling = isNegativeForPositive(a);
  const size: Expression = isFalling ? settled(["Negate", a]) : a;
  const line: Expression = ["Add", ["Multiply", two, a, x], b];
  const root = rootOf(size);
  const inner: Expression = [
    "Divide",
    isFalling ? ["Negate", line] : line,
    ["Multiply", two, root],
  ];
  const base: Expression = [
    "Multiply",
    ["Divide", ["Sqrt", "Pi"], ["Multiply", two, root]],
    ["Power", "ExponentialE", constant],
    [isFalling ? "Erf" : "Erfi", settled(inner)],
  ];
  const whole: Expression = ["Power", "ExponentialE", written(quadratic, x)];
  // Each integral is a polynomial times e^Q and a multiple of the first.
  const values: Reduced[] = [{ polynomials: [ZERO], multiples: [ONE] }];
  for (let k = 1; k <= n; k++) {
    const power: Expression = k === 1 ? ONE : ["Power", x, integer(k - 1)];
    values.push(
      combined(
        [power],
        [b, values[k - 1]],
        [integer(k - 1), values[k - 2]],
        ["Multiply", two, a],
        -1,
      ),
    );
  }
  const { polynomials, multiples } = values[n] as Reduced;
  return sumOf([whole, polynomials[0] as Expression], [base, multiples[0] as Expression]);
}

/** Polynomials times the functions at hand, and multiples of the integrals with n = 0. */
interface Reduced {
  readonly polynomials: readonly Expression[];
  readonly multiples: readonly Expression[];
}

/** `(own - times before + sign share last) / divisor`, part by part. */
function combined(
  own: readonly Expression[],
  [times, before]: readonly [Expression, Reduced | undefined],
  [share, last]: readonly [Expression, Reduced | undefined],
  divisor: Expression,
  sign: 1 | -1,
): Reduced {
  const part = (
    pick: (from: Reduced) => readonly Expression[],
    first: readonly Expression[],
  ): Expression[] =>
    first.map((head, index) => {
      const terms: Expression[] = [head];
      if (before !== undefined)
        terms.push(["Negate", ["Multiply", times, pick(before)[index] as Expression]]);
      if (last !== undefined) {
        const term: Expression = ["Multiply", share, pick(last)[index] as Expression];
        terms.push(sign === 1 ? term : ["Negate", term]);
      }
      return settled(["Divide", ["Add", ...terms], divisor]);
    });
  return {
    polynomials: part(({ polynomials }) => polynomials, own),
    multiples: part(
      ({ multiples }) => multiples,
      own.map(() => ZERO),
    ),
  };
}

/**
 * `2 a C(n) = x^(n-1) sin Q - b C(n-1) - (n-1) S(n-2)` and
 * `2 a S(n) = -x^(n-1) cos Q - b S(n-1) + (n-1) C(n-2)` for the integrals of x^n cos Q and x^n sin Q.
 */
function wave(n: number, isSine: boolean, quadratic: Quadratic, x: string): Expression {
  const { a, b } = quadratic;
  const divisor: Expression = ["Multiply", two, a];
  const cosines: Reduced[] = [{ polynomials: [ZERO, ZERO], multiples: [ONE, ZERO] }];
  const sines: Reduced[] = [{ polynomials: [ZERO, ZERO], multiples: [ZERO, ONE] }];
  for (let k = 1; k <= n; k++) {
    const power: Expression = k === 1 ? ONE : ["Power", x, integer(k - 1)];
    const share = integer(k - 1);
    cosines.push(combined([ZERO, power], [b, cosines[k - 1]], [share, sines[k - 2]], divisor, -1));
    sines.push(
      combined([["Negate", power], ZERO], [b, sines[k - 1]], [share, cosines[k - 2]], divisor, 1),
    );
  }
  const { polynomials, multiples } = (isSine ? sines : cosines)[n] as Reduced;
  const angle = written(quadratic, x);
  const [c0, s0] = firstFresnel(quadratic, x);
  return sumOf(
    [["Cos", angle], polynomials[0] as Expression],
    [["Sin", angle], polynomials[1] as Expression],
    [c0, multiples[0] as Expression],
    [s0, multiples[1] as Expression],
  );
}

/** With k = c - b^2/(4 a) and z = (2 a x + b)/sqrt(2 pi a): sqrt(pi/(2 a)) (cos k C(z) - sin k S(z)) and the sine. */
function firstFresnel(quadratic: Quadratic, x: string): [Expression, Expression] {
  const { a, b, c } = quadratic;
  const k = settled(["Add", c, ["Negate", quarterOf(quadratic)]]);
  const root = rootOf(settled(["Multiply", two, a]));
  const z: Expression = [
    "Divide",
    ["Add", ["Multiply", two, a, x], b],
    ["Multiply", root, ["Sqrt", "Pi"]],
  ];
  const inner = settled(z);
  const scale: Expression = ["Divide", ["Sqrt", "Pi"], root];
  const [cosine, sine]: Expression[] = isZero(k)
    ? [ONE, ZERO]
    : [
        ["Cos", k],
        ["Sin", k],
      ];
  const [fc, fs]: Expression[] = [
    ["FresnelC", inner],
    ["FresnelS", inner],
  ];
  const [c0, s0] = [
    sumOf([cosine, fc], [["Negate", sine as Expression], fs]),
    sumOf([cosine, fs], [sine, fc]),
  ];
  return [productOf([scale, c0]), productOf([scale, s0])];
}

function quarterOf({ a, b }: Quadratic): Expression {
  return ["Divide", ["Power", b, two], ["Multiply", integer(4), a]];
}

/** A sum of products without those that vanish. */
function sumOf(...products: readonly (readonly (Expression | undefined)[])[]): Expression {
  const terms = (products as readonly (readonly Expression[])[])
    .filter((factors) => factors.every((factor) => !isZero(settled(factor))))
    .map((factors) => productOf(factors.filter((factor) => !isOne(factor))));
  return terms.length === 0
    ? ZERO
    : terms.length === 1
      ? (terms[0] as Expression)
      : ["Add", ...terms];
}

const isOne = (node: Expression): boolean => isNumber(node) && node.num === "1";
