import { AnsatzError } from "../../../core/errors.ts";
import type { Certificate } from "../../../core/truth.ts";
import type { EngineOperation } from "../engines/compute-engine-worker.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { decideEqual, type ZeroDecision } from "../prove/decide-zero.ts";
import type { CandidateAnswer, ComputeContext } from "./outcome.ts";

export const ENGINE = "compute-engine";
export const DEEP = "sympy";
export const EXACT = "exact-normal-form";

/** The engine's candidates; a failure of the engine leaves none, a stop or a time-out passes through. */
export async function engineCandidates(
  context: ComputeContext,
  operation: EngineOperation,
  expression: Expression,
  variables?: readonly string[],
): Promise<Expression[]> {
  const timeoutMs = context.remainingMs();
  if (timeoutMs <= 0)
    throw new AnsatzError(
      "timed_out",
      "The time for this question ran out before the engine could answer.",
    );
  try {
    return await context.pool.run({
      operation,
      expression,
      timeoutMs,
      signal: context.signal,
      ...(variables === undefined ? {} : { variables }),
    });
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "engine_failed") return [];
    throw error;
  }
}

/** The same, without candidates when the engine takes longer than the time it is given. */
export async function patientCandidates(
  context: ComputeContext,
  operation: EngineOperation,
  expression: Expression,
): Promise<Expression[]> {
  try {
    return await engineCandidates(context, operation, expression);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "timed_out") return [];
    throw error;
  }
}

/** The context with a share of the time that is left now. */
export function withShare(context: ComputeContext, share: number): ComputeContext {
  const kept = context.remainingMs() * (1 - share);
  return { ...context, remainingMs: () => Math.max(0, Math.round(context.remainingMs() - kept)) };
}

/** The deep engine's candidates within three quarters of the time that is left. */
export async function deepCandidates(
  context: ComputeContext,
  operation: string,
  parts: readonly Expression[],
  variables: readonly string[] = [],
): Promise<Expression[]> {
  const timeoutMs = Math.floor(context.remainingMs() * 0.75);
  if (timeoutMs <= 0) return [];
  try {
    return await context.deep.run({
      operation,
      arguments: parts,
      variables,
      timeoutMs,
      signal: context.signal,
    });
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "timed_out") return [];
    throw error;
  }
}

export function certificateOf(
  decision: ZeroDecision,
  method: string,
  detail: string,
  engines: readonly string[],
  conditions: readonly string[] = [],
): Certificate {
  const grade =
    decision.verdict === "proved"
      ? "proved"
      : decision.agreesNumerically
        ? "numeric-check"
        : "unchecked";
  const how =
    grade === "proved"
      ? detail
      : grade === "numeric-check"
        ? `${detail} The exact comparison did not finish; ${decision.detail}`
        : `This could not be checked independently: ${decision.detail}`;
  return {
    grade,
    method,
    detail: how,
    engines: [...engines],
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
  };
}

const ORDER = { proved: 0, "exact-check": 1, "numeric-check": 2, unchecked: 3 } as const;

/**
 * Compares every candidate with what it must equal and returns the best checked one: the strongest grade,
 * then the shortest form. Candidates that are refuted are dropped; null when none is left.
 */
export function bestCandidate(
  target: Expression,
  candidates: readonly { readonly expression: Expression; readonly engine: string }[],
  context: ComputeContext,
  describe: {
    readonly method: string;
    readonly detail: string;
    readonly conditions?: readonly string[];
  },
): CandidateAnswer | null {
  return context.proving(() => {
    let best: CandidateAnswer | null = null;
    for (const { expression, engine } of candidates) {
      const decision = decideEqual(target, expression);
      if (decision.verdict === "refuted") continue;
      const certificate = certificateOf(
        decision,
        describe.method,
        describe.detail,
        [...new Set([engine, EXACT])],
        describe.conditions,
      );
      if (best === null || isBetter({ expression, certificate, engine }, best))
        best = { expression, certificate, engine };
    }
    return best;
  });
}

function isBetter(a: CandidateAnswer, b: CandidateAnswer): boolean {
  const grade = ORDER[a.certificate.grade] - ORDER[b.certificate.grade];
  return grade < 0 || (grade === 0 && cost(a.expression) < cost(b.expression));
}

/** Size, with function values dearer than roots and quotients dearer than sums. */
export function cost(expression: Expression): number {
  const isConstant = variablesOf(expression).length === 0;
  const weigh = (node: Expression): number => {
    const head = headOf(node);
    const isQuotient = head === "Divide" && !isConstant;
    const own = COUNTED_AS_SIZE.has(head) ? (isQuotient ? 1 : 0) : isConstant ? 12 : 3;
    return 1 + own + argumentsOf(node).reduce((sum, part) => sum + weigh(part), 0);
  };
  return weigh(expression);
}

const COUNTED_AS_SIZE = new Set([
  "",
  "Add",
  "Multiply",
  "Divide",
  "Negate",
  "Power",
  "Sqrt",
  "Ln",
  "Exp",
]);
