import type { Fraction } from "fraction.js";
import { approximateRoots } from "../exact/approximate-roots.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { KernelField } from "../exact/kernel-field.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, evaluateAt, trim, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  ONE,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideRelationBetween } from "../prove/decide-relation.ts";
import { coefficientsIn, solvePolynomialEquation } from "./solve-equation.ts";
import type { InverseSolutions } from "./solve-by-inverse.ts";

const MARK = "__floor";
const MOST_STEPS = 200;

/**
 * All real solutions of an equation that is linear in one floor or ceiling and otherwise a polynomial: with
 * n = floor(u) it says n = g(x), so 0 <= u - g < 1, which bounds x where u - g is no constant; each whole n
 * within these bounds is then put in, and its roots are kept where n <= u < n + 1 exactly. Null for others.
 */
export function solveFloor(
  left: Expression,
  right: Expression,
  variable: string,
): InverseSolutions | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (variablesOf(difference).some((name) => name !== variable)) return null;
  const parts = partsOf(difference, variable);
  if (parts === null) return null;
  const { inner, value } = parts;
  const [slope, start] = [inner[1] as Fraction, inner[0] as Fraction];
  const range = rangeOf(minus(inner, value));
  if (range === null) return null;
  const ends = range.map((x) => slope.valueOf() * x + start.valueOf());
  const [lowest, highest] = [Math.floor(Math.min(...ends)) - 1, Math.ceil(Math.max(...ends)) + 1];
  if (highest - lowest > MOST_STEPS) return null;
  const side = univariateExpression(value, variable);
  const roots: Expression[] = [];
  for (let n = lowest; n <= highest; n++) {
    const found = solvePolynomialEquation(side, integer(n), variable);
    if (found === null || !found.isComplete || found.isIdentity) return null;
    for (const root of found.roots) {
      if (evaluateReal(root) === null) continue;
      const isWithin = isOnStep(root, inner, n);
      if (isWithin === null) return null;
      if (isWithin) roots.push(root);
    }
  }
  return { roots, period: null, detail: "each step of the floor within its bounds" };
}

/** u of the one floor(u), and g of floor(u) = g(x); a ceiling is the opposite of a floor. */
function partsOf(
  difference: Expression,
  variable: string,
): { inner: Univariate; value: Univariate } | null {
  const steps = new Map<string, Expression>();
  const marked = mapHeads(difference, (node) => {
    const [argument] = argumentsOf(node);
    if (!["Floor", "Ceil"].includes(headOf(node)) || argument === undefined) return node;
    const under: Expression = headOf(node) === "Floor" ? argument : ["Negate", argument];
    steps.set(printPlain(under), under);
    return headOf(node) === "Floor" ? MARK : ["Negate", MARK];
  });
  const [under] = [...steps.values()];
  const inner = steps.size === 1 ? univariateIn(under as Expression, variable) : null;
  if (inner === null || degreeOf(inner) !== 1 || contains(under as Expression, MARK)) return null;
  const field = new KernelField();
  const { numerator, denominator } = field.fromExpression(marked);
  const [index] = field.fromExpression(MARK).numerator.generators();
  const coefficients = index === undefined ? [] : coefficientsIn(numerator, index);
  if (coefficients.length !== 2 || denominator.asConstant() === null) return null;
  const [rest, lead] = coefficients.map((part) =>
    field.toExpression({ numerator: part, denominator: field.one.denominator }),
  ) as [Expression, Expression];
  const factor = fractionOf(lead);
  const polynomial = univariateIn(rest, variable);
  return factor === null || polynomial === null
    ? null
    : { inner, value: trim(polynomial.map((part) => part.div(factor).neg())) };
}

function univariateIn(expression: Expression, variable: string): Univariate | null {
  const field = new KernelField();
  const { numerator, denominator } = field.fromExpression(expression);
  const [index] = field.fromExpression(variable).numerator.generators();
  const divisor = denominator.asConstant();
  if (index === undefined || divisor === null) return null;
  const values = coefficientsIn(numerator, index).map((part) => part.asConstant());
  return values.includes(null)
    ? null
    : trim((values as Fraction[]).map((part) => part.div(divisor)));
}

function minus(a: Univariate, b: Univariate): Univariate {
  return trim(
    Array.from({ length: Math.max(a.length, b.length) }, (_, k) =>
      (a[k] ?? (b[k] as Fraction).sub(b[k] as Fraction)).sub(b[k] ?? 0),
    ),
  );
}

/** Ends between which 0 <= h(x) < 1 holds for no x outside, from the roots of h and h - 1; empty as one point. */
function rangeOf(h: Univariate): [number, number] | null {
  if (degreeOf(h) < 1) return null;
  const above = h.map((part, k) => (k === 0 ? part.sub(1) : part));
  const found = [h, above].map((side) => approximateRoots(side));
  if (found.includes(null)) return null;
  const ends = found.flatMap((roots) =>
    (roots as { re: number; im: number }[]).map(({ re }) => re),
  );
  return [Math.min(...ends), Math.max(...ends)];
}

/** n <= u(root) < n + 1, exactly; null where that is not decided. */
function isOnStep(root: Expression, inner: Univariate, n: number): boolean | null {
  const exact = fractionOf(root);
  if (exact !== null) {
    const height = evaluateAt(inner, exact).sub(n);
    return height.compare(0) >= 0 && height.compare(1) < 0;
  }
  const value: Expression = [
    "Add",
    ["Multiply", fractionExpression(inner[1] as Fraction), root],
    fractionExpression((inner[0] as Fraction).sub(n)),
  ];
  const [above, below] = [
    decideRelationBetween(value, ">=", ZERO, ""),
    decideRelationBetween(value, "<", ONE, ""),
  ].map(({ verdict }) => verdict);
  if (above === "refuted" || below === "refuted") return false;
  return above === "proved" && below === "proved" ? true : null;
}
