import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isNumber,
  substitute,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { derivativeUpToConstant } from "../working/value-of.ts";
import { termsOf } from "./collect-terms.ts";
import { cancelFactors } from "./factor-list.ts";
import { simplerFractions, termByTerm } from "./integral-algebra.ts";
import { antiderivativeInTable } from "./integral-table.ts";
import { INTEGRAL_ORDER, INTEGRAL_WORDS } from "./integral-words.ts";
import { type AppliedRule, isMarked, rewriteOneKind } from "./rewrite-one-kind.ts";
import { type StepChain, type RuleWords, type StepCheck, withNotes } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_STEPS = 24;
const MARK = "Integrate";

/** Indefinite integrals by the rules that are taught: sums, tables, substitution, parts, algebra. */
export const integralSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query }) => query.kind === "integrate" && query.bounds === null,
  work: ({ query, outcome }, chain) => {
    if (query.kind !== "integrate") return;
    const { expression, variable } = query;
    const answer =
      outcome.value.kind === "expression" ? parseExpression(outcome.value.plain).expression : null;
    workIntegral(expression, variable, chain, answer);
  },
};

/** Works an antiderivative out, without the constant; null where the rules come to no end. */
export function workAntiderivative(
  body: Expression,
  variable: string,
  chain: StepChain,
  baseDepth = 0,
): Expression | null {
  let current: Expression = [MARK, body, variable];
  let parts = 0;
  for (let count = 0; count < MOST_STEPS && isMarked(current, MARK) && chain.isOpen; count++) {
    const next = rewriteOneKind(current, MARK, INTEGRAL_ORDER, (part) =>
      ruleFor(argumentsOf(part)[0] as Expression, variable, parts),
    );
    if (next === null) return null;
    if (next.rule === "parts") parts += 1;
    const shown = tidySigns(next.result);
    const { text, hint } = INTEGRAL_WORDS[next.rule] as RuleWords;
    chain.add({
      rule: next.rule,
      text: withNotes(text, next.notes),
      hint,
      shown,
      check: checkSameIntegral(current, shown, variable),
      depth: baseDepth,
    });
    current = shown;
  }
  return isMarked(current, MARK) || !chain.isOpen ? null : current;
}

function workIntegral(
  body: Expression,
  variable: string,
  chain: StepChain,
  answer: Expression | null,
): void {
  const current = workAntiderivative(body, variable, chain);
  if (current === null) return;
  const simple = answer ?? exactForm(current) ?? current;
  chain.add({
    rule: "constant-of-integration",
    text: { en: "Simplify and add the constant of integration.", zh: "化简，并加上积分常数。" },
    hint: { en: "Which constant is still missing?", zh: "还缺少什么常数？" },
    shown: ["Add", simple, "C"],
    check: checkSameIntegral(current, simple, variable),
  });
  chain.finish();
}

/** Both lines have the same derivative, with the integrals left in them counted by their integrands. */
export function checkSameIntegral(
  before: Expression,
  after: Expression,
  variable: string,
): StepCheck {
  try {
    const { verdict, method } = decideEqual(
      derivativeUpToConstant(before, variable),
      derivativeUpToConstant(after, variable),
    );
    if (verdict !== "proved") return null;
    return {
      grade: "proved",
      method: `differentiate-back, ${method}`,
      detail: "Differentiated, both lines are the same, so they differ at most by a constant.",
    };
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

type IntegralRule = AppliedRule;

const MOST_PARTS = 4;

function ruleFor(body: Expression, variable: string, depth: number): IntegralRule | null {
  const integral = (f: Expression): Expression => [MARK, f, variable];
  const parts = argumentsOf(body);
  const head = headOf(body);
  if (!contains(body, variable)) return { rule: "constant", result: ["Multiply", body, variable] };
  const known = antiderivativeInTable(body, variable);
  if (known !== null) return { rule: "table", result: known };
  if (head === "Add") return { rule: "sum", result: ["Add", ...parts.map(integral)] };
  if (head === "Negate")
    return { rule: "sum", result: ["Negate", integral(parts[0] as Expression)] };
  const factored = constantFactor(body, variable);
  if (factored !== null)
    return {
      rule: "constant-factor",
      result: ["Multiply", factored.constant, integral(factored.rest)],
    };
  return (
    bySubstitution(body, variable) ??
    byTerms(body, variable) ??
    byExpanding(body, variable) ??
    byPartialFractions(body, variable) ??
    bySplitting(body, variable) ??
    (depth < MOST_PARTS ? byParts(body, variable) : null)
  );
}

function constantFactor(
  body: Expression,
  variable: string,
): { constant: Expression; rest: Expression } | null {
  const head = headOf(body);
  const parts = argumentsOf(body);
  const product = (factors: readonly Expression[]): Expression =>
    factors.length === 1 ? (factors[0] as Expression) : ["Multiply", ...factors];
  if (head === "Multiply") {
    const constants = parts.filter((factor) => !contains(factor, variable));
    if (constants.length === 0) return null;
    return {
      constant: product(constants),
      rest: product(parts.filter((factor) => contains(factor, variable))),
    };
  }
  if (head !== "Divide") return null;
  const [above, below] = parts as [Expression, Expression];
  if (!contains(below, variable)) return { constant: ["Divide", { num: "1" }, below], rest: above };
  const under = headOf(below) === "Multiply" ? argumentsOf(below) : [];
  const fixed = under.filter((factor) => !contains(factor, variable));
  if (fixed.length > 0)
    return {
      constant: ["Divide", { num: "1" }, product(fixed)],
      rest: ["Divide", above, product(under.filter((factor) => contains(factor, variable)))],
    };
  const inner = constantFactor(above, variable);
  if (inner !== null) return { constant: inner.constant, rest: ["Divide", inner.rest, below] };
  if (!contains(above, variable) && !(isNumber(above) && above.num === "1"))
    return { constant: above, rest: ["Divide", { num: "1" }, below] };
  return null;
}

/**
 * ∫ f(u) u' dx with the inner function u tried among the parts of the integrand: what is left after
 * division by u' must be a function of u alone that the table knows.
 */
function bySubstitution(body: Expression, variable: string): IntegralRule | null {
  for (const inner of innerFunctions(body, variable)) {
    const slope = derivativeOf(inner, variable);
    if (slope === null) continue;
    for (const candidate of [cancelFactors(body, slope), exactForm(["Divide", body, slope])]) {
      if (candidate === null) continue;
      const inside = replacePart(candidate, inner, NEW);
      if (contains(inside, variable)) continue;
      const known = antiderivativeOf(inside);
      if (known === null) continue;
      const result = substitute(known, NEW, inner);
      return { rule: "substitution", result, note: `u = ${printPlain(inner)}` };
    }
  }
  return null;
}

const NEW = "newVariable";

/** By the table, also for a constant times something in it. */
function antiderivativeOf(inside: Expression): Expression | null {
  const known = antiderivativeInTable(inside, NEW);
  if (known !== null) return known;
  if (!contains(inside, NEW)) return ["Multiply", inside, NEW];
  const factored = constantFactor(inside, NEW);
  const rest = factored === null ? null : antiderivativeInTable(factored.rest, NEW);
  return factored === null || rest === null ? null : ["Multiply", factored.constant, rest];
}

/** Parts that depend on the variable and are not the variable itself, larger ones first. */
function innerFunctions(body: Expression, variable: string): Expression[] {
  const found = new Map<string, Expression>();
  const visit = (part: Expression): void => {
    for (const child of argumentsOf(part)) {
      if (child === variable || !contains(child, variable)) continue;
      found.set(JSON.stringify(child), child);
      visit(child);
    }
  };
  visit(body);
  return [...found.values()].slice(0, 12);
}

function replacePart(expression: Expression, part: Expression, by: Expression): Expression {
  const key = JSON.stringify(part);
  const visit = (node: Expression): Expression => {
    if (JSON.stringify(node) === key) return by;
    const head = headOf(node);
    return head === "" ? node : [head, ...argumentsOf(node).map(visit)];
  };
  return visit(expression);
}

function derivativeOf(expression: Expression, variable: string): Expression | null {
  try {
    const slope = differentiate(expression, variable);
    return exactForm(slope) ?? slope;
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

/** Products of sums multiplied out, where that gives a sum. */
function byExpanding(body: Expression, variable: string): IntegralRule | null {
  if (headOf(body) === "Add") return null;
  const expanded = exactForm(body);
  if (expanded === null || headOf(expanded) !== "Add") return null;
  if (printPlain(expanded) === printPlain(body)) return null;
  return { rule: "expand", result: [MARK, expanded, variable] };
}

function byTerms(body: Expression, variable: string): IntegralRule | null {
  const sum = termByTerm(body, variable);
  return sum === null ? null : { rule: "divide-terms", result: [MARK, sum, variable] };
}

/** (a + b)/c as a/c + b/c. */
function bySplitting(body: Expression, variable: string): IntegralRule | null {
  const [above, below] = argumentsOf(body) as [Expression, Expression];
  if (headOf(body) !== "Divide" || headOf(above) !== "Add") return null;
  const terms = termsOf(above).map((term): Expression => tidySigns(["Divide", term, below]));
  return { rule: "divide-terms", result: [MARK, ["Add", ...terms], variable] };
}

function byPartialFractions(body: Expression, variable: string): IntegralRule | null {
  const sum = simplerFractions(body, variable);
  return sum === null ? null : { rule: "partial-fractions", result: [MARK, sum, variable] };
}

/** What is differentiated: logarithms and inverse functions before powers (the usual order, Kasube 1983). */
const TO_DIFFERENTIATE: readonly ((factor: Expression, variable: string) => boolean)[] = [
  (factor) => headOf(factor) === "Ln",
  (factor) => /^Arc|^Ar[sct]/.test(headOf(factor)),
  (factor, variable) => isPolynomialPower(factor, variable),
];

function isPolynomialPower(factor: Expression, variable: string): boolean {
  if (factor === variable) return true;
  const [base, exponent] = argumentsOf(factor);
  return (
    headOf(factor) === "Power" &&
    base === variable &&
    exponent !== undefined &&
    isNumber(exponent) &&
    /^\d+$/.test(exponent.num)
  );
}

function byParts(body: Expression, variable: string): IntegralRule | null {
  const factors = headOf(body) === "Multiply" ? argumentsOf(body) : [body];
  for (const isChosen of TO_DIFFERENTIATE) {
    const place = factors.findIndex((factor) => isChosen(factor, variable));
    if (place === -1) continue;
    const u = factors[place] as Expression;
    const others = factors.filter((_, index) => index !== place);
    const dv: Expression =
      others.length === 0
        ? { num: "1" }
        : others.length === 1
          ? (others[0] as Expression)
          : ["Multiply", ...others];
    const v = contains(dv, variable)
      ? (antiderivativeInTable(dv, variable) ?? bySubstitution(dv, variable)?.result ?? null)
      : tidySigns(["Multiply", dv, variable]);
    const du = derivativeOf(u, variable);
    if (v === null || du === null || isMarked(v, MARK)) continue;
    const rest = exactForm(["Multiply", v, du]) ?? tidySigns(["Multiply", v, du]);
    return {
      rule: "parts",
      result: ["Add", ["Multiply", u, v], ["Negate", [MARK, rest, variable]]],
      note: `u = ${printPlain(u)}, v' = ${printPlain(dv)}`,
    };
  }
  return null;
}
