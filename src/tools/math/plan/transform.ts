import type { Certificate } from "../../../core/truth.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  symbolsOf,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { agreesWithIntegral, PLACES } from "../laplace/defining-integral.ts";
import { delayedParts } from "../laplace/delayed-parts.ts";
import { exponentialTerms } from "../laplace/exponential-terms.ts";
import { knownImage } from "../laplace/known-images.ts";
import { laplaceImage } from "../laplace/laplace-image.ts";
import { rationalOriginal } from "../laplace/rational-original.ts";
import { simpleOriginal } from "../laplace/simple-originals.ts";
import { verdictOfZero } from "../matrix/matrix.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { parameterConditions } from "../prove/denominators.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { TransformQuery } from "../read/transform-query.ts";
import { cost, EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

const THEOREMS = "transform-theorems";
const FAILURE = "No transform was found that agrees with the defining integral.";

/**
 * Laplace transforms and their inverses. A sum of powers, exponentials and waves is transformed exactly;
 * by Lerch's theorem a continuous original is determined by its transform, so the same proves an inverse.
 * Anything else is compared with the defining integral.
 */
export async function transformQuery(
  query: TransformQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const found =
    query.kind === "laplace"
      ? await transform(query, context)
      : await invertTransform(query, context);
  return found === null ? openOutcome(FAILURE) : expressionOutcome(found);
}

async function transform(
  query: TransformQuery,
  context: ComputeContext,
): Promise<CandidateAnswer | null> {
  const { expression, from, to } = query;
  const own = context.proving(() => exactImage(query));
  if (own !== null) return own;
  const known = context.proving(() => tableImage(query));
  if (known !== null) return known;
  return firstProved(
    context,
    { operation: "laplace", arguments: [expression], variables: [from, to] },
    (candidates, engine) => {
      const holding = candidates.filter(
        (image) =>
          agreesWithIntegral({ original: expression, image, time: from, frequency: to }) === true,
      );
      const [first, ...others] = holding;
      if (first === undefined) return null;
      const best = others.reduce((a, b) => (weight(b) < weight(a) ? b : a), first);
      return numericAnswer(query, best, engine);
    },
    "numeric-check",
  );
}

/** From the table, where the defining integral agrees. */
function tableImage(query: TransformQuery): CandidateAnswer | null {
  const { expression, from, to } = query;
  const image = knownImage(expression, from, to);
  return image !== null &&
    agreesWithIntegral({ original: expression, image, time: from, frequency: to }) === true
    ? numericAnswer(query, image, EXACT)
    : null;
}

/** By the theorems, and compared with the integral all the same: two ways that share no code. */
function exactImage({ expression, from, to }: TransformQuery): CandidateAnswer | null {
  const image = laplaceImage(expression, from, to);
  if (image === null) return null;
  const agrees = agreesWithSteps(expression, image.expression, from, to);
  if (agrees === false) return null;
  return {
    expression: image.expression,
    engine: EXACT,
    certificate: {
      grade: agrees === true ? "proved" : "exact-check",
      method: THEOREMS,
      detail: `Written as a sum of c t^p e^(a t) with waves and steps, it is transformed term by term (linearity, the transform of t^p, the shift theorems)${agrees === true ? "; the defining integral agrees at three values of the variable" : ""}.`,
      engines: agrees === true ? [EXACT, "quadrature"] : [EXACT],
      ...conditionsOf(expression, image.expression, from, to, image.positive),
    },
  };
}

/** The defining integral of a sum of terms, taken from step to step and far enough right of every rate. */
function agreesWithSteps(
  original: Expression,
  image: Expression,
  time: string,
  frequency: string,
): boolean | null {
  const terms = exponentialTerms(original, time, new Set());
  if (terms === null || terms.some(({ isImpulse }) => isImpulse)) return null;
  return agreesWithIntegral({
    original,
    image,
    time,
    frequency,
    breaks: terms.map(({ delay }) => delay).filter((delay) => verdictOfZero(delay) !== "proved"),
    shift: (values) =>
      Math.max(
        0,
        ...terms.map(({ rate }) => Math.abs(evaluateReal(rate, values)?.toNumber() ?? 0)),
      ),
  });
}

/** The original of an image, with what proves it; null where none was found that can be checked. */
export async function invertTransform(
  query: TransformQuery,
  context: ComputeContext,
): Promise<CandidateAnswer | null> {
  const { expression, from, to } = query;
  const parts = context.proving(() => delayedParts(expression, from));
  const isDelayed = parts.some(({ delay }) => verdictOfZero(delay) !== "proved");
  if (!isDelayed) {
    return (
      (await asked(query, expression, context, (found) => found)) ??
      (await byDerivative(query, context))
    );
  }
  let together: Expression = ZERO;
  let engine: string = EXACT;
  for (const { delay, factor } of parts) {
    const rest = exactForm(factor) ?? factor;
    if (verdictOfZero(rest) === "proved") continue;
    const part = await asked({ ...query, expression: rest }, rest, context, (found) => found);
    if (part === null) return null;
    engine = part.engine;
    const late: Expression = ["Add", to, ["Negate", delay]];
    const isLate = verdictOfZero(delay) !== "proved";
    const moved = isLate ? substitute(part.expression, to, late) : part.expression;
    together = [
      "Add",
      together,
      isLate && headOf(part.expression) !== "DiracDelta"
        ? ["Multiply", moved, ["Heaviside", late]]
        : moved,
    ];
  }
  return context.proving(() => checkedOriginal(query, tidySigns(together), engine));
}

async function asked(
  query: TransformQuery,
  image: Expression,
  context: ComputeContext,
  change: (original: Expression) => Expression,
): Promise<CandidateAnswer | null> {
  const own = context.proving(() => {
    const original =
      rationalOriginal(image, query.from, query.to) ?? simpleOriginal(image, query.from, query.to);
    const answer = original === null ? null : checkedOriginal(query, change(original), EXACT);
    return answer?.certificate.grade === "numeric-check" ? null : answer;
  });
  if (own !== null) return own;
  return firstProved(
    context,
    { operation: "inverse_laplace", arguments: [image], variables: [query.from, query.to] },
    (candidates, engine) => {
      const checked = candidates
        .map((original) => checkedOriginal(query, change(original), engine))
        .filter((answer) => answer !== null);
      return checked.reduce<CandidateAnswer | null>(
        (best, answer) => (best === null || isBetter(answer, best) ? answer : best),
        null,
      );
    },
    "numeric-check",
  );
}

const GRADES = ["unchecked", "numeric-check", "exact-check", "proved"];

function isBetter(a: CandidateAnswer, b: CandidateAnswer): boolean {
  const gap = GRADES.indexOf(a.certificate.grade) - GRADES.indexOf(b.certificate.grade);
  return gap > 0 || (gap === 0 && weight(a.expression) < weight(b.expression));
}

/** A real original is not shown with i in it when there is another way to write it. */
const weight = (expression: Expression): number =>
  cost(expression) + (symbolsOfAll(expression).has("ImaginaryUnit") ? 1_000 : 0);

function symbolsOfAll(expression: Expression): Set<string> {
  if (typeof expression === "string") return new Set([expression]);
  return new Set([
    ...symbolsOf(expression),
    ...argumentsOf(expression).flatMap((part) => [...symbolsOfAll(part)]),
  ]);
}

/** F' is the transform of -t f(t): an inverse for images with logarithms and arctangents. */
async function byDerivative(
  query: TransformQuery,
  context: ComputeContext,
): Promise<CandidateAnswer | null> {
  const { expression, from, to } = query;
  if (!hasHead(expression, ["Ln", "Arctan", "Arccot"])) return null;
  const slope = context.proving(() => exactForm(differentiate(expression, from)));
  if (slope === null) return null;
  return asked(query, slope, context, (found) => tidySigns(["Negate", ["Divide", found, to]]));
}

function hasHead(expression: Expression, heads: readonly string[]): boolean {
  return (
    heads.includes(headOf(expression)) ||
    argumentsOf(expression).some((part) => hasHead(part, heads))
  );
}

/** Transforms a candidate for the inverse: exactly where that can be done, else by the defining integral. */
function checkedOriginal(
  query: TransformQuery,
  original: Expression,
  engine: string,
): CandidateAnswer | null {
  const { expression: image, from: frequency, to: time } = query;
  const exact = laplaceImage(original, time, frequency);
  if (exact !== null) {
    const decision = decideEqual(exact.expression, image, new Set([frequency, ...exact.positive]));
    if (decision.verdict === "refuted") return null;
    if (decision.verdict === "proved")
      return theoremAnswer(query, original, engine, exact.positive, "proved");
    if (isSameByDerivative(exact.expression, image, frequency))
      return theoremAnswer(query, original, engine, exact.positive, "exact-check");
  }
  return agreesWithIntegral({ original, image, time, frequency }) === true
    ? numericAnswer(query, original, engine)
    : null;
}

/** Equal derivatives, exactly, and equal values at one place: images that differ in the form of logarithms. */
function isSameByDerivative(a: Expression, b: Expression, frequency: string): boolean {
  const place = PLACES[2];
  const [left, right] = [a, b].map((value) =>
    evaluateReal(
      variablesOf(value).reduce(
        (all, name, k) =>
          substitute(all, name, { num: String(name === frequency ? place : 0.4 + 0.15 * k) }),
        value,
      ),
    ),
  );
  return (
    left !== null &&
    right !== null &&
    left !== undefined &&
    right !== undefined &&
    left.sub(right).abs().lt("1e-25") &&
    decideEqual(differentiate(a, frequency), differentiate(b, frequency)).verdict === "proved"
  );
}

function theoremAnswer(
  { expression, from, to }: TransformQuery,
  original: Expression,
  engine: string,
  positive: ReadonlySet<string>,
  grade: "proved" | "exact-check",
): CandidateAnswer {
  return {
    expression: original,
    engine,
    certificate: {
      grade,
      method: THEOREMS,
      detail:
        grade === "proved"
          ? "Transformed term by term (linearity, the transform of t^p, the shift theorems), the original gives the image exactly; by Lerch's theorem no other continuous function does."
          : "Transformed term by term, the original has the derivative of the image exactly and its value at one place to 25 digits.",
      engines: [...new Set([engine, EXACT])],
      ...conditionsOf(expression, original, from, to, positive),
    },
  };
}

function conditionsOf(
  expression: Expression,
  transformed: Expression,
  from: string,
  to: string,
  positive: ReadonlySet<string>,
): Pick<Certificate, "conditions"> {
  const others = variablesOf(expression).filter((name) => name !== from && name !== to);
  const conditions = [
    ...others.filter((name) => positive.has(name)).map((name) => `${name} > 0`),
    ...(others.some((name) => !positive.has(name))
      ? ["the parameters are such that the integral converges"]
      : []),
    ...parameterConditions(expression, transformed, [from, to]),
  ];
  return conditions.length === 0 ? {} : { conditions };
}

function numericAnswer(
  { kind, expression, from, to }: TransformQuery,
  found: Expression,
  engine: string,
): CandidateAnswer {
  const [time, frequency] = kind === "laplace" ? [from, to] : [to, from];
  const symbols = variablesOf(expression).filter((name) => name !== from && name !== to);
  return {
    expression: found,
    engine,
    certificate: {
      grade: "numeric-check",
      method: "defining-integral",
      detail: `The integral of the original times e^(-${frequency}*${time}) over ${time} from 0 to infinity agrees at ${frequency} = ${PLACES.join(", ")}.`,
      engines: [engine, "quadrature"],
      ...(symbols.length === 0 ? {} : { conditions: symbols.map((name) => `${name} > 0`) }),
    },
  };
}
