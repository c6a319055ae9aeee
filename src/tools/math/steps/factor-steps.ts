import { variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { degreeOf } from "../exact/univariate.ts";
import { factoringSteps } from "./factoring.ts";
import { checkSameValue } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_DEGREE = 8;

/** Factoring polynomials in one variable over the rationals. */
export const factorSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query, outcome }) =>
    query.kind === "factor" &&
    variablesOf(query.expression).length === 1 &&
    outcome.value.kind === "expression" &&
    outcome.certificate.grade === "proved",
  work: ({ query }, chain) => {
    if (query.kind !== "factor") return;
    const polynomial = asUnivariate(query.expression);
    if (polynomial === null || degreeOf(polynomial.coefficients) > MOST_DEGREE) return;
    let current = query.expression;
    for (const step of factoringSteps(polynomial.coefficients, polynomial.variable)) {
      if (printPlain(step.shown) === printPlain(current)) continue;
      if (!chain.add({ ...step, check: checkSameValue(current, step.shown) })) return;
      current = step.shown;
    }
    // The last line has no factor left that the rational numbers can split, as the answer has none.
    if (checkSameValue(query.expression, current) !== null) chain.finish();
  },
};
