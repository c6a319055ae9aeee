import { univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, primitive } from "../exact/univariate.ts";
import { argumentsOf, contains, type Expression, ZERO } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { kernelsOf, replacePart } from "./equation-kernels.ts";
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
  readonly kind: "exponential" | "wave";
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
  if (polynomial === null || degreeOf(polynomial.coefficients) < leastDegree)
    return null;
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
