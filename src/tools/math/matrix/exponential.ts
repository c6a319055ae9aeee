import { Fraction } from "fraction.js";
import { fractionExpression } from "../exact/to-expression.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { isZeroSurd, partsOfSurd, type Surd, surdExpression, surdOf } from "../exact/surd.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { degreeOf, factorUnivariate, trim, type Univariate } from "../exact/univariate.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { characteristicCoefficients } from "./characteristic.ts";
import {
  add,
  entryAt,
  identityMatrix,
  isProvedEqual,
  mapEntries,
  type Matrix,
  multiply,
  scale,
  tidy,
  tidyMatrix,
} from "./matrix.ts";
import { reduceMatrix, withIdentity } from "./reduce.ts";

/** exp(t A) = functions[0] parts[0] + functions[1] parts[1] + … */
export interface FlowParts {
  readonly functions: readonly Expression[];
  readonly parts: readonly Matrix[];
}

/** exp(t A) entry by entry, from `flowParts`; null where that is null. Not yet proved: see `isFlow`. */
export function matrixFlow(matrix: Matrix, time: string): Matrix | null {
  const flow = flowParts(matrix, time);
  if (flow === null) return null;
  return mapEntries(matrix, (_, i, j) =>
    combination(
      flow.parts.map((part) => entryAt(part, i, j)),
      flow.functions,
    ),
  );
}

/**
 * exp(t A) for a matrix of rational numbers whose characteristic polynomial has factors of degree at most
 * two, in real functions of t; null otherwise. The entries solve the differential equation of the
 * characteristic polynomial; the derivatives at zero of a basis of its solutions give the constant parts.
 */
export function flowParts(matrix: Matrix, time: string): FlowParts | null {
  const size = matrix.length;
  const coefficients = characteristicCoefficients(matrix).map(fractionOf);
  if (!coefficients.every((value) => value !== null)) return null;
  const basis = fundamentalSolutions(trim(coefficients), time);
  if (basis?.length !== size) return null;
  const wronskian = Array.from({ length: size }, (_, k) =>
    basis.map((solution) => derivativeAtZero(solution, k)),
  );
  const { rows, pivots } = reduceMatrix(withIdentity(wronskian), size);
  if (pivots.length < size) return null;
  const powers: Matrix[] = [identityMatrix(size)];
  while (powers.length < size) powers.push(tidyMatrix(multiply(powers.at(-1) as Matrix, matrix)));
  const parts = basis.map((_, m) =>
    tidyMatrix(powers.map((power, k) => scale(entryAt(rows, m, size + k), power)).reduce(add)),
  );
  return { functions: basis.map(({ written }) => written), parts };
}

const atZero = (expression: Expression, time: string): Expression =>
  substitute(expression, time, ZERO);

/** The sum of coefficient times function, without the terms that are zero. */
export function combination(
  coefficients: readonly Expression[],
  functions: readonly Expression[],
): Expression {
  const terms = functions.flatMap((f, k): Expression[] => {
    const coefficient = coefficients[k] as Expression;
    if (fractionOf(coefficient)?.equals(0) === true) return [];
    if (isOne(f)) return [coefficient];
    const { top, bottom } = fractionParts(coefficient);
    const product: Expression = isOne(top) ? f : ["Multiply", top, f];
    return [bottom === null ? product : ["Divide", product, bottom]];
  });
  return terms.length === 0 ? ZERO : tidySigns(["Add", ...terms]);
}

/** t^power times the real or imaginary part of exp(rate t). */
export interface Solution {
  readonly rate: Expression;
  readonly power: number;
  readonly isImaginary: boolean;
  readonly written: Expression;
}

/** The k-th derivative at zero: k (k-1) … (k-power+1) times the part of rate^(k-power). */
export function derivativeAtZero({ rate, power, isImaginary }: Solution, k: number): Expression {
  if (k < power) return ZERO;
  const surd = k === power ? surdOf(integer(1)) : surdOf(["Power", rate, integer(k - power)]);
  if (surd === null) throw new AnsatzError("too_large", "An eigenvalue has too many parts.");
  const { re, im } = partsOfSurd(surd);
  let factor = 1n;
  for (let j = 0; j < power; j++) factor *= BigInt(k - j);
  return tidy(["Multiply", integer(factor), surdExpression(isImaginary ? im : re)]);
}

/** A real basis of the solutions of p(d/dt) f = 0; null when a factor has a degree above two. */
export function fundamentalSolutions(p: Univariate, time: string): Solution[] | null {
  const basis: Solution[] = [];
  for (const { factor, multiplicity } of factorUnivariate(p)) {
    const rates = ratesOf(factor);
    // A root of too large a number has no exact parts.
    if (rates === null || rates.some((rate) => surdOf(rate) === null)) return null;
    for (let power = 0; power < multiplicity; power++)
      for (const rate of rates) basis.push(...solutionsFor(rate, power, time));
  }
  return basis;
}

/** The roots, one of each conjugate pair; null when the degree is above two. */
function ratesOf(factor: Univariate): Expression[] | null {
  const [c, b, a] = factor.map((value) => value.s * value.n) as [bigint, bigint, bigint?];
  if (degreeOf(factor) === 1) return [fractionExpression(new Fraction(-c, b))];
  if (a === undefined || degreeOf(factor) !== 2) return null;
  const root: Expression = ["Sqrt", integer(b * b - 4n * a * c)];
  const half = (sign: Expression): Expression =>
    tidy(["Divide", ["Add", integer(-b), ["Multiply", sign, root]], integer(2n * a)]);
  return b * b > 4n * a * c ? [half(integer(-1)), half(integer(1))] : [half(integer(1))];
}

function solutionsFor(rate: Expression, power: number, time: string): Solution[] {
  const { re, im } = partsOfSurd(surdOf(rate) as Surd);
  const growth = exponential(surdExpression(re), time);
  const common = { rate, power };
  if (isZeroSurd(im))
    return [{ ...common, isImaginary: false, written: timesPower(growth, time, power) }];
  const angle = timesTime(surdExpression(im), time);
  return [false, true].map((isImaginary) => {
    const wave: Expression = [isImaginary ? "Sin" : "Cos", angle];
    const product: Expression = isOne(growth) ? wave : ["Multiply", growth, wave];
    return { ...common, isImaginary, written: timesPower(product, time, power) };
  });
}

const isOne = (expression: Expression): boolean => fractionOf(expression)?.equals(1) === true;

function exponential(rate: Expression, time: string): Expression {
  const value = fractionOf(rate);
  return value?.equals(0) === true ? integer(1) : ["Power", "ExponentialE", timesTime(rate, time)];
}

function timesTime(factor: Expression, time: string): Expression {
  const value = fractionOf(factor);
  if (value?.equals(1) === true) return time;
  if (value?.equals(-1) === true) return ["Negate", time];
  const { top, bottom } = fractionParts(factor);
  const product: Expression = isOne(top) ? time : ["Multiply", top, time];
  return bottom === null ? product : ["Divide", product, bottom];
}

function fractionParts(factor: Expression): { top: Expression; bottom: Expression | null } {
  if (headOf(factor) !== "Divide") return { top: factor, bottom: null };
  const [top, bottom] = argumentsOf(factor) as [Expression, Expression];
  return { top, bottom };
}

function timesPower(f: Expression, time: string, power: number): Expression {
  if (power === 0) return f;
  const factor: Expression = power === 1 ? time : ["Power", time, integer(power)];
  return isOne(f) ? factor : ["Multiply", factor, f];
}

/** True only where F' = A F and F(0) = I are proved entry by entry: exp(t A) is the one such F. */
export function isFlow(flow: Matrix, matrix: Matrix, time: string): boolean {
  return (
    flow.length === matrix.length &&
    isProvedEqual(
      mapEntries(flow, (entry) => differentiate(entry, time)),
      multiply(matrix, flow),
    ) &&
    isProvedEqual(
      mapEntries(flow, (entry) => atZero(entry, time)),
      identityMatrix(matrix.length),
    )
  );
}
