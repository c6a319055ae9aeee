import type { Decimal } from "decimal.js";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { compareReals, settledValue } from "../prove/real-sign.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { periodOf } from "../solve/period.ts";
import type { ZeroSet } from "../solve/zeros-by-pieces.ts";
import { criticalPoints, type CriticalPoints } from "./critical-points.ts";
import { familyOutcome, intervalsOutcome } from "./inequality-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";
import { parametricInequality } from "./parametric-inequality.ts";
import { relationHolds } from "./relation-holds.ts";
import { chartOfCircle, chartOfLine, type Place } from "./sign-chart.ts";
import { rootsIn } from "./solution-domain.ts";

const WHOLE_LINE: SolveDomain = { isReal: true, interval: null };

/**
 * Inequalities of one variable, perhaps on a range: between two neighbouring zeros or breaks of the sides no
 * sign changes, so one exact test in each gap and one at each such point decide everything. Where everything
 * repeats with a period, one turn is decided and the answer is a family.
 */
export function solveInequality(
  relations: readonly Expression[],
  variable: string,
  domain: SolveDomain = WHOLE_LINE,
): Outcome {
  const all = [...relations, ...boundsOf(domain, variable)];
  if (variablesOf(["And", ...all]).some((name) => name !== variable))
    return parametricInequality(all, variable);
  const window = windowOf(all, variable);
  const found: CriticalPoints[] = [];
  for (const relation of all) {
    const own = criticalPoints(relation, variable, window);
    if (own === null)
      return openOutcome(
        "The zeros of this inequality could not all be found. Polynomials, fractions, roots, logarithms, exponentials, circular functions and absolute values of one variable are solved; a range such as 0 <= x <= 5 may help.",
        "unsupported",
      );
    found.push(own);
  }
  const isRepeated = found
    .flatMap(({ zeros, breaks }) => [...zeros, ...breaks])
    .some(({ period }) => period !== null);
  const hasDecimals = found.some((own) => own.hasDecimals);
  const turn = isRepeated && window === null ? commonPeriod(all, variable) : null;
  if (isRepeated && window === null && turn === null)
    return openOutcome(
      "This inequality changes its sign without end and does not repeat. Ask about it on a range, such as 0 <= x <= 10.",
      "unsupported",
    );
  const where: SolveDomain =
    turn === null
      ? { isReal: true, interval: window }
      : {
          isReal: true,
          interval: {
            lower: { num: "0" },
            upper: turn,
            isLowerClosed: true,
            isUpperClosed: false,
          },
        };
  const zeros = new Map(
    all.map((relation, index) => [
      relation,
      new Set(valuesOf(found[index]?.zeros ?? [], where)?.map(({ value }) => keyOf(value))),
    ]),
  );
  const seen = valuesOf(
    found.flatMap((own) => [...own.zeros, ...own.breaks]),
    where,
  );
  const places = seen === null ? null : distinctPlaces(seen);
  if (places === null || (hasDecimals && areTooClose(places)))
    return openOutcome("Two zeros lie too near to each other to be told apart by decimals.");
  const placed = new Set(places.map(({ value }) => keyOf(value)));
  let isOpen = false;
  const holdsAt = (x: Expression): boolean => {
    const key = keyOf(settledValue(x) as Decimal);
    return all.every((relation) => {
      const holds = relationHolds(
        relation,
        variable,
        x,
        zeros.get(relation)?.has(key) ?? false,
        placed.has(key),
      );
      isOpen ||= holds === null;
      return holds ?? false;
    });
  };
  const intervals =
    turn === null ? chartOfLine(places, holdsAt) : chartOfCircle(places, turn, holdsAt);
  if (isOpen)
    return openOutcome(
      "Whether the two sides are equal at the end of an interval could not be decided.",
    );
  return turn === null
    ? intervalsOutcome(intervals, variable, hasDecimals)
    : familyOutcome(intervals, turn, variable);
}

/** The range as inequalities. */
function boundsOf({ interval }: SolveDomain, variable: string): Expression[] {
  if (interval === null) return [];
  const { lower, upper, isLowerClosed, isUpperClosed } = interval;
  const bounds: Expression[] = [];
  if (lower !== "NegativeInfinity")
    bounds.push([isLowerClosed ? "LessEqual" : "Less", lower, variable]);
  if (upper !== "PositiveInfinity")
    bounds.push([isUpperClosed ? "LessEqual" : "Less", variable, upper]);
  return bounds;
}

/** The range that the inequalities between the unknown alone and constants leave, where it has two ends. */
function windowOf(relations: readonly Expression[], variable: string): SolveDomain["interval"] {
  let lower: { expression: Expression; value: Decimal } | null = null;
  let upper: { expression: Expression; value: Decimal } | null = null;
  for (const relation of relations) {
    const [left, right] = argumentsOf(relation) as [Expression, Expression];
    const isLess = headOf(relation).startsWith("Less");
    if (!isLess && !headOf(relation).startsWith("Greater")) continue;
    const other = left === variable ? right : right === variable ? left : null;
    const value = other === null ? null : evaluateReal(other);
    if (other === null || value === null) continue;
    const bound = { expression: other, value };
    if ((left === variable) === isLess) {
      if (upper === null || value.lt(upper.value)) upper = bound;
    } else if (lower === null || value.gt(lower.value)) lower = bound;
  }
  return lower === null || upper === null
    ? null
    : {
        lower: lower.expression,
        upper: upper.expression,
        isLowerClosed: true,
        isUpperClosed: true,
      };
}

/** The period of all sides together; null where one does not repeat. */
function commonPeriod(relations: readonly Expression[], variable: string): Expression | null {
  return periodOf(["Tuple", ...relations], variable);
}

/** The points with their values; null where one is not told from zero. */
function valuesOf(sets: readonly ZeroSet[], where: SolveDomain): Place[] | null {
  const real = sets
    .flatMap(({ points, period }) =>
      period === null ? [...points] : rootsIn(where, points, period),
    )
    .filter((expression) => evaluateReal(expression) !== null)
    .map((expression) => ({ expression, value: settledValue(expression) }));
  return real.every((place): place is Place => place.value !== null) ? real : null;
}

/** In rising order, each once; null where two agree to 25 digits and are not shown to be the same. */
function distinctPlaces(places: readonly Place[]): Place[] | null {
  const byKey = new Map<string, Place>();
  for (const place of places) {
    const known = byKey.get(keyOf(place.value));
    if (known === undefined) byKey.set(keyOf(place.value), place);
    else if (!areSamePlace(known.expression, place.expression)) return null;
  }
  return [...byKey.values()].sort((a, b) => a.value.cmp(b.value));
}

function areSamePlace(a: Expression, b: Expression): boolean {
  return printPlain(a) === printPlain(b) || compareReals(a, b) === 0;
}

/** The same for values that agree to 25 digits. */
function keyOf(value: Decimal): string {
  return value.toSignificantDigits(25).toString();
}

function areTooClose(places: readonly Place[]): boolean {
  return places.some(({ value }, index) => {
    const next = places[index + 1]?.value;
    return next !== undefined && next.sub(value).abs().lt(value.abs().add(1).mul(1e-9));
  });
}
