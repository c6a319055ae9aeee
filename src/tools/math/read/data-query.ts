import type { Expression } from "../expression/expression.ts";

/** Questions about data and chance that are answered by ordering or counting. */
export type DataQuery =
  | {
      readonly kind: "data";
      readonly operation: "median" | "mode" | "range" | "quartiles";
      readonly data: readonly Expression[];
    }
  /** P(from <= X <= to) for X binomial. */
  | {
      readonly kind: "binomial";
      readonly trials: number;
      readonly probability: Expression;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: "dice-sum"; readonly dice: number; readonly total: number };
