import { Fraction } from "fraction.js";
import { univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, primitive } from "../exact/univariate.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { lcmBigint } from "../exact/integers.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { type Kernel, kernelsOf, replacePart } from "./equation-kernels.ts";
import { commonPower } from "./exponential-base.ts";
import { commonDenominator } from "./simplify-rules.ts";

export interface Substitution {
  readonly letter: string;
  readonly part: Expression;
  /** The equation with every power written with the same base, where that is another line. */
  readonly sameBase: Expression | null;
  /** What both sides were multiplied by so that no negative powers are left. */
  readonly multiplier: string | null;
  /** The polynomial equation in the letter. */
  readonly equation: Expression;
  readonly kind: "exponential" | "wave" | "root";
}

/** Equations that are polynomials of degree two or more in e^x, a^x or one sine or cosine. */
export function substitutionIn(equation: Expression, variable: string): Substitution | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const difference: Expression = ["Add", left, ["Negate", right]];
  const kernels = kernelsOf(difference, variable);
  const [first] = kernels;
  const letter = variable === "t" ? "u" : "t";
  if (first?.kind === "wave")
    return kernels.length === 1
      ? substituted(replacePart(difference, first.part, letter), {
          letter,
          variable,
          part: first.part,
          kind: "wave",
          sameBase: null,
          leastDegree: 2,
        })
      : null;
  if (first?.kind === "root") return ofRoots(difference, kernels, variable, letter);
  if (first === undefined || kernels.some(({ kind }) => kind !== "exponential")) return null;
  const power = commonPower(
    kernels.map(({ part }) => part),
    variable,
  );
  if (power === null) return null;
  // Two powers alone have equal exponents.
  const isPair = [left, right].every((side) =>
    kernels.some(({ part }) => JSON.stringify(part) === JSON.stringify(side)),
  );
  if (isPair) return null;
  const { part, inPowersOf } = power;
  const write = (by: Expression): Expression =>
    kernels.reduce<Expression>(
      (all, kernel) => replacePart(all, kernel.part, inPowersOf(kernel.part, by)),
      equation,
    );
  const sameBase = power.isOneBase ? null : write(part);
  const [a, b] = argumentsOf(write(letter)) as [Expression, Expression];
  return substituted(["Add", a, ["Negate", b]], {
    letter,
    variable,
    part,
    kind: "exponential",
    sameBase,
    leastDegree: kernels.length > 1 ? 1 : 2,
  });
}

/** x^(1/2) and x^(1/4) as powers of t = x^(1/4). */
function ofRoots(
  difference: Expression,
  kernels: readonly Kernel[],
  variable: string,
  letter: string,
): Substitution | null {
  const indices = kernels.map(({ part }) => rootOf(part, variable));
  if (indices.includes(null)) return null;
  const read = indices as Fraction[];
  const index = read.reduce((all, { d }) => lcmBigint(all, d), 1n);
  if (index > 12n) return null;
  const power = (exponent: bigint): Expression => ["Power", letter, integer(exponent)];
  const named = kernels.reduce<Expression>((all, { part }, place) => {
    const { n, d } = read[place] as Fraction;
    return replacePart(all, part, power((n * index) / d));
  }, difference);
  // One root beside the unknown itself is undone by squaring.
  const [only] = kernels as [Kernel];
  const isLinear =
    asUnivariate(replacePart(difference, only.part, letter))?.coefficients.length === 2;
  if (kernels.length < 2 && (isLinear || contains(named, variable))) return null;
  return substituted(substitute(named, variable, power(index)), {
    letter,
    variable,
    part: ["Power", variable, ["Divide", ONE, integer(index)]],
    kind: "root",
    sameBase: null,
    leastDegree: 2,
  });
}

/** The exponent of a root of the unknown itself. */
function rootOf(part: Expression, variable: string): Fraction | null {
  const [inside, exponent] = argumentsOf(part) as [Expression, Expression | undefined];
  if (inside !== variable) return null;
  if (headOf(part) === "Sqrt") return new Fraction(1, 2);
  if (headOf(part) === "Cbrt") return new Fraction(1, 3);
  return exponent === undefined ? null : fractionOf(exponent);
}

function substituted(
  named: Expression,
  given: Pick<Substitution, "letter" | "part" | "kind" | "sameBase"> & {
    variable: string;
    leastDegree: number;
  },
): Substitution | null {
  const { variable, leastDegree, ...parts } = given;
  if (contains(named, variable)) return null;
  // Powers are never zero, so a denominator of them may be multiplied away.
  const single = parts.kind === "exponential" ? commonDenominator(named) : null;
  const polynomial = asUnivariate(single?.numerator ?? named);
  if (polynomial === null || degreeOf(polynomial.coefficients) < leastDegree) return null;
  const below = single === null ? null : asUnivariate(single.denominator);
  const isPower =
    single === null ||
    below?.coefficients.slice(0, -1).every((coefficient) => coefficient.equals(0)) === true;
  if (!isPower) return null;
  const shown = univariateExpression(primitive(polynomial.coefficients), parts.letter);
  return {
    ...parts,
    multiplier: single === null ? null : printPlain(single.denominator),
    equation: ["Equal", shown, ZERO],
  };
}

/** Whether the part can take a real value: powers are positive, roots not negative, sines and cosines at most 1. */
export function isPossible(kind: Substitution["kind"], value: Expression): boolean {
  const size = evaluateReal(value);
  if (size === null) return false;
  if (kind === "root") return size.gte(0);
  return kind === "exponential" ? size.gt(0) : size.abs().lte(1);
}
