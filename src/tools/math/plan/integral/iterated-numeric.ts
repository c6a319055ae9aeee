import { agreedByTwoRules } from "./outcomes.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isSymbol,
  variablesOf,
} from "../../expression/expression.ts";
import { evaluateComplex } from "../../numeric/evaluate-complex.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { integrateIterated, type Range } from "../../numeric/iterated-quadrature.ts";
import { openOutcome, type Outcome } from "../outcome.ts";
import { isUndefinedAtCorner, type Outer } from "./iterated.ts";

const MOST_VARIABLES = 2;
/** Both rules must share so many digits; more than the last are never shown. */
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 11;

/** The value of an iterated integral whose inner integral was not proved: two rules that agree, or nothing. */
export function iteratedByQuadrature(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
): Outcome {
  const found = integrandOf(body, [{ variable, bounds }]);
  if (found === null) return openOutcome(NOTHING);
  const { integrand, ranges } = found;
  const names = ranges.map((range) => range.variable);
  const isOpen =
    ranges.length > MOST_VARIABLES ||
    variablesOf(integrand).some((name) => !names.includes(name)) ||
    isUndefinedAtCorner(integrand, ranges);
  if (isOpen) return openOutcome(NOTHING);
  const result = integrateIterated(
    (point) => realValue(integrand, names, point),
    ranges.map((range): Range => {
      const [lower, upper] = range.bounds.map(
        (bound) => (outer: readonly number[]) => realValue(bound, names, outer),
      ) as [Range["lower"], Range["upper"]];
      return { lower, upper };
    }),
  );
  if (result === null) return openOutcome(NOTHING);
  const scale = Math.max(Math.abs(result.value), 1e-6);
  const digits = Math.min(
    MOST_DIGITS,
    Math.floor(-Math.log10(Math.max(result.difference / scale, 1e-16))) - 1,
  );
  if (digits < FEWEST_DIGITS) return openOutcome(NOTHING);
  return agreedByTwoRules(result.value, digits, {
    detail: `No closed form was proved. The value is numeric: the double exponential rule and Gauss' rule on panels, each in every variable, differ by ${result.difference.toExponential(1)}; the integral of the absolute value settles, so the order of integration does not matter.`,
    engines: ["quadrature", "gauss-legendre"],
  });
}

const NOTHING =
  "No closed form of this iterated integral was proved, and two rules of integration do not agree on its value.";

interface Iterated {
  readonly integrand: Expression;
  readonly ranges: readonly Outer[];
}

function integrandOf(body: Expression, outer: readonly Outer[]): Iterated | null {
  if (headOf(body) !== "Integrate") return { integrand: body, ranges: outer };
  const [inner, variable, lower, upper] = argumentsOf(body) as [
    Expression,
    Expression,
    Expression?,
    Expression?,
  ];
  return !isSymbol(variable) || lower === undefined || upper === undefined
    ? null
    : integrandOf(inner, [...outer, { variable, bounds: [lower, upper] }]);
}

function realValue(
  expression: Expression,
  names: readonly string[],
  values: readonly number[],
): number | null {
  if (expression === "PositiveInfinity") return Number.POSITIVE_INFINITY;
  if (isNegativeInfinity(expression)) return Number.NEGATIVE_INFINITY;
  const place = Object.fromEntries(
    names.slice(0, values.length).map((name, k) => [name, values[k] as number]),
  );
  const value = evaluateComplex(expression, place);
  if (value === null) return evaluateReal(expression, place)?.toNumber() ?? null;
  return Math.abs(value.im) > 1e-9 * Math.max(1, Math.abs(value.re)) ? null : value.re;
}

const isNegativeInfinity = (expression: Expression): boolean =>
  expression === "NegativeInfinity" ||
  (headOf(expression) === "Negate" && argumentsOf(expression)[0] === "PositiveInfinity");
