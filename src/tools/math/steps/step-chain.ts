import type { SolutionStep } from "../../../core/solution-step.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { type Expression, nodeCount } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { WorkedSolution } from "./worked-solution.ts";

export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** What is said of one rule. */
export interface RuleWords {
  readonly text: Words;
  readonly hint: Words;
}

/** The words with what was chosen in this case, in plain notation. */
export function withNotes({ en, zh }: Words, notes: readonly string[]): Words {
  if (notes.length === 0) return { en, zh };
  const list = notes.join("; ");
  return { en: `${en} Here ${list}.`, zh: `${zh}这里 ${list}。` };
}

/** How a step was checked; null when it could not be, which ends the chain. */
export type StepCheck = SolutionStep["check"] | null;

export interface NewStep {
  readonly rule: string;
  readonly text: Words;
  /** What to try, without what comes out. */
  readonly hint: Words;
  /** What stands after the step. */
  readonly shown: Expression;
  readonly check: StepCheck;
  readonly depth?: number;
  /** Where the printed expression is not the best way to show it. */
  readonly plain?: string;
  readonly latex?: string;
}

/** More steps than this help nobody. */
const MAX_STEPS = 60;
const MAX_NODES = 600;

export interface ChainLimits {
  /** How many steps are taken before the chain is closed. */
  readonly mostSteps: number;
}

/**
 * Collects the steps of a worked solution. A step whose check is missing or weaker than exact is not
 * taken, and nothing is taken after it: what is shown is the working up to the last proved step.
 */
export class StepChain {
  private readonly isChinese: boolean;
  private readonly limits: ChainLimits;
  private readonly steps: SolutionStep[] = [];
  private state: "open" | "cut" | "done" = "open";
  private last: Expression | null = null;

  constructor(isChinese: boolean, limits: ChainLimits = { mostSteps: MAX_STEPS }) {
    this.isChinese = isChinese;
    this.limits = limits;
  }

  /** False when the chain takes no more steps. */
  get isOpen(): boolean {
    return this.state === "open";
  }

  /** Whether only a first step is looked for, so that any will do. */
  get isGlance(): boolean {
    return this.limits.mostSteps === 1;
  }

  /** Whether the last step was said to be the answer. */
  get isDone(): boolean {
    return this.state === "done";
  }

  /** What stands after the last step that was taken. */
  get lastShown(): Expression | null {
    return this.last;
  }

  /** Adds a step; returns whether it was taken. */
  add(step: NewStep): boolean {
    checkDeadline(64);
    if (this.state !== "open") return false;
    const { check } = step;
    const isTooLarge =
      this.steps.length >= this.limits.mostSteps || nodeCount(step.shown) > MAX_NODES;
    if (
      check === null ||
      (check.grade !== "proved" && check.grade !== "exact-check") ||
      isTooLarge
    ) {
      this.state = "cut";
      return false;
    }
    this.last = step.shown;
    this.steps.push({
      text: this.say(step.text),
      rule: step.rule,
      plain: step.plain ?? printPlain(step.shown),
      latex: step.latex ?? printLatex(step.shown),
      hint: this.say(step.hint),
      depth: step.depth ?? 0,
      check,
    });
    return true;
  }

  /** A chain for working that may come to nothing, in the same language. */
  branch(): StepChain {
    return new StepChain(this.isChinese, this.limits);
  }

  /** Takes the steps of a branch over, so much deeper; they were checked there. */
  take(branch: StepChain, deeper = 0): void {
    if (this.state !== "open") return;
    const { mostSteps } = this.limits;
    if (this.steps.length + branch.steps.length > mostSteps || branch.state === "cut")
      this.state = "cut";
    const room = branch.steps.slice(0, mostSteps - this.steps.length);
    if (branch.last !== null) this.last = branch.last;
    this.steps.push(...room.map((step) => ({ ...step, depth: step.depth + deeper })));
  }

  /** Says that the last step is the answer. Without it the working counts as incomplete. */
  finish(): void {
    if (this.state === "open") this.state = "done";
  }

  /** Null when no step was proved. */
  solution(): WorkedSolution | null {
    if (this.steps.length === 0) return null;
    return { steps: this.steps, isComplete: this.state === "done" };
  }

  private say(words: Words): string {
    return this.isChinese ? words.zh : words.en;
  }
}

/** The check of a rewriting: both expressions have the same value wherever both are defined. */
export function checkSameValue(before: Expression, after: Expression): StepCheck {
  const decision = decideEqual(before, after);
  if (decision.verdict !== "proved") return null;
  return { grade: "proved", method: decision.method, detail: decision.detail };
}
