import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  nodeCount,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { exactForm } from "../exact/exact-form.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { PodSubject, PodTools } from "../pods/pod-maker.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isolate } from "../solve/isolate.ts";
import { compareRelations } from "../working/compare-relations.ts";
import { type Search, solutionsOf } from "../working/solutions.ts";
import type { Relations } from "../working/statement.ts";
import { candidateCheck } from "./candidate-check.ts";
import { isPossible, substitutionIn } from "./equation-substitution.ts";
import { nextMove } from "./equation-rules.ts";
import { EQUATION_WORDS } from "./equation-words.ts";
import { denominatorsIn } from "./excluded-values.ts";
import { kernelsOf } from "./equation-kernels.ts";
import { linearEquation } from "./linear-equation.ts";
import { anyOf } from "./line-forms.ts";
import { polynomialEquation } from "./polynomial-equation.ts";
import { generalSolution } from "./wave-equation.ts";
import { checkSameSolutions } from "./same-solutions.ts";
import { type RuleWords, type StepChain, type StepCheck, withNotes } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_MOVES = 10;
const MOST_NODES = 60;

/** Rational, radical, absolute, exponential, logarithmic and simple circular equations in one unknown. */
export const equationSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query, outcome }) => {
    if (query.kind !== "solve" || query.equations.length !== 1 || query.unknowns.length !== 1)
      return false;
    const [equation] = query.equations as [Expression];
    const [variable] = query.unknowns as [string];
    if (query.domain.interval !== null || headOf(equation) !== "Equal") return false;
    if (variablesOf(equation).join() !== variable || nodeCount(equation) > MOST_NODES) return false;
    if (outcome.certificate.grade !== "proved") return false;
    return (
      kernelsOf(equation, variable).length > 0 || denominatorsIn(equation, variable).length > 0
    );
  },
  work: async (subject, chain, tools) => {
    const { query } = subject;
    if (query.kind !== "solve") return;
    await new EquationWork(subject, chain, tools).work(query.equations[0] as Expression);
  },
};

/** One equation on its way to its solutions. */
class EquationWork {
  private readonly subject: PodSubject;
  private readonly chain: StepChain;
  private readonly tools: PodTools;
  private readonly variable: string;
  private readonly search: Search;
  /** Whether a move may have brought in values that are no solutions. */
  private needsCheck = false;

  constructor(subject: PodSubject, chain: StepChain, tools: PodTools) {
    this.subject = subject;
    this.chain = chain;
    this.tools = tools;
    const query = subject.query as Extract<PodSubject["query"], { kind: "solve" }>;
    this.variable = query.unknowns[0] as string;
    this.search = {
      unknowns: query.unknowns,
      isReal: query.domain.isReal,
      ask: (question) => tools.answer(question),
    };
  }

  async work(equation: Expression): Promise<void> {
    let open: readonly Expression[] = [equation];
    for (let count = 0; count < MOST_MOVES; count++) {
      if (await this.bySubstitution(open)) return;
      const moves = open.map((one) => nextMove(one, this.variable));
      const move = moves.find((found) => found !== null);
      if (move === undefined || move === null) break;
      const next = open.flatMap((one, index) => {
        const own = moves[index];
        return own?.rule === move.rule ? own.alternatives : [one];
      });
      const notes = moves.flatMap((own) =>
        own?.rule === move.rule && own.note !== undefined ? [own.note] : [],
      );
      if (next.length === 0) {
        if (this.subject.outcome.value.kind === "none" && this.addNone(move.rule, open))
          this.chain.finish();
        return;
      }
      if (!(await this.replace(move.rule, [...new Set(notes)], open, next))) return;
      open = next;
    }
    const general = open.map((one) => generalSolution(one, this.variable, this.subject));
    const [wave] = general;
    if (wave !== null && wave !== undefined) {
      if (open.length === 1 && this.chain.add(wave)) this.chain.finish();
      return;
    }
    await this.finishPolynomials(equation, open);
  }

  private addNone(rule: string, open: readonly Expression[]): boolean {
    const [one] = open as [Expression];
    const words = EQUATION_WORDS[rule] as RuleWords;
    return this.chain.add({
      rule,
      ...words,
      shown: one,
      check: {
        grade: "proved",
        method: "sign",
        detail: "The two sides have different signs for every real value.",
      },
    });
  }

  /** Replaces a line when every solution of it solves the next; says whether it was taken. */
  private async replace(
    rule: string,
    notes: readonly string[],
    before: readonly Expression[],
    after: readonly Expression[],
    known: StepCheck = null,
  ): Promise<boolean> {
    const comparison =
      known === null
        ? await compareRelations(statement(before), statement(after), this.search)
        : { kind: "same" as const, check: known };
    const isRight = comparison.kind === "same" || comparison.kind === "implied";
    if (comparison.kind === "implied") this.needsCheck = true;
    const { text, hint } = EQUATION_WORDS[rule] as RuleWords;
    return this.chain.add({
      rule,
      text: withNotes(text, notes),
      hint,
      shown: anyOf(after),
      check: isRight ? comparison.check : null,
    });
  }

  /** A polynomial in one part, such as e^x or sin(x). */
  private async bySubstitution(open: readonly Expression[]): Promise<boolean> {
    const [one] = open;
    const found = one === undefined || open.length > 1 ? null : substitutionIn(one, this.variable);
    if (one === undefined || found === null) return false;
    const { letter, part, equation, kind, sameBase, multiplier } = found;
    if (sameBase !== null && !(await this.replace("same-base", [], [one], [sameBase]))) return true;
    const back = substitute(equation, letter, part);
    const comparison = await compareRelations(statement([one]), statement([back]), this.search);
    const isTaken = this.chain.add({
      rule: "substitution",
      ...withLetter(
        EQUATION_WORDS[
          multiplier === null ? "substitution" : "substitution-multiplied"
        ] as RuleWords,
        [`${letter} = ${printPlain(part)}`, ...(multiplier === null ? [] : [`${multiplier} != 0`])],
      ),
      shown: equation,
      check: comparison.kind === "same" ? comparison.check : null,
    });
    if (!isTaken) return true;
    const values = await this.rootsOf(equation, letter, true);
    if (values === null) return true;
    const kept = values.filter((value) => isPossible(kind, value));
    const next = kept.map((value): Expression => ["Equal", part, value]);
    if (next.length === 0) return true;
    const dropped = values.filter((value) => !kept.includes(value));
    const never = dropped.map((value) => `${printPlain(part)} != ${printPlain(value)}`);
    const whole = checkSameSolutions(
      one,
      values.map((value): Expression => ["Equal", part, value]),
    );
    const isBack = await this.replace("substitute-back", never, [one], next, whole);
    if (!isBack) return true;
    if (kind === "wave") {
      // The families of all branches together are the answer.
      const last = generalSolution(next[0] as Expression, this.variable, this.subject, true);
      if (last !== null && this.chain.add(last)) this.chain.finish();
      return true;
    }
    await this.workRest([one], next);
    return true;
  }

  private async workRest(start: readonly Expression[], open: readonly Expression[]): Promise<void> {
    let current = open;
    for (let count = 0; count < MOST_MOVES; count++) {
      const moves = current.map((one) => nextMove(one, this.variable));
      const move = moves.find((found) => found !== null);
      if (move === undefined || move === null) break;
      const next = current.flatMap((one, index) => moves[index]?.alternatives ?? [one]);
      if (!(await this.replace(move.rule, [], current, next))) return;
      current = next;
    }
    await this.finishPolynomials(start[0] as Expression, current);
  }

  /** Solves what is polynomial by the methods for that, then checks what came out. */
  private async finishPolynomials(
    original: Expression,
    open: readonly Expression[],
  ): Promise<void> {
    if (!this.chain.isOpen) return;
    for (const one of open)
      if (!isSolved(one, this.variable)) {
        const roots = await this.rootsOf(one, this.variable, open.length > 1);
        if (roots === null) return;
      }
    const found = await solutionsOf(statement(open), this.search);
    if (found === null) return;
    const candidates = found.map((solution) => solution[this.variable] as Expression);
    const lines = candidates.map((value): Expression => ["Equal", this.variable, value]);
    const isShown = this.isLastLine(lines);
    if (lines.length > 0 && !isShown)
      if (!(await this.replace("collect-solutions", [], open, lines))) return;
    if (this.needsCheck) {
      const step = candidateCheck(original, candidates, this.variable, this.subject.isChinese);
      if (step === null || !(await this.says(original, step.shown))) return;
      if (!this.chain.add(step)) return;
    }
    if (await this.isAnswer(original)) this.chain.finish();
  }

  /** Whether the last line says these solutions already, in this form or, for one, in another. */
  private isLastLine(lines: readonly Expression[]): boolean {
    const last = this.chain.lastShown;
    if (last === null || lines.length === 0) return false;
    if (printPlain(anyOf(lines)) === printPlain(last)) return true;
    const [only, more] = lines;
    if (only === undefined || more !== undefined || !isSolved(last, this.variable)) return false;
    const [mine, theirs] = [only, last].map((one) => argumentsOf(one)[1] as Expression);
    return decideEqual(mine as Expression, theirs as Expression).verdict === "proved";
  }

  private async isAnswer(original: Expression): Promise<boolean> {
    const last = this.chain.lastShown;
    return last !== null && (await this.says(original, last));
  }

  /** Whether a line names all solutions of the equation; the equation itself stands for none. */
  private async says(original: Expression, shown: Expression): Promise<boolean> {
    const { value } = this.subject.outcome;
    if (value.kind === "none") return value.reason === "no-solution" && shown === original;
    if (value.kind !== "solutions" || shown === original) return false;
    const named = headOf(shown) === "Or" ? [...argumentsOf(shown)] : [shown];
    return (await this.compare([original], named)) !== null;
  }

  /** Shows how a polynomial equation is solved and gives its roots; null ends the working. */
  private async rootsOf(
    equation: Expression,
    letter: string,
    isPart: boolean,
  ): Promise<Expression[] | null> {
    const subject: PodSubject = {
      ...this.subject,
      query: {
        kind: "solve",
        equations: [equation],
        unknowns: [letter],
        domain: { isReal: this.search.isReal, interval: null },
      },
    };
    const method = [linearEquation, polynomialEquation].find((one) => one.appliesTo(subject));
    if (method === undefined) {
      const [left, right] = argumentsOf(equation) as [Expression, Expression];
      const root = isolate(left, right, letter);
      if (root === null) return null;
      const value = exactForm(root.root) ?? tidySigns(root.root);
      const shown: Expression = ["Equal", letter, value];
      const check = await this.compare([equation], [shown]);
      const words = EQUATION_WORDS["solve-for-unknown"] as RuleWords;
      return this.chain.add({ rule: "solve-for-unknown", ...words, shown, check }) ? [value] : null;
    }
    const branch = this.chain.branch();
    await method.work(subject, branch, this.tools);
    this.chain.take(branch, isPart ? 1 : 0);
    if (!this.chain.isOpen) return null;
    const found = await solutionsOf(statement([equation]), { ...this.search, unknowns: [letter] });
    return found === null ? null : found.map((solution) => solution[letter] as Expression);
  }

  private async compare(
    before: readonly Expression[],
    after: readonly Expression[],
  ): Promise<StepCheck> {
    const comparison = await compareRelations(statement(before), statement(after), this.search);
    return comparison.kind === "same" ? comparison.check : null;
  }
}

function withLetter({ text, hint }: RuleWords, notes: readonly string[]): RuleWords {
  return { text: withNotes(text, notes), hint };
}

const statement = (alternatives: readonly Expression[]): Relations => ({
  kind: "relations",
  alternatives: alternatives.map((one) => [one]),
});

/** `x = value` already. */
function isSolved(equation: Expression, variable: string): boolean {
  if (headOf(equation) !== "Equal") return false;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  return left === variable && !contains(right, variable);
}
