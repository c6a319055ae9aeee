import type { Certificate } from "../../../../core/truth.ts";
import { type Expression, headOf, nodeCount, variablesOf } from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { parseExpression } from "../../read/parse.ts";
import { circularSubstitution } from "../../integrate/definite/circular-substitution.ts";
import { EXACT, withShare } from "../candidates.ts";
import { undefinedPart } from "../../prove/undefined-part.ts";
import { expressionOutcome } from "../expression-outcome.ts";
import { atBothEnds, byFundamentalTheorem, type Settled } from "../fundamental-theorem.ts";
import {
  type CandidateAnswer,
  type ComputeContext,
  openOutcome,
  type Outcome,
} from "../outcome.ts";
import { firstProved, type Question } from "../portfolio.ts";
import { antiderivative, ownAntiderivative } from "./antiderivative.ts";
import { innerIntegral, type InnerIntegral } from "./iterated.ts";
import { iteratedByQuadrature } from "./iterated-numeric.ts";
import { knownIntegral } from "./known.ts";
import {
  agrees,
  deepQuadrature,
  divergenceOf,
  gaussQuadrature,
  isNear,
  quadrature,
} from "./numeric.ts";
import { oscillatingIntegral } from "./oscillating.ts";
import {
  divergentOutcome,
  finishDefinite,
  generalIntegral,
  numericIntegral,
  quadratureCertificate,
} from "./outcomes.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { hasRationalPole } from "./poles.ts";
import { circleIntegral } from "./circle.ts";
import { reflectedSum } from "./reflection.ts";

/** Of the time that is left, so that an antiderivative that is not found leaves room for other ways. */
const PRIMITIVE_SHARE = 0.45;
/** For a closed form of the integral itself; a number needs the rest. */
const CLOSED_FORM_SHARE = 0.85;
/** A value of more parts may have a shorter form that another way gives at once. */
const LONG = 60;
/** For the inner integrals of an iterated one, and again for the outer one. */
const INNER_SHARE = 0.6;

/** The value of an integral between bounds, or that it diverges. What was mirrored once is not mirrored again. */
export async function definiteIntegral(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
  isMirrored = false,
): Promise<Outcome> {
  if (headOf(body) === "Integrate") {
    const inner = await innerIntegral(
      body,
      [{ variable, bounds }],
      withShare(context, INNER_SHARE),
    );
    const outer =
      inner === null
        ? null
        : await definiteIntegral(inner.value, variable, bounds, withShare(context, INNER_SHARE));
    return outer?.kind === "answer" && inner !== null
      ? withInner(outer, inner)
      : context.proving(() => iteratedByQuadrature(body, variable, bounds));
  }
  const pieces = context.proving(() => piecesOf(body, variable, bounds));
  if (pieces !== null) {
    const whole = await onPieces(pieces, variable, context);
    if (whole !== null) return whole;
  }
  const quick = ownAntiderivative(body, variable, context);
  const first =
    quick === null
      ? null
      : context.proving(() => byFundamentalTheorem(quick, body, variable, bounds));
  if (first === null || (first.kind === "value" && nodeCount(first.value) > LONG)) {
    const known =
      (await byTheorem(body, variable, bounds, context, isMirrored)) ??
      (await bySubstitution(body, variable, bounds, context));
    if (known !== null) return known;
  }
  const [lower, upper] = bounds;
  const primitive =
    quick ?? (await antiderivative(body, variable, withShare(context, PRIMITIVE_SHARE)));
  const settled =
    primitive === null
      ? null
      : context.proving(() => byFundamentalTheorem(primitive, body, variable, bounds));
  const own = context.proving(() => quadrature(body, variable, lower, upper));
  if (primitive !== null && settled !== null && !isObjectedTo(settled, own))
    return settledOutcome(settled, primitive, context);
  const difference =
    primitive === null || !isFinite(lower) || !isFinite(upper)
      ? null
      : context.proving(() => definedAtBothEnds(primitive.expression, variable, bounds));
  if (context.proving(() => hasRationalPole(body, variable, lower, upper)))
    return divergentOutcome();
  const divergence = context.proving(() => divergenceOf(body, variable, lower, upper));
  if (divergence !== null) return divergentOutcome(divergence);
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
    const unchecked =
      difference === null || primitive === null
        ? null
        : context.proving(() =>
            generalIntegral([difference], primitive.engine, body, variable, bounds, parameters),
          );
    return unchecked === null
      ? openOutcome("No closed form was found.")
      : expressionOutcome(unchecked);
  }
  const waves = context.proving(() => oscillatingIntegral(body, variable, bounds));
  for (const candidate of waves?.candidates ?? [])
    if (waves !== null && isNear(candidate, waves.value))
      return finishDefinite(candidate, context, {
        grade: "numeric-check",
        method: "alternating-tail",
        detail:
          "The closed form, by residues or by parts, agrees with the value: the finite part by quadrature and, where the waves' amplitudes fall to zero, the rest as alternating series of the parts between the zeros.",
        engines: [EXACT, "quadrature"],
      });
  const second =
    own === null && waves === null ? await deepQuadrature(body, variable, bounds, context) : null;
  const numeric = own ?? waves?.value ?? second?.value ?? null;
  if (numeric === null)
    return openOutcome(
      "The integral could not be confirmed: its numeric value does not settle, so it may diverge or have a singularity inside the range.",
    );
  const confirmed = (
    candidates: readonly Expression[],
    engine: string,
    speaksFor: (candidate: Expression, numeric: number) => boolean = agrees,
  ): CandidateAnswer | null => {
    const expression = candidates.find((candidate) => speaksFor(candidate, numeric));
    return expression === undefined
      ? null
      : { expression, engine, certificate: quadratureCertificate(numeric, engine) };
  };
  const found =
    (primitive === null || difference === null
      ? null
      : context.proving(() => confirmed([difference], primitive.engine, isNear))) ??
    (await firstProved(
      withShare(context, CLOSED_FORM_SHARE),
      question,
      (candidates, engine) => confirmed(candidates, engine),
      "numeric-check",
    ));
  if (found !== null) return finishDefinite(found.expression, context, found.certificate);
  const twice =
    second ??
    (await deepQuadrature(body, variable, bounds, context)) ??
    context.proving(() => gaussQuadrature(body, variable, bounds));
  for (const candidate of twice?.identified ?? [])
    if (isNear(candidate, numeric) && twice !== null && isNear(candidate, twice.value))
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

/** The sum of the pieces, each proved; null where one is not. */
async function onPieces(
  pieces: readonly Piece[],
  variable: string,
  context: ComputeContext,
): Promise<Outcome | null> {
  const values: Expression[] = [];
  const engines: string[] = [];
  for (const { integrand, bounds } of pieces) {
    const primitive = await antiderivative(
      integrand,
      variable,
      withShare(context, PRIMITIVE_SHARE),
    );
    if (primitive === null) return null;
    const settled = context.proving(() =>
      byFundamentalTheorem(primitive, integrand, variable, bounds),
    );
    if (settled?.kind !== "value" || settled.conditions.length > 0) return null;
    values.push(settled.value);
    engines.push(primitive.engine);
  }
  return finishDefinite(["Add", ...values], context, {
    grade: "proved",
    method: "fundamental-theorem",
    detail: `The range was cut into ${pieces.length} pieces on which every absolute value, step and choice has one form, which is shown; each was settled by its antiderivative.`,
    engines: [...new Set(engines), EXACT],
  });
}

/** Known families, whole turns, and what mirroring leaves. */
async function byTheorem(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
  isMirrored: boolean,
): Promise<Outcome | null> {
  return (
    (await knownIntegral(body, variable, bounds, context)) ??
    (await onCircle(body, variable, bounds, context)) ??
    (isMirrored ? null : await byReflection(body, variable, bounds, context))
  );
}

/** The same after a circular substitution. */
async function bySubstitution(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
): Promise<Outcome | null> {
  const moved = context.proving(() => circularSubstitution(body, variable, bounds));
  if (moved === null) return null;
  const found = await byTheorem(moved.body, moved.variable, moved.bounds, context, false);
  if (found?.kind !== "answer" || found.certificate.grade !== "proved") return null;
  const { certificate } = found;
  return {
    ...found,
    certificate: { ...certificate, detail: `${moved.words} ${certificate.detail}` },
  };
}

async function onCircle(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
): Promise<Outcome | null> {
  const value = context.proving(() => circleIntegral(body, variable, bounds, context));
  if (value === null) return null;
  return finishDefinite(value, context, {
    grade: "proved",
    method: "fundamental-theorem",
    detail:
      "With t = tan(x/2) the integrand is a quotient of polynomials; its antiderivative was differentiated back exactly, it is shown to be continuous on the whole range, and its limits at both ends are derived.",
    engines: [EXACT],
  });
}

/** Half the integral of f(x) + f(a + b - x), where that is proved. */
async function byReflection(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
): Promise<Outcome | null> {
  const sum = context.proving(() => reflectedSum(body, variable, bounds));
  if (sum === null) return null;
  const [lower, upper] = bounds;
  const said = `The integral of f(x) over a range from a to b is that of f(a + b - x), and half that of both together, which is ${printPlain(sum)}; the integrand is shown to be continuous inside, and integrable at both ends.`;
  if (!variablesOf(sum).includes(variable))
    return finishDefinite(
      ["Divide", ["Multiply", sum, ["Add", upper, ["Negate", lower]]], { num: "2" }],
      context,
      { grade: "proved", method: "reflection", detail: said, engines: [EXACT] },
    );
  const share = withShare(context, PRIMITIVE_SHARE);
  const whole = await definiteIntegral(sum, variable, bounds, share, true);
  if (whole.kind !== "answer" || whole.certificate.grade !== "proved") return null;
  if (whole.value.kind !== "expression") return null;
  return finishDefinite(
    ["Divide", parseExpression(whole.plain).expression, { num: "2" }],
    context,
    {
      ...whole.certificate,
      method: "reflection",
      detail: `${said} ${whole.certificate.detail}`,
    },
  );
}

/** The proof of an iterated integral rests on its inner ones. */
function withInner(
  outer: Extract<Outcome, { kind: "answer" }>,
  { engines, conditions }: InnerIntegral,
): Outcome {
  const { certificate } = outer;
  const all = [...new Set([...(certificate.conditions ?? []), ...conditions])];
  return {
    ...outer,
    certificate: {
      ...certificate,
      detail: `The inner integrals were worked out in the same way, with the outer variables as symbols. ${certificate.detail}`,
      engines: [...new Set([...engines, ...certificate.engines])],
      ...(all.length === 0 ? {} : { conditions: all }),
    },
  };
}

/** A proof and a number that contradict each other leave nothing to show. */
function isObjectedTo(settled: Settled, numeric: number | null): boolean {
  return settled.kind === "value" && numeric !== null && !isNear(settled.value, numeric);
}

async function settledOutcome(
  settled: Settled,
  primitive: CandidateAnswer,
  context: ComputeContext,
): Promise<Outcome> {
  const certificate: Certificate = {
    grade: "proved",
    method: "fundamental-theorem",
    detail:
      "The antiderivative was differentiated back exactly, it is shown to be continuous on the whole range, and its limits at both ends are derived.",
    engines: [primitive.engine, EXACT],
    ...(settled.conditions.length === 0 ? {} : { conditions: [...settled.conditions] }),
  };
  if (settled.kind === "value") return finishDefinite(settled.value, context, certificate);
  return {
    ...divergentOutcome(),
    certificate: { ...certificate, detail: `${certificate.detail} ${settled.reason}` },
  };
}

/** F(b) - F(a), unless F has a pole at an end: its digits there are those of rounding. */
function definedAtBothEnds(
  primitive: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
): Expression | null {
  const difference = atBothEnds(primitive, variable, bounds);
  return undefinedPart(difference) === null ? difference : null;
}

function isFinite(expression: Expression): boolean {
  return !printPlain(expression).includes("infinity");
}
