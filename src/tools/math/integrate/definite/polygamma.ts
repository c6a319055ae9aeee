import { Fraction } from "fraction.js";
import { fractionExpression } from "../../exact/to-expression.ts";
import { type Expression, integer } from "../../expression/expression.ts";

const LARGEST_ARGUMENT = 40;

function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return product;
}

/**
 * The n-th derivative of digamma at a positive rational number: digamma itself as it stands, the others at
 * whole and half-whole numbers (DLMF 5.15.2, 5.15.3, and the recurrence 5.15.5). Null elsewhere.
 */
export function polygamma(order: number, at: Fraction): Expression | null {
  if (at.compare(0) <= 0 || at.compare(LARGEST_ARGUMENT) > 0) return null;
  if (order === 0) return ["Digamma", fractionExpression(at)];
  if (at.d > 2n) return null;
  const base = at.d === 1n ? new Fraction(1) : new Fraction(1, 2);
  const sign = order % 2 === 0 ? -1n : 1n;
  const size = sign * factorial(order);
  let less = new Fraction(0);
  for (let x = base; x.compare(at) < 0; x = x.add(1))
    less = less.add(
      new Fraction(1).div(new Fraction(x.n ** BigInt(order + 1), x.d ** BigInt(order + 1))),
    );
  const share = at.d === 1n ? 1n : 2n ** BigInt(order + 1) - 1n;
  return [
    "Multiply",
    integer(size),
    [
      "Add",
      ["Multiply", integer(share), ["Zeta", integer(order + 1)]],
      ["Negate", fractionExpression(less)],
    ],
  ];
}

/**
 * The n-th derivative of a function over the function itself, from the derivatives of its logarithm
 * (`cumulants[k]` is the one of order k + 1).
 */
export function derivativeRatio(order: number, cumulants: readonly Expression[]): Expression {
  const moments: Expression[] = [integer(1)];
  for (let m = 1; m <= order; m++) {
    const parts: Expression[] = [];
    let choose = 1;
    for (let j = 0; j < m; j++) {
      parts.push([
        "Multiply",
        integer(choose),
        cumulants[j] as Expression,
        moments[m - 1 - j] as Expression,
      ]);
      choose = (choose * (m - 1 - j)) / (j + 1);
    }
    moments.push(["Add", integer(0), ...parts]);
  }
  return moments[order] as Expression;
}
