import { fractionPower } from "./fraction-power.ts";
import { Fraction } from "fraction.js";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";

/** x^valuation times (c0 + c1 x + ...), exact up to and including the last coefficient held. */
export interface PowerSeries {
  readonly valuation: number;
  readonly coefficients: readonly Fraction[];
}

const zero = new Fraction(0);

/**
 * The Laurent series of an expression at zero with `length` exact rational coefficients, or null where
 * it has none of this kind (a branch point, an essential singularity, or irrational coefficients).
 */
export function seriesAtZero(
  expression: Expression,
  variable: string,
  length: number,
): PowerSeries | null {
  const constant = (value: Fraction): PowerSeries => ({
    valuation: 0,
    coefficients: Array.from({ length }, (_, k) => (k === 0 ? value : zero)),
  });
  if (expression === variable)
    return {
      valuation: 1,
      coefficients: Array.from({ length }, (_, k) => (k === 0 ? new Fraction(1) : zero)),
    };
  if (isNumber(expression)) return constant(new Fraction(expression.num));
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  if (parts.length === 0) return null;
  if (head === "Power" && parts[0] === "ExponentialE")
    return applyFunction("Exp", seriesAtZero(parts[1] as Expression, variable, length), length);
  const inner = parts.map((part) => seriesAtZero(part, variable, length));
  if (inner.includes(null)) return null;
  const all = inner as PowerSeries[];
  const [first, second] = all as [PowerSeries, PowerSeries];
  switch (head) {
    case "Add":
      return all.reduce(add);
    case "Negate":
      return scale(first, new Fraction(-1));
    case "Multiply":
      return all.reduce(multiply);
    case "Divide": {
      const inverse = power(second, new Fraction(-1));
      return inverse === null ? null : multiply(first, inverse);
    }
    case "Sqrt":
      return power(first, new Fraction(1, 2));
    case "Power": {
      const exponent = constantOf(second);
      return exponent === null ? null : power(first, exponent);
    }
    default:
      return parts.length === 1 ? applyFunction(head, first, length) : null;
  }
}

function constantOf(series: PowerSeries): Fraction | null {
  if (series.valuation !== 0 || series.coefficients.slice(1).some((c) => !c.equals(0))) return null;
  return series.coefficients[0] ?? null;
}

function tidy(series: PowerSeries): PowerSeries {
  const start = series.coefficients.findIndex((c) => !c.equals(0));
  if (start <= 0) return series;
  return {
    valuation: series.valuation + start,
    coefficients: series.coefficients.slice(start),
  };
}

/** The first power that is not known any more. */
export function precisionOf(series: PowerSeries): number {
  return series.valuation + series.coefficients.length;
}

export function coefficientOf(series: PowerSeries, exponent: number): Fraction {
  return series.coefficients[exponent - series.valuation] ?? zero;
}

function add(a: PowerSeries, b: PowerSeries): PowerSeries {
  const valuation = Math.min(a.valuation, b.valuation);
  const length = Math.min(precisionOf(a), precisionOf(b)) - valuation;
  return {
    valuation,
    coefficients: Array.from({ length: Math.max(0, length) }, (_, k) =>
      coefficientOf(a, valuation + k).add(coefficientOf(b, valuation + k)),
    ),
  };
}

function scale(series: PowerSeries, factor: Fraction): PowerSeries {
  return { ...series, coefficients: series.coefficients.map((c) => c.mul(factor)) };
}

function multiply(a: PowerSeries, b: PowerSeries): PowerSeries {
  const length = Math.min(a.coefficients.length, b.coefficients.length);
  return {
    valuation: a.valuation + b.valuation,
    coefficients: Array.from({ length }, (_, k) => {
      let sum = zero;
      for (let j = 0; j <= k; j++)
        sum = sum.add((a.coefficients[j] as Fraction).mul(b.coefficients[k - j] as Fraction));
      return sum;
    }),
  };
}

/** (c x^v (1 + ...))^r by the recurrence of J. C. P. Miller; null where a root of c or x^v stays. */
function power(series: PowerSeries, exponent: Fraction): PowerSeries | null {
  const base = tidy(series);
  const lead = base.coefficients[0];
  if (lead === undefined || lead.equals(0)) return null;
  const valuation = new Fraction(base.valuation).mul(exponent);
  const start = fractionPower(lead, exponent);
  if (valuation.d !== 1n || start === null) return null;
  // Even roots of x^(2k) are |x|^k: not a series.
  if (exponent.d !== 1n && (base.valuation !== 0 || lead.compare(0) < 0)) return null;
  const result: Fraction[] = [start];
  for (let n = 1; n < base.coefficients.length; n++) {
    let sum = zero;
    for (let k = 1; k <= n; k++) {
      const weight = exponent.mul(k).sub(n - k);
      sum = sum.add(weight.mul(base.coefficients[k] as Fraction).mul(result[n - k] as Fraction));
    }
    result.push(sum.div(lead.mul(n)));
  }
  return { valuation: Number(valuation.s * valuation.n), coefficients: result };
}

function derivative(series: PowerSeries): PowerSeries {
  return {
    valuation: series.valuation - 1,
    coefficients: series.coefficients.map((c, k) => c.mul(series.valuation + k)),
  };
}

/** Null where a power x^-1 would give a logarithm. */
function antiderivative(series: PowerSeries | null): PowerSeries | null {
  if (series === null || !coefficientOf(series, -1).equals(0)) return null;
  return {
    valuation: series.valuation + 1,
    coefficients: series.coefficients.map((c, k) => {
      const exponent = series.valuation + k + 1;
      return exponent === 0 ? zero : c.div(exponent);
    }),
  };
}

function composeOdd(u: PowerSeries, length: number, term: (k: number) => Fraction): PowerSeries {
  let result: PowerSeries = { valuation: 0, coefficients: Array.from({ length }, () => zero) };
  let step: PowerSeries = {
    valuation: 0,
    coefficients: Array.from({ length }, (_, k) => (k === 0 ? new Fraction(1) : zero)),
  };
  for (let k = 0; k < length; k++) {
    result = add(result, scale(step, term(k)));
    step = multiply(step, u);
  }
  return result;
}

/** Elementary functions of a series without a constant term (logarithm: with constant term one). */
function applyFunction(
  head: string,
  series: PowerSeries | null,
  length: number,
): PowerSeries | null {
  if (series === null) return null;
  const u = series;
  if (u.valuation < 0 && tidy(u).valuation < 0) return null;
  const constant = coefficientOf(u, 0);
  const one: PowerSeries = {
    valuation: 0,
    coefficients: Array.from({ length }, (_, k) => (k === 0 ? new Fraction(1) : zero)),
  };
  const over = (bottom: PowerSeries | null): PowerSeries | null => {
    const inverse = bottom === null ? null : power(bottom, new Fraction(-1));
    return inverse === null ? null : antiderivative(multiply(derivative(u), inverse));
  };
  if (head === "Ln") return constant.equals(1) ? over(u) : null;
  if (!constant.equals(0)) return null;
  const reciprocalFactorial = (k: number): Fraction => {
    let value = new Fraction(1);
    for (let j = 2; j <= k; j++) value = value.div(j);
    return value;
  };
  const signs: Readonly<Record<string, (k: number) => number>> = {
    Exp: () => 1,
    Sinh: (k) => (k % 2 === 1 ? 1 : 0),
    Cosh: (k) => (k % 2 === 0 ? 1 : 0),
    Sin: (k) => (k % 2 === 1 ? (k % 4 === 1 ? 1 : -1) : 0),
    Cos: (k) => (k % 2 === 0 ? (k % 4 === 0 ? 1 : -1) : 0),
  };
  const entire = (name: string): PowerSeries =>
    composeOdd(u, length, (k) =>
      reciprocalFactorial(k).mul((signs[name] as (k: number) => number)(k)),
    );
  const quotient = (top: PowerSeries, bottom: PowerSeries): PowerSeries | null => {
    const inverse = power(bottom, new Fraction(-1));
    return inverse === null ? null : multiply(top, inverse);
  };
  const square = multiply(u, u);
  const half = new Fraction(-1, 2);
  switch (head) {
    case "Exp":
    case "Sin":
    case "Cos":
    case "Sinh":
    case "Cosh":
      return entire(head);
    case "Tan":
      return quotient(entire("Sin"), entire("Cos"));
    case "Cot":
      return quotient(entire("Cos"), entire("Sin"));
    case "Sec":
      return quotient(one, entire("Cos"));
    case "Csc":
      return quotient(one, entire("Sin"));
    case "Tanh":
      return quotient(entire("Sinh"), entire("Cosh"));
    case "Coth":
      return quotient(entire("Cosh"), entire("Sinh"));
    case "Sech":
      return quotient(one, entire("Cosh"));
    case "Csch":
      return quotient(one, entire("Sinh"));
    case "Arctan":
      return over(add(one, square));
    case "Artanh":
      return over(add(one, scale(square, new Fraction(-1))));
    case "Arcsin": {
      const root = power(add(one, scale(square, new Fraction(-1))), half);
      return root === null ? null : antiderivative(multiply(derivative(u), root));
    }
    case "Arsinh": {
      const root = power(add(one, square), half);
      return root === null ? null : antiderivative(multiply(derivative(u), root));
    }
    default:
      return null;
  }
}
