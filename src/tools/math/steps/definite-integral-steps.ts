import { antiderivativeOf, type Integral, settle, workBounds } from "./integral-bounds.ts";
import { polesInside, workDivergence, workPole } from "./divergent-integral.ts";
import { type Expression, headOf, nodeCount } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { type Piece, piecesOf } from "../plan/integral/pieces.ts";
import { exactForm } from "../exact/exact-form.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { PodTools } from "../pods/pod-maker.ts";
import { parseExpression } from "../read/parse.ts";
import { checkSameValue, type StepChain } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_NODES = 80;

/** Definite integrals: the antiderivative, then its values or limits at the bounds. */
export const definiteIntegralSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query, outcome }) =>
    query.kind === "integrate" &&
    query.bounds !== null &&
    headOf(query.expression) !== "Integrate" &&
    nodeCount(query.expression) <= MOST_NODES &&
    outcome.certificate.grade === "proved" &&
    outcome.certificate.conditions === undefined &&
    (outcome.value.kind === "expression" ||
      (outcome.value.kind === "none" && outcome.value.reason === "divergent")),
  work: async ({ query, outcome }, chain, tools) => {
    if (query.kind !== "integrate" || query.bounds === null) return;
    const { expression: body, variable, bounds } = query;
    const integral = { body, variable, bounds };
    const answer =
      outcome.value.kind === "expression" ? parseExpression(outcome.value.plain).expression : null;
    const poles = answer === null ? polesInside(integral) : [];
    if (poles.length > 0) return workPole(integral, poles[0] as Expression, chain, tools);
    if (answer === null) {
      const primitive = await antiderivativeOf(integral, chain, tools);
      if (primitive !== null && settle(primitive, integral)?.kind === "divergent")
        workDivergence(primitive, integral, chain);
      return;
    }
    const pieces = piecesOf(body, variable, bounds);
    const isWorked =
      pieces === null || pieces.length === 0
        ? (await workValue(integral, answer, chain, tools)) !== null
        : await workPieces(pieces, integral, answer, chain, tools);
    if (isWorked) chain.finish();
  },
};

/** Antiderivative and bounds; says whether the answer was reached. */
async function workValue(
  integral: Integral,
  answer: Expression | null,
  chain: StepChain,
  tools: PodTools,
): Promise<Expression | null> {
  const primitive = await antiderivativeOf(integral, chain, tools);
  const settled = primitive === null ? null : settle(primitive, integral);
  if (primitive === null || settled?.kind !== "value") return null;
  const value = answer ?? exactForm(settled.value) ?? settled.value;
  return workBounds(primitive, integral, settled.value, value, chain) ? value : null;
}

/** Cut where an absolute value, a step or a choice changes its form. */
async function workPieces(
  pieces: readonly Piece[],
  { variable }: Integral,
  answer: Expression,
  chain: StepChain,
  tools: PodTools,
): Promise<boolean> {
  const parts = pieces.map(({ integrand, bounds: [lower, upper] }): Expression => [
    "Integrate",
    integrand,
    variable,
    lower,
    upper,
  ]);
  chain.add({
    rule: "split-range",
    text: {
      en: "Cut the range where the part between the bars changes its sign (or the function its form); on each piece it has one form.",
      zh: "在绝对值内变号（或函数改变表达式）处分段，每段上只有一种形式。",
    },
    hint: {
      en: "Where does the function change its form?",
      zh: "函数在哪里改变表达式？",
    },
    shown: parts.length === 1 ? (parts[0] as Expression) : ["Add", ...parts],
    check: {
      grade: "proved",
      method: "form-on-each-piece",
      detail:
        "On each piece the sign of every changing part is shown, and the pieces fill the range.",
    },
  });
  const values: Expression[] = [];
  for (const { integrand: body, bounds } of pieces) {
    const branch = chain.branch();
    const value = await workValue({ body, variable, bounds }, null, branch, tools);
    chain.take(branch, 1);
    if (value === null) return false;
    values.push(value);
  }
  const sum = tidySigns(["Add", ...values]);
  if (printPlain(sum) === printPlain(answer)) return chain.isOpen;
  return chain.add({
    rule: "add-pieces",
    text: {
      en: `Add the pieces: ${printPlain(["Add", ...values])}.`,
      zh: `各段相加：${printPlain(["Add", ...values])}。`,
    },
    hint: { en: "Put the pieces together.", zh: "把各段合起来。" },
    shown: answer,
    check: checkSameValue(sum, answer),
  });
}
