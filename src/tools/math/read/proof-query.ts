import type { Assumptions } from "../assume/assumptions.ts";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { variablesOf } from "../expression/expression.ts";

/** A statement that is to be proved for all values of its letters that meet the conditions. */
export interface ProofQuery {
  readonly kind: "proof";
  readonly relation: Expression;
  readonly given: Assumptions;
}

/** What is proved, and for which values. */
export function describeProof({ relation, given }: ProofQuery, isChinese: boolean): string {
  const letters = variablesOf(relation);
  const text = printPlain(relation);
  if (letters.length === 0) return isChinese ? `证明 ${text}` : `Prove that ${text}`;
  const names = letters.join(", ");
  const conditions = given.texts.join(isChinese ? "、" : " and ");
  if (isChinese)
    return `证明：对一切使两边有意义的实数 ${names}${conditions === "" ? "" : `（${conditions}）`}，${text}`;
  return `Prove that ${text} for all real ${names}${conditions === "" ? "" : ` with ${conditions}`} for which both sides are defined`;
}
