import { isDeadEnd } from "../exact/deadline.ts";
import type { Verdict } from "../../../core/truth.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { asFraction } from "../exact/rational-function.ts";
import { argumentsOf, type Expression, nodeCount, variablesOf } from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { signOf } from "../numeric/evaluate-with-error.ts";
import { withTwoOrders } from "./bessel-recurrence.ts";
import { withOneGamma } from "./gamma-recurrence.ts";
import { withLogarithms } from "./inverse-functions.ts";
import { areSameConstants } from "./constant-identities.ts";
import { isZeroByRootBound } from "./root-bound.ts";
import { SAMPLE_COUNT, samplePoint } from "../numeric/sample-points.ts";

export interface ZeroDecision {
  readonly verdict: Verdict;
  /** `exact`: by normal form or exact arithmetic. `numeric`: by values at sample points. `none`: not checked. */
  readonly kind: "exact" | "numeric" | "none";
  readonly method: string;
  readonly detail: string;
  /** True when every usable sample point agreed; meaningful for `undecided`. */
  readonly agreesNumerically: boolean;
  readonly points: number;
}

const MAX_NODES = 3_000;
/** Relative difference above which two 40-digit values are different. */
const REAL_TOLERANCE = 1e-25;
/** The same for double precision, where cancellation costs digits. */
const COMPLEX_TOLERANCE = 1e-7;
/** Errors of a double computation, relative to its largest part. */
const DOUBLE_ERROR = 1e-13;

const NONE: ReadonlySet<string> = new Set();

/**
 * Decides whether `left - right` is zero wherever both are defined. `proved` needs the exact normal form
 * to vanish AND no sample point to object; `refuted` needs exact arithmetic or a point where the values
 * clearly differ. Agreement at points alone stays `undecided`. The symbols in
 * `positive` are sampled at positive values only: the decision holds under that condition.
 */
export function decideEqual(
  left: Expression,
  right: Expression,
  positive: ReadonlySet<string> = NONE,
): ZeroDecision {
  if (nodeCount(left) + nodeCount(right) > MAX_NODES)
    return undecided("The expressions are too large to compare.", false, 0);
  const exact = exactDecision(left, right);
  if (exact === "nonzero")
    return {
      verdict: "refuted",
      kind: "exact",
      method: "exact-normal-form",
      detail: "Brought to exact normal form, the two sides differ.",
      agreesNumerically: false,
      points: 0,
    };
  const samples = compareAtSamples(left, right, positive);
  if (samples.difference !== null) {
    if (exact === "zero")
      return undecided("Exact and numeric checks disagree.", false, samples.points);
    return {
      verdict: "refuted",
      kind: "numeric",
      method: "numeric-counterexample",
      detail: samples.difference,
      agreesNumerically: false,
      points: samples.points,
    };
  }
  if (exact === "zero")
    return {
      verdict: "proved",
      kind: "exact",
      method: "exact-normal-form",
      detail: "The difference of the two sides is zero in exact normal form.",
      agreesNumerically: true,
      points: samples.points,
    };
  const isConstant = variablesOf(left).length === 0 && variablesOf(right).length === 0;
  if (isConstant && isZeroByRootBound(left, right))
    return {
      verdict: "proved",
      kind: "exact",
      method: "root-separation",
      detail:
        "The difference of these roots lies closer to zero than one that is not zero can (separation bound).",
      agreesNumerically: true,
      points: samples.points,
    };
  if (decideWithGamma(left, right))
    return {
      verdict: "proved",
      kind: "exact",
      method: "gamma-recurrence",
      detail: "With gamma(z + 1) = z gamma(z) the difference of the two sides is zero.",
      agreesNumerically: true,
      points: samples.points,
    };
  const bessel = withTwoOrders(["Add", left, ["Negate", right]]);
  if (bessel !== null && exactDecision(bessel, { num: "0" }) === "zero")
    return {
      verdict: "proved",
      kind: "exact",
      method: "bessel-recurrence",
      detail:
        "With the recurrence of Bessel functions in their order the difference of the two sides is zero.",
      agreesNumerically: true,
      points: samples.points,
    };
  const logarithms = withLogarithms(["Add", left, ["Negate", right]]);
  if (logarithms !== null && exactDecision(logarithms, { num: "0" }) === "zero")
    return {
      verdict: "proved",
      kind: "exact",
      method: "inverse-functions",
      detail:
        "With the inverse circular and hyperbolic functions written as logarithms the difference of the two sides is zero in exact normal form.",
      agreesNumerically: true,
      points: samples.points,
    };
  const same =
    isConstant && samples.points > 0
      ? areSameConstants(left, right, (part) => exactDecision(part, { num: "0" }) === "zero")
      : null;
  if (same !== null)
    return {
      verdict: "proved",
      kind: "exact",
      method: same,
      detail: SAME_CONSTANTS[same],
      agreesNumerically: true,
      points: samples.points,
    };
  if (samples.points === 0)
    return undecided("Neither an exact nor a numeric comparison was possible.", false, 0);
  return {
    ...undecided(
      `The values agree at ${samples.points} sample point${samples.points === 1 ? "" : "s"}, which is strong evidence but no proof.`,
      true,
      samples.points,
    ),
    kind: "numeric",
    method: "numeric-agreement",
  };
}

const SAME_CONSTANTS = {
  "equal-squares":
    "The squares of the two sides are equal in exact normal form, and their values are no opposites.",
  magnitudes:
    "With magnitudes written as roots of sums of squares the difference of the two sides is zero in exact normal form.",
  "argument-of-product":
    "The angles are together the argument of one number, which exact arithmetic shows to be positive.",
} as const;

function undecided(detail: string, agreesNumerically: boolean, points: number): ZeroDecision {
  return { verdict: "undecided", kind: "none", method: "none", detail, agreesNumerically, points };
}

/** Factorials and gammas whose arguments differ by whole numbers, written with one of them. */
function decideWithGamma(left: Expression, right: Expression): boolean {
  return vanishesWithGamma(["Add", left, ["Negate", right]]);
}

/** Zero by exact normal form alone, with gammas brought together; false where that does not show it. */
export function vanishesWithGamma(expression: Expression): boolean {
  const rewritten = withOneGamma(expression) ?? expression;
  return exactDecision(rewritten, { num: "0" }) === "zero";
}

function exactDecision(left: Expression, right: Expression): "zero" | "nonzero" | "unknown" {
  try {
    const form = new NormalForm();
    const value = form.normalize(["Add", left, ["Negate", right]]);
    if (value.numerator.isZero) return "zero";
    if (asFraction(value) !== null || form.isPolynomialInVariables(value)) return "nonzero";
    return "unknown";
  } catch (error) {
    if (isDeadEnd(error)) return "unknown";
    throw error;
  }
}

interface SampleComparison {
  readonly points: number;
  readonly difference: string | null;
}

function compareAtSamples(
  left: Expression,
  right: Expression,
  positive: ReadonlySet<string>,
): SampleComparison {
  const variables = [...new Set([...variablesOf(left), ...variablesOf(right)])];
  const rounds = variables.length === 0 ? 1 : SAMPLE_COUNT;
  let isBlurred = false;
  const real = comparePoints(rounds, variables, positive, (point) => {
    const a = evaluateReal(left, point);
    const b = evaluateReal(right, point);
    if (a === null || b === null) return null;
    const scale = a.abs().add(b.abs());
    if (scale.isZero()) return 0;
    if (scale.lt(1e-20)) return null;
    const excess = a.sub(b).abs().div(scale).toNumber() / REAL_TOLERANCE;
    // What differs after cancellation is no counterexample unless the difference outweighs its own error.
    if (excess <= 1 || signOf(["Add", left, ["Negate", right]], point) !== null) return excess;
    isBlurred = true;
    return null;
  });
  if (real.points > 0 || isBlurred) return real;
  return comparePoints(rounds, variables, positive, (point) => {
    const a = evaluateComplex(left, point);
    const b = evaluateComplex(right, point);
    if (a === null || b === null) return null;
    const scale = Math.max(a.abs(), b.abs(), 1e-3);
    const excess = a.sub(b).abs() / scale / COMPLEX_TOLERANCE;
    if (excess <= 1) return excess;
    const largest = Math.max(largestPart(left, point), largestPart(right, point));
    return a.sub(b).abs() > largest * DOUBLE_ERROR ? excess : null;
  });
}

/** The largest size among the values of all parts: what cancels there leaves its rounding errors behind. */
function largestPart(expression: Expression, point: Record<string, number>): number {
  const own = evaluateComplex(expression, point)?.abs() ?? Number.POSITIVE_INFINITY;
  return Math.max(own, ...argumentsOf(expression).map((part) => largestPart(part, point)));
}

/** `excess` above 1 means the values differ by more than the tolerance. */
function comparePoints(
  rounds: number,
  variables: readonly string[],
  positive: ReadonlySet<string>,
  excess: (point: Record<string, number>) => number | null,
): SampleComparison {
  let points = 0;
  for (let index = 0; index < rounds; index++) {
    const point = samplePoint(variables, index);
    for (const name of positive) if (point[name] !== undefined) point[name] = Math.abs(point[name]);
    const value = excess(point);
    if (value === null) continue;
    points += 1;
    if (value > 1) {
      const at = variables.map((variable) => `${variable} = ${point[variable]}`).join(", ");
      return {
        points,
        difference: at === "" ? "The two values differ." : `The two sides differ at ${at}.`,
      };
    }
  }
  return { points, difference: null };
}
