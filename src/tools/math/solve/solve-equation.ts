import { coefficientsBy } from "../polynomial/gcd.ts";
import { isDeadEnd } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import type { Verdict } from "../../../core/truth.ts";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { type Polynomial, WorkBudget } from "../exact/polynomial.ts";
import type { RationalFunction } from "../exact/rational-function.ts";
import { polynomialExpression } from "../exact/to-expression.ts";
import {
  countRealRoots,
  degreeOf,
  factorUnivariate,
  trim,
  type Univariate,
} from "../exact/univariate.ts";
import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { decideRoot } from "./decide-root.ts";
import { rootsOfFactor } from "./polynomial-roots.ts";
import { gaussianParts, normOf, residualOf } from "./solve-gaussian.ts";
import { symbolicRoots } from "./symbolic-roots.ts";

export interface EquationSolution {
  readonly roots: readonly Expression[];
  readonly isExact: boolean;
  /** True when no other root exists, real or complex. */
  readonly isComplete: boolean;
  readonly method: string;
  readonly detail: string;
  readonly conditions: readonly string[];
  /** All values of the variable satisfy the equation. */
  readonly isIdentity: boolean;
  readonly realRoots?: number;
}

/**
 * Solves `left = right` exactly where it is a polynomial (or a quotient of polynomials) in the variable:
 * over the rationals to any degree that factors, and to degree two with symbols as coefficients. Null
 * when it is not of this kind.
 */
export function solvePolynomialEquation(
  left: Expression,
  right: Expression,
  variable: string,
): EquationSolution | null {
  const gaussian = gaussianParts(left, right, variable);
  if (gaussian !== null) return solveGaussian(gaussian, left, right, variable);
  const form = new NormalForm();
  let value: RationalFunction;
  try {
    value = form.normalize(["Add", left, ["Negate", right]]);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
  const index = form.indexOfVariable(variable);
  if (value.numerator.isZero) return identity();
  if (index === null) return none("The variable drops out and what remains is never zero.");
  const used = [...value.numerator.generators(), ...value.denominator.generators()];
  if (used.some((generator) => generator !== index && form.dependsOn(generator, index)))
    return null;
  const coefficients = coefficientsIn(value.numerator, index);
  const rationals = coefficients.map((polynomial) => polynomial.asConstant());
  if (rationals.every((coefficient) => coefficient !== null)) {
    const denominator = coefficientsIn(value.denominator, index).map((polynomial) =>
      polynomial.asConstant(),
    );
    if (denominator.some((coefficient) => coefficient === null)) return null;
    const solution = solveRational(trim(rationals as Fraction[]));
    return solution === null ? null : dropPoles(solution, left, right, variable);
  }
  return solveSymbolic(form, coefficients, left, right, variable);
}

function identity(): EquationSolution {
  return {
    roots: [],
    isExact: true,
    isComplete: true,
    isIdentity: true,
    method: "exact-normal-form",
    detail: "Both sides are the same for every value.",
    conditions: [],
  };
}

function none(detail: string): EquationSolution {
  return {
    roots: [],
    isExact: true,
    isComplete: true,
    isIdentity: false,
    method: "exact-normal-form",
    detail,
    conditions: [],
  };
}

/** The polynomial as coefficients of powers of one generator, constant first. */
export function coefficientsIn(polynomial: Polynomial, index: number): Polynomial[] {
  return coefficientsBy(polynomial, index, new WorkBudget());
}

function solveRational(p: Univariate): EquationSolution | null {
  if (degreeOf(p) === 0) return none("The equation reduces to a constant that is not zero.");
  if (degreeOf(p) > 60) return null;
  const factors = factorUnivariate(p);
  const roots: Expression[] = [];
  let isExact = true;
  for (const { factor } of factors) {
    const found = rootsOfFactor(factor);
    if (found === null) return null;
    for (const root of found) {
      roots.push(root.expression);
      isExact &&= root.isExact;
    }
  }
  const degree = factors.reduce(
    (total, { factor, multiplicity }) => total + degreeOf(factor) * multiplicity,
    0,
  );
  if (degree !== degreeOf(p)) return null;
  const realRoots = factors.reduce((total, { factor }) => total + countRealRoots(factor), 0);
  return {
    roots: sortRoots(roots),
    isExact,
    isComplete: true,
    isIdentity: false,
    method: isExact ? "substitute-and-count" : "numeric-roots",
    detail: isExact
      ? `Every root was substituted back exactly, and the roots counted with multiplicity are as many as the degree, ${degreeOf(p)}.`
      : `The polynomial of degree ${degreeOf(p)} has no short closed form; all its roots are given as decimals.`,
    conditions: [],
    realRoots,
  };
}

/**
 * Leaves out roots at which a side of the equation as written has no value. Null when a root does not
 * satisfy the equation, not even in decimals: then nothing is answered.
 */
function dropPoles(
  solution: EquationSolution,
  left: Expression,
  right: Expression,
  variable: string,
): EquationSolution | null {
  const kept: Expression[] = [];
  let dropped = 0;
  for (const root of solution.roots) {
    const decision = solution.isExact ? decisionAt(left, right, variable, root) : null;
    if (decision !== null && decision.verdict !== "proved") {
      if (hasNoValue(left, variable, root) || hasNoValue(right, variable, root)) {
        dropped += 1;
        continue;
      }
      if (decision.verdict === "refuted") return null;
      if (!decision.agreesNumerically && !agreesAt(left, right, variable, root)) return null;
      kept.push(root);
      solution = {
        ...solution,
        method: "substitute-numerically",
        detail:
          "The roots agree numerically when substituted back; the exact form of the substitution was too large.",
        isExact: false,
      };
      continue;
    }
    kept.push(root);
  }
  const note =
    dropped === 0
      ? ""
      : ` ${dropped} value${dropped === 1 ? " was" : "s were"} left out because the equation has no value there.`;
  return { ...solution, roots: kept, detail: solution.detail + note };
}

function decisionAt(
  left: Expression,
  right: Expression,
  variable: string,
  root: Expression,
): { readonly verdict: Verdict; readonly agreesNumerically: boolean } {
  const direct = decideEqual(substitute(left, variable, root), substitute(right, variable, root));
  return direct.verdict === "undecided"
    ? { ...direct, verdict: decideRoot(left, right, variable, root) }
    : direct;
}

function agreesAt(
  left: Expression,
  right: Expression,
  variable: string,
  root: Expression,
): boolean {
  const difference = evaluateReal(substitute(["Add", left, ["Negate", right]], variable, root));
  if (difference !== null) return difference.abs().lt(1e-7);
  const [a, b] = [left, right].map((side) => evaluateComplex(substitute(side, variable, root)));
  if (a === undefined || b === undefined || a === null || b === null) return false;
  return a.sub(b).abs() < 1e-7 * Math.max(1, a.abs(), b.abs());
}

function hasNoValue(side: Expression, variable: string, root: Expression): boolean {
  try {
    new NormalForm().normalize(substitute(side, variable, root));
    return false;
  } catch (error) {
    if (isDeadEnd(error)) return error.message.includes("divides by zero");
    throw error;
  }
}

/**
 * Coefficients with i: the roots of A + i B are among those of A^2 + B^2, which has rational coefficients;
 * as many of them satisfy the equation as it has different roots.
 */
function solveGaussian(
  { real, imaginary }: { readonly real: Univariate; readonly imaginary: Univariate },
  left: Expression,
  right: Expression,
  variable: string,
): EquationSolution | null {
  const degree = Math.max(degreeOf(real), degreeOf(imaginary));
  if (degree < 1) return none("The equation reduces to a constant that is not zero.");
  const all = solveRational(normOf(real, imaginary));
  if (all === null) return null;
  const kept: Expression[] = [];
  let isExact = all.isExact;
  for (const written of all.roots) {
    const residual = residualOf(left, right, variable, written);
    if (residual === null || (residual > 1e-9 && residual < 1e-5)) return null;
    if (residual >= 1e-5) continue;
    const root = exactForm(written) ?? written;
    if (isExact && decideRoot(left, right, variable, root) !== "proved") isExact = false;
    kept.push(root);
  }
  // A root that occurs several times is a common root of the equation and its derivative.
  if (kept.length !== degree && !all.isExact) return null;
  return {
    roots: sortRoots(kept),
    isExact,
    isComplete: true,
    isIdentity: false,
    method: isExact ? "substitute-and-count" : "numeric-roots",
    detail: `The roots are among those of the product with the conjugate equation, which has rational coefficients; each of these was put into the equation, which is of degree ${degree}.`,
    conditions: [],
  };
}

function solveSymbolic(
  form: NormalForm,
  coefficients: readonly Polynomial[],
  left: Expression,
  right: Expression,
  variable: string,
): EquationSolution | null {
  if (coefficients.length < 2) return null;
  const hasSymbols = variablesOf(["Add", left, right]).some((name) => name !== variable);
  // The radicals of a cubic hide which roots are real, which is asked only where all coefficients are numbers.
  if (coefficients.length === 4 && !hasSymbols) return null;
  const found = symbolicRoots(form, coefficients);
  if (found === null) return null;
  const { roots } = found;
  const checked = roots.map((root) =>
    decideEqual(substitute(left, variable, root), substitute(right, variable, root)),
  );
  const isProved = checked.every((decision) => decision.verdict === "proved");
  // Cube roots of expressions are beyond the exact form; their values are compared.
  const isCubic = coefficients.length === 4;
  if (!isProved && !(isCubic && checked.every((one) => one.agreesNumerically && one.points >= 5)))
    return null;
  const lead = coefficients.at(-1) as Polynomial;
  const sign = new Fraction(lead.leading().coefficient.s < 0n ? -1 : 1);
  const leadForm = polynomialExpression(form, lead.scale(sign));
  const leadText =
    leadForm === null || variablesOf(leadForm).length === 0 ? [] : [`${printPlain(leadForm)} != 0`];
  return {
    roots,
    isExact: isProved,
    isComplete: true,
    isIdentity: false,
    method: isProved ? "substitute-and-count" : "substitute-numerically",
    detail: `Every root was substituted back ${isProved ? "exactly" : "at sample values of the symbols"}; the equation is of degree ${coefficients.length - 1} in ${variable}.`,
    conditions: [...leadText, ...found.conditions],
  };
}

/** Real roots in rising order, then the others by real and imaginary part. */
export function sortRoots(roots: readonly Expression[]): Expression[] {
  const keyed = roots.map((root) => {
    const real = evaluateReal(root);
    const value = real === null ? evaluateComplex(root) : { re: real.toNumber(), im: 0 };
    return { root, value };
  });
  const isReal = (value: { readonly re: number; readonly im: number } | null): boolean =>
    value !== null && Math.abs(value.im) < 1e-12 * Math.max(1, Math.hypot(value.re, value.im));
  return keyed
    .sort((a, b) => {
      if (a.value === null || b.value === null) return 0;
      const real = Number(isReal(b.value)) - Number(isReal(a.value));
      const byPart =
        Math.abs(a.value.re - b.value.re) < 1e-12
          ? b.value.im - a.value.im
          : a.value.re - b.value.re;
      return real !== 0 ? real : byPart;
    })
    .map(({ root }) => root);
}
