import { exactForm } from "../exact/exact-form.ts";
import { AnsatzError } from "../../../core/errors.ts";
import type { Certificate } from "../../../core/truth.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { polynomialExpression } from "../exact/to-expression.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { findDivergence } from "../numeric/divergence.ts";
import { integrateNumerically } from "../numeric/quadrature.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { solvePolynomialEquation } from "../solve/solve-equation.ts";
import { bestCandidate, certificateOf, EXACT, withShare } from "./candidates.ts";
import { asUnivariate, evaluateExpression, expressionOutcome, lostConditions } from "./evaluate.ts";
import { byFundamentalTheorem } from "./fundamental-theorem.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals, firstProved, type Question } from "./portfolio.ts";
import { measure } from "./witness.ts";

export async function differentiateQuery(
  body: Expression,
  variable: string,
  order: number,
  at: Expression | null,
  context: ComputeContext,
): Promise<Outcome> {
  let own: Expression = body;
  try {
    for (let count = 0; count < order; count++) own = differentiate(own, variable);
  } catch (error) {
    if (!AnsatzError.isInstance(error) || error.code !== "unsupported") throw error;
    return openOutcome(error.message, "unsupported");
  }
  if (at !== null) return evaluateExpression(substitute(tidySigns(own), variable, at), context);
  const found = await allProposals(context, {
    operation: "differentiate",
    arguments: order === 1 ? [body] : [body, { num: String(order) }],
    variables: [variable],
  });
  const simpler = exactForm(own);
  const best = bestCandidate(
    own,
    [
      ...found,
      ...(simpler === null ? [] : [{ expression: simpler, engine: EXACT }]),
      { expression: tidySigns(own), engine: EXACT },
    ],
    context,
    {
      method: "differentiate-again",
      detail:
        "Differentiated a second time by separate rules; the two results are equal in exact normal form.",
    },
  );
  return best === null
    ? openOutcome("The derivative did not stand up to an independent check.")
    : expressionOutcome(best);
}

export async function integrateQuery(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression] | null,
  context: ComputeContext,
): Promise<Outcome> {
  return bounds === null
    ? indefinite(body, variable, context)
    : definite(body, variable, bounds, context);
}

async function indefinite(
  body: Expression,
  variable: string,
  context: ComputeContext,
): Promise<Outcome> {
  const best = await antiderivative(body, variable, context);
  if (best === null)
    return openOutcome(
      "No antiderivative in closed form was found that stands up to differentiation.",
    );
  const outcome = expressionOutcome(best);
  if (outcome.kind !== "answer") return outcome;
  return {
    ...outcome,
    latex: `${outcome.latex} + C`,
    pods: [
      {
        id: "constant",
        title: "All antiderivatives",
        plain: `${outcome.plain} + C`,
        latex: `${outcome.latex} + C`,
      },
    ],
  };
}

/** An antiderivative that was differentiated back, from whichever engine proves one first; null when none holds. */
export function antiderivative(
  body: Expression,
  variable: string,
  context: ComputeContext,
): Promise<CandidateAnswer | null> {
  return firstProved(
    context,
    { operation: "integrate", arguments: [body], variables: [variable] },
    (candidates, engine) => bestAntiderivative(body, variable, candidates, engine),
  );
}

function bestAntiderivative(
  body: Expression,
  variable: string,
  found: readonly Expression[],
  engine: string,
): CandidateAnswer | null {
  let best: CandidateAnswer | null = null;
  for (const expression of found) {
    const checked = differentiateBack(expression, body, variable, engine);
    if (checked === null) continue;
    if (checked.certificate.grade === "proved") return checked;
    best ??= checked;
  }
  return best;
}

/** Fewer agreeing points than this are no evidence for an antiderivative. */
const MIN_POINTS = 5;

function differentiateBack(
  expression: Expression,
  body: Expression,
  variable: string,
  engine: string,
): CandidateAnswer | null {
  let derivative: Expression;
  try {
    derivative = differentiate(expression, variable);
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
  const parameters = variablesOf(body).filter((name) => name !== variable);
  const general = decideEqual(derivative, body);
  const isGeneral = general.verdict === "proved" || parameters.length === 0;
  const decision = isGeneral ? general : decideEqual(derivative, body, new Set(parameters));
  if (
    decision.verdict === "refuted" ||
    (decision.verdict === "undecided" &&
      (!decision.agreesNumerically || decision.points < MIN_POINTS))
  )
    return null;
  const certificate = certificateOf(
    decision,
    "differentiate-back",
    "Differentiated back by separate rules, the result is the integrand exactly.",
    [engine, EXACT],
    [
      ...(isGeneral ? [] : parameters.map((name) => `${name} > 0`)),
      ...lostConditions(expression, body).filter(
        (condition) => !new RegExp(`\\b${variable}\\b`).test(condition),
      ),
    ],
  );
  return { expression, certificate, engine };
}

/** Of the time that is left, so that an antiderivative that is not found leaves room for other ways. */
const PRIMITIVE_SHARE = 0.45;

async function definite(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
): Promise<Outcome> {
  const [lower, upper] = bounds;
  const polynomial = asUnivariate(body);
  const primitive = await antiderivative(body, variable, withShare(context, PRIMITIVE_SHARE));
  const settled =
    primitive === null
      ? null
      : context.proving(() => byFundamentalTheorem(primitive, body, variable, bounds));
  if (primitive !== null && settled !== null)
    return finishDefinite(settled, context, {
      grade: "proved",
      method: "fundamental-theorem",
      detail:
        "The antiderivative was differentiated back exactly, and interval arithmetic shows that it is continuous on the whole range, so its difference at the ends is the integral.",
      engines: [primitive.engine, EXACT],
    });
  const difference: Expression | null =
    primitive === null || !isFinite(lower) || !isFinite(upper)
      ? null
      : [
          "Add",
          substitute(primitive.expression, variable, upper),
          ["Negate", substitute(primitive.expression, variable, lower)],
        ];
  // A polynomial has no pole, so the fundamental theorem decides it exactly.
  if (
    (polynomial !== null || variablesOf(body).length === 0) &&
    primitive?.certificate.grade === "proved" &&
    difference !== null
  )
    return finishDefinite(difference, context, {
      grade: "proved",
      method: "fundamental-theorem",
      detail:
        "The antiderivative was differentiated back exactly and evaluated at both ends; a polynomial has no singularity between them.",
      engines: [primitive.engine, EXACT],
    });
  if (context.proving(() => hasRationalPole(body, variable, lower, upper)))
    return divergentOutcome();
  const divergence = context.proving(() => divergenceOf(body, variable, lower, upper));
  if (divergence !== null) return divergentOutcome(divergence);
  const own = context.proving(() => quadrature(body, variable, lower, upper));
  const parameters = variablesOf(body).filter((name) => name !== variable);
  const question: Question = {
    operation: "integrate",
    arguments: [body, lower, upper],
    variables: [variable],
  };
  if (parameters.length > 0) {
    const general = await firstProved(
      context,
      question,
      (candidates, engine) =>
        generalIntegral(candidates, engine, body, variable, bounds, parameters),
      "numeric-check",
    );
    if (general !== null && general.certificate.grade !== "unchecked")
      return finishDefinite(general.expression, context, general.certificate);
    if (general !== null) return expressionOutcome(general);
    return difference === null || primitive === null
      ? openOutcome("No closed form was found.")
      : expressionOutcome(uncheckedIntegral(difference, primitive.engine));
  }
  const second = own === null ? await deepQuadrature(body, variable, bounds, context) : null;
  const numeric = own ?? second?.value ?? null;
  if (numeric === null)
    return openOutcome(
      "The integral could not be confirmed: its numeric value does not settle, so it may diverge or have a singularity inside the range.",
    );
  const confirmed = (candidates: readonly Expression[], engine: string): CandidateAnswer | null => {
    const expression = candidates.find((candidate) => agrees(candidate, numeric));
    return expression === undefined
      ? null
      : { expression, engine, certificate: quadratureCertificate(numeric, engine) };
  };
  const found =
    (primitive === null || difference === null
      ? null
      : context.proving(() => confirmed([difference], primitive.engine))) ??
    (await firstProved(context, question, confirmed, "numeric-check"));
  if (found !== null) return finishDefinite(found.expression, context, found.certificate);
  const twice = second ?? (await deepQuadrature(body, variable, bounds, context));
  for (const candidate of twice?.identified ?? [])
    if (agrees(candidate, numeric) && twice !== null && agrees(candidate, twice.value))
      return finishDefinite(candidate, context, {
        grade: "numeric-check",
        method: "quadrature-identified",
        detail:
          "The closed form was found from the numeric value: it agrees with 28 digits of the integral. That is strong evidence and no derivation.",
        engines: ["quadrature"],
      });
  if (
    own !== null &&
    twice !== null &&
    Math.abs(own - twice.value) <= 1e-9 * Math.max(1, Math.abs(own))
  )
    return numericIntegral(twice, Math.abs(own - twice.value));
  return openOutcome(
    `No closed form was confirmed. Numerically the integral is about ${Number(numeric.toPrecision(9))}.`,
  );
}

/** A number without a closed form, on which two rules of integration agree. */
function numericIntegral({ value, engine }: MeasuredIntegral, difference: number): Outcome {
  const text = String(Number(value.toPrecision(12)));
  return {
    kind: "answer",
    value: { kind: "expression", plain: text },
    short: text,
    plain: text,
    latex: `\\approx ${text}`,
    numeric: text,
    certificate: {
      grade: "numeric-check",
      method: "quadrature-twice",
      detail: `No closed form was confirmed. The value is numeric: two rules of integration, in different arithmetic, differ by ${difference.toExponential(1)}; twelve digits are shown.`,
      engines: ["quadrature", engine],
    },
    engine: "quadrature",
  };
}

function quadratureCertificate(numeric: number, engine: string): Certificate {
  return {
    grade: "numeric-check",
    method: "quadrature",
    detail: `Numeric integration by a double exponential rule gives ${Number(numeric.toPrecision(11))}, which agrees.`,
    engines: [engine, "quadrature"],
  };
}

/** The first closed form with symbols that agrees with quadrature; else the first one, unchecked. */
function generalIntegral(
  candidates: readonly Expression[],
  engine: string,
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  parameters: readonly string[],
): CandidateAnswer | null {
  const expression = candidates.find((candidate) =>
    agreesForParameters(candidate, body, variable, bounds, parameters),
  );
  if (expression !== undefined)
    return {
      expression,
      engine,
      certificate: {
        grade: "numeric-check",
        method: "quadrature",
        detail:
          "Numeric integration by the tanh-sinh rule agrees for three positive values of the symbols.",
        engines: [engine, "quadrature"],
        conditions: parameters.map((name) => `${name} > 0`),
      },
    };
  const [first] = candidates;
  return first === undefined ? null : uncheckedIntegral(first, engine);
}

/** Does a closed form with symbols in it agree with quadrature where the symbols get positive values? */
function agreesForParameters(
  candidate: Expression,
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
  parameters: readonly string[],
): boolean {
  return [0.7391, 1.3179, 2.2361].every((size, round) => {
    const put = (expression: Expression): Expression =>
      parameters.reduce(
        (result, name, index) =>
          substitute(result, name, { num: String(size + 0.1 * index * (round + 1)) }),
        expression,
      );
    const value = evaluateReal(put(candidate))?.toNumber();
    const numeric = quadrature(put(body), variable, put(lower), put(upper));
    return (
      value !== undefined &&
      numeric !== null &&
      Math.abs(value - numeric) <= 1e-8 * Math.max(1, Math.abs(numeric))
    );
  });
}

function agrees(candidate: Expression, numeric: number): boolean {
  const value = evaluateReal(candidate)?.toNumber();
  return value !== undefined && Math.abs(value - numeric) <= 1e-8 * Math.max(1, Math.abs(numeric));
}

/** True when the integrand is a quotient of polynomials with a pole inside the range or at its ends. */
function hasRationalPole(
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): boolean {
  const [a, b] = [boundValue(lower), boundValue(upper)];
  if (a === null || b === null || variablesOf(body).length !== 1) return false;
  const poles = rationalPoles(body, variable);
  return (
    poles !== null &&
    poles.some((pole) => {
      const x = evaluateReal(pole)?.toNumber();
      return x !== undefined && x >= Math.min(a, b) && x <= Math.max(a, b);
    })
  );
}

/** Real zeros of the denominator where the numerator is not zero; null when it is not a rational function. */
function rationalPoles(body: Expression, variable: string): Expression[] | null {
  try {
    const form = new NormalForm();
    const value = form.normalize(body);
    const numerator = polynomialExpression(form, value.numerator);
    const denominator = polynomialExpression(form, value.denominator);
    if (numerator === null || denominator === null) return null;
    const zeros = solvePolynomialEquation(denominator, { num: "0" }, variable);
    if (zeros === null || !zeros.isExact) return null;
    return zeros.roots.filter(
      (root) =>
        evaluateReal(root) !== null &&
        decideEqual(substitute(numerator, variable, root), { num: "0" }).verdict === "refuted",
    );
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

function divergenceOf(
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): string | null {
  const [a, b] = [boundValue(lower), boundValue(upper)];
  if (a === null || b === null || variablesOf(body).some((name) => name !== variable)) return null;
  return findDivergence((x) => compiled(body, variable, x), Math.min(a, b), Math.max(a, b));
}

interface MeasuredIntegral {
  readonly value: number;
  readonly identified: readonly Expression[];
  readonly engine: string;
}

/**
 * The integral to 18 digits by a witness's rules, and closed forms that agree with 28 of its digits; null
 * when those rules do not settle either.
 */
async function deepQuadrature(
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

function divergentOutcome(numericReason: string | null = null): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "divergent" },
    short: "divergent",
    plain: "divergent",
    latex: "\\text{divergent}",
    certificate:
      numericReason !== null
        ? {
            grade: "numeric-check",
            method: "comparison",
            detail: `${numericReason} By comparison with the harmonic integral, seen at points of rising closeness, the integral diverges.`,
            engines: ["quadrature"],
          }
        : {
            grade: "proved",
            method: "pole-in-range",
            detail:
              "The integrand is a quotient of polynomials with a pole in the range of integration, found exactly; such an integral diverges.",
            engines: [EXACT],
          },
    engine: EXACT,
  };
}

/** With symbols in the integrand nothing numeric can be said; the engine's word alone is marked as such. */
function uncheckedIntegral(expression: Expression, engine: string): CandidateAnswer {
  return {
    expression,
    engine,
    certificate: {
      grade: "unchecked",
      method: "none",
      detail:
        "The result could not be checked independently: the integrand holds symbols without values.",
      engines: [engine],
    },
  };
}

async function finishDefinite(
  expression: Expression,
  context: ComputeContext,
  certificate: Certificate,
): Promise<Outcome> {
  const engine = certificate.engines[0] ?? EXACT;
  const simplified = await evaluateExpression(expression, context);
  if (simplified.kind !== "answer" || simplified.certificate.grade !== "proved")
    return expressionOutcome({ expression: tidySigns(expression), certificate, engine });
  return { ...simplified, certificate, engine };
}

function isFinite(expression: Expression): boolean {
  return !printPlain(expression).includes("infinity");
}

function boundValue(expression: Expression): number | null {
  if (expression === "PositiveInfinity") return Number.POSITIVE_INFINITY;
  if (printPlain(expression) === "-infinity") return Number.NEGATIVE_INFINITY;
  return evaluateReal(expression)?.toNumber() ?? null;
}

function quadrature(
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): number | null {
  const [a, b] = [boundValue(lower), boundValue(upper)];
  if (a === null || b === null) return null;
  const sign = a > b ? -1 : 1;
  const f = (x: number): number | null => compiled(body, variable, x);
  const result = integrateNumerically(f, Math.min(a, b), Math.max(a, b));
  return result === null ? null : sign * result.value;
}

function compiled(body: Expression, variable: string, x: number): number | null {
  const value = evaluateComplex(body, { [variable]: x });
  // Close to a pole double precision overflows inside some functions.
  if (value === null) return evaluateReal(body, { [variable]: x })?.toNumber() ?? null;
  return Math.abs(value.im) > 1e-9 * Math.max(1, Math.abs(value.re)) ? null : value.re;
}
