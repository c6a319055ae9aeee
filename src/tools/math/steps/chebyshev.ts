import type { Expression } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/** Coefficients of Chebyshev's polynomials by their recurrence p(k + 1) = 2 x p(k) - p(k - 1), lowest first. */
function coefficients(kind: "first" | "second", degree: number): bigint[] {
  let [before, now]: [bigint[], bigint[]] = [[1n], kind === "first" ? [0n, 1n] : [0n, 2n]];
  if (degree === 0) return before;
  for (let k = 1; k < degree; k++) {
    const next = [0n, ...now.map((value) => 2n * value)];
    before.forEach((value, index) => {
      next[index] = (next[index] ?? 0n) - value;
    });
    [before, now] = [now, next];
  }
  return now;
}

/** T_k or U_k of a part, times a sign, highest power first: cos(k u) = T_k(cos u), sin(k u) = sin u U_(k - 1)(cos u). */
export function chebyshev(
  kind: "first" | "second",
  degree: number,
  part: Expression,
  sign: 1 | -1 = 1,
): Expression {
  const terms = coefficients(kind, degree).flatMap((value, power): Expression[] => {
    const signed = BigInt(sign) * value;
    if (signed === 0n) return [];
    const size: Expression = { num: String(signed < 0n ? -signed : signed) };
    const raised: Expression = power === 1 ? part : ["Power", part, { num: String(power) }];
    const term: Expression =
      power === 0 ? size : size.num === "1" ? raised : ["Multiply", size, raised];
    return [signed < 0n ? ["Negate", term] : term];
  });
  const ordered = terms.toReversed();
  // A leading minus sign is avoided where a positive term can come first.
  const first = ordered.findIndex((term) => !(Array.isArray(term) && term[0] === "Negate"));
  const sorted =
    first > 0 ? [ordered[first] as Expression, ...ordered.toSpliced(first, 1)] : ordered;
  return tidySigns(sorted.length === 1 ? (sorted[0] as Expression) : ["Add", ...sorted]);
}
