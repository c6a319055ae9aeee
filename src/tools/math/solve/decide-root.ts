import type { Verdict } from "../../../core/truth.ts";
import { exactForm } from "../exact/exact-form.ts";
import { type Expression, substitute } from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isZeroByTripleAngle } from "../prove/triple-angle.ts";

/**
 * Does a value satisfy an equation? Where rounding makes the decimals disagree with the exact form, such as
 * beside the end of a square root, each side is brought to its exact form first.
 */
export function decideRoot(
  left: Expression,
  right: Expression,
  variable: string,
  root: Expression,
): Verdict {
  const sides = [left, right].map((side) => substitute(side, variable, root)) as [
    Expression,
    Expression,
  ];
  return decideConstants(sides[0], sides[1]);
}

/** The same for two constants. */
export function decideConstants(a: Expression, b: Expression): Verdict {
  const { verdict } = decideEqual(a, b);
  if (verdict !== "undecided") return verdict;
  if (isZeroByTripleAngle(["Add", a, ["Negate", b]])) return "proved";
  const [left, right] = [exactForm(a), exactForm(b)];
  if (left === null && right === null) return verdict;
  return decideEqual(left ?? a, right ?? b).verdict;
}
