import { checkDeadline } from "../../exact/deadline.ts";
import { type Expression, integer, ONE, ZERO } from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import {
  addPairs,
  isZero,
  multiplyPairs,
  type Pair,
  real,
  signOfReal,
  tidy,
  tidyProduct,
} from "./complex-pair.ts";
import { exactWave } from "../../prove/special-waves.ts";
import { exponentialSum, type ExponentialTerm } from "./exponential-terms.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { type Denominator, denominatorOf, type Pole } from "./poles-of.ts";
import { powerProduct } from "./powers.ts";

const MOST_POLES = 8;

/**
 * The integral over the whole line of a quotient of polynomials times sines and cosines of multiples of x,
 * by residues: every wave e^(iwx) with w > 0 is closed in the upper half-plane, where by Jordan's lemma the
 * arc gives nothing once the denominator has the higher degree (by two for w = 0), those with w < 0 are the
 * conjugates. Simple poles on the line itself count half, as the principal value; at each the residues of all
 * waves must cancel, so that the integral is an ordinary one. Null for other integrands.
 */
export function waveResidues(body: Expression, variable: string): KnownIntegral | null {
  const product = powerProduct(body, variable, () => false);
  if (product === null) return null;
  const below: { base: Expression; exponent: number }[] = [];
  const above: Expression[] = [product.constant];
  for (const { base, exponent } of product.powers) {
    if (exponent.d !== 1n) return null;
    const power = exponent.valueOf();
    if (power < 0) below.push({ base, exponent: -power });
    else above.push(["Power", base, integer(power)]);
  }
  if (below.length === 0) return null;
  const sum = exponentialSum(["Multiply", ...above], variable);
  if (sum === null || !sum.scale.equals(1)) return null;
  const denominator = denominatorOf(below, variable);
  if (denominator === null || denominator.poles.length > MOST_POLES) return null;
  const waves = new Waves();
  for (const term of sum.terms) if (!addTerm(term, denominator, waves)) return null;
  const isOrdinary = waves
    .onLine()
    .every((rest) => isZero(rest) || decideEqual(rest, ZERO).verdict === "proved");
  if (!isOrdinary) return null;
  return {
    value: waves.total(),
    detail:
      "By residues in the upper half-plane: the waves as exponentials are bounded there and the quotient falls, so that large half-circles add nothing (Jordan's lemma, DLMF 1.10.8).",
  };
}

/** size (cosine cos(angle) + sine sin(angle)), with an angle that is not negative. */
interface Wave {
  readonly size: Expression;
  readonly angle: Expression;
  readonly cosine: Expression;
  readonly sine: Expression;
}

/** Real parts of constants times e^(iw pole), those of one size and angle together. */
class Waves {
  readonly #inside = new Map<string, Wave>();
  readonly #onLine = new Map<string, Map<string, Wave>>();

  /** The real part of factor e^(iw at) is a part of the integral. */
  addValue(factor: Pair, frequency: Expression, at: Pair): void {
    this.#add(this.#inside, factor, frequency, at);
  }

  /** The same, of the residue at a pole on the line. */
  addResidue(factor: Pair, frequency: Expression, at: Pair): void {
    const key = printPlain(at.re);
    const waves = this.#onLine.get(key) ?? new Map<string, Wave>();
    this.#onLine.set(key, waves);
    this.#add(waves, factor, frequency, at);
  }

  #add(waves: Map<string, Wave>, factor: Pair, frequency: Expression, at: Pair): void {
    const raw = tidy(["Multiply", frequency, at.re]);
    const isTurned = signOfReal(raw) === -1;
    const wave: Wave = {
      size: tidy(["Negate", ["Multiply", frequency, at.im]]),
      angle: isTurned ? tidy(["Negate", raw]) : raw,
      cosine: factor.re,
      sine: isTurned ? factor.im : tidy(["Negate", factor.im]),
    };
    const key = `${printPlain(wave.size)} ${printPlain(wave.angle)}`;
    const before = waves.get(key);
    waves.set(
      key,
      before === undefined
        ? wave
        : {
            ...wave,
            cosine: tidy(["Add", before.cosine, wave.cosine]),
            sine: tidy(["Add", before.sine, wave.sine]),
          },
    );
  }

  total(): Expression {
    return written([...this.#inside.values()]);
  }

  /** The residue of the whole integrand at each pole on the line. */
  onLine(): Expression[] {
    return [...this.#onLine.values()].map((waves) => written([...waves.values()]));
  }
}

function written(waves: readonly Wave[]): Expression {
  const terms = waves.flatMap(({ size, angle, cosine, sine }): Expression[] => {
    const before: Expression[] = isZero(size) ? [] : [["Power", "ExponentialE", size]];
    const part = (factor: Expression, wave: Expression): Expression[] =>
      isZero(factor) || isZero(wave) ? [] : [tidyProduct([factor, ...before, wave])];
    return isZero(angle)
      ? part(cosine, ONE)
      : [...part(cosine, exactWave("Cos", angle)), ...part(sine, exactWave("Sin", angle))];
  });
  return tidy(["Add", ZERO, ...terms]);
}

/**
 * Adds the term's part of the integral, 2 pi i times the sum of its residues. Of two conjugate waves one is
 * taken twice. False where the arc does not vanish.
 */
function addTerm(
  { coefficient, power, logs, rate }: ExponentialTerm,
  denominator: Denominator,
  waves: Waves,
): boolean {
  if (logs > 0 || power.d !== 1n || power.compare(0) < 0 || !isZero(rate.re)) return false;
  const frequency = tidy(["Negate", rate.im]);
  const sign = signOfReal(frequency);
  if (sign === null) return false;
  if (power.add(sign === 0 ? 2 : 1).compare(denominator.degree) > 0) return false;
  if (sign < 0) return true;
  const twice = real(integer(sign === 0 ? 1 : 2));
  for (const pole of denominator.poles) {
    const isOnLine = isZero(pole.at.im);
    if (isOnLine && pole.order > 1) return false;
    const residue = multiplyPairs(
      twice,
      multiplyPairs(coefficient, residueAt(pole, power.valueOf(), frequency, denominator)),
    );
    const around: Pair = { re: ZERO, im: isOnLine ? "Pi" : ["Multiply", integer(2), "Pi"] };
    waves.addValue(multiplyPairs(around, residue), frequency, pole.at);
    if (isOnLine) waves.addResidue(residue, frequency, pole.at);
  }
  return true;
}

/** The residue of x^n e^(iwx)/Q at a pole over e^(iw pole), by power series in h = x - pole. */
function residueAt(
  { at, order }: Pole,
  power: number,
  frequency: Expression,
  { coefficients }: Denominator,
): Pair {
  checkDeadline();
  const numerator = productSeries(
    shifted([...Array.from({ length: power }, () => real(ZERO)), real(ONE)], at, order),
    waveSeries(frequency, order),
    order,
  );
  // Q begins with h^order.
  const below = shifted(coefficients.map(real), at, 2 * order).slice(order);
  const lead = reciprocal(below[0] as Pair);
  const quotient: Pair[] = [];
  for (let k = 0; k < order; k++) {
    let rest = numerator[k] ?? real(ZERO);
    for (let j = 1; j <= k; j++)
      rest = addPairs(
        rest,
        multiplyPairs(
          real(integer(-1)),
          multiplyPairs(below[j] ?? real(ZERO), quotient[k - j] as Pair),
        ),
      );
    quotient.push(multiplyPairs(rest, lead));
  }
  return quotient[order - 1] as Pair;
}

/** The first coefficients of a polynomial in powers of h, at x = place + h, by repeated division. */
function shifted(coefficients: readonly Pair[], place: Pair, count: number): Pair[] {
  let left = [...coefficients];
  const found: Pair[] = [];
  while (found.length < count && left.length > 0) {
    let carry = real(ZERO);
    const next: Pair[] = [];
    for (const coefficient of left.toReversed()) {
      carry = addPairs(multiplyPairs(carry, place), coefficient);
      next.push(carry);
    }
    found.push(next.pop() as Pair);
    left = next.toReversed();
  }
  return found;
}

/** e^(iwh) in powers of h. */
function waveSeries(frequency: Expression, count: number): Pair[] {
  const found = [real(ONE)];
  for (let k = 1; k < count; k++)
    found.push(
      multiplyPairs(found[k - 1] as Pair, {
        re: ZERO,
        im: tidy(["Divide", frequency, integer(k)]),
      }),
    );
  return found;
}

function productSeries(a: readonly Pair[], b: readonly Pair[], count: number): Pair[] {
  return Array.from({ length: count }, (_, k) => {
    let sum = real(ZERO);
    for (let j = 0; j <= k; j++)
      if (a[j] !== undefined && b[k - j] !== undefined)
        sum = addPairs(sum, multiplyPairs(a[j] as Pair, b[k - j] as Pair));
    return sum;
  });
}

function reciprocal({ re, im }: Pair): Pair {
  const size: Expression = ["Add", ["Power", re, integer(2)], ["Power", im, integer(2)]];
  return { re: tidy(["Divide", re, size]), im: tidy(["Negate", ["Divide", im, size]]) };
}
