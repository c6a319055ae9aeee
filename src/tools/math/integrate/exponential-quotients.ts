import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { fromPolynomial, type RationalFunction } from "../exact/rational-function.ts";
import { type Expression, integer, ONE, substitute, symbolsOf } from "../expression/expression.ts";
import { factorSeveral } from "../polynomial/factor-several.ts";
import { coefficientsBy } from "../polynomial/gcd.ts";
import { type ExponentialForm, exponentialForm, inCosines } from "./exponential-form.ts";
import { type Field, type Over, rationalField, type Ring, ringOver } from "./field.ts";
import { freshName } from "./substitution.ts";
import { rootOf, settled } from "./tidy.ts";

const HIGHEST_POWER = 5;
const HIGHEST_DEGREE = 16;

/**
 * The antiderivative of a polynomial in x times a quotient of polynomials in u = e^(k x + l), circular and
 * hyperbolic functions written by it: by parts, lowering the power of x, with
 * `integral log(1 - u/r) dx = -Li2(u/r)/k` and `integral Li_s(u/r) dx = Li_(s+1)(u/r)/k` (DLMF 25.12). Null
 * where the integrand is not of that kind, has no power of x, or a factor of degree above 2 in u. The result is
 * a claim: differentiate it back.
 */
export function integrateExponentialQuotients(
  integrand: Expression,
  variable: string,
): Expression | null {
  const mark = freshName(symbolsOf(integrand));
  const found = exponentialForm(integrand, variable, mark);
  if (found === null) return null;
  const plain = integrateForm(found, variable, mark);
  if (plain !== null) return plain;
  // 1 + sin x is a square of a linear factor with i, and with cosines one without.
  const turned = inCosines(integrand, variable);
  const other = turned === null ? null : exponentialForm(turned, variable, mark);
  return other === null ? null : integrateForm(other, variable, mark);
}

function integrateForm(found: ExponentialForm, variable: string, mark: string): Expression | null {
  try {
    const form = new NormalForm();
    const { numerator, denominator } = form.normalize(found.integrand);
    const [x, u] = [form.indexOfVariable(variable), form.indexOfVariable(mark)];
    if (x === null || u === null || denominator.degreeIn(x) > 0) return null;
    const power = numerator.degreeIn(x);
    const degree = Math.max(numerator.degreeIn(u), denominator.degreeIn(u));
    if (power < 1 || power > HIGHEST_POWER || degree > HIGHEST_DEGREE) return null;
    const generators = [...numerator.generators(), ...denominator.generators()];
    if (
      generators.some(
        (other) =>
          other !== x && other !== u && (form.dependsOn(other, x) || form.dependsOn(other, u)),
      )
    )
      return null;
    const factors = factorSeveral(denominator, form.budget)?.factors;
    if (factors === undefined) return null;
    const read = (part: Polynomial): RationalFunction[] =>
      coefficientsBy(part, u, form.budget).map(fromPolynomial);
    const integral = new QuotientIntegral(rationalField(form), variable, mark, found);
    const parts = factors
      .filter(({ factor }) => factor.degreeIn(u) > 0)
      .map(({ factor, multiplicity }) => ({ factor: read(factor), multiplicity }));
    const under = read(denominator);
    const terms = coefficientsBy(numerator, x, form.budget).map((part, n) =>
      part.isZero ? null : integral.integrate(n, { over: read(part), under, parts }),
    );
    const sum: Expression = ["Add", ...terms.filter((term) => term !== null)];
    return substitute(sum, mark, found.meaning);
  } catch (error) {
    if (isDeadEnd(error) || error instanceof NotWritten) return null;
    throw error;
  }
}

/** Thrown inside where a part has no written form or no roots; never leaves this file. */
class NotWritten extends Error {}

interface Part<Value> {
  readonly factor: Over<Value>;
  readonly multiplicity: number;
}

/** A quotient of polynomials in u with the factors of its divisor. */
interface Quotient<Value> {
  readonly over: Over<Value>;
  readonly under: Over<Value>;
  readonly parts: readonly Part<Value>[];
}

/** c log(1 - z) with z = ratio u. */
interface Logarithm {
  readonly scale: Expression;
  readonly ratio: Expression;
}

/** The integral of a quotient over u: quotients, logarithms, and `log u` with its factor. */
interface Integral<Value> {
  readonly quotients: Quotient<Value>[];
  readonly logarithms: Logarithm[];
  multiple: Value;
}

class QuotientIntegral<Value> {
  private readonly field: Field<Value>;
  private readonly ring: Ring<Value>;
  private readonly variable: string;
  private readonly mark: string;
  private readonly slope: Expression;

  constructor(field: Field<Value>, variable: string, mark: string, { slope }: ExponentialForm) {
    this.field = field;
    this.ring = ringOver(field);
    this.variable = variable;
    this.mark = mark;
    this.slope = slope;
  }

  /** Of `x^n over/under`. With S the integral of over/(under u): `(x^n S - n integral x^(n-1) S)/k`. */
  integrate(n: number, quotient: Quotient<Value>): Expression {
    const { quotients, logarithms, multiple } = this.overMark(quotient);
    const terms: Expression[] = [];
    for (const part of quotients) {
      terms.push(this.timesPower(n, ["Divide", this.written(part.over), this.written(part.under)]));
      if (n > 0) terms.push(["Multiply", integer(-n), this.integrate(n - 1, part)]);
    }
    for (const { scale, ratio } of logarithms)
      terms.push(["Multiply", scale, this.polylogarithms(n, ratio)]);
    // log u = k x up to a constant.
    if (!this.field.isZero(multiple))
      terms.push([
        "Divide",
        ["Multiply", this.value(multiple), this.slope, ["Power", this.variable, integer(n + 1)]],
        integer(n + 1),
      ]);
    return ["Divide", ["Add", ...terms], this.slope];
  }

  /** `x^n log(1 - z)` and the sum of (-1)^j n!/(n-j)! x^(n-j) Li_(j+1)(z)/k^j from j = 1 with the sign of -1. */
  private polylogarithms(n: number, ratio: Expression): Expression {
    const z = settled(["Multiply", ratio, this.mark]);
    const terms: Expression[] = [this.timesPower(n, ["Ln", settled(["Add", ONE, ["Negate", z]])])];
    let factor = 1;
    for (let j = 1; j <= n; j++) {
      factor *= -(n - j + 1);
      terms.push([
        "Divide",
        ["Multiply", integer(-factor), this.timesPower(n - j, ["PolyLog", integer(j + 1), z])],
        ["Power", this.slope, integer(j)],
      ]);
    }
    return ["Add", ...terms];
  }

  private timesPower(n: number, factor: Expression): Expression {
    return n === 0 ? factor : ["Multiply", ["Power", this.variable, integer(n)], factor];
  }

  private overMark({ over, under, parts }: Quotient<Value>): Integral<Value> {
    const { ring, field } = this;
    const u: Over<Value> = [field.zero, field.one];
    const isMark = ({ factor }: Part<Value>): boolean =>
      factor.length === 2 && field.isZero(factor[0] as Value);
    const all = parts.some(isMark)
      ? parts.map((part) =>
          isMark(part) ? { factor: u, multiplicity: part.multiplicity + 1 } : part,
        )
      : [...parts, { factor: u, multiplicity: 1 }];
    const below = ring.multiply(under, u);
    const { quotient, remainder } = ring.divide(over, below);
    const found: Integral<Value> = { quotients: [], logarithms: [], multiple: field.zero };
    if (quotient.length > 0)
      found.quotients.push({ over: this.raised(quotient), under: [field.one], parts: [] });
    for (const part of all) {
      const power = this.power(part.factor, part.multiplicity);
      const cofactor = ring.divide(below, power).quotient;
      const share = ring.divide(
        ring.multiply(remainder, ring.inverseModulo(cofactor, power)),
        power,
      ).remainder;
      if (share.length > 0) this.addPart(found, share, part);
    }
    return found;
  }

  /** Hermite's reduction of share/factor^multiplicity, then the logarithms of what is left. */
  private addPart(
    found: Integral<Value>,
    share: Over<Value>,
    { factor, multiplicity }: Part<Value>,
  ): void {
    const { ring, field } = this;
    let over: Over<Value> = share;
    const slope = ring.derivative(factor);
    for (let k = multiplicity; k > 1 && over.length > 0; k--) {
      const b = ring.divide(
        ring.multiply(over, ring.inverseModulo(slope, factor)),
        factor,
      ).remainder;
      const rest = ring.add(over, ring.multiply(b, slope).map(field.negate));
      const part = field.inverse(field.whole(k - 1));
      if (b.length > 0)
        found.quotients.push({
          over: ring.scale(b, field.negate(part)),
          under: this.power(factor, k - 1),
          parts: [{ factor, multiplicity: k - 1 }],
        });
      over = ring.add(ring.divide(rest, factor).quotient, ring.scale(ring.derivative(b), part));
    }
    if (over.length === 0) return;
    if (factor.length === 2 && field.isZero(factor[0] as Value))
      found.multiple = field.add(
        found.multiple,
        field.multiply(over[0] as Value, field.inverse(factor[1] as Value)),
      );
    else found.logarithms.push(...this.logarithms(over, factor));
  }

  private logarithms(over: Over<Value>, factor: Over<Value>): Logarithm[] {
    const { field } = this;
    const [n, m, l] = factor as [Value, Value, Value?];
    const [beta, alpha] = [over[0] ?? field.zero, over[1] ?? field.zero];
    if (l === undefined)
      return [
        {
          scale: this.value(field.multiply(beta, field.inverse(m))),
          ratio: this.value(field.negate(field.multiply(m, field.inverse(n)))),
        },
      ];
    if (factor.length > 3) throw new NotWritten();
    const discriminant = field.add(
      field.multiply(m, m),
      field.negate(field.multiply(field.whole(4), field.multiply(l, n))),
    );
    // A square of a linear factor that is none over the field.
    if (field.isZero(discriminant)) throw new NotWritten();
    const square = field.squareRoot(discriminant);
    const root = square === null ? rootOf(this.value(discriminant)) : this.value(square);
    const [lead, middle, least, first, last] = [l, m, n, alpha, beta].map((part) =>
      this.value(part),
    ) as [Expression, Expression, Expression, Expression, Expression];
    // r = (-m ± s)/(2 l), 1/r = -(m ± s)/(2 n), and the residues there are ±(alpha r + beta)/s.
    return [root, ["Negate", root] as Expression].map((sign) => {
      const pole: Expression = [
        "Divide",
        ["Add", ["Negate", middle], sign],
        ["Multiply", integer(2), lead],
      ];
      const below: Expression = ["Multiply", integer(2), least];
      return {
        scale: settled(["Divide", ["Add", ["Multiply", first, pole], last], sign]),
        ratio: settled(["Negate", ["Divide", ["Add", middle, sign], below]]),
      };
    });
  }

  /** The antiderivative of a polynomial. */
  private raised(p: Over<Value>): Value[] {
    const { field } = this;
    return [
      field.zero,
      ...p.map((value, k) => field.multiply(value, field.inverse(field.whole(k + 1)))),
    ];
  }

  private power(factor: Over<Value>, exponent: number): Over<Value> {
    return Array.from({ length: exponent }, () => factor).reduce<Over<Value>>(
      (all, one) => this.ring.multiply(all, one),
      [this.field.one],
    );
  }

  private value(value: Value): Expression {
    const written = this.field.write(value);
    if (written === null) throw new NotWritten();
    return written;
  }

  private written(p: Over<Value>): Expression {
    const expression = this.ring.write(p, this.mark);
    if (expression === null) throw new NotWritten();
    return settled(expression);
  }
}
