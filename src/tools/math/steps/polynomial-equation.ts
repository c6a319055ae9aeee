import { Fraction } from "fraction.js";
import { integer, rational } from "../expression/expression.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, factorUnivariate, primitive, type Univariate } from "../exact/univariate.ts";
import { argumentsOf, type Expression, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { quadraticRoots } from "../solve/polynomial-roots.ts";
import { factoringSteps } from "./factoring.ts";
import { anyOf } from "./line-forms.ts";
import { checkSameSolutions } from "./same-solutions.ts";
import { checkSameValue, type NewStep, type StepChain } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

/** Quadratic and factorable higher equations: to one side, factor, each factor by itself. */
export const polynomialEquation: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: (subject) => polynomialOf(subject) !== null,
  work: (subject, chain) => {
    const polynomial = polynomialOf(subject);
    if (polynomial !== null) workPolynomial(polynomial, chain);
  },
};

interface PolynomialEquation {
  readonly equation: Expression;
  readonly variable: string;
  readonly coefficients: Univariate;
  /** Solutions are asked for among the real numbers only. */
  readonly isReal: boolean;
}

const MOST_DEGREE = 8;

function polynomialOf({ query }: PodSubject): PolynomialEquation | null {
  if (query.kind !== "solve" || query.equations.length !== 1 || query.unknowns.length !== 1)
    return null;
  if (query.domain.interval !== null) return null;
  const equation = query.equations[0] as Expression;
  const variable = query.unknowns[0] as string;
  if (variablesOf(equation).join() !== variable || argumentsOf(equation).length !== 2) return null;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const polynomial = asUnivariate(["Add", left, ["Negate", right]]);
  if (polynomial === null) return null;
  const degree = degreeOf(polynomial.coefficients);
  return degree < 2 || degree > MOST_DEGREE
    ? null
    : {
        equation,
        variable,
        coefficients: primitive(polynomial.coefficients),
        isReal: query.domain.isReal,
      };
}

function workPolynomial(
  { equation, variable, coefficients, isReal }: PolynomialEquation,
  chain: StepChain,
): void {
  const zero: Expression = { num: "0" };
  const standard: Expression = ["Equal", univariateExpression(coefficients, variable), zero];
  let current = equation;
  const equationStep = (
    step: Omit<NewStep, "check" | "shown">,
    alternatives: readonly Expression[],
  ): void => {
    const shown = anyOf(alternatives);
    if (printPlain(shown) === printPlain(current)) return;
    chain.add({ ...step, shown, check: checkSameSolutions(current, alternatives) });
    current = shown;
  };
  equationStep(
    {
      rule: "standard-form",
      text: {
        en: "Bring everything to one side, expand and clear common factors.",
        zh: "移项，展开，并约去公因数，化为一般形式。",
      },
      hint: { en: "Get zero on one side.", zh: "先使方程一边为零。" },
    },
    [standard],
  );
  current = standard;
  const factors = factorUnivariate(coefficients).toSorted(byRoot);
  const isSplit = factors.length > 1 || (factors[0]?.multiplicity ?? 1) > 1;
  const bases = factors.map(({ factor }) => primitive(factor));
  if (isSplit) {
    const product: Expression = [
      "Multiply",
      ...factors.map(({ multiplicity }, index): Expression => {
        const base = univariateExpression(bases[index] as Univariate, variable);
        return multiplicity === 1 ? base : ["Power", base, { num: String(multiplicity) }];
      }),
    ];
    const written = factors.length === 1 ? (argumentsOf(product)[0] as Expression) : product;
    const lines = factoringSteps(coefficients, variable);
    for (const [index, { rule, text, hint, shown }] of lines.entries())
      equationStep({ rule, text, hint }, [
        ["Equal", index === lines.length - 1 ? written : shown, zero],
      ]);
    const parts = bases.map((base): Expression => [
      "Equal",
      univariateExpression(base, variable),
      zero,
    ]);
    chain.add({
      rule: "zero-product",
      text: {
        en: "A product is zero exactly when one of its factors is zero.",
        zh: "乘积为零，当且仅当其中一个因式为零。",
      },
      hint: { en: "When is a product zero?", zh: "乘积什么时候为零？" },
      shown: anyOf(parts),
      check: checkSameSolutions(simpleFactors(bases, variable), parts),
    });
  }
  if (bases.some((base) => degreeOf(base) > 2)) return;
  const roots: Expression[] = [];
  for (const base of bases) {
    const found =
      degreeOf(base) === 1
        ? linearRoot(base, variable, chain, isSplit)
        : byFormula(base, variable, chain, isReal);
    if (found === null) return;
    roots.push(...found);
  }
  const distinct = roots.filter(
    (root, index) => !roots.slice(0, index).some((other) => printPlain(other) === printPlain(root)),
  );
  if (distinct.length === 0) return chain.finish();
  if (isSplit && bases.length > 1)
    chain.add({
      rule: "collect-solutions",
      text: { en: "Together these are all solutions.", zh: "综上，方程的全部解为：" },
      hint: { en: "Put the solutions together.", zh: "把所有的解写在一起。" },
      shown: ["Or", ...distinct.map((root): Expression => ["Equal", variable, root])],
      check: checkSameSolutions(
        simpleFactors(bases, variable),
        distinct.map((root): Expression => ["Equal", variable, root]),
      ),
    });
  chain.finish();
}

/** The product of the distinct factors is zero: a power of a factor vanishes where the factor does. */
function simpleFactors(bases: readonly Univariate[], variable: string): Expression {
  const factors = bases.map((base) => univariateExpression(base, variable));
  const product: Expression =
    factors.length === 1 ? (factors[0] as Expression) : ["Multiply", ...factors];
  return ["Equal", product, { num: "0" }];
}

/** Linear factors first, in the order of their roots. */
function byRoot(a: { factor: Univariate }, b: { factor: Univariate }): number {
  const [p, q] = [a.factor, b.factor];
  if (degreeOf(p) !== degreeOf(q) || degreeOf(p) !== 1) return degreeOf(p) - degreeOf(q);
  const root = ([constant, coefficient]: Univariate): Fraction =>
    (constant as Fraction).neg().div(coefficient as Fraction);
  return root(p).compare(root(q));
}

function linearRoot(
  base: Univariate,
  variable: string,
  chain: StepChain,
  isPart: boolean,
): Expression[] | null {
  const [constant, coefficient] = base as [Fraction, Fraction];
  const root = fractionExpression(constant.neg().div(coefficient));
  const before: Expression = ["Equal", univariateExpression(base, variable), { num: "0" }];
  const shown: Expression = ["Equal", variable, root];
  if (printPlain(before) !== `${variable} = 0`)
    chain.add({
      rule: "linear-factor",
      text: {
        en: `Solve ${printPlain(before)}.`,
        zh: `解 ${printPlain(before)}。`,
      },
      hint: { en: "Solve each factor by itself.", zh: "分别解每个因式为零的方程。" },
      shown,
      depth: isPart ? 1 : 0,
      check: checkSameSolutions(before, [shown]),
    });
  return [root];
}

/** x = (-b ± sqrt(b^2 - 4 a c)) / (2 a), with its discriminant first. Null ends the chain. */
function byFormula(
  base: Univariate,
  variable: string,
  chain: StepChain,
  isReal: boolean,
): Expression[] | null {
  const [c, b, a] = base.map((value) => value.s * value.n) as [bigint, bigint, bigint];
  const discriminant = b * b - 4n * a * c;
  const written: Expression = [
    "Add",
    ["Power", integer(b), { num: "2" }],
    ["Negate", ["Multiply", { num: "4" }, integer(a), integer(c)]],
  ];
  const before: Expression = ["Equal", univariateExpression(base, variable), { num: "0" }];
  chain.add({
    rule: "discriminant",
    text: {
      en: `For ${printPlain(before)} the discriminant b^2 - 4ac with a = ${a}, b = ${b}, c = ${c} is`,
      zh: `对 ${printPlain(before)}，a = ${a}，b = ${b}，c = ${c}，判别式 b^2 - 4ac 为`,
    },
    hint: { en: "Work out b^2 - 4ac.", zh: "先求判别式 b^2 - 4ac。" },
    shown: ["Equal", written, integer(discriminant)],
    check: checkSameValue(written, integer(discriminant)),
  });
  if (discriminant < 0n && isReal) {
    chain.add({
      rule: "no-real-roots",
      text: {
        en: "It is negative, so there is no real solution here.",
        zh: "判别式为负，因此没有实数解。",
      },
      hint: { en: "What does a negative discriminant mean?", zh: "判别式为负说明什么？" },
      shown: ["Less", integer(discriminant), { num: "0" }],
      check: { grade: "proved", method: "exact-arithmetic", detail: "A negative number." },
    });
    return [];
  }
  const formula = (sign: 1 | -1): Expression => {
    const root: Expression = ["Sqrt", integer(discriminant)];
    return ["Divide", ["Add", integer(-b), sign === 1 ? root : ["Negate", root]], integer(2n * a)];
  };
  const values = discriminant === 0n ? [rational(-b, 2n * a)] : [formula(1), formula(-1)];
  const alternatives = values.map((value): Expression => ["Equal", variable, value]);
  const check =
    discriminant === 0n
      ? checkSameSolutions(before, [alternatives[0] as Expression, alternatives[0] as Expression])
      : checkSameSolutions(before, alternatives);
  chain.add({
    rule: "quadratic-formula",
    text: {
      en: `Quadratic formula: ${variable} = (-b ± sqrt(b^2 - 4ac))/(2a).`,
      zh: `求根公式：${variable} = (-b ± sqrt(b^2 - 4ac))/(2a)。`,
    },
    hint: { en: "Use the quadratic formula.", zh: "使用求根公式。" },
    shown: anyOf(alternatives),
    check,
  });
  const tidy = discriminant === 0n ? values : quadraticRoots(a, b, c);
  const final = tidy.map((value): Expression => ["Equal", variable, value]);
  const shown = anyOf(final);
  if (discriminant !== 0n)
    chain.add({
      rule: "simplify",
      text: { en: "Simplify.", zh: "化简。" },
      hint: { en: "Simplify the root and the fraction.", zh: "化简根式和分式。" },
      shown,
      check: checkSameSolutions(before, final),
    });
  return tidy;
}
