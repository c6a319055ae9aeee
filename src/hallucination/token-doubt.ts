import type { TokenLogprob } from "../core/verify-result.ts";
import { numbersIn } from "./numbers.ts";

/** The most that doubt raises the log-odds of an error, and the most that certainty lowers them. */
const MOST_RAISED = 0.5;
const MOST_LOWERED = -0.25;
/** The surprise, in nats for a number, at which nothing is moved, and the span to the most. */
const USUAL_SURPRISE = 0.2;
const SPAN = 1;
/** A token that a server calls impossible counts no more than a rare one. */
const LEAST_LOGPROB = -20;

interface PlacedToken {
  readonly start: number;
  readonly end: number;
  readonly logprob: number;
}

/**
 * How far the probabilities of the tokens move the log-odds of an error: by how surprising the numbers of the
 * text were to the model that wrote it, on average. Null where the tokens are not those of the text, or where
 * it has no number. Set by hand and kept small: a model is as sure of a wrong number as of a right one when it
 * set the problem up wrongly.
 */
export function tokenDoubt(text: string, tokens: readonly TokenLogprob[]): number | null {
  const placed = placeTokens(text, tokens);
  if (placed === null) return null;
  const surprises = numbersIn(text).flatMap(({ start, end }) => {
    const own = placed.filter((token) => token.start < end && start < token.end);
    return own.length === 0 ? [] : [own.reduce((sum, { logprob }) => sum - logprob, 0)];
  });
  if (surprises.length === 0) return null;
  const mean = surprises.reduce((sum, one) => sum + one, 0) / surprises.length;
  return Math.max(
    MOST_LOWERED,
    Math.min(MOST_RAISED, ((mean - USUAL_SURPRISE) / SPAN) * MOST_RAISED),
  );
}

/** The tokens by their offsets in the text, which may be a part of what the model wrote. */
function placeTokens(text: string, tokens: readonly TokenLogprob[]): readonly PlacedToken[] | null {
  if (text === "" || tokens.length === 0) return null;
  const written = tokens.map(({ token }) => token).join("");
  const offset = written.lastIndexOf(text);
  if (offset < 0) return null;
  let at = -offset;
  return tokens.flatMap(({ token, logprob }) => {
    const start = at;
    at += token.length;
    const isIn = start < text.length && at > 0;
    return isIn ? [{ start, end: at, logprob: Math.max(LEAST_LOGPROB, Math.min(0, logprob)) }] : [];
  });
}
