import type { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { type SparsePolynomial, sparse } from "../exact/groebner.ts";
import { lcmBigint } from "../exact/integers.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { zerosOf } from "../exact/quotient-algebra.ts";
import { factorUnivariate, type Univariate } from "../exact/univariate.ts";
import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { decideConstants } from "./decide-root.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { orderSolutions } from "./order-solutions.ts";
import { rootsOfFactor } from "./polynomial-roots.ts";

type Assignment = Readonly<Record<string, Expression>>;

export interface PolynomialSystemSolution {
  readonly solutions: readonly Assignment[];
  /** False where values are decimals, or the substitution was decided by decimals. */
  readonly isExact: boolean;
  /** True where every solution was substituted exactly. */
  readonly isProved: boolean;
  /** How many complex solutions there are; all are shown. */
  readonly count: number;
}

const MOST_SOLUTIONS = 48;
const MOST_COMBINATIONS = 20_000;

/**
 * All complex solutions of a system of polynomial equations (or quotients of polynomials) with rational
 * coefficients: a Gröbner basis says how many there are and which values each unknown takes; of the
 * combinations of those values exactly that many satisfy the equations. Null when there are infinitely
 * many, when there are too many to list, or when the numbers do not agree.
 */
export function solvePolynomialSystem(
  differences: readonly Expression[],
  unknowns: readonly string[],
): PolynomialSystemSolution | null {
  const generators = generatorsOf(differences, unknowns);
  if (generators === null) return null;
  try {
    const zeros = zerosOf(generators.polynomials, generators.width, MOST_SOLUTIONS);
    if (zeros === null) return null;
    if (zeros.count === 0) return { solutions: [], isExact: true, isProved: true, count: 0 };
    const values = unknowns.map((_, k) => valuesOf(zeros.eliminants[k] as Univariate));
    if (!values.every((list) => list !== null)) return null;
    const chosen = combinations(differences, unknowns, values, zeros.count);
    if (chosen === null) return null;
    const isExact = values.flat().every(({ isExact: exact }) => exact);
    const verdicts = isExact
      ? chosen.flatMap((assignment) =>
          differences.map((difference) => decideConstants(put(difference, assignment), integer(0))),
        )
      : [];
    if (verdicts.includes("refuted")) return null;
    return {
      solutions: chosen,
      isExact,
      isProved: isExact && verdicts.every((verdict) => verdict === "proved"),
      count: zeros.count,
    };
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "too_large") return null;
    throw error;
  }
}

function put(expression: Expression, assignment: Assignment): Expression {
  return Object.entries(assignment).reduce(
    (all, [name, value]) => substitute(all, name, value),
    expression,
  );
}

/** The numerators as polynomials in the unknowns; one more unknown keeps the denominators from zero. */
function generatorsOf(
  differences: readonly Expression[],
  unknowns: readonly string[],
): { readonly polynomials: readonly SparsePolynomial[]; readonly width: number } | null {
  if (variablesOf(["And", ...differences]).some((name) => !unknowns.includes(name))) return null;
  try {
    // Denominators as written: one that cancels must not be zero either.
    const below: Expression = [
      "Multiply",
      integer(1),
      ...differences.flatMap(denominatorsOf).filter((part) => variablesOf(part).length > 0),
    ];
    const hasDenominator = variablesOf(below).length > 0;
    const width = unknowns.length + (hasDenominator ? 1 : 0);
    const polynomials: SparsePolynomial[] = [];
    for (const difference of differences) {
      const own = sparseOf(difference, unknowns, width);
      if (own === null) return null;
      if (own.length > 0) polynomials.push(own);
    }
    if (hasDenominator) {
      const own = sparseOf(below, unknowns, width);
      if (own === null) return null;
      // t * denominators = 1.
      polynomials.push(
        sparse([
          ...own.map(({ exponents, coefficient }) => ({
            exponents: exponents.map((value, at) => (at === width - 1 ? value + 1 : value)),
            coefficient,
          })),
          { exponents: Array.from({ length: width }, () => 0), coefficient: -1n },
        ]),
      );
    }
    return { polynomials, width };
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

function denominatorsOf(expression: Expression): Expression[] {
  if (typeof expression === "string" || "num" in expression) return [];
  const [head, ...parts] = expression;
  const own: Expression[] =
    head === "Divide"
      ? [parts[1] as Expression]
      : head === "Power" && JSON.stringify(parts[1]).includes("Negate")
        ? [parts[0] as Expression]
        : [];
  return [...own, ...parts.flatMap(denominatorsOf)];
}

/** The numerator in the unknowns; null where something else stands in it. */
function sparseOf(
  expression: Expression,
  unknowns: readonly string[],
  width: number,
): SparsePolynomial | null {
  const form = new NormalForm();
  const terms = form.normalize(expression).numerator.list();
  const indexes = unknowns.map((name) => form.indexOfVariable(name));
  let common = 1n;
  for (const { coefficient } of terms) common = lcmBigint(common, coefficient.d);
  const result = [];
  for (const { monomial, coefficient } of terms) {
    const exponents = Array.from({ length: width }, () => 0);
    for (const [generator, power] of monomial) {
      const at = indexes.indexOf(generator);
      if (at === -1) return null;
      exponents[at] = power;
    }
    result.push({
      exponents,
      coefficient: (coefficient.s * coefficient.n * common) / coefficient.d,
    });
  }
  return sparse(result);
}

interface Value {
  readonly expression: Expression;
  readonly isExact: boolean;
  readonly re: number;
  readonly im: number;
}

function valuesOf(eliminant: readonly Fraction[]): Value[] | null {
  const values: Value[] = [];
  for (const { factor } of factorUnivariate(eliminant)) {
    const roots = rootsOfFactor(factor);
    if (roots === null) return null;
    for (const { expression, isExact } of roots) {
      const value = evaluateComplex(expression);
      if (value === null) return null;
      values.push({ expression, isExact, re: value.re, im: value.im });
    }
  }
  return values;
}

/** Values nearer to zero than the first satisfy an equation, beyond the second they do not; null between. */
const NEAR = 1e-8;
const FAR = 1e-5;

/** The combinations of values that satisfy every equation, where these are exactly `count`. */
function combinations(
  differences: readonly Expression[],
  unknowns: readonly string[],
  values: readonly (readonly Value[])[],
  count: number,
): Assignment[] | null {
  const total = values.reduce((product, list) => product * list.length, 1);
  if (total > MOST_COMBINATIONS) return null;
  const found: Assignment[] = [];
  for (let number = 0; number < total; number++) {
    let rest = number;
    const picked = values.map((list) => {
      const value = list[rest % list.length] as Value;
      rest = Math.floor(rest / list.length);
      return value;
    });
    const assignment = Object.fromEntries(
      unknowns.map((name, k) => [name, (picked[k] as Value).expression]),
    );
    let isNear = true;
    for (const difference of differences) {
      const residual = residualAt(difference, assignment);
      if (residual === null || residual > FAR) {
        isNear = false;
        break;
      }
      if (residual > NEAR) return null;
    }
    if (isNear) found.push(assignment);
    if (found.length > count) return null;
  }
  return found.length === count ? orderSolutions(found, unknowns) : null;
}

/** |difference| beside the size of its terms; null where it has no value. */
function residualAt(difference: Expression, assignment: Assignment): number | null {
  const value = evaluateComplex(put(difference, assignment));
  if (value === null) return null;
  const terms =
    typeof difference === "object" && !("num" in difference) && difference[0] === "Add"
      ? (difference.slice(1) as Expression[])
      : [difference];
  const size = terms.reduce(
    (sum, term) => sum + (evaluateComplex(put(term, assignment))?.abs() ?? 0),
    0,
  );
  return value.abs() / Math.max(1, size);
}
