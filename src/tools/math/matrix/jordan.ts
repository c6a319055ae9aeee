import { type Expression, integer, ZERO } from "../expression/expression.ts";
import type { Eigenvalue } from "./eigenvalues.ts";
import {
  identityMatrix,
  isProvedEqual,
  mapEntries,
  type Matrix,
  multiply,
  scale,
  add,
  tidyMatrix,
  transpose,
} from "./matrix.ts";
import { nullSpaceBasis, reduceMatrix } from "./reduce.ts";

export interface JordanForm {
  /** Upper triangular, with the eigenvalues on the diagonal and ones above it within a block. */
  readonly form: Matrix;
  /** The columns are the vectors of the chains: A P = P J. */
  readonly basis: Matrix;
  /** The sizes of the blocks, in order. */
  readonly blocks: readonly number[];
}

/**
 * Jordan's normal form with its basis. Null unless A P = P J holds exactly and P is invertible, both of
 * which are checked here.
 */
export function jordanForm(matrix: Matrix, eigenvalues: readonly Eigenvalue[]): JordanForm | null {
  const vectors: Expression[][] = [];
  const diagonal: Expression[] = [];
  const blocks: number[] = [];
  for (const { value, multiplicity } of eigenvalues) {
    const chains = chainsOf(shiftedBy(matrix, value), multiplicity);
    if (chains === null) return null;
    for (const chain of chains) {
      vectors.push(...chain);
      diagonal.push(...chain.map(() => value));
      blocks.push(chain.length);
    }
  }
  const starts = new Set<number>();
  blocks.reduce((start, size) => {
    starts.add(start);
    return start + size;
  }, 0);
  const size = matrix.length;
  if (vectors.length !== size) return null;
  const form = mapEntries(identityMatrix(size), (_, i, j): Expression =>
    i === j ? (diagonal[i] as Expression) : j === i + 1 && !starts.has(j) ? integer(1) : ZERO,
  );
  const basis = transpose(vectors);
  const holds =
    isProvedEqual(multiply(matrix, basis), multiply(basis, form)) &&
    reduceMatrix(basis).pivots.length === size;
  return holds ? { form, basis, blocks } : null;
}

export const shiftedBy = (matrix: Matrix, value: Expression): Matrix =>
  tidyMatrix(add(matrix, scale(["Negate", value], identityMatrix(matrix.length))));

/** Chains N^(k-1) v, …, N v, v that together span the vectors which a power of N takes to zero. */
function chainsOf(shifted: Matrix, multiplicity: number): Expression[][][] | null {
  const kernels: Expression[][][] = [[]];
  let power = identityMatrix(shifted.length);
  while ((kernels.at(-1) as Matrix).length < multiplicity) {
    power = tidyMatrix(multiply(power, shifted));
    const kernel = nullSpaceBasis(reduceMatrix(power));
    if (kernel.length <= (kernels.at(-1) as Matrix).length) return null;
    kernels.push(kernel);
  }
  const chains: Expression[][][] = [];
  for (let level = kernels.length - 1; level >= 1; level--) {
    // The vectors of longer chains at this level, and everything below it.
    const taken: Expression[][] = [
      ...(kernels[level - 1] as Expression[][]),
      ...chains.map((chain) => chain[level - 1] as Expression[]),
    ];
    for (const candidate of kernels[level] as Expression[][]) {
      if (reduceMatrix([...taken, candidate]).pivots.length <= taken.length) continue;
      taken.push(candidate);
      const chain = [candidate];
      for (let k = 1; k < level; k++)
        chain.unshift(
          tidyMatrix(
            multiply(
              shifted,
              (chain[0] as Expression[]).map((entry) => [entry]),
            ),
          ).map((row) => row[0] as Expression),
        );
      chains.push(chain);
    }
  }
  return chains;
}
