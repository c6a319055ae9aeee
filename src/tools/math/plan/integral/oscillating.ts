import { Fraction } from "fraction.js";
import { exactForm } from "../../exact/exact-form.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { linearIn } from "../../integrate/linear.ts";
import { factorsOf, productOf, termsOf } from "../../integrate/terms.ts";
import { rationalFourier } from "../../laplace/rational-fourier.ts";
import { alternatingTail } from "../../numeric/alternating-tail.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { reduceTrigonometry } from "../../trig/reduce.ts";
import { asUnivariate } from "../univariate-input.ts";
import { quadrature, valueAt } from "./numeric.ts";

export interface Oscillating {
  readonly value: number;
  /** Closed forms to be compared with the value. */
  readonly candidates: readonly Expression[];
}

const MOST_TERMS = 12;
const INFINITY: Expression = "PositiveInfinity";
const isMinusInfinity = (bound: Expression): boolean =>
  bound === "NegativeInfinity" ||
  (headOf(bound) === "Negate" && argumentsOf(bound)[0] === INFINITY);

/**
 * Integrals to infinity of sines and cosines times powers and quotients of polynomials, which settle only
 * because the waves cancel. The amplitude of each wave must fall to zero without a pole (Dirichlet's test):
 * the finite part is integrated as it stands, each tail as an alternating series. Null for other
 * integrands, and where an amplitude does not fall.
 */
export function oscillatingIntegral(
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Oscillating | null {
  if (upper !== INFINITY || variablesOf(body).some((name) => name !== variable)) return null;
  if (!isMinusInfinity(lower)) {
    const value = halfLine(body, variable, lower);
    return value === null
      ? null
      : { value, candidates: lower === ZERO || isZero(lower) ? closedForms(body, variable) : [] };
  }
  const mirrored = substitute(body, variable, ["Negate", variable]);
  const [right, left] = [halfLine(body, variable, ZERO), halfLine(mirrored, variable, ZERO)];
  if (right === null || left === null) return null;
  return { value: right + left, candidates: onLine(body, variable) };
}

/** The same integrals as a number alone. */
export function oscillatingValue(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
): number | null {
  return oscillatingIntegral(body, variable, bounds)?.value ?? null;
}

function isZero(expression: Expression): boolean {
  return fractionOf(expression)?.equals(0) === true;
}

function halfLine(body: Expression, variable: string, lower: Expression): number | null {
  const from = evaluateReal(lower)?.toNumber();
  if (from === undefined) return null;
  const straight = from >= 0 ? straightened(body, variable) : null;
  if (straight !== null) return halfLine(straight.body, variable, straight.bound(lower));
  const terms = wavesOf(body, variable);
  if (terms === null) return null;
  const cut = Math.ceil(
    Math.max(from + 1, 12, ...terms.map(({ beyond }) => beyond + 1).filter(Number.isFinite)),
  );
  if (terms.some(({ beyond }) => !Number.isFinite(beyond))) return null;
  const near = quadrature(body, variable, lower, integer(cut));
  if (near === null) return null;
  let total = near;
  for (const term of terms) {
    const part = tail(term, variable, cut);
    if (part === null) return null;
    total += part;
  }
  return total;
}

interface WaveTerm {
  readonly expression: Expression;
  readonly amplitude: Expression;
  readonly wave: {
    readonly head: "Sin" | "Cos";
    readonly slope: number;
    readonly offset: number;
  } | null;
  /** No pole of the amplitude lies past this. */
  readonly beyond: number;
}

function tail(
  { expression, amplitude, wave }: WaveTerm,
  variable: string,
  cut: number,
): number | null {
  if (wave === null) return quadrature(expression, variable, integer(cut), INFINITY);
  const size = (x: number): number => Math.abs(valueAt(amplitude, variable, x) ?? Number.NaN);
  // It falls to zero: a power of x, past all poles.
  if (!(size(1e8) < 0.5 * size(1e4) && size(1e12) < 0.5 * size(1e8))) return null;
  const { head, slope, offset } = wave;
  const half = Math.PI / Math.abs(slope);
  const shift = head === "Sin" ? 0 : Math.PI / 2;
  const count = Math.ceil((cut * Math.abs(slope) + Math.sign(slope) * offset - shift) / Math.PI);
  const start = (count * Math.PI + shift - Math.sign(slope) * offset) / Math.abs(slope);
  const f = (x: number): number | null => valueAt(expression, variable, x);
  const first =
    start - cut < 1e-9 ? 0 : quadrature(expression, variable, integer(cut), { num: String(start) });
  const rest = alternatingTail(f, start, half);
  return first === null || rest === null ? null : first + rest;
}

/** A sum of amplitudes, each with at most one wave of a linear argument; null for anything else. */
function wavesOf(body: Expression, variable: string): WaveTerm[] | null {
  const { constant, factors } = factorsOf(body, variable);
  const waves = factors.filter(holdsWave);
  const product = productOf(waves);
  const others = productOf([constant, ...factors.filter((factor) => !waves.includes(factor))]);
  const reduced = termsOf(reduceTrigonometry(product) ?? product);
  const terms = reduced.map((term): Expression => ["Multiply", others, term]);
  if (terms.length > MOST_TERMS) return null;
  const read = terms.map((term) => waveTerm(term, variable));
  if (read.some((term) => term === null) || read.every((term) => term?.wave === null)) return null;
  return read as WaveTerm[];
}

function holdsWave(node: Expression): boolean {
  return /^(?:Sin|Cos)$/.test(headOf(node)) || argumentsOf(node).some(holdsWave);
}

function waveTerm(term: Expression, variable: string): WaveTerm | null {
  const { constant, factors } = factorsOf(term, variable);
  const waves = factors.filter((factor) => /^(?:Sin|Cos)$/.test(headOf(factor)));
  const others = factors.filter((factor) => !waves.includes(factor));
  if (waves.length > 1) return null;
  const [wave] = waves;
  const linear = wave === undefined ? null : linearIn(argumentsOf(wave)[0] as Expression, variable);
  if (wave !== undefined && linear === null) return null;
  const slope = linear === null ? 1 : evaluateReal(linear.slope)?.toNumber();
  const offset = linear === null ? 0 : evaluateReal(linear.offset)?.toNumber();
  const bounds = others.map((factor) => lastPole(factor, variable));
  if (slope === undefined || offset === undefined) return null;
  return {
    expression: term,
    amplitude: productOf([constant, ...others]),
    wave: wave === undefined ? null : { head: headOf(wave) as "Sin" | "Cos", slope, offset },
    beyond: Math.max(0, ...bounds),
  };
}

/** A bound on the real zeros of the polynomials of a factor; infinite where it is none. */
function lastPole(factor: Expression, variable: string): number {
  if (factor === variable) return 0;
  const [base, exponent] = argumentsOf(factor);
  if (headOf(factor) === "Sqrt" && base !== undefined) return lastPole(base, variable);
  if (headOf(factor) === "Power" && exponent !== undefined && fractionOf(exponent) !== null)
    return lastPole(base as Expression, variable);
  const polynomial = asUnivariate(factor);
  if (polynomial === null) return Number.POSITIVE_INFINITY;
  const sizes = polynomial.coefficients.map((value) => Math.abs(value.valueOf()));
  return 1 + Math.max(...sizes) / (sizes.at(-1) as number);
}

/** Waves of one power of x only: that power as the new variable. */
function straightened(
  body: Expression,
  variable: string,
): { body: Expression; bound: (lower: Expression) => Expression } | null {
  const powers = new Set<number>();
  const visit = (node: Expression): void => {
    if (/^(?:Sin|Cos)$/.test(headOf(node)) && contains(node, variable)) {
      const { factors } = factorsOf(argumentsOf(node)[0] as Expression, variable);
      const [power, ...more] = factors;
      const exponent =
        power !== undefined && headOf(power) === "Power" && argumentsOf(power)[0] === variable
          ? fractionOf(argumentsOf(power)[1] as Expression)
          : null;
      powers.add(
        more.length > 0 || exponent === null || exponent.d !== 1n ? 1 : exponent.valueOf(),
      );
    } else for (const part of argumentsOf(node)) visit(part);
  };
  visit(body);
  const [power] = powers;
  if (powers.size !== 1 || power === undefined || power < 2) return null;
  const root: Expression = ["Power", variable, fractionExpression(new Fraction(1, power))];
  const moved: Expression = [
    "Multiply",
    substitute(body, variable, root),
    fractionExpression(new Fraction(1, power)),
    ["Power", variable, fractionExpression(new Fraction(1, power).sub(1))],
  ];
  const settled = exactForm(withPowers(moved, variable)) ?? moved;
  return {
    body: settled,
    bound: (lower) => exactForm(["Power", lower, integer(power)]) ?? lower,
  };
}

/** (x^(1/n))^n is x, for x > 0. */
function withPowers(node: Expression, variable: string): Expression {
  if (!isFunction(node)) return node;
  const parts = argumentsOf(node).map((part) => withPowers(part, variable));
  const [base, exponent] = parts;
  const outer = exponent === undefined ? null : fractionOf(exponent);
  if (
    headOf(node) === "Power" &&
    base !== undefined &&
    outer !== null &&
    headOf(base) === "Power"
  ) {
    const [inner, root] = argumentsOf(base) as [Expression, Expression];
    const both = fractionOf(root)?.mul(outer);
    if (inner === variable && both !== undefined)
      return both.equals(1) ? variable : ["Power", variable, fractionExpression(both)];
  }
  return [node[0], ...parts];
}

function closedForms(body: Expression, variable: string): Expression[] {
  const found = [overPower(body, variable)];
  const mirrored = substitute(body, variable, ["Negate", variable]);
  if (decideEqual(body, mirrored).verdict === "proved")
    for (const whole of onLine(body, variable))
      found.push(exactForm(["Divide", whole, integer(2)]));
  found.push(fresnel(body, variable));
  return found.filter((form) => form !== null);
}

/**
 * Sums of a_j cos(w_j x) and b_j sin(w_j x), over x^m: by parts m - 1 times, what is left is Dirichlet's
 * integral for the waves of one parity and Frullani's for the others.
 */
function overPower(body: Expression, variable: string): Expression | null {
  const terms = wavesOf(body, variable);
  if (terms === null) return null;
  const values: Expression[] = [];
  let degree: number | null = null;
  for (const { expression } of terms) {
    const { constant, factors } = factorsOf(expression, variable);
    const wave = factors.find((factor) => /^(?:Sin|Cos)$/.test(headOf(factor)));
    const power = factors.filter((factor) => factor !== wave);
    const exponent = power.length === 1 ? exponentOf(power[0] as Expression, variable) : null;
    if (exponent === null || exponent > -1 || (degree !== null && degree !== -exponent))
      return null;
    degree = -exponent;
    if (wave === undefined) continue;
    const linear = linearIn(argumentsOf(wave)[0] as Expression, variable);
    const slope = linear === null ? undefined : evaluateReal(linear.slope)?.toNumber();
    if (linear === null || !isZero(linear.offset) || slope === undefined || slope <= 0) return null;
    const isSine = headOf(wave) === "Sin";
    const isDirichlet = isSine === (degree % 2 === 1);
    const turns = isDirichlet ? Math.floor(degree / 2) : isSine ? degree / 2 : (degree + 1) / 2;
    values.push([
      "Multiply",
      constant,
      integer(turns % 2 === 0 ? 1 : -1),
      ["Power", linear.slope, integer(degree - 1)],
      isDirichlet ? ["Divide", "Pi", integer(2)] : ["Ln", linear.slope],
      ["Divide", ONE, ["Factorial", integer(degree - 1)]],
    ]);
  }
  return exactForm(["Add", ZERO, ...values]);
}

function exponentOf(factor: Expression, variable: string): number | null {
  if (factor === variable) return 1;
  if (headOf(factor) !== "Power" || argumentsOf(factor)[0] !== variable) return null;
  const exponent = fractionOf(argumentsOf(factor)[1] as Expression);
  return exponent?.d === 1n ? exponent.valueOf() : null;
}

/** By residues: an even or odd quotient of polynomials times a cosine or sine of a multiple. */
function onLine(body: Expression, variable: string): Expression[] {
  const { constant, factors } = factorsOf(body, variable);
  const waves = factors.filter((factor) => /^(?:Sin|Cos)$/.test(headOf(factor)));
  const [wave] = waves;
  const linear = wave === undefined ? null : linearIn(argumentsOf(wave)[0] as Expression, variable);
  if (waves.length !== 1 || wave === undefined || linear === null || !isZero(linear.offset))
    return [];
  const rest = productOf(factors.filter((factor) => factor !== wave));
  const image = rationalFourier(rest, variable, "__w", ["Multiply", integer(2), "Pi"]);
  if (image === null) return [];
  const at = substitute(image, "__w", linear.slope);
  const isSine = headOf(wave) === "Sin";
  const signs: Expression[] = isSine ? ["ImaginaryUnit", ["Negate", "ImaginaryUnit"]] : [ONE];
  return signs
    .map((sign) => exactForm(["Multiply", constant, sign, at]))
    .filter((form) => form !== null);
}

/** c x^(s-1) sin or cos of b x^n: gamma(s/n) sin or cos(pi s/(2n))/(n b^(s/n)). */
function fresnel(body: Expression, variable: string): Expression | null {
  const { constant, factors } = factorsOf(body, variable);
  const wave = factors.find((factor) => /^(?:Sin|Cos)$/.test(headOf(factor)));
  const others = factors.filter((factor) => factor !== wave);
  if (wave === undefined || others.length > 1) return null;
  const inner = factorsOf(argumentsOf(wave)[0] as Expression, variable);
  const power =
    inner.factors.length === 1 ? fractionPower(inner.factors[0] as Expression, variable) : null;
  const outer =
    others.length === 0 ? new Fraction(0) : fractionPower(others[0] as Expression, variable);
  if (power === null || outer === null || power.compare(0) <= 0) return null;
  const share = outer.add(1).div(power);
  if (share.compare(0) <= 0) return null;
  const order = fractionExpression(share);
  return [
    "Divide",
    [
      "Multiply",
      constant,
      ["Gamma", order],
      [headOf(wave), ["Multiply", "Pi", fractionExpression(share.div(2))]],
    ],
    ["Multiply", fractionExpression(power), ["Power", inner.constant, order]],
  ];
}

function fractionPower(factor: Expression, variable: string): Fraction | null {
  if (factor === variable) return new Fraction(1);
  const [base, exponent] = argumentsOf(factor);
  const inner = base === undefined ? null : fractionPower(base, variable);
  if (inner === null) return null;
  if (headOf(factor) === "Sqrt") return inner.div(2);
  const outer = headOf(factor) === "Power" ? fractionOf(exponent as Expression) : null;
  return outer === null ? null : inner.mul(outer);
}
