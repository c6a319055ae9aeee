import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  type FunctionNode,
  headOf,
  holdsImaginaryUnit,
  integer,
  mapHeads,
  rational,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import type { ComplexParts } from "../laplace/complex-parts.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateWithError, signOf } from "../numeric/evaluate-with-error.ts";
import { decideEqual } from "./decide-zero.ts";
import { realSign } from "./real-sign.ts";
import { complexPartsOf, principalArgument } from "./special-arguments.ts";
import { resolveSpecialAngles } from "./special-angles.ts";

const I = "ImaginaryUnit";
const HALF = new Fraction(1, 2);
/** Parts of pi whose cosine and sine are sums of square roots. */
const TURNS = 12n;
const LARGEST_ANGLE = 1e12;

/**
 * Logarithms and powers of negative and complex constants, and inverse circular functions of circular ones,
 * written out by their principal values (DLMF 4.2.6, 4.2.28, 4.23.23): log(-2) = log(2) + pi i,
 * asin(sin(3)) = pi - 3. The quarter of the plane and the number of half turns are told by decimals with
 * followed errors; where they cannot be told, or the decimal value does not agree, the expression itself comes back.
 */
export function resolvePrincipalValues(expression: Expression): Expression {
  let isChanged = false;
  const resolved = mapHeads(expression, (node) => {
    const value = variablesOf(node).length > 0 ? null : principalValue(node);
    if (value !== null) isChanged = true;
    return value ?? node;
  });
  return isChanged && agrees(expression, resolved) ? resolved : expression;
}

function agrees(a: Expression, b: Expression): boolean {
  if (variablesOf(a).length > 0) return true;
  const [u, v] = [evaluateComplex(a), evaluateComplex(b)];
  return u !== null && v !== null && u.sub(v).abs() <= 1e-9 * (1 + u.abs());
}

function principalValue(node: FunctionNode): Expression | null {
  const [first, second] = argumentsOf(node);
  if (first === undefined) return null;
  switch (headOf(node)) {
    case "Ln":
      return second === undefined ? logarithm(first) : null;
    case "Abs":
      return polarOf(first)?.modulus ?? null;
    case "Log":
      return second === undefined ? null : logarithmTo(second, first);
    case "Sqrt":
      return power(first, rational(1n, 2n));
    case "Power":
      return second === undefined ? null : power(first, second);
    case "Arcsin":
    case "Arccos":
    case "Arctan":
      return undone(headOf(node), first);
    default:
      return null;
  }
}

/** log |z| + i arg z for what is not positive; null for what is, and where the argument cannot be told. */
function logarithm(z: Expression): Expression | null {
  const polar = polarOf(z);
  return polar === null
    ? null
    : expanded(["Add", logarithmOfSize(polar), ["Multiply", I, polar.angle]]);
}

function logarithmTo(base: Expression, z: Expression): Expression | null {
  const polar = signOf(base) === 1 ? polarOf(z) : null;
  if (polar === null) return null;
  const scale: Expression = ["Ln", base];
  const size: Expression = ["Divide", logarithmOfSize(polar), scale];
  return ["Add", expanded(size), ["Divide", ["Multiply", I, polar.angle], scale]];
}

function logarithmOfSize({ modulus, square }: Polar): Expression {
  return modulus === null ? ["Divide", ["Ln", square], integer(2)] : ["Ln", modulus];
}

function power(base: Expression, exponent: Expression): Expression | null {
  if (base === "ExponentialE") return null;
  const share = fractionOf(exponent);
  if (share?.d === 1n) return null;
  if (share === null) {
    const log = logarithm(base);
    return log === null ? null : ["Power", "ExponentialE", expanded(["Multiply", exponent, log])];
  }
  const polar = polarOf(base);
  const turn = polar === null ? null : fractionOf(["Divide", polar.angle, "Pi"]);
  if (polar === null) return null;
  if (turn === null) return share.equals(HALF) ? squareRoot(base, polar) : null;
  // The root of a root is not shorter for it.
  if (share.d !== 2n && fractionOf(polar.square) === null) return null;
  const angle = turn.mul(share);
  if (TURNS % angle.d !== 0n) return null;
  const theta: Expression = ["Multiply", rational(angle.s * angle.n, angle.d), "Pi"];
  const unit: Expression = ["Add", ["Cos", theta], ["Multiply", I, ["Sin", theta]]];
  const size: Expression =
    polar.modulus === null
      ? ["Power", polar.square, ["Divide", exponent, integer(2)]]
      : ["Power", polar.modulus, exponent];
  return ["Multiply", size, exactForm(unit) ?? unit];
}

/** sqrt((r + a)/2) ± i sqrt((r - a)/2) with the sign of b, for z = a + b i and rational r = |z|. */
function squareRoot(z: Expression, { modulus }: Polar): Expression | null {
  const parts = complexPartsOf(z);
  const up = parts === null ? null : signOf(parts.im);
  if (parts === null || up === null || modulus === null) return null;
  const half = (sign: -1 | 1): Expression => {
    const sum: Expression = ["Add", modulus, sign > 0 ? parts.re : ["Negate", parts.re]];
    return ["Sqrt", ["Divide", sum, integer(2)]];
  };
  return expanded(["Add", half(1), ["Multiply", integer(up), I, half(-1)]]);
}

interface Polar {
  /** |z| where it is written without a root, else null. */
  readonly modulus: Expression | null;
  /** |z|^2 */
  readonly square: Expression;
  readonly angle: Expression;
}

/** Of a constant that is negative or not real; null for others. */
function polarOf(z: Expression): Polar | null {
  if (!holdsImaginaryUnit(z)) {
    if (signOf(z) !== -1) return null;
    const modulus: Expression = exactForm(["Negate", z]) ?? ["Negate", z];
    return { modulus, square: ["Power", modulus, integer(2)], angle: "Pi" };
  }
  const parts = complexPartsOf(z);
  const angle = principalArgument(z);
  if (parts === null || angle === null) return null;
  const squareOf = (part: Expression): Expression => ["Power", part, integer(2)];
  const square = expanded(["Add", squareOf(parts.re), squareOf(parts.im)]);
  return { modulus: modulusOf(parts, square), square, angle: resolveSpecialAngles(angle) };
}

function modulusOf({ re, im }: ComplexParts, square: Expression): Expression | null {
  if (decideEqual(re, ZERO).verdict === "proved")
    return signOf(im) === -1 ? expanded(["Negate", im]) : im;
  const root = exactForm(["Sqrt", square]);
  return root !== null && fractionOf(root) !== null ? root : null;
}

/** asin(sin c) = (-1)^k (c - k pi), acos(cos c) = |c - 2 k pi|, atan(tan c) = c - k pi with the nearest k. */
function undone(head: string, argument: Expression): Expression | null {
  const forward = { Arcsin: "Sin", Arccos: "Cos", Arctan: "Tan" }[head];
  const [angle] = argumentsOf(argument);
  if (headOf(argument) !== forward || angle === undefined) return null;
  const period: Expression = head === "Arccos" ? ["Multiply", integer(2), "Pi"] : "Pi";
  const turns = evaluateWithError(["Divide", angle, period], ({ value, error }) =>
    value.sub(value.floor()).sub(0.5).abs().gt(error),
  );
  if (turns === null || turns.value.abs().gt(LARGEST_ANGLE)) return null;
  const whole = BigInt(turns.value.round().toFixed(0));
  const rest: Expression = ["Add", angle, ["Multiply", integer(-whole), period]];
  const sign = head === "Arccos" ? realSign(rest) : 1;
  if (sign === null) return null;
  const isTurned = sign < 0 || (head === "Arcsin" && whole % 2n !== 0n);
  return isTurned ? expanded(["Negate", rest]) : expanded(rest);
}

const expanded = (expression: Expression): Expression => exactForm(expression) ?? expression;
