import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { gcdBigint, lcmBigint } from "../exact/integers.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, divide, factorUnivariate, trim, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { coefficientsBy } from "./gcd.ts";

function times(p: Univariate, q: Univariate): Univariate {
  if (p.length === 0 || q.length === 0) return [];
  const result = Array.from({ length: p.length + q.length - 1 }, () => new Fraction(0));
  p.forEach((a, i) =>
    q.forEach((b, j) => {
      result[i + j] = (result[i + j] as Fraction).add(a.mul(b));
    }),
  );
  return trim(result);
}

function minus(p: Univariate, q: Univariate): Univariate {
  return trim(
    Array.from({ length: Math.max(p.length, q.length) }, (_, k) =>
      (p[k] ?? new Fraction(0)).sub(q[k] ?? new Fraction(0)),
    ),
  );
}

/** s with s a = 1 modulo m, for a prime to m (extended Euclid). */
function inverseModulo(a: Univariate, m: Univariate): Univariate {
  let [r0, r1]: [Univariate, Univariate] = [m, divide(a, m).remainder];
  let [t0, t1]: [Univariate, Univariate] = [[], [new Fraction(1)]];
  while (degreeOf(r1) > 0) {
    const { quotient, remainder } = divide(r0, r1);
    [r0, r1, t0, t1] = [r1, remainder, t1, minus(t0, times(quotient, t1))];
  }
  const constant = r1[0] as Fraction;
  return t1.map((value) => value.div(constant));
}

/** Numerator and denominator as polynomials of the letter with rational coefficients. */
function quotientOf(input: Expression, variable: string): [Univariate, Univariate] | null {
  if (variablesOf(input).some((name) => name !== variable)) return null;
  const form = new NormalForm();
  const { numerator, denominator } = form.normalize(input);
  const index = form.indexOfVariable(variable);
  if (index === null) return null;
  const read = (part: typeof numerator): Univariate | null => {
    if ([...part.generators()].some((generator) => generator !== index)) return null;
    return trim(
      coefficientsBy(part, index, form.budget).map((value) => value.asConstant() as Fraction),
    );
  };
  const [over, under] = [read(numerator), read(denominator)];
  return over === null || under === null || under.length < 2 ? null : [over, under];
}

/**
 * A quotient of polynomials of one letter as a polynomial and fractions over powers of the irreducible
 * factors of the denominator over the rational numbers. Null where the denominator does not split.
 */
export function partialFractions(input: Expression, variable: string): Expression | null {
  try {
    const read = quotientOf(input, variable);
    return read === null ? byCovering(input, variable) : overRationals(read, variable);
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

function overRationals([over, under]: [Univariate, Univariate], variable: string): Expression {
  const { quotient, remainder } = divide(over, under);
  const terms: Expression[] =
    quotient.length === 0 ? [] : [univariateExpression(quotient, variable)];
  for (const { factor, multiplicity } of factorUnivariate(under)) {
    const power = Array.from({ length: multiplicity }, () => factor).reduce(times);
    const cofactor = divide(under, power).quotient;
    let part = divide(times(remainder, inverseModulo(cofactor, power)), power).remainder;
    // The digits of the numerator in base of the factor belong to falling powers of it.
    for (let k = multiplicity; k >= 1; k--) {
      const step = divide(part, factor);
      if (step.remainder.length > 0) terms.push(fractionTerm(step.remainder, factor, k, variable));
      part = step.quotient;
    }
  }
  if (terms.length === 0) return integer(0);
  return terms.length === 1 ? (terms[0] as Expression) : tidySigns(["Add", ...terms]);
}

/** numerator/(content * base^k) with whole numbers in the numerator. */
function fractionTerm(
  numerator: Univariate,
  base: Univariate,
  k: number,
  variable: string,
): Expression {
  const scale = numerator.reduce((all, { d }) => lcmBigint(all, d), 1n);
  const common = numerator.reduce((all, { n, d }) => gcdBigint(all, (n * scale) / d), 0n);
  const lead = numerator.at(-1) as Fraction;
  const sign = lead.s < 0n ? -1n : 1n;
  const whole = numerator.map((value) => value.mul(scale).div(common * sign));
  const over: Expression = isOne(whole)
    ? integer(common)
    : common === 1n
      ? univariateExpression(whole, variable)
      : ["Multiply", integer(common), univariateExpression(whole, variable)];
  const body = univariateExpression(base, variable);
  const power: Expression = k === 1 ? body : ["Power", body, integer(k)];
  const under: Expression = scale === 1n ? power : ["Multiply", integer(scale), power];
  const fraction: Expression = ["Divide", over, under];
  return sign < 0n ? ["Negate", fraction] : fraction;
}

function isOne(p: Univariate): boolean {
  return p.length === 1 && (p[0] as Fraction).equals(1);
}

/** With other letters: a denominator written as a product of different factors linear in the letter. */
function byCovering(input: Expression, variable: string): Expression | null {
  if (headOf(input) !== "Divide") return null;
  const [over, under] = argumentsOf(input) as [Expression, Expression];
  const factors = headOf(under) === "Multiply" ? argumentsOf(under) : [under];
  const linear = factors.map((factor) => zeroOf(factor, variable));
  const free = factors.filter((_, k) => linear[k] === "free");
  const zeros = factors.flatMap((factor, k) => {
    const zero = linear[k];
    return zero === "free" || zero === null || zero === undefined ? [] : [{ factor, zero }];
  });
  if (linear.includes(null) || zeros.length < 2 || degree(over, variable) >= zeros.length)
    return null;
  const terms = zeros.map(({ factor, zero }, k): Expression | null => {
    const others: Expression[] = [
      ...free,
      ...zeros.filter((_, j) => j !== k).map((other) => other.factor),
    ];
    const value = exactForm(
      substitute(
        ["Divide", over, others.length === 1 ? (others[0] as Expression) : ["Multiply", ...others]],
        variable,
        zero.at,
      ),
    );
    if (value === null) return null;
    const [top, bottom] =
      headOf(value) === "Divide" ? (argumentsOf(value) as [Expression, Expression]) : [value, null];
    return ["Divide", top, bottom === null ? factor : ["Multiply", bottom, factor]];
  });
  return terms.includes(null) ? null : tidySigns(["Add", ...(terms as Expression[])]);
}

/** The zero of a factor linear in the letter; "free" where the letter does not stand in it. */
function zeroOf(factor: Expression, variable: string): { at: Expression } | "free" | null {
  if (!variablesOf(factor).includes(variable)) return "free";
  const at = (x: number): Expression | null => exactForm(substitute(factor, variable, integer(x)));
  const [zero, one, two] = [at(0), at(1), at(2)];
  if (zero === null || one === null || two === null) return null;
  const slope = exactForm(["Add", one, ["Negate", zero]]);
  const bend = exactForm(["Add", two, zero, ["Negate", ["Multiply", integer(2), one]]]);
  if (slope === null || bend === null || !isNumber(bend) || Number(bend.num) !== 0) return null;
  const root = exactForm(["Negate", ["Divide", zero, slope]]);
  return root === null ? null : { at: root };
}

function degree(expression: Expression, variable: string): number {
  const form = new NormalForm();
  const { numerator, denominator } = form.normalize(expression);
  const index = form.indexOfVariable(variable);
  return index === null
    ? 0
    : denominator.degreeIn(index) > 0
      ? Number.POSITIVE_INFINITY
      : numerator.degreeIn(index);
}
