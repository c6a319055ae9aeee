import { type Expression, integer, substitute, ZERO } from "../expression/expression.ts";
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

/**
 * A^n as a function of the whole number n, for a matrix of numbers whose eigenvalues are real, not zero and
 * in closed form; null otherwise, and unless F(0) = I and F(n + 1) = A F(n) are proved, which settle it for
 * every n by induction.
 */
export function symbolicPower(matrix: Matrix, index: string): Matrix | null {
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
  const result = mapEntries(matrix, (_, i, j) =>
    combination(
      parts.map((part) => entryAt(part, i, j)),
      functions,
    ),
  );
  return isPower(result, matrix, index) ? result : null;
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
