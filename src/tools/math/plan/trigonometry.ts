import type { Expression } from "../expression/expression.ts";
import { expandedIn, expandedWaves } from "../trig/multiply-out.ts";
import { reduceTrigonometry } from "../trig/reduce.ts";
import { sumToProduct } from "../trig/sum-to-product.ts";
import { bestCandidate, EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

type Operation =
  | "expand-trigonometry"
  | "in-sines"
  | "in-cosines"
  | "reduce-trigonometry"
  | "sum-to-product";

const REWRITE: Readonly<Record<Operation, (input: Expression) => Expression | null>> = {
  "expand-trigonometry": expandedWaves,
  "in-sines": (input) => expandedIn(input, "Sin"),
  "in-cosines": (input) => expandedIn(input, "Cos"),
  "reduce-trigonometry": reduceTrigonometry,
  "sum-to-product": sumToProduct,
};

const REFUSAL: Readonly<Record<Operation, string>> = {
  "expand-trigonometry": "Expanded are polynomials in circular and hyperbolic functions.",
  "in-sines": "Expanded are polynomials in circular functions.",
  "in-cosines": "Expanded are polynomials in circular functions.",
  "reduce-trigonometry":
    "Written as sums are polynomials in sines and cosines with rational factors.",
  "sum-to-product": "Written as a product is the sum or difference of two sines or of two cosines.",
};

export function isTrigonometric(operation: string): operation is Operation {
  return operation in REWRITE;
}

/** Circular functions rewritten as asked; with exponentials both forms are the same, which is the proof. */
export function trigonometryQuery(
  operation: Operation,
  input: Expression,
  context: ComputeContext,
): Outcome {
  const rewritten = REWRITE[operation](input);
  if (rewritten === null) return openOutcome(REFUSAL[operation], "unsupported");
  const best = bestCandidate(input, [{ expression: rewritten, engine: EXACT }], context, {
    method: "equal-to-input",
    detail: "Written with exponentials, both forms are the same.",
  });
  return best === null
    ? openOutcome("The form could not be established.")
    : expressionOutcome(best);
}
