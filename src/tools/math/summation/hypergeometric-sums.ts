import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { KernelField } from "../exact/kernel-field.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import type { Univariate } from "../exact/univariate.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import { readTerm, shiftQuotient } from "./hypergeometric-term.ts";
import { hypergeometricValue, type Root } from "./hypergeometric-values.ts";
import {
  constantsOf,
  factorsOf,
  type Parametric,
  ParametricArithmetic,
  parametricOf,
} from "./parametric-polynomial.ts";
import type { SummedSeries } from "./summed-series.ts";

const MOST_DEGREE = 4;
const Z = "__z";

/**
 * The sum over k = from, from + 1, … of a term whose quotient of neighbours is rational: written as a
 * polynomial times the term of a generalized hypergeometric series (DLMF 16.2.1), whose closed form is
 * taken from known ones; the polynomial is applied as an operator z d/dz. Null for others.
 */
export function hypergeometricSum(
  body: Expression,
  variable: string,
  from: number,
): SummedSeries | null {
  if (from < 0) return null;
  try {
    const first = substitute(body, variable, integer(from));
    if (fractionOf(first)?.equals(0) === true) return hypergeometricSum(body, variable, from + 1);
    return sumFrom(body, variable, from, first);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

function sumFrom(
  body: Expression,
  variable: string,
  from: number,
  first: Expression,
): SummedSeries | null {
  // In j = k - from the series starts at 0.
  const moved = substitute(body, variable, ["Add", variable, integer(from)]);
  const quotient = shiftQuotient(readTerm(moved), variable);
  if (quotient === null) return null;
  const form = standardForm(quotient.numerators, quotient.denominators, variable);
  if (form === null) return null;
  const { top, bottom, factor, polynomial } = form;
  const scale = polynomial[0] as Fraction;
  if (scale.equals(0)) return null;
  const value = exactForm(factor) ?? factor;
  const root = rootOf(value);
  const found = hypergeometricValue(top, bottom, { z: Z, s: "__s", isNegative: root.isNegative });
  if (found === null) return null;
  // As a function of z alone, so that z d/dz can be applied.
  const ofZ = substitute(
    found.value,
    "__s",
    root.isNegative ? ["Sqrt", ["Negate", Z]] : ["Sqrt", Z],
  );
  const applied = operate(polynomial, ofZ);
  if (applied === null) return null;
  const plain = polynomial.length === 1 ? found.value : null;
  const at =
    plain === null
      ? withRoot(substitute(applied, Z, "__w"), root)
      : substitute(substitute(plain, "__s", root.s), Z, root.z);
  const total = scaledBy(
    ["Divide", inExactFactors(first), fractionExpression(scale)],
    resolveSpecialAngles(at),
  );
  const isNumber = variablesOf(value).length === 0;
  const isOnCircle = !found.isEntire && plain !== null && convergesOnCircle(top, bottom, value);
  if (isNumber && !found.isEntire && !isInside(value) && !isOnCircle) return null;
  return {
    sum: total,
    method: "hypergeometric-series",
    detail: `The quotient of neighbouring terms is rational, so the sum is a generalized hypergeometric series in ${printPlain(value)} with the parameters ${listed(top)}; ${listed(bottom)}, whose closed form is known (${found.source}).`,
    conditions: isNumber || found.isEntire ? [] : [`abs(${printPlain(sizeOf(value))}) < 1`],
    isLimit: isOnCircle,
  };
}

/** A product with every factor in exact form, where the whole has none. */
function inExactFactors(expression: Expression): Expression {
  const exact = exactForm(expression);
  if (exact !== null) return exact;
  const head = headOf(expression);
  if (head !== "Multiply" && head !== "Divide") return expression;
  const parts = argumentsOf(expression).map(inExactFactors);
  if (head === "Divide")
    return printPlain(parts[1] as Expression) === "1"
      ? (parts[0] as Expression)
      : ["Divide", ...parts];
  const kept = parts.filter((part) => printPlain(part) !== "1");
  return kept.length === 1 ? (kept[0] as Expression) : ["Multiply", integer(1), ...kept];
}

/** The factor times a closed form, with what is rational in it brought together. */
function scaledBy(factor: Expression, closed: Expression): Expression {
  const whole: Expression = ["Multiply", factor, tidied(closed)];
  const exact = exactForm(whole);
  if (exact !== null && !/"(Sin|Cos|Sinh|Cosh)"/.test(JSON.stringify(closed)))
    return tidySigns(exact);
  const isQuotient = headOf(closed) === "Divide";
  const [top, bottom] = isQuotient
    ? (argumentsOf(closed) as [Expression, Expression])
    : [closed, integer(1)];
  const isNegative = headOf(closed) === "Negate";
  if (isNegative)
    return tidySigns(["Negate", scaledBy(factor, argumentsOf(closed)[0] as Expression)]);
  const quotient =
    exactForm(["Divide", factor, bottom]) ?? inExactFactors(["Divide", factor, bottom]);
  if (printPlain(quotient) === "1") return tidied(top);
  return tidySigns(
    headOf(quotient) === "Divide"
      ? [
          "Divide",
          ["Multiply", ...argumentsOf(quotient).slice(0, 1), tidied(top)],
          argumentsOf(quotient)[1] as Expression,
        ]
      : ["Multiply", quotient, tidied(top)],
  );
}

/** Arguments of functions in exact form. */
function tidied(expression: Expression): Expression {
  return mapHeads(expression, (node) =>
    node.length === 2 && node[0] !== "Negate"
      ? [node[0], exactForm(node[1] as Expression) ?? (node[1] as Expression)]
      : node,
  );
}

/** What has to be below 1 in size for z to be so: x for -x^2. */
function sizeOf(z: Expression): Expression {
  const [first, second] = argumentsOf(z) as [Expression, Expression];
  if (headOf(z) === "Negate") return sizeOf(first);
  return headOf(z) === "Power" && fractionOf(second)?.d === 1n ? first : z;
}

const listed = (values: readonly Fraction[]): string =>
  values.length === 0 ? "none" : values.map((value) => value.toFraction()).join(", ");

/** Strictly inside the unit circle, where the series converges absolutely. */
function isInside(value: Expression): boolean {
  const exact = fractionOf(value);
  return exact !== null && exact.abs().compare(1) < 0;
}

/**
 * On the unit circle the series converges where the parameters below exceed those above in sum, away from 1
 * also where they fall short by less than 1 (DLMF 16.2(iii)); its value is the limit of those inside (Abel).
 */
function convergesOnCircle(
  top: readonly Fraction[],
  bottom: readonly Fraction[],
  value: Expression,
): boolean {
  const exact = fractionOf(value);
  if (exact === null || !exact.abs().equals(1) || top.length !== bottom.length + 1) return false;
  const sum = (parts: readonly Fraction[]): Fraction =>
    parts.reduce((total, part) => total.add(part), new Fraction(0));
  return (
    sum(bottom)
      .sub(sum(top))
      .compare(exact.equals(1) ? 0 : -1) > 0
  );
}

/** z as written, its square root, or that of -z where z is negative as written. */
function rootOf(z: Expression): Root {
  const isNegative = headOf(z) === "Negate";
  const size = isNegative ? (argumentsOf(z)[0] as Expression) : z;
  return { z, s: squareRoot(size), isNegative };
}

/** The root of c x^(2m), with |x| taken as x: what it goes into is even in it. */
function squareRoot(size: Expression): Expression {
  const head = headOf(size);
  if (head === "Multiply" || head === "Divide")
    return [head, ...argumentsOf(size).map(squareRoot)] as Expression;
  if (head === "Power") {
    const [base, exponent] = argumentsOf(size) as [Expression, Expression];
    const half = fractionOf(["Divide", exponent, integer(2)]);
    if (half !== null && half.d === 1n)
      return half.equals(1) ? base : ["Power", base, fractionExpression(half)];
  }
  const exact = exactForm(["Sqrt", size]);
  return exact ?? ["Sqrt", size];
}

/** A function of z with sqrt(w) or sqrt(-w) in it, at z. */
function withRoot(expression: Expression, root: Root): Expression {
  const replace = (node: Expression): Expression => {
    const text = printPlain(node);
    if (text === "sqrt(__w)" || text === "sqrt(-__w)") return root.s;
    if (node === "__w") return root.z;
    if (!Array.isArray(node)) return node;
    return [node[0], ...argumentsOf(node).map(replace)] as Expression;
  };
  return replace(expression);
}

/** P(z d/dz) F. */
function operate(polynomial: Univariate, f: Expression): Expression | null {
  if (polynomial.length > MOST_DEGREE + 1) return null;
  const parts: Expression[] = [];
  let current = f;
  for (const coefficient of polynomial) {
    if (!coefficient.equals(0)) parts.push(["Multiply", fractionExpression(coefficient), current]);
    current = ["Multiply", Z, differentiate(current, Z)];
  }
  return ["Add", integer(0), ...parts];
}

interface StandardForm {
  readonly top: readonly Fraction[];
  readonly bottom: readonly Fraction[];
  readonly factor: Expression;
  readonly polynomial: Univariate;
}

/** t(j+1)/t(j) as z c(j+1)/c(j) prod (j + a)/prod (j + b)/(j + 1), with a polynomial c. */
function standardForm(
  numerators: readonly Expression[],
  denominators: readonly Expression[],
  variable: string,
): StandardForm | null {
  const field = new KernelField();
  const arithmetic = new ParametricArithmetic();
  const [index] = [...field.fromExpression(variable).numerator.generators()] as [number];
  const read = (polynomial: Polynomial): Parametric[] => {
    for (const generator of polynomial.generators())
      if (generator !== index && field.dependsOn(generator, variable))
        throw new AnsatzError("unsupported", "The quotient of neighbouring terms is not rational.");
    return factorsOf(parametricOf(polynomial, index));
  };
  const above: Parametric[] = [];
  const below: Parametric[] = [];
  for (const [parts, to, other] of [
    [numerators, above, below],
    [denominators, below, above],
  ] as const)
    for (const part of parts) {
      const value = field.fromExpression(part);
      to.push(...read(value.numerator));
      other.push(...read(value.denominator));
    }
  let polynomial: Parametric = arithmetic.one;
  for (;;) {
    const pair = nearestPair(arithmetic, above, below);
    if (pair === null) break;
    const [p] = above.splice(pair.i, 1) as [Parametric];
    const [q] = below.splice(pair.j, 1) as [Parametric];
    above.push([p.at(-1) as Polynomial]);
    below.push([q.at(-1) as Polynomial]);
    for (let i = 1; i <= pair.distance; i++)
      polynomial = arithmetic.multiply(polynomial, arithmetic.shift(p, -i));
  }
  let factor = field.one;
  const parameters = (parts: readonly Parametric[], isTop: boolean): Fraction[] | null => {
    const found: Fraction[] = [];
    for (const part of parts) {
      const lead = { numerator: part.at(-1) as Polynomial, denominator: field.one.numerator };
      factor = field.multiply(factor, isTop ? lead : field.invert(lead));
      if (part.length === 1) continue;
      const numbers = constantsOf(part);
      if (numbers === null || numbers.length !== 2) return null;
      found.push((numbers[0] as Fraction).div(numbers[1] as Fraction));
    }
    return found;
  };
  const top = parameters(above, true);
  const bottom = parameters(below, false);
  const numbers = constantsOf(polynomial);
  if (top === null || bottom === null || numbers === null) return null;
  if (bottom.some((value) => value.d === 1n && value.compare(0) <= 0)) return null;
  // The factorial j! is one of the factors below; else it is put in above and below.
  const one = bottom.findIndex((value) => value.equals(1));
  if (one === -1) top.push(new Fraction(1));
  else bottom.splice(one, 1);
  return { top, bottom, factor: field.toExpression(factor), polynomial: numbers };
}

function nearestPair(
  arithmetic: ParametricArithmetic,
  above: readonly Parametric[],
  below: readonly Parametric[],
): { i: number; j: number; distance: number } | null {
  let best: { i: number; j: number; distance: number } | null = null;
  for (const [i, p] of above.entries())
    for (const [j, q] of below.entries()) {
      const distance = arithmetic.distance(p, q);
      if (distance !== null && (best === null || distance < best.distance))
        best = { i, j, distance };
    }
  return best;
}
