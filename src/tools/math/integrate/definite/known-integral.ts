import type { Expression } from "../../expression/expression.ts";

/** The value of a definite integral by a theorem whose conditions are shown to hold. */
export interface KnownIntegral {
  readonly value: Expression;
  /** The theorem, its source, and how the integral was brought to its form. */
  readonly detail: string;
}
