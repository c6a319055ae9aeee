import { impliedNumbers, numbersIn } from "../numbers.ts";
import type { RuleFinding, RuleInput } from "./code-rule.ts";

const MAX_FINDINGS = 50;
const DETAIL = "Neither given nor returned by a tool, nor worked out by a proved calculation.";
/** A number that names a place in the text: "Step 2", "第3步". */
const PLACE_NAMED = /\b(?:step|case|part|method|note|way|option|line)\s*$|第$/i;
/** A mark of a list: "(3)", "4." at the start of a line. */
const PLACE_BEFORE = /(?:(?:^|\n)[ \t>*_(#-]*|[（(])$/;
const PLACE_AFTER = /^(?:[.):、]|[步种个条]|\s*[)）])/;

/** Only where something was given: a text alone can have its numbers from nowhere else. */
export function unsourcedNumber({
  prose,
  question,
  context,
  sources,
  claims,
}: RuleInput): readonly RuleFinding[] {
  if (question.trim() === "" && context.trim() === "") return [];
  const proved = claims.filter(({ verdict }) => verdict === "proved");
  const known = new Set([
    ...sources.given,
    ...sources.retrieved,
    ...sources.computed,
    ...impliedNumbers(context),
    ...proved.flatMap(({ text }) => numbersIn(text).map(({ canonical }) => canonical)),
  ]);
  const isProved = (at: number): boolean =>
    proved.some(({ start, end }) => start <= at && at < end);
  return numbersIn(prose)
    .filter(
      ({ start, end, canonical }) =>
        !known.has(canonical) && !isProved(start) && !isPlace(prose, start, end),
    )
    .slice(0, MAX_FINDINGS)
    .map(({ start, end }) => ({ start, end, detail: DETAIL }));
}

function isPlace(prose: string, start: number, end: number): boolean {
  const before = prose.slice(Math.max(0, start - 16), start);
  if (PLACE_NAMED.test(before)) return true;
  return PLACE_BEFORE.test(before) && PLACE_AFTER.test(prose.slice(end, end + 3));
}
