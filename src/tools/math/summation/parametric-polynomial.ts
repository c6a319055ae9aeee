import { Fraction } from "fraction.js";
import { factorUnivariate, primitive, trim, type Univariate } from "../exact/univariate.ts";
import type { KernelField } from "../exact/kernel-field.ts";
import { Polynomial, WorkBudget } from "../exact/polynomial.ts";
import type { RationalFunction } from "../exact/rational-function.ts";

/** A polynomial in one variable, constant first, whose coefficients are polynomials in parameters. */
export type Parametric = readonly Polynomial[];

/** Arithmetic of polynomials in one variable over polynomials in parameters. */
export class ParametricArithmetic {
  private readonly budget = new WorkBudget(600_000);

  readonly one: Parametric = [Polynomial.one];

  trim(p: Parametric): Parametric {
    let length = p.length;
    while (length > 0 && (p[length - 1] as Polynomial).isZero) length -= 1;
    return p.slice(0, length);
  }

  add(p: Parametric, q: Parametric): Parametric {
    return this.trim(
      Array.from({ length: Math.max(p.length, q.length) }, (_, k) =>
        (p[k] ?? Polynomial.zero).add(q[k] ?? Polynomial.zero, this.budget),
      ),
    );
  }

  negate(p: Parametric): Parametric {
    return p.map((coefficient) => coefficient.negate());
  }

  scale(p: Parametric, factor: Polynomial): Parametric {
    return this.trim(p.map((coefficient) => coefficient.multiply(factor, this.budget)));
  }

  multiply(p: Parametric, q: Parametric): Parametric {
    const result: Polynomial[] = Array.from(
      { length: Math.max(0, p.length + q.length - 1) },
      () => Polynomial.zero,
    );
    p.forEach((a, i) =>
      q.forEach((b, j) => {
        result[i + j] = (result[i + j] as Polynomial).add(a.multiply(b, this.budget), this.budget);
      }),
    );
    return this.trim(result);
  }

  product(parts: readonly Parametric[]): Parametric {
    return parts.reduce((a, b) => this.multiply(a, b), this.one);
  }

  /** p(x + by), by Horner's scheme. */
  shift(p: Parametric, by: number): Parametric {
    const linear: Parametric = [Polynomial.constant(new Fraction(by)), Polynomial.one];
    return p.reduceRight<Parametric>(
      (result, coefficient) => this.add(this.multiply(result, linear), [coefficient]),
      [],
    );
  }

  /** A whole number h >= 0 with p(x) = c q(x + h) for a constant c, else null. */
  distance(p: Parametric, q: Parametric): number | null {
    const degree = p.length - 1;
    if (degree < 1 || degree !== q.length - 1) return null;
    const [lp, lq] = [p[degree] as Polynomial, q[degree] as Polynomial];
    const times = (a: Polynomial, b: Polynomial): Polynomial => a.multiply(b, this.budget);
    const top = times(p[degree - 1] as Polynomial, lq).add(
      times(q[degree - 1] as Polynomial, lp).negate(),
      this.budget,
    );
    const bottom = times(lp, lq).scale(new Fraction(degree));
    const h = top.isZero ? new Fraction(0) : ratioOf(top, bottom);
    if (h === null || h.d !== 1n || h.s < 0n || h.n > 200n) return null;
    const shifted = this.shift(q, Number(h.n));
    const difference = this.add(this.scale(p, lq), this.negate(this.scale(shifted, lp)));
    return difference.length === 0 ? Number(h.n) : null;
  }
}

/** a/b when it is a number. */
export function ratioOf(a: Polynomial, b: Polynomial): Fraction | null {
  const ratio = a.leading().coefficient.div(b.leading().coefficient);
  const difference = a.add(b.scale(ratio).negate(), new WorkBudget());
  return difference.isZero ? ratio : null;
}

/** The polynomial in the generator `index`, constant first. */
export function parametricOf(polynomial: Polynomial, index: number): Parametric {
  const budget = new WorkBudget();
  const result: Polynomial[] = Array.from(
    { length: polynomial.degreeIn(index) + 1 },
    () => Polynomial.zero,
  );
  for (const { monomial, coefficient } of polynomial.list()) {
    const exponent = new Map(monomial).get(index) ?? 0;
    const rest = monomial.filter(([generator]) => generator !== index);
    result[exponent] = (result[exponent] as Polynomial).add(
      Polynomial.term(rest, coefficient),
      budget,
    );
  }
  return polynomial.isZero ? [] : result;
}

export function constantsOf(p: Parametric): Univariate | null {
  const values = p.map((coefficient) => coefficient.asConstant());
  return values.includes(null) ? null : trim(values as Fraction[]);
}

export function fromUnivariate(p: Univariate): Parametric {
  return p.map((value) => Polynomial.constant(value));
}

/** Irreducible factors with repetition where the coefficients are numbers, with a constant in front; else itself. */
export function factorsOf(p: Parametric): Parametric[] {
  const numbers = constantsOf(p);
  if (numbers === null || numbers.length < 3) return [p];
  const content = (numbers.at(-1) as Fraction).div(primitive(numbers).at(-1) as Fraction);
  const factors = factorUnivariate(numbers).flatMap(({ factor, multiplicity }) =>
    Array.from({ length: multiplicity }, () => fromUnivariate(factor)),
  );
  return [fromUnivariate([content]), ...factors];
}

/** Solves for numbers x with sum columns[j] x_j = right, over quotients of polynomials; null without a solution. */
export function solveColumns(
  columns: readonly Parametric[],
  right: Parametric,
  field: KernelField,
): RationalFunction[] | null {
  const height = Math.max(right.length, ...columns.map((column) => column.length));
  const value = (p: Parametric, row: number): RationalFunction => ({
    numerator: p[row] ?? Polynomial.zero,
    denominator: Polynomial.one,
  });
  const rows = Array.from({ length: height }, (_, row) => [
    ...columns.map((column) => value(column, row)),
    value(right, row),
  ]);
  const width = columns.length;
  const pivots: number[] = [];
  let top = 0;
  for (let column = 0; column < width; column++) {
    const found = rows.findIndex(
      (row, index) => index >= top && !(row[column] as RationalFunction).numerator.isZero,
    );
    if (found === -1) continue;
    [rows[top], rows[found]] = [rows[found] as RationalFunction[], rows[top] as RationalFunction[]];
    const pivot = field.invert((rows[top] as RationalFunction[])[column] as RationalFunction);
    const lead = (rows[top] as RationalFunction[]).map((entry) => field.multiply(entry, pivot));
    rows[top] = lead;
    for (const [index, row] of rows.entries()) {
      const factor = row[column] as RationalFunction;
      if (index === top || factor.numerator.isZero) continue;
      const negative = field.scale(factor, new Fraction(-1));
      rows[index] = row.map((entry, k) =>
        field.add(entry, field.multiply(negative, lead[k] as RationalFunction)),
      );
    }
    pivots.push(column);
    top += 1;
  }
  if (rows.slice(top).some((row) => !(row[width] as RationalFunction).numerator.isZero))
    return null;
  const solution = Array.from({ length: width }, () => field.zero);
  pivots.forEach((column, row) => {
    solution[column] = (rows[row] as RationalFunction[])[width] as RationalFunction;
  });
  return solution;
}
