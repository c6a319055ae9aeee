import { Fraction } from "fraction.js";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { TURNED } from "./single-inequality.ts";
import type { StepChain, StepCheck, Words } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

/** Linear inequalities in one unknown; the sign turns around with a negative divisor. */
export const linearInequality: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: (subject) => inequalityOf(subject) !== null,
  work: (subject, chain) => {
    const inequality = inequalityOf(subject);
    if (inequality !== null) workInequality(inequality, chain);
  },
};

interface LinearInequality {
  readonly relation: Expression;
  readonly variable: string;
  readonly coefficient: Fraction;
  /** `coefficient * variable  sign  constant` */
  readonly constant: Fraction;
}

function inequalityOf({ query }: PodSubject): LinearInequality | null {
  if (query.kind !== "inequality" || query.relations.length !== 1) return null;
  const relation = query.relations[0] as Expression;
  const { variable } = query;
  if (!(headOf(relation) in TURNED) || variablesOf(relation).join() !== variable) return null;
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const polynomial = asUnivariate(["Add", left, ["Negate", right]]);
  if (polynomial === null || polynomial.coefficients.length !== 2) return null;
  const [constant, coefficient] = polynomial.coefficients as [Fraction, Fraction];
  return { relation, variable, coefficient, constant: constant.neg() };
}

function workInequality(
  { relation, variable, coefficient, constant }: LinearInequality,
  chain: StepChain,
): void {
  let current = relation;
  const next = (rule: string, text: Words, hint: Words, shown: Expression): void => {
    if (printPlain(shown) === printPlain(current)) return;
    chain.add({ rule, text, hint, shown, check: checkSameOrder(current, shown) });
    current = shown;
  };
  const sign = headOf(relation);
  next(
    "collect-unknown",
    {
      en: `Bring the terms with ${variable} to the left and the numbers to the right.`,
      zh: `把含 ${variable} 的项移到左边，常数项移到右边。`,
    },
    { en: `Get all terms with ${variable} on one side.`, zh: `把含 ${variable} 的项移到一边。` },
    [
      sign,
      univariateExpression([new Fraction(0), coefficient], variable),
      fractionExpression(constant),
    ],
  );
  const isNegative = coefficient.compare(0) < 0;
  next(
    isNegative ? "divide-by-negative" : "divide-by-coefficient",
    {
      en: `Divide both sides by ${coefficient.toFraction()}${isNegative ? ", a negative number: the sign turns around" : ""}.`,
      zh: `两边同除以 ${coefficient.toFraction()}${isNegative ? "，因为是负数，不等号改变方向" : ""}。`,
    },
    {
      en: "What happens to the sign when you divide?",
      zh: "两边相除时，不等号的方向怎样？",
    },
    [
      isNegative ? (TURNED[sign] as string) : sign,
      variable,
      fractionExpression(constant.div(coefficient)),
    ],
  );
  chain.finish();
}

/** Left minus right is, before and after, the same up to a positive factor, or a negative one with the sign turned. */
function checkSameOrder(before: Expression, after: Expression): StepCheck {
  const difference = (relation: Expression): Expression => {
    const [left, right] = argumentsOf(relation) as [Expression, Expression];
    return ["Add", left, ["Negate", right]];
  };
  const [had, has] = [asUnivariate(difference(before)), asUnivariate(difference(after))];
  if (had === null || has === null) return null;
  const [a, b] = [had.coefficients.at(-1), has.coefficients.at(-1)];
  if (a === undefined || b === undefined) return null;
  const ratio = a.div(b);
  const scaled: Expression = ["Multiply", fractionExpression(ratio), difference(after)];
  if (decideEqual(difference(before), scaled).verdict !== "proved") return null;
  const expected = ratio.compare(0) > 0 ? headOf(before) : TURNED[headOf(before)];
  if (headOf(after) !== expected) return null;
  return {
    grade: "proved",
    method: "same-order",
    detail: "The difference of the sides is the same up to a factor whose sign fits the direction.",
  };
}
