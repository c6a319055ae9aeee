import { isDeadEnd } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { Polynomial } from "../exact/polynomial.ts";
import { polynomialExpression } from "../exact/to-expression.ts";
import {
  contains,
  type Expression,
  integer,
  mapHeads,
  rational,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import { compareReals } from "../prove/real-sign.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { addedAngles, byCosineAndSine, type CosineAndSine } from "../trig/by-cosine-and-sine.ts";
import { decideConstants } from "./decide-root.ts";
import { tidyRoot } from "./kernel-substitutions.ts";
import { circularNodes, slopeIn } from "./period.ts";
import { coefficientsIn, solvePolynomialEquation } from "./solve-equation.ts";

/** All real solutions of one turn, and the turn. */
export interface CircularSolutions {
  readonly roots: readonly Expression[];
  readonly period: Expression;
  readonly detail: string;
}

const COS = "__cos";
const SIN = "__sin";
const TAN = "__tan";
const MOST_TURNS = 12;
const ONE = integer(1);

/** An angle with its exact cosine and sine. */
interface Angle {
  readonly angle: Expression;
  readonly cosine: Expression;
  readonly sine: Expression;
}

/**
 * All real solutions of an equation in which the unknown stands in circular functions only, with slopes in
 * whole ratios: written in the cosine and sine of the common angle and solved for one of them, for their
 * quotient, or for the tangent of the half angle, whichever leaves one unknown. Each candidate is kept or
 * dropped by an exact decision about its cosine and sine; null when one stays undecided.
 */
export function solveCircular(
  left: Expression,
  right: Expression,
  variable: string,
): CircularSolutions | null {
  const written = inCosineAndSine(left, right, variable);
  if (written === null) return null;
  const difference: Expression = ["Add", written.left, ["Negate", written.right]];
  const candidates = anglesOf(difference);
  if (candidates === null) return null;
  const kept: Expression[] = [];
  for (const { angle, cosine, sine } of candidates) {
    const root = written.isUnit ? angle : tidyRoot(angleOf(["Divide", angle, written.slope]));
    const [a, b] = [written.left, written.right].map((side) =>
      substitute(substitute(side, COS, cosine), SIN, sine),
    ) as [Expression, Expression];
    // Where a side has no real value, the angle lies outside of the domain of the equation.
    const defined = [a, b].map(isDefinedReal);
    if (defined.includes(false)) continue;
    if (defined.includes(null)) return null;
    const verdict = decideConstants(a, b);
    if (verdict === "undecided") return null;
    if (verdict === "proved") kept.push(root);
  }
  const isFalling = evaluateReal(written.slope)?.isNegative() === true;
  const speed: Expression = isFalling ? ["Negate", written.slope] : written.slope;
  const turn: Expression = ["Divide", ["Multiply", integer(2), "Pi"], speed];
  return {
    roots: distinct(kept),
    period: exactForm(turn) ?? turn,
    detail: "the equation in the cosine and sine of one angle",
  };
}

function distinct(roots: readonly Expression[]): Expression[] {
  return roots.filter(
    (root, index) => !roots.slice(0, index).some((other) => compareReals(root, other) === 0),
  );
}

interface Written {
  readonly left: Expression;
  readonly right: Expression;
  /** The common angle is this times the unknown. */
  readonly slope: Expression;
  readonly isUnit: boolean;
}

/** Both sides in the cosine and sine of one angle, of which every argument is a whole multiple plus a constant. */
function inCosineAndSine(left: Expression, right: Expression, variable: string): Written | null {
  const both: Expression = ["Add", left, right];
  if (variablesOf(both).some((name) => name !== variable)) return null;
  const nodes = circularNodes(both, variable);
  if (nodes === null || nodes.length === 0) return null;
  const slopes = nodes.map(([, argument]) => slopeIn(argument, variable));
  const [first] = slopes;
  if (first === undefined || first === null) return null;
  const ratios = slopes.map((slope) =>
    slope === null ? null : rationalOf(["Divide", slope, first]),
  );
  if (!ratios.every((ratio) => ratio !== null)) return null;
  const unit = ratios.reduce((a, b) => a.gcd(b), new Fraction(0)).abs();
  if (ratios.some((ratio) => ratio.div(unit).abs().compare(MOST_TURNS) > 0)) return null;
  const step: Expression = ["Multiply", rational(unit.n, unit.d), first];
  const slope = exactForm(step) ?? step;
  let isPossible = true;
  const rewrite = (side: Expression): Expression =>
    mapHeads(side, (node) => {
      if (!["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"].includes(node[0])) return node;
      const argument = node[1] as Expression;
      if (!contains(argument, variable)) return node;
      const times = rationalOf(["Divide", slopeIn(argument, variable) ?? integer(0), slope]);
      const shift = exactForm(substitute(argument, variable, integer(0)));
      if (times === null || times.d !== 1n || shift === null) {
        isPossible = false;
        return node;
      }
      return byCosineAndSine(node[0], multiple(Number(times.s * times.n), shift));
    });
  const isUnit = decideEqual(slope, ONE).verdict === "proved";
  const written = { left: rewrite(left), right: rewrite(right), slope, isUnit };
  return isPossible && !contains(["Add", written.left, written.right], variable) ? written : null;
}

/** cos and sin of `count` times the angle plus a constant, by the addition theorems. */
function multiple(count: number, shift: Expression): CosineAndSine {
  let turned: CosineAndSine = { cosine: ONE, sine: integer(0) };
  for (let k = 0; k < Math.abs(count); k++)
    turned = addedAngles(turned, { cosine: COS, sine: SIN });
  if (count < 0) turned = { cosine: turned.cosine, sine: ["Negate", turned.sine] };
  if (evaluateReal(shift)?.isZero() === true) return turned;
  return addedAngles(turned, {
    cosine: exactForm(["Cos", shift]) ?? ["Cos", shift],
    sine: exactForm(["Sin", shift]) ?? ["Sin", shift],
  });
}

/** Angles of one turn among which every solution of `difference` = 0 is. */
function anglesOf(difference: Expression): Angle[] | null {
  try {
    const form = new NormalForm();
    const { numerator } = form.normalize(difference);
    const [c, s] = [form.indexOfVariable(COS), form.indexOfVariable(SIN)];
    const allowed = [c, s].filter((index) => index !== null);
    if (
      [...numerator.generators()].some((used) =>
        allowed.some((own) => own !== used && form.dependsOn(used, own)),
      )
    )
      return null;
    return (
      fromCosine(form, numerator, c, s) ??
      fromSine(form, numerator, c, s) ??
      fromTangent(form, numerator, c, s) ??
      fromHalfTangent(difference)
    );
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** The polynomial with every even power of one function written in the other: even + odd * that function. */
function withoutSquares(
  form: NormalForm,
  polynomial: Polynomial,
  removed: number,
  kept: number,
): { readonly even: Polynomial; readonly odd: Polynomial } {
  const { budget } = form;
  const other = Polynomial.term([[kept, 1]], new Fraction(1));
  const square = Polynomial.term([], new Fraction(1)).add(
    other.multiply(other, budget).negate(),
    budget,
  );
  let even = Polynomial.zero;
  let odd = Polynomial.zero;
  let power = Polynomial.term([], new Fraction(1));
  for (const [index, coefficient] of coefficientsIn(polynomial, removed).entries()) {
    if (index > 0 && index % 2 === 0) power = power.multiply(square, budget);
    const part = coefficient.multiply(power, budget);
    if (index % 2 === 0) even = even.add(part, budget);
    else odd = odd.add(part, budget);
  }
  return { even, odd };
}

function fromCosine(
  form: NormalForm,
  numerator: Polynomial,
  c: number | null,
  s: number | null,
): Angle[] | null {
  if (c === null && s === null) return null;
  const [cosine, sine] = [c ?? form.indexOfVariable(COS), s];
  if (cosine === null) return null;
  const parts =
    sine === null
      ? { even: numerator, odd: Polynomial.zero }
      : withoutSquares(form, numerator, sine, cosine);
  if (!parts.even.isZero && !parts.odd.isZero) return null;
  const isOdd = parts.even.isZero;
  const roots = realRootsOf(form, isOdd ? parts.odd : parts.even, COS);
  if (roots === null) return null;
  const angles = roots.flatMap((value) => anglesWithCosine(value));
  return isOdd ? [...angles, flat(integer(0), 1), flat("Pi", -1)] : angles;
}

function flat(angle: Expression, cosine: 1 | -1): Angle {
  return { angle, cosine: integer(cosine), sine: integer(0) };
}

function fromSine(
  form: NormalForm,
  numerator: Polynomial,
  c: number | null,
  s: number | null,
): Angle[] | null {
  if (s === null) return null;
  const parts =
    c === null ? { even: numerator, odd: Polynomial.zero } : withoutSquares(form, numerator, c, s);
  if (!parts.even.isZero && !parts.odd.isZero) return null;
  const isOdd = parts.even.isZero;
  const roots = realRootsOf(form, isOdd ? parts.odd : parts.even, SIN);
  if (roots === null) return null;
  const angles = roots.flatMap((value) => anglesWithSine(value));
  if (!isOdd) return angles;
  const quarter: Expression = ["Divide", "Pi", integer(2)];
  const upright = (sign: 1 | -1): Angle => ({
    angle: sign === 1 ? quarter : ["Negate", quarter],
    cosine: integer(0),
    sine: integer(sign),
  });
  return [...angles, upright(1), upright(-1)];
}

/** All real roots of a polynomial in one mark; null where they are not known exactly or it vanishes. */
function realRootsOf(form: NormalForm, polynomial: Polynomial, mark: string): Expression[] | null {
  const expression = polynomialExpression(form, polynomial);
  if (expression === null) return null;
  const solution = solvePolynomialEquation(expression, integer(0), mark);
  if (solution === null || !solution.isExact || !solution.isComplete || solution.isIdentity)
    return null;
  if (solution.conditions.length > 0) return null;
  return solution.roots.filter((root) => evaluateReal(root) !== null);
}

function beside(value: Expression): Expression {
  const other: Expression = ["Sqrt", ["Add", ONE, ["Negate", ["Power", value, integer(2)]]]];
  return exactForm(other) ?? other;
}

function isBeyondOne(value: Expression): boolean {
  return compareReals(["Abs", value], ONE) === 1;
}

function isOne(value: Expression): boolean {
  return compareReals(["Abs", value], ONE) === 0;
}

function anglesWithCosine(value: Expression): Angle[] {
  if (isBeyondOne(value)) return [];
  if (isOne(value))
    return [evaluateReal(value)?.isNegative() === true ? flat("Pi", -1) : flat(integer(0), 1)];
  const angle = angleOf(resolveSpecialAngles(["Arccos", value]));
  const sine = beside(value);
  return [
    { angle, cosine: value, sine },
    { angle: ["Negate", angle], cosine: value, sine: ["Negate", sine] },
  ];
}

function anglesWithSine(value: Expression): Angle[] {
  if (isBeyondOne(value)) return [];
  const angle = angleOf(resolveSpecialAngles(["Arcsin", value]));
  if (isOne(value)) return [{ angle, cosine: integer(0), sine: value }];
  const cosine = beside(value);
  return [
    { angle, cosine, sine: value },
    { angle: ["Add", "Pi", ["Negate", angle]], cosine: ["Negate", cosine], sine: value },
  ];
}

/** Where only products of even degree (or only of odd degree) stand, the quotient sin/cos is enough. */
function fromTangent(
  form: NormalForm,
  numerator: Polynomial,
  c: number | null,
  s: number | null,
): Angle[] | null {
  if (c === null || s === null) return null;
  const degreeOf = (monomial: readonly (readonly [number, number])[]): number =>
    monomial.reduce((sum, [index, power]) => (index === c || index === s ? sum + power : sum), 0);
  const degrees = numerator.list().map(({ monomial }) => degreeOf(monomial));
  const most = Math.max(...degrees);
  if (degrees.some((degree) => (most - degree) % 2 !== 0)) return null;
  // Each term is raised to the greatest degree by sin^2 + cos^2 = 1 and divided by that power of cos.
  const terms = numerator.list().map(({ monomial, coefficient }, index): Expression => {
    const rest = monomial.filter(([used]) => used !== c && used !== s);
    const outer = polynomialExpression(form, Polynomial.term(rest, coefficient)) ?? "Undefined";
    const sines = monomial.find(([used]) => used === s)?.[1] ?? 0;
    const raised = (most - (degrees[index] as number)) / 2;
    return [
      "Multiply",
      outer,
      ["Power", TAN, integer(sines)],
      ["Power", ["Add", ONE, ["Power", TAN, integer(2)]], integer(raised)],
    ];
  });
  const solution = solvePolynomialEquation(["Add", ...terms, integer(0)], integer(0), TAN);
  if (solution === null || !solution.isExact || !solution.isComplete || solution.isIdentity)
    return null;
  const angles: Angle[] = [];
  const quarter: Expression = ["Divide", "Pi", integer(2)];
  for (const sign of [1, -1])
    angles.push({
      angle: sign === 1 ? quarter : ["Negate", quarter],
      cosine: integer(0),
      sine: integer(sign),
    });
  for (const t of solution.roots) {
    if (evaluateReal(t) === null) continue;
    const angle = angleOf(resolveSpecialAngles(["Arctan", t]));
    const cosine: Expression = ["Divide", ONE, ["Sqrt", ["Add", ONE, ["Power", t, integer(2)]]]];
    const simple = exactForm(cosine) ?? cosine;
    const sine: Expression = ["Multiply", t, simple];
    angles.push(
      { angle, cosine: simple, sine },
      {
        angle: ["Add", angle, "Pi"],
        cosine: ["Negate", simple],
        sine: ["Negate", sine],
      },
    );
  }
  return angles;
}

/** With t = tan(angle/2) both functions are quotients of polynomials; the angle pi stands apart. */
function fromHalfTangent(difference: Expression): Angle[] | null {
  const square: Expression = ["Power", TAN, integer(2)];
  const below: Expression = ["Add", ONE, square];
  const cosine: Expression = ["Divide", ["Add", ONE, ["Negate", square]], below];
  const sine: Expression = ["Divide", ["Multiply", integer(2), TAN], below];
  const solution = solvePolynomialEquation(
    substitute(substitute(difference, COS, cosine), SIN, sine),
    integer(0),
    TAN,
  );
  if (solution === null || !solution.isExact || !solution.isComplete || solution.isIdentity)
    return null;
  const angles: Angle[] = [flat("Pi", -1)];
  for (const t of solution.roots) {
    const size = evaluateReal(t);
    if (size === null) continue;
    const put = (of: Expression): Expression => {
      const value = substitute(of, TAN, t);
      return exactForm(value) ?? value;
    };
    const [c, s] = [put(cosine), put(sine)];
    const doubled = angleOf(["Multiply", integer(2), resolveSpecialAngles(["Arctan", t])]);
    const short: Expression = size.isNegative() ? ["Negate", ["Arccos", c]] : ["Arccos", c];
    const isShort = contains(doubled, "Pi") || rationalOf(c) === null;
    angles.push({ angle: isShort ? doubled : short, cosine: c, sine: s });
  }
  return angles;
}

/** A rational multiple of pi where the value is one to 40 digits (the cosine and sine prove it or not). */
function angleOf(angle: Expression): Expression {
  const value = evaluateReal(["Divide", angle, "Pi"]);
  if (value === null) return angle;
  for (let d = 1; d <= 120; d++) {
    const n = value.mul(d).round();
    if (!value.mul(d).sub(n).abs().lt(1e-40)) continue;
    const exact = new Fraction(BigInt(n.toFixed()), BigInt(d));
    return tidyRoot(["Multiply", rational(exact.s * exact.n, exact.d), "Pi"]);
  }
  return angle;
}
