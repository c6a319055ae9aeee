import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { trim } from "../exact/univariate.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  mapHeads,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { exponentialTerms } from "../laplace/exponential-terms.ts";
import { fundamentalSolutions } from "../matrix/exponential.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import { particularSolution } from "./constant-coefficients.ts";
import { EXACT } from "./candidates.ts";
import type { ComputeContext } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

/** a_n y^(n) + … + a_0 y = g. */
interface LinearForm {
  readonly coefficients: readonly Expression[];
  readonly forcing: Expression;
}

function linearForm({ equation, unknown, order }: DifferentialEquationQuery): LinearForm {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  const names = Array.from({ length: order + 1 }, (_, k) => derivativeName(unknown, k));
  return {
    coefficients: names.map((name) => tidy(differentiate(residual, name))),
    forcing: tidy([
      "Negate",
      names.reduce<Expression>((all, name) => substitute(all, name, ZERO), residual),
    ]),
  };
}

/**
 * General solutions of linear equations by way of antiderivatives: the integrating factor for the first order,
 * variation of parameters for the second with constant numbers as coefficients. Not yet proved.
 */
export async function solutionByIntegrals(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<Expression | null> {
  if (variablesOf(query.equation).some((name) => /^c\d+$/.test(name))) return null;
  try {
    if (query.order === 1) return await integratingFactor(query, context);
    return query.order === 2 ? await variationOfParameters(query, context) : null;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "unsupported") return null;
    throw error;
  }
}

/** y = (c + integral of g e^P) e^-P with P the integral of a_0/a_1. */
async function integratingFactor(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<Expression | null> {
  const { variable } = query;
  const form = context.proving(() => linearForm(query));
  const [bottom, lead] = form.coefficients as [Expression, Expression];
  const exponent = await antiderivative(tidy(["Divide", bottom, lead]), variable, context);
  if (exponent === null) return null;
  const decay = exponentialOf(["Negate", exponent]);
  const free = simplest(["Multiply", "c1", decay]);
  if (verdictOfZero(form.forcing) === "proved") return tidySigns(free);
  const inner = simplest(["Divide", form.forcing, ["Multiply", lead, decay]]);
  const integral = await antiderivative(inner, variable, context);
  return integral === null
    ? null
    : tidySigns(["Add", free, simplest(["Multiply", decay, integral])]);
}

/** y = c1 u + c2 v - u times the integral of v g/(a W) + v times the integral of u g/(a W). */
async function variationOfParameters(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<Expression | null> {
  const { variable } = query;
  const { coefficients, forcing } = context.proving(() => linearForm(query));
  const numbers = coefficients.map(fractionOf);
  if (numbers.includes(null)) return null;
  const basis = context.proving(() => fundamentalSolutions(trim(numbers as Fraction[]), variable));
  if (basis?.length !== 2) return null;
  const [u, v] = basis.map(({ written }) => written) as [Expression, Expression];
  const wronskian = simplest([
    "Add",
    ["Multiply", u, differentiate(v, variable)],
    ["Negate", ["Multiply", v, differentiate(u, variable)]],
  ]);
  const weight: Expression = [
    "Divide",
    forcing,
    ["Multiply", coefficients[2] as Expression, wronskian],
  ];
  const first = await antiderivative(simplest(["Multiply", v, weight]), variable, context);
  const second =
    first === null
      ? null
      : await antiderivative(simplest(["Multiply", u, weight]), variable, context);
  if (first === null || second === null) return null;
  return tidySigns([
    "Add",
    ["Multiply", "c1", u],
    ["Multiply", "c2", v],
    ["Negate", ["Multiply", u, first]],
    ["Multiply", v, second],
  ]);
}

/** e^u with e^(k log v) as v^k, term by term. */
function exponentialOf(exponent: Expression): Expression {
  const terms = termsOf(tidySigns(exponent));
  const powers = terms.flatMap(({ base, factor }): Expression[] =>
    base === null ? [] : [["Power", base, factor]],
  );
  const rest = terms.flatMap(({ base, factor }): Expression[] => (base === null ? [factor] : []));
  return simplest([
    "Multiply",
    ...powers,
    rest.length === 0 ? { num: "1" } : ["Power", "ExponentialE", simplest(["Add", ...rest, ZERO])],
  ]);
}

/** The terms of a sum, those of the form k log v taken apart. */
function termsOf(exponent: Expression): { base: Expression | null; factor: Expression }[] {
  const parts = argumentsOf(exponent);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(exponent)) {
    case "Add":
      return parts.flatMap(termsOf);
    case "Negate":
      return termsOf(first).map(({ base, factor }) => ({ base, factor: ["Negate", factor] }));
    case "Ln":
      return [{ base: first, factor: { num: "1" } }];
    case "Multiply": {
      const place = parts.findIndex((part) => headOf(part) === "Ln");
      const others = parts.filter((_, k) => k !== place);
      return place < 0
        ? [{ base: null, factor: exponent }]
        : [
            {
              base: argumentsOf(parts[place] as Expression)[0] as Expression,
              factor: others.length === 1 ? (others[0] as Expression) : ["Multiply", ...others],
            },
          ];
    }
    case "Divide":
      return headOf(first) === "Ln" || headOf(first) === "Multiply"
        ? termsOf(first).map(({ base, factor }) => ({ base, factor: ["Divide", factor, second] }))
        : [{ base: null, factor: exponent }];
    default:
      return [{ base: null, factor: exponent }];
  }
}

const simplest = (expression: Expression): Expression =>
  exactForm(expression) ?? tidySigns(expression);

/** An antiderivative whose derivative is the integrand exactly; log|u| as log u, for only the derivative counts. */
async function antiderivative(
  integrand: Expression,
  variable: string,
  context: ComputeContext,
): Promise<Expression | null> {
  if (!contains(integrand, variable)) return tidy(["Multiply", integrand, variable]);
  const own = context.proving(() => termByTerm(integrand, variable));
  if (own !== null) return own;
  const found = await firstProved(
    context,
    { operation: "integrate", arguments: [integrand], variables: [variable] },
    (candidates, engine) => {
      for (const candidate of candidates) {
        const expression = withoutMagnitudes(candidate);
        const derivative = differentiateOrNull(expression, variable);
        if (derivative === null || decideEqual(derivative, integrand).verdict !== "proved")
          continue;
        return {
          expression,
          engine,
          certificate: {
            grade: "proved",
            method: "differentiate-back",
            detail: "The derivative is the integrand exactly.",
            engines: [engine, EXACT],
          },
        };
      }
      return null;
    },
  );
  return found?.expression ?? null;
}

/** Sums of c x^p and of c x^k e^(ax) with waves; the latter solve y' = f by undetermined coefficients. */
function termByTerm(integrand: Expression, variable: string): Expression | null {
  const terms = exponentialTerms(integrand, variable, new Set());
  if (terms === null) return null;
  const parts = terms.map((term): Expression | null => {
    const power = fractionOf(term.power);
    const isPower = term.wave === "none" && verdictOfZero(term.rate) === "proved";
    if (!isPower || power === null)
      return particularSolution([new Fraction(0), new Fraction(1)], term, variable);
    if (power.equals(-1)) return ["Multiply", term.coefficient, ["Ln", variable]];
    const next = fractionExpression(power.add(1));
    return ["Divide", ["Multiply", term.coefficient, ["Power", variable, next]], next];
  });
  if (parts.includes(null)) return null;
  const sum = simplest(["Add", ...(parts as Expression[]), ZERO]);
  return decideEqual(differentiate(sum, variable), integrand).verdict === "proved" ? sum : null;
}

function differentiateOrNull(expression: Expression, variable: string): Expression | null {
  try {
    return differentiate(expression, variable);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "unsupported") return null;
    throw error;
  }
}

function withoutMagnitudes(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const inner = argumentsOf(node)[0];
    return headOf(node) === "Ln" && inner !== undefined && headOf(inner) === "Abs"
      ? ["Ln", argumentsOf(inner)[0] as Expression]
      : node;
  });
}
