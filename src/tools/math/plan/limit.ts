import { AnsatzError } from "../../../core/errors.ts";
import type { Certificate } from "../../../core/truth.ts";
import { withDeadline } from "../exact/deadline.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { derivedLimit } from "./derived-limit.ts";
import { agreementAtParameters } from "./limit-parameters.ts";
import { isEvidence } from "../prove/evidence.ts";
import {
  digitsOfApproach,
  disagree,
  isInfinity,
  mayHavePolesNear,
  stayApart,
  type Trend,
  trend,
} from "./limit-samples.ts";
import type { Side } from "../limits/exact-limit.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

/** Our own evaluation to sixty digits. */
const DECIMAL = "decimal";

const DERIVATION_SHARE = 0.5;

/**
 * Limits: derived by expansion where the function is made of known parts; otherwise an engine's
 * candidate that agrees with values near the point, which is evidence only.
 */
export async function limitQuery(
  body: Expression,
  variable: string,
  point: Expression,
  side: Side | null,
  context: ComputeContext,
): Promise<Outcome> {
  const sides: readonly Side[] = isInfinity(point)
    ? ["FromLeft"]
    : side === null
      ? ["FromLeft", "FromRight"]
      : [side];
  const derived = context.proving(() =>
    withinShare(context, () => derivedLimit(body, variable, point, sides)),
  );
  if (derived !== null) return derived;
  const trends = context.proving(() => sides.map((from) => trend(body, variable, point, from)));
  if (
    trends.length === 2 &&
    trends[0] !== null &&
    trends[1] !== null &&
    disagree(trends[0] as Trend, trends[1] as Trend) &&
    context.proving(() => stayApart(body, variable, point))
  )
    return limitOutcome(
      "undefined",
      "The values from the left and from the right do not approach the same limit.",
    );
  const parameters = variablesOf(["List", body, point]).filter((name) => name !== variable);
  const hasParameters = parameters.length > 0;
  const isWild = sides.some((from) => mayHavePolesNear(body, variable, point, from));
  const found = await firstProved(
    context,
    {
      operation: "limit",
      arguments: [body, point, ...(side === null ? [] : [side])],
      variables: [variable],
    },
    (candidates, engine) =>
      bestLimit(
        candidates,
        engine,
        trends,
        (candidate) =>
          hasParameters && agreementAtParameters(candidate, body, variable, point, sides),
        parameters,
        isWild,
      ),
    "numeric-check",
  );
  if (found !== null)
    return found.expression === "PositiveInfinity" || printPlain(found.expression) === "-infinity"
      ? infiniteOutcome(found)
      : expressionOutcome(found);
  return openOutcome("No limit was found that agrees with the values near the point.");
}

/** The derivation gets half of the time; an engine may still know when it comes to no end. */
function withinShare(context: ComputeContext, work: () => Outcome | null): Outcome | null {
  try {
    return withDeadline(performance.now() + context.remainingMs() * DERIVATION_SHARE, work);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "timed_out") return null;
    throw error;
  }
}

function numericLimit(
  detail: string,
  engine: string,
  conditions: readonly string[] = [],
): Certificate {
  return {
    grade: "numeric-check",
    method: "approach",
    detail,
    engines: [...new Set([engine, DECIMAL])],
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
  };
}

function bestLimit(
  candidates: readonly Expression[],
  engine: string,
  trends: readonly Trend[],
  compare: (candidate: Expression) => false | "agrees" | "differs" | "open",
  parameters: readonly string[],
  isWild: boolean,
): CandidateAnswer | null {
  let unchecked: CandidateAnswer | null = null;
  for (const expression of candidates) {
    const agreement = compare(expression);
    const certificate =
      agreement === "agrees"
        ? numericLimit(
            "At three sample values of the parameters, positive ones, the limit derived by expansion is the same.",
            engine,
            parameters.map((name) => `${name} > 0`),
          )
        : agreement === "differs" || isWild
          ? null
          : checkLimit(expression, engine, trends);
    if (certificate === null) continue;
    if (certificate.grade !== "unchecked") return { expression, certificate, engine };
    unchecked ??= { expression, certificate, engine };
  }
  return unchecked;
}

function checkLimit(
  candidate: Expression,
  engine: string,
  trends: readonly Trend[],
): Certificate | null {
  const text = printPlain(candidate);
  const seen = trends.filter((item) => item !== null);
  if (variablesOf(candidate).length > 0 || seen.length === 0)
    return {
      grade: "unchecked",
      method: "none",
      detail:
        "The values near the point could not be worked out, so the engine's limit is unchecked.",
      engines: [engine],
    };
  if (text === "infinity" || text === "-infinity") {
    const wanted = text === "infinity" ? "up" : "down";
    return seen.every((item) => item === wanted)
      ? numericLimit(
          "The values grow beyond every bound as the point is approached, seen at three distances.",
          engine,
        )
      : null;
  }
  const value = evaluateReal(candidate)?.toNumber();
  if (value === undefined) return null;
  const close = seen.every((item) => {
    const digits =
      typeof item === "object" && item !== null ? digitsOfApproach(value, item.values) : null;
    return digits !== null && isEvidence(candidate, digits);
  });
  return close
    ? numericLimit("The values at three ever smaller distances from the point approach it.", engine)
    : null;
}

function infiniteOutcome({ expression, certificate, engine }: CandidateAnswer): Outcome {
  const plain = printPlain(expression);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: printLatex(expression),
    certificate,
    engine,
  };
}

function limitOutcome(plain: string, detail: string): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "undefined" },
    short: plain,
    plain,
    latex: `\\text{${plain}}`,
    certificate: numericLimit(detail, DECIMAL),
    engine: DECIMAL,
  };
}
