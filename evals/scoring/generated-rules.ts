import { z } from "zod";
import type { Answer } from "../../src/core/query-result.ts";
import { expressionOf, itemsOf, splitTopLevel } from "./answer-parts.ts";
import { judgeEquivalent, tryParse } from "./equivalence.ts";
import { equalExactly, exactNumber } from "./exact-number.ts";
import { correct, inexact, partial, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import { judgeMembers } from "./matrix.ts";
import { factorCount, isExpanded, withVariables } from "./shape.ts";

/** One row of the generated school-mathematics set. */
export const generatedRowSchema = z.object({
  module: z.string(),
  split: z.string(),
  question: z.string(),
  answer: z.string(),
});
export type GeneratedRow = z.infer<typeof generatedRowSchema>;

const CLOCK = /^(\d{1,2}):(\d{2})\s*([AP])\.?M\.?$/i;
const BASES = /in_base|base_conversion/;

/** The rule that the form of the expected answer calls for, applied to an answer. */
export function judgeGenerated(row: GeneratedRow, answer: Answer): Judgement {
  const expected = row.answer.trim();
  if (expected === "True" || expected === "False") return judgeTruth(answer, expected === "True");
  if (BASES.test(row.module)) return judgeDigits(answer, expected);
  if (CLOCK.test(expected)) return judgeClock(answer, expected);
  if (row.question.includes("(a)") && /^[a-z]$/.test(expected))
    return judgeLetter(answer, expected);
  if (/comparison__sort/.test(row.module)) return judgeOrder(answer, expected);
  if (/roots|list_prime_factors/.test(row.module) && !/^factor/i.test(factorQuestion(row)))
    return judgeUnordered(answer, expected);
  return judgeNumberOrExpression(row, answer, expected);
}

const factorQuestion = (row: GeneratedRow): string =>
  /\bfactor [^s]/i.test(row.question) && /[a-z]\b/.test(row.answer) ? "factor" : "";

function judgeTruth(answer: Answer, expected: boolean): Judgement {
  const text = answer.short.trim().toLowerCase();
  const got =
    answer.value.kind === "truth"
      ? answer.value.value
      : /^(true|yes)$/.test(text)
        ? true
        : /^(false|no)$/.test(text)
          ? false
          : null;
  if (got === null) return unscorable("the answer is neither true nor false");
  return got === expected ? correct("the same truth value") : wrong("the other truth value");
}

function judgeDigits(answer: Answer, expected: string): Judgement {
  const tidy = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[\s_]*(\(base\s*\d+\)|base\s*\d+)$/, "")
      .replace(/_\d+$/, "")
      .replace(/\s/g, "");
  const candidates = [answer.short, expressionOf(answer) ?? ""].map(tidy);
  return candidates.includes(expected.toLowerCase())
    ? correct("the same digits")
    : wrong("other digits");
}

function judgeClock(answer: Answer, expected: string): Judgement {
  const minutes = (text: string): number | null => {
    const match = CLOCK.exec(text.trim());
    if (match === null) return null;
    const hour = (Number(match[1]) % 12) + (match[3]?.toUpperCase() === "P" ? 12 : 0);
    return hour * 60 + Number(match[2]);
  };
  const got = minutes(answer.short) ?? minutes(answer.plain);
  if (got === null) return unscorable("the answer is not a time of day");
  return got === minutes(expected) ? correct("the same time") : wrong("another time");
}

function judgeLetter(answer: Answer, expected: string): Judgement {
  const match = /^\(?([a-z])\)?(?:[\s:.,].*)?$/i.exec(answer.short.trim());
  if (match === null) return wrong("the answer is not an option letter");
  return match[1]?.toLowerCase() === expected
    ? correct("the same option")
    : wrong("another option");
}

function judgeOrder(answer: Answer, expected: string): Judgement {
  const items = itemsOf(answer);
  if (items === null || items.length < 2)
    return judgeMembers(splitTopLevel(answer.short), splitTopLevel(expected));
  return judgeMembers(items, splitTopLevel(expected));
}

function judgeUnordered(answer: Answer, expected: string): Judgement {
  const items = (itemsOf(answer) ?? splitTopLevel(answer.short)).flatMap(primeBases);
  const wanted = splitTopLevel(expected.replaceAll("**", "^"));
  const remaining = [...wanted];
  for (const item of new Set(items)) {
    const index = remaining.findIndex((text) => judgeEquivalent(item, text).mark === "correct");
    if (index < 0)
      return wanted.some((text) => judgeEquivalent(item, text).mark === "inexact")
        ? inexact("decimals where exact members are asked")
        : wrong("has a member that is not expected");
    remaining.splice(index, 1);
  }
  return remaining.length === 0 ? correct("the same members") : wrong("members are missing");
}

/** The primes of a product such as `2^3 * 7`; anything else is left as it is. */
function primeBases(text: string): string[] {
  if (!/^\s*\d+(\s*\^\s*\d+)?(\s*\*\s*\d+(\s*\^\s*\d+)?)*\s*$/.test(text)) return [text];
  return text.split("*").map((part) => part.split("^")[0]?.trim() ?? "");
}

function judgeNumberOrExpression(row: GeneratedRow, answer: Answer, expected: string): Judgement {
  if (/^[a-z]$/.test(expected) && /comparison/.test(row.module))
    return answer.short.trim() === expected ? correct("the same name") : wrong("another name");
  const text = expressionOf(answer);
  if (text === null) return unscorable("the answer is not one expression");
  const [got, wanted] = [tryParse(text), tryParse(expected)];
  if (got === null || wanted === null) return unscorable(`cannot read "${text.slice(0, 120)}"`);
  const [exactGot, exactWanted] = [exactNumber(got), exactNumber(wanted)];
  if (exactGot !== null && exactWanted !== null && !equalExactly(exactGot, exactWanted)) {
    const close = judgeEquivalent(text, expected);
    return close.mark === "inexact" ? close : wrong("another number");
  }
  const names = [...new Set(expected.match(/(?<![a-z])[a-z](?![a-z(])/g) ?? [])];
  const options = { variables: names, range: [0.31, 1.62] as const };
  const judgement = judgeEquivalent(text, expected, options);
  if (judgement.mark !== "correct") return judgement;
  const shaped = withVariables(got, names);
  const wantedFactors = factorCount(withVariables(wanted, names));
  if (factorQuestion(row) !== "" && factorCount(shaped) < wantedFactors)
    return partial("equal, but not factored completely");
  if (/expand|collect/.test(row.module) && !isExpanded(shaped))
    return partial("equal, but not expanded");
  return judgement;
}
