import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/**
 * The three roots of an irreducible cubic with rational coefficients, constant first: Cardano's radicals
 * with real cube roots where one root is real, Viète's cosines where all three are.
 */
export function cubicRoots(coefficients: readonly Fraction[]): Expression[] | null {
  const [d, c, b, a] = coefficients as [Fraction, Fraction, Fraction, Fraction];
  const shift = b.div(a).div(-3);
  // With x = t + shift the equation is t^3 + p t + q = 0.
  const p = c.div(a).sub(shift.mul(shift).mul(3));
  const q = shift.pow(3)?.mul(-2).add(c.div(a).mul(shift)).add(d.div(a));
  if (q === undefined) return null;
  const discriminant = q
    .div(2)
    .pow(2)
    ?.add(p.div(3).pow(3) ?? 0);
  if (discriminant === undefined || discriminant.equals(0) || p.equals(0)) return null;
  const shifted = (t: Expression): Expression =>
    tidySigns(shift.equals(0) ? t : ["Add", t, fractionExpression(shift)]);
  return (discriminant.s > 0n ? oneReal(p, q, discriminant) : threeReal(p, q)).map(shifted);
}

function oneReal(p: Fraction, q: Fraction, discriminant: Fraction): Expression[] {
  const root = exactRoot(discriminant);
  const half = q.div(-2);
  const [u, v] = [1, -1].map((sign) => {
    // The product of the two radicands is -p^3/27, and the larger in size has the sign of -q.
    const isLarger = half.equals(0) ? sign === 1 : half.s > 0n === (sign === 1);
    const own = half.equals(0) ? sign : isLarger ? Number(half.s) : -Number(half.s) * Number(p.s);
    const signed: Expression = own * sign > 0 ? root : ["Negate", root];
    const outer = half.mul(own);
    const inside: Expression = outer.equals(0)
      ? signed
      : outer.s < 0n
        ? ["Add", signed, fractionExpression(outer)]
        : ["Add", fractionExpression(outer), signed];
    const cube: Expression = ["Power", tidySigns(inside), ["Divide", integer(1), integer(3)]];
    return { value: cube, isNegative: own < 0 };
  }) as [Signed, Signed];
  const imaginary = (sign: 1 | -1): Expression => {
    const size: Expression = [
      "Divide",
      [
        "Multiply",
        ["Sqrt", integer(3)],
        sum(u, { ...v, isNegative: !v.isNegative }),
        "ImaginaryUnit",
      ],
      integer(2),
    ];
    return [
      "Add",
      ["Negate", ["Divide", sum(u, v), integer(2)]],
      sign === 1 ? size : ["Negate", size],
    ];
  };
  return [sum(u, v), imaginary(1), imaginary(-1)];
}

interface Signed {
  readonly value: Expression;
  readonly isNegative: boolean;
}

function sum(u: Signed, v: Signed): Expression {
  const signed = ({ value, isNegative }: Signed): Expression =>
    isNegative ? ["Negate", value] : value;
  return u.isNegative && !v.isNegative
    ? ["Add", signed(v), signed(u)]
    : ["Add", signed(u), signed(v)];
}

function threeReal(p: Fraction, q: Fraction): Expression[] {
  const size: Expression = ["Multiply", integer(2), exactRoot(p.div(-3))];
  // cos(3 angle) = 3q/(2p) sqrt(-3/p).
  const cosine: Expression = [
    "Multiply",
    fractionExpression(q.mul(3).div(p.mul(2))),
    exactRoot(new Fraction(-3).div(p)),
  ];
  const simple = exactForm(cosine) ?? cosine;
  const turns = knownTurns(p, q);
  const angle: Expression = ["Arccos", simple];
  return [0, 1, 2].map((k): Expression => {
    if (turns !== null)
      return ["Multiply", exactForm(size) ?? size, cosineOfTurns(turns.sub(2 * k).div(3))];
    const third: Expression = ["Divide", angle, integer(3)];
    const turned: Expression =
      k === 0
        ? third
        : ["Add", third, ["Negate", ["Divide", ["Multiply", integer(2 * k), "Pi"], integer(3)]]];
    const cos: Expression = ["Cos", exactForm(turned) ?? turned];
    return ["Multiply", exactForm(size) ?? size, cos];
  });
}

/** The angle with this cosine in half turns, where the square of the cosine is 1/4, 1/2 or 3/4. */
function knownTurns(p: Fraction, q: Fraction): Fraction | null {
  const square = q.mul(q).mul(27).div(p.mul(p).mul(p).mul(-4));
  const acute = { "1/4": 3, "1/2": 4, "3/4": 6 }[square.toFraction()];
  if (acute === undefined) return null;
  const turns = new Fraction(1, acute);
  return q.s * p.s < 0n ? new Fraction(1).sub(turns) : turns;
}

/** cos(pi turns) with the angle brought between 0 and a quarter turn. */
function cosineOfTurns(turns: Fraction): Expression {
  const whole = turns.abs().mod(2);
  const folded = whole.compare(1) > 0 ? new Fraction(2).sub(whole) : whole;
  const isNegative = folded.compare(new Fraction(1, 2)) > 0;
  const acute = isNegative ? new Fraction(1).sub(folded) : folded;
  const top: Expression = acute.n === 1n ? "Pi" : ["Multiply", integer(acute.n), "Pi"];
  const cosine: Expression = ["Cos", ["Divide", top, integer(acute.d)]];
  return isNegative ? ["Negate", cosine] : cosine;
}

function exactRoot(value: Fraction): Expression {
  const root: Expression = ["Sqrt", fractionExpression(value)];
  return exactForm(root) ?? root;
}
