import type { Context, MiddlewareHandler } from "hono";
import { AnsatzError } from "../core/errors.ts";
import type { LimitState, LimitStore, LimitTake, TokensTake } from "../core/limit-port.ts";
import type { Clock } from "../core/system-port.ts";
import { type Caller, callerOf } from "./caller.ts";
import { TOKEN_LIMITS } from "./widget-tokens/widget-tokens.ts";

type Charged = Pick<Caller, "keyId" | "limits">;

interface Limit {
  readonly what: "requests" | "tokens" | "questions";
  /** A visitor of a page is held to limits beside those of the page's key. */
  readonly isOfVisitor?: true;
  readonly perMinute: number;
  readonly take: LimitTake;
}

/**
 * Holds every key, and every visitor with a widget token, to its requests a minute, and turns a key away
 * while it owes model tokens. What is left of a key stands in the headers that OpenAI's clients read.
 */
export function limitKeys(limits: LimitStore, clock: Clock): MiddlewareHandler {
  return async (context, next) => {
    const caller = callerOf(context);
    const asked = [...limitsOf(caller), ...visitorLimitsOf(caller, context)];
    if (asked.length > 0) {
      const takes = asked.map(({ take }) => take);
      const states = await limits.take(takes, clock.nowMs());
      for (const [index, state] of states.entries()) show(context, asked[index], state);
      for (const [index, state] of states.entries()) requireAllowed(asked[index], state);
    }
    await next();
  };
}

/** Takes what a run used of a model; it may go below nothing, and the key then waits. */
export async function chargeTokens(
  limits: LimitStore,
  { keyId, limits: { tokensPerMinute } }: Charged,
  tokens: number,
  nowMs: number,
): Promise<void> {
  if (keyId === null || tokensPerMinute === undefined || tokens <= 0) return;
  const take = bucketTake("tokens", keyId, tokensPerMinute);
  await limits.take([{ ...take, cost: tokens, isOwing: true }], nowMs);
}

function limitsOf({ keyId, limits: { requestsPerMinute, tokensPerMinute } }: Charged): Limit[] {
  const found: Limit[] = [];
  if (keyId !== null && tokensPerMinute !== undefined) {
    // Only whether there is one is asked; what a run used is taken when it has ended.
    const take = { ...bucketTake("tokens", keyId, tokensPerMinute), cost: 0, least: 1 };
    found.push({ what: "tokens", perMinute: tokensPerMinute, take });
  }
  if (keyId !== null && requestsPerMinute !== undefined) {
    const take = bucketTake("requests", keyId, requestsPerMinute);
    found.push({ what: "requests", perMinute: requestsPerMinute, take });
  }
  return found;
}

/** One visitor of a page must not use up what the page's key is good for. */
function visitorLimitsOf({ visitor }: Caller, context: Context): Limit[] {
  if (visitor === undefined) return [];
  const isQuestion = context.req.method === "POST" && context.req.path === "/v1/runs";
  const limit = (what: "requests" | "questions", perMinute: number): Limit => ({
    what,
    perMinute,
    take: bucketTake(what, visitor, perMinute),
    isOfVisitor: true,
  });
  return [
    limit("requests", TOKEN_LIMITS.requestsPerMinute),
    ...(isQuestion ? [limit("questions", TOKEN_LIMITS.questionsPerMinute)] : []),
  ];
}

function bucketTake(what: Limit["what"], keyId: string, perMinute: number): TokensTake {
  const bucket = { capacity: perMinute, perSecond: perMinute / 60 };
  return { kind: "tokens", id: `${what}:${keyId}`, bucket, cost: 1 };
}

function show(context: Context, limit: Limit | undefined, state: LimitState): void {
  if (limit === undefined || limit.isOfVisitor) return;
  const { what, perMinute } = limit;
  const resetMs = ((perMinute - state.remaining) / perMinute) * 60_000;
  context.header(`x-ratelimit-limit-${what}`, String(perMinute));
  context.header(`x-ratelimit-remaining-${what}`, String(Math.max(0, state.remaining)));
  context.header(`x-ratelimit-reset-${what}`, `${Math.ceil(resetMs / 1000)}s`);
}

function requireAllowed(limit: Limit | undefined, state: LimitState): void {
  if (limit === undefined || state.isAllowed) return;
  const seconds = Math.max(1, Math.ceil(state.retryAfterMs / 1000));
  const what = limit.what === "tokens" ? "model tokens" : limit.what;
  const who = limit.isOfVisitor ? "A visitor" : "This key";
  throw new AnsatzError(
    "rate_limit_exceeded",
    `${who} has ${limit.perMinute} ${what} a minute, and they are used up. Try again in ${seconds} s.`,
    { retryAfterMs: state.retryAfterMs },
  );
}
