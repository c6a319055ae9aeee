import type { ToolCallRecord } from "../../core/tool-call-record.ts";
import type { Verdict } from "../../core/truth.ts";
import type { Claim } from "../../core/verify-result.ts";
import type { Sources } from "../provenance.ts";

/** What a rule may look at: the text and everything that was found out about it. */
export interface RuleInput {
  readonly text: string;
  /** The text without code, addresses and calculator notes, by the same offsets. */
  readonly prose: string;
  readonly question: string;
  readonly context: string;
  /** Null where it is not known what was called. */
  readonly toolCalls: readonly ToolCallRecord[] | null;
  readonly sources: Sources;
  readonly claims: readonly Claim[];
  readonly verdict: Verdict;
}

export interface RuleFinding {
  readonly start: number;
  readonly end: number;
  readonly detail: string;
}

/** Finds the places where a text breaks one principle. Silent wherever it cannot tell. */
export type CodeRule = (input: RuleInput) => readonly RuleFinding[];
