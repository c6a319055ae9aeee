import type { MathPort } from "../core/math-port.ts";
import { lettersOf, substituted } from "./conditions.ts";

/** A relation with a letter that the text sets up and does not state as an identity. */
export interface Equation {
  readonly start: number;
  readonly end: number;
  readonly left: string;
  readonly right: string;
}

/** A value that is given for a letter, and whether the text calls it rounded. */
export interface GivenValue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isRounded: boolean;
}

/** A value that a text gives for a letter of an equation. */
export interface StatedValue extends GivenValue {
  readonly letter: string;
  readonly value: string;
}

export const lettersIn = ({ left, right }: Equation): ReadonlySet<string> =>
  new Set([...lettersOf(left), ...lettersOf(right)]);

/** A side with a value in place of its letter. */
export const sideAt = (side: string, letter: string, value: string): string =>
  substituted(side, letter, value) ?? "undefined";

/** The difference of the sides with a value in place of the letter. */
export const gapAt = ({ left, right }: Equation, letter: string, value: string): string =>
  `((${sideAt(left, letter, value)}) - (${sideAt(right, letter, value)}))`;

/** With a decimal or rounded root the sides differ by little. */
export function isClose(math: MathPort, left: string, right: string): boolean {
  const size = `abs(${left}) + abs(${right}) + 1`;
  const gap = `abs((${left}) - (${right}))`;
  return math.decideRelation(gap, "<=", `(${size})/20`).verdict !== "refuted";
}
