import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  isSymbol,
  rational,
} from "../expression/expression.ts";
import type { BoundedParts } from "./bounded-parts.ts";
import { exp, isExp, exponentOf, GERM, ln, moves, negate, over, plus, times } from "./germ.ts";
import type { GermLimits, GermValue } from "./germ-limits.ts";
import { notCovered } from "./not-covered.ts";

const ONE = integer(1);
const HALF = rational(1n, 2n);
const HALF_PI: Expression = over("Pi", integer(2));
const square = (u: Expression): Expression => ["Power", u, integer(2)];
const root = (u: Expression): Expression => ["Power", u, HALF];
const minus = (a: Expression, b: Expression): Expression => plus(a, negate(b));
const half = (u: Expression): Expression => over(u, integer(2));
const LARGEST_SHIFT = 40;

/**
 * Writes an expression at t -> +infinity with exp, ln, powers, and functions at points where they are
 * analytic: hyperbolic functions as exponentials, functions at infinity or at singular points by their
 * connection formulas and asymptotic expansions, absolute values and steps by the sign they settle on.
 */
export class Preparation {
  private readonly limits: GermLimits;
  private readonly bounded: BoundedParts;

  constructor(limits: GermLimits, bounded: BoundedParts) {
    this.limits = limits;
    this.bounded = bounded;
  }

  prepare(expression: Expression): Expression {
    if (isNumber(expression)) return expression;
    if (isSymbol(expression)) {
      if (NOT_REAL.has(expression)) throw notCovered("it is not made of real numbers");
      return expression;
    }
    const parts = argumentsOf(expression).map((part) => this.prepare(part));
    return this.rewrite(headOf(expression), parts);
  }

  private rewrite(head: string, parts: readonly Expression[]): Expression {
    const [u, second] = parts as [Expression, Expression];
    switch (head) {
      case "Add":
      case "Multiply":
      case "Negate":
      case "Divide":
        return [head, ...parts];
      case "Power":
        return this.power(u, second);
      case "Exp":
        return exp(u);
      case "Sqrt":
        return this.power(u, HALF);
      case "Cbrt":
        return this.limits.sign(u) < 0
          ? negate(["Power", negate(u), rational(1n, 3n)])
          : ["Power", u, rational(1n, 3n)];
      case "Ln":
        return this.logarithm(u);
      case "Log":
        return over(this.logarithm(u), this.logarithm(second));
      case "Lg":
        return over(this.logarithm(u), ["Ln", integer(10)]);
      case "Lb":
        return over(this.logarithm(u), ["Ln", integer(2)]);
      case "Abs":
        return this.limits.sign(u) < 0 ? negate(u) : u;
      case "Sign":
        return integer(this.limits.sign(u));
      case "Heaviside": {
        const sign = this.limits.sign(u);
        if (sign === 0) throw notCovered("a step is needed at its jump");
        return integer(sign > 0 ? 1 : 0);
      }
      case "Max":
      case "Min":
        return parts.reduce((a, b) =>
          this.limits.sign(minus(a, b)) >= 0 === (head === "Max") ? a : b,
        );
      case "Floor":
        return this.floor(u);
      case "Ceil":
        return negate(this.floor(negate(u)));
      case "Binomial":
        return this.binomial(u, second);
      default:
    }
    if (parts.length !== 1) throw notCovered(`${head} is not known here`);
    return this.function(head, u);
  }

  private function(head: string, u: Expression): Expression {
    switch (head) {
      case "Sin":
      case "Cos":
        return this.circular(head, u);
      case "Tan":
        return over(this.circular("Sin", u), this.circular("Cos", u));
      case "Cot":
        return over(this.circular("Cos", u), this.circular("Sin", u));
      case "Sec":
        return over(ONE, this.circular("Cos", u));
      case "Csc":
        return over(ONE, this.circular("Sin", u));
      case "Sinh":
        return half(minus(exp(u), exp(negate(u))));
      case "Cosh":
        return half(plus(exp(u), exp(negate(u))));
      case "Tanh":
        return over(minus(exp(u), exp(negate(u))), plus(exp(u), exp(negate(u))));
      case "Coth":
        return over(plus(exp(u), exp(negate(u))), minus(exp(u), exp(negate(u))));
      case "Sech":
        return over(integer(2), plus(exp(u), exp(negate(u))));
      case "Csch":
        return over(integer(2), minus(exp(u), exp(negate(u))));
      case "Arsinh":
        // Odd; for negative u the other form would cancel.
        return this.limits.sign(u) < 0 ? negate(logOfSquare(negate(u))) : logOfSquare(u);
      case "Arcosh":
        return this.logarithm(
          plus(u, times(this.power(minus(u, ONE), HALF), this.power(plus(u, ONE), HALF))),
        );
      case "Artanh":
        return half(minus(this.logarithm(plus(ONE, u)), this.logarithm(minus(ONE, u))));
      default:
    }
    if (!moves(u)) return [head, u];
    const at = this.limits.limit(u);
    if (at.kind === "finite" && this.limits.constants.isUnsettled(at.value) && !ENTIRE.has(head))
      throw notCovered(`${head} is not known to be bounded there`);
    switch (head) {
      case "Arctan":
        if (at.kind === "finite") return [head, u];
        return minus(at.sign > 0 ? HALF_PI : negate(HALF_PI), ["Arctan", over(ONE, u)]);
      case "Arcsin":
        return this.arcsine(u, at);
      case "Arccos":
        return minus(HALF_PI, this.arcsine(u, at));
      case "Factorial":
        return this.gamma(plus(u, ONE));
      case "Gamma":
        return this.gamma(u);
      case "Harmonic":
        return plus(this.rewrite("Digamma", [plus(u, ONE)]), "EulerGamma");
      case "Digamma":
        return this.digamma(u, at);
      case "Zeta":
        if (at.kind === "finite" && this.equals(at.value, ONE)) {
          const distance = minus(u, ONE);
          return plus(over(ONE, distance), ["ZetaRegular", distance]);
        }
        break;
      case "Erf":
        return at.kind === "finite" ? [head, u] : this.erf(u, at.sign);
      case "Erfc":
        return at.kind === "finite" ? minus(ONE, ["Erf", u]) : minus(ONE, this.erf(u, at.sign));
      default:
    }
    if (at.kind === "infinite" && at.sign > 0) {
      const far = this.farOut(head, u);
      if (far !== null) return far;
    }
    if (at.kind === "infinite" || !ANALYTIC.has(head))
      throw notCovered(`${head} is not known here`);
    return [head, u];
  }

  private equals(a: Expression, b: Expression): boolean {
    return this.limits.constants.isZero(minus(a, b));
  }

  private power(base: Expression, exponent: Expression): Expression {
    if (base === "ExponentialE") return exp(exponent);
    const fixed = fractionOf(exponent);
    if (fixed !== null) {
      if (isExp(base)) return exp(times(exponent, exponentOf(base)));
      if (fixed.d !== 1n && moves(base) && this.limits.sign(base) < 0)
        throw notCovered("it has a root of a negative part");
      return ["Power", base, exponent];
    }
    if (!moves(base) && !moves(exponent)) return ["Power", base, exponent];
    const sign = this.limits.sign(base);
    if (sign > 0) return exp(times(exponent, ln(base)));
    const alternating = sign < 0 ? this.bounded.powerOfMinusOne(exponent) : null;
    if (alternating === null) throw notCovered("a power has a base that is not positive");
    return times(alternating, exp(times(exponent, ln(negate(base)))));
  }

  private logarithm(u: Expression): Expression {
    if (this.limits.sign(u) <= 0)
      throw notCovered("it has a logarithm of a part that is not positive");
    return ln(u);
  }

  private circular(head: "Sin" | "Cos", u: Expression): Expression {
    if (!moves(u) || this.limits.limit(u).kind === "finite") return [head, u];
    return this.withoutHalfTurns(head, u) ?? this.bounded.circular(head, u);
  }

  /** For whole n and m: sin(m pi n + v) = (-1)^(m n) sin v, and so for the cosine, where v settles. */
  private withoutHalfTurns(head: "Sin" | "Cos", u: Expression): Expression | null {
    if (!this.bounded.isWhole) return null;
    const rate = this.limits.limit(over(u, times("Pi", GERM)));
    const turns = rate.kind === "finite" ? fractionOf(rate.value) : null;
    if (turns === null || turns.d !== 1n || turns.n === 0n) return null;
    const rest = minus(u, times(integer(turns.s * turns.n), "Pi", GERM));
    if (moves(rest) && this.limits.limit(rest).kind === "infinite") return null;
    return times(this.bounded.signOfTurns(turns.n), this.function(head, rest));
  }

  private floor(u: Expression): Expression {
    const at = this.limits.limit(u);
    if (at.kind === "infinite") return minus(u, this.bounded.fraction(u));
    const exact = fractionOf(at.value);
    if (exact === null) throw notCovered("a step is needed where its place is not rational");
    const below = exact.floor();
    const isBelow = exact.d === 1n && this.limits.sign(minus(u, at.value)) < 0;
    return integer(below.s * below.n - (isBelow ? 1n : 0n));
  }

  private arcsine(u: Expression, at: GermValue): Expression {
    if (at.kind === "infinite") throw notCovered("arcsine has no real values there");
    for (const end of [1, -1]) {
      if (!this.equals(at.value, integer(end))) continue;
      const distance = end === 1 ? minus(ONE, u) : plus(ONE, u);
      if (this.limits.sign(distance) < 0) throw notCovered("arcsine has no real values there");
      const angle = minus(HALF_PI, times(integer(2), ["Arcsin", root(half(distance))]));
      return end === 1 ? angle : negate(angle);
    }
    if (this.limits.constants.sign(minus(ONE, square(at.value))) < 0)
      throw notCovered("arcsine has no real values there");
    return ["Arcsin", u];
  }

  /** Stirling's series far out; gamma(z + 1) = z gamma(z) towards its poles and at whole numbers. */
  private gamma(u: Expression): Expression {
    if (!moves(u)) return ["Gamma", u];
    const at = this.limits.limit(u);
    if (at.kind === "infinite") {
      if (at.sign < 0) throw notCovered("gamma has poles there");
      return exp(
        plus(times(minus(u, HALF), ln(u)), negate(u), half(["Ln", times(integer(2), "Pi")]), [
          "StirlingTail",
          over(ONE, u),
        ]),
      );
    }
    const exact = fractionOf(at.value);
    if (exact === null || exact.d !== 1n || exact.n > BigInt(LARGEST_SHIFT)) return ["Gamma", u];
    const n = Number(exact.s * exact.n);
    const near = exp(["LogGammaOnePlus", minus(u, integer(n))]);
    if (n > 0) {
      const factors = Array.from({ length: n - 1 }, (_, k) => minus(u, integer(k + 1)));
      return times(near, ...factors);
    }
    const factors = Array.from({ length: 1 - n }, (_, k) => plus(u, integer(k)));
    return over(near, times(ONE, ...factors));
  }

  private digamma(u: Expression, at: GermValue): Expression {
    if (at.kind === "finite" || at.sign < 0) throw notCovered("digamma is not known there");
    return plus(ln(u), negate(over(HALF, u)), negate(["DigammaTail", over(ONE, u)]));
  }

  private erf(u: Expression, sign: 1 | -1): Expression {
    const size = sign > 0 ? u : negate(u);
    const tail = over(
      times(exp(negate(square(size))), ["ErfcTail", over(ONE, size)]),
      times(size, ["Sqrt", "Pi"]),
    );
    return sign > 0 ? minus(ONE, tail) : minus(tail, ONE);
  }

  /**
   * Functions at +infinity by a leading term and a remainder of known size: zeta (DLMF 25.2.1), the sine
   * integral (DLMF 6.12.4), the exponential integral (DLMF 6.12.2), Fibonacci numbers by Binet's formula, and
   * Lambert's W between the bounds of Hoorfar and Hassani (J. Inequal. Pure Appl. Math. 9 (2008), 51).
   */
  private farOut(head: string, u: Expression): Expression | null {
    const remainder = (lo: number, hi: number): Expression =>
      this.bounded.enclosed([head, u], lo, hi);
    const golden = half(plus(ONE, ["Sqrt", integer(5)]));
    switch (head) {
      case "Zeta":
        return plus(ONE, times(remainder(1, 2), exp(negate(times(u, ["Ln", integer(2)])))));
      case "SinIntegral":
        return plus(HALF_PI, over(remainder(-2, 2), u));
      case "ExpIntegralEi":
        return times(over(exp(u), u), plus(ONE, over(remainder(1, 2), u)));
      case "Fibonacci": {
        const growth = exp(times(u, ["Ln", golden]));
        return over(plus(growth, over(remainder(-1, 1), growth)), ["Sqrt", integer(5)]);
      }
      case "LambertW": {
        const slower = ln(ln(u));
        return plus(ln(u), negate(slower), times(remainder(0.5, 2), over(slower, ln(u))));
      }
      default:
        return null;
    }
  }

  private binomial(n: Expression, k: Expression): Expression {
    const fixed = fractionOf(k);
    if (fixed !== null && fixed.d === 1n && fixed.s >= 0n && fixed.n <= BigInt(LARGEST_SHIFT)) {
      const factors = Array.from({ length: Number(fixed.n) }, (_, j) =>
        over(minus(n, integer(j)), integer(j + 1)),
      );
      return times(ONE, ...factors);
    }
    if (!moves(n) && !moves(k)) return ["Binomial", n, k];
    return over(
      this.gamma(plus(n, ONE)),
      times(this.gamma(plus(k, ONE)), this.gamma(plus(minus(n, k), ONE))),
    );
  }
}

const logOfSquare = (u: Expression): Expression => ln(plus(u, root(plus(square(u), ONE))));

const NOT_REAL: ReadonlySet<string> = new Set([
  "ImaginaryUnit",
  "PositiveInfinity",
  "NegativeInfinity",
  "ComplexInfinity",
  "Undefined",
  "True",
  "False",
]);

/** Analytic on the whole line, so bounded beside bounded places. */
const ENTIRE: ReadonlySet<string> = new Set(
  "Arctan Erf Erfc Erfi SinIntegral SinhIntegral FresnelS FresnelC".split(" "),
);

/** Analytic on the whole line; zeta except at 1, which is treated before. */
const ANALYTIC: ReadonlySet<string> = new Set(
  "Erfi SinIntegral SinhIntegral FresnelS FresnelC Zeta".split(" "),
);
