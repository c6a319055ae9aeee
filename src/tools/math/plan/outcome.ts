import type { Pod } from "../../../core/pod.ts";
import type { AnswerValue } from "../../../core/query-result.ts";
import type { Certificate } from "../../../core/truth.ts";
import type { OpenedMember } from "../engines/portfolio-member.ts";
import type { Expression } from "../expression/expression.ts";

/** What computing and proving a query came to; turned into a QueryResult by the presenter. */
export type Outcome =
  | {
      readonly kind: "answer";
      readonly value: AnswerValue;
      readonly short: string;
      readonly plain: string;
      readonly latex: string;
      readonly numeric?: string;
      readonly certificate: Certificate;
      readonly engine: string;
      readonly pods?: readonly Pod[];
    }
  | {
      readonly kind: "open";
      readonly status: "undecided" | "unsupported" | "timed-out";
      readonly code: string;
      readonly message: string;
    };

/** What a query's computation may use, and for how long. */
export interface ComputeContext {
  /** The engines that may be asked, in the order in which they start. */
  readonly engines: readonly OpenedMember[];
  readonly signal: AbortSignal | undefined;
  /** The language of the question, for words in an answer. */
  readonly isChinese: boolean;
  /** Milliseconds left of the caller's time. */
  remainingMs(): number;
  /** Adds to the time spent proving, for the result's timing. */
  proving<T>(prove: () => T): T;
}

export function openOutcome(
  message: string,
  status: "undecided" | "unsupported" = "undecided",
  code: string = status,
): Outcome {
  return { kind: "open", status, code, message };
}

export interface CandidateAnswer {
  readonly expression: Expression;
  readonly certificate: Certificate;
  readonly engine: string;
}
