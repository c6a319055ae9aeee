import { argumentsOf, type Expression, substitute } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { holdsAt } from "../working/solutions.ts";
import { anyOf, noSolution } from "./line-forms.ts";
import type { NewStep } from "./step-chain.ts";

/** Each value put into the equation as it was asked; false ones are named. Null where one is not decided. */
export function candidateCheck(
  original: Expression,
  candidates: readonly Expression[],
  variable: string,
  isChinese: boolean,
): NewStep | null {
  const verdicts = candidates.map((value) => solves(original, variable, value));
  if (verdicts.includes(null)) return null;
  const kept = candidates.filter((_, index) => verdicts[index] === true);
  const dropped = candidates.filter((_, index) => verdicts[index] === false);
  const list = (values: readonly Expression[]): string =>
    values.map((value) => `${variable} = ${printPlain(value)}`).join(", ");
  const lines = kept.map((value): Expression => ["Equal", variable, value]);
  const isNone = kept.length === 0;
  return {
    rule: "check-solutions",
    text: {
      en: `Put the values into the equation as it was asked.${isNone ? "" : ` Solved by ${list(kept)}.`}${dropped.length === 0 ? "" : ` Not solved by ${list(dropped)}: a false root.`}${isNone ? " There is no solution." : ""}`,
      zh: `代入原方程检验。${isNone ? "" : `${list(kept)} 是解。`}${dropped.length === 0 ? "" : `${list(dropped)} 是增根，舍去。`}${isNone ? "原方程无解。" : ""}`,
    },
    hint: {
      en: "A step could have added false solutions. Put the values into the first equation.",
      zh: "前面的变形可能产生增根，请代入原方程检验。",
    },
    shown: isNone ? original : anyOf(lines),
    ...(isNone ? noSolution(isChinese) : {}),
    check: {
      grade: "proved",
      method: "substitution",
      detail: "Each value was put into both sides of the first equation and decided exactly.",
    },
  };
}

/** Null where it is not decided; false also where a side has no real value. */
function solves(original: Expression, variable: string, value: Expression): boolean | null {
  const sides = argumentsOf(original).map((side) => substitute(side, variable, value));
  if (sides.some((side) => evaluateReal(side) === null))
    return evaluateReal(value) === null ? null : false;
  return holdsAt(original, { [variable]: value });
}
