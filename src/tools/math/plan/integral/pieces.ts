import { exactForm } from "../../exact/exact-form.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  rational,
  substitute,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { factorsOf, termsOf } from "../../integrate/terms.ts";
import { linearIn } from "../../integrate/linear.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { enclose } from "../../numeric/interval.ts";
import { circularPoles } from "../../prove/circular-poles.ts";
import { hasNoZeroInside } from "../../prove/continuity.ts";
import { solvePolynomialEquation } from "../../solve/solve-equation.ts";
import { rangeEnd } from "../fundamental-theorem.ts";
import { asUnivariate } from "../univariate-input.ts";
import { withAbsoluteRoots } from "./absolute-roots.ts";

/** A stretch of the range on which the integrand has no more absolute values, steps or choices. */
export interface Piece {
  readonly integrand: Expression;
  readonly bounds: readonly [Expression, Expression];
}

const MOST_CUTS = 40;

/**
 * The range cut where an absolute value, a sign, the greater of two or a whole part changes its form. The
 * sign on each piece is proved: its expression has no zero inside. Null where there is nothing to cut or
 * where that cannot be shown.
 */
export function piecesOf(
  written: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Piece[] | null {
  const [from, to] = [rangeEnd(lower, -1), rangeEnd(upper, 1)];
  if (from === null || to === null || !(from.value < to.value)) return null;
  if (!Number.isFinite(from.value) || !Number.isFinite(to.value)) return null;
  if (variablesOf(written).some((name) => name !== variable)) return null;
  const integrand = withAbsoluteRoots(written, variable);
  const choices = choicesIn(integrand, variable);
  if (choices.length === 0) return null;
  const cuts = new Map<string, Expression>();
  for (const { subject, isStep } of choices) {
    const found = isStep
      ? stepsOf(subject, variable, [lower, upper])
      : zerosOf(subject, variable, from.value, to.value);
    if (found === null || cuts.size + found.length > MOST_CUTS) return null;
    for (const cut of found) cuts.set(printPlain(cut), cut);
  }
  const at = (point: Expression): number => evaluateReal(point)?.toNumber() ?? Number.NaN;
  const points = [lower, ...[...cuts.values()].sort((a, b) => at(a) - at(b)), upper];
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < points.length; index++) {
    const bounds = [points[index] as Expression, points[index + 1] as Expression] as const;
    const settled = withoutChoices(integrand, variable, bounds);
    if (settled === null) return null;
    pieces.push({ integrand: settled, bounds });
  }
  return pieces;
}

interface Choice {
  /** What changes its sign, or what a whole part is taken of. */
  readonly subject: Expression;
  readonly isStep: boolean;
}

function choicesIn(node: Expression, variable: string): Choice[] {
  if (!isFunction(node) || !contains(node, variable)) return [];
  const inner = argumentsOf(node).flatMap((part) => choicesIn(part, variable));
  const subject = subjectOf(node);
  if (subject !== null) return [...inner, { subject, isStep: false }];
  if (node[0] === "Floor" || node[0] === "Ceil")
    return [...inner, { subject: argumentsOf(node)[0] as Expression, isStep: true }];
  return inner;
}

/** The expression whose sign decides: u of |u| and sign(u), a - b of max(a, b) and min(a, b). */
function subjectOf(node: Expression): Expression | null {
  const [first, second, third] = argumentsOf(node) as [Expression, Expression?, Expression?];
  if (headOf(node) === "Abs" || headOf(node) === "Sign") return first;
  if (
    (headOf(node) === "Max" || headOf(node) === "Min") &&
    second !== undefined &&
    third === undefined
  )
    return ["Add", first, ["Negate", second]];
  return null;
}

/** The zeros inside the range of a polynomial, of a sine or cosine of a linear expression, or of their sum or difference. */
function zerosOf(
  subject: Expression,
  variable: string,
  from: number,
  to: number,
): Expression[] | null {
  const [inner] = argumentsOf(subject);
  if (inner !== undefined && (headOf(subject) === "Sin" || headOf(subject) === "Cos"))
    return linearIn(inner, variable) === null
      ? null
      : circularPoles([headOf(subject) === "Sin" ? "Csc" : "Sec", inner], variable, from, to);
  const turned = asOneSine(subject, variable);
  if (turned !== null) return zerosOf(turned, variable, from, to);
  const solved = solvePolynomialEquation(subject, ZERO, variable);
  if (solved === null || !solved.isExact) return [];
  return solved.roots.filter((root) => {
    const x = evaluateReal(root)?.toNumber();
    return x !== undefined && x > from + 1e-12 && x < to - 1e-12;
  });
}

/** sin(u) ± cos(u) is a multiple of the sine of u ± pi/4. */
function asOneSine(subject: Expression, variable: string): Expression | null {
  const terms = termsOf(subject).map((term) => factorsOf(term, variable));
  if (terms.length !== 2 || terms.some(({ factors }) => factors.length !== 1)) return null;
  const [sine, cosine] = ["Sin", "Cos"].map((head) =>
    terms.find(({ factors }) => headOf(factors[0] as Expression) === head),
  );
  if (sine === undefined || cosine === undefined) return null;
  const [u, v] = [sine, cosine].map(
    ({ factors }) => argumentsOf(factors[0] as Expression)[0] as Expression,
  ) as [Expression, Expression];
  const ratio = fractionOf(["Divide", cosine.constant, sine.constant]);
  if (ratio === null || !ratio.abs().equals(1) || printPlain(u) !== printPlain(v)) return null;
  const angle: Expression = ["Add", u, ["Multiply", rational(BigInt(ratio.valueOf()), 4n), "Pi"]];
  return ["Sin", exactForm(angle) ?? angle];
}

/** Where a linear expression, or a polynomial, takes whole values inside the range. */
function stepsOf(
  subject: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Expression[] | null {
  const linear = linearIn(subject, variable);
  if (linear === null) return polynomialSteps(subject, variable, [lower, upper]);
  const ends = [lower, upper].map((end) =>
    evaluateReal(substitute(subject, variable, end))?.toNumber(),
  );
  const [a, b] = ends as [number | undefined, number | undefined];
  if (a === undefined || b === undefined || Math.abs(a - b) > MOST_CUTS) return null;
  const found: Expression[] = [];
  for (let k = Math.floor(Math.min(a, b)); k <= Math.ceil(Math.max(a, b)); k++) {
    const raw: Expression = [
      "Divide",
      ["Add", integer(k), ["Negate", linear.offset]],
      linear.slope,
    ];
    const cut = exactForm(raw) ?? raw;
    if (isBelow(lower, cut) && isBelow(cut, upper)) found.push(cut);
  }
  return found;
}

function polynomialSteps(
  subject: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Expression[] | null {
  const [from, to] = [rangeEnd(lower, -1), rangeEnd(upper, 1)];
  if (from === null || to === null || asUnivariate(subject) === null) return null;
  const values = enclose(subject, variable, { lo: from.value, hi: to.value });
  if (values === null || !(values.hi - values.lo <= MOST_CUTS)) return null;
  const found: Expression[] = [];
  for (let k = Math.floor(values.lo); k <= Math.ceil(values.hi); k++) {
    const solved = solvePolynomialEquation(subject, integer(k), variable);
    if (solved === null || !solved.isExact) return null;
    found.push(
      ...solved.roots.filter(
        (root) => evaluateReal(root) !== null && isBelow(lower, root) && isBelow(root, upper),
      ),
    );
  }
  return found;
}

/** To forty digits: a cut that is an end is none. */
function isBelow(a: Expression, b: Expression): boolean {
  return evaluateReal(["Add", b, ["Negate", a]])?.gt(1e-30) === true;
}

/** Each choice settled on one piece; null where its sign there is not proved. */
function withoutChoices(
  node: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
): Expression | null {
  if (!isFunction(node) || !contains(node, variable)) return node;
  const parts = argumentsOf(node).map((part) => withoutChoices(part, variable, bounds));
  if (parts.some((part) => part === null)) return null;
  const settled: Expression = [node[0], ...(parts as Expression[])];
  const middle = middleOf(bounds);
  if (node[0] === "Floor" || node[0] === "Ceil") {
    const value = evaluateReal(settled, { [variable]: middle })?.toNumber();
    // Between two neighbouring places with whole values it takes none.
    return value === undefined ? null : integer(value);
  }
  const subject = subjectOf(settled);
  if (subject === null) return settled;
  const [lower, upper] = [rangeEnd(bounds[0], -1), rangeEnd(bounds[1], 1)];
  if (lower === null || upper === null) return null;
  if (!contains(subject, variable) || !hasNoZeroInside(subject, variable, lower, upper))
    return null;
  const sign = evaluateReal(subject, { [variable]: middle });
  if (sign === null || sign.isZero()) return null;
  const [first, second] = argumentsOf(settled) as [Expression, Expression];
  switch (node[0]) {
    case "Abs":
      return sign.isPositive() ? first : ["Negate", first];
    case "Sign":
      return integer(sign.isPositive() ? 1 : -1);
    case "Max":
      return sign.isPositive() ? first : second;
    default:
      return sign.isPositive() ? second : first;
  }
}

function middleOf([lower, upper]: readonly [Expression, Expression]): number {
  const [a, b] = [evaluateReal(lower)?.toNumber() ?? 0, evaluateReal(upper)?.toNumber() ?? 0];
  return a + (b - a) * 0.4871;
}
