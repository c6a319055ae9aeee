import { Fraction } from "fraction.js";
import { isDeadEnd } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { fromPolynomial, type RationalFunction } from "../exact/rational-function.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isNegativeForPositive } from "../numeric/signs-of-letters.ts";
import { factorSeveral } from "../polynomial/factor-several.ts";
import { coefficientsBy } from "../polynomial/gcd.ts";
import { type Field, type Over, rationalField, type Ring, ringOver } from "./field.ts";
import { splitQuartic } from "./split-quartic.ts";

const HIGHEST_DEGREE = 24;

/**
 * The antiderivative of a quotient of polynomials, which may hold further letters: Hermite's reduction of
 * repeated factors, then logarithms of linear factors and logarithms and arc tangents of quadratic ones;
 * an irreducible quartic over the rationals is split over a quadratic field where it can be. Null for
 * polynomials, for other integrands, and where a factor of higher degree is left. The result is a claim:
 * differentiate it back.
 */
export function integrateRational(integrand: Expression, variable: string): Expression | null {
  try {
    const form = new NormalForm();
    const { numerator, denominator } = form.normalize(integrand);
    const index = form.indexOfVariable(variable);
    if (index === null || denominator.degreeIn(index) === 0) return null;
    if (Math.max(numerator.degreeIn(index), denominator.degreeIn(index)) > HIGHEST_DEGREE)
      return null;
    const generators = [...numerator.generators(), ...denominator.generators()];
    if (generators.some((other) => other !== index && form.dependsOn(other, index))) return null;
    const factors = factorSeveral(denominator, form.budget)?.factors;
    if (factors === undefined) return null;
    const field = rationalField(form);
    const read = (part: Polynomial): RationalFunction[] =>
      coefficientsBy(part, index, form.budget).map(fromPolynomial);
    const parts = factors
      .filter(({ factor }) => factor.degreeIn(index) > 0)
      .map(({ factor, multiplicity }) => ({ factor: read(factor), multiplicity }));
    return new RationalIntegral(field, variable).integrate(
      read(numerator),
      read(denominator),
      parts,
    );
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** An irreducible factor of the denominator and the power in which it occurs. */
interface Part<Value> {
  readonly factor: Over<Value>;
  readonly multiplicity: number;
}

class RationalIntegral<Value> {
  private readonly field: Field<Value>;
  private readonly ring: Ring<Value>;
  private readonly variable: string;

  constructor(field: Field<Value>, variable: string) {
    this.field = field;
    this.ring = ringOver(field);
    this.variable = variable;
  }

  integrate(
    over: Over<Value>,
    under: Over<Value>,
    parts: readonly Part<Value>[],
  ): Expression | null {
    const { ring } = this;
    const { quotient, remainder } = ring.divide(over, under);
    const terms: (Expression | null)[] = [];
    if (quotient.length > 0) terms.push(this.polynomial(quotient));
    for (const { factor, multiplicity } of parts) {
      const power = Array.from({ length: multiplicity }, () => factor).reduce<Over<Value>>(
        (all, one) => ring.multiply(all, one),
        [this.field.one],
      );
      const cofactor = ring.divide(under, power).quotient;
      const part = ring.divide(
        ring.multiply(remainder, ring.inverseModulo(cofactor, power)),
        power,
      ).remainder;
      if (part.length > 0) terms.push(...this.fraction(part, factor, multiplicity));
    }
    if (terms.includes(null)) return null;
    const sum = terms as Expression[];
    return sum.length === 1 ? (sum[0] as Expression) : ["Add", ...sum];
  }

  private polynomial(p: Over<Value>): Expression | null {
    return this.ring.write(
      [
        this.field.zero,
        ...p.map((value, k) =>
          this.field.multiply(value, this.field.inverse(this.field.whole(k + 1))),
        ),
      ],
      this.variable,
    );
  }

  /** Of part/factor^multiplicity: Hermite's reduction lowers the power step by step. */
  private fraction(
    part: Over<Value>,
    factor: Over<Value>,
    multiplicity: number,
  ): (Expression | null)[] {
    const { ring, field } = this;
    const terms: (Expression | null)[] = [];
    let over: Over<Value> = part;
    const slope = ring.derivative(factor);
    for (let k = multiplicity; k > 1 && over.length > 0; k--) {
      // over = b slope + c factor
      const b = ring.divide(
        ring.multiply(over, ring.inverseModulo(slope, factor)),
        factor,
      ).remainder;
      const rest = ring.add(over, ring.multiply(b, slope).map(field.negate));
      const c = ring.divide(rest, factor).quotient;
      const share = field.inverse(field.whole(k - 1));
      const whole = this.written(ring.scale(b, field.negate(share)));
      const base = this.written(factor);
      if (whole === null || base === null) return [null];
      if (b.length > 0)
        terms.push(["Divide", whole, k === 2 ? base : ["Power", base, integer(k - 1)]]);
      over = ring.add(c, ring.scale(ring.derivative(b), share));
    }
    if (over.length > 0) terms.push(this.simple(over, factor));
    return terms;
  }

  /** Of over/factor, whose degree is lower than the factor's. */
  private simple(over: Over<Value>, factor: Over<Value>): Expression | null {
    if (factor.length === 2) {
      const scale = this.field.multiply(over[0] as Value, this.field.inverse(factor[1] as Value));
      return this.times(scale, logarithmOfSize(this.written(factor)));
    }
    if (factor.length === 3) return this.overQuadratic(over, factor);
    return factor.length === 5 ? this.overQuartic(over, factor) : null;
  }

  /** (b x + c)/(l x^2 + m x + n) = b/(2 l) q'/q + (c - b m/(2 l))/q */
  private overQuadratic(over: Over<Value>, factor: Over<Value>): Expression | null {
    const { field } = this;
    const [n, m, l] = factor as [Value, Value, Value];
    const [c, b] = [over[0] ?? field.zero, over[1] ?? field.zero];
    const twice = (value: Value): Value => field.multiply(field.whole(2), value);
    const half = field.multiply(b, field.inverse(twice(l)));
    const rest = field.add(c, field.negate(field.multiply(half, m)));
    const gap = field.add(
      field.multiply(field.whole(4), field.multiply(l, n)),
      field.negate(field.multiply(m, m)),
    );
    const gapWritten = field.write(gap);
    if (gapWritten === null) return null;
    const sign = evaluateReal(gapWritten)?.toNumber();
    const base = this.written(factor);
    const terms: (Expression | null)[] = [];
    if (!field.isZero(half))
      terms.push(
        this.times(
          half,
          base === null || (sign !== undefined && sign > 0)
            ? wrapped("Ln", base)
            : logarithmOfSize(base),
        ),
      );
    if (!field.isZero(rest))
      terms.push(
        sign !== undefined && sign < 0
          ? this.twoLogarithms(rest, this.ring.derivative(factor), field.negate(gap))
          : sign === undefined && isNegativeForPositive(gapWritten)
            ? this.areaTangent(rest, m, l, gap)
            : this.arcTangent(rest, m, l, gap),
      );
    if (terms.includes(null)) return null;
    return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...(terms as Expression[])];
  }

  /** rest/sqrt(d) (log |q' - sqrt(d)| - log |q' + sqrt(d)|) */
  private twoLogarithms(rest: Value, slope: Over<Value>, discriminant: Value): Expression | null {
    const root = this.root(discriminant);
    const line = this.written(slope);
    const over = this.field.write(rest);
    if (root === null || line === null || over === null) return null;
    const term = (sign: Expression): Expression =>
      wrapped("Ln", wrapped("Abs", tidied(["Add", line, sign]))) as Expression;
    const scale = tidied(["Divide", over, root]);
    return [
      "Add",
      ["Multiply", scale, term(["Negate", root])],
      ["Negate", ["Multiply", scale, term(root)]],
    ];
  }

  /** rest/r atan((l x + m/2)/r) with r^2 = l n - m^2/4; twice both where m is odd. */
  private arcTangent(rest: Value, m: Value, l: Value, gap: Value): Expression | null {
    return this.inverseTangent("Arctan", rest, m, l, gap);
  }

  /** -rest/r artanh((l x + m/2)/r) with r^2 = m^2/4 - l n, which holds for letters of any sign. */
  private areaTangent(rest: Value, m: Value, l: Value, gap: Value): Expression | null {
    const { negate } = this.field;
    return this.inverseTangent("Artanh", negate(rest), m, l, negate(gap));
  }

  private inverseTangent(
    head: string,
    rest: Value,
    m: Value,
    l: Value,
    gap: Value,
  ): Expression | null {
    const { field } = this;
    const quarter = field.inverse(field.whole(4));
    const isHalved = field.isZero(m) || this.isEven(m);
    const root = this.root(isHalved ? field.multiply(gap, quarter) : gap);
    const by = field.inverse(field.whole(isHalved ? 2 : 1));
    const line = this.written([
      field.multiply(m, by),
      field.multiply(field.multiply(field.whole(2), l), by),
    ]);
    const over = field.write(isHalved ? rest : field.multiply(field.whole(2), rest));
    if (root === null || line === null || over === null) return null;
    return ["Multiply", tidied(["Divide", over, root]), [head, tidied(["Divide", line, root])]];
  }

  private isEven(value: Value): boolean {
    const number = this.number(value);
    return number !== null && number.div(2).d === 1n;
  }

  /** A square root, of a square without a sign that is left open: either one will do. */
  private root(value: Value): Expression | null {
    const square = this.field.squareRoot(value);
    if (square !== null) return this.field.write(square);
    const written = this.field.write(value);
    return written === null ? null : tidied(["Sqrt", written]);
  }

  private overQuartic(over: Over<Value>, factor: Over<Value>): Expression | null {
    const [numbers, quartic] = [over, factor].map((part) =>
      part.map((value) => this.number(value)),
    );
    if (!numbers || !quartic || numbers.includes(null) || quartic.includes(null)) return null;
    const split = splitQuartic(quartic as Fraction[]);
    if (split === null) return null;
    const { field, factors, lift } = split;
    return new RationalIntegral(field, this.variable).integrate(
      (numbers as Fraction[]).map(lift),
      (quartic as Fraction[]).map(lift),
      factors.map((one) => ({ factor: one, multiplicity: 1 })),
    );
  }

  private number(value: Value): Fraction | null {
    const written = this.field.write(value);
    return written === null ? null : fractionOf(written);
  }

  private written(p: Over<Value>): Expression | null {
    const expression = this.ring.write(p, this.variable);
    return expression === null ? null : (exactForm(expression) ?? expression);
  }

  private times(scale: Value, body: Expression | null): Expression | null {
    const coefficient = this.field.write(scale);
    if (body === null || coefficient === null) return null;
    return ["Multiply", exactForm(coefficient) ?? coefficient, body];
  }
}

function wrapped(head: string, inner: Expression | null): Expression | null {
  return inner === null ? null : [head, inner];
}

function logarithmOfSize(inner: Expression | null): Expression | null {
  return wrapped("Ln", wrapped("Abs", inner));
}

const tidied = (expression: Expression): Expression => exactForm(expression) ?? expression;
