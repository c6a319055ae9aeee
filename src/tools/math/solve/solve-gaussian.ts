import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { trim, type Univariate } from "../exact/univariate.ts";
import { type Expression, isFunction, substitute } from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";

const UNIT = "__i";

/** The polynomials A and B with left - right = A + i B up to a factor; null for equations of another kind. */
export function gaussianParts(
  left: Expression,
  right: Expression,
  variable: string,
): { readonly real: Univariate; readonly imaginary: Univariate } | null {
  try {
    const form = new NormalForm();
    const { numerator, denominator } = form.normalize(withLetter(["Add", left, ["Negate", right]]));
    const [x, i] = [form.indexOfVariable(variable), form.indexOfVariable(UNIT)];
    if (x === null || i === null || denominator.asConstant() === null) return null;
    const parts: Fraction[][] = [[], []];
    for (const { monomial, coefficient } of numerator.list()) {
      if (monomial.some(([generator]) => generator !== x && generator !== i)) return null;
      const powers = new Map(monomial);
      const turns = (powers.get(i) ?? 0) % 4;
      const power = powers.get(x) ?? 0;
      const part = parts[turns % 2] as Fraction[];
      const signed = turns < 2 ? coefficient : coefficient.neg();
      part[power] = (part[power] ?? new Fraction(0)).add(signed);
    }
    const [real, imaginary] = parts.map((part) =>
      trim(Array.from(part, (value) => value ?? new Fraction(0))),
    ) as [Univariate, Univariate];
    return imaginary.length === 0 ? null : { real, imaginary };
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

/** A^2 + B^2, which vanishes wherever A + i B does. */
export function normOf(real: Univariate, imaginary: Univariate): Univariate {
  const squares = [square(real), square(imaginary)];
  const length = Math.max(...squares.map((part) => part.length));
  return trim(
    Array.from({ length }, (_, k) =>
      squares.reduce((sum, part) => sum.add(part[k] ?? new Fraction(0)), new Fraction(0)),
    ),
  );
}

function square(p: Univariate): Fraction[] {
  const result = Array.from({ length: Math.max(0, 2 * p.length - 1) }, () => new Fraction(0));
  p.forEach((a, i) =>
    p.forEach((b, j) => (result[i + j] = (result[i + j] as Fraction).add(a.mul(b)))),
  );
  return result;
}

function withLetter(expression: Expression): Expression {
  if (expression === "ImaginaryUnit") return UNIT;
  if (!isFunction(expression)) return expression;
  return [expression[0], ...expression.slice(1).map((part) => withLetter(part as Expression))];
}

/** How far a value is from satisfying the equation, beside the size of its sides; null where unknown. */
export function residualOf(
  left: Expression,
  right: Expression,
  variable: string,
  root: Expression,
): number | null {
  const [a, b] = [left, right].map((side) => evaluateComplex(substitute(side, variable, root)));
  if (a === undefined || b === undefined || a === null || b === null) return null;
  return a.sub(b).abs() / Math.max(1, a.abs(), b.abs());
}
