import type { Fraction } from "fraction.js";
import { factorialBigint } from "../exact/integers.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { choose } from "../exact/combinatorial-numbers.ts";
import { exactForm } from "../exact/exact-form.ts";
import { specialValue } from "../exact/special-values.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  nodeCount,
  ONE,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { exactWave } from "../prove/special-waves.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import { type ExponentialTerm, exponentialTerms } from "./exponential-terms.ts";

export interface LaplaceImage {
  readonly expression: Expression;
  /** Names taken as positive, for steps that begin there. */
  readonly positive: ReadonlySet<string>;
}

/**
 * The Laplace transform of a sum of terms c t^p e^(at), with cosine, sine or logarithm, switched on late or
 * not, by linearity, the transform of t^p (DLMF 1.14.32), its derivative in p, and the two shift theorems;
 * of cos/t and sin/t by integrating over s. Null where the function is no such sum or has no transform.
 */
export function laplaceImage(
  original: Expression,
  time: string,
  frequency: string,
): LaplaceImage | null {
  const positive = new Set<string>();
  const terms = exponentialTerms(original, time, positive);
  if (terms === null) return null;
  const reciprocal = terms.filter(
    (term) => fractionOf(term.power)?.equals(-1) === true && isAtStart(term),
  );
  const rest = reciprocalImage(reciprocal, frequency);
  if (rest === null) return null;
  const groups = new Map<string, { delay: Expression; images: Expression[] }>();
  for (const term of terms.filter((other) => !reciprocal.includes(other))) {
    const images = imagesOfTerm(term, frequency);
    if (images === null) return null;
    const key = printPlain(term.delay);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { delay: term.delay, images });
    else known.images.push(...images);
  }
  const late = [...groups.values()].map(({ delay, images }) =>
    delayed(shortest(images), delay, frequency),
  );
  return { expression: tidySigns(["Add", ...late, ...rest, ZERO]), positive };
}

/** The sum as it is or as one fraction, whichever is shorter. */
function shortest(images: readonly Expression[]): Expression {
  const sum = tidySigns(["Add", ...images, ZERO]);
  const together = exactForm(sum);
  return together !== null &&
    nodeCount(together) < nodeCount(sum) &&
    decideEqual(together, sum).verdict === "proved"
    ? together
    : sum;
}

/** e^(-as) times an image, in the numerator of a fraction. */
function delayed(image: Expression, delay: Expression, frequency: string): Expression {
  if (isNought(delay)) return image;
  const late: Expression = [
    "Power",
    "ExponentialE",
    tidySigns(["Negate", ["Multiply", delay, frequency]]),
  ];
  if (headOf(image) === "Negate")
    return ["Negate", delayed(argumentsOf(image)[0] as Expression, delay, frequency)];
  if (headOf(image) !== "Divide") return tidySigns(["Multiply", late, image]);
  const [top, bottom] = argumentsOf(image) as [Expression, Expression];
  return tidySigns(["Divide", ["Multiply", top, late], bottom]);
}

const isNought = (value: Expression): boolean => verdictOfZero(value) === "proved";

const isAtStart = ({ delay, isImpulse }: ExponentialTerm): boolean => !isImpulse && isNought(delay);

const square = (value: Expression): Expression => ["Power", value, integer(2)];

/** The images that make up the one of a term, without the factor of its delay. */
function imagesOfTerm(term: ExponentialTerm, frequency: string): Expression[] | null {
  if (term.isImpulse) return [term.coefficient];
  const moved = isAtStart(term) ? [term] : movedToStart(term);
  const images = moved?.map((part) => imageAtStart(part, frequency)) ?? [null];
  return images.includes(null) ? null : (images as Expression[]);
}

/** The highest power of t that is written out in terms, and the highest whose factorial is. */
const HIGHEST_EXPANDED = 100;
const HIGHEST_FACTORIAL = 3_000;

/** f(t + a) for a term f that begins at t = a: the second shift theorem. */
function movedToStart(term: ExponentialTerm): ExponentialTerm[] | null {
  const { coefficient, power, rate, wave, frequency, delay } = term;
  const count = fractionOf(power);
  if (count === null || count.d !== 1n || count.compare(0) < 0 || wave === "log") return null;
  const p = Number(count.n);
  if (p > HIGHEST_EXPANDED) return null;
  const angle = tidy(["Multiply", frequency, delay]);
  const waves: { readonly factor: Expression; readonly wave: ExponentialTerm["wave"] }[] =
    wave === "cos"
      ? [
          { factor: exactWave("Cos", angle), wave: "cos" },
          { factor: ["Negate", exactWave("Sin", angle)], wave: "sin" },
        ]
      : wave === "sin"
        ? [
            { factor: exactWave("Cos", angle), wave: "sin" },
            { factor: exactWave("Sin", angle), wave: "cos" },
          ]
        : [{ factor: ONE, wave: "none" }];
  const scale: Expression = isNought(rate)
    ? coefficient
    : ["Multiply", coefficient, ["Power", "ExponentialE", tidy(["Multiply", rate, delay])]];
  return Array.from({ length: p + 1 }, (_, j) => j).flatMap((j) =>
    waves
      .filter(({ factor }) => !isNought(factor))
      .map((part): ExponentialTerm => ({
        ...term,
        delay: ZERO,
        power: integer(j),
        wave: part.wave,
        coefficient: tidy([
          "Multiply",
          scale,
          part.factor,
          integer(choose(p, j)),
          p === j ? ONE : ["Power", delay, integer(p - j)],
        ]),
      })),
  );
}

function imageAtStart(term: ExponentialTerm, s: string): Expression | null {
  const { coefficient, power, rate, wave, frequency } = term;
  const exponent = fractionOf(power);
  if (exponent !== null && exponent.compare(-1) <= 0) return null;
  const shifted = tidySigns(tidy(["Add", s, ["Negate", rate]]));
  const next = tidySigns(tidy(["Add", power, ONE]));
  const scale = (image: Expression): Expression => tidySigns(scaledImage(coefficient, image));
  if (wave === "cos" || wave === "sin") {
    if (exponent === null || exponent.d !== 1n || exponent.compare(HIGHEST_EXPANDED) > 0)
      return null;
    return scale(waveImage(Number(exponent.n), shifted, frequency, wave));
  }
  const top: Expression = factorialOf(exponent) ?? ["Gamma", next];
  const bottom: Expression =
    power === ZERO || exponent?.equals(0) ? shifted : ["Power", shifted, next];
  if (wave === "none") return scale(["Divide", top, bottom]);
  return scale([
    "Divide",
    ["Multiply", top, ["Add", digammaOf(next), ["Negate", ["Ln", shifted]]]],
    bottom,
  ]);
}

function digammaOf(argument: Expression): Expression {
  const number = fractionOf(argument);
  return (number === null ? null : specialValue("Digamma", [number])) ?? ["Digamma", argument];
}

function scaledImage(coefficient: Expression, image: Expression): Expression {
  const [top, bottom] = argumentsOf(image) as [Expression, Expression];
  const product = tidySigns(tidy(["Multiply", coefficient, top]));
  const isNegative = headOf(product) === "Negate";
  const size = isNegative ? (argumentsOf(product)[0] as Expression) : product;
  const [over, under] =
    headOf(size) === "Divide" ? (argumentsOf(size) as [Expression, Expression]) : [size, null];
  const result: Expression = [
    "Divide",
    over,
    under === null ? bottom : ["Multiply", under, bottom],
  ];
  return isNegative ? ["Negate", result] : result;
}

function factorialOf(exponent: Fraction | null): Expression | null {
  if (exponent === null || exponent.d !== 1n || exponent.compare(0) < 0) return null;
  if (exponent.compare(HIGHEST_FACTORIAL) > 0) return null;
  return integer(factorialBigint(Number(exponent.n)));
}

/** The real or imaginary part of p!/(s - iw)^(p+1) = p! (s + iw)^(p+1)/(s^2 + w^2)^(p+1). */
function waveImage(p: number, s: Expression, w: Expression, wave: "cos" | "sin"): Expression {
  const n = p + 1;
  const terms: Expression[] = [];
  for (let j = wave === "cos" ? 0 : 1; j <= n; j += 2)
    terms.push([
      "Multiply",
      integer(((j >> 1) % 2 === 0 ? 1n : -1n) * choose(n, j)),
      n === j ? ONE : ["Power", s, integer(n - j)],
      j === 0 ? ONE : ["Power", w, integer(j)],
    ]);
  const scale = factorialOf(fractionOf(integer(p))) as Expression;
  const bottom: Expression = ["Add", square(s), tidy(square(w))];
  const top: Expression = ["Multiply", scale, ["Add", ...terms, ZERO]];
  return [
    "Divide",
    n === 1 ? tidySigns(top) : top,
    n === 1 ? bottom : ["Power", bottom, integer(n)],
  ];
}

/**
 * c e^(at) cos(wt)/t and sin: the integral of their transforms without the divisor from s to infinity. The
 * cosines must cancel at t = 0, else the integral over t has no value.
 */
function reciprocalImage(terms: readonly ExponentialTerm[], s: string): Expression[] | null {
  if (terms.length === 0) return [];
  if (terms.some(({ wave }) => wave === "log")) return null;
  const level = terms.filter(({ wave }) => wave !== "sin").map(({ coefficient }) => coefficient);
  if (verdictOfZero(["Add", ...level, ZERO]) !== "proved") return null;
  return terms.map(({ coefficient, rate, wave, frequency }): Expression => {
    const shifted = tidySigns(tidy(["Add", s, ["Negate", rate]]));
    if (wave === "sin")
      return tidySigns(["Multiply", coefficient, ["Arctan", ["Divide", frequency, shifted]]]);
    if (wave === "none") return tidySigns(["Negate", ["Multiply", coefficient, ["Ln", shifted]]]);
    return tidySigns([
      "Negate",
      [
        "Divide",
        ["Multiply", coefficient, ["Ln", ["Add", square(shifted), tidy(square(frequency))]]],
        integer(2),
      ],
    ]);
  });
}
