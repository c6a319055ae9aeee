import type { Decimal } from "decimal.js";
import { type Expression, integer, rational } from "../expression/expression.ts";
import { surdExpression, surdOf } from "../exact/surd.ts";
import { evaluateReal } from "./evaluate-decimal.ts";

const TOLERANCE = 1e-25;
const LARGEST_DENOMINATOR = 12;
const LARGEST_UNDER_ROOT = 60;
const LARGEST_LEAD = 12;
const LARGEST_MIDDLE = 40;

/**
 * Short forms that a value of about 30 digits may have: fractions with small denominators, roots of quadratic
 * equations with small whole coefficients, multiples of pi, powers of e, logarithms. Claims, to be put back.
 */
export function recognisedForms(value: Decimal): Expression[] {
  const fractions = nearFractions(value, TOLERANCE);
  if (fractions.length > 0) return fractions;
  const square = value.mul(value);
  const roots = [
    ...nearFractions(square, TOLERANCE, LARGEST_UNDER_ROOT),
    ...quadraticForms(square),
  ].map((form): Expression => {
    const root: Expression = ["Sqrt", form];
    const surd = surdOf(root);
    const tidied = surd === null ? root : surdExpression(surd);
    return value.isNegative() ? ["Negate", tidied] : tidied;
  });
  const pi = evaluateReal("Pi") as Decimal;
  const forms = nearFractions(value.div(pi), TOLERANCE).map((factor): Expression => [
    "Multiply",
    factor,
    "Pi",
  ]);
  if (forms.length > 0) return forms;
  if (value.gt(0))
    forms.push(
      ...nearFractions(value.ln(), TOLERANCE).map((exponent): Expression => [
        "Power",
        "ExponentialE",
        exponent,
      ]),
    );
  if (value.abs().lt(20))
    forms.push(
      ...nearFractions(value.exp(), TOLERANCE).map((argument): Expression => ["Ln", argument]),
    );
  return [...quadraticForms(value), ...roots, ...forms];
}

/** Fractions with small denominators within `tolerance` of a value. */
export function nearFractions(
  value: Decimal,
  tolerance: number,
  most = LARGEST_DENOMINATOR,
): Expression[] {
  for (let denominator = 1; denominator <= most; denominator++) {
    const numerator = value.mul(denominator).round();
    if (numerator.abs().gt(1e6) || numerator.div(denominator).sub(value).abs().gt(tolerance))
      continue;
    return [rational(BigInt(numerator.toFixed()), BigInt(denominator))];
  }
  return [];
}

/** Roots of a x^2 + b x + c with small whole a and b: c is told by the value, first with few digits. */
function quadraticForms(value: Decimal): Expression[] {
  if (value.abs().gt(1e4)) return [];
  const x = value.toNumber();
  const square = value.mul(value);
  for (let a = 1; a <= LARGEST_LEAD; a++)
    for (let size = 0; size <= LARGEST_MIDDLE; size++)
      for (const b of size === 0 ? [0] : [size, -size]) {
        const rough = a * x * x + b * x;
        const c = -Math.round(rough);
        if (Math.abs(rough + c) > 1e-7 || !isZeroThere(square, value, a, b, c)) continue;
        const root: Expression = ["Sqrt", integer(b * b - 4 * a * c)];
        const isUpper = 2 * a * x + b > 0;
        const form: Expression = [
          "Divide",
          ["Add", integer(-b), isUpper ? root : ["Negate", root]],
          integer(2 * a),
        ];
        const surd = surdOf(form);
        return [surd === null ? form : surdExpression(surd)];
      }
  return [];
}

function isZeroThere(square: Decimal, value: Decimal, a: number, b: number, c: number): boolean {
  return square
    .mul(a)
    .add(value.mul(b))
    .add(c)
    .abs()
    .lt(TOLERANCE * 1e3);
}
