import { Fraction } from "fraction.js";
import { factorModulo, isIrreducible } from "../polynomial/modular-factor.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { factorUnivariate, type Univariate } from "../exact/univariate.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isPrime } from "../exact/primality.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { factorExpression } from "./factor.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";
import { asUnivariate } from "./univariate-input.ts";

const LARGEST_PRIME = 1_000_000n;

/** Roots that are tried where a field of numbers is not named. */
const USUAL_ROOTS = [[2], [3], [5], [2, 3], [2, 5], [3, 5]];

/**
 * Factors over the real or complex numbers, or with named roots allowed in the coefficients: candidates
 * with different roots, of which the one with the most factors is taken; multiplied out, it is the input.
 */
export async function factorOver(
  input: Expression,
  extension: readonly Expression[],
  field: "reals" | "complex" | "named",
  context: ComputeContext,
): Promise<Outcome> {
  const own = field === "named" ? [] : [ownFactors(input, field)].filter((form) => form !== null);
  const unit: readonly Expression[] = field === "complex" ? ["ImaginaryUnit"] : [];
  const roots = USUAL_ROOTS.map((values): Expression[] => [
    ...unit,
    ...values.map((value): Expression => ["Sqrt", integer(value)]),
  ]);
  const attempts =
    field === "named"
      ? [[...extension]]
      : field === "complex"
        ? [["ImaginaryUnit"], ...roots]
        : roots;
  const candidates: Expression[] = [...own];
  if (own.length === 0 || !isFinished(own[0] as Expression, field))
    for (const generators of attempts) {
      const found = await allProposals(context, {
        operation: "factor",
        arguments: [input, ...generators],
      });
      candidates.push(...found.map(({ expression }) => expression));
      if (candidates.some((form) => isFinished(form, field))) break;
    }
  const proved = context.proving(() =>
    candidates.filter((form) => decideEqual(input, form).verdict === "proved"),
  );
  const [best] = proved.toSorted((a, b) => factorCount(b) - factorCount(a));
  if (best === undefined) return factorExpression(input, context);
  const isComplete = isFinished(best, field);
  return expressionOutcome({
    expression: best,
    engine: EXACT,
    certificate: {
      grade: isComplete ? "proved" : "exact-check",
      method: "multiply-back",
      detail: isComplete
        ? "Multiplied out again, the factors give the input exactly, and none can be split further there."
        : "Multiplied out again, the factors give the input exactly; whether one can be split further is open.",
      engines: [EXACT],
    },
  });
}

function factorsOf(expression: Expression): readonly Expression[] {
  const head = headOf(expression);
  if (head === "Multiply") return argumentsOf(expression).flatMap(factorsOf);
  if (head === "Negate") return factorsOf(argumentsOf(expression)[0] as Expression);
  if (head === "Divide") return factorsOf(argumentsOf(expression)[0] as Expression);
  if (head === "Power") {
    const [base, exponent] = argumentsOf(expression) as [Expression, Expression];
    const n = isNumber(exponent) ? Number(exponent.num) : 1;
    return Array.from({ length: Math.min(n, 200) }, () => base);
  }
  return [expression];
}

function factorCount(expression: Expression): number {
  return factorsOf(expression).length;
}

/** Every factor linear, or over the reals quadratic without real zeros; for named roots never certain. */
function isFinished(expression: Expression, field: "reals" | "complex" | "named"): boolean {
  if (field === "named") return false;
  return factorsOf(expression).every((factor) => {
    const degree = degreeOf(factor);
    return (
      degree !== null &&
      (degree <= 1 || (field === "reals" && degree === 2 && hasNoRealZero(factor)))
    );
  });
}

/** The highest power of its letter that is written in a factor. */
function degreeOf(factor: Expression): number | null {
  if (argumentsOf(factor).length === 0) return typeof factor === "string" ? 1 : 0;
  const powers: number[] = [];
  const visit = (node: Expression): void => {
    if (
      headOf(node) === "Power" &&
      typeof argumentsOf(node)[0] === "string" &&
      isNumber(argumentsOf(node)[1] as Expression)
    )
      powers.push(Number((argumentsOf(node)[1] as { num: string }).num));
    else if (typeof node === "string" && !/^(?:ImaginaryUnit|Pi|ExponentialE)$/.test(node))
      powers.push(1);
    else for (const part of argumentsOf(node)) visit(part);
  };
  visit(factor);
  return powers.length === 0 ? 0 : Math.max(...powers);
}

function hasNoRealZero(factor: Expression): boolean {
  const polynomial = asUnivariate(factor);
  if (polynomial !== null) {
    const [c, b, a] = polynomial.coefficients as [Fraction, Fraction, Fraction];
    return b.mul(b).sub(a.mul(c).mul(4)).compare(0) < 0;
  }
  return hasNegativeDiscriminant(factor);
}

/** x^2 ± sqrt(r) x + c and the like: the values at three points give the discriminant numerically. */
function hasNegativeDiscriminant(factor: Expression): boolean {
  const [variable] = variablesOf(factor);
  if (variable === undefined) return false;
  const at = (x: number): number =>
    evaluateReal(factor, { [variable]: x })?.toNumber() ?? Number.NaN;
  const [c, one, minus] = [at(0), at(1), at(-1)];
  const [a, b] = [(one + minus) / 2 - c, (one - minus) / 2];
  return b * b - 4 * a * c < -1e-9;
}

/** Quadratic and biquadratic factors over the rationals split by their formulas. */
function ownFactors(input: Expression, field: "reals" | "complex"): Expression | null {
  const polynomial = asUnivariate(input);
  if (polynomial === null) return null;
  const { coefficients, variable } = polynomial;
  const parts: Expression[] = [];
  let lead = coefficients.at(-1) as Fraction;
  for (const { factor, multiplicity } of factorUnivariate(coefficients)) {
    const top = factor.at(-1) as Fraction;
    const monic = factor.map((value) => value.div(top));
    const split = splitFactor(monic, variable, field) ?? [univariateExpression(factor, variable)];
    if (split.length === 1) lead = lead.div(top.pow(multiplicity) as Fraction);
    for (const part of split)
      parts.push(multiplicity === 1 ? part : ["Power", part, integer(multiplicity)]);
  }
  const number = lead.equals(1) ? [] : [fractionExpression(lead)];
  const all = [...number, ...parts];
  return all.length === 1 ? (all[0] as Expression) : ["Multiply", ...all];
}

function splitFactor(
  p: Univariate,
  variable: string,
  field: "reals" | "complex",
): Expression[] | null {
  const root = (value: Fraction): Expression =>
    exactForm(["Sqrt", fractionExpression(value)]) ?? ["Sqrt", fractionExpression(value)];
  const linear = (zero: Expression): Expression => tidySigns(["Add", variable, opposite(zero)]);
  if (p.length === 3) {
    const [c, b] = p as [Fraction, Fraction];
    const discriminant = b.mul(b).div(4).sub(c);
    if (discriminant.s < 0n && field === "reals") return null;
    const middle = fractionExpression(b.div(-2));
    const size = root(discriminant.abs());
    const part: Expression = discriminant.s < 0n ? timesUnit(size) : size;
    return [-1, 1].map((sign) => linear(exactSum(middle, sign < 0 ? opposite(part) : part)));
  }
  const isBiquadratic =
    p.length === 5 && (p[1] as Fraction).equals(0) && (p[3] as Fraction).equals(0);
  if (!isBiquadratic) return null;
  // x^4 + m x^2 + q = (x^2 + b)^2 - (2 b - m) x^2 with b^2 = q.
  const [q, , m] = p as [Fraction, Fraction, Fraction];
  const b = rationalRoot(q);
  const a = b?.mul(2).sub(m);
  if (b === null || b === undefined || a === undefined || a.s <= 0n || field === "complex")
    return null;
  const middle: Expression = ["Multiply", root(a), variable];
  return [opposite(middle), middle].map((part): Expression =>
    tidySigns(["Add", ["Power", variable, integer(2)], part, fractionExpression(b)]),
  );
}

function exactSum(a: Expression, b: Expression): Expression {
  return isNumber(a) && Number(a.num) === 0 ? b : ["Add", a, b];
}

function opposite(expression: Expression): Expression {
  return headOf(expression) === "Add"
    ? ["Add", ...argumentsOf(expression).map((part): Expression => tidySigns(["Negate", part]))]
    : tidySigns(["Negate", expression]);
}

function timesUnit(size: Expression): Expression {
  return isNumber(size) && size.num === "1" ? "ImaginaryUnit" : ["Multiply", size, "ImaginaryUnit"];
}

function rationalRoot(value: Fraction): Fraction | null {
  const form = value.s < 0n ? null : exactForm(["Sqrt", fractionExpression(value)]);
  return form === null ? null : fractionOf(form);
}

/** Highest coefficients first, so that the order does not hang on how the factors were found. */
function compareResidues(a: readonly bigint[], b: readonly bigint[]): number {
  for (let k = a.length - 1; k >= 0; k--) {
    const difference = (a[k] as bigint) - (b[k] as bigint);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}

/** Factors modulo a prime, each proved irreducible by Rabin's test. */
export function factorModuloQuery(
  input: Expression,
  modulus: Expression,
  isQuestion: boolean,
): Outcome {
  const polynomial = asUnivariate(input);
  const p = isNumber(modulus) && /^\d+$/.test(modulus.num) ? BigInt(modulus.num) : 0n;
  if (
    polynomial === null ||
    polynomial.coefficients.some(({ d }) => d !== 1n) ||
    p > LARGEST_PRIME ||
    !isPrime(p)
  )
    return openOutcome(
      `Polynomials of one letter with whole coefficients are factored modulo primes up to ${LARGEST_PRIME}.`,
      "unsupported",
    );
  const coefficients = polynomial.coefficients.map(({ s, n }) => s * n);
  if (isQuestion) {
    const residues = coefficients.map((value) => ((value % p) + p) % p);
    while (residues.at(-1) === 0n) residues.pop();
    const value = isIrreducible(residues, p);
    const text = value ? "yes" : "no";
    return {
      kind: "answer",
      value: { kind: "truth", value },
      short: text,
      plain: text,
      latex: `\\text{${text}}`,
      certificate: {
        grade: "proved",
        method: "rabin-test",
        detail: `Rabin's test of irreducibility modulo ${p}, exactly.`,
        engines: [EXACT],
      },
      engine: EXACT,
    };
  }
  const found = factorModulo(coefficients, p);
  if (found === null) return openOutcome("The factors modulo this prime could not be established.");
  const parts = found.factors
    .toSorted((a, b) => a.factor.length - b.factor.length || compareResidues(a.factor, b.factor))
    .map(({ factor, multiplicity }): Expression => {
      const base = univariateExpression(
        factor.map((value) => new Fraction(value)),
        polynomial.variable,
      );
      return multiplicity === 1 ? base : ["Power", base, integer(multiplicity)];
    });
  const all = found.lead === 1n ? parts : [integer(found.lead), ...parts];
  const outcome = expressionOutcome({
    expression: all.length === 1 ? (all[0] as Expression) : ["Multiply", ...all],
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "multiply-back",
      detail: `Modulo ${p}, the product of the factors is the polynomial, and Rabin's test proves each irreducible.`,
      engines: [EXACT],
    },
  });
  return outcome.kind === "answer" ? { ...outcome, short: `${outcome.short} (mod ${p})` } : outcome;
}
