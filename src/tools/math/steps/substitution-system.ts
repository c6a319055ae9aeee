import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  nodeCount,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { PodSubject, PodTools } from "../pods/pod-maker.ts";
import { exactDerivative } from "../solve/derivative.ts";
import { isolate } from "../solve/isolate.ts";
import { compareRelations } from "../working/compare-relations.ts";
import { type Search, solutionsOf } from "../working/solutions.ts";
import { linearEquation } from "./linear-equation.ts";
import { anyOf } from "./line-forms.ts";
import { polynomialEquation } from "./polynomial-equation.ts";
import type { StepChain, StepCheck } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_NODES = 40;

/** Two equations of which one can be solved for an unknown, which is then put into the other. */
export const substitutionSystem: StepMethod = {
  id: "usual",
  title: { en: "By substitution", zh: "代入法" },
  appliesTo: (subject) => systemOf(subject) !== null,
  work: async (subject, chain, tools) => {
    const system = systemOf(subject);
    if (system !== null) await workSystem(system, subject, chain, tools);
  },
};

interface TwoEquations {
  readonly given: readonly [Expression, Expression];
  /** `unknown = value`, from one of them, and the other one. */
  readonly unknown: string;
  readonly value: Expression;
  readonly other: Expression;
  /** The unknown that is left. */
  readonly left: string;
}

function systemOf({ query, outcome }: PodSubject): TwoEquations | null {
  if (query.kind !== "solve" || query.equations.length !== 2 || query.unknowns.length !== 2)
    return null;
  if (query.domain.interval !== null || outcome.certificate.grade !== "proved") return null;
  const given = query.equations as [Expression, Expression];
  const { unknowns } = query;
  if (given.some((one) => headOf(one) !== "Equal" || nodeCount(one) > MOST_NODES)) return null;
  if (variablesOf(["List", ...given]).some((name) => !unknowns.includes(name))) return null;
  for (const index of [0, 1] as const)
    for (const unknown of unknowns.toReversed()) {
      const value = solvedFor(given[index], unknown);
      const left = unknowns.find((name) => name !== unknown) as string;
      if (value !== null)
        return { given, unknown, value, left, other: given[1 - index] as Expression };
    }
  return null;
}

/** The value of an unknown that stands in an equation with a number before it only. */
function solvedFor(equation: Expression, unknown: string): Expression | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const slope = exactDerivative(["Add", left, ["Negate", right]], unknown);
  if (slope === null || variablesOf(slope).length > 0) return null;
  const root = isolate(left, right, unknown);
  if (root === null || contains(root.root, unknown)) return null;
  return exactForm(root.root) ?? tidySigns(root.root);
}

async function workSystem(
  { given, unknown, value, other, left }: TwoEquations,
  subject: PodSubject,
  chain: StepChain,
  tools: PodTools,
): Promise<void> {
  if (subject.query.kind !== "solve") return;
  const { unknowns, domain } = subject.query;
  const search: Search = {
    unknowns,
    isReal: domain.isReal,
    ask: (question) => tools.answer(question),
  };
  type Line = readonly (readonly Expression[])[];
  const same = async (before: Line, after: Line): Promise<StepCheck> => {
    const comparison = await compareRelations(
      { kind: "relations", alternatives: before },
      { kind: "relations", alternatives: after },
      search,
    );
    return comparison.kind === "same" ? comparison.check : null;
  };
  const explicit: Expression = ["Equal", unknown, value];
  const first: Line = [[explicit, other]];
  chain.add({
    rule: "solve-for-one",
    text: {
      en: `Solve one equation for ${unknown}.`,
      zh: `由其中一个方程解出 ${unknown}。`,
    },
    hint: {
      en: "Which equation is easily solved for one unknown?",
      zh: "哪个方程容易解出一个未知数？",
    },
    shown: ["Sequence", explicit, other],
    check: await same([given], first),
  });
  const sides = argumentsOf(other).map((side) => substitute(side, unknown, value));
  const one: Expression = ["Equal", ...(sides.map(tidySigns) as [Expression, Expression])];
  chain.add({
    rule: "substitute-unknown",
    text: {
      en: `Put it into the other equation; only ${left} is left in it.`,
      zh: `代入另一个方程，其中只剩 ${left}。`,
    },
    hint: { en: "Put this into the other equation.", zh: "代入另一个方程。" },
    shown: ["Sequence", explicit, one],
    check: await same(first, [[explicit, one]]),
  });
  if (!chain.isOpen) return;
  const inner: PodSubject = {
    ...subject,
    query: { kind: "solve", equations: [one], unknowns: [left], domain },
  };
  const method = [linearEquation, polynomialEquation].find((found) => found.appliesTo(inner));
  if (method === undefined) return;
  const branch = chain.branch();
  await method.work(inner, branch, tools);
  chain.take(branch, 1);
  const found = await solutionsOf(
    { kind: "relations", alternatives: [[one]] },
    { ...search, unknowns: [left] },
  );
  if (found === null || found.length === 0 || !chain.isOpen) return;
  const solutions = found.map((solution): Expression[] => {
    const at = solution[left] as Expression;
    const put = substitute(value, left, at);
    const entries = { [left]: at, [unknown]: exactForm(put) ?? put };
    return unknowns.map((name): Expression => ["Equal", name, entries[name] as Expression]);
  });
  const lines = solutions.map((solution): Expression => ["Sequence", ...solution]);
  const isTaken = chain.add({
    rule: "back-substitution",
    text: {
      en: `Put each value back into ${printPlain(explicit)}.`,
      zh: `把每个值代回 ${printPlain(explicit)}。`,
    },
    hint: { en: "Find the other unknown for each value.", zh: "对每个值求出另一个未知数。" },
    shown: anyOf(lines),
    check: await same([given], solutions),
  });
  if (isTaken) chain.finish();
}
