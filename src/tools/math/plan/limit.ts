import type { Certificate } from "../../../core/truth.ts";
import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { expressionOutcome } from "./evaluate.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

/** Our own evaluation to sixty digits. */
const DECIMAL = "decimal";

/** Distances (or, at infinity, sizes) at which a limit is looked at; the second set serves fast growth. */
const NEAR_SCALES = [[6, 9, 12]] as const;
const FAR_SCALES = [
  [3, 6, 12],
  [1, 2, 3],
] as const;

export async function limitQuery(
  body: Expression,
  variable: string,
  point: Expression,
  side: "FromLeft" | "FromRight" | null,
  context: ComputeContext,
): Promise<Outcome> {
  const sides = printPlain(point).includes("infinity")
    ? (["FromLeft"] as const)
    : side === null
      ? (["FromLeft", "FromRight"] as const)
      : ([side] as const);
  const trends = context.proving(() => sides.map((from) => trend(body, variable, point, from)));
  if (
    trends.length === 2 &&
    trends[0] !== null &&
    trends[1] !== null &&
    disagree(trends[0] as Trend, trends[1] as Trend)
  )
    return limitOutcome(
      "undefined",
      "The values from the left and from the right do not approach the same limit.",
    );
  const found = await firstProved(
    context,
    {
      operation: "limit",
      arguments: [body, point, ...(side === null ? [] : [side])],
      variables: [variable],
    },
    (candidates, engine) => bestLimit(candidates, engine, trends),
    "numeric-check",
  );
  if (found !== null)
    return found.expression === "PositiveInfinity" || printPlain(found.expression) === "-infinity"
      ? infiniteOutcome(found)
      : expressionOutcome(found);
  const kinds = new Set(trends.map((item) => (typeof item === "string" ? item : "finite")));
  if (kinds.size === 1 && (kinds.has("up") || kinds.has("down")))
    return infiniteOutcome({
      expression: kinds.has("up") ? "PositiveInfinity" : "NegativeInfinity",
      engine: DECIMAL,
      certificate: numericLimit(
        "The values grow beyond every bound as the point is approached, seen at three distances.",
        DECIMAL,
      ),
    });
  return openOutcome("No limit was found that agrees with the values near the point.");
}

type Trend = { readonly value: number } | "up" | "down" | null;

/** How the values behave at three distances from the point, with 60 digits of working precision. */
function trend(
  body: Expression,
  variable: string,
  point: Expression,
  side: "FromLeft" | "FromRight",
): Trend {
  const isInfinite = printPlain(point).includes("infinity");
  for (const scales of isInfinite ? FAR_SCALES : NEAR_SCALES) {
    const values = scales.map((exponent) => {
      const step: Expression = isInfinite
        ? { num: `1${"0".repeat(exponent)}` }
        : { num: `0.${"0".repeat(exponent - 1)}1` };
      const signed: Expression = (
        isInfinite ? printPlain(point).startsWith("-") : side === "FromLeft"
      )
        ? ["Negate", step]
        : step;
      return evaluateReal(substitute(body, variable, isInfinite ? signed : ["Add", point, signed]));
    });
    if (values.some((value) => value === null)) continue;
    const [first, second, third] = values.map((value) => value?.toNumber()) as [
      number,
      number,
      number,
    ];
    const grows =
      Math.abs(third) > 1.8 * Math.abs(second) && Math.abs(second) > 1.8 * Math.abs(first);
    if (Math.abs(third) > 1e3 && grows) return third > 0 ? "up" : "down";
    return { value: third };
  }
  return null;
}

function disagree(left: Trend, right: Trend): boolean {
  if (left === null || right === null) return false;
  if (typeof left === "string" || typeof right === "string") return left !== right;
  return Math.abs(left.value - right.value) > 1e-2 * Math.max(1, Math.abs(left.value));
}

function numericLimit(detail: string, engine: string): Certificate {
  return {
    grade: "numeric-check",
    method: "approach",
    detail,
    engines: [...new Set([engine, DECIMAL])],
  };
}

function bestLimit(
  candidates: readonly Expression[],
  engine: string,
  trends: readonly Trend[],
): CandidateAnswer | null {
  let unchecked: CandidateAnswer | null = null;
  for (const expression of candidates) {
    const certificate = checkLimit(expression, engine, trends);
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
  const close = seen.every(
    (item) =>
      typeof item === "object" &&
      item !== null &&
      Math.abs(item.value - value) <= 2e-3 * Math.max(1, Math.abs(value)),
  );
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
