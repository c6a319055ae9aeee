import { numbersIn } from "../hallucination/numbers.ts";
import type { Reply } from "./turn.ts";

/** "How many", "what percentage", 多少: the answer has to be a number, whatever the question brings. */
const ASKS_NUMBER =
  /\bhow (?:many|much|long|far|old|often|tall|high|fast|big)\b|\b(?:number|amount|total|percent(?:age)?|sum|average|probability|area|volume)\b|多少|几[^乎何]|百分之|概率|总数|平均/i;

/**
 * Whether a stronger model is worth asking: the draft was refuted, or the question is about numbers and
 * nothing settled its answer. What was proved, a call of the caller's tools and friendly words are not.
 */
export function isWorthStronger(question: string, reply: Reply): boolean {
  if (reply.verdict === "proved" || reply.callerCalls !== undefined || reply.isSmallTalk === true)
    return false;
  if (
    reply.verdict === "refuted" ||
    (reply.policy !== undefined && WAS_REFUTED.has(reply.policy.outcome))
  )
    return true;
  const isAboutNumbers =
    ASKS_NUMBER.test(question) ||
    numbersIn(question).length > 0 ||
    numbersIn(reply.answer ?? "").length > 0;
  return isAboutNumbers;
}

const WAS_REFUTED: ReadonlySet<string> = new Set(["corrected", "noted", "withheld"]);

/** The better checked of two replies; the later where they are equal, which came from the stronger model. */
export function betterReply<T extends { readonly reply: Reply }>(earlier: T, later: T): T {
  return standing(earlier.reply) > standing(later.reply) ? earlier : later;
}

function standing(reply: Reply): number {
  if (reply.verdict === "proved") return 4;
  if (reply.verdict === "refuted" || reply.policy?.outcome === "noted") return 1;
  if (reply.answer === undefined) return reply.policy === undefined ? 0 : 2;
  return 3;
}
