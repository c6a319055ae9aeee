import type { Context, MiddlewareHandler } from "hono";
import { AnsatzError } from "../core/errors.ts";
import { type Caller, OPERATOR, setCaller } from "./caller.ts";
import type { Scope } from "./keys/key-record.ts";
import type { KeyStore } from "./keys/key-store.ts";
import { digestOf, isSameDigest } from "./keys/key-text.ts";
import { isTokenText } from "./widget-tokens/token-text.ts";
import { isFromOrigin, requireWidgetCall } from "./widget-tokens/widget-calls.ts";
import type { WidgetTokens } from "./widget-tokens/widget-tokens.ts";

/**
 * Asks for a key as a bearer token: one of the settings', or one that was made with `ansatz keys`, or a
 * widget token that was made with either. Open to all while there is no key. The store is asked at every
 * request, so a revoked key ends at once.
 */
export function requireApiKey(
  settings: readonly string[],
  keys: KeyStore,
  tokens: WidgetTokens,
): MiddlewareHandler {
  let digests: Promise<string[]> | undefined;
  const digestInSettings = async (given: string): Promise<string | null> => {
    digests ??= Promise.all(settings.map(digestOf));
    const digest = await digestOf(given);
    let isKnown = false;
    for (const known of await digests) if (isSameDigest(known, digest)) isKnown = true;
    return isKnown ? digest : null;
  };

  return async (context, next) => {
    const given = givenKey(context);
    const caller = given === null ? null : await callerFor(given, context);
    if (caller === null && (settings.length > 0 || (await keys.hasAny()))) throw refusal();
    if (caller !== null) requireScope(caller, context.req.path);
    setCaller(context, caller ?? OPERATOR);
    await next();
  };

  async function callerFor(given: string, context: Context): Promise<Caller | null> {
    if (isTokenText(given)) {
      const visitor = await tokens.find(given, (origin) => isFromOrigin(context, origin));
      if (visitor) requireWidgetCall(context.req.method, context.req.path);
      return visitor;
    }
    const settingsDigest = settings.length > 0 ? await digestInSettings(given) : null;
    if (settingsDigest !== null) return { ...OPERATOR, settingsDigest };
    const key = await keys.find(given);
    if (!key) return null;
    const { id, tenant, scopes, models, limits } = key;
    return { tenant, keyId: id, scopes, models, limits };
  }
}

/** Bearer token; for the doors in Wolfram|Alpha's shape also `appid`, as their clients send it. */
function givenKey(context: Context): string | null {
  const header = /^Bearer (\S{1,1000})$/i.exec(context.req.header("authorization") ?? "")?.[1];
  if (header !== undefined) return header;
  return WOLFRAM.test(context.req.path) ? (context.req.query("appid") ?? null) : null;
}

const WOLFRAM = /^\/(v1\/(llm-api|result|spoken)|v2\/query)$/;

/** The first that fits decides; what is in none of them is open to every key. */
const NEEDS: readonly (readonly [RegExp, Scope])[] = [
  [/^\/v1\/(chat|responses|runs|conversations|widget)(\/|$)/, "chat"],
  [/^\/v1\/feedback(\/|$)/, "feedback"],
  [/^\/v1\/rewards(\/|$)/, "rewards"],
  [/^\/metrics$/, "metrics"],
  [/^\/(v1|v2|mcp)(\/|$)/, "engine"],
];

function requireScope(caller: Caller, path: string): void {
  if (/^\/v1\/models(\/|$)/.test(path)) return;
  const scope = NEEDS.find(([pattern]) => pattern.test(path))?.[1];
  if (caller.scopes === null || scope === undefined || caller.scopes.includes(scope)) return;
  throw new AnsatzError(
    "forbidden",
    `This key is not good for this call: it has ${caller.scopes.join(", ") || "no scope"} and needs ${scope}. Use another key.`,
  );
}

function refusal(): AnsatzError {
  return new AnsatzError(
    "invalid_api_key",
    "This service asks for an API key. Send a valid one as `Authorization: Bearer KEY`.",
  );
}
