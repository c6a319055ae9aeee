import type { Grade } from "../../src/core/truth.ts";

/** How one row went. Only `correct` counts as solved; `unscorable` is for the scorer's own limits. */
export const MARKS = [
  "correct",
  "wrong",
  "partial",
  "inexact",
  "unanswered",
  "unscorable",
] as const;
export type Mark = (typeof MARKS)[number];

export interface Judgement {
  readonly mark: Mark;
  /** One line on what decided it. */
  readonly why: string;
}

/** The grades, and the verifier's verdicts, that present something as checked. */
export type PresentedAs = Exclude<Grade, "unchecked"> | "refuted";

export interface Score extends Judgement {
  readonly got: string;
  readonly expected: string;
  /** How the system vouched for its answer; null when it did not. */
  readonly presentedAs: PresentedAs | null;
}

export const correct = (why: string): Judgement => ({ mark: "correct", why });
export const wrong = (why: string): Judgement => ({ mark: "wrong", why });
export const partial = (why: string): Judgement => ({ mark: "partial", why });
export const inexact = (why: string): Judgement => ({ mark: "inexact", why });
export const unanswered = (why: string): Judgement => ({ mark: "unanswered", why });
export const unscorable = (why: string): Judgement => ({ mark: "unscorable", why });
