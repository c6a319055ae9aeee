import { AnsatzError } from "../../../core/errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import { type Expression, nodeCount, variablesOf } from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { LINE_VALUES, symbolValues } from "../numeric/real-points.ts";
import { isExactlyZero } from "./exact-zero.ts";
import { withLogarithms } from "./inverse-functions.ts";

/** What differentiating a claimed antiderivative back came to. */
export interface AntiderivativeCheck {
  /** `proved`: equal in exact normal form. `agrees`: equal at every usable point. */
  readonly verdict: "proved" | "agrees" | "refuted" | "unknown";
  readonly points: number;
  /** At how many of the points the claimed antiderivative itself is real. */
  readonly realPoints: number;
  /** Symbols that were taken to be positive: the verdict holds under that condition. */
  readonly positive: readonly string[];
}

const MOST_NODES = 4_000;
const MOST_NODES_WITH_LOGARITHMS = 1_500;
/** Fewer agreeing points than this are no evidence. */
const FEWEST_POINTS = 6;
/** Relative difference above which two 40-digit values are different. */
const REAL_TOLERANCE = 1e-25;
/** The same for double precision, where cancellation costs digits. */
const COMPLEX_TOLERANCE = 1e-7;
/** In units of the tolerance: what cancellation may have made of equal values, and says nothing. */
const COMPLEX_DOUBT = 1e4;

/**
 * Differentiates by separate rules and compares with the integrand, first for all real values, then for
 * positive symbols, then for a positive variable as well: a form that is limited to one branch is kept
 * with that condition, and dropped where even this fails. A point where the integrand is real and the
 * derivative differs refutes; agreement at points alone is never a proof.
 */
export function checkAntiderivative(
  claimed: Expression,
  integrand: Expression,
  variable: string,
): AntiderivativeCheck {
  const nothing: AntiderivativeCheck = {
    verdict: "unknown",
    points: 0,
    realPoints: 0,
    positive: [],
  };
  if (nodeCount(claimed) + nodeCount(integrand) > MOST_NODES) return nothing;
  let derivative: Expression;
  try {
    derivative = differentiate(claimed, variable);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "unsupported") return nothing;
    throw error;
  }
  const symbols = variablesOf(["Add", claimed, integrand]).filter((name) => name !== variable);
  let agreeing: AntiderivativeCheck | null = null;
  let isRefuted = false;
  for (const positive of [[], ...(symbols.length > 0 ? [symbols] : []), [...symbols, variable]]) {
    const seen = compareAtPoints(claimed, derivative, integrand, variable, symbols, positive);
    if (seen.differs) {
      isRefuted = true;
      continue;
    }
    if (isSame(derivative, integrand, new Set(positive)))
      return { ...seen, verdict: "proved", positive };
    if (seen.points >= FEWEST_POINTS) agreeing ??= { ...seen, verdict: "agrees", positive };
  }
  return agreeing ?? { ...nothing, verdict: isRefuted ? "refuted" : "unknown" };
}

/** Exactly, also with inverse circular and hyperbolic functions written as logarithms. */
function isSame(
  derivative: Expression,
  integrand: Expression,
  positive: ReadonlySet<string>,
): boolean {
  const difference: Expression = ["Add", derivative, ["Negate", integrand]];
  if (isExactlyZero(difference, positive)) return true;
  if (nodeCount(difference) > MOST_NODES_WITH_LOGARITHMS) return false;
  const logarithms = withLogarithms(difference);
  return logarithms !== null && isExactlyZero(logarithms, positive);
}

function compareAtPoints(
  claimed: Expression,
  derivative: Expression,
  integrand: Expression,
  variable: string,
  symbols: readonly string[],
  positive: readonly string[],
): { readonly points: number; readonly realPoints: number; readonly differs: boolean } {
  const values = LINE_VALUES.filter((value) => value > 0 || !positive.includes(variable)).map(
    (value, index) => ({
      ...symbolValues(symbols, index, positive.length > 0),
      [variable]: value,
    }),
  );
  const real = values.map((point) => realDifference(derivative, integrand, point));
  const usable = real.some((excess) => excess !== null)
    ? real
    : values.map((point) => complexDifference(derivative, integrand, point));
  return {
    points: usable.filter((excess) => excess !== null).length,
    realPoints: values.filter(
      (point, index) => usable[index] !== null && evaluateReal(claimed, point) !== null,
    ).length,
    differs: usable.some((excess) => excess !== null && excess > 1),
  };
}

type Point = Readonly<Record<string, number>>;

/** How far the two differ where the integrand is real, in units of the tolerance; null where it is not. */
function realDifference(
  derivative: Expression,
  integrand: Expression,
  point: Point,
): number | null {
  const wanted = evaluateReal(integrand, point);
  if (wanted === null) return null;
  const got = evaluateReal(derivative, point);
  // A real integrand may have an antiderivative with complex parts, which cancel in its derivative.
  if (got === null) return complexDifference(derivative, integrand, point);
  const scale = wanted.abs().add(got.abs());
  if (scale.isZero()) return 0;
  return scale.lt(1e-20) ? null : wanted.sub(got).abs().div(scale).toNumber() / REAL_TOLERANCE;
}

function complexDifference(
  derivative: Expression,
  integrand: Expression,
  point: Point,
): number | null {
  const [got, wanted] = [evaluateComplex(derivative, point), evaluateComplex(integrand, point)];
  if (got === null || wanted === null) return null;
  const scale = Math.max(got.abs(), wanted.abs(), 1e-3);
  // Beyond this size the parts that cancel leave no digits in double precision.
  if (scale > 1e6) return null;
  const excess = got.sub(wanted).abs() / scale / COMPLEX_TOLERANCE;
  return excess > 1 && excess < COMPLEX_DOUBT ? null : excess;
}
