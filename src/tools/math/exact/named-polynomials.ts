import { Fraction } from "fraction.js";
import { bernoulli } from "../numeric/bernoulli.ts";
import { choose } from "./combinatorial-numbers.ts";
import { cyclotomic } from "./integers.ts";
import { trim, type Univariate } from "./univariate.ts";

const MOST = 200;

/** p(n) = (a x + b) p(n-1) - c p(n-2) (DLMF 18.9.1), from p(0) = 1 and p(1) = a x + b. */
function byRecurrence(
  n: number,
  step: (n: number) => readonly [a: Fraction, b: Fraction, c: Fraction],
): Univariate {
  let [before, last]: [Univariate, Univariate] = [[], [new Fraction(1)]];
  for (let m = 1; m <= n; m++) {
    const [a, b, c] = step(m);
    const next = Array.from({ length: m + 1 }, (_, k) =>
      (k > 0 ? (last[k - 1] as Fraction).mul(a) : new Fraction(0))
        .add((last[k] ?? new Fraction(0)).mul(b))
        .sub((before[k] ?? new Fraction(0)).mul(c)),
    );
    [before, last] = [last, next];
  }
  return last;
}

const of = (value: number, under = 1): Fraction => new Fraction(value, under);

/** Coefficients, constant first, of the polynomial number n of a family; null for an unknown family. */
export function namedPolynomial(family: string, n: number): Univariate | null {
  if (n > MOST) return null;
  switch (family) {
    case "legendre-polynomial":
      return byRecurrence(n, (m) => [of(2 * m - 1, m), of(0), of(m - 1, m)]);
    case "chebyshev-polynomial":
      return byRecurrence(n, (m) => [of(m === 1 ? 1 : 2), of(0), of(1)]);
    case "hermite-polynomial":
      return byRecurrence(n, (m) => [of(2), of(0), of(2 * (m - 1))]);
    case "laguerre-polynomial":
      return byRecurrence(n, (m) => [of(-1, m), of(2 * m - 1, m), of(m - 1, m)]);
    case "bernoulli-polynomial":
      // DLMF 24.2.5.
      return Array.from({ length: n + 1 }, (_, k) => bernoulli(n - k).mul(choose(n, k)));
    case "cyclotomic-polynomial":
      return n < 1 ? null : trim(cyclotomic(n).map((coefficient) => new Fraction(coefficient)));
    default:
      return null;
  }
}

/** A second description that the polynomial must fit, put in at points: differential equations (DLMF 18.8) and others. */
export function fitsDescription(family: string, n: number, p: Univariate): boolean {
  const [first, second] = [derivative(p), derivative(derivative(p))];
  const points = [of(1, 3), of(-2, 5), of(3), of(7, 2)];
  const holds = (residual: (x: Fraction) => Fraction): boolean =>
    points.every((x) => residual(x).equals(0));
  const at = (q: Univariate, x: Fraction): Fraction =>
    q.reduceRight((sum, c) => sum.mul(x).add(c), new Fraction(0));
  switch (family) {
    case "legendre-polynomial":
      return (
        at(p, of(1)).equals(1) &&
        holds((x) =>
          of(1)
            .sub(x.mul(x))
            .mul(at(second, x))
            .sub(x.mul(2).mul(at(first, x)))
            .add(at(p, x).mul(n * (n + 1))),
        )
      );
    case "chebyshev-polynomial":
      return (
        at(p, of(1)).equals(1) &&
        holds((x) =>
          of(1)
            .sub(x.mul(x))
            .mul(at(second, x))
            .sub(x.mul(at(first, x)))
            .add(at(p, x).mul(n * n)),
        )
      );
    case "hermite-polynomial":
      return (
        (p[n] as Fraction).equals(new Fraction(2n ** BigInt(n))) &&
        holds((x) =>
          at(second, x)
            .sub(x.mul(2).mul(at(first, x)))
            .add(at(p, x).mul(2 * n)),
        )
      );
    case "laguerre-polynomial":
      return (
        at(p, of(0)).equals(1) &&
        holds((x) =>
          x
            .mul(at(second, x))
            .add(of(1).sub(x).mul(at(first, x)))
            .add(at(p, x).mul(n)),
        )
      );
    case "bernoulli-polynomial":
      // B(x + 1) - B(x) = n x^(n-1), DLMF 24.4.1.
      return (
        n === 0 ||
        holds((x) =>
          at(p, x.add(1))
            .sub(at(p, x))
            .sub((x.pow(n - 1) as Fraction).mul(n)),
        )
      );
    default:
      // The product over the divisors d of n is x^n - 1.
      return holds((x) => {
        let product = new Fraction(1);
        for (let d = 1; d <= n; d++)
          if (n % d === 0)
            product = product.mul(
              d === n
                ? at(p, x)
                : at(
                    cyclotomic(d).map((c) => new Fraction(c)),
                    x,
                  ),
            );
        return (x.pow(n) as Fraction).sub(1).sub(product);
      });
  }
}

function derivative(p: Univariate): Univariate {
  return p.slice(1).map((coefficient, k) => coefficient.mul(k + 1));
}
