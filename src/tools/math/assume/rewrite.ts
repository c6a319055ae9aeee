import { AnsatzError } from "../../../core/errors.ts";
import { fractionPower } from "../exact/fraction-power.ts";
import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { univariateExpression } from "../exact/to-expression.ts";
import { factorUnivariate, type Univariate } from "../exact/univariate.ts";
import { argumentsOf, type Expression, headOf, integer, ONE } from "../expression/expression.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { SignTable } from "./sign.ts";

/** Coefficients of a polynomial in one letter, or null; given from outside to keep this part pure. */
export type Coefficients = (
  expression: Expression,
) => { readonly coefficients: Univariate; readonly variable: string } | null;

const HALF = new Fraction(1, 2);

/** A product of powers: factor^exponent for each, with a rational number in front. */
interface Product {
  readonly number: Fraction;
  readonly powers: readonly { readonly base: Expression; readonly exponent: Fraction }[];
}

/**
 * Absolute values, roots, powers and logarithms resolved by the signs that the assumptions settle. Every
 * rule is an identity of real numbers under the sign it asks for; what no sign settles stays as it is.
 */
export class AssumedRewriter {
  private readonly signs: SignTable;
  private readonly coefficients: Coefficients;

  constructor(signs: SignTable, coefficients: Coefficients) {
    this.signs = signs;
    this.coefficients = coefficients;
  }

  rewrite(expression: Expression): Expression {
    const parts = argumentsOf(expression);
    if (parts.length === 0) return expression;
    const inner = parts.map((part) => this.rewrite(part));
    const [first, second] = inner as [Expression, Expression];
    const node: Expression = [headOf(expression), ...inner];
    switch (headOf(expression)) {
      case "Abs":
        return this.absolute(first);
      case "Sqrt":
        return this.root(first, HALF) ?? node;
      case "Power": {
        const exponent = fractionOf(second);
        if (first === "ExponentialE") return this.exponential(second) ?? node;
        if (exponent === null) return this.symbolicPower(first, second) ?? node;
        return exponent.d === 1n ? node : (this.root(first, exponent) ?? node);
      }
      case "Ln":
        return this.logarithm(first) ?? node;
      case "Sign": {
        const signs = this.signs.of(first);
        if (signs === null) return node;
        if (!signs.canBeNegative && !signs.canBeZero) return ONE;
        return !signs.canBePositive && !signs.canBeZero ? integer(-1) : node;
      }
      case "Re":
      case "Conjugate":
        return this.signs.isReal(first) ? first : node;
      case "Im":
        return this.signs.isReal(first) ? integer(0) : node;
      case "Arg":
        return this.signs.isPositive(first) ? integer(0) : node;
      case "Sin":
      case "Cos":
        return this.wholeMultipleOfPi(headOf(expression), first) ?? node;
      case "Arcsin":
      case "Arccos":
      case "Arctan":
        return this.inverse(headOf(expression), first) ?? node;
      default:
        return node;
    }
  }

  private absolute(u: Expression): Expression {
    if (this.signs.isNotNegative(u)) return u;
    if (this.signs.isNotPositive(u)) return negative(u);
    const { number, powers } = this.productOf(u);
    if (powers.length <= 1 && number.equals(1)) return ["Abs", u];
    const factors = powers.map(({ base, exponent }) =>
      power(this.absoluteFactor(base, exponent), exponent),
    );
    return product(number.abs(), factors);
  }

  /** |b|^n without bars where n is even or the sign is known. */
  private absoluteFactor(base: Expression, exponent: Fraction): Expression {
    if (exponent.d === 1n && exponent.n % 2n === 0n && this.signs.isReal(base)) return base;
    if (this.signs.isNotNegative(base)) return base;
    return this.signs.isNotPositive(base) ? negative(base) : ["Abs", base];
  }

  /** u^e for a fraction e: factors that are not negative come out, and even powers of real ones as |b|. */
  private root(u: Expression, e: Fraction): Expression | null {
    const { number, powers } = this.productOf(u);
    if (number.s < 0n || number.equals(0)) return null;
    const outside: Expression[] = [];
    const inside: Expression[] = [];
    for (const { base, exponent } of powers) {
      const isEven = exponent.d === 1n && exponent.n % 2n === 0n;
      if (this.signs.isNotNegative(base)) outside.push(power(base, exponent.mul(e)));
      else if (isEven && this.signs.isReal(base))
        outside.push(power(this.absolute(base), exponent.mul(e)));
      else inside.push(power(base, exponent));
    }
    if (outside.length === 0) return null;
    const rest = product(number, inside);
    const isOne = fractionOf(rest)?.equals(1) === true;
    return product(new Fraction(1), isOne ? outside : [...outside, power(rest, e)]);
  }

  /** (u^a)^b = u^(a b) for u > 0 and a real; (u v)^b = u^b v^b for u > 0. */
  private symbolicPower(u: Expression, exponent: Expression): Expression | null {
    if (!this.signs.isReal(exponent)) return null;
    const [base, inner] = argumentsOf(u) as [Expression, Expression];
    if (headOf(u) === "Power" && this.signs.isPositive(base) && this.signs.isReal(inner))
      return [
        "Power",
        base,
        exactForm(["Multiply", inner, exponent]) ?? ["Multiply", inner, exponent],
      ];
    if (headOf(u) === "Multiply" && argumentsOf(u).every((part) => this.signs.isPositive(part)))
      return [
        "Multiply",
        ...argumentsOf(u).map(
          (part): Expression => this.symbolicPower(part, exponent) ?? ["Power", part, exponent],
        ),
      ];
    // (-1)^(2 n) and the like for whole numbers.
    if (fractionOf(u)?.equals(-1) === true && headOf(exponent) === "Multiply") {
      const factor = argumentsOf(exponent).find((part) => fractionOf(part) !== null);
      const isEven = factor !== undefined && fractionOf(factor)?.div(2).d === 1n;
      return isEven && this.signs.isWhole(exponent) ? ONE : null;
    }
    return null;
  }

  /** e^(c ln u) = u^c for u > 0. */
  private exponential(exponent: Expression): Expression | null {
    const factors = headOf(exponent) === "Multiply" ? argumentsOf(exponent) : [exponent];
    const logarithm = factors.find((part) => headOf(part) === "Ln");
    const inner = logarithm === undefined ? undefined : argumentsOf(logarithm)[0];
    if (inner === undefined || !this.signs.isPositive(inner)) return null;
    const rest = factors.filter((part) => part !== logarithm);
    return rest.length === 0
      ? inner
      : ["Power", inner, rest.length === 1 ? (rest[0] as Expression) : ["Multiply", ...rest]];
  }

  /** ln of a product of positive factors, of even powers of real ones, and of e^v. */
  private logarithm(u: Expression): Expression | null {
    const [base, exponent] = argumentsOf(u) as [Expression, Expression];
    if (headOf(u) === "Power" && base === "ExponentialE" && this.signs.isReal(exponent))
      return exponent;
    if (headOf(u) === "Power" && this.signs.isPositive(base) && this.signs.isReal(exponent))
      return ["Multiply", exponent, this.logarithm(base) ?? ["Ln", base]];
    const { number, powers } = this.productOf(u);
    if (
      number.s <= 0n ||
      (powers.length <= 1 && number.equals(1) && powers[0]?.exponent.equals(1) !== false)
    )
      return null;
    const terms: Expression[] = number.equals(1) ? [] : [["Ln", fractionExpression(number)]];
    for (const { base: factor, exponent: times } of powers) {
      const isEven = times.d === 1n && times.n % 2n === 0n;
      if (!this.signs.isPositive(factor) && !(isEven && this.signs.isReal(factor))) return null;
      const inner: Expression = this.signs.isPositive(factor) ? factor : this.absolute(factor);
      const term: Expression = this.signs.isPositive(factor)
        ? (this.logarithm(factor) ?? ["Ln", factor])
        : ["Ln", inner];
      terms.push(times.equals(1) ? term : ["Multiply", fractionExpression(times), term]);
    }
    return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
  }

  /** sin(pi n) = 0 and cos(pi n) = (-1)^n for whole n. */
  private wholeMultipleOfPi(head: string, u: Expression): Expression | null {
    const turns = exactForm(["Divide", u, "Pi"]);
    if (turns === null || !this.signs.isWhole(turns)) return null;
    if (head === "Sin") return integer(0);
    const half = exactForm(["Divide", turns, integer(2)]);
    return half !== null && this.signs.isWhole(half) ? ONE : ["Power", integer(-1), turns];
  }

  /** An inverse circular function of its function, on the branch where they undo each other. */
  private inverse(head: string, u: Expression): Expression | null {
    const forward = { Arcsin: "Sin", Arccos: "Cos", Arctan: "Tan" }[head] as string;
    const inner = headOf(u) === forward ? argumentsOf(u)[0] : undefined;
    if (inner === undefined || !this.signs.isReal(inner)) return null;
    const bound = (factor: number): Expression => [
      "Divide",
      ["Multiply", integer(factor), "Pi"],
      integer(2),
    ];
    const [low, high] = head === "Arccos" ? [integer(0), "Pi"] : [bound(-1), bound(1)];
    const [below, above] = head === "Arctan" ? ["LessEqual", "GreaterEqual"] : ["Less", "Greater"];
    return this.signs.holds([below, inner, low as Expression]) &&
      this.signs.holds([above, inner, high as Expression])
      ? inner
      : null;
  }

  /** Factors with rational exponents; polynomials in one letter are factored. */
  private productOf(expression: Expression): Product {
    const value = fractionOf(expression);
    if (value !== null) return { number: value, powers: [] };
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(expression)) {
      case "Multiply":
        return parts.map((part) => this.productOf(part)).reduce(joined);
      case "Divide":
        return joined(this.productOf(first), raised(this.productOf(second), new Fraction(-1)));
      case "Negate":
        return joined({ number: new Fraction(-1), powers: [] }, this.productOf(first));
      case "Power": {
        const exponent = fractionOf(second);
        if (exponent === null) break;
        if (exponent.d === 1n) return raised(this.productOf(first), exponent);
        return { number: new Fraction(1), powers: [{ base: first, exponent }] };
      }
      case "Sqrt":
        return { number: new Fraction(1), powers: [{ base: first, exponent: HALF }] };
      default:
    }
    return (
      this.factored(expression) ?? {
        number: new Fraction(1),
        powers: [{ base: expression, exponent: new Fraction(1) }],
      }
    );
  }

  private factored(expression: Expression): Product | null {
    const polynomial = headOf(expression) === "Add" ? this.coefficients(expression) : null;
    const lead = polynomial?.coefficients.at(-1);
    if (polynomial === null || lead === undefined || polynomial.coefficients.length < 3)
      return null;
    const factors = factorUnivariate(polynomial.coefficients);
    let number = lead;
    const powers = factors.map(({ factor, multiplicity }) => {
      number = number.div((factor.at(-1) as Fraction).pow(multiplicity) as Fraction);
      return {
        base: univariateExpression(factor, polynomial.variable),
        exponent: new Fraction(multiplicity),
      };
    });
    return { number, powers };
  }
}

function joined(a: Product, b: Product): Product {
  return { number: a.number.mul(b.number), powers: [...a.powers, ...b.powers] };
}

function raised({ number, powers }: Product, n: Fraction): Product {
  const power = fractionPower(number, n);
  if (power === null)
    throw new AnsatzError("too_large", "A power is too long to write out. Ask for a smaller case.");
  return {
    number: power,
    powers: powers.map(({ base, exponent }) => ({ base, exponent: exponent.mul(n) })),
  };
}

function negative(u: Expression): Expression {
  return headOf(u) === "Add"
    ? tidySigns(["Add", ...argumentsOf(u).map((part): Expression => ["Negate", part])])
    : tidySigns(["Negate", u]);
}

function power(base: Expression, exponent: Fraction): Expression {
  if (exponent.equals(1)) return base;
  return exponent.equals(HALF) ? ["Sqrt", base] : ["Power", base, fractionExpression(exponent)];
}

function product(number: Fraction, factors: readonly Expression[]): Expression {
  const all = number.equals(1) ? factors : [fractionExpression(number), ...factors];
  if (all.length === 0) return ONE;
  return all.length === 1 ? (all[0] as Expression) : ["Multiply", ...all];
}
