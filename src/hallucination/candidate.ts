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
  /** Why a failed check must not count as a refutation; null when it may. */
  readonly hedge: string | null;
  /** The text says that the number is rounded or approximate. */
  readonly isRounded: boolean;
  /** A thing is counted on the right, so a division may mean how many whole ones there are. */
  readonly isCounting: boolean;
  /** A null means that there is no single number to replace. */
  readonly written: WrittenNumber | null;
}
