import type { Expression } from "../expression/expression.ts";

/** A change by a percentage, as it was asked: "increased by 15%". */
export interface PercentageChange {
  /** In per cent, as it was written: "15". */
  readonly rate: string;
  readonly isIncrease: boolean;
}

/** What a question in per cent asks for, beside the expression that answers it. */
export type PercentageReading =
  /** "15% of 80" */
  | { readonly kind: "share"; readonly rate: string; readonly whole: Expression }
  /** "80 increased by 10% and then decreased by 10%" */
  | {
      readonly kind: "changes";
      readonly start: Expression;
      readonly changes: readonly PercentageChange[];
    }
  /** "12 is 30% of what number" */
  | { readonly kind: "whole"; readonly part: Expression; readonly rate: string }
  /** "a number increased by 20% is 60" */
  | {
      readonly kind: "before";
      readonly after: Expression;
      readonly changes: readonly PercentageChange[];
    };
