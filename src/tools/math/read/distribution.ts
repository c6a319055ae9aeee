import type { Expression } from "../expression/expression.ts";

/** A distribution of chance with its parameters, all of them numbers. */
export type Distribution =
  | { readonly kind: "normal"; readonly mean: Expression; readonly deviation: Expression }
  | { readonly kind: "uniform"; readonly low: Expression; readonly high: Expression }
  | { readonly kind: "exponential"; readonly rate: Expression }
  | { readonly kind: "poisson"; readonly rate: Expression }
  | { readonly kind: "binomial"; readonly trials: number; readonly probability: Expression };

/** What is asked of a distribution: the chance that X lies from `from` to `to`; null is an open end. */
export interface DistributionQuestion {
  readonly distribution: Distribution;
  readonly from: Expression | null;
  readonly to: Expression | null;
}
