import { Fraction } from "fraction.js";
import { degreeOf, trim, type Univariate } from "../exact/univariate.ts";

function times(p: Univariate, q: Univariate): Univariate {
  const result = Array.from({ length: p.length + q.length - 1 }, () => new Fraction(0));
  p.forEach((a, i) =>
    q.forEach((b, j) => {
      result[i + j] = (result[i + j] as Fraction).add(a.mul(b));
    }),
  );
  return trim(result);
}

/** outer(inner(x)). */
export function composed(outer: Univariate, inner: Univariate): Univariate {
  let result: Univariate = [];
  for (const coefficient of outer.toReversed()) {
    const product = result.length === 0 ? [] : times(result, inner);
    const sum = [...product];
    sum[0] = (sum[0] ?? new Fraction(0)).add(coefficient);
    result = trim(sum);
  }
  return result;
}

/**
 * Outer and inner polynomials of a composition, the inner of the least degree above one, monic and without
 * a constant (Kozen and Landau, 1989: the inner one is fixed by the highest coefficients). Null where
 * there is none.
 */
export function decompose(f: Univariate): { outer: Univariate; inner: Univariate } | null {
  const n = degreeOf(f);
  const lead = f.at(-1) as Fraction;
  for (let s = 2; s < n; s++) {
    if (n % s !== 0) continue;
    const r = n / s;
    // inner^r agrees with f/lead in the s highest powers: its coefficients follow one by one.
    const inner: Fraction[] = Array.from(
      { length: s + 1 },
      (_, k) => new Fraction(k === s ? 1 : 0),
    );
    for (let k = 1; k < s; k++) {
      const power = powerOf(inner, r);
      const wanted = (f[n - k] as Fraction).div(lead);
      inner[s - k] = wanted.sub(power[n - k] ?? new Fraction(0)).div(r);
    }
    const outer = inBaseOf(f, inner);
    if (outer !== null) return { outer, inner };
  }
  return null;
}

function powerOf(p: Univariate, n: number): Univariate {
  let result: Univariate = [new Fraction(1)];
  for (let k = 0; k < n; k++) result = times(result, p);
  return result;
}

/** Digits of f in base inner, when all are constants. */
function inBaseOf(f: Univariate, inner: Univariate): Univariate | null {
  const digits: Fraction[] = [];
  let rest: Univariate = f;
  while (rest.length > 0) {
    const [quotient, remainder] = dividedBy(rest, inner);
    if (remainder.length > 1) return null;
    digits.push(remainder[0] ?? new Fraction(0));
    rest = quotient;
  }
  return trim(digits);
}

/** Division by a monic polynomial. */
function dividedBy(p: Univariate, q: Univariate): [Univariate, Univariate] {
  const rest = [...p];
  const quotient = Array.from(
    { length: Math.max(0, p.length - q.length + 1) },
    () => new Fraction(0),
  );
  for (let top = rest.length - 1; top >= q.length - 1; top--) {
    const factor = rest[top] as Fraction;
    const shift = top - q.length + 1;
    quotient[shift] = factor;
    q.forEach((value, k) => {
      rest[shift + k] = (rest[shift + k] as Fraction).sub(factor.mul(value));
    });
  }
  return [trim(quotient), trim(rest)];
}
