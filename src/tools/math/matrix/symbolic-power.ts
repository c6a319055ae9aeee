import { type Expression, integer, substitute, ZERO } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { exactEigenvalues } from "./eigenvalues.ts";
import { combination } from "./exponential.ts";
import {
  add,
  entryAt,
  identityMatrix,
  isProvedEqual,
  mapEntries,
  type Matrix,
  multiply,
  namesIn,
  scale,
  tidy,
  tidyMatrix,
  verdictOfZero,
} from "./matrix.ts";
import { reduceMatrix, withIdentity } from "./reduce.ts";

/** A^n as the sum of `functions[m]` times `parts[m]`; the m-th function is n^power value^n. */
export interface PowerParts {
  readonly functions: readonly Expression[];
  readonly parts: readonly Matrix[];
  readonly basis: readonly { readonly value: Expression; readonly power: number }[];
}

/**
 * A^n as a function of the whole number n, for a matrix of numbers whose eigenvalues are real, not zero and
 * in closed form; null otherwise, and unless F(0) = I and F(n + 1) = A F(n) are proved, which settle it for
 * every n by induction.
 */
export function symbolicPower(matrix: Matrix, index: string): Matrix | null {
  const found = powerParts(matrix, index);
  if (found === null) return null;
  const result = mapEntries(matrix, (_, i, j) =>
    combination(
      found.parts.map((part) => entryAt(part, i, j)),
      found.functions,
    ),
  );
  return isPower(result, matrix, index) ? result : null;
}

/** The same taken apart and not yet proved. */
export function powerParts(matrix: Matrix, index: string): PowerParts | null {
  const size = matrix.length;
  if (namesIn(matrix).length > 0) return null;
  const eigenvalues = exactEigenvalues(matrix);
  if (eigenvalues === null) return null;
  const isUsable = eigenvalues.every(
    ({ value }) => evaluateReal(value) !== null && verdictOfZero(value) === "refuted",
  );
  if (!isUsable) return null;
  const basis = eigenvalues.flatMap(({ value, multiplicity }) =>
    Array.from({ length: multiplicity }, (_, power) => ({ value, power })),
  );
  const table = Array.from({ length: size }, (_, k) =>
    basis.map(({ value, power }) =>
      k === 0
        ? integer(power === 0 ? 1 : 0)
        : tidy(["Multiply", integer(k ** power), ["Power", value, integer(k)]]),
    ),
  );
  const { rows, pivots } = reduceMatrix(withIdentity(table), size);
  if (pivots.length < size) return null;
  const powers: Matrix[] = [identityMatrix(size)];
  while (powers.length < size) powers.push(tidyMatrix(multiply(powers.at(-1) as Matrix, matrix)));
  const parts = basis.map((_, m) =>
    tidyMatrix(powers.map((power, k) => scale(entryAt(rows, m, size + k), power)).reduce(add)),
  );
  const functions = basis.map(({ value, power }) => written(value, power, index));
  return { functions, parts, basis };
}

/** n^power value^n. */
function written(value: Expression, power: number, index: string): Expression {
  const isOne = fractionOf(value)?.equals(1) === true;
  const geometric: Expression | null = isOne ? null : ["Power", value, index];
  if (power === 0) return geometric ?? integer(1);
  const factor: Expression = power === 1 ? index : ["Power", index, integer(power)];
  return geometric === null ? factor : ["Multiply", factor, geometric];
}

/** F(0) = I and F(n + 1) = A F(n), proved entry by entry. */
export function isPower(candidate: Matrix, matrix: Matrix, index: string): boolean {
  const at = (value: Expression): Matrix =>
    mapEntries(candidate, (entry) => substitute(entry, index, value));
  return (
    isProvedEqual(mapEntries(at(ZERO), tidy), identityMatrix(matrix.length)) &&
    isProvedEqual(at(["Add", index, integer(1)]), multiply(matrix, candidate))
  );
}

/**
 * The sum of the functions with these weights: powers of numbers before powers of the index, high ones
 * first, and no minus sign in front where it can be helped.
 */
export function orderedCombination(
  { functions, basis }: PowerParts,
  weights: readonly Expression[],
): Expression {
  const isGeometric = (m: number): boolean => printPlain(basis[m]?.value ?? ZERO) !== "1";
  const order = basis
    .map((_, m) => m)
    .filter((m) => verdictOfZero(weights[m] as Expression) !== "proved")
    .sort(
      (a, b) =>
        Number(isGeometric(b)) - Number(isGeometric(a)) ||
        (basis[b]?.power ?? 0) - (basis[a]?.power ?? 0),
    );
  const isNegative = (m: number): boolean => printPlain(weights[m] as Expression).startsWith("-");
  const first = order.findIndex(
    (m) => isGeometric(m) === isGeometric(order[0] ?? 0) && !isNegative(m),
  );
  const shown =
    first <= 0 ? order : [order[first] as number, ...order.filter((_, k) => k !== first)];
  return combination(
    shown.map((m) => weights[m] as Expression),
    shown.map((m) => functions[m] as Expression),
  );
}
