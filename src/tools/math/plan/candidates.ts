import type { Certificate } from "../../../core/truth.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { decideEqual, type ZeroDecision } from "../prove/decide-zero.ts";
import type { CandidateAnswer, ComputeContext } from "./outcome.ts";
import type { Proposal } from "./portfolio.ts";

export const EXACT = "exact-normal-form";

/** The context with a share of the time that is left now. */
export function withShare(context: ComputeContext, share: number): ComputeContext {
  const kept = context.remainingMs() * (1 - share);
  return { ...context, remainingMs: () => Math.max(0, Math.round(context.remainingMs() - kept)) };
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
        ? `The exact comparison did not finish. ${decision.detail}`
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
  candidates: readonly Proposal[],
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

/** Size, with function values dearer than roots, quotients than sums, what is nested than what is not, and roots below than above. */
export function cost(expression: Expression): number {
  const isConstant = variablesOf(expression).length === 0;
  const weigh = (node: Expression): number => {
    const head = headOf(node);
    const isQuotient = head === "Divide" && !isConstant;
    const own = COUNTED_AS_SIZE.has(head) ? (isQuotient ? 1 : 0) : isConstant ? 12 : 3;
    return (
      1 +
      own +
      (isNested(node) ? NESTED : 0) +
      (isConstant && isRootBelow(node) ? BELOW : 0) +
      argumentsOf(node).reduce((sum, part) => sum + weigh(part), 0)
    );
  };
  return weigh(expression);
}

const NESTED = 6;
const BELOW = 10;
const CIRCULAR = /^(?:Sin|Cos|Tan|Cot|Sec|Csc|Sinh|Cosh|Tanh|Coth|Sech|Csch)$/;
const INVERSE = /^(?:Arc|Ar[sct])/;

/** A root of a sum with a root in it, or a circular function of an inverse one. */
export function isNested(node: Expression): boolean {
  if (CIRCULAR.test(headOf(node)))
    return argumentsOf(node).some((part) => some(part, (inner) => INVERSE.test(headOf(inner))));
  const [base] = argumentsOf(node);
  return isRoot(node) && headOf(base as Expression) === "Add" && some(base as Expression, isRoot);
}

/** A quotient by a sum with a root in it, or of a sum by a root. */
export function isRootBelow(node: Expression): boolean {
  if (headOf(node) !== "Divide") return false;
  const [above, below] = argumentsOf(node) as [Expression, Expression];
  return [above, below].some((side) => headOf(side) === "Add") && some(below, isRoot);
}

function isRoot(node: Expression): boolean {
  if (headOf(node) === "Sqrt") return true;
  return headOf(node) === "Power" && headOf(argumentsOf(node)[1] as Expression) === "Divide";
}

export function some(node: Expression, test: (part: Expression) => boolean): boolean {
  return test(node) || argumentsOf(node).some((part) => some(part, test));
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
