import { exactForm } from "../../exact/exact-form.ts";
import { differentiate } from "../../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { findDivergence } from "../../numeric/divergence.ts";
import { evaluateComplex } from "../../numeric/evaluate-complex.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { agreeingDigits, isEvidence } from "../../prove/evidence.ts";
import { undefinedPart } from "../../prove/undefined-part.ts";
import { integrateByGauss } from "../../numeric/gauss-legendre.ts";
import { integrateNumerically } from "../../numeric/quadrature.ts";
import type { ComputeContext } from "../outcome.ts";
import { measure } from "../witness.ts";

/**
 * A closed form with symbols in it beside quadrature where the symbols get positive values: whether it agrees
 * at all of them, and whether it differs at one.
 */
export function comparedForParameters(
  candidate: Expression,
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
  parameters: readonly string[],
): "agrees" | "differs" | "open" {
  let isOpen = false;
  for (const [round, size] of [0.7391, 1.3179, 2.2361].entries()) {
    const put = (expression: Expression): Expression =>
      parameters.reduce(
        (result, name, index) =>
          substitute(result, name, { num: String(size + 0.1 * index * (round + 1)) }),
        expression,
      );
    const value = evaluateReal(put(candidate))?.toNumber();
    const numeric = quadrature(put(body), variable, put(lower), put(upper));
    if (value === undefined || numeric === null) isOpen = true;
    else if (Math.abs(value - numeric) > FAR * Math.max(1, Math.abs(numeric))) return "differs";
    else
      isOpen ||=
        Math.abs(value - numeric) > NEAR * Math.max(1, Math.abs(numeric)) ||
        !isEvidence(candidate, agreeingDigits(value, numeric));
  }
  return isOpen ? "open" : "agrees";
}

/** What quadrature may be off by. */
const NEAR = 1e-8;
/** What it may be off by where the integrand grows towards an end, which leaves it half of its digits. */
export const FAR = 1e-6;

/** Whether a value is what quadrature found, as far as that goes. */
export function isNear(candidate: Expression, numeric: number): boolean {
  const value = evaluateReal(candidate)?.toNumber();
  return (
    value !== undefined &&
    Math.abs(value - numeric) <= NEAR * Math.max(1, Math.abs(numeric)) &&
    // Decimals of tan(pi/2) are a large number; it is no value for all that.
    undefinedPart(candidate) === null
  );
}

/** Whether the agreement with quadrature speaks for a candidate that nothing else speaks for. */
export function agrees(candidate: Expression, numeric: number): boolean {
  const value = evaluateReal(candidate)?.toNumber();
  return (
    isNear(candidate, numeric) &&
    value !== undefined &&
    isEvidence(candidate, agreeingDigits(value, numeric))
  );
}

export function divergenceOf(
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): string | null {
  const [a, b] = [boundValue(lower), boundValue(upper)];
  if (a === null || b === null || variablesOf(body).some((name) => name !== variable)) return null;
  return findDivergence((x) => valueAt(body, variable, x), Math.min(a, b), Math.max(a, b));
}

export interface MeasuredIntegral {
  readonly value: number;
  readonly identified: readonly Expression[];
  readonly engine: string;
}

/**
 * The integral to 18 digits by a witness's rules, and closed forms that agree with 28 of its digits; null
 * when those rules do not settle either.
 */
export async function deepQuadrature(
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
  context: ComputeContext,
): Promise<MeasuredIntegral | null> {
  if (variablesOf(body).some((name) => name !== variable)) return null;
  const measured = await measure(
    context,
    [body, lower, upper, ["List", ...frequenciesIn(body, variable)]],
    [variable],
  );
  const [value, ...identified] = measured?.values ?? [];
  const number = value === undefined ? undefined : evaluateReal(value)?.toNumber();
  return number === undefined || measured === null
    ? null
    : { value: number, identified, engine: measured.engine };
}

/** The same by a rule of our own in decimals, for integrands that are smooth on a finite range. */
export function gaussQuadrature(
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): MeasuredIntegral | null {
  if (variablesOf(body).some((name) => name !== variable)) return null;
  const [a, b] = [evaluateReal(lower), evaluateReal(upper)];
  const value = a === null || b === null ? null : integrateByGauss(body, variable, a, b);
  return value === null ? null : { value, identified: [], engine: "gauss-legendre" };
}

/** The factors of the variable inside sines and cosines: where an oscillating tail has its zeros. */
function frequenciesIn(body: Expression, variable: string): Expression[] {
  const found = new Map<string, Expression>();
  const visit = (node: Expression): void => {
    const [inner] = argumentsOf(node);
    if ((headOf(node) === "Sin" || headOf(node) === "Cos") && inner !== undefined) {
      const slope = exactForm(differentiate(inner, variable));
      if (slope !== null && variablesOf(slope).length === 0) found.set(printPlain(slope), slope);
    }
    for (const part of argumentsOf(node)) visit(part);
  };
  visit(body);
  return [...found.values()].slice(0, 3);
}

export function boundValue(expression: Expression): number | null {
  if (expression === "PositiveInfinity") return Number.POSITIVE_INFINITY;
  if (printPlain(expression) === "-infinity") return Number.NEGATIVE_INFINITY;
  return evaluateReal(expression)?.toNumber() ?? null;
}

export function quadrature(
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): number | null {
  const [a, b] = [boundValue(lower), boundValue(upper)];
  if (a === null || b === null) return null;
  const sign = a > b ? -1 : 1;
  const f = (x: number): number | null => valueAt(body, variable, x);
  const result = integrateNumerically(f, Math.min(a, b), Math.max(a, b));
  return result === null ? null : sign * result.value;
}

/** A real value in double precision, or null. */
export function valueAt(body: Expression, variable: string, x: number): number | null {
  const value = evaluateComplex(body, { [variable]: x });
  // Close to a pole double precision overflows inside some functions.
  if (value === null) return evaluateReal(body, { [variable]: x })?.toNumber() ?? null;
  return Math.abs(value.im) > 1e-9 * Math.max(1, Math.abs(value.re)) ? null : value.re;
}
