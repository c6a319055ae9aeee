import type { AgentRequest } from "../core/agent-port.ts";
import type { Breach } from "../core/verify-result.ts";
import { numbersIn } from "../hallucination/numbers.ts";
import { textTokens } from "./estimate-tokens.ts";
import type { Reply } from "./turn.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is written without a space and has a figure in it, a formula or a number, is one thing. */
const RUN = /[^\s\p{Script=Han}，。；：！？、]+/gu;

/**
 * The reply as far as its caller wants it: before the first stop string, within the longest length. What
 * the detector checked is released whole or not at all, and so is every number; a reply whose proved answer
 * is cut off is no proved one.
 */
export function cutReply(reply: Reply, request: Pick<AgentRequest, "stop" | "maxTokens">): Reply {
  const { text, claims } = reply;
  const stopAt = firstOf(text, request.stop ?? []);
  const lengthAt = request.maxTokens === undefined ? null : fitting(text, request.maxTokens);
  if (stopAt === null && lengthAt === null) return reply;
  const cut = stopAt !== null && stopAt <= (lengthAt ?? Infinity) ? "stop" : "length";
  const at = wholeBefore(Math.min(stopAt ?? Infinity, lengthAt ?? Infinity), [
    ...claims,
    ...numbersIn(text),
    ...[...text.matchAll(RUN)]
      .filter(([run]) => /\d/.test(run))
      .map(({ 0: run, index }) => ({ start: index, end: index + run.length })),
  ]);
  const kept = claims.filter(({ end }) => end <= at);
  const hasAnswer = kept.some(({ kind }) => kind === "answer");
  const { answer, ...rest } = reply;
  return {
    ...rest,
    text: text.slice(0, at),
    claims: kept,
    ...(reply.breaches === undefined ? {} : { breaches: breachesBefore(at, reply.breaches) }),
    verdict: reply.verdict === "proved" && !hasAnswer ? "undecided" : reply.verdict,
    ...(answer !== undefined && hasAnswer ? { answer } : {}),
    cut,
  };
}

/** What breaks a principle does so also where its end is cut off. */
function breachesBefore(at: number, breaches: readonly Breach[]): readonly Breach[] {
  return breaches
    .filter(({ start }) => start < at)
    .map((breach) => {
      const end = Math.min(breach.end, at);
      return { ...breach, end, text: breach.text.slice(0, end - breach.start) };
    });
}

function firstOf(text: string, stops: readonly string[]): number | null {
  const found = stops.map((stop) => text.indexOf(stop)).filter((index) => index >= 0);
  return found.length === 0 ? null : Math.min(...found);
}

/** Where a text has to end to have at most so many tokens; null when it has. */
function fitting(text: string, maxTokens: number): number | null {
  if (textTokens(text) <= maxTokens) return null;
  let low = 0;
  let high = text.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (textTokens(text.slice(0, middle)) <= maxTokens) low = middle;
    else high = middle;
  }
  return /[\uD800-\uDBFF]/.test(text.charAt(low - 1)) ? low - 1 : low;
}

/** The last place, not behind `at`, that lies inside none of the spans. */
function wholeBefore(at: number, spans: readonly Span[]): number {
  let place = at;
  for (;;) {
    const inside = spans.filter(({ start, end }) => start < place && place < end);
    if (inside.length === 0) return place;
    place = Math.min(...inside.map(({ start }) => start));
  }
}
