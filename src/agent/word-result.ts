import type { Answer, QueryResult } from "../core/query-result.ts";
import type { Verdict } from "../core/truth.ts";
import type { ReplyLanguage } from "./language.ts";
import { PHRASES } from "./phrases.ts";

/** A reply with the place of the answer in it. */
export interface WordedResult {
  readonly reply: string;
  readonly answer: string;
  readonly answerStart: number;
  readonly verdict: Verdict;
}

/** Kind of the assumption that an answer goes on from an earlier one that was not proved. */
export const UNPROVED_REFERENCE = "unproved-reference";

/**
 * The verdict an answered query stands for: a sampled or unchecked answer is not proved, and neither is a
 * list of solutions that may lack some, nor what goes on from an answer that was not proved itself.
 */
export function verdictOfResult(result: QueryResult): Verdict {
  const grade = result.certificate?.grade;
  const value = result.answer?.value;
  if (result.status !== "answered" || (grade !== "proved" && grade !== "exact-check"))
    return "undecided";
  if (restsOnUnproved(result)) return "undecided";
  return value?.kind === "solutions" && !value.complete ? "undecided" : "proved";
}

/** Words an answered result without a model: reading, answer, conditions, how it was checked. */
export function wordResult(
  result: QueryResult,
  answer: Answer,
  language: ReplyLanguage,
): WordedResult {
  const phrases = PHRASES[language];
  const short = shortAnswer(answer, language);
  const before = result.reading === null ? "" : `${phrases.understood(result.reading.text)}\n\n`;
  const line = phrases.answer(short);
  const answerStart = before.length + line.indexOf(short);
  const lines = [before + line];
  if (isDecimalUseful(answer)) lines.push(phrases.decimal(answer.numeric));
  const conditions = result.certificate?.conditions ?? [];
  if (conditions.length > 0) lines.push(phrases.conditions(conditions.join(", ")));
  if (answer.value.kind === "solutions" && !answer.value.complete) lines.push(phrases.incomplete);
  const assumptions = result.assumptions.filter(({ kind }) => kind !== UNPROVED_REFERENCE);
  for (const assumption of assumptions.slice(0, 5)) lines.push(phrases.assumption(assumption.text));
  const grade = result.certificate?.grade ?? "unchecked";
  const detail = result.certificate?.detail ?? phrases.notEstablished;
  const checked = phrases.checked[grade](detail, result.certificate?.method ?? "-");
  lines.push("", restsOnUnproved(result) ? phrases.unprovedReference : checked);
  return {
    reply: lines.join("\n"),
    answer: short,
    answerStart,
    verdict: verdictOfResult(result),
  };
}

function restsOnUnproved(result: QueryResult): boolean {
  return result.assumptions.some(({ kind }) => kind === UNPROVED_REFERENCE);
}

function shortAnswer(answer: Answer, language: ReplyLanguage): string {
  const phrases = PHRASES[language];
  if (answer.value.kind === "truth") return answer.value.value ? phrases.yes : phrases.no;
  if (answer.value.kind === "none") return phrases.none[answer.value.reason];
  return answer.short;
}

function isDecimalUseful(answer: Answer): answer is Answer & { numeric: string } {
  const { numeric } = answer;
  return (
    numeric !== undefined && numeric !== answer.short && !/^-?\d+(?:\.\d+)?$/.test(answer.short)
  );
}
