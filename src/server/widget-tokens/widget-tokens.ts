import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import type { Store } from "../../core/store-port.ts";
import type { Clock } from "../../core/system-port.ts";
import type { Caller } from "../caller.ts";
import type { Scope } from "../keys/key-record.ts";
import type { KeyStore } from "../keys/key-store.ts";
import { digestOf, isSameDigest } from "../keys/key-text.ts";
import {
  importSecret,
  markOf,
  openToken,
  randomText,
  sealToken,
  type TokenClaims,
} from "./token-text.ts";

const SECRET_KIND = "widget-secret";
const REVOKED_KIND = "widget-token-revoked";

export const TOKEN_LIMITS = {
  defaultSeconds: 600,
  minSeconds: 60,
  maxSeconds: 3_600,
  /** Tokens of one key, requests and questions of one visitor a minute. */
  mintsPerMinute: 600,
  requestsPerMinute: 600,
  questionsPerMinute: 30,
} as const;

/** What a token may be used for, as far as its key may. */
const SCOPES: readonly Scope[] = ["chat", "engine", "feedback"];

export interface TokenOrder {
  readonly user: string;
  readonly origin: string;
  readonly seconds: number;
}

export interface MintedToken {
  readonly id: string;
  readonly token: string;
  readonly origin: string;
  readonly expiresAtMs: number;
  readonly expiresInMs: number;
}

export interface WidgetTokensParts {
  readonly store: Pick<Store, "insertRecord" | "getRecord" | "limits">;
  readonly clock: Clock;
  readonly keys: KeyStore;
  /** Keys of the settings. */
  readonly settings: readonly string[];
}

/**
 * Short-lived tokens for the widget in other pages, made with a key by that page's own server. A token is
 * good for one visitor and from one origin, and ends with its key. The secret that seals them lies in the
 * store, so every instance knows the tokens of the others.
 */
export class WidgetTokens {
  readonly #parts: WidgetTokensParts;
  #secret: Promise<CryptoKey> | null = null;

  constructor(parts: WidgetTokensParts) {
    this.#parts = parts;
  }

  /** @throws AnsatzError `unsupported` where no key is asked for, `rate_limit_exceeded`. */
  async mint(caller: Caller, order: TokenOrder): Promise<MintedToken> {
    const { store, clock } = this.#parts;
    const key = await this.#keyOf(caller);
    const nowMs = clock.nowMs();
    const perMinute = TOKEN_LIMITS.mintsPerMinute;
    const bucket = { capacity: perMinute, perSecond: perMinute / 60 };
    const take = { kind: "tokens", id: `widget-tokens:${key}`, bucket, cost: 1 } as const;
    const [state] = await store.limits.take([take], nowMs);
    if (state?.isAllowed !== true)
      throw new AnsatzError(
        "rate_limit_exceeded",
        `A key makes at most ${perMinute} widget tokens a minute. Keep a token for as long as it is good.`,
        { retryAfterMs: state?.retryAfterMs ?? null },
      );
    const expiresInMs = order.seconds * 1000;
    const { user, origin } = order;
    const claims: TokenClaims = {
      id: `wt_${randomText(12)}`,
      key,
      user,
      origin,
      expiresAtMs: nowMs + expiresInMs,
    };
    const token = await sealToken(await this.#sealing(), claims);
    return { id: claims.id, token, origin, expiresAtMs: claims.expiresAtMs, expiresInMs };
  }

  /** Ends a token of the caller's key at once; of another key's it does nothing. */
  async revoke(caller: Caller, id: string): Promise<void> {
    const { store, clock } = this.#parts;
    const nowMs = clock.nowMs();
    const expiresAtMs = nowMs + TOKEN_LIMITS.maxSeconds * 1000;
    const record = { id: `${await this.#keyOf(caller)}:${id}`, value: true };
    await store.insertRecord(REVOKED_KIND, { ...record, createdAtMs: nowMs, expiresAtMs });
  }

  /**
   * Who shows this token, from the origin it was made for; null for a forged one, one that has been revoked
   * and one whose key is no longer good.
   *
   * @throws AnsatzError `invalid_api_key` for one that has run out, `forbidden` from another origin.
   */
  async find(text: string, isFrom: (origin: string) => boolean): Promise<Caller | null> {
    const { store, clock } = this.#parts;
    const claims = await openToken(await this.#sealing(), text);
    if (!claims) return null;
    const { id, key, user, origin, expiresAtMs } = claims;
    const nowMs = clock.nowMs();
    if (expiresAtMs <= nowMs)
      throw new AnsatzError(
        "invalid_api_key",
        "This widget token has run out. Have the page's server make a new one.",
      );
    const holder = await this.#holderOf(key);
    if (!holder || (await store.getRecord(REVOKED_KIND, `${key}:${id}`, nowMs))) return null;
    if (!isFrom(origin))
      throw new AnsatzError(
        "forbidden",
        `This widget token is good for pages of ${origin} only. Make one for the page it is used in.`,
      );
    const scopes = SCOPES.filter((scope) => holder.scopes?.includes(scope) ?? true);
    // No tenant has a ~ in its name, so no visitor is another's or the key's own.
    return { ...holder, tenant: `${holder.tenant}~${user}`, scopes, visitor: `${key}~${user}` };
  }

  async #holderOf(key: string): Promise<Caller | null> {
    const { keys, settings } = this.#parts;
    if (key.startsWith("key:")) {
      const stored = await keys.good(key.slice(4));
      if (!stored) return null;
      const { id, tenant, scopes, models, limits } = stored;
      return { tenant, keyId: id, scopes, models, limits };
    }
    const secret = await this.#sealing();
    let isKnown = false;
    for (const known of settings)
      if (isSameDigest(`set:${await markOf(secret, await digestOf(known))}`, key)) isKnown = true;
    return isKnown ? { tenant: "", keyId: null, scopes: null, models: null, limits: {} } : null;
  }

  async #keyOf({ keyId, settingsDigest }: Caller): Promise<string> {
    if (keyId !== null) return `key:${keyId}`;
    if (settingsDigest !== undefined)
      return `set:${await markOf(await this.#sealing(), settingsDigest)}`;
    throw new AnsatzError(
      "unsupported",
      "This service asks for no key, so the widget needs no token. Leave `token-url` out.",
    );
  }

  #sealing(): Promise<CryptoKey> {
    this.#secret ??= this.#load().catch((error: unknown) => {
      this.#secret = null;
      throw error;
    });
    return this.#secret;
  }

  /** The first instance that needs a secret makes it; all others find it. */
  async #load(): Promise<CryptoKey> {
    const { store, clock } = this.#parts;
    const value = randomText(32);
    const record = { id: "current", value, createdAtMs: clock.nowMs() };
    const existing = await store.insertRecord(SECRET_KIND, record);
    return importSecret(existing === null ? value : z.string().parse(existing.value));
  }
}
