import type { Decimal } from "decimal.js";
import type { AnswerValue } from "../../../core/query-result.ts";
import { exactForm } from "../exact/exact-form.ts";
import { univariateExpression } from "../exact/to-expression.ts";
import { primitive } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { between } from "../solve/between.ts";
import { solvePolynomialEquation } from "../solve/solve-equation.ts";
import { compareRelations } from "../working/compare-relations.ts";
import { denominatorsIn } from "./excluded-values.ts";
import { noSolution } from "./line-forms.ts";
import { factored, fractionLine, type Quotient } from "./quotient-parts.ts";
import { commonDenominator } from "./simplify-rules.ts";
import { type SingleInequality, singleInequality } from "./single-inequality.ts";
import type { StepChain, StepCheck, Words } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

/** Polynomial and rational inequalities: to one side, factor, signs between the zeros and poles. */
export const signChartSteps: StepMethod = {
  id: "usual",
  title: { en: "Sign chart", zh: "穿根法（符号表）" },
  appliesTo: (subject) => relationOf(subject) !== null,
  work: async (subject, chain, tools) => {
    const found = relationOf(subject);
    if (found === null) return;
    const { relation, variable } = found;
    const quotient = toOneSide(relation);
    if (quotient === null) return;
    const standard: Expression = [headOf(relation), fractionLine(quotient), ZERO];
    const search = {
      unknowns: [variable],
      isReal: true,
      ask: (question: Parameters<typeof tools.answer>[0]) => tools.answer(question),
    };
    const same = async (before: Expression, after: Expression): Promise<StepCheck> => {
      const comparison = await compareRelations(
        { kind: "relations", alternatives: [[before]] },
        { kind: "relations", alternatives: [[after]] },
        search,
      );
      return comparison.kind === "same" ? comparison.check : null;
    };
    if (printPlain(standard) !== printPlain(relation))
      chain.add({
        rule: "to-one-side",
        text: {
          en: "Bring everything to one side and into one fraction. Do not multiply by what holds the unknown: its sign is not known.",
          zh: "移项并化为一个分式。不要两边同乘含未知数的式子，因为它的符号未知。",
        },
        hint: { en: "Compare with zero.", zh: "先与零比较。" },
        shown: standard,
        check: await same(relation, standard),
      });
    const split = { above: factored(quotient.above), below: factored(quotient.below) };
    const product: Expression = [headOf(relation), tidySigns(fractionLine(split)), ZERO];
    if (printPlain(product) !== printPlain(standard))
      chain.add({
        rule: "factor",
        text: {
          en: "Factor: the sign of a product comes from the signs of its factors.",
          zh: "因式分解：由各因式的符号确定整体的符号。",
        },
        hint: { en: "Which factors decide the sign?", zh: "哪些因式决定符号？" },
        shown: product,
        check: await same(standard, product),
      });
    workChart(subject, split, relation, variable, chain);
  },
};

function relationOf(subject: PodSubject): SingleInequality | null {
  const found = singleInequality(subject);
  return found === null || found.kernels.length > 0 ? null : found;
}

function toOneSide(relation: Expression): Quotient | null {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const difference = tidySigns(["Add", left, ["Negate", right]]);
  const [variable] = variablesOf(relation) as [string];
  const polynomial = (part: Expression): Expression | null => {
    const found = asUnivariate(part);
    return found === null ? null : univariateExpression(found.coefficients, variable);
  };
  if (denominatorsIn(difference, variable).length === 0) {
    const above = polynomial(difference);
    return above === null ? null : { above, below: { num: "1" } };
  }
  const single = commonDenominator(difference);
  if (single === null) return null;
  const above =
    variablesOf(single.numerator).length === 0
      ? exactForm(single.numerator)
      : (polynomial(single.numerator) ?? exactForm(single.numerator));
  return above === null ? null : { above, below: single.denominator };
}

interface Mark {
  readonly place: Expression;
  readonly value: Decimal;
  readonly isPole: boolean;
}

/** Real zeros of a polynomial, exact; null where they cannot be written down. */
function zerosOf(part: Expression, variable: string): Expression[] | null {
  const polynomial = asUnivariate(part);
  if (polynomial === null) return variablesOf(part).length === 0 ? [] : null;
  const written = univariateExpression(primitive(polynomial.coefficients), variable);
  const zeros = solvePolynomialEquation(written, ZERO, variable);
  if (zeros === null || !zeros.isExact) return null;
  return zeros.roots.filter((root) => evaluateReal(root) !== null);
}

function marksOf({ above, below }: Quotient, variable: string): Mark[] | null {
  const [zeros, poles] = [zerosOf(above, variable), zerosOf(below, variable)];
  if (zeros === null || poles === null) return null;
  const found = new Map<string, Mark>();
  const add = (place: Expression, isPole: boolean): void => {
    const value = evaluateReal(place);
    if (value !== null) found.set(printPlain(place), { place, value, isPole });
  };
  for (const zero of zeros) add(zero, false);
  for (const pole of poles) add(pole, true);
  return [...found.values()].toSorted((a, b) => a.value.cmp(b.value));
}

/** The sign on every piece of the line, compared with the answer piece by piece. */
function workChart(
  { outcome, isChinese }: PodSubject,
  quotient: Quotient,
  relation: Expression,
  variable: string,
  chain: StepChain,
): void {
  const marks = marksOf(quotient, variable);
  if (marks === null) return;
  const whole = fractionLine(quotient);
  if (marks.length > 0)
    chain.add({
      rule: "critical-values",
      text: criticalWords(marks, variable),
      hint: { en: "Where is a factor zero?", zh: "各因式在哪里为零？" },
      shown: ["Sequence", ...marks.map(({ place }): Expression => ["Equal", variable, place])],
      check: checkMarks(marks, quotient, variable),
    });
  const signs = Array.from({ length: marks.length + 1 }, (_, gap) => {
    const point = between(marks[gap - 1]?.value ?? null, marks[gap]?.value ?? null);
    const value = evaluateReal(substitute(whole, variable, point));
    return value === null || value.abs().lt(1e-20)
      ? null
      : { point, isPositive: value.isPositive() };
  });
  if (signs.includes(null)) return;
  const charted = signs as { point: Expression; isPositive: boolean }[];
  const wanted = headOf(relation).startsWith("Greater");
  const closed = headOf(relation).endsWith("Equal");
  const isRight =
    charted.every(
      ({ point, isPositive }) => holdsIn(outcome.value, point) === (isPositive === wanted),
    ) && marks.every(({ place, isPole }) => holdsIn(outcome.value, place) === (closed && !isPole));
  const table = charted
    .map(({ isPositive }, gap) => `${rangeText(marks, gap, variable)}: ${isPositive ? "+" : "-"}`)
    .join(", ");
  const isTaken = chain.add({
    rule: "sign-chart",
    text: {
      en: `Between these values the sign does not change; one point in each piece shows it. ${table}. Wanted is ${wanted ? "+" : "-"}${closed ? ", and zero" : ""}.`,
      zh: `在这些值之间符号不变，每段取一点即可判断。${table}。所求为 ${wanted ? "+" : "-"}${closed ? " 以及零" : ""}。`,
    },
    hint: { en: "Which sign has the expression on each piece?", zh: "在每一段上式子是什么符号？" },
    shown: whole,
    ...(outcome.value.kind === "none"
      ? noSolution(isChinese)
      : { plain: outcome.plain, latex: outcome.latex }),
    check: isRight
      ? {
          grade: "proved",
          method: "sign-chart",
          detail:
            "All zeros and poles are exact, so the sign is constant between them; it was worked out at one point in each piece and is the answer's.",
        }
      : null,
  });
  if (isTaken) chain.finish();
}

function criticalWords(marks: readonly Mark[], variable: string): Words {
  const list = (isPole: boolean): string =>
    marks
      .filter((mark) => mark.isPole === isPole)
      .map(({ place }) => `${variable} = ${printPlain(place)}`)
      .join(", ");
  const [zeros, poles] = [list(false), list(true)];
  return {
    en: `${zeros === "" ? "" : `It is zero at ${zeros}. `}${poles === "" ? "" : `It has no value at ${poles}. `}Only there can the sign change.`,
    zh: `${zeros === "" ? "" : `在 ${zeros} 处为零。`}${poles === "" ? "" : `在 ${poles} 处无意义。`}符号只可能在这些点改变。`,
  };
}

function checkMarks(
  marks: readonly Mark[],
  { above, below }: Quotient,
  variable: string,
): StepCheck {
  const isRight = marks.every(
    ({ place, isPole }) =>
      decideEqual(substitute(isPole ? below : above, variable, place), ZERO).verdict === "proved",
  );
  return isRight
    ? {
        grade: "proved",
        method: "all-real-zeros",
        detail: "The values were put in exactly, and the polynomials have no other real zeros.",
      }
    : null;
}

function rangeText(marks: readonly Mark[], gap: number, variable: string): string {
  const [low, high] = [marks[gap - 1], marks[gap]].map((mark) =>
    mark === undefined ? null : printPlain(mark.place),
  );
  if (low === null && high === null) return variable;
  if (low === null) return `${variable} < ${high}`;
  return high === null ? `${variable} > ${low}` : `${low} < ${variable} < ${high}`;
}

function holdsIn(value: AnswerValue, point: Expression): boolean {
  if (value.kind !== "intervals") return false;
  const x = evaluateReal(point) as Decimal;
  return value.intervals.some(({ lo, hi, loClosed, hiClosed }) => {
    const compare = (end: string): number => {
      if (/^-?infinity$/.test(end)) return end === "infinity" ? -1 : 1;
      const at = evaluateReal(parseExpression(end).expression);
      if (at === null) return Number.NaN;
      return x.sub(at).abs().lt(1e-25) ? 0 : x.cmp(at);
    };
    const [a, b] = [compare(lo), compare(hi)];
    return (loClosed ? a >= 0 : a > 0) && (hiClosed ? b <= 0 : b < 0);
  });
}
