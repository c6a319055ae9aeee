import { fractionOf } from "../exact/fraction-of.ts";
import { lcmBigint } from "../exact/integers.ts";
import { argumentsOf, type Expression, headOf, integer } from "../expression/expression.ts";

/** A fraction of two whole numbers as it is written, not reduced; a whole number has the denominator 1. */
interface Written {
  readonly above: bigint;
  readonly below: bigint;
}

function writtenFraction(expression: Expression): Written | null {
  if (headOf(expression) === "Negate") {
    const inner = writtenFraction(argumentsOf(expression)[0] as Expression);
    return inner === null ? null : { ...inner, above: -inner.above };
  }
  const [top, bottom] =
    headOf(expression) === "Divide" ? argumentsOf(expression) : [expression, integer(1)];
  const [above, below] = [top, bottom].map((part) =>
    part === undefined || argumentsOf(part).length > 1 ? null : fractionOf(part),
  );
  if (!above || !below || above.d !== 1n || below.d !== 1n || below.n === 0n) return null;
  return { above: above.s * above.n, below: below.s * below.n };
}

const over = (above: bigint, below: bigint): Expression => {
  const size: Expression = ["Divide", integer(above < 0n ? -above : above), integer(below)];
  return above < 0n ? ["Negate", size] : size;
};

/** Two fractions with different denominators, written over the least common one; null for others. */
export function overCommonDenominator(
  a: Expression,
  b: Expression,
): readonly [Expression, Expression] | null {
  const [p, q] = [writtenFraction(a), writtenFraction(b)];
  if (p === null || q === null || p.below === q.below || p.below < 1n || q.below < 1n) return null;
  const common = lcmBigint(p.below, q.below);
  return [over((p.above * common) / p.below, common), over((q.above * common) / q.below, common)];
}

/** True for two fractions over the same denominator, reduced or not, that is not 1. */
export function haveCommonDenominator(a: Expression, b: Expression): boolean {
  const [p, q] = [writtenFraction(a), writtenFraction(b)];
  return p !== null && q !== null && p.below === q.below && p.below > 1n;
}
