import type { AnswerValue, QueryResult } from "../../core/query-result.ts";
import type { RecheckResult } from "../../core/recheck-result.ts";
import { AnsatzError } from "../../core/errors.ts";
import type { Grade } from "../../core/truth.ts";
import type { Expression } from "./expression/expression.ts";
import { parseExpression } from "./read/parse.ts";
import { type Same, sameValue, textsAgree } from "./recheck-value.ts";

/** What an answer claims, as candidates for the provers. */
export interface Claim {
  readonly expressions: readonly Expression[];
  /** Each solution as engines write those of a system: a list of tuples of name and value. */
  readonly solutions: readonly Expression[];
}

/** The parts of an answer as expressions; parts that are not mathematics are left out. */
export function claimOf(value: AnswerValue): Claim {
  switch (value.kind) {
    case "expression":
    case "quantity":
      return { expressions: readAll([value.plain]), solutions: [] };
    case "list":
    case "tuple":
    case "set":
      return { expressions: readAll(value.items), solutions: [] };
    case "matrix":
      return {
        expressions: [["List", ...value.rows.map((row): Expression => ["List", ...readAll(row)])]],
        solutions: [],
      };
    case "solutions":
      return {
        expressions: value.solutions.flatMap((solution) => readAll(Object.values(solution))),
        solutions: value.solutions.map((solution): Expression => [
          "List",
          ...Object.entries(solution).flatMap(([name, text]) =>
            readAll([text]).map((part): Expression => ["Tuple", name, part]),
          ),
        ]),
      };
    default:
      return { expressions: [], solutions: [] };
  }
}

function readAll(texts: readonly string[]): Expression[] {
  return texts.flatMap((text) => {
    try {
      return [parseExpression(text).expression];
    } catch (error) {
      if (AnsatzError.isInstance(error)) return [];
      throw error;
    }
  });
}

const STRENGTH: Readonly<Record<Grade, number>> = {
  proved: 3,
  "exact-check": 2,
  "numeric-check": 1,
  unchecked: 0,
};

/**
 * Compares a claimed result with what the provers make of it now. `fresh` was worked out with the claim as
 * the only candidate of every engine.
 */
export function compareWithClaim(claimed: QueryResult, fresh: QueryResult): RecheckResult {
  const verdictWith = (verdict: RecheckResult["verdict"], detail: string): RecheckResult => ({
    verdict,
    detail,
    certificate: fresh.certificate,
    answer: fresh.answer?.short ?? null,
  });
  if (claimed.answer === null || claimed.certificate === null)
    return verdictWith("undecided", "The result holds no answer, so there is nothing to check.");
  if (claimed.reading?.plain !== fresh.reading?.plain)
    return verdictWith(
      "undecided",
      "The question is read differently now, so the answer was not compared.",
    );
  if (fresh.answer === null || fresh.certificate === null)
    return verdictWith(
      "undecided",
      `The check could not be run again: ${fresh.reason?.message ?? fresh.status}`,
    );
  const same = sameAnswer(claimed, fresh);
  if (same === true) {
    if (!textsAgree(claimed.answer, fresh.answer))
      return verdictWith(
        "undecided",
        "The texts of the answer do not say what its value says, so nothing is confirmed.",
      );
    const missing = (fresh.certificate.conditions ?? []).filter(
      (condition) => claimed.certificate?.conditions?.includes(condition) !== true,
    );
    if (missing.length > 0)
      return verdictWith(
        "undecided",
        `The answer holds under conditions that the result does not name: ${missing.join(", ")}.`,
      );
    return strengthVerdict(claimed.certificate.grade, fresh.certificate.grade, verdictWith);
  }
  if (same === false && fresh.certificate.grade === "proved")
    return verdictWith("refuted", `The answer is not this one: it is ${fresh.answer.short}.`);
  return verdictWith("undecided", "The claimed answer did not pass the check that was run again.");
}

function strengthVerdict(
  claimed: Grade,
  now: Grade,
  verdictWith: (verdict: RecheckResult["verdict"], detail: string) => RecheckResult,
): RecheckResult {
  if (STRENGTH[now] === 0)
    return verdictWith("undecided", "The answer comes out again, but nothing checks it.");
  if (STRENGTH[now] < STRENGTH[claimed])
    return verdictWith(
      "undecided",
      `The answer stands, but the check that holds now is weaker (${now}) than the one claimed (${claimed}).`,
    );
  return verdictWith(
    "proved",
    now === "proved"
      ? "The check was run again on this answer and holds."
      : `The check was run again on this answer and holds; it is of grade ${now}, so the claim that it passes is proved, and no more.`,
  );
}

function sameAnswer(claimed: QueryResult, fresh: QueryResult): Same {
  const [a, b] = [claimed.answer, fresh.answer];
  if (a === null || b === null) return null;
  const same = sameValue(a.value, b.value);
  // Antiderivatives differ by constants, general solutions by the names of theirs.
  const isOneOfMany = /^(?:differentiate-back|residual)/.test(fresh.certificate?.method ?? "");
  return same === false && isOneOfMany ? null : same;
}
