import type { Decimal } from "decimal.js";
import type { Certificate } from "../../../core/truth.ts";
import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal, formatReal } from "../numeric/evaluate-decimal.ts";
import { isolateRealRoots } from "../numeric/real-roots.ts";
import { nearFractions, recognisedForms } from "../numeric/recognise.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { sortRoots } from "../solve/solve-equation.ts";
import { EXACT } from "./candidates.ts";
import { endOf, rootsIn } from "./solution-domain.ts";

export interface RealRoots {
  /** Rising; a closed form where one was proved, a decimal otherwise. */
  readonly roots: readonly Expression[];
  readonly isComplete: boolean;
  readonly certificate: Certificate;
}

const MOST_SHOWN = 24;

/**
 * The real roots of an equation in one unknown: intervals with exactly one root each are found by interval
 * arithmetic, a proved closed form in an interval is that root, and every other root is refined to a
 * decimal. Null when nothing was found and nothing excluded.
 */
export function realRoots(
  left: Expression,
  right: Expression,
  variable: string,
  domain: SolveDomain,
  closedForms: readonly Expression[],
): RealRoots | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (variablesOf(difference).some((name) => name !== variable)) return null;
  const within = rangeOf(domain);
  if (within === undefined) return null;
  const isolated = isolateRealRoots(difference, variable, within);
  if (isolated === null || isolated.boxes.length > MOST_SHOWN) return null;
  const isComplete = isolated.open.length === 0 && isolated.searched === within;
  const isRoot = (root: Expression): boolean => {
    const [a, b] = [left, right].map((side) =>
      resolveSpecialAngles(substitute(side, variable, root)),
    ) as [Expression, Expression];
    return decideEqual(a, b).verdict === "proved";
  };
  const proved = closedForms.filter(isRoot);
  let hasDecimals = false;
  // Decimals beside an end of the range were found inside it; exact roots may be the end itself.
  const decimals = new Set<Expression>();
  const roots: Expression[] = [];
  for (const box of isolated.boxes) {
    const known = proved.find((root) => isInside(root, box));
    const decimal = known === undefined ? refine(difference, variable, box) : null;
    if (known === undefined && decimal === null) return null;
    const exact = known ?? recognisedForms(decimal as Decimal).find(isRoot);
    hasDecimals ||= exact === undefined;
    const root = exact ?? signed(formatReal(decimal as Decimal));
    if (exact === undefined && within !== null) decimals.add(root);
    roots.push(root);
  }
  // Where the sides touch without crossing, an exact root can still be recognised.
  for (const { lo, hi } of isolated.open) {
    const middle = evaluateReal({ num: String((lo + hi) / 2) });
    const touching =
      middle === null || hi - lo > 1e-4 ? [] : nearFractions(middle, hi - lo).filter(isRoot);
    if (touching[0] !== undefined) roots.push(touching[0]);
  }
  const inDomain = roots.filter(
    (root) => decimals.has(root) || rootsIn(domain, [root], null).length > 0,
  );
  if (inDomain.length === 0 && !isComplete) return null;
  const searched = isolated.searched;
  const where = searched === null ? "" : ` from ${short(searched.lo)} to ${short(searched.hi)}`;
  const unsettled = isolated.open.map(({ lo, hi }) => `${short(lo)} to ${short(hi)}`);
  const rest = isComplete
    ? `interval arithmetic shows that there is no other real root${where}.`
    : `whether there are others is not established${
        unsettled.length > 0 && unsettled.length < 6 ? ` from ${unsettled.join(" and ")}` : ""
      }${searched === within ? "" : `, nor what lies outside${where}`}.`;
  return {
    roots: sortRoots(inDomain),
    isComplete,
    certificate: {
      grade: hasDecimals ? "numeric-check" : isComplete ? "proved" : "exact-check",
      method: "interval-isolation",
      detail:
        inDomain.length === 0
          ? `The two sides differ everywhere: ${rest}`
          : hasDecimals
            ? `No closed form was found for every root, so decimals are shown: each is the only root in an interval where the difference of the sides is monotone and changes sign, refined with 60 digits; ${rest}`
            : `Every root was substituted back exactly, and ${rest}`,
      engines: [EXACT],
      ...(domain.isReal ? {} : { conditions: [`${variable} is real`] }),
    },
  };
}

/** A negative decimal as the expression that the printer knows. */
function signed(text: string): Expression {
  return text.startsWith("-") ? ["Negate", { num: text.slice(1) }] : { num: text };
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}

/** Null for the whole line, undefined where the ends are no numbers. */
function rangeOf({ interval }: SolveDomain): { lo: number; hi: number } | null | undefined {
  if (interval === null) return null;
  const lo = endOf(interval.lower)?.toNumber();
  const hi = endOf(interval.upper)?.toNumber();
  if (lo === undefined || hi === undefined || lo >= hi) return undefined;
  return Number.isFinite(lo) && Number.isFinite(hi) ? { lo, hi } : null;
}

function isInside(root: Expression, { lo, hi }: { lo: number; hi: number }): boolean {
  const value = evaluateReal(root)?.toNumber() ?? realPart(root);
  return value !== null && value > lo && value < hi;
}

function realPart(root: Expression): number | null {
  const value = evaluateComplex(root);
  return value !== null && Math.abs(value.im) < 1e-12 ? value.re : null;
}

/** The root in a box by halving with 60 digits, to about 30. */
function refine(
  difference: Expression,
  variable: string,
  box: { readonly lo: number; readonly hi: number },
): Decimal | null {
  const at = (x: Decimal): Decimal | null => evaluateReal(difference, { [variable]: x });
  let lo = evaluateReal({ num: String(box.lo) });
  let hi = evaluateReal({ num: String(box.hi) });
  const first = lo === null ? null : at(lo);
  if (lo === null || hi === null || first === null) return null;
  for (let round = 0; round < 100; round++) {
    const middle: Decimal = lo.add(hi).div(2);
    const value = at(middle);
    if (value === null) return null;
    if (value.isZero()) return middle;
    if (value.isNegative() === first.isNegative()) lo = middle;
    else hi = middle;
  }
  return lo.add(hi).div(2);
}
