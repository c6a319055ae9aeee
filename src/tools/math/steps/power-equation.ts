import type { Fraction } from "fraction.js";
import { fractionExpression } from "../exact/to-expression.ts";
import { degreeOf, factorUnivariate, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  integer,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { checkSameSolutions } from "./same-solutions.ts";
import type { StepChain, StepCheck } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

/** x^n = c where factoring leaves more than quadratics, and all n-th roots of a number. */
export const powerEquation: StepMethod = {
  id: "usual",
  title: { en: "n-th roots", zh: "开 n 次方" },
  appliesTo: (subject) => powerOf(subject) !== null,
  work: (subject, chain) => {
    const power = powerOf(subject);
    if (power !== null) workPower(power, subject, chain);
  },
};

interface PowerEquation {
  /** Null where roots of a number were asked for without an equation. */
  readonly equation: Expression | null;
  readonly variable: string;
  readonly exponent: number;
  readonly value: Fraction;
  readonly roots: readonly Expression[];
}

const MOST_EXPONENT = 24;

function powerOf({ query, outcome }: PodSubject): PowerEquation | null {
  const { value: answer, certificate } = outcome;
  if (answer.kind !== "solutions" || !answer.complete || certificate.grade !== "proved")
    return null;
  if (answer.family !== undefined || answer.variables.length !== 1) return null;
  const variable = answer.variables[0] as string;
  const roots = answer.solutions.map((one) => parseExpression(one[variable] as string).expression);
  if (query.kind === "algebra") {
    if (query.operation !== "all-roots") return null;
    const [number, order] = query.operands as [Expression, Expression];
    const value = fractionOf(number);
    if (value === null || value.equals(0) || !isNumber(order)) return null;
    return { equation: null, variable, exponent: Number(order.num), value, roots };
  }
  if (query.kind !== "solve" || query.equations.length !== 1 || query.unknowns.length !== 1)
    return null;
  if (query.domain.interval !== null) return null;
  const equation = query.equations[0] as Expression;
  if (variablesOf(equation).join() !== variable || argumentsOf(equation).length !== 2) return null;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const polynomial = asUnivariate(["Add", left, ["Negate", right]]);
  const read = polynomial === null ? null : pureOf(polynomial.coefficients);
  return read === null ? null : { equation, variable, roots, ...read };
}

/** a x^n + b, where its factors are not all linear or quadratic. */
function pureOf(coefficients: Univariate): { exponent: number; value: Fraction } | null {
  const exponent = degreeOf(coefficients);
  if (exponent < 3 || exponent > MOST_EXPONENT) return null;
  const [constant, ...rest] = coefficients as [Fraction, ...Fraction[]];
  if (constant.equals(0) || rest.slice(0, -1).some((one) => !one.equals(0))) return null;
  const isEasy = factorUnivariate(coefficients).every(({ factor }) => degreeOf(factor) < 3);
  return isEasy ? null : { exponent, value: constant.neg().div(rest.at(-1) as Fraction) };
}

function workPower(
  { equation, variable, exponent, value, roots }: PowerEquation,
  { outcome }: PodSubject,
  chain: StepChain,
): void {
  const pure: Expression = [
    "Equal",
    ["Power", variable, integer(exponent)],
    fractionExpression(value),
  ];
  if (equation === null)
    chain.add({
      rule: "as-equation",
      text: {
        en: `The roots of order ${exponent} are the solutions of this equation.`,
        zh: `${exponent} 次方根就是下面方程的解。`,
      },
      hint: { en: "Which equation do the roots satisfy?", zh: "这些方根满足什么方程？" },
      shown: pure,
      check: { grade: "proved", method: "definition", detail: "This is what a root is." },
    });
  else if (printPlain(equation) !== printPlain(pure))
    chain.add({
      rule: "isolate",
      text: { en: "Have the power alone on one side.", zh: "把幂单独移到一边。" },
      hint: { en: "Have the power alone.", zh: "先使幂单独在一边。" },
      shown: pure,
      check: checkSameSolutions(equation, [pure]),
    });
  const isAll = roots.length === exponent;
  const size = printPlain(fractionExpression(value.abs()));
  const angle = value.compare(0) < 0 ? "pi + 2*pi*k" : "2*pi*k";
  if (isAll) {
    // r^n (cos a + i sin a) with a = n t: what de Moivre says.
    chain.add({
      rule: "de-moivre",
      text: {
        en: `Write both sides in polar form: the size is the root of order ${exponent} of ${size}, and ${exponent} times the angle is ${angle}.`,
        zh: `写成极坐标形式：模是 ${size} 的 ${exponent} 次方根，幅角的 ${exponent} 倍是 ${angle}。`,
      },
      hint: {
        en: "Which size has a root, and which angles?",
        zh: "方根的模是多少？幅角有哪些？",
      },
      shown: pure,
      plain: `${variable} = (${size})^(1/${exponent})*(cos(t) + i*sin(t)), t = (${angle})/${exponent}, k = 0, ..., ${exponent - 1}`,
      latex: `${variable} = \\sqrt[${exponent}]{${size}} \\left(\\cos t + i \\sin t\\right),\\; t = \\frac{${value.compare(0) < 0 ? "\\pi + " : ""}2 \\pi k}{${exponent}},\\; k = 0, \\ldots, ${exponent - 1}`,
      check: {
        grade: "proved",
        method: "de-moivre",
        detail: `The power ${exponent} of this number has the size ${size} and the angle ${angle}.`,
      },
    });
  } else
    chain.add({
      rule: "real-root",
      text:
        exponent % 2 === 1
          ? { en: "A power of odd order has one real root.", zh: "奇数次方只有一个实根。" }
          : {
              en: "A power of even order has two real roots or none.",
              zh: "偶数次方有两个实根或没有实根。",
            },
      hint: { en: "How many real roots are there?", zh: "有几个实根？" },
      shown: pure,
      check: {
        grade: "proved",
        method: "monotone",
        detail: "The power is monotone for positive numbers.",
      },
    });
  const taken = chain.add({
    rule: "roots",
    text: { en: "Write the roots out.", zh: "写出各个根。" },
    hint: { en: "Put in k = 0, 1, 2 and so on.", zh: "依次代入 k = 0, 1, 2 ……" },
    shown: ["Or", ...roots.map((root): Expression => ["Equal", variable, root])],
    plain: outcome.plain,
    latex: outcome.latex,
    check: checkRoots(roots, exponent, value, isAll),
  });
  if (taken) chain.finish();
}

/** Each root to the power is the number, exactly, no two are the same, and there are as many as there must be. */
function checkRoots(
  roots: readonly Expression[],
  exponent: number,
  value: Fraction,
  isAll: boolean,
): StepCheck {
  const isRight = roots.every(
    (root) =>
      decideEqual(["Power", root, integer(exponent)], fractionExpression(value)).verdict ===
      "proved",
  );
  const values = roots.map((root) => evaluateComplex(root));
  const isDistinct = values.every(
    (one, index) =>
      one !== null && values.slice(0, index).every((other) => one.sub(other ?? one).abs() > 1e-9),
  );
  const count = isAll ? exponent : exponent % 2 === 1 ? 1 : value.compare(0) > 0 ? 2 : 0;
  const isReal = isAll || roots.every((root) => evaluateReal(root) !== null);
  if (!isRight || !isDistinct || !isReal || roots.length !== count) return null;
  return {
    grade: "proved",
    method: "power-and-count",
    detail: isAll
      ? `Each was raised to the power ${exponent} exactly; they are ${exponent} different ones, so none is missing.`
      : `Each was raised to the power ${exponent} exactly; the real ones were counted.`,
  };
}
