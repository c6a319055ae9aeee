import type { SolutionStep } from "../../../core/solution-step.ts";
import type { PodSubject, PodTools } from "../pods/pod-maker.ts";
import type { StepChain } from "./step-chain.ts";

/** A solution written out: every step in it was checked against the one before. */
export interface WorkedSolution {
  readonly steps: readonly SolutionStep[];
  /** False when the working ends before the answer, at the last step that could be proved. */
  readonly isComplete: boolean;
}

/** One way of working out one kind of question, step by step. */
export interface StepMethod {
  /** Distinguishes methods for the same question, e.g. `completing-the-square`; the usual one is `usual`. */
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  /** Cheap: decides from the question alone. */
  appliesTo(subject: PodSubject): boolean;
  /** Adds the steps to the chain, which checks each. Returns when the answer stands or nothing more can be said. */
  work(subject: PodSubject, chain: StepChain, tools: PodTools): void | Promise<void>;
}
