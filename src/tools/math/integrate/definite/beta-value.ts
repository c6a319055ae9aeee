import { Fraction } from "fraction.js";
import { fractionExpression } from "../../exact/to-expression.ts";
import { type Expression, integer } from "../../expression/expression.ts";
import { exactWave } from "../../prove/special-waves.ts";
import { polygamma } from "./polygamma.ts";

/** beta(a, b) for a, b > 0 by gamma (DLMF 5.12.1); by the sine where a + b is whole (DLMF 5.5.3). */
export function betaValue(a: Fraction, b: Fraction): Expression {
  const sum = a.add(b);
  if (sum.d === 1n && a.d > 2n) {
    // gamma(a) gamma(n - a) = (1 - a)(2 - a)…(n - 1 - a) pi/sin(pi a).
    let factor = new Fraction(1);
    for (let j = 1n; j < sum.n; j++) factor = factor.mul(new Fraction(j).sub(a)).div(j);
    return [
      "Divide",
      ["Multiply", fractionExpression(factor), "Pi"],
      exactWave("Sin", ["Multiply", fractionExpression(a), "Pi"]),
    ];
  }
  return ["Divide", ["Multiply", gamma(a), gamma(b)], gamma(sum)];
}

/** gamma at a positive number by that in (0, 1] (DLMF 5.5.1). */
function gamma(x: Fraction): Expression {
  let factor = new Fraction(1);
  let base = x;
  while (base.compare(1) > 0) {
    base = base.sub(1);
    factor = factor.mul(base);
  }
  const value: Expression = ["Gamma", fractionExpression(base)];
  return factor.equals(1) ? value : ["Multiply", fractionExpression(factor), value];
}

/**
 * The derivative of beta of order m in its first and n in its second argument, over beta itself: from the
 * derivatives of its logarithm, which are digamma and its derivatives (DLMF 5.12.1, 5.2.2). Null where one of
 * them has no closed form here.
 */
export function betaDerivative(a: Fraction, b: Fraction, m: number, n: number): Expression | null {
  if (m === 0 && n > 0) return betaDerivative(b, a, n, 0);
  if (m === 0) return integer(1);
  const parts: Expression[] = [];
  for (let i = 0; i < m; i++)
    for (let j = 0; j <= n; j++) {
      const rest = betaDerivative(a, b, m - 1 - i, n - j);
      const cumulant = logarithmic(a, b, i + 1, j);
      if (rest === null || cumulant === null) return null;
      parts.push(["Multiply", integer(choose(m - 1, i) * choose(n, j)), cumulant, rest]);
    }
  return ["Add", integer(0), ...parts];
}

/** The derivative of log beta of order i >= 1 in a and j in b. */
function logarithmic(a: Fraction, b: Fraction, i: number, j: number): Expression | null {
  const both = polygamma(i + j - 1, a.add(b));
  const own = j === 0 ? polygamma(i - 1, a) : integer(0);
  return both === null || own === null ? null : ["Add", own, ["Negate", both]];
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let j = 1; j <= k; j++) result = (result * (n - k + j)) / j;
  return result;
}
