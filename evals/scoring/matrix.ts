import { add, divide, magnitude, multiply, subtract, ZERO } from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { judgeEquivalent, tryParse, valueAt } from "./equivalence.ts";
import { correct, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import type { SampleOptions } from "./sample-points.ts";

/** Judges lists of equal length member by member; the worst member decides. */
export function judgeMembers(
  got: readonly string[],
  expected: readonly string[],
  options: SampleOptions = {},
): Judgement {
  if (got.length !== expected.length)
    return wrong(`has ${got.length} members where ${expected.length} are expected`);
  const judgements = got.map((text, index) =>
    judgeEquivalent(text, expected[index] ?? "", options),
  );
  for (const mark of ["wrong", "unscorable", "unanswered", "inexact"] as const) {
    const worst = judgements.find((judgement) => judgement.mark === mark);
    if (worst !== undefined) return worst;
  }
  return correct("every member is equal");
}

/** Judges two matrices entry by entry. */
export function judgeMatrix(
  got: readonly (readonly string[])[] | null,
  expected: readonly (readonly string[])[],
  options: SampleOptions = {},
): Judgement {
  if (got === null) return unscorable("the answer is not a matrix");
  const shape = (rows: readonly (readonly string[])[]): string =>
    rows.map((row) => row.length).join(",");
  if (shape(got) !== shape(expected)) return wrong("the matrix has another shape");
  return judgeMembers(got.flat(), expected.flat(), options);
}

/** The rank of a numeric matrix by elimination with pivoting. */
export function rankOf(rows: readonly (readonly Complex[])[]): number {
  const work = rows.map((row) => [...row]);
  const width = work[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < width && rank < work.length; column++) {
    let best = rank;
    for (let row = rank; row < work.length; row++)
      if (magnitude(at(work, row, column)).gt(magnitude(at(work, best, column)))) best = row;
    if (magnitude(at(work, best, column)).lt("1e-20")) continue;
    [work[rank], work[best]] = [work[best] ?? [], work[rank] ?? []];
    for (let row = rank + 1; row < work.length; row++) {
      const factor = divide(at(work, row, column), at(work, rank, column));
      for (let k = column; k < width; k++) {
        const target = work[row];
        if (target) target[k] = subtract(at(work, row, k), multiply(factor, at(work, rank, k)));
      }
    }
    rank += 1;
  }
  return rank;
}

const at = (rows: readonly (readonly Complex[])[], row: number, column: number): Complex =>
  rows[row]?.[column] ?? ZERO;

/** Judges a basis of a null space: every vector is annihilated, they are independent, and none is missing. */
export function judgeNullSpace(
  got: readonly (readonly string[])[] | null,
  matrix: readonly (readonly string[])[],
): Judgement {
  if (got === null) return unscorable("the answer is not a list of vectors");
  const rows = numeric(matrix);
  const vectors = numeric(got);
  if (rows === null || vectors === null) return unscorable("an entry cannot be evaluated");
  const width = rows[0]?.length ?? 0;
  if (vectors.some((vector) => vector.length !== width))
    return wrong("a vector has another length");
  for (const row of rows)
    for (const vector of vectors) {
      const sum = vector.reduce(
        (total, entry, index) => add(total, multiply(entry, row[index] ?? ZERO)),
        ZERO,
      );
      if (magnitude(sum).gt("1e-12")) return wrong("a vector is not in the null space");
    }
  const dimension = width - rankOf(rows);
  if (vectors.length !== dimension || rankOf(vectors) !== dimension)
    return wrong(`the null space has dimension ${dimension}`);
  return correct("a basis of the null space");
}

function numeric(rows: readonly (readonly string[])[]): Complex[][] | null {
  const values = rows.map((row) =>
    row.map((text) => {
      const tree = tryParse(text);
      return tree === null ? null : valueAt(tree, new Map());
    }),
  );
  return values.every((row): row is Complex[] => row.every((value) => value !== null))
    ? values
    : null;
}
