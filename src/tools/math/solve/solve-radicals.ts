import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { polynomialExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  integer,
  isFunction,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { decideConstants } from "./decide-root.ts";
import { coefficientsIn, solvePolynomialEquation } from "./solve-equation.ts";

const HALF = new Fraction(1, 2);
const MARK = "__radical";
const MOST_ROOTS = 5;
const HIGHEST_ORDER = 4;

/** mark^order is what stands under the root. */
interface Radical {
  readonly mark: string;
  readonly inner: Expression;
  readonly order: number;
  readonly key: string;
}

/**
 * All real solutions of an equation with square, cube or fourth roots, also several or nested ones: each
 * root is taken for an unknown m with m^n = what stands under it and eliminated by the product over all
 * its values, which loses no solution; the polynomial that is left is solved, and each candidate is kept or
 * dropped by an exact decision about the equation as written. Null when a step does not apply.
 */
export function solveRadicals(
  left: Expression,
  right: Expression,
  variable: string,
): Expression[] | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (variablesOf(difference).some((name) => name !== variable)) return null;
  const radicals: Radical[] = [];
  let current = withMarks(difference, variable, radicals);
  if (radicals.length === 0 || radicals.length > MOST_ROOTS) return null;
  // What stands under a root holds earlier marks only.
  for (const radical of radicals.toReversed()) {
    const next = eliminate(current, radical);
    if (next === null) return null;
    current = next;
  }
  const solution = solvePolynomialEquation(current, integer(0), variable);
  if (solution === null || !solution.isExact || !solution.isComplete || solution.isIdentity)
    return null;
  const kept: Expression[] = [];
  for (const root of solution.roots) {
    if (evaluateReal(root) === null) continue;
    const [a, b] = [left, right].map((side) => substitute(side, variable, root)) as [
      Expression,
      Expression,
    ];
    const defined = [a, b].map(isDefinedReal);
    if (defined.includes(false)) continue;
    const verdict = decideConstants(a, b);
    if (verdict === "undecided" || (verdict === "proved" && defined.includes(null))) return null;
    if (verdict === "proved") kept.push(root);
  }
  return kept;
}

/** Every root of the unknown as a power of a mark, the inner ones first. */
function withMarks(expression: Expression, variable: string, radicals: Radical[]): Expression {
  if (!isFunction(expression) || !contains(expression, variable)) return expression;
  const parts = argumentsOf(expression).map((part) => withMarks(part, variable, radicals));
  const [inner, exponent] = parts as [Expression, Expression?];
  const power =
    expression[0] === "Sqrt"
      ? HALF
      : expression[0] === "Power" && exponent !== undefined
        ? rationalOf(exponent)
        : null;
  if (power === null || power.d === 1n || power.d > BigInt(HIGHEST_ORDER))
    return [expression[0], ...parts];
  const order = Number(power.d);
  const same = JSON.stringify(inner);
  let known = radicals.find((other) => other.order === order && other.key === same);
  if (known === undefined) {
    known = { mark: `${MARK}${radicals.length}`, inner, order, key: same };
    radicals.push(known);
  }
  return ["Power", known.mark, integer(power.s * power.n)];
}

/** The product of the expression over all values of the root, as a polynomial equation without it. */
function eliminate(expression: Expression, { mark, inner, order }: Radical): Expression | null {
  try {
    const form = new NormalForm();
    const value = form.normalize(expression);
    const index = form.indexOfVariable(mark);
    if (index === null) return polynomialExpression(form, value.numerator);
    const used = [...value.numerator.generators()];
    if (used.some((other) => other !== index && form.dependsOn(other, index))) return null;
    const parts = coefficientsIn(value.numerator, index).map((part) =>
      polynomialExpression(form, part),
    );
    if (!parts.every((part) => part !== null)) return null;
    // m^n is what stands under the root, so only the powers below n are left.
    const reduced: Expression[][] = Array.from({ length: order }, () => []);
    for (const [power, part] of parts.entries())
      reduced[power % order]?.push([
        "Multiply",
        part,
        ["Power", inner, integer(Math.floor(power / order))],
      ]);
    return norm(
      reduced.map((sum) => ["Add", integer(0), ...sum] as Expression),
      inner,
    );
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

/** The determinant of the multiplication by c0 + c1 m + … where m^n = u. */
function norm(c: readonly Expression[], u: Expression): Expression {
  const n = c.length;
  const rows = Array.from({ length: n }, (_, row) =>
    Array.from({ length: n }, (__, column): Expression => {
      const power = column - row;
      return power >= 0 ? (c[power] as Expression) : ["Multiply", u, c[power + n] as Expression];
    }),
  );
  const value = determinant(rows);
  return exactForm(value) ?? value;
}

function determinant(rows: readonly (readonly Expression[])[]): Expression {
  const [first, ...others] = rows as [readonly Expression[], ...(readonly Expression[])[]];
  if (others.length === 0) return first[0] as Expression;
  const terms = first.map((entry, column): Expression => {
    const minor = others.map((row) => row.filter((_, index) => index !== column));
    const term: Expression = ["Multiply", entry, determinant(minor)];
    return column % 2 === 0 ? term : ["Negate", term];
  });
  return ["Add", ...terms];
}
