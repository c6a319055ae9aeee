import type { Relation } from "../core/math-port.ts";
import type { ClaimKind } from "../core/verify-result.ts";

/** One way to understand a written relation, in the engine's plain notation. */
export interface Reading {
  readonly left: string;
  readonly relation: Relation;
  readonly right: string;
}

/** The written right-hand number of a claim: what a correction replaces. */
export interface WrittenNumber {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A reason not to take a relation at its word. */
export interface Hedge {
  readonly reason: string;
  /** The sentence denies the relation, so that a successful check is no confirmation either. */
  readonly isDenial: boolean;
  /** It is about how the arithmetic is written, which does not touch a date. */
  readonly isNotation?: boolean;
}

/** A statement that was found and not yet decided. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly kind: ClaimKind;
  /** The first reading is the plain one; the others are what the same words may also mean. */
  readonly readings: readonly Reading[];
  readonly isSymbolic: boolean;
  /** The text states this for every value of its variables, so a counterexample refutes it. */
  readonly isIdentityAsserted: boolean;
  /** Asserted only by standing in a chain of three or more. */
  readonly isChained?: boolean;
  /** A derivative or an integral, which is an identity in its variable. */
  readonly hasBinder: boolean;
  /** Why a failed check must not count as a refutation; null when it may. */
  readonly hedge: Hedge | null;
  /** Both sides with their units, where these decide and not the plain numbers; null elsewhere. */
  readonly labels: { readonly left: string; readonly right: string } | null;
  /** The text says that the number is rounded or approximate. */
  readonly isRounded: boolean;
  /** The question asks for a rounded answer. */
  readonly isRoundingAsked?: boolean;
  /** Rounded to the written digits without a word, as percentages in prose are. */
  readonly roundsToDigits?: boolean;
  /** A thing is counted on the right, so a division may mean how many whole ones there are. */
  readonly isCounting: boolean;
  /** A null means that there is no single number to replace. */
  readonly written: WrittenNumber | null;
}

/** What holds of every statement about plain numbers, without letters and without things that are counted. */
export const OF_NUMBERS = {
  isSymbolic: false,
  isIdentityAsserted: true,
  hasBinder: false,
  labels: null,
  isCounting: false,
} as const satisfies Partial<Candidate>;
