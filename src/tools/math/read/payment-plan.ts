import type { Expression } from "../expression/expression.ts";

/** What a question about a loan or savings fixes, beside the amount it asks for. */
export type PaymentPlan =
  /** Equal payments at the end of each period. */
  | {
      readonly kind: "loan";
      readonly principal: Expression;
      /** The rate of one period. */
      readonly rate: Expression;
      readonly periods: Expression;
    }
  /** An amount that grows by the rate each period. */
  | {
      readonly kind: "growth";
      readonly amount: Expression;
      readonly rate: Expression;
      readonly periods: Expression;
      readonly perYear: number;
    };
