import { checkDeadline } from "../exact/deadline.ts";
import { Complex } from "complex.js";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";

export type ComplexValue = Complex;

const ONE_ARGUMENT: Readonly<Record<string, (u: Complex) => Complex>> = {
  Negate: (u) => u.neg(),
  Sqrt: (u) => u.sqrt(),
  Ln: (u) => u.log(),
  Abs: (u) => new Complex(u.abs(), 0),
  Arg: (u) => new Complex(u.arg(), 0),
  Re: (u) => new Complex(u.re, 0),
  Im: (u) => new Complex(u.im, 0),
  Conjugate: (u) => u.conjugate(),
  Sign: (u) => (u.abs() === 0 ? u : u.div(u.abs())),
  Floor: (u) => new Complex(Math.floor(u.re), Math.floor(u.im)),
  Ceil: (u) => new Complex(Math.ceil(u.re), Math.ceil(u.im)),
  Sin: (u) => u.sin(),
  Cos: (u) => u.cos(),
  Tan: (u) => u.tan(),
  Cot: (u) => u.cot(),
  Sec: (u) => u.sec(),
  Csc: (u) => u.csc(),
  Arcsin: (u) => u.asin(),
  Arccos: (u) => u.acos(),
  Arctan: (u) => u.atan(),
  Arccot: (u) => u.inverse().atan(),
  Arcsec: (u) => u.inverse().acos(),
  Arccsc: (u) => u.inverse().asin(),
  Sinh: (u) => u.sinh(),
  Cosh: (u) => u.cosh(),
  Tanh: (u) => u.tanh(),
  Coth: (u) => u.coth(),
  Sech: (u) => u.sech(),
  Csch: (u) => u.csch(),
  Arsinh: (u) => u.asinh(),
  Arcosh: (u) => u.acosh(),
  Artanh: (u) => u.atanh(),
  Arcoth: (u) => u.inverse().atanh(),
  Arsech: (u) => u.inverse().acosh(),
  Arcsch: (u) => u.inverse().asinh(),
  Factorial: (u) => gamma(u.add(1)),
  Gamma: (u) => gamma(u),
  Erf: (u) => realOnly(u, erf),
  Erfc: (u) => realOnly(u, (x) => 1 - erf(x)),
  Heaviside: (u) => realOnly(u, (x) => (x === 0 ? Number.NaN : x > 0 ? 1 : 0)),
};

/** Lanczos coefficients for g = 7, n = 9 (Godfrey); relative error below 1e-13 on the right half plane. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

function gamma(z: Complex): Complex {
  if (z.im === 0 && z.re <= 0 && Number.isInteger(z.re)) return new Complex(Number.NaN, 0);
  if (z.re < 0.5) {
    const reflected = gamma(new Complex(1 - z.re, -z.im));
    return new Complex(Math.PI, 0).div(z.mul(Math.PI).sin().mul(reflected));
  }
  const w = z.sub(1);
  let sum = new Complex(LANCZOS[0] as number, 0);
  for (let k = 1; k < LANCZOS.length; k++)
    sum = sum.add(new Complex(LANCZOS[k] as number, 0).div(w.add(k)));
  const t = w.add(7.5);
  return new Complex(Math.sqrt(2 * Math.PI), 0)
    .mul(t.pow(w.add(0.5)))
    .mul(t.neg().exp())
    .mul(sum);
}

/** Maclaurin series for small arguments, continued fraction otherwise (DLMF 7.6.1, 7.9.1). */
function erf(x: number): number {
  if (Math.abs(x) < 3) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 200 && Math.abs(term) > 1e-18; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  const u = Math.abs(x);
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (u + fraction);
  const tail = Math.exp(-u * u) / (Math.sqrt(Math.PI) * (u + fraction));
  return Math.sign(x) * (1 - tail);
}

function realOnly(u: Complex, compute: (x: number) => number): Complex {
  return Math.abs(u.im) > 1e-14
    ? new Complex(Number.NaN, Number.NaN)
    : new Complex(compute(u.re), 0);
}

/**
 * The principal value in double precision, or null where it is not finite or a function has no
 * evaluation here.
 */
export function evaluateComplex(
  expression: Expression,
  values: Readonly<Record<string, Complex | number>> = {},
): Complex | null {
  checkDeadline(2);
  const result = evaluate(expression, values);
  if (result === null || !Number.isFinite(result.re) || !Number.isFinite(result.im)) return null;
  // A negative zero would put a value on the wrong side of a branch cut; principal values take +0.
  return new Complex(result.re + 0, result.im + 0);
}

function evaluate(
  expression: Expression,
  values: Readonly<Record<string, Complex | number>>,
): Complex | null {
  if (isNumber(expression)) return new Complex(Number(expression.num), 0);
  if (isSymbol(expression)) return evaluateSymbol(expression, values);
  const parts: Complex[] = [];
  for (const part of argumentsOf(expression)) {
    const value = evaluateComplex(part, values);
    if (value === null) return null;
    parts.push(value);
  }
  const [first, second] = parts as [Complex, Complex];
  const head = headOf(expression);
  if (["Divide", "Power", "Log"].includes(head) && parts.length !== 2) return null;
  switch (head) {
    case "Add":
      return parts.reduce((a, b) => a.add(b));
    case "Multiply":
      return parts.reduce((a, b) => a.mul(b));
    case "Divide":
      return second.abs() === 0 ? null : first.div(second);
    case "Power":
      return power(first, second);
    case "Log":
      return first.log().div(second.log());
    default:
  }
  const compute = parts.length === 1 ? ONE_ARGUMENT[head] : undefined;
  return compute === undefined ? null : compute(first);
}

function evaluateSymbol(
  symbol: string,
  values: Readonly<Record<string, Complex | number>>,
): Complex | null {
  if (symbol === "Pi") return new Complex(Math.PI, 0);
  if (symbol === "ExponentialE") return new Complex(Math.E, 0);
  if (symbol === "ImaginaryUnit") return new Complex(0, 1);
  if (symbol === "EulerGamma") return new Complex(0.5772156649015329, 0);
  const value = Object.hasOwn(values, symbol) ? values[symbol] : undefined;
  if (value === undefined) return null;
  return typeof value === "number" ? new Complex(value, 0) : value;
}

function power(base: Complex, exponent: Complex): Complex | null {
  if (base.abs() === 0) return exponent.re > 0 ? new Complex(0, 0) : null;
  if (exponent.im === 0 && Number.isInteger(exponent.re) && Math.abs(exponent.re) <= 64) {
    let result = new Complex(1, 0);
    for (let k = 0; k < Math.abs(exponent.re); k++) result = result.mul(base);
    return exponent.re < 0 ? result.inverse() : result;
  }
  // Through the principal logarithm: the library's own pow takes short cuts for negative bases.
  return base.log().mul(exponent).exp();
}
