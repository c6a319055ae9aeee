import { Fraction } from "fraction.js";
import type { NormalForm } from "../exact/normal-form.ts";
import { Polynomial } from "../exact/polynomial.ts";
import { polynomialExpression, rationalExpression } from "../exact/to-expression.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { NormalForm as FreshForm } from "../exact/normal-form.ts";
import { polynomialSquareRoot } from "./polynomial-square-root.ts";

export interface SymbolicRoots {
  readonly roots: readonly Expression[];
  /** What must not be zero for these to be the roots, beside the leading coefficient. */
  readonly conditions: readonly string[];
}

/** The roots of a polynomial of degree up to four, constant first, whose coefficients hold symbols. */
export function symbolicRoots(
  form: NormalForm,
  coefficients: readonly Polynomial[],
): SymbolicRoots | null {
  // Some generators, such as absolute values, cannot be written out.
  if (coefficients.some((part) => polynomialExpression(form, part) === null)) return null;
  const plain = (roots: readonly Expression[] | null): SymbolicRoots | null =>
    roots === null ? null : { roots, conditions: [] };
  switch (coefficients.length) {
    case 2:
      return plain(whole([linearRoot(form, coefficients)]));
    case 3:
      return plain(quadraticFormula(form, coefficients));
    case 4:
      return cardano(form, coefficients);
    case 5:
      return plain(biquadratic(form, coefficients));
    default:
      return null;
  }
}

/** All of them, or none where one has no expression. */
function whole(roots: readonly (Expression | null)[]): Expression[] | null {
  return roots.every((root) => root !== null) ? [...roots] : null;
}

/** Null where a part of the coefficients has no expression of its own. */
function linearRoot(form: NormalForm, coefficients: readonly Polynomial[]): Expression | null {
  const [c, b] = coefficients as [Polynomial, Polynomial];
  const quotient = c.negate().divideExactly(b, form.budget);
  const direct = quotient === null ? null : polynomialExpression(form, quotient);
  if (direct !== null) return tidySigns(direct);
  const lead = b.leading().coefficient.s < 0n ? new Fraction(-1) : new Fraction(1);
  const [top, bottom] = [c.scale(lead.neg()), b.scale(lead)].map((part) =>
    polynomialExpression(form, part),
  );
  return top === null || top === undefined || bottom === null || bottom === undefined
    ? null
    : tidySigns(["Divide", top, bottom]);
}

/**
 * (-b ± sqrt(b^2 - 4ac)) / 2a, with a factor of 4 taken out of the root where everything allows it, and
 * without a root where the discriminant is a square.
 */
function quadraticFormula(
  form: NormalForm,
  coefficients: readonly Polynomial[],
): Expression[] | null {
  let [c, b, a] = coefficients as [Polynomial, Polynomial, Polynomial];
  if (a.leading().coefficient.s < 0n) [a, b, c] = [a.negate(), b.negate(), c.negate()];
  const { budget } = form;
  const isEven = b
    .list()
    .every(({ coefficient }) => coefficient.d === 1n && coefficient.n % 2n === 0n);
  const half = isEven ? b.scale(new Fraction(1, 2)) : b;
  const product = a.multiply(c, budget).scale(new Fraction(isEven ? 1 : 4));
  const discriminant = half.multiply(half, budget).add(product.negate(), budget);
  const divisor = a.scale(new Fraction(isEven ? 1 : 2));
  const square = polynomialSquareRoot(discriminant, budget);
  if (square !== null)
    return whole(
      [square, square.negate()].map((part) =>
        linearRoot(form, [half.add(part.negate(), budget), divisor]),
      ),
    );
  const parts = [half.negate(), discriminant, divisor].map((part) =>
    polynomialExpression(form, part),
  );
  if (!parts.every((part) => part !== null)) return null;
  const [front, inner, below] = parts as [Expression, Expression, Expression];
  const root: Expression =
    discriminant.asConstant() === null ? ["Sqrt", inner] : (simpleRoot(inner) ?? ["Sqrt", inner]);
  return [root, ["Negate", root] as Expression].map((signed) =>
    tidySigns(["Divide", ["Add", front, signed], below]),
  );
}

/** A square root of a number in lowest terms, e.g. 2 for sqrt(4). */
function simpleRoot(radicand: Expression): Expression | null {
  const form = new FreshForm();
  return rationalExpression(form, form.normalize(["Sqrt", radicand]));
}

/** a x^4 + b x^2 + c by its quadratic in x^2. */
function biquadratic(form: NormalForm, coefficients: readonly Polynomial[]): Expression[] | null {
  const [c, d, b, third, a] = coefficients as [
    Polynomial,
    Polynomial,
    Polynomial,
    Polynomial,
    Polynomial,
  ];
  if (!d.isZero || !third.isZero) return null;
  const squares = quadraticFormula(form, [c, b, a]);
  return (
    squares?.flatMap((square): Expression[] => {
      const own = new FreshForm();
      const { numerator, denominator } = own.normalize(square);
      const root =
        denominator.asConstant() === null
          ? null
          : polynomialSquareRoot(
              numerator.scale(new Fraction(1).div(denominator.asConstant() as Fraction)),
              own.budget,
            );
      const written: Expression = (root === null ? null : polynomialExpression(own, root)) ?? [
        "Sqrt",
        square,
      ];
      return [written, tidySigns(["Negate", written])];
    }) ?? null
  );
}

/** With x = y - b/(3a) the equation is y^3 + p y + q = 0, and y = u - p/(3u) for the three cube roots u. */
function cardano(form: NormalForm, coefficients: readonly Polynomial[]): SymbolicRoots | null {
  const [d, c, b, a] = coefficients.map((part) => polynomialExpression(form, part)) as [
    Expression | null,
    Expression | null,
    Expression | null,
    Expression | null,
  ];
  if (a === null || b === null || c === null || d === null) return null;
  const exact = (expression: Expression): Expression | null => {
    const own = new FreshForm();
    return rationalExpression(own, own.normalize(expression));
  };
  const over = (x: Expression, y: Expression): Expression => ["Divide", x, y];
  const times = (...parts: Expression[]): Expression => ["Multiply", ...parts];
  const power = (x: Expression, n: number): Expression => ["Power", x, integer(n)];
  const shift = exact(["Negate", over(b, times(integer(3), a))]);
  const p = exact([
    "Add",
    over(c, a),
    ["Negate", over(power(b, 2), times(integer(3), power(a, 2)))],
  ]);
  const q = exact([
    "Add",
    over(times(integer(2), power(b, 3)), times(integer(27), power(a, 3))),
    ["Negate", over(times(b, c), times(integer(3), power(a, 2)))],
    over(d, a),
  ]);
  const inner =
    p === null || q === null
      ? null
      : exact(["Add", over(power(q, 2), integer(4)), over(power(p, 3), integer(27))]);
  if (shift === null || p === null || q === null || inner === null) return null;
  if (printPlain(p) === "0") return null;
  const third: Expression = over(integer(1), integer(3));
  const half = exact(over(q, integer(2)));
  const part = exact(over(p, integer(3)));
  if (half === null || part === null) return null;
  const u: Expression = ["Power", ["Add", ["Sqrt", inner], ["Negate", half]], third];
  const turns: Expression[] = [1, -1].map((sign) => {
    const side: Expression = over(times(["Sqrt", integer(3)], "ImaginaryUnit"), integer(2));
    return ["Add", ["Negate", over(integer(1), integer(2))], sign === 1 ? side : ["Negate", side]];
  });
  const isShifted = printPlain(shift) !== "0";
  const roots = [null, ...turns].map((turn): Expression => {
    const v = turn === null ? u : times(u, turn);
    const y: Expression = ["Add", v, ["Negate", over(part, v)]];
    return tidySigns(isShifted ? ["Add", y, shift] : y);
  });
  return { roots, conditions: [`${printPlain(p)} != 0`] };
}
