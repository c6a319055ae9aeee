import { Fraction } from "fraction.js";
import { exactForm } from "./exact-form.ts";
import { Polynomial, WorkBudget } from "./polynomial.ts";
import {
  addRational,
  fromFraction,
  fromPolynomial,
  multiplyRational,
  type RationalFunction,
  RF_ONE,
  RF_ZERO,
  tidy,
} from "./rational-function.ts";
import { fractionExpression, scaled } from "./to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { fractionOf } from "./fraction-of.ts";
import { AnsatzError } from "../../../core/errors.ts";

const OPERATIONS = 400_000;
const LARGEST_POWER = 60;
const LARGEST_POWER_OF_PRODUCT = 2_000;

/**
 * A field of quotients of polynomials in kernels, which are symbols and function values
 * that are not taken apart. Equal forms have equal values; different forms may have equal values too,
 * as relations between kernels are not known here.
 */
export class KernelField {
  private readonly budget = new WorkBudget(OPERATIONS);
  private readonly kernels: Expression[] = [];
  private readonly indexByKey = new Map<string, number>();

  readonly zero = RF_ZERO;
  readonly one = RF_ONE;

  rational(value: Fraction): RationalFunction {
    return fromFraction(value);
  }

  add(a: RationalFunction, b: RationalFunction): RationalFunction {
    return addRational(a, b, this.budget);
  }

  multiply(a: RationalFunction, b: RationalFunction): RationalFunction {
    return multiplyRational(a, b, this.budget);
  }

  scale(value: RationalFunction, factor: Fraction): RationalFunction {
    return factor.equals(0)
      ? RF_ZERO
      : { numerator: value.numerator.scale(factor), denominator: value.denominator };
  }

  invert(value: RationalFunction): RationalFunction {
    if (value.numerator.isZero)
      throw new AnsatzError("unsupported", "The expression divides by zero, so it has no value.");
    return tidy({ numerator: value.denominator, denominator: value.numerator }, this.budget);
  }

  power(value: RationalFunction, exponent: number): RationalFunction {
    const base = exponent < 0 ? this.invert(value) : value;
    const isProduct = base.numerator.size === 1 && base.denominator.size === 1;
    if (Math.abs(exponent) > (isProduct ? LARGEST_POWER_OF_PRODUCT : LARGEST_POWER))
      throw new AnsatzError("unsupported", "The power is too high to multiply out.");
    return {
      numerator: base.numerator.power(Math.abs(exponent), this.budget),
      denominator: base.denominator.power(Math.abs(exponent), this.budget),
    };
  }

  /** Sums, products, quotients and whole powers are taken apart; constants are brought to exact form first. */
  fromExpression(expression: Expression): RationalFunction {
    if (isNumber(expression)) return fromFraction(new Fraction(expression.num));
    if (isSymbol(expression)) return this.kernel(expression);
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(expression)) {
      case "Add":
        return parts
          .map((part) => this.fromExpression(part))
          .reduce((a, b) => this.add(a, b), RF_ZERO);
      case "Multiply":
        return parts
          .map((part) => this.fromExpression(part))
          .reduce((a, b) => this.multiply(a, b), RF_ONE);
      case "Negate":
        return this.scale(this.fromExpression(first), new Fraction(-1));
      case "Divide":
        return this.multiply(this.fromExpression(first), this.invert(this.fromExpression(second)));
      case "Power": {
        const exponent = fractionOf(second);
        if (
          exponent !== null &&
          exponent.d === 1n &&
          exponent.n <= BigInt(LARGEST_POWER_OF_PRODUCT)
        )
          return this.power(this.fromExpression(first), Number(exponent.s * exponent.n));
        break;
      }
      default:
    }
    if (variablesOf(expression).length === 0) {
      const exact = exactForm(expression);
      if (exact !== null && printPlain(exact) !== printPlain(expression))
        return this.fromExpression(exact);
    }
    return this.kernel(expression);
  }

  private kernel(expression: Expression): RationalFunction {
    const key = printPlain(expression);
    let index = this.indexByKey.get(key);
    if (index === undefined) {
      index = this.kernels.length;
      this.kernels.push(expression);
      this.indexByKey.set(key, index);
    }
    return fromPolynomial(Polynomial.generator(index));
  }

  /** Does the kernel with this number contain the symbol? */
  dependsOn(index: number, symbol: string): boolean {
    return contains(this.kernels[index] as Expression, symbol);
  }

  toExpression(value: RationalFunction): Expression {
    const numerator = this.polynomial(value.numerator);
    return value.denominator.asConstant()?.equals(1) === true
      ? numerator
      : ["Divide", numerator, this.polynomial(value.denominator)];
  }

  private polynomial(polynomial: Polynomial): Expression {
    const terms = polynomial.list().map(({ monomial, coefficient }): Expression => {
      const factors = monomial.map(([index, exponent]): Expression => {
        const kernel = this.kernels[index] as Expression;
        return exponent === 1 ? kernel : ["Power", kernel, { num: String(exponent) }];
      });
      if (factors.length === 0) return fractionExpression(coefficient);
      return scaled(
        coefficient,
        factors.length === 1 ? (factors[0] as Expression) : ["Multiply", ...factors],
      );
    });
    if (terms.length === 0) return { num: "0" };
    return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
  }

  /** The factors of a value that is one product: kernels with their exponents, and a number; else null. */
  asProduct(value: RationalFunction): {
    readonly number: Fraction;
    readonly factors: readonly (readonly [Expression, number])[];
  } | null {
    if (value.numerator.size !== 1 || value.denominator.size !== 1) return null;
    const [top, bottom] = [value.numerator.leading(), value.denominator.leading()];
    return {
      number: top.coefficient.div(bottom.coefficient),
      factors: [
        ...top.monomial.map(([index, n]) => [this.kernels[index] as Expression, n] as const),
        ...bottom.monomial.map(([index, n]) => [this.kernels[index] as Expression, -n] as const),
      ],
    };
  }
}
