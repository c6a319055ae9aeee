import type { Expression } from "../expression/expression.ts";

/** What is assumed of the letters of a question. */
export interface Assumptions {
  /** Letters that stand for real numbers. */
  readonly real: ReadonlySet<string>;
  /** Letters that stand for whole numbers; they are real too. */
  readonly whole: ReadonlySet<string>;
  /** Inequalities that hold, each between real expressions. */
  readonly relations: readonly Expression[];
  /** Each assumption as it is shown. */
  readonly texts: readonly string[];
}
