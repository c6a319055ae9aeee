import { isDeadEnd } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import type { Fraction } from "fraction.js";
import { MAX_BINOMIAL, MAX_FACTORIAL, MAX_FIBONACCI } from "../exact/exact-functions.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Surd, surdExpression, surdOf } from "../exact/surd.ts";
import { specialValue } from "../exact/special-values.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { asFraction } from "../exact/rational-function.ts";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  mapHeads,
  nodeCount,
  variablesOf,
} from "../expression/expression.ts";
import { holdsHugePower } from "../expression/huge-powers.ts";
import { holdsInfinity, isBareInfinity } from "../expression/infinite-parts.ts";
import { printPlain } from "../expression/print-plain.ts";
import { matrixOf } from "../matrix/matrix.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { excludedZeros } from "../prove/denominators.ts";
import { resolvePrincipalValues } from "../prove/principal-values.ts";
import { resolveSpecialArguments } from "../prove/special-arguments.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { undefinedPart } from "../prove/undefined-part.ts";
import { bestCandidate, cost, EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { expandDeterminants, holdsOperator, resolveDerivatives } from "./inner-operations.ts";
import { exactCertificate, matrixOutcome } from "./linear-algebra/matrix-outcome.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { ownForms } from "./own-forms.ts";
import { isElementary, isShortAlready } from "./short-forms.ts";
import { allProposals, patientProposals, type Proposal, type Question } from "./portfolio.ts";

const EQUAL_TO_INPUT =
  "The result equals the input: their difference is zero in exact normal form, which is worked out apart from the engine.";
const EQUAL_BY_PRINCIPAL_VALUES =
  "Logarithms, powers and inverse functions of constants were written out by their principal values, the branch told by decimals with followed errors; from there the difference to the result is zero in exact normal form.";

const RELATION_HEADS = new Set(["List", "Set", "Tuple", "Sequence", "And", "Or"]);

/** Works out or simplifies one expression. */
export async function evaluateExpression(
  input: Expression,
  context: ComputeContext,
  operation: "evaluate" | "simplify" = "evaluate",
): Promise<Outcome> {
  const resolved = resolveDerivatives(expandDeterminants(input));
  if (resolved === null || holdsOperator(resolved))
    return openOutcome(
      "An integral, limit, sum or derivative inside a larger expression could not be worked out. Ask for it on its own.",
      "unsupported",
    );
  const special = resolveSpecialAngles(resolveSpecialArguments(resolved));
  const expression = context.proving(() => resolvePrincipalValues(special));
  const matrix = headOf(expression) === "List" ? matrixOf(expression) : null;
  if (matrix === null && RELATION_HEADS.has(headOf(expression)))
    return openOutcome("A list is not one value. Ask what to do with it.", "unsupported");
  if (holdsInfinity(expression) && !isBareInfinity(printPlain(expression)))
    return openOutcome(
      "Infinity is not a number to calculate with. Ask for a limit instead, as in: limit of 1/x as x -> infinity.",
    );
  const withoutValue = context.proving(() => undefinedPart(expression));
  if (withoutValue !== null) return undefinedOutcome(withoutValue);
  if (matrix !== null)
    return matrixOutcome(
      matrix.map((row) => row.map((entry) => exactForm(entry) ?? entry)),
      exactCertificate("exact-arithmetic", "Each entry was worked out in exact normal form."),
    );
  const number = context.proving(() => exactNumber(expression));
  if (number !== null) return number;
  const root = context.proving(() => rootForm(expression));
  if (root !== null) return root;
  const own = exactForm(expression);
  const closed = withSpecialValues(expression);
  const isHuge = refuseHugeValue(expression) !== null;
  const asked = isHuge ? "evaluate" : operation;
  const { proposals: ours, isSettled } = context.proving(() => ownForms(expression, own, closed));
  // An engine that writes a huge power out cannot be stopped while it does.
  const found =
    isSettled || holdsHugePower(expression) || isShortAlready(expression, ours, context)
      ? []
      : await proposalsOr(context, { operation: asked, arguments: [expression] }, ours);
  const isUnfinished = (): boolean =>
    isUnreduced(
      expression,
      found.map((proposal) => proposal.expression),
      own,
    );
  const more =
    found.length > 0 && asked === "evaluate" && !isHuge && isUnfinished()
      ? await allProposals(context, { operation: "simplify", arguments: [expression] })
      : [];
  const all = [...more, ...found, ...ours];
  // A constant in elementary functions is an answer to zeta(2); zeta(2) itself, though shorter, is none.
  const elementary =
    variablesOf(expression).length > 0 || isElementary(expression)
      ? []
      : all.filter((candidate) => isElementary(candidate.expression));
  const candidates =
    elementary.length > 0
      ? elementary
      : all.filter((candidate) => closed === null || !isSame(candidate.expression, expression));
  const best = bestCandidate(expression, candidates, context, {
    method: "equal-to-input",
    detail: expression === special ? EQUAL_TO_INPUT : EQUAL_BY_PRINCIPAL_VALUES,
    conditions: lostConditions(expression, candidates[0]?.expression ?? expression),
  });
  if (best === null)
    return openOutcome(
      "The engine's result did not stand up to an independent check, so it is not shown.",
    );
  if (variablesOf(expression).length === 0) {
    if (best.certificate.grade === "unchecked")
      return openOutcome("The value could not be worked out within the limits on size.");
    const refusal = refuseHugeValue(best.expression);
    if (refusal !== null) return refusal;
    const echo = echoOutcome(expression, best.expression);
    if (echo !== null) return echo;
  }
  return expressionOutcome({
    ...best,
    certificate: {
      ...best.certificate,
      ...(operation === "simplify" && isSame(tidySigns(best.expression), tidySigns(input))
        ? { detail: "No shorter form was found: this is the input itself." }
        : {}),
      ...conditionsOf(expression, best.expression),
    },
  });
}

/**
 * A rational multiple of one square root as it is taught: nothing under the root that is a square, no root in
 * the denominator. Null for other expressions.
 */
function rootForm(expression: Expression): Outcome | null {
  if (variablesOf(expression).length > 0 || argumentsOf(expression).length === 0) return null;
  const surd = attemptSurd(expression);
  if (surd === null || surd.size !== 1) return null;
  const result = surdExpression(surd);
  if (decideEqual(expression, result).verdict !== "proved") return null;
  return expressionOutcome({
    expression: result,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "equal-to-input",
      detail: EQUAL_TO_INPUT,
      engines: [EXACT],
    },
  });
}

function attemptSurd(expression: Expression): Surd | null {
  try {
    return surdOf(expression);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** How long an engine may take where a form of our own is shorter than the input. */
const PATIENCE_MS = 1_000;

/**
 * The engines' proposals. Where a form of our own is shorter than the input they are waited for a moment
 * only: an engine that is still loading, or never answers, must not hold back what is known.
 */
async function proposalsOr(
  context: ComputeContext,
  question: Question,
  forms: readonly Proposal[],
): Promise<Proposal[]> {
  const [input] = question.arguments as [Expression];
  return forms.some(({ expression }) => cost(expression) < cost(input))
    ? patientProposals(context, question, Math.min(PATIENCE_MS, context.remainingMs() / 4))
    : allProposals(context, question);
}

function isSame(a: Expression, b: Expression): boolean {
  return printPlain(a) === printPlain(b);
}

/** Special functions at rational arguments replaced by their closed forms, where there are any. */
function withSpecialValues(expression: Expression): Expression | null {
  const closed = mapHeads(expression, (node) => {
    const values = argumentsOf(node).map(fractionOf);
    if (values.length === 0 || values.includes(null)) return node;
    return specialValue(headOf(node), values as Fraction[]) ?? node;
  });
  return isSame(closed, expression) ? null : closed;
}

/** A special function that comes back as it was asked is no result that could be called proved. */
function echoOutcome(asked: Expression, result: Expression): Outcome | null {
  if (printPlain(asked) !== printPlain(result) || isElementary(asked)) return null;
  if (evaluateReal(asked) === null && evaluateComplex(asked) === null)
    return openOutcome(`No value of ${printPlain(asked)} could be worked out.`);
  return expressionOutcome({
    expression: result,
    engine: EXACT,
    certificate: {
      grade: "unchecked",
      method: "none",
      detail: "No simpler form was found: this is the input itself, with its decimal value.",
      engines: [EXACT],
    },
  });
}

const LARGEST: Readonly<Record<string, string>> = {
  Factorial: `factorials up to ${MAX_FACTORIAL}!`,
  Factorial2: `double factorials up to ${MAX_FACTORIAL}!!`,
  Gamma: `gamma up to ${MAX_FACTORIAL}`,
  Fibonacci: `Fibonacci numbers up to the ${MAX_FIBONACCI}th`,
  Binomial: `binomials of numbers up to ${MAX_BINOMIAL}`,
};

/** An integer function of an integer that is still unevaluated is beyond its limit: echoing it is no answer. */
function refuseHugeValue(expression: Expression): Outcome | null {
  const limit = LARGEST[headOf(expression)];
  if (limit !== undefined && argumentsOf(expression).every(isWholeNumber))
    return openOutcome(
      `This number is too large to write out: ${limit} are worked out. Ask for a smaller one, or for its logarithm.`,
      "unsupported",
      "too_large",
    );
  for (const part of argumentsOf(expression)) {
    const refusal = refuseHugeValue(part);
    if (refusal !== null) return refusal;
  }
  return null;
}

function isWholeNumber(expression: Expression): boolean {
  const value = evaluateReal(expression);
  return value !== null && value.isInteger() && value.gt(0);
}

/** A constant with functions in it that neither the engine nor the exact form made any shorter. */
function isUnreduced(
  expression: Expression,
  found: readonly Expression[],
  own: Expression | null,
): boolean {
  const [size, price] = [nodeCount(expression), cost(expression)];
  return (
    variablesOf(expression).length === 0 &&
    price > size &&
    size < 60 &&
    [...found, ...(own === null ? [] : [own])].every((candidate) => cost(candidate) >= price)
  );
}

function conditionsOf(input: Expression, result: Expression): { conditions?: string[] } {
  const conditions = lostConditions(input, result);
  return conditions.length === 0 ? {} : { conditions };
}

/** What the input divides by and the result no longer shows: the result holds where it is not zero. */
export function lostConditions(input: Expression, result: Expression): string[] {
  const shown = new Set(excludedZeros(result).map(printPlain));
  return [...new Set(excludedZeros(input).map(printPlain))]
    .filter((text) => !shown.has(text))
    .map((text) => `${text} != 0`);
}

/** The exact value of a rational number, confirmed by an evaluation to 40 digits where there is one. */
function exactNumber(expression: Expression): Outcome | null {
  if (variablesOf(expression).length > 0) return null;
  try {
    const value = asFraction(new NormalForm().normalize(expression));
    if (value === null) return null;
    const result = fractionExpression(value);
    const check = evaluateReal(expression);
    const exact = evaluateReal(result);
    if (
      check !== null &&
      exact !== null &&
      check.sub(exact).abs().gt(exact.abs().add(1).mul(1e-30))
    )
      return null;
    return inDecimals(expression, value, {
      expression: result,
      engine: EXACT,
      certificate: {
        grade: "proved",
        method: "exact-arithmetic",
        detail:
          check === null
            ? "Computed with exact rational arithmetic, without rounding."
            : "Computed with exact rational arithmetic, without rounding; a separate evaluation to 40 digits agrees.",
        engines: check === null ? [EXACT] : [EXACT, "decimal"],
      },
    });
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** Whoever asks in decimals gets a decimal, where the exact value has one that ends. */
function inDecimals(asked: Expression, value: Fraction, answer: CandidateAnswer): Outcome {
  const outcome = expressionOutcome(answer);
  const text = holdsDecimal(asked) ? endingDecimal(value) : null;
  return text === null || outcome.kind !== "answer" ? outcome : { ...outcome, short: text };
}

function holdsDecimal(expression: Expression): boolean {
  return isNumber(expression)
    ? expression.num.includes(".")
    : argumentsOf(expression).some(holdsDecimal);
}

function undefinedOutcome(part: Expression): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "undefined" },
    short: "undefined",
    plain: "undefined",
    latex: "\\text{undefined}",
    certificate: {
      grade: "proved",
      method: "zero-denominator",
      detail: `${printPlain(part)} has no value: it divides by, or takes a logarithm, power or angle of, exactly zero.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}
