import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { type Kernel, kernelsOf } from "./equation-kernels.ts";

/** The signs of order, each with the one that a negative factor makes of it. */
export const TURNED: Readonly<Record<string, string>> = {
  Less: "Greater",
  Greater: "Less",
  LessEqual: "GreaterEqual",
  GreaterEqual: "LessEqual",
};

export interface SingleInequality {
  readonly relation: Expression;
  readonly variable: string;
  /** What is no polynomial in the unknown. */
  readonly kernels: readonly Kernel[];
}

/** One inequality in one letter over all real numbers whose proved answer is a set of ranges; null for others. */
export function singleInequality({ query, outcome }: PodSubject): SingleInequality | null {
  if (query.kind !== "inequality" || query.relations.length !== 1) return null;
  if (query.domain.interval !== null || outcome.certificate.grade !== "proved") return null;
  const relation = query.relations[0] as Expression;
  const { variable } = query;
  if (!(headOf(relation) in TURNED) || variablesOf(relation).join() !== variable) return null;
  const { kind } = outcome.value;
  if (kind !== "intervals" && kind !== "none") return null;
  return { relation, variable, kernels: kernelsOf(relation, variable) };
}
