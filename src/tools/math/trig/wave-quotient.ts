import { Fraction } from "fraction.js";
import { checkDeadline } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, scaled } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, ONE } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import {
  type Angle,
  angleOf,
  isNegativeAngle,
  keyOfAngle,
  negated,
  writtenAngle,
} from "./angle.ts";
import { dividedGaussian, type Gaussian, gcdOfGaussians, isNought } from "./gaussian-polynomial.ts";
import { join, NO_ANGLE, product, type Term, wave, type Waves, writtenWaves } from "./reduce.ts";

const ZERO = new Fraction(0);
const HALF = new Fraction(1, 2);
const HIGHEST_POWER = 12;
const HIGHEST_DEGREE = 80;

interface Quotient {
  readonly over: Waves;
  readonly under: Waves;
}

const QUOTIENTS: Readonly<Record<string, readonly [string, string]>> = {
  Tan: ["Sin", "Cos"],
  Cot: ["Cos", "Sin"],
  Sec: ["", "Cos"],
  Csc: ["", "Sin"],
};

/**
 * A quotient of polynomials in circular functions, or in hyperbolic ones, in lowest terms: by Euler's formula it
 * is a quotient of polynomials in one z = e^(i v), whose greatest common divisor is cancelled. A sum of waves,
 * a multiple of one tangent, or a quotient of sums of waves; null for anything else.
 */
export function waveQuotient(expression: Expression): Expression | null {
  const isHyperbolic = holds(expression, /h$/);
  if (isHyperbolic && holds(expression, /^(?:Sin|Cos|Tan|Cot|Sec|Csc)$/)) return null;
  const quotient = quotientOf(expression, isHyperbolic);
  const reduced = quotient === null ? null : inLowestTerms(quotient);
  return reduced === null ? null : written(reduced, isHyperbolic);
}

const holds = (node: Expression, pattern: RegExp): boolean =>
  pattern.test(headOf(node)) || argumentsOf(node).some((part) => holds(part, pattern));

const whole = (value: Fraction): Waves => wave(NO_ANGLE, value, ZERO);
const UNIT = whole(new Fraction(1));

function quotientOf(node: Expression, isHyperbolic: boolean): Quotient | null {
  checkDeadline();
  const value = fractionOf(node);
  if (value !== null) return { over: value.equals(0) ? new Map() : whole(value), under: UNIT };
  const parts = argumentsOf(node);
  const [first, second] = parts as [Expression, Expression];
  const head = isHyperbolic ? headOf(node).replace(/h$/, "") : headOf(node);
  if (head === "Sin" || head === "Cos")
    return { over: basic(head, first, isHyperbolic), under: UNIT };
  const sides = QUOTIENTS[head];
  if (sides !== undefined) {
    const [over, under] = sides.map((side) =>
      side === "" ? UNIT : basic(side as "Sin" | "Cos", first, isHyperbolic),
    ) as [Waves, Waves];
    return { over, under };
  }
  const all = parts.map((part) => (head === "Power" && part === second ? null : part));
  const inner = all.map((part) => (part === null ? null : quotientOf(part, isHyperbolic)));
  const [a, b] = inner as [Quotient | null, Quotient | null];
  if (a === null) return null;
  switch (head) {
    case "Negate":
      return times(a, { over: whole(new Fraction(-1)), under: UNIT });
    case "Add":
      return inner.reduce(plus);
    case "Multiply":
      return inner.reduce(times);
    case "Divide":
      return b === null || b.over.size === 0 ? null : times(a, { over: b.under, under: b.over });
    case "Power": {
      const exponent = fractionOf(second);
      if (exponent === null || exponent.d !== 1n || exponent.n > BigInt(HIGHEST_POWER)) return null;
      if (exponent.s < 0n && a.over.size === 0) return null;
      const base = exponent.s < 0n ? { over: a.under, under: a.over } : a;
      let result: Quotient | null = { over: UNIT, under: UNIT };
      for (let k = 0; k < Number(exponent.n); k++) result = times(result, base);
      return result;
    }
    default:
      return null;
  }
}

/** (z - 1/z)/(2 i) and (z + 1/z)/2 with z = e^(i v), or e^v for hyperbolic functions. */
function basic(head: "Sin" | "Cos", argument: Expression, isHyperbolic: boolean): Waves {
  const angle = angleOf(argument);
  if (head === "Cos") return join(wave(angle, HALF, ZERO), wave(negated(angle), HALF, ZERO));
  return isHyperbolic
    ? join(wave(angle, HALF, ZERO), wave(negated(angle), HALF.neg(), ZERO))
    : join(wave(angle, ZERO, HALF.neg()), wave(negated(angle), ZERO, HALF));
}

function times(a: Quotient | null, b: Quotient | null): Quotient | null {
  if (a === null || b === null) return null;
  const [over, under] = [product(a.over, b.over), product(a.under, b.under)];
  return over === null || under === null ? null : { over, under };
}

function plus(a: Quotient | null, b: Quotient | null): Quotient | null {
  if (a === null || b === null) return null;
  const [left, right] = [product(a.over, b.under), product(b.over, a.under)];
  const under = product(a.under, b.under);
  return left === null || right === null || under === null
    ? null
    : { over: join(left, right), under };
}

/** Both parts as polynomials in one z, their common divisor taken out, each about its middle power. */
function inLowestTerms({ over, under }: Quotient): Quotient | null {
  if (over.size === 0) return { over, under: UNIT };
  const unit = commonAngle([...over.values(), ...under.values()]);
  if (unit === null) return byDivision(over, under);
  const [top, bottom] = [coefficientsOf(over, unit), coefficientsOf(under, unit)];
  if (top === null || bottom === null) return null;
  const common = gcdOfGaussians(top.values, bottom.values);
  const [above, below] = [top, bottom].map(({ values, lowest }) => {
    const rest = dividedGaussian(values, common).quotient;
    // The divisor is taken about its middle, so that the middles of both parts move alike.
    return { rest, middle: new Fraction(lowest).add(new Fraction(values.length - 1, 2)) };
  }) as [
    { rest: readonly Gaussian[]; middle: Fraction },
    { rest: readonly Gaussian[]; middle: Fraction },
  ];
  if (!above.middle.equals(below.middle)) return null;
  return turnedReal(
    wavesFrom(above.rest, unit),
    wavesFrom(below.rest, unit),
    below.rest.at(-1) as Gaussian,
    below.rest[0] as Gaussian,
  );
}

/** The angle of which all others are whole multiples; null where there is none. */
function commonAngle(terms: readonly Term[]): Angle | null {
  const angles = terms.map(({ angle }) => angle).filter((angle) => angle.size > 0);
  const [first] = angles;
  if (first === undefined) return NO_ANGLE;
  const [key, { factor }] = [...first][0] as [string, { factor: Fraction }];
  let shared = new Fraction(0);
  for (const angle of angles) {
    const ratio = (angle.get(key)?.factor ?? ZERO).div(factor);
    const isMultiple =
      angle.size === first.size &&
      [...first].every(([name, part]) => angle.get(name)?.factor.equals(part.factor.mul(ratio)));
    if (!isMultiple) return null;
    shared = shared.gcd(ratio);
  }
  return multipleOf(first, shared);
}

const multipleOf = (angle: Angle, factor: Fraction): Angle =>
  factor.equals(0)
    ? NO_ANGLE
    : new Map(
        [...angle].map(([key, part]) => [
          key,
          { base: part.base, factor: part.factor.mul(factor) },
        ]),
      );

function coefficientsOf(
  waves: Waves,
  unit: Angle,
): { values: readonly Gaussian[]; lowest: number } | null {
  const [key, part] = [...unit][0] ?? ["", { factor: new Fraction(1) }];
  const powers = [...waves.values()].map(
    (term) => [Number((term.angle.get(key)?.factor ?? ZERO).div(part.factor)), term] as const,
  );
  const lowest = Math.min(...powers.map(([power]) => power));
  const highest = Math.max(...powers.map(([power]) => power));
  if (highest - lowest > HIGHEST_DEGREE) return null;
  const values = Array.from({ length: highest - lowest + 1 }, (): Gaussian => ({
    re: ZERO,
    im: ZERO,
  }));
  for (const [power, { re, im }] of powers) values[power - lowest] = { re, im };
  return { values, lowest };
}

function wavesFrom(values: readonly Gaussian[], unit: Angle): Waves {
  const middle = new Fraction(values.length - 1, 2);
  return values.reduce<Waves>((all, { re, im }, power) => {
    const angle = multipleOf(unit, new Fraction(power).sub(middle));
    return isNought({ re, im }) ? all : join(all, wave(angle, re, im));
  }, new Map());
}

/** Both parts times the number that makes the lower one real: its outer coefficients are opposite or equal. */
function turnedReal(
  over: Waves,
  under: Waves,
  highest: Gaussian,
  lowest: Gaussian,
): Quotient | null {
  const size = highest.re.mul(highest.re).add(highest.im.mul(highest.im));
  const inverse = { re: highest.re.div(size), im: highest.im.neg().div(size) };
  const ratio = lowest.re.mul(inverse.re).sub(lowest.im.mul(inverse.im));
  const turn = ratio.s < 0n ? { re: inverse.im, im: inverse.re.neg() } : inverse;
  const factor = wave(NO_ANGLE, turn.re, turn.im);
  const [a, b] = [product(over, factor), product(under, factor)];
  return a === null || b === null ? null : { over: a, under: b };
}

/** The quotient where the lower part divides the upper one; leading terms are those of the greatest angle. */
function byDivision(over: Waves, under: Waves): Quotient | null {
  const lead = leadingTerm(under);
  const size = lead.re.mul(lead.re).add(lead.im.mul(lead.im));
  let rest = over;
  let quotient: Waves = new Map();
  for (let step = 0; rest.size > 0; step++) {
    if (step > over.size * 4) return null;
    const top = leadingTerm(rest);
    const shift = product(
      wave(top.angle, top.re, top.im),
      wave(negated(lead.angle), lead.re.div(size), lead.im.neg().div(size)),
    ) as Waves;
    quotient = join(quotient, shift);
    const taken = product(shift, under);
    if (taken === null) return null;
    rest = join(rest, product(taken, whole(new Fraction(-1))) as Waves);
  }
  return { over: quotient, under: UNIT };
}

/** Greatest in the order of the factors of the bases by name, which sums of angles keep. */
function leadingTerm(waves: Waves): Term {
  const names = [...new Set([...waves.values()].flatMap(({ angle }) => [...angle.keys()]))].sort();
  const factorsOf = ({ angle }: Term): Fraction[] =>
    names.map((name) => angle.get(name)?.factor ?? ZERO);
  return [...waves.values()].reduce((best, term) => {
    const [a, b] = [factorsOf(best), factorsOf(term)];
    const at = a.findIndex((value, k) => !value.equals(b[k] as Fraction));
    return at >= 0 && (b[at] as Fraction).compare(a[at] as Fraction) > 0 ? term : best;
  });
}

function written({ over, under }: Quotient, isHyperbolic: boolean): Expression | null {
  const write = isHyperbolic ? hyperbolicWaves : writtenWaves;
  const [below] = [...under.values()];
  if (under.size === 1 && below !== undefined && below.angle.size === 0 && below.im.equals(0)) {
    const scaledOver = product(over, whole(below.re.inverse()));
    return scaledOver === null ? null : write(scaledOver);
  }
  const common = contentOf(under);
  const bottom = write(product(under, whole(common.inverse())) ?? under);
  const { factor, body } = withoutNumber(bottom ?? ONE);
  const scaledOver = bottom === null ? null : product(over, whole(factor.mul(common).inverse()));
  const top = scaledOver === null ? null : write(scaledOver);
  if (top === null || bottom === null) return null;
  const ending = isHyperbolic ? "h" : "";
  const single = withoutNumber(top);
  for (const [head, upper, lower] of [
    ["Tan", "Sin", "Cos"],
    ["Cot", "Cos", "Sin"],
  ] as const)
    if (
      headOf(single.body) === upper + ending &&
      headOf(body) === lower + ending &&
      keyOfAngle(angleOf(argumentsOf(single.body)[0] as Expression)) ===
        keyOfAngle(angleOf(argumentsOf(body)[0] as Expression))
    )
      return tidySigns(scaled(single.factor, [head + ending, argumentsOf(body)[0] as Expression]));
  return tidySigns(["Divide", top, body]);
}

/** The greatest rational number of which all coefficients are whole multiples. */
function contentOf(waves: Waves): Fraction {
  return [...waves.values()].reduce((all, { re, im }) => all.gcd(re).gcd(im), ZERO).mul(2);
}

/** A rational factor in front of the rest. */
function withoutNumber(expression: Expression): { factor: Fraction; body: Expression } {
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Negate": {
      const inner = withoutNumber(first);
      return { factor: inner.factor.neg(), body: inner.body };
    }
    case "Divide": {
      const below = fractionOf(second);
      const inner = withoutNumber(first);
      if (below !== null) return { factor: inner.factor.div(below), body: inner.body };
      break;
    }
    case "Multiply": {
      const value = fractionOf(first);
      if (value !== null && parts.length === 2) return { factor: value, body: second };
      break;
    }
    default: {
      const value = fractionOf(expression);
      if (value !== null) return { factor: value, body: ONE };
    }
  }
  return { factor: new Fraction(1), body: expression };
}

/** c e^v + d e^(-v) = (c + d) cosh v + (c - d) sinh v. */
function hyperbolicWaves(waves: Waves): Expression | null {
  const terms: Expression[] = [];
  const seen = new Set<string>();
  for (const [key, { angle, re, im }] of waves) {
    if (!im.equals(0)) return null;
    if (seen.has(key)) continue;
    const mirrored = keyOfAngle(negated(angle));
    seen.add(key).add(mirrored);
    if (angle.size === 0) {
      terms.push(fractionExpression(re));
      continue;
    }
    const other = waves.get(mirrored)?.re ?? ZERO;
    const isFlipped = isNegativeAngle(angle);
    const place = writtenAngle(isFlipped ? negated(angle) : angle);
    const [even, odd] = [re.add(other), isFlipped ? other.sub(re) : re.sub(other)];
    if (!even.equals(0)) terms.push(scaled(even, ["Cosh", place]));
    if (!odd.equals(0)) terms.push(scaled(odd, ["Sinh", place]));
  }
  return terms.length === 0 ? fractionExpression(ZERO) : tidySigns(["Add", ...terms]);
}
