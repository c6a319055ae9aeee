import { Fraction } from "fraction.js";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { checkSameSolutions } from "./same-solutions.ts";
import type { StepChain } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

/** One side of a linear equation: `coefficient * x + constant`. */
interface Side {
  readonly coefficient: Fraction;
  readonly constant: Fraction;
}

/** Linear equations in one unknown, as taught: tidy both sides, collect the unknown, divide. */
export const linearEquation: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: (subject) => linearOf(subject) !== null,
  work: (subject, chain) => {
    const linear = linearOf(subject);
    if (linear !== null) workLinear(linear, chain);
  },
};

interface LinearEquation {
  readonly equation: Expression;
  readonly variable: string;
  readonly left: Side;
  readonly right: Side;
}

function linearOf({ query }: PodSubject): LinearEquation | null {
  if (query.kind !== "solve" || query.equations.length !== 1 || query.unknowns.length !== 1)
    return null;
  const equation = query.equations[0] as Expression;
  const variable = query.unknowns[0] as string;
  if (variablesOf(equation).join() !== variable) return null;
  const [left, right] = argumentsOf(equation).map(sideOf);
  if (left === undefined || right === undefined || left === null || right === null) return null;
  return left.coefficient.equals(right.coefficient) ? null : { equation, variable, left, right };
}

function sideOf(side: Expression): Side | null {
  // A side without the unknown becomes a polynomial in it by adding none of it.
  const polynomial = asUnivariate(variablesOf(side).length === 0 ? ["Add", side, "x"] : side);
  if (polynomial === null || polynomial.coefficients.length > 2) return null;
  const [constant = new Fraction(0), coefficient = new Fraction(0)] = polynomial.coefficients;
  return {
    constant,
    coefficient: variablesOf(side).length === 0 ? new Fraction(0) : coefficient,
  };
}

function workLinear({ equation, variable, left, right }: LinearEquation, chain: StepChain): void {
  const write = (side: Side): Expression =>
    univariateExpression(
      side.coefficient.equals(0) ? [side.constant] : [side.constant, side.coefficient],
      variable,
    );
  let current = equation;
  const next = (step: Omit<Parameters<StepChain["add"]>[0], "check">): void => {
    if (printPlain(step.shown) === printPlain(current)) return;
    chain.add({ ...step, check: checkSameSolutions(current, [step.shown]) });
    current = step.shown;
  };
  next({
    rule: "expand-and-collect",
    text: {
      en: "Expand the brackets and combine like terms on each side.",
      zh: "两边分别去括号、合并同类项。",
    },
    hint: { en: "Tidy up each side first.", zh: "先分别整理等号两边。" },
    shown: ["Equal", write(left), write(right)],
  });
  const coefficient = left.coefficient.sub(right.coefficient);
  const constant = right.constant.sub(left.constant);
  next({
    rule: "collect-unknown",
    text: {
      en: `Bring the terms with ${variable} to the left and the numbers to the right.`,
      zh: `把含 ${variable} 的项移到左边，常数项移到右边。`,
    },
    hint: {
      en: `How can all terms with ${variable} come to one side?`,
      zh: `怎样把含 ${variable} 的项都移到一边？`,
    },
    shown: [
      "Equal",
      write({ coefficient, constant: new Fraction(0) }),
      fractionExpression(constant),
    ],
  });
  next({
    rule: "divide-by-coefficient",
    text: {
      en: `Divide both sides by ${coefficient.toFraction()}.`,
      zh: `两边同除以 ${coefficient.toFraction()}。`,
    },
    hint: {
      en: `What does ${variable} have to be divided by?`,
      zh: `要得到 ${variable}，两边应除以什么？`,
    },
    shown: ["Equal", variable, fractionExpression(constant.div(coefficient))],
  });
  chain.finish();
}
