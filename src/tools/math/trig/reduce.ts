import { Fraction } from "fraction.js";
import { checkDeadline } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { scaled } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, ZERO } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import {
  addAngles,
  type Angle,
  angleOf,
  isNegativeAngle,
  keyOfAngle,
  negated,
  writtenAngle,
} from "./angle.ts";

const MOST_TERMS = 400;
const LARGEST_POWER = 40;

/** A term of a trigonometric polynomial: re cos(angle) - im sin(angle) as the factor (re + i im) of e^(i angle). */
export interface Term {
  readonly angle: Angle;
  readonly re: Fraction;
  readonly im: Fraction;
}

export type Waves = ReadonlyMap<string, Term>;

const NONE = new Fraction(0);
export const NO_ANGLE: Angle = new Map();

/**
 * A polynomial in sines and cosines with rational factors as a sum of single sines and cosines of
 * combined angles (products to sums, powers to multiples), by Euler's formula. Null for anything else.
 */
export function reduceTrigonometry(expression: Expression): Expression | null {
  const waves = wavesOf(expression);
  return waves === null ? null : writtenWaves(waves);
}

/** The sum of single sines and cosines; null where it is not real. */
export function writtenWaves(waves: Waves): Expression | null {
  const parts: { readonly size: number; readonly term: Expression }[] = [];
  const seen = new Set<string>();
  for (const [key, { angle, re, im }] of waves) {
    if (seen.has(key)) continue;
    const mirrorKey = keyOfAngle(negated(angle));
    seen.add(key).add(mirrorKey);
    if (angle.size === 0) {
      if (!im.equals(0)) return null;
      parts.push({ size: 0, term: scaled(re, null) });
      continue;
    }
    const mirror = waves.get(mirrorKey);
    // c e^(iv) + d e^(-iv) = (c + d) cos v + i (c - d) sin v.
    const cosine = re.add(mirror?.re ?? NONE);
    const sine = (mirror?.im ?? NONE).sub(im);
    const isReal = im.add(mirror?.im ?? NONE).equals(0) && re.sub(mirror?.re ?? NONE).equals(0);
    if (!isReal) return null;
    const isFlipped = isNegativeAngle(angle);
    const written = writtenAngle(isFlipped ? negated(angle) : angle);
    const size = Math.max(...[...angle.values()].map(({ factor }) => Math.abs(factor.valueOf())));
    if (!cosine.equals(0)) parts.push({ size, term: scaled(cosine, ["Cos", written]) });
    if (!sine.equals(0))
      parts.push({ size, term: scaled(isFlipped ? sine.neg() : sine, ["Sin", written]) });
  }
  const terms = parts
    .filter(({ term }) => fractionOf(term)?.equals(0) !== true)
    .toSorted((a, b) => a.size - b.size)
    .map(({ term }) => term);
  if (terms.length === 0) return ZERO;
  return terms.length === 1 ? (terms[0] as Expression) : tidySigns(["Add", ...terms]);
}

export function wavesOf(node: Expression): Waves | null {
  checkDeadline();
  const value = fractionOf(node);
  if (value !== null) return wave(NO_ANGLE, value, NONE);
  const parts = argumentsOf(node);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(node)) {
    case "Sin":
      return join(
        wave(angleOf(first), NONE, new Fraction(-1, 2)),
        wave(negated(angleOf(first)), NONE, new Fraction(1, 2)),
      );
    case "Cos":
      return join(
        wave(angleOf(first), new Fraction(1, 2), NONE),
        wave(negated(angleOf(first)), new Fraction(1, 2), NONE),
      );
    case "Add":
      return parts.map(wavesOf).reduce((a, b) => (a === null || b === null ? null : join(a, b)));
    case "Negate":
      return product(wavesOf(first), wave(NO_ANGLE, new Fraction(-1), NONE));
    case "Multiply":
      return parts.map(wavesOf).reduce(product);
    case "Divide": {
      const under = fractionOf(second);
      return under === null || under.equals(0)
        ? null
        : product(wavesOf(first), wave(NO_ANGLE, under.inverse(), NONE));
    }
    case "Power": {
      const exponent = fractionOf(second);
      if (
        exponent === null ||
        exponent.d !== 1n ||
        exponent.s < 0n ||
        exponent.n > BigInt(LARGEST_POWER)
      )
        return null;
      const base = wavesOf(first);
      let result: Waves | null = wave(NO_ANGLE, new Fraction(1), NONE);
      for (let k = 0; k < Number(exponent.n); k++) result = product(result, base);
      return result;
    }
    default:
      return null;
  }
}

export function wave(angle: Angle, re: Fraction, im: Fraction): Waves {
  return new Map([[keyOfAngle(angle), { angle, re, im }]]);
}

export function join(a: Waves, b: Waves): Waves {
  const sum = new Map(a);
  for (const [key, term] of b) addTerm(sum, key, term);
  return sum;
}

function addTerm(terms: Map<string, Term>, key: string, { angle, re, im }: Term): void {
  const known = terms.get(key);
  const total = { angle, re: re.add(known?.re ?? NONE), im: im.add(known?.im ?? NONE) };
  if (total.re.equals(0) && total.im.equals(0)) terms.delete(key);
  else terms.set(key, total);
}

export function product(a: Waves | null, b: Waves | null): Waves | null {
  if (a === null || b === null || a.size * b.size > MOST_TERMS * 4) return null;
  const result = new Map<string, Term>();
  for (const x of a.values())
    for (const y of b.values()) {
      const angle = addAngles(x.angle, y.angle);
      addTerm(result, keyOfAngle(angle), {
        angle,
        re: x.re.mul(y.re).sub(x.im.mul(y.im)),
        im: x.re.mul(y.im).add(x.im.mul(y.re)),
      });
    }
  return result.size > MOST_TERMS ? null : result;
}
