import type { Answer, QueryResult } from "../../src/core/query-result.ts";
import { unanswered } from "./mark.ts";
import type { Judgement, PresentedAs, Score } from "./mark.ts";

/** How a query's result vouches for its answer; null for an unchecked answer or none. */
export function presentationOf(result: QueryResult): PresentedAs | null {
  const grade = result.certificate?.grade ?? "unchecked";
  return result.answer === null || grade === "unchecked" ? null : grade;
}

/** The answer as one line for a report. */
export function describe(result: QueryResult): string {
  if (result.answer === null)
    return result.reason === undefined ? result.status : `${result.status}: ${result.reason.code}`;
  return result.answer.plain.slice(0, 300) || result.answer.short.slice(0, 300);
}

/** Applies a rule to the answer of a result, or marks the row unanswered when there is none. */
export function scoreResult(
  result: QueryResult,
  expected: string,
  judge: (answer: Answer) => Judgement,
): Score {
  const judgement =
    result.answer === null
      ? unanswered(`${result.status}${result.reason ? ` (${result.reason.code})` : ""}`)
      : judge(result.answer);
  return {
    ...judgement,
    got: describe(result),
    expected: expected.slice(0, 300),
    presentedAs: presentationOf(result),
  };
}
