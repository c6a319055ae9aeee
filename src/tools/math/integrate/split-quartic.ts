import { Fraction } from "fraction.js";
import { rationalZeros } from "../exact/univariate.ts";
import { type Field, type Over, ringOver, type Surd, surdField } from "./field.ts";

export interface QuarticSplit {
  readonly field: Field<Surd>;
  readonly factors: readonly Over<Surd>[];
  lift(value: Fraction): Surd;
}

/**
 * An irreducible quartic over the rationals as two quadratics over a real quadratic field, by a rational
 * zero of the resolvent cubic (Descartes); null where there is none that gives real coefficients.
 */
export function splitQuartic(quartic: readonly Fraction[]): QuarticSplit | null {
  const lead = quartic[4] as Fraction;
  const [d, c, b, a] = quartic.map((value) => value.div(lead)) as [
    Fraction,
    Fraction,
    Fraction,
    Fraction,
    Fraction,
  ];
  // x = y - a/4 gives y^4 + p y^2 + q y + r.
  const square = a.mul(a);
  const p = b.sub(square.mul(3).div(8));
  const q = c.sub(a.mul(b).div(2)).add(square.mul(a).div(8));
  const r = d
    .sub(a.mul(c).div(4))
    .add(square.mul(b).div(16))
    .sub(square.mul(square).mul(3).div(256));
  const shift = a.div(4);
  for (const z of resolventZeros(p, q, r)) {
    const field = surdField(z);
    // (y^2 + t y + (p + z - q/t)/2) (y^2 - t y + (p + z + q/t)/2) with t = sqrt(z)
    const half = p.add(z).div(2);
    const lean = q.div(z).div(2);
    const factors = [1, -1].map((sign): Surd[] => [
      [half, lean.mul(-sign)],
      [new Fraction(0), new Fraction(sign)],
      [new Fraction(1), new Fraction(0)],
    ]);
    return finished(field, factors, shift, lead);
  }
  const gap = p.mul(p).sub(r.mul(4));
  if (!q.equals(0) || gap.compare(0) <= 0) return null;
  const field = surdField(gap);
  const factors = [1, -1].map((sign): Surd[] => [
    [p.div(2), new Fraction(sign, 2)],
    field.zero,
    field.one,
  ]);
  return finished(field, factors, shift, lead);
}

/** The positive rational zeros of z^3 + 2 p z^2 + (p^2 - 4 r) z - q^2. */
function resolventZeros(p: Fraction, q: Fraction, r: Fraction): Fraction[] {
  const cubic = [q.mul(q).neg(), p.mul(p).sub(r.mul(4)), p.mul(2), new Fraction(1)];
  return rationalZeros(cubic).filter((zero) => zero.compare(0) > 0);
}

function finished(
  field: Field<Surd>,
  factors: readonly Surd[][],
  shift: Fraction,
  lead: Fraction,
): QuarticSplit {
  const ring = ringOver(field);
  const lift = (value: Fraction): Surd => [value, new Fraction(0)];
  const line: Surd[] = [lift(shift), field.one];
  const moved = factors.map((factor) =>
    factor
      .toReversed()
      .reduce<Over<Surd>>(
        (all, coefficient) => ring.add(ring.multiply(all, line), [coefficient]),
        [],
      ),
  );
  const [first, second] = moved as [Over<Surd>, Over<Surd>];
  return { field, factors: [ring.scale(first, lift(lead)), second], lift };
}
