import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { evaluateAt, factorUnivariate, type Univariate } from "../exact/univariate.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/**
 * The four roots of a quartic whose resolvent cubic has a rational root, by Ferrari's method: then the
 * quartic is a product of two quadratics with coefficients in one square root. Null for other quartics,
 * whose radicals are too long to be of use.
 */
export function quarticRoots(coefficients: Univariate): Expression[] | null {
  const [e, d, c, b, a] = coefficients as [Fraction, Fraction, Fraction, Fraction, Fraction];
  const shift = b.div(a).div(-4);
  // With x = y + shift the equation is y^4 + p y^2 + q y + r = 0.
  const s2 = shift.mul(shift);
  const p = c.div(a).sub(s2.mul(6));
  const q = d.div(a).add(c.div(a).mul(shift).mul(2)).sub(s2.mul(shift).mul(8));
  const r = evaluateAt([e, d, c, b, a], shift).div(a);
  if (q.equals(0)) return null;
  const resolvent = [q.mul(q).neg(), p.mul(p).mul(2).sub(r.mul(8)), p.mul(8), new Fraction(8)];
  const rational = factorUnivariate(resolvent)
    .filter(({ factor }) => factor.length === 2)
    .map(({ factor }) => (factor[0] as Fraction).neg().div(factor[1] as Fraction))
    .filter((root) => !root.equals(0))
    .sort((x, y) => y.compare(x));
  const [m] = rational;
  if (m === undefined) return null;
  // (y^2 + p/2 + m)^2 = 2m (y - q/(4m))^2.
  const root: Expression = ["Sqrt", fractionExpression(m.mul(2))];
  const s = exactForm(root) ?? root;
  const outer = m.mul(-2).sub(p.mul(2));
  return [1, -1].flatMap((sign) => {
    const product: Expression = [
      "Add",
      fractionExpression(outer),
      ["Multiply", fractionExpression(q.div(m).mul(sign)), s],
    ];
    const inner: Expression = ["Sqrt", exactForm(product) ?? product];
    const front: Expression = sign === 1 ? ["Negate", s] : s;
    return [inner, ["Negate", inner] as Expression].map((part): Expression => {
      const half: Expression = ["Divide", ["Add", front, part], integer(2)];
      return tidySigns(shift.equals(0) ? half : ["Add", half, fractionExpression(shift)]);
    });
  });
}
