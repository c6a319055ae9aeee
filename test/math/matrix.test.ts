import * as fc from "fast-check";
import { Fraction } from "fraction.js";
import { describe, expect, test } from "vitest";
import { fractionExpression } from "../../src/tools/math/exact/to-expression.ts";
import {
  type Expression,
  integer,
  substitute,
} from "../../src/tools/math/expression/expression.ts";
import {
  characteristicCoefficients,
  isCharacteristic,
  polynomialAt,
} from "../../src/tools/math/matrix/characteristic.ts";
import { evaluateComplex } from "../../src/tools/math/numeric/evaluate-complex.ts";
import {
  invertSurd,
  isZeroSurd,
  multiplySurds,
  type Surd,
  surdExpression,
  surdOf,
} from "../../src/tools/math/exact/surd.ts";
import { exactEigenvalues } from "../../src/tools/math/matrix/eigenvalues.ts";
import { isFlow, matrixFlow } from "../../src/tools/math/matrix/exponential.ts";
import { jordanForm, shiftedBy } from "../../src/tools/math/matrix/jordan.ts";
import { symbolicPower } from "../../src/tools/math/matrix/symbolic-power.ts";
import { adjugate, determinant } from "../../src/tools/math/matrix/determinant.ts";
import {
  choleskyFactor,
  orthogonalFactors,
  permutation,
  triangularFactors,
} from "../../src/tools/math/matrix/decompose.ts";
import {
  add,
  identityMatrix,
  isProvedEqual,
  type Matrix,
  mapEntries,
  multiply,
  scale,
  tidyMatrix,
  transpose,
  verdictOfZero,
  widthOf,
} from "../../src/tools/math/matrix/matrix.ts";
import {
  determinantOfRational,
  isDeterminant,
  rationalMatrixOf,
  reduceRational,
  type RationalMatrix,
} from "../../src/tools/math/matrix/rational-matrix.ts";
import { nullSpaceBasis, reduceMatrix, withIdentity } from "../../src/tools/math/matrix/reduce.ts";

const options = { numRuns: 40, seed: 11 };

const entry = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 3 }))
  .map(([n, d]): Expression => fractionExpression(new Fraction(n, d)));

const table = (height: number, width: number): fc.Arbitrary<Matrix> =>
  fc.array(fc.array(entry, { minLength: width, maxLength: width }), {
    minLength: height,
    maxLength: height,
  });
const anyMatrix = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([height, width]) => table(height, width));
const square = fc.integer({ min: 1, max: 4 }).chain((size) => table(size, size));

const rationals = (matrix: Matrix): RationalMatrix => rationalMatrixOf(matrix) as RationalMatrix;
const zero = (matrix: Matrix): Matrix => mapEntries(matrix, () => integer(0));

describe("matrices of rational numbers", () => {
  test("A times its inverse from elimination is the identity, and the adjugate agrees", () => {
    fc.assert(
      fc.property(square, (a) => {
        const size = a.length;
        const { rows, pivots } = reduceMatrix(withIdentity(a), size);
        const value = determinantOfRational(rationals(a));
        expect(pivots.length === size).toBe(!value.equals(0));
        if (pivots.length < size) return;
        const inverse = rows.map((row) => row.slice(size));
        expect(isProvedEqual(multiply(a, inverse), identityMatrix(size))).toBe(true);
        expect(
          isProvedEqual(
            multiply(a, adjugate(a)),
            mapEntries(identityMatrix(size), (e) => ["Multiply", e, determinant(a)]),
          ),
        ).toBe(true);
      }),
      options,
    );
  });

  test("Cayley and Hamilton: a matrix is a root of its characteristic polynomial", () => {
    fc.assert(
      fc.property(square, (a) => {
        const coefficients = characteristicCoefficients(a);
        expect(isCharacteristic(a, coefficients)).toBe(true);
        expect(isProvedEqual(polynomialAt(coefficients, a), zero(a))).toBe(true);
      }),
      options,
    );
  });

  test("a wrong characteristic polynomial is not accepted", () => {
    const a: Matrix = [
      [integer(1), integer(2)],
      [integer(3), integer(4)],
    ];
    expect(isCharacteristic(a, [integer(-2), integer(-5), integer(1)])).toBe(true);
    expect(isCharacteristic(a, [integer(-2), integer(-6), integer(1)])).toBe(false);
    expect(isCharacteristic(a, [integer(2), integer(-5), integer(1)])).toBe(false);
  });

  test("reduction is idempotent and keeps the space of the rows", () => {
    fc.assert(
      fc.property(anyMatrix, (a) => {
        const once = reduceMatrix(a);
        expect(reduceMatrix(once.rows).rows).toEqual(once.rows);
        expect(reduceMatrix([...a, ...once.rows]).pivots.length).toBe(once.pivots.length);
      }),
      options,
    );
  });

  test("rank and nullity add up to the number of columns; the basis is taken to zero", () => {
    fc.assert(
      fc.property(anyMatrix, (a) => {
        const reduced = reduceMatrix(a);
        const basis = nullSpaceBasis(reduced);
        expect(reduced.pivots.length + basis.length).toBe(widthOf(a));
        expect(reduceMatrix(transpose(a)).pivots.length).toBe(reduced.pivots.length);
        if (basis.length === 0) return;
        const product = tidyMatrix(multiply(a, transpose(basis)));
        expect(product).toEqual(zero(product));
        expect(reduceMatrix(basis).pivots.length).toBe(basis.length);
      }),
      options,
    );
  });

  test("determinants multiply, and the check by primes takes the right value only", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain((n) => fc.tuple(table(n, n), table(n, n))),
        ([a, b]) => {
          const [x, y] = [rationals(a), rationals(b)];
          const product = rationals(tidyMatrix(multiply(a, b)));
          const value = determinantOfRational(x);
          expect(determinantOfRational(product)).toEqual(value.mul(determinantOfRational(y)));
          expect(isDeterminant(x, value)).toBe(true);
          expect(isDeterminant(x, value.add(1))).toBe(false);
          expect(isDeterminant(x, value.add(new Fraction(1, 7)))).toBe(false);
        },
      ),
      options,
    );
  });

  test("a 50 by 50 matrix is done within two seconds", () => {
    const a: RationalMatrix = Array.from({ length: 50 }, (_, i) =>
      Array.from({ length: 50 }, (_, j) => new Fraction(((i * 37 + j * j * 11 + i * j) % 19) - 9)),
    );
    const start = performance.now();
    expect(isDeterminant(a, determinantOfRational(a))).toBe(true);
    expect(reduceRational(a, 50).pivots.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe("decompositions", () => {
  test("P A = L U multiplies back with triangular factors", () => {
    fc.assert(
      fc.property(anyMatrix, (a) => {
        const { order, lower, upper } = triangularFactors(a);
        expect(isProvedEqual(multiply(lower, upper), multiply(permutation(order), a))).toBe(true);
        for (const [i, row] of lower.entries())
          expect(row.slice(i)).toEqual([integer(1), ...row.slice(i + 1).map(() => integer(0))]);
        for (const [i, row] of upper.entries())
          expect(row.slice(0, i).every((entry) => verdictOfZero(entry) === "proved")).toBe(true);
      }),
      options,
    );
  });

  test("Q R multiplies back with orthonormal columns, or the columns are dependent", () => {
    fc.assert(
      fc.property(square, (a) => {
        const factors = orthogonalFactors(a);
        expect(factors === null).toBe(reduceMatrix(a).pivots.length < a.length);
        if (factors === null) return;
        const { q, r } = factors;
        expect(isProvedEqual(multiply(q, r), a)).toBe(true);
        expect(isProvedEqual(multiply(transpose(q), q), identityMatrix(a.length))).toBe(true);
      }),
      { numRuns: 20, seed: 4 },
    );
  });

  test("A^T A + I is positive definite and its factor multiplies back; minus it is not", () => {
    fc.assert(
      fc.property(square, (a) => {
        const gram = tidyMatrix(add(multiply(transpose(a), a), identityMatrix(a.length)));
        const lower = choleskyFactor(gram) as Matrix;
        expect(isProvedEqual(multiply(lower, transpose(lower)), gram)).toBe(true);
        expect(choleskyFactor(tidyMatrix(scale(integer(-1), gram)))).toBeNull();
      }),
      { numRuns: 15, seed: 4 },
    );
  });
});

describe("eigenvalues", () => {
  const small = fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 9, maxLength: 9 }),
    )
    .map(([size, numbers]): Matrix =>
      Array.from({ length: size }, (_, i) =>
        Array.from({ length: size }, (__, j) => integer(numbers[3 * i + j] as number)),
      ),
    );

  test("exp(t A) is refused or solves F' = A F, F(0) = I; the wrong matrix is not its generator", () => {
    let flows = 0;
    fc.assert(
      fc.property(small, (a) => {
        const flow = matrixFlow(a, "t");
        if (flow === null) return;
        flows += 1;
        expect(isFlow(flow, a, "t")).toBe(true);
        const other = mapEntries(a, (e, i, j) => (i === 0 && j === 0 ? ["Add", e, integer(1)] : e));
        expect(isFlow(flow, other, "t")).toBe(false);
      }),
      { numRuns: 25, seed: 3 },
    );
    expect(flows).toBeGreaterThan(12);
  });

  test("A^n is refused or gives the powers of the matrix", () => {
    let powers = 0;
    fc.assert(
      fc.property(small, (a) => {
        const power = symbolicPower(a, "n");
        if (power === null) return;
        powers += 1;
        const cube = tidyMatrix(multiply(a, tidyMatrix(multiply(a, a))));
        expect(tidyMatrix(mapEntries(power, (e) => substitute(e, "n", integer(3))))).toEqual(cube);
      }),
      { numRuns: 40, seed: 8 },
    );
    expect(powers).toBeGreaterThan(8);
  });

  test("a Jordan form is similar to the matrix, with as many blocks as there are eigenvectors", () => {
    let forms = 0;
    fc.assert(
      fc.property(small, (a) => {
        const eigenvalues = exactEigenvalues(a);
        // Cosines of a third of an angle take seconds each to be multiplied back.
        if (eigenvalues?.some(({ value }) => JSON.stringify(value).includes("Arccos"))) return;
        const jordan = eigenvalues === null ? null : jordanForm(a, eigenvalues);
        if (jordan === null) return;
        forms += 1;
        expect(isProvedEqual(multiply(a, jordan.basis), multiply(jordan.basis, jordan.form))).toBe(
          true,
        );
        const independent = (eigenvalues ?? []).reduce(
          (sum, { value }) => sum + nullSpaceBasis(reduceMatrix(shiftedBy(a, value))).length,
          0,
        );
        expect(jordan.blocks.length).toBe(independent);
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(forms).toBeGreaterThan(20);
  });
});

describe("surds", () => {
  const term = fc.tuple(
    fc.integer({ min: -4, max: 4 }),
    fc.constantFrom(-6, -3, -1, 1, 2, 3, 6, 12),
  );
  const surd = fc
    .array(term, { minLength: 1, maxLength: 3 })
    .map(
      (terms): Surd =>
        surdOf([
          "Add",
          ...terms.map(([c, m]): Expression => ["Multiply", integer(c), ["Sqrt", integer(m)]]),
        ]) as Surd,
    );

  test("a value times its inverse is one, and what is written reads back as the same", () => {
    fc.assert(
      fc.property(surd, (value) => {
        expect(surdOf(surdExpression(value))).toEqual(value);
        const inverse = invertSurd(value);
        if (isZeroSurd(value)) expect(inverse).toBeNull();
        else expect(multiplySurds(value, inverse as Surd)).toEqual(surdOf(integer(1)));
      }),
      { numRuns: 200, seed: 9 },
    );
  });

  test("products agree with numeric values", () => {
    fc.assert(
      fc.property(surd, surd, (a, b) => {
        const product = evaluateComplex(surdExpression(multiplySurds(a, b) as Surd));
        const wanted = evaluateComplex(surdExpression(a))?.mul(
          evaluateComplex(surdExpression(b)) ?? 0,
        );
        expect(Number(product?.sub(wanted ?? 0).abs())).toBeLessThan(1e-9);
      }),
      { numRuns: 100, seed: 9 },
    );
  });
});

describe("matrices with symbols", () => {
  const symbolic = fc
    .array(
      fc.array(
        fc.constantFrom<Expression>("x", "y", integer(0), integer(1), integer(-2), [
          "Add",
          "x",
          "y",
        ]),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
      { minLength: 3, maxLength: 3 },
    )
    .map((rows): Matrix => rows);

  test("the characteristic polynomial is that of the determinant", () => {
    fc.assert(
      fc.property(symbolic, (a) => {
        expect(isCharacteristic(a, characteristicCoefficients(a))).toBe(true);
      }),
      { ...options, numRuns: 15 },
    );
  });

  test("reduction by recorded steps multiplies back", () => {
    fc.assert(
      fc.property(symbolic, (a) => {
        const { rows } = reduceMatrix(withIdentity(a), 3);
        const form = rows.map((row) => row.slice(0, 3));
        const steps = rows.map((row) => row.slice(3));
        expect(isProvedEqual(multiply(steps, a), form)).toBe(true);
      }),
      { ...options, numRuns: 15 },
    );
  });

  test("a determinant of 50 by 50 symbols is refused with the limit", () => {
    const a: Matrix = Array.from({ length: 50 }, (_, i) =>
      Array.from({ length: 50 }, (_, j): Expression => `a_${i}_${j}`),
    );
    const start = performance.now();
    expect(() => determinant(a)).toThrow(/50 by 50/);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
