import { Fraction } from "fraction.js";
import { type PowerSeries, precisionOf } from "./power-series.ts";

/**
 * The coefficients c1, c2, … of the series g with f(g(y)) = y, by Lagrange's formula
 * n c_n = [x^(n-1)] (x/f(x))^n (DLMF 1.10.13); null unless f starts with a multiple of x.
 */
export function reverseSeries(f: PowerSeries, order: number): Fraction[] | null {
  const start = f.coefficients.findIndex((value) => !value.equals(0));
  if (start === -1 || f.valuation + start !== 1 || precisionOf(f) <= order) return null;
  // x/f(x), from f(x)/x.
  const shifted = f.coefficients.slice(start, start + order);
  const inverse = reciprocal(shifted, order);
  const found: Fraction[] = [];
  let power = inverse;
  for (let n = 1; n <= order; n++) {
    found.push((power[n - 1] as Fraction).div(n));
    power = multiply(power, inverse, order);
  }
  return found;
}

function reciprocal(p: readonly Fraction[], length: number): Fraction[] {
  const lead = (p[0] as Fraction).inverse();
  const result = [lead];
  for (let n = 1; n < length; n++) {
    let sum = new Fraction(0);
    for (let k = 1; k <= n; k++)
      sum = sum.add((p[k] ?? new Fraction(0)).mul(result[n - k] as Fraction));
    result.push(sum.mul(lead).neg());
  }
  return result;
}

function multiply(p: readonly Fraction[], q: readonly Fraction[], length: number): Fraction[] {
  return Array.from({ length }, (_, k) => {
    let sum = new Fraction(0);
    for (let j = 0; j <= k; j++)
      sum = sum.add((p[j] ?? new Fraction(0)).mul(q[k - j] ?? new Fraction(0)));
    return sum;
  });
}
