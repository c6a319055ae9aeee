import { Fraction } from "fraction.js";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import {
  degreeOf,
  divide,
  factorUnivariate,
  primitive,
  type Univariate,
} from "../exact/univariate.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { differenceOfSquares } from "./difference-of-squares.ts";
import { factoredPolynomial, product } from "./quotient-parts.ts";
import type { RuleWords } from "./step-chain.ts";

/** One line of factoring a polynomial. */
export interface FactoringStep extends RuleWords {
  readonly rule: string;
  readonly shown: Expression;
}

const MOST_STEPS = 8;

/** A polynomial factored as it is taught: what all terms share, squares, two numbers, a rational zero. */
export function factoringSteps(coefficients: Univariate, variable: string): FactoringStep[] {
  if (coefficients.every((value) => value.equals(0))) return [];
  const steps: FactoringStep[] = [];
  const done: Expression[] = [];
  let rest = coefficients;
  const show = (open: Expression | null): Expression =>
    tidySigns(product([...done, ...(open === null ? [] : [open])]));
  const shared = sharedFactor(rest, variable);
  if (shared !== null) {
    done.push(shared.factor);
    rest = shared.rest;
    steps.push({
      rule: "common-factor",
      text: {
        en: `All terms have the factor ${printPlain(shared.factor)}; take it out.`,
        zh: `各项都有公因式 ${printPlain(shared.factor)}，提取公因式。`,
      },
      hint: { en: "What do all terms have in common?", zh: "各项有什么公因式？" },
      shown: show(univariateExpression(rest, variable)),
    });
  }
  for (let count = 0; count < MOST_STEPS && degreeOf(rest) > 1; count++) {
    const factors = factorUnivariate(rest);
    if (factors.length === 1 && factors[0]?.multiplicity === 1) break;
    const written = univariateExpression(rest, variable);
    const squares = differenceOfSquares(written);
    const whole = factoredPolynomial(rest, variable);
    if (degreeOf(rest) === 2) {
      steps.push({ ...quadraticStep(rest, variable, squares !== null), shown: show(whole) });
      return steps;
    }
    if (squares !== null) {
      steps.push({ ...SQUARES, shown: show(squares) });
      // Both halves go on by themselves; together they are the whole.
      if (printPlain(tidySigns(squares)) !== printPlain(whole))
        steps.push({ rule: "factor-further", ...FURTHER, shown: show(whole) });
      return steps;
    }
    const linear = factors.find(({ factor }) => degreeOf(factor) === 1)?.factor;
    if (linear === undefined) {
      steps.push({ rule: "factor", ...PLAIN, shown: show(whole) });
      return steps;
    }
    const base = primitive(linear);
    const zero = (base[0] as Fraction).neg().div(base[1] as Fraction);
    rest = divide(rest, base).quotient;
    const factor = univariateExpression(base, variable);
    done.push(factor);
    steps.push({
      rule: "rational-root",
      text: {
        en: `Try the divisors of the constant term over those of the leading coefficient: ${variable} = ${zero.toFraction()} is a zero. Divide by ${printPlain(factor)}.`,
        zh: `试常数项的因数除以首项系数的因数：${variable} = ${zero.toFraction()} 是零点，除以 ${printPlain(factor)}。`,
      },
      hint: {
        en: "Which divisor of the constant term is a zero? Divide by its factor.",
        zh: "常数项的哪个因数是零点？用对应的一次因式去除。",
      },
      shown: show(univariateExpression(rest, variable)),
    });
  }
  return steps;
}

function sharedFactor(
  p: Univariate,
  variable: string,
): { factor: Expression; rest: Univariate } | null {
  const low = p.findIndex((value) => !value.equals(0));
  const shifted = p.slice(low);
  const simple = primitive(shifted);
  const content = (shifted.at(-1) as Fraction).div(simple.at(-1) as Fraction);
  if (low === 0 && content.equals(1)) return null;
  const power: Expression[] =
    low === 0 ? [] : [low === 1 ? variable : ["Power", variable, integer(low)]];
  return { factor: tidySigns(product([fractionExpression(content), ...power])), rest: simple };
}

function quadraticStep(
  [c, b, a]: Univariate,
  variable: string,
  isDifference: boolean,
): RuleWords & { rule: string } {
  if (isDifference) return SQUARES;
  const [constant, middle, lead] = [c, b, a] as [Fraction, Fraction, Fraction];
  const discriminant = middle.mul(middle).sub(constant.mul(lead).mul(4));
  if (discriminant.equals(0))
    return {
      rule: "perfect-square",
      text: {
        en: "This is a perfect square: a^2 + 2ab + b^2 = (a + b)^2.",
        zh: "完全平方公式：a^2 + 2ab + b^2 = (a + b)^2。",
      },
      hint: { en: "Are first and last term squares?", zh: "首项和末项是平方吗？" },
    };
  const [p, q] = [1, -1].map((sign) => {
    const size = Math.sqrt(Number(discriminant.valueOf()));
    return Math.round((Number(middle.valueOf()) + sign * size) / 2);
  }) as [number, number];
  const goal = lead.mul(constant);
  const isRight = new Fraction(p).add(q).equals(middle) && new Fraction(p).mul(q).equals(goal);
  if (!isRight) return { rule: "factor", ...PLAIN };
  const what = lead.equals(1) ? "" : ` (${lead.toFraction()} * ${constant.toFraction()})`;
  return {
    rule: "sum-and-product",
    text: {
      en: `Two numbers with sum ${middle.toFraction()} and product ${goal.toFraction()}${what}: ${p} and ${q}. They split the term with ${variable}.`,
      zh: `和为 ${middle.toFraction()}、积为 ${goal.toFraction()}${what} 的两个数：${p} 和 ${q}。用它们拆分一次项（十字相乘）。`,
    },
    hint: {
      en: "Find two numbers by their sum and their product.",
      zh: "由和与积找出两个数（十字相乘）。",
    },
  };
}

const SQUARES = {
  rule: "difference-of-squares",
  text: {
    en: "Difference of squares: a^2 - b^2 = (a - b)(a + b).",
    zh: "平方差公式：a^2 - b^2 = (a - b)(a + b)。",
  },
  hint: { en: "Is it a difference of two squares?", zh: "这是两个平方的差吗？" },
};
const FURTHER: RuleWords = {
  text: { en: "Factor what can still be factored.", zh: "继续分解还能分解的因式。" },
  hint: { en: "Can one of the factors be factored further?", zh: "有因式还能继续分解吗？" },
};
const PLAIN: RuleWords = {
  text: { en: "Factor over the rational numbers.", zh: "在有理数范围内因式分解。" },
  hint: { en: "Which polynomials of lower degree divide it?", zh: "哪些低次多项式能整除它？" },
};
