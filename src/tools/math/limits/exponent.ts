import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { plus, times } from "./germ.ts";

interface Part {
  readonly unit: Expression;
  readonly factor: Fraction;
}

/** A real exponent of w: a rational number and rational multiples of other constants such as ln 3/ln 2. */
export class Exponent {
  readonly fraction: Fraction;
  private readonly parts: ReadonlyMap<string, Part>;

  constructor(fraction: Fraction, parts: ReadonlyMap<string, Part> = new Map()) {
    this.fraction = fraction;
    this.parts = parts;
  }

  static readonly zero = new Exponent(new Fraction(0));

  static of(value: Expression): Exponent {
    const fraction = fractionOf(value);
    if (fraction !== null) return new Exponent(fraction);
    const unit = exactForm(value) ?? value;
    return new Exponent(
      new Fraction(0),
      new Map([[printPlain(unit), { unit, factor: new Fraction(1) }]]),
    );
  }

  get isRational(): boolean {
    return this.parts.size === 0;
  }

  get key(): string {
    const rest = [...this.parts].map(([key, { factor }]) => `${factor.toFraction()}*${key}`).sort();
    return [this.fraction.toFraction(), ...rest].join("+");
  }

  add(other: Exponent): Exponent {
    if (this.isRational && other.isRational) return new Exponent(this.fraction.add(other.fraction));
    const parts = new Map(this.parts);
    for (const [key, { unit, factor }] of other.parts) {
      const sum = factor.add(parts.get(key)?.factor ?? new Fraction(0));
      if (sum.equals(0)) parts.delete(key);
      else parts.set(key, { unit, factor: sum });
    }
    return new Exponent(this.fraction.add(other.fraction), parts);
  }

  scale(by: Fraction): Exponent {
    return new Exponent(
      this.fraction.mul(by),
      new Map(
        [...this.parts].map(([key, { unit, factor }]) => [key, { unit, factor: factor.mul(by) }]),
      ),
    );
  }

  toExpression(): Expression {
    const fraction = fractionExpression(this.fraction);
    if (this.isRational) return fraction;
    return plus(
      fraction,
      ...[...this.parts.values()].map(({ unit, factor }) =>
        times(fractionExpression(factor), unit),
      ),
    );
  }

  /** -1, 0 or 1; `signOf` decides where the exponents are not rational. */
  compare(other: Exponent, signOf: (value: Expression) => number): number {
    const difference = this.add(other.scale(new Fraction(-1)));
    return difference.isRational
      ? difference.fraction.compare(0)
      : signOf(difference.toExpression());
  }
}
