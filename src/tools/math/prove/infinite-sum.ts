import { Decimal } from "decimal.js";

/** Digits that survive the cancellation of the transformation below. */
const Wide = Decimal.clone({ precision: 100, maxE: 100_000, minE: -100_000 });

/** The k-th term, or null where it has no real value. */
export type Term = (k: number) => Decimal | null;

export type InfiniteSum =
  | {
      readonly kind: "converges";
      readonly value: Decimal;
      readonly error: Decimal;
      readonly how: string;
    }
  | { readonly kind: "diverges"; readonly why: string };

const NEGLIGIBLE = "1e-45";
const MOST_TERMS = 3_000;
const LEVIN_TERMS = 32;
const FAR = [1_000, 2_000, 4_000] as const;

/**
 * The value of a series with an error estimate, or that it diverges because its terms do not approach
 * zero; null when it converges too slowly to tell. Fast series are added up with a geometric bound on the
 * tail; slow ones, of one sign or alternating, are accelerated by Levin's u transformation
 * (Levin 1973; Weniger, Comput. Phys. Rep. 10 (1989), section 7), two orders of which must agree. A series
 * that falls like 1/k or slower is never accelerated, for that would give values to divergent ones.
 */
export function sumSeries(term: Term, from: number): InfiniteSum | null {
  const fast = addUp(term, from);
  if (fast !== null) return fast;
  const far = FAR.map((k) => term(from + k));
  const next = FAR.map((k) => term(from + k + 1));
  if ([...far, ...next].some((value) => value === null)) return null;
  const [a, b, c] = far as [Decimal, Decimal, Decimal];
  const [a1, b1, c1] = next as [Decimal, Decimal, Decimal];
  if (a.isZero() || b.isZero() || c.isZero()) return null;
  const sizes = [a, b, c].map((value) => value.abs());
  const [first, , last] = sizes as [Decimal, Decimal, Decimal];
  // Falling by less than the thousandth part from k = 1,000 to 4,000: the terms keep away from zero.
  if (last.gt(1e-3) && last.gt(first.mul(0.999)))
    return { kind: "diverges", why: "The terms do not approach zero." };
  const ratios = [a1.div(a), b1.div(b), c1.div(c)];
  const isPositive = ratios.every((ratio) => ratio.gt(0));
  const isAlternating = ratios.every((ratio) => ratio.lt(0));
  if (!isPositive && !isAlternating) return null;
  // |a(k+1)/a(k)| = 1 - p/k + …: the power of k by which the terms fall (Raabe).
  const powers = ratios.map((ratio, index) =>
    new Wide(1).sub(ratio.abs()).mul(from + (FAR[index] as number)),
  );
  const slowest = powers.reduce((least, power) => Decimal.min(least, power));
  if (isPositive && slowest.lt(1.05)) return null;
  if (isAlternating && slowest.lt(0.02)) return null;
  return accelerate(term, from);
}

function addUp(term: Term, from: number): InfiniteSum | null {
  let sum = new Wide(0);
  let small = 0;
  let previous: Decimal | null = null;
  let worst = new Wide(0);
  for (let count = 0; count < MOST_TERMS; count++) {
    const value = term(from + count);
    if (value === null) return null;
    sum = sum.add(value);
    if (count > 40 && previous !== null && !previous.isZero()) {
      const ratio = value.div(previous).abs();
      worst = Decimal.max(worst, ratio);
      // Not falling geometrically: leave the series to the other way, without 3,000 terms.
      if (count > 120 && worst.gt(0.97)) return null;
    }
    if (value.abs().lt(NEGLIGIBLE)) small += 1;
    else small = 0;
    if (small >= 6 && count > 45)
      return {
        kind: "converges",
        value: sum,
        error: new Wide("1e-40"),
        how: `${count + 1} terms, after which they fall at least geometrically`,
      };
    previous = value;
  }
  return null;
}

/** Levin's u transformation of order `n` of the partial sums. */
function levin(partial: readonly Decimal[], terms: readonly Decimal[], n: number): Decimal | null {
  let numerator = new Wide(0);
  let denominator = new Wide(0);
  let choose = new Wide(1);
  for (let j = 0; j <= n; j++) {
    const remainder = (terms[j] as Decimal).mul(j + 1);
    if (remainder.isZero()) return null;
    const weight = choose
      .mul(new Wide(j + 1).div(n + 1).pow(n - 1))
      .mul(j % 2 === 0 ? 1 : -1)
      .div(remainder);
    numerator = numerator.add(weight.mul(partial[j] as Decimal));
    denominator = denominator.add(weight);
    choose = choose.mul(n - j).div(j + 1);
  }
  return denominator.isZero() ? null : numerator.div(denominator);
}

function accelerate(term: Term, from: number): InfiniteSum | null {
  const terms: Decimal[] = [];
  const partial: Decimal[] = [];
  let sum = new Wide(0);
  for (let k = 0; k <= LEVIN_TERMS; k++) {
    const value = term(from + k);
    if (value === null) return null;
    sum = sum.add(value);
    terms.push(new Wide(value));
    partial.push(sum);
  }
  const values = [LEVIN_TERMS - 6, LEVIN_TERMS - 3, LEVIN_TERMS].map((n) =>
    levin(partial, terms, n),
  );
  const [early, later, latest] = values;
  if (!early || !later || !latest) return null;
  const error = Decimal.max(later.sub(latest).abs(), early.sub(latest).abs());
  if (error.gt(latest.abs().add(1).mul(1e-13))) return null;
  return {
    kind: "converges",
    value: latest,
    error,
    how: `Levin's u transformation of ${LEVIN_TERMS + 1} terms, three orders of which agree to ${error.toExponential(0)}`,
  };
}
