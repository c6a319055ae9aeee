import type { WorkingLine, WorkingResult } from "../../../core/working-result.ts";
import { AnsatzError } from "../../../core/errors.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { compareRelations } from "./compare-relations.ts";
import { type Judged, judgeChain } from "./judge-chain.ts";
import { type Goal, goalOfLines } from "./goal.ts";
import { judgeSentence } from "./judge-sentence.ts";
import { readLine } from "./read-line.ts";
import { unlessToBaseTen } from "./base-ten.ts";
import { refuteExtra, refuteRelations } from "./refute-relations.ts";
import { compareSolutions, type Search, type Solution, solutionsOf } from "./solutions.ts";
import {
  assignmentOf,
  type Chain,
  printStatement,
  type Relations,
  type Statement,
  unknownsOf,
} from "./statement.ts";
import type { Ask } from "./value-of.ts";
import { decideEqual } from "../prove/decide-zero.ts";

export interface WorkingParts {
  readonly goal: Goal | null;
  readonly problem: string | null;
  readonly lines: readonly string[];
  readonly isChinese: boolean;
  readonly ask: Ask;
}

/** Judges a person's working line by line against the problem and the line before. */
export async function checkWorking(parts: WorkingParts): Promise<WorkingResult> {
  return unlessToBaseTen(parts, await checkAsRead(parts), checkAsRead);
}

async function checkAsRead(parts: WorkingParts): Promise<WorkingResult> {
  const statements = parts.lines.map((text) => readLine(text));
  const goal = parts.goal ?? goalOfLines(statements);
  const judge = new Judge(parts, goal, statements);
  const lines: WorkingLine[] = [];
  for (let index = 0; index < statements.length; index++) lines.push(await judge.line(index));
  const firstMistake = lines.find(({ verdict }) => verdict === "refuted")?.index ?? null;
  // A sentence without signs says nothing to be decided; a formula that was not read does.
  const mathematical = lines.filter(
    ({ reading, text }) => reading !== null || /[=<>≤≥\d^√∫∑]|\\[a-z]/.test(text),
  );
  return {
    verdict:
      firstMistake !== null
        ? "refuted"
        : mathematical.some(({ check }) => check !== null && check.method !== GIVEN) &&
            mathematical.every(({ verdict }) => verdict === "proved") &&
            isMeasured(statements, goal)
          ? "proved"
          : "undecided",
    firstMistake,
    problem: parts.problem,
    lines,
  };
}

/**
 * Of sentences only the calculations were checked. The whole counts as proved where one of them gives the
 * answer, and that is the value of a problem in signs.
 */
function isMeasured(statements: readonly (Statement | null)[], goal: Goal | null): boolean {
  const sentences = statements.flatMap((statement) =>
    statement?.kind === "sentence" ? [statement.sentence] : [],
  );
  return (
    sentences.length === 0 ||
    (goal?.kind === "value" &&
      variablesOf(goal.expression).length === 0 &&
      sentences.some(({ answer }) => answer !== null))
  );
}

/** The method of a line that was taken as it stands. */
const GIVEN = "given";

/** Carries what stands from line to line. */
class Judge {
  private readonly parts: WorkingParts;
  private readonly goal: Goal | null;
  private readonly statements: readonly (Statement | null)[];
  private readonly definitions = new Map<string, Expression>();
  private relations: Relations | null;
  private value: Expression | null;
  private search: Search;
  /** After a mistake the problem's own solutions are no measure any more. */
  private hasMistake = false;
  /** Lines that were already accepted as cases of one statement. */
  private readonly cases = new Set<number>();

  constructor(parts: WorkingParts, goal: Goal | null, statements: readonly (Statement | null)[]) {
    this.parts = parts;
    this.goal = goal;
    this.statements = statements;
    this.relations = goal?.kind === "relations" ? goal.relations : null;
    this.value = goal?.kind === "value" ? goal.expression : null;
    const text = JSON.stringify([goal, statements]);
    const domain = goal?.kind === "relations" ? goal.domain : undefined;
    this.search = {
      unknowns: goal?.kind === "relations" ? unknownsOf(goal.relations) : [],
      isReal: domain?.isReal === true || !text.includes("ImaginaryUnit"),
      interval: domain?.interval ?? null,
      ask: parts.ask,
    };
  }

  async line(index: number): Promise<WorkingLine> {
    const text = this.parts.lines[index] as string;
    const statement = this.statements[index] ?? null;
    const base = { index, text };
    if (statement === null)
      return {
        ...base,
        reading: null,
        verdict: "undecided",
        detail: this.say("No mathematics was read in this line.", "这一行没有读出数学内容。"),
        check: null,
      };
    const reading = printStatement(statement);
    try {
      const judged = await this.judge(index, statement);
      const { verdict, detail, mistake, corrected, check } = judged;
      if (verdict === "refuted") this.hasMistake = true;
      return {
        ...base,
        reading,
        verdict,
        detail,
        check,
        ...(mistake === undefined ? {} : { mistake }),
        ...(corrected === undefined || corrected === null
          ? {}
          : { corrected: { plain: printPlain(corrected), latex: printLatex(corrected) } }),
      };
    } catch (thrown) {
      const failure = AnsatzError.from(thrown);
      if (failure.code === "stopped" || failure.code === "internal") throw failure;
      return { ...base, reading, verdict: "undecided", detail: failure.message, check: null };
    }
  }

  private async judge(index: number, statement: Statement): Promise<Judged> {
    if (statement.kind === "sentence")
      return judgeSentence(statement.sentence, this.hasMistake ? null : this.goal, {
        current: null,
        goal: null,
        definitions: this.definitions,
        ask: this.parts.ask,
        isFirst: false,
        hasProblem: false,
        isChinese: this.parts.isChinese,
      });
    if (statement.kind === "chain" || this.relations === null)
      return this.judgeAsChain(index, statement);
    return this.judgeRelations(index, statement);
  }

  /** A chain is an equality to be decided, unless it holds unknowns of an equation: then it is one. */
  private async judgeAsChain(index: number, statement: Chain | Relations): Promise<Judged> {
    if (statement.kind === "relations")
      return this.undecided(
        "There is no equation that this could follow from.",
        "没有可以推出这一步的方程。",
      );
    const asEquation = this.asEquation(statement);
    if (asEquation !== null) return this.judgeRelations(index, asEquation);
    const isGiven = this.parts.goal === null && index === this.firstMathematical();
    if (isGiven && statement.members.length === 1) return this.given();
    const own = this.ownEquation(statement);
    if (own !== null) {
      this.relations = own;
      this.search = { ...this.search, unknowns: unknownsOf(own) };
      return this.undecided(
        "An equation, taken as it stands: there is no problem that it could be compared with.",
        "方程按原样采用：没有可以对照的题目。",
      );
    }
    const contradiction = await this.asContradiction(statement);
    if (contradiction !== null) return contradiction;
    const judged = await judgeChain(statement, {
      current: this.value,
      goal: this.goal,
      definitions: this.definitions,
      ask: this.parts.ask,
      isFirst: index === this.firstMathematical(),
      hasProblem: this.parts.goal !== null,
      isChinese: this.parts.isChinese,
    });
    if (judged.value !== undefined) this.value = judged.value;
    return judged;
  }

  /** `1 = 0` below an equation without solutions says that it has none. */
  private async asContradiction({ members, continues }: Chain): Promise<Judged | null> {
    const [left, right] = members;
    if (this.relations === null || continues || members.length !== 2) return null;
    if (left === undefined || right === undefined || variablesOf(["Tuple", ...members]).length > 0)
      return null;
    if (decideEqual(left, right).verdict !== "refuted") return null;
    const had = await solutionsOf(this.relations, this.search);
    if (had !== null && had.length > 0) return null;
    if (had === null)
      return this.undecided(
        "Whether the line before has solutions was not settled.",
        "前一行是否有解未能确定。",
      );
    const detail = this.say(
      "The line before has no solution, and this says so.",
      "前一行无解，这一行正说明了这一点。",
    );
    return {
      verdict: "proved",
      detail,
      check: { grade: "proved", method: "same-solutions", detail },
    };
  }

  /** An equation with unknowns that a person sets up on the way, where nothing was asked that it could be measured by. */
  private ownEquation({ members, continues }: Chain): Relations | null {
    const [left, right, more] = members;
    if (this.goal !== null || continues || left === undefined || right === undefined) return null;
    const own: Relations = { kind: "relations", alternatives: [[["Equal", left, right]]] };
    const isOpen = unknownsOf(own).some((name) => !this.definitions.has(name));
    const isName = typeof left === "string" && /^[A-Zy]$/.test(left);
    return more === undefined && isOpen && !isName && decideEqual(left, right).verdict === "refuted"
      ? own
      : null;
  }

  private asEquation({
    members,
    continues,
  }: Extract<Statement, { kind: "chain" }>): Relations | null {
    const [left, right] = members;
    if (this.relations === null || continues || members.length !== 2) return null;
    if (left === undefined || right === undefined) return null;
    const relation: Expression = ["Equal", left, right];
    const names = unknownsOf({ kind: "relations", alternatives: [[relation]] });
    return names.some((name) => this.search.unknowns.includes(name) || this.definitions.has(name))
      ? { kind: "relations", alternatives: [[relation]] }
      : null;
  }

  private async judgeRelations(index: number, written: Relations): Promise<Judged> {
    const before = this.relations as Relations;
    const statement = this.withDefinitions(written);
    if (this.parts.goal === null && index === this.firstMathematical()) return this.given();
    const defined = this.asDefinition(statement);
    if (defined !== null) return defined;
    if (this.cases.has(index)) {
      this.relations = statement;
      return this.caseOfSeveral();
    }
    const comparison = await compareRelations(before, statement, this.search);
    switch (comparison.kind) {
      case "same":
        this.relations = statement;
        return this.finalCheck(index, statement, {
          verdict: "proved",
          detail: comparison.check.detail,
          check: comparison.check,
        });
      case "implied": {
        const judged: Judged = {
          verdict: "proved",
          detail: this.say(
            "It follows; values that do not satisfy the line before may have come in and must be tried in the problem.",
            "可以推出；但可能产生增根，需要代入原题检验。",
          ),
          check: comparison.check,
        };
        const isExplicit = statement.alternatives.every((all) =>
          all.every((one) => assignmentOf(one) !== null),
        );
        const isSystem = (before.alternatives[0]?.length ?? 0) > 1;
        if (isExplicit && !isSystem) return this.extraRoots(statement, comparison.extra);
        // Of a system, a consequence is a fact beside it; of one equation, it takes its place.
        if (!isSystem) this.relations = statement;
        return judged;
      }
      case "undecided":
        this.relations = statement;
        return { verdict: "undecided", detail: comparison.why, check: null };
      case "lost": {
        if (comparison.extra.length === 0 && (await this.areCases(index, before))) {
          this.cases.add(index);
          this.relations = statement;
          return this.caseOfSeveral();
        }
        this.relations = statement;
        return comparison.extra.length === 0 && (await this.hasAllWanted(statement))
          ? this.leftOut()
          : refuteRelations(before, statement, comparison, {
              unknowns: this.search.unknowns,
              isProblem: index === this.firstMathematical() && this.parts.goal !== null,
              isChinese: this.parts.isChinese,
            });
      }
    }
  }

  /** Do this line and the ones after it, as cases, have all the solutions of the line before together? */
  private async areCases(index: number, before: Relations): Promise<boolean> {
    const all = await solutionsOf(before, this.search);
    if (all === null || all.length < 2) return false;
    const covered: Solution[] = [];
    const members: number[] = [];
    for (let place = index; place < this.statements.length; place++) {
      const statement = this.statements[place];
      if (statement === null || statement === undefined || statement.kind === "sentence") continue;
      const relations = statement.kind === "relations" ? statement : this.asEquation(statement);
      if (relations === null) break;
      const has = await solutionsOf(this.withDefinitions(relations), this.search);
      const compared = has === null ? null : compareSolutions(all, has);
      if (has === null || compared === null || compared.extra.length > 0) break;
      covered.push(...has);
      members.push(place);
      const missing = compareSolutions(all, covered);
      if (missing !== null && missing.lost.length === 0) {
        for (const member of members) this.cases.add(member);
        return true;
      }
    }
    return false;
  }

  private given(): Judged {
    const detail = this.say("Taken as given.", "作为已知。");
    return { verdict: "proved", detail, check: { grade: "proved", method: GIVEN, detail } };
  }

  /** Are all solutions of the problem itself still there? Then only values that do not satisfy it were left out. */
  private async hasAllWanted(statement: Relations): Promise<boolean> {
    if (this.goal?.kind !== "relations" || this.hasMistake) return false;
    const wanted = await solutionsOf(this.goal.relations, this.search);
    const given = await solutionsOf(statement, this.search);
    const compared = wanted === null || given === null ? null : compareSolutions(wanted, given);
    return compared !== null && compared.lost.length === 0 && compared.extra.length === 0;
  }

  private leftOut(): Judged {
    const detail = this.say(
      "Values that do not satisfy the problem were left out.",
      "舍去了不满足原题的值。",
    );
    return {
      verdict: "proved",
      detail,
      check: { grade: "proved", method: "tried-in-problem", detail },
    };
  }

  private caseOfSeveral(): Judged {
    return {
      verdict: "proved",
      detail: this.say(
        "One of several cases, which together have all the solutions.",
        "分情况讨论之一，各种情况合起来得到全部解。",
      ),
      check: {
        grade: "proved",
        method: "cases",
        detail: this.say(
          "The cases together have all the solutions.",
          "各种情况合起来得到全部解。",
        ),
      },
    };
  }

  /** An explicit answer at the end is also put beside the problem's own solutions. */
  private async finalCheck(index: number, statement: Relations, judged: Judged): Promise<Judged> {
    const isLast = this.statements.slice(index + 1).every((later) => later === null);
    if (
      !isLast ||
      this.hasMistake ||
      this.goal?.kind !== "relations" ||
      statement === this.goal.relations
    )
      return judged;
    const isExplicit = statement.alternatives.every((all) =>
      all.every((one) => assignmentOf(one) !== null),
    );
    if (!isExplicit) return judged;
    const [wanted, given] = [
      await solutionsOf(this.goal.relations, this.search),
      await solutionsOf(statement, this.search),
    ];
    const compared = wanted === null || given === null ? null : compareSolutions(wanted, given);
    return compared !== null && compared.extra.length > 0
      ? this.extraRoots(statement, compared.extra)
      : judged;
  }

  private extraRoots(statement: Relations, extra: readonly Solution[]): Judged {
    this.relations = statement;
    return refuteExtra(extra, this.parts.isChinese);
  }

  private undecided(english: string, chinese: string): Judged {
    return { verdict: "undecided", detail: this.say(english, chinese), check: null };
  }

  private say(english: string, chinese: string): string {
    return this.parts.isChinese ? chinese : english;
  }

  private firstMathematical(): number {
    return this.statements.findIndex(
      (statement) => statement !== null && statement.kind !== "sentence",
    );
  }

  /** `u = x^2` with a new name on the left is a definition. */
  private asDefinition({ alternatives }: Relations): Judged | null {
    const [relation] = alternatives[0] ?? [];
    if (relation === undefined || alternatives.length > 1 || alternatives[0]?.length !== 1)
      return null;
    const [left, right] = argumentsOf(relation) as [Expression, Expression];
    if (headOf(relation) !== "Equal" || typeof left !== "string") return null;
    if (this.search.unknowns.includes(left) || this.definitions.has(left)) return null;
    this.definitions.set(left, right);
    return {
      verdict: "proved",
      detail: this.say("A definition.", "这是一个定义。"),
      check: { grade: "proved", method: "definition", detail: `${left} := ${printPlain(right)}` },
    };
  }

  private withDefinitions({ alternatives }: Relations): Relations {
    const replaced = (relation: Expression): Expression =>
      [...this.definitions].reduceRight<Expression>(
        (all, [name, value]) =>
          argumentsOf(all)[0] === name &&
          headOf(all) === "Equal" &&
          this.search.unknowns.includes(name)
            ? all
            : substitute(all, name, value),
        relation,
      );
    return { kind: "relations", alternatives: alternatives.map((all) => all.map(replaced)) };
  }
}
