import type { QueryResult } from "../../core/query-result.ts";
import { shortQuestion } from "./trimmed-question.ts";

/** What an earlier turn left that a follow-up can point at, in plain notation. */
export interface Antecedent {
  /** The answer that was given. */
  readonly answer: string | null;
  /** The answer with its unit, where it has one; it can be reckoned with, but is no function. */
  readonly quantity?: string | null;
  /** The function or expression that was asked about. */
  readonly subject: string | null;
  /** The parts of an answer that is a list or a set of solutions in one unknown. */
  readonly items?: readonly string[];
  readonly kind: "derivative" | "integral" | "other";
}

/** All of an earlier turn that the engine knows. */
export interface Earlier extends Antecedent {
  /** The question as it was put to the engine; a follow-up is written out in it. */
  readonly question: string;
  readonly reading: QueryResult["reading"];
  readonly short: string;
  /** The values of the unknowns, when there is exactly one solution. */
  readonly solution: Readonly<Record<string, string>> | null;
  /** False when the answer was sampled, or is a model's word. */
  readonly isProved: boolean;
}

/** A follow-up with its reference replaced. */
export interface Rewriting {
  readonly query: string;
  /** The words that pointed. */
  readonly words: string;
  readonly meaning: string;
  /** The other thing they may point at, with the question it would make. */
  readonly other: { readonly meaning: string; readonly query: string } | null;
  /** It goes on from the answer, so that it is no surer than this was. */
  readonly usesAnswer: boolean;
}

/** A follow-up that means one thing only, which its own question says unless `meaning` does. */
export function rewritten(
  question: string,
  query: string,
  { usesAnswer, meaning = query }: { readonly usesAnswer: boolean; readonly meaning?: string },
): Rewriting {
  return { query, words: shortQuestion(question), meaning, other: null, usesAnswer };
}

/** What a follow-up means after an earlier turn; null when it means nothing there. */
export type Resolve = (earlier: Earlier) => Rewriting | null;

/** One form of follow-up: null for questions that do not have it. Nothing is looked up to tell. */
export type FollowUpForm = (question: string) => Resolve | null;

/** The unknowns of an expression in order; names of functions and constants are longer or known. */
export function lettersOf(expression: string): readonly string[] {
  const names = expression.match(/[a-z]+/gi) ?? [];
  return [...new Set(names.filter((name) => name.length === 1 && !/[ei]/.test(name)))].sort();
}

/** True for a value without unknowns, so that one can reckon with it: 12, sqrt(2), pi/2. */
export function isNumber(expression: string | null): expression is string {
  return expression !== null && expression !== "" && lettersOf(expression).length === 0;
}
