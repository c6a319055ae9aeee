import type { Expression } from "../expression/expression.ts";

/** A closed form of a series, by which theorem, and under which conditions. */
export interface SummedSeries {
  readonly sum: Expression;
  readonly method: string;
  readonly detail: string;
  readonly conditions: readonly string[];
  /** The value is the limit of those of the terms times x^k as x rises to 1 (Abel's theorem). */
  readonly isLimit?: boolean;
}
