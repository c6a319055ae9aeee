import {
  argumentsOf,
  type Expression,
  headOf,
  nodeCount,
  variablesOf,
} from "../expression/expression.ts";
import type { PodSubject, PodTools } from "../pods/pod-maker.ts";
import { compareRelations, sameRanges } from "../working/compare-relations.ts";
import { joinRanges, type Ranges, rangesIn } from "../working/join-ranges.ts";
import type { Search } from "../working/solutions.ts";
import { kernelsOf } from "./equation-kernels.ts";
import { splitCases } from "./inequality-cases.ts";
import { INEQUALITY_WORDS } from "./inequality-words.ts";
import { linearInequality } from "./linear-inequality.ts";
import { anyOf, noSolution } from "./line-forms.ts";
import { signChartSteps } from "./sign-chart-steps.ts";
import { type SingleInequality, singleInequality } from "./single-inequality.ts";
import { type RuleWords, type StepChain, withNotes } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_SPLITS = 6;
const MOST_NODES = 60;
const MOST_CASES = 6;

type Case = readonly Expression[];

/** Inequalities with square roots and absolute values: cases without them, each solved, put together. */
export const inequalitySteps: StepMethod = {
  id: "usual",
  title: { en: "Case by case", zh: "分情况讨论" },
  appliesTo: (subject) => relationOf(subject) !== null,
  work: async (subject, chain, tools) => {
    const found = relationOf(subject);
    if (found !== null)
      await new InequalityWork(subject, chain, tools, found.variable).work(found.relation);
  },
};

function relationOf(subject: PodSubject): SingleInequality | null {
  const found = singleInequality(subject);
  if (found === null || found.kernels.length === 0) return null;
  const isKnown = found.kernels.every(({ part }) => ["Sqrt", "Abs"].includes(headOf(part)));
  return isKnown && nodeCount(found.relation) <= MOST_NODES ? found : null;
}

class InequalityWork {
  private readonly subject: PodSubject;
  private readonly chain: StepChain;
  private readonly tools: PodTools;
  private readonly variable: string;
  private readonly search: Search;

  constructor(subject: PodSubject, chain: StepChain, tools: PodTools, variable: string) {
    this.subject = subject;
    this.chain = chain;
    this.tools = tools;
    this.variable = variable;
    this.search = {
      unknowns: [variable],
      isReal: true,
      ask: (question) => tools.answer(question),
    };
  }

  async work(relation: Expression): Promise<void> {
    let open: readonly Case[] = [[relation]];
    for (let count = 0; count < MOST_SPLITS; count++) {
      const next = this.split(open);
      if (next === null) break;
      const { rule, notes, cases } = next;
      if (cases.length === 0) return this.none(rule, relation);
      const comparison = await compareRelations(
        { kind: "relations", alternatives: open },
        { kind: "relations", alternatives: cases },
        this.search,
      );
      const { text, hint } = INEQUALITY_WORDS[rule] as RuleWords;
      const isTaken = this.chain.add({
        rule,
        text: withNotes(text, notes),
        hint,
        shown: lineOf(cases),
        check: comparison.kind === "same" ? comparison.check : null,
      });
      if (!isTaken) return;
      open = cases;
    }
    if (open.length > MOST_CASES || open.flat().some((one) => this.kernels(one).length > 0)) return;
    const ranges: Ranges = [];
    for (const one of open) {
      const found = await this.solveCase(one, open.length > 1);
      if (found === null) return;
      ranges.push(...found);
    }
    this.putTogether(ranges, open);
  }

  private kernels(relation: Expression) {
    return kernelsOf(relation, this.variable);
  }

  /** The first relation with a root or an absolute value split; its case becomes several. */
  private split(
    open: readonly Case[],
  ): { rule: string; notes: readonly string[]; cases: readonly Case[] } | null {
    for (const [index, one] of open.entries())
      for (const [place, relation] of one.entries()) {
        const kernels = this.kernels(relation);
        if (kernels.length === 0) continue;
        const found = splitCases(relation, kernels, this.variable);
        if (found === null) return null;
        const rest = one.filter((_, other) => other !== place);
        const cases = found.alternatives.map((relations) => [...rest, ...relations]);
        return {
          rule: found.rule,
          notes: found.notes,
          cases: [...open.slice(0, index), ...cases, ...open.slice(index + 1)],
        };
      }
    return null;
  }

  private none(rule: string, relation: Expression): void {
    if (this.subject.outcome.value.kind !== "none") return;
    const taken = this.chain.add({
      rule,
      ...(INEQUALITY_WORDS[rule] as RuleWords),
      shown: relation,
      ...noSolution(this.subject.isChinese),
      check: {
        grade: "proved",
        method: "sign",
        detail: "The left side is never negative, the right side is not positive.",
      },
    });
    if (taken) this.chain.finish();
  }

  /** Each relation of a case by the methods for it, then what they have in common. */
  private async solveCase(relations: Case, isPart: boolean): Promise<Ranges | null> {
    for (const relation of relations) {
      if (this.isSolved(relation)) continue;
      const branch = this.chain.branch();
      if (!(await this.solveRelation(relation, branch))) return null;
      this.chain.take(branch, isPart || relations.length > 1 ? 1 : 0);
      if (!this.chain.isOpen) return null;
    }
    const outcome = await this.tools.answer({
      kind: "inequality",
      relations,
      variable: this.variable,
      domain: { isReal: true, interval: null },
    });
    if (outcome.kind === "open" || outcome.certificate.grade !== "proved") return null;
    const ranges = rangesIn(outcome.value);
    if (ranges === null) return null;
    if (relations.length > 1)
      this.chain.add({
        rule: "in-common",
        ...(INEQUALITY_WORDS["in-common"] as RuleWords),
        shown: lineOf([relations]),
        ...(ranges.length === 0
          ? noSolution(this.subject.isChinese)
          : { plain: outcome.plain, latex: outcome.latex }),
        depth: isPart ? 1 : 0,
        check: {
          grade: "proved",
          method: outcome.certificate.method,
          detail: outcome.certificate.detail,
        },
      });
    return this.chain.isOpen ? ranges : null;
  }

  private isSolved(relation: Expression): boolean {
    const [left, right] = argumentsOf(relation) as [Expression, Expression];
    return left === this.variable && variablesOf(right).length === 0;
  }

  private async solveRelation(relation: Expression, branch: StepChain): Promise<boolean> {
    const query = {
      kind: "inequality" as const,
      relations: [relation],
      variable: this.variable,
      domain: { isReal: true, interval: null },
    };
    const outcome = await this.tools.answer(query);
    if (outcome.kind === "open") return false;
    const subject: PodSubject = { ...this.subject, query, outcome };
    const method = [linearInequality, signChartSteps].find((one) => one.appliesTo(subject));
    if (method === undefined) return variablesOf(relation).length === 0;
    // Which of the inequalities this is about is said first.
    branch.add({
      rule: "solve-part",
      ...(INEQUALITY_WORDS["solve-part"] as RuleWords),
      shown: relation,
      check: {
        grade: "proved",
        method: "part",
        detail: "One of the inequalities of the line before.",
      },
    });
    await method.work(subject, branch, this.tools);
    return true;
  }

  /** All cases together must be what was answered. */
  private putTogether(ranges: Ranges, open: readonly Case[]): void {
    const { outcome } = this.subject;
    const [mine, theirs] = [joinRanges(ranges), rangesIn(outcome.value)];
    const joined = theirs === null ? null : joinRanges(theirs);
    const isSame = mine !== null && joined !== null && sameRanges(mine, joined) === true;
    const isShown = open.length === 1;
    if (isShown && isSame) return this.chain.finish();
    const taken = this.chain.add({
      rule: "all-cases",
      ...(INEQUALITY_WORDS["all-cases"] as RuleWords),
      shown: lineOf(open),
      ...(joined?.length === 0
        ? noSolution(this.subject.isChinese)
        : { plain: outcome.plain, latex: outcome.latex }),
      check: isSame
        ? {
            grade: "proved",
            method: "same-ranges",
            detail: "The ranges of the cases together are those of the answer.",
          }
        : null,
    });
    if (taken) this.chain.finish();
  }
}

function lineOf(cases: readonly Case[]): Expression {
  return anyOf(cases.map((one) => (one.length === 1 ? (one[0] as Expression) : ["And", ...one])));
}
