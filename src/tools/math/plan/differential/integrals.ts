import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../../core/errors.ts";
import { exactForm } from "../../exact/exact-form.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import { differentiate } from "../../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  mapHeads,
  ZERO,
} from "../../expression/expression.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { integrateHarmonics } from "../../integrate/harmonic.ts";
import { integrateRational } from "../../integrate/rational.ts";
import { type AskEngine, type Bounded, searchAntiderivative } from "../../integrate/search.ts";
import { tidyAnswer } from "../../integrate/tidy-answer.ts";
import { exponentialTerms } from "../../laplace/exponential-terms.ts";
import { tidy, verdictOfZero } from "../../matrix/matrix.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { waveQuotient } from "../../trig/wave-quotient.ts";
import { EXACT } from "../candidates.ts";
import { particularSolution } from "../constant-coefficients.ts";
import type { ComputeContext } from "../outcome.ts";
import { firstProved } from "../portfolio.ts";

/** e^u with e^(k log v) as v^k, term by term. */
export function exponentialOf(exponent: Expression): Expression {
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

export const simplest = (expression: Expression): Expression =>
  exactForm(expression) ?? tidySigns(expression);

/** An antiderivative whose derivative is the integrand exactly; log|u| as log u, for only the derivative counts. */
export async function antiderivative(
  integrand: Expression,
  variable: string,
  context: ComputeContext,
): Promise<Expression | null> {
  if (!contains(integrand, variable)) return tidy(["Multiply", integrand, variable]);
  const own = context.proving(() => ownForm(integrand, variable));
  if (own !== null) return own;
  const bounded: Bounded = (work) => context.proving(work);
  const searched = await searchAntiderivative(integrand, variable, noEngine, 0, bounded);
  const held =
    searched === null ? null : context.proving(() => heldForm(searched, integrand, variable));
  if (held !== null) return held;
  const found = await firstProved(
    context,
    { operation: "integrate", arguments: [integrand], variables: [variable] },
    (candidates, engine) => {
      for (const candidate of candidates) {
        const expression = heldForm(candidate, integrand, variable);
        if (expression === null) continue;
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

const noEngine: AskEngine = () => Promise.resolve(null);

/** By rules that need no search. */
function ownForm(integrand: Expression, variable: string): Expression | null {
  const sum = termByTerm(integrand, variable);
  if (sum !== null) return sum;
  const found =
    integrateHarmonics(integrand, variable) ??
    integrateRational(integrand, variable) ??
    reciprocalSquare(integrand, variable);
  return found === null ? null : heldForm(found, integrand, variable);
}

/** c/cos(a x + b)^2 and c/sin(a x + b)^2. */
function reciprocalSquare(integrand: Expression, variable: string): Expression | null {
  const [factor, square] = argumentsOf(integrand) as [Expression, Expression];
  if (headOf(integrand) !== "Divide" || contains(factor, variable)) return null;
  const [wave, exponent] = argumentsOf(square) as [Expression, Expression];
  const angle = argumentsOf(wave ?? square)[0];
  if (headOf(square) !== "Power" || angle === undefined || fractionOf(exponent)?.equals(2) !== true)
    return null;
  const slope = differentiateOrNull(angle, variable);
  if (slope === null || contains(tidy(slope), variable)) return null;
  const over = (value: Expression): Expression =>
    tidySigns(["Divide", ["Multiply", factor, value], tidy(slope)]);
  if (headOf(wave) === "Cos") return over(["Tan", angle]);
  return headOf(wave) === "Sin" ? over(["Negate", ["Cot", angle]]) : null;
}

/** The form without magnitudes in logarithms, where its derivative is the integrand exactly. */
function heldForm(
  candidate: Expression,
  integrand: Expression,
  variable: string,
): Expression | null {
  const expression = withoutMagnitudes(withTangents(tidyAnswer(withPowers(candidate))), variable);
  const derivative = differentiateOrNull(expression, variable);
  return derivative !== null && decideEqual(derivative, integrand).verdict === "proved"
    ? expression
    : null;
}

/** Quotients of waves in lowest terms: tan(u) for sin(u)/cos(u). */
function withTangents(expression: Expression): Expression {
  return mapHeads(expression, (node) =>
    headOf(node) === "Divide" ? (waveQuotient(node) ?? node) : node,
  );
}

/** e^(k log u) as u^k everywhere. */
function withPowers(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const [base, exponent] = argumentsOf(node) as [Expression, Expression];
    return headOf(node) === "Power" && base === "ExponentialE" ? exponentialOf(exponent) : node;
  });
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

/** log|u| as log u, or as log(-u) where u is negative on the right of 0: the derivatives are the same. */
function withoutMagnitudes(expression: Expression, variable: string): Expression {
  return mapHeads(expression, (node) => {
    const inner = argumentsOf(node)[0];
    if (headOf(node) !== "Ln" || inner === undefined) return node;
    const bare = headOf(inner) === "Abs" ? (argumentsOf(inner)[0] as Expression) : inner;
    return ["Ln", isNegativeNearby(bare, variable) ? tidySigns(["Negate", bare]) : bare];
  });
}

const NEARBY = "0.4375";

function isNegativeNearby(expression: Expression, variable: string): boolean {
  return evaluateReal(expression, { [variable]: NEARBY })?.isNegative() === true;
}
