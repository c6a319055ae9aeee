import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { degreeOf, primitive, type Univariate } from "../exact/univariate.ts";
import { type Expression } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";

/** A polynomial as g((x - shift)^power). */
interface Composed {
  readonly outer: Univariate;
  readonly shift: Fraction;
  readonly power: number;
}

/** Written in a power of x - shift, where the shift that removes the second term leaves only such powers. */
export function composedOf(p: Univariate): Composed | null {
  const degree = degreeOf(p);
  const [lead, second] = [p[degree] as Fraction, p[degree - 1] as Fraction];
  const shift = second.div(lead.mul(-degree));
  const moved = shifted(p, shift);
  let power = 0;
  moved.forEach((coefficient, k) => {
    if (k > 0 && !coefficient.equals(0)) power = gcd(power, k);
  });
  // A power of x alone is no composition.
  if (power < 2 || (power === degree && shift.equals(0))) return null;
  return { outer: primitive(moved.filter((_, k) => k % power === 0)), shift, power };
}

/** p(x + shift) by Horner's scheme. */
function shifted(p: Univariate, shift: Fraction): Fraction[] {
  const result = [...p];
  for (let from = 0; from < result.length - 1; from++)
    for (let k = result.length - 2; k >= from; k--)
      result[k] = (result[k] as Fraction).add(shift.mul(result[k + 1] as Fraction));
  return result;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/**
 * x with (x - shift)^power = value, all of them: the roots of unity times the real root where the value is
 * real, times the principal root where it is not. `unity(steps, n)` is e^(i pi steps/n).
 */
export function composedRoots(
  value: Expression,
  { shift, power }: Composed,
  unity: (steps: bigint, n: bigint) => Expression,
): Expression[] {
  const size = evaluateReal(value);
  const isNegative = size !== null && size.isNegative();
  const opposite: Expression = ["Negate", value];
  const positive: Expression = isNegative ? (exactForm(opposite) ?? tidySigns(opposite)) : value;
  const root: Expression =
    power === 2
      ? ["Sqrt", positive]
      : ["Power", positive, ["Divide", { num: "1" }, { num: String(power) }]];
  return Array.from({ length: power }, (_, k): Expression => {
    const turn = unity(BigInt(isNegative ? 2 * k + 1 : 2 * k), BigInt(power));
    const isOne = typeof turn === "object" && "num" in turn && turn.num === "1";
    const y: Expression = isOne ? root : ["Multiply", root, turn];
    return tidySigns(shift.equals(0) ? y : ["Add", fractionExpression(shift), y]);
  });
}
