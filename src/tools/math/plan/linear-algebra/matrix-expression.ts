import { AnsatzError } from "../../../../core/errors.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../../expression/expression.ts";
import { symbolicPower } from "../../matrix/symbolic-power.ts";
import {
  add,
  columnOf,
  identityMatrix,
  isProvedEqual,
  isMatrixValued,
  isSquare,
  type Matrix,
  matrixOf,
  multiply,
  scale,
  tidyMatrix,
  transpose,
  vectorOf,
  widthOf,
} from "../../matrix/matrix.ts";
import { reduceMatrix, withIdentity } from "../../matrix/reduce.ts";
import { openOutcome, type Outcome } from "../outcome.ts";
import { exactCertificate, matrixOutcome, nonzero, vectorOutcome } from "./matrix-outcome.ts";

/** Largest exponent of a power of a matrix. */
const MAX_POWER = 1_000;

/** Sums, products and powers of matrices and numbers, worked out in exact arithmetic. */
export function matrixExpressionOutcome(expression: Expression): Outcome {
  const general = generalPower(expression);
  if (general !== null) return general;
  const divisors: Expression[] = [];
  const value = valueOf(expression, divisors);
  if (!isMatrix(value)) return openOutcome("This is not a matrix.", "unsupported");
  if (!holdsMatrix(expression))
    return vectorOutcome(
      columnOf(value, 0),
      exactCertificate("definition", "Component by component, in exact arithmetic."),
    );
  return matrixOutcome(
    value,
    exactCertificate(
      "definition",
      "Sums, products and powers of matrices by their definitions in exact arithmetic; an inverse was multiplied back.",
      nonzero(divisors),
    ),
  );
}

/** A power with a symbol as its exponent, in closed form. */
function generalPower(expression: Expression): Outcome | null {
  const [base, exponent] = argumentsOf(expression);
  if (headOf(expression) !== "Power" || typeof exponent !== "string" || exponent === "T")
    return null;
  const matrix = matrixOf(base as Expression);
  if (matrix === null) return null;
  if (!isSquare(matrix)) throw unsupported("Powers are defined for square matrices only.");
  const power = symbolicPower(matrix, exponent);
  if (power === null)
    return openOutcome(
      "No closed form of the power was found that could be proved; the eigenvalues must be real, other than zero and known in closed form.",
    );
  return matrixOutcome(
    power,
    exactCertificate(
      "induction",
      `It is the identity for ${exponent} = 0, and ${exponent} + 1 gives the matrix times what ${exponent} gives, exactly: so it holds for every whole number ${exponent}.`,
      [`${exponent} integer`],
    ),
  );
}

const holdsMatrix = (expression: Expression): boolean =>
  matrixOf(expression) !== null || argumentsOf(expression).some(holdsMatrix);

/** The matrix that an expression of matrices comes to; null where it has none without a condition. */
export function matrixValue(expression: Expression): Matrix | null {
  if (!isMatrixValued(expression)) return null;
  const divisors: Expression[] = [];
  const value = valueOf(expression, divisors);
  return isMatrix(value) && divisors.length === 0 ? value : null;
}

interface Scalar {
  readonly scalar: Expression;
}
type Value = Matrix | Scalar;

const isMatrix = (value: Value): value is Matrix => Array.isArray(value);

function valueOf(expression: Expression, divisors: Expression[]): Value {
  const matrix = matrixOf(expression);
  if (matrix !== null) return matrix;
  const vector = vectorOf(expression);
  if (vector !== null) return vector.map((entry) => [entry]);
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Add":
      return parts.map((part) => valueOf(part, divisors)).reduce(sum);
    case "Multiply":
      return parts.map((part) => valueOf(part, divisors)).reduce(product);
    case "Negate":
      return product({ scalar: { num: "-1" } }, valueOf(first, divisors));
    case "Divide": {
      const top = valueOf(first, divisors);
      const bottom = valueOf(second, divisors);
      if (isMatrix(bottom))
        throw unsupported("A matrix cannot stand below a fraction bar; multiply by its inverse.");
      return product({ scalar: ["Divide", { num: "1" }, bottom.scalar] }, top);
    }
    case "Power": {
      const base = valueOf(first, divisors);
      if (!isMatrix(base)) return { scalar: expression };
      if (second === "T") return transpose(base);
      return power(base, wholeExponent(second), divisors);
    }
    default:
      if (isMatrixValued(expression))
        throw unsupported(
          "This is not defined for matrices here; sums, products and whole powers are.",
        );
      return { scalar: expression };
  }
}

function sum(a: Value, b: Value): Value {
  if (!isMatrix(a) && !isMatrix(b)) return { scalar: ["Add", a.scalar, b.scalar] };
  if (!isMatrix(a) || !isMatrix(b))
    throw unsupported(
      "A number and a matrix cannot be added; write the number times the identity.",
    );
  if (a.length !== b.length || widthOf(a) !== widthOf(b))
    throw unsupported(
      "Two matrices are added when they have as many rows and columns as each other.",
    );
  return tidyMatrix(add(a, b));
}

function product(a: Value, b: Value): Value {
  if (!isMatrix(a))
    return isMatrix(b)
      ? tidyMatrix(scale(a.scalar, b))
      : { scalar: ["Multiply", a.scalar, b.scalar] };
  if (!isMatrix(b)) return tidyMatrix(scale(b.scalar, a));
  if (widthOf(a) !== b.length)
    throw unsupported(
      "Two matrices are multiplied when the first has as many columns as the second has rows.",
    );
  return tidyMatrix(multiply(a, b));
}

function wholeExponent(exponent: Expression): number {
  const isNegative = headOf(exponent) === "Negate";
  const size = isNegative ? (argumentsOf(exponent)[0] as Expression) : exponent;
  const value = isNumber(size) ? Number(size.num) : Number.NaN;
  if (!Number.isInteger(value) || Math.abs(value) > MAX_POWER)
    throw unsupported(`A matrix is raised to whole powers of at most ${MAX_POWER} here.`);
  return isNegative ? -value : value;
}

/** By repeated squaring; a negative power is a power of the inverse, which is multiplied back. */
function power(base: Matrix, exponent: number, divisors: Expression[]): Matrix {
  if (!isSquare(base)) throw unsupported("Powers are defined for square matrices only.");
  if (exponent < 0) return power(inverseOf(base, divisors), -exponent, divisors);
  let result = identityMatrix(base.length);
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = tidyMatrix(multiply(result, square));
    if (rest > 1) square = tidyMatrix(multiply(square, square));
  }
  return result;
}

function inverseOf(matrix: Matrix, divisors: Expression[]): Matrix {
  const size = matrix.length;
  const reduced = reduceMatrix(withIdentity(matrix), size);
  if (reduced.pivots.length < size) throw unsupported("The matrix is singular: it has no inverse.");
  const inverse = reduced.rows.map((row) => row.slice(size));
  if (!isProvedEqual(multiply(matrix, inverse), identityMatrix(size)))
    throw unsupported("The inverse did not stand up to multiplying back.");
  divisors.push(...reduced.divisors);
  return inverse;
}

const unsupported = (message: string): AnsatzError => new AnsatzError("unsupported", message);
