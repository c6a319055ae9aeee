import { expect, test } from "vitest";
import type { AskResult } from "../../core/ask-result.ts";
import type { QueryResult } from "../../core/query-result.ts";
import type { Grade, Verdict } from "../../core/truth.ts";
import type { Claim } from "../../core/verify-result.ts";
import { badgeAfter, type BadgeKind, badgeOf, wasCorrected } from "./badge.ts";

const claim = (verdict: Verdict) => ({ verdict }) as Claim;
const answered = (grade: Grade | null, status: QueryResult["status"] = "answered") =>
  ({ status, certificate: grade && { grade } }) as QueryResult;

function result(extra: Partial<AskResult>): AskResult {
  return {
    reply: "4",
    verdict: "proved",
    claims: [],
    route: "direct",
    steps: [],
    toolCalls: [],
    usage: { promptTokens: 0, completionTokens: 0 },
    timing: { totalMs: 0, modelMs: 0, toolMs: 0 },
    model: "none",
    runId: "run_1",
    conversationId: "conv_1",
    ...extra,
  };
}

test("proved is written only where a proof or proved claims stand behind it", () => {
  expect(badgeOf(result({ query: answered("proved") }))).toBe("proved");
  expect(badgeOf(result({ claims: [claim("proved")] }))).toBe("proved");
  expect(badgeOf(result({}))).toBe("undecided");
  expect(badgeOf(result({ query: answered("unchecked") }))).toBe("undecided");
  expect(badgeOf(result({ query: answered(null) }))).toBe("undecided");
  expect(badgeOf(result({ claims: [claim("proved"), claim("undecided")] }))).toBe("undecided");
});

test("an undecided verdict is never raised to proved by a certificate", () => {
  const query = answered("proved");
  expect(badgeOf(result({ verdict: "undecided", query }))).toBe("undecided");
});

test.each(["proved", "undecided"] as const)("a lesser check is named as such (%s)", (verdict) => {
  expect(badgeOf(result({ verdict, query: answered("exact-check") }))).toBe("checked-exactly");
  expect(badgeOf(result({ verdict, query: answered("numeric-check") }))).toBe(
    "checked-numerically",
  );
});

test("anything refuted is refuted", () => {
  expect(badgeOf(result({ verdict: "refuted", query: answered("proved") }))).toBe("refuted");
  expect(badgeOf(result({ claims: [claim("proved"), claim("refuted")] }))).toBe("refuted");
  const query = answered("proved");
  expect(badgeOf(result({ claims: [claim("refuted")], query }))).toBe("refuted");
});

test("no answer is no verdict", () => {
  const verdict = "undecided";
  for (const status of ["not-understood", "unsupported", "timed-out", "invalid"] as const)
    expect(badgeOf(result({ verdict, query: answered(null, status) }))).toBe("not-answered");
  expect(badgeOf(result({ verdict, query: answered(null, "undecided") }))).toBe("undecided");
});

test("a repair is a correction", () => {
  expect(wasCorrected(result({ steps: [{ kind: "repair", text: "", ms: 0 }] }))).toBe(true);
  expect(wasCorrected(result({ steps: [{ kind: "check", text: "", ms: 0 }] }))).toBe(false);
});

const rechecked = (verdict: Verdict, grade: Grade | null) => ({
  verdict,
  detail: "",
  certificate: grade && { grade, method: "", detail: "", engines: [] },
  answer: null,
});

test.each<[BadgeKind, Verdict, Grade | null, BadgeKind]>([
  ["proved", "proved", "proved", "proved"],
  ["proved", "proved", "exact-check", "checked-exactly"],
  ["proved", "proved", "numeric-check", "checked-numerically"],
  ["proved", "proved", "unchecked", "undecided"],
  ["proved", "proved", null, "undecided"],
  ["proved", "undecided", "proved", "undecided"],
  ["proved", "undecided", null, "undecided"],
  ["proved", "refuted", "proved", "refuted"],
  ["checked-numerically", "proved", "proved", "checked-numerically"],
  ["checked-numerically", "proved", "exact-check", "checked-numerically"],
  ["undecided", "proved", "proved", "undecided"],
  ["refuted", "proved", "proved", "refuted"],
  ["refuted", "undecided", null, "refuted"],
])("%s, checked again as %s by %s, is %s", (before, verdict, grade, after) => {
  expect(badgeAfter(before, rechecked(verdict, grade))).toBe(after);
});
