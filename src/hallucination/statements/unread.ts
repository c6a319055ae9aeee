import type { Claim } from "../../core/verify-result.ts";
import { numbersIn } from "../numbers.ts";
import { clausesOf } from "./clauses.ts";

/** What makes a clause with a number a statement about it, and not a mere label. */
const STATES =
  /\b(?:is|are|was|were|be|been|equals?|has|have|had|costs?|earns?|makes?|becomes?|gives?|gets?|leaves?|totals?|adds?|needs?|takes?|more|less|fewer|greater|smaller|times|twice|half|percent|increas\w*|decreas\w*)\b|[=<>≤≥≈%]|[是为有多少比倍共剩增减得]/i;

/** What says how numbers go together; without it a clause only tells what there is. */
const RELATES =
  /\b(?:is|was|equals?|more|less|fewer|greater|smaller|times|twice|half|percent)\b|[%=<>≤≥≈]|[是为比倍]/i;

/**
 * How many clauses state something with a number that no claim covers and the question does not give. "There are 14 boxes" is
 * covered where a proved claim goes on with that number. Nothing was found out about them, so a text with one is not proved.
 */
export function countUnread(prose: string, claims: readonly Claim[], question: string): number {
  const given = new Set(numbersIn(question).map(({ canonical }) => canonical));
  const decided = claims.filter(
    ({ kind, verdict }) => kind !== "number" || verdict !== "undecided",
  );
  const used = new Set(
    claims
      .filter(({ verdict }) => verdict === "proved")
      .flatMap(({ text }) => numbersIn(text).map(({ canonical }) => canonical)),
  );
  let count = 0;
  for (const { start, text } of clausesOf(prose, Number.POSITIVE_INFINITY)) {
    if (!STATES.test(text)) continue;
    const tellsOnly = !RELATES.test(text);
    const isCovered = numbersIn(text).every(
      ({ start: at, end, canonical }) =>
        given.has(canonical) ||
        (tellsOnly && used.has(canonical)) ||
        decided.some((claim) => claim.start < start + end && start + at < claim.end),
    );
    if (!isCovered) count += 1;
  }
  return count;
}
