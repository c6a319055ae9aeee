import type { Expression } from "../expression/expression.ts";

/** Answers that are put together from parts, each worked out exactly. */
export type ShownQuery =
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  /** A relation that is the answer, such as the equation of a circle. */
  | { readonly kind: "statement"; readonly expression: Expression; readonly why: string };
