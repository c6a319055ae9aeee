import type { Certificate } from "../../../../core/truth.ts";
import { exactForm } from "../../exact/exact-form.ts";
import { withoutNestedRoots } from "../../exact/unnested-root.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  mapHeads,
  nodeCount,
} from "../../expression/expression.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { exactWave } from "../../prove/special-waves.ts";
import { EXACT } from "../candidates.ts";
import { evaluateExpression } from "../evaluate.ts";
import { expressionOutcome } from "../expression-outcome.ts";
import type { CandidateAnswer, ComputeContext, Outcome } from "../outcome.ts";
import { comparedForParameters, type MeasuredIntegral } from "./numeric.ts";

type Answer = Extract<Outcome, { kind: "answer" }>;

/** A number without a closed form, on which two rules of integration agree. */
export function numericIntegral({ value, engine }: MeasuredIntegral, difference: number): Outcome {
  return agreedByTwoRules(value, 12, {
    detail: `No closed form was confirmed. The value is numeric: two rules of integration, in different arithmetic, differ by ${difference.toExponential(1)}; twelve digits are shown.`,
    engines: ["quadrature", engine],
  });
}

/** A value of quadrature to so many digits, with what is said of the two rules that agree on it. */
export function agreedByTwoRules(
  value: number,
  digits: number,
  said: Pick<Certificate, "detail" | "engines">,
): Outcome {
  const text = String(Number(value.toPrecision(digits)));
  return {
    kind: "answer",
    value: { kind: "expression", plain: text },
    short: text,
    plain: text,
    latex: `\\approx ${text}`,
    numeric: text,
    certificate: { grade: "numeric-check", method: "quadrature-twice", ...said },
    engine: "quadrature",
  };
}

export function quadratureCertificate(numeric: number, engine: string): Certificate {
  return {
    grade: "numeric-check",
    method: "quadrature",
    detail: `Numeric integration by a double exponential rule gives ${Number(numeric.toPrecision(11))}, which agrees.`,
    engines: [engine, "quadrature"],
  };
}

/** The first closed form with symbols that agrees with quadrature; else the first that it does not object to, unchecked. */
export function generalIntegral(
  candidates: readonly Expression[],
  engine: string,
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  parameters: readonly string[],
): CandidateAnswer | null {
  const compared = candidates.map((candidate) => ({
    candidate,
    result: comparedForParameters(candidate, body, variable, bounds, parameters),
  }));
  const expression = compared.find(({ result }) => result === "agrees")?.candidate;
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
  const first = compared.find(({ result }) => result === "open")?.candidate;
  return first === undefined ? null : uncheckedIntegral(first, engine);
}

export function divergentOutcome(numericReason: string | null = null): Answer {
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
export function uncheckedIntegral(expression: Expression, engine: string): CandidateAnswer {
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

const ODD: ReadonlySet<string> = new Set(
  "Sin Tan Sinh Tanh Arcsin Arctan Arsinh Artanh Erf Erfi SinIntegral".split(" "),
);

/** The exact normal form of a part, where it is shorter: bounds that were put in are worked out part by part. */
function shorterForm(part: Expression): Expression {
  const [inner] = argumentsOf(part);
  if (inner !== undefined && ODD.has(headOf(part)) && isNumber(inner) && Number(inner.num) === 0)
    return inner;
  if ((headOf(part) === "Sin" || headOf(part) === "Cos") && inner !== undefined)
    return exactWave(headOf(part) as "Sin" | "Cos", inner);
  const isRoot = headOf(part) === "Sqrt" || headOf(part) === "Power";
  const form = (isRoot ? withoutNestedRoots(part) : null) ?? exactForm(part);
  return form !== null && nodeCount(form) < nodeCount(part) ? form : part;
}

export async function finishDefinite(
  expression: Expression,
  context: ComputeContext,
  certificate: Certificate,
): Promise<Outcome> {
  const engine = certificate.engines[0] ?? EXACT;
  const tidied = context.proving(() => mapHeads(expression, shorterForm));
  const simplified = await evaluateExpression(tidied, context);
  if (simplified.kind !== "answer" || simplified.certificate.grade !== "proved")
    return expressionOutcome({ expression: tidySigns(tidied), certificate, engine });
  return { ...simplified, certificate, engine };
}
