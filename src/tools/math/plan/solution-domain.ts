import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { Decimal } from "decimal.js";
import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { compareReals, realSign } from "../prove/real-sign.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { tidyAngleSum } from "../solve/angle-sum.ts";
import { sortRoots } from "../solve/solve-equation.ts";

/** The roots that lie in the domain; for a periodic equation, all repetitions inside its interval. */
export function rootsIn(
  domain: SolveDomain,
  roots: readonly Expression[],
  period: Expression | null,
): Expression[] {
  const { interval } = domain;
  if (interval === null)
    return domain.isReal
      ? roots.filter((root) => variablesOf(root).length > 0 || isRealNumber(root))
      : [...roots];
  const [lo, hi] = [endOf(interval.lower), endOf(interval.upper)];
  if (lo === null || hi === null)
    throw new AnsatzError(
      "unsupported",
      "The ends of the range must be real numbers. Write them as numbers, such as [0, 2*pi].",
    );
  const isBeyond = (
    place: Expression,
    value: Decimal,
    end: Expression,
    at: Decimal,
    isClosed: boolean,
  ): boolean => {
    const gap = value.sub(at);
    if (!at.isFinite() || gap.abs().gt(value.abs().add(1).mul(NEAR))) return gap.gt(0);
    const order = compareReals(place, end);
    if (order === null)
      throw new AnsatzError(
        "unsupported",
        "A solution lies too near to an end of the range to tell on which side. Ask without the range.",
      );
    return order > 0 || (isClosed && order === 0);
  };
  const isInside = (place: Expression, value: Decimal): boolean =>
    isBeyond(place, value, interval.lower, lo, interval.isLowerClosed) &&
    isBeyond(
      ["Negate", place],
      value.neg(),
      ["Negate", interval.upper],
      hi.neg(),
      interval.isUpperClosed,
    );
  const turn = period === null ? null : evaluateReal(period);
  const found: { readonly root: Expression; readonly value: Decimal }[] = [];
  for (const root of roots) {
    const start = evaluateReal(root);
    if (start === null) {
      if (variablesOf(root).length > 0)
        throw new AnsatzError(
          "unsupported",
          "Whether a solution with further symbols lies in the range depends on them. Ask without the range.",
        );
      continue;
    }
    for (const shift of turn === null ? [0] : shiftsInto(start, turn, lo, hi)) {
      const moved: Expression =
        period === null || shift === 0
          ? root
          : [
              "Add",
              root,
              exactForm(["Multiply", integer(shift), period]) ?? [
                "Multiply",
                integer(shift),
                period,
              ],
            ];
      const value = evaluateReal(moved);
      if (value === null || !isInside(moved, value)) continue;
      const isKnown = found.some(
        (other) =>
          other.value.sub(value).abs().lte(value.abs().add(1).mul(NEAR)) &&
          compareReals(other.root, moved) === 0,
      );
      if (!isKnown) found.push({ root: moved, value });
    }
  }
  return sortRoots(found.map(({ root }) => tidyAngleSum(root)));
}

/** What is nearer than this, relative to its size and one, is compared exactly. */
const NEAR = 1e-25;

/** The decimal value of an end of a range, which may be infinite. */
export function endOf(end: Expression): Decimal | null {
  if (end === "NegativeInfinity") return new Decimal(-Infinity);
  if (end === "PositiveInfinity") return new Decimal(Infinity);
  return evaluateReal(end);
}

const MOST_REPETITIONS = 1_000;

/** How often the period must be added for the root to lie between `lo` and `hi`, one more at each end. */
function shiftsInto(root: Decimal, period: Decimal, lo: Decimal, hi: Decimal): number[] {
  const first = lo.sub(root).div(period).floor().toNumber();
  const last = hi.sub(root).div(period).ceil().toNumber();
  if (!(last - first <= MOST_REPETITIONS))
    throw new AnsatzError(
      "too_large",
      `The interval holds more than ${MOST_REPETITIONS} solutions; ask for a shorter one, or for all solutions without an interval.`,
    );
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}

/** Is a number real? What decimals do not tell is decided by its conjugate. */
export function isRealNumber(root: Expression): boolean {
  if (evaluateReal(root) !== null) return true;
  const value = evaluateComplex(root);
  if (value === null || Math.abs(value.im) >= 1e-12 * Math.max(1, value.abs())) return false;
  const exact = exactForm(root) ?? root;
  if (evaluateReal(exact) !== null) return true;
  const conjugate = substitute(exact, "ImaginaryUnit", ["Negate", "ImaginaryUnit"]);
  const imaginary = exactForm([
    "Divide",
    ["Add", exact, ["Negate", conjugate]],
    ["Multiply", integer(2), "ImaginaryUnit"],
  ]);
  const isWritten = printPlain(conjugate) !== printPlain(exact);
  const sign = isWritten && imaginary !== null ? realSign(imaginary) : null;
  if (sign === null)
    throw new AnsatzError(
      "unsupported",
      "Whether a solution is real could not be told. Ask without that restriction.",
    );
  return sign === 0;
}

/** Sign changes of left - right on the interval, or on [-20, 20], that no listed root accounts for. */
export function missedRoots(
  left: Expression,
  right: Expression,
  variable: string,
  roots: readonly Expression[],
  period: Expression | null,
  domain: SolveDomain,
): number {
  if (variablesOf(["Add", left, right]).some((name) => name !== variable)) return 0;
  const lower =
    domain.interval === null ? -20 : (evaluateReal(domain.interval.lower)?.toNumber() ?? -20);
  const upper =
    domain.interval === null ? 20 : (evaluateReal(domain.interval.upper)?.toNumber() ?? 20);
  const cycle = period === null ? null : (evaluateReal(period)?.toNumber() ?? null);
  const known = roots
    .map((root) => evaluateReal(root)?.toNumber())
    .filter((value) => value !== undefined);
  const isKnown = (from: number, to: number): boolean =>
    known.some((root) => {
      if (cycle === null) return root >= from && root <= to;
      const repeated = root + Math.ceil((from - root) / cycle) * cycle;
      return repeated <= to;
    });
  const at = (x: number): number | null =>
    evaluateReal(["Add", left, ["Negate", right]], { [variable]: x })?.toNumber() ?? null;
  const step = (upper - lower) / 200;
  let missed = 0;
  let previous: number | null = null;
  for (let count = 0; count <= 200; count++) {
    const x = lower + 0.00137 * step + count * step;
    const value = at(x);
    if (
      previous !== null &&
      value !== null &&
      previous * value < 0 &&
      !isKnown(x - 1.05 * step, x + 0.05 * step) &&
      crossesZero(at, x - step, x)
    )
      missed += 1;
    previous = value;
  }
  return missed;
}

/** Narrows a change of sign down: at a zero the values shrink, at a pole they grow. */
function crossesZero(at: (x: number) => number | null, from: number, to: number): boolean {
  let [lo, hi] = [from, to];
  const first = at(lo);
  if (first === null) return false;
  for (let round = 0; round < 30; round++) {
    const middle = (lo + hi) / 2;
    const value = at(middle);
    if (value === null) return false;
    if (value * first > 0) lo = middle;
    else hi = middle;
  }
  return Math.abs(at((lo + hi) / 2) ?? 1) < 1e-4;
}
