import type { ClaimKind } from "../core/verify-result.ts";
import type { Reading } from "./candidate.ts";

export type Groups = readonly (string | undefined)[];

/** A relation said in words, and how its groups are read. */
export interface Pattern {
  readonly kind: ClaimKind;
  readonly expression: RegExp;
  /** The readings of one match; its groups are numbers as written or formulas. */
  readonly read: (groups: Groups) => readonly Reading[] | null;
  readonly isSymbolic?: boolean;
  /** A percentage in prose is rounded without a word. */
  readonly isRounded?: boolean;
  /** Words that must stand near by for the notation to mean this, and words by which it means something else. */
  readonly needs?: RegExp;
  readonly unless?: RegExp;
}

/** A number with its currency sign outside of the group. */
export const N = String.raw`(?<![\d.])[$¥€£]?(-?(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,30})(?:\.\d{1,30})?(?!\d))`;
export function equation(left: string, right: string | undefined): readonly Reading[] {
  return [{ left, relation: "=", right: right ?? "" }];
}

/** A written number in plain notation. */
export function number(text: string | undefined): string {
  const plain = (text ?? "0").replaceAll(",", "");
  return plain.startsWith("-") ? `(${plain})` : plain;
}
