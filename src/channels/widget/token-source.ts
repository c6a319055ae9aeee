import { CallFailure } from "./api-failure.ts";

interface Held {
  readonly token: string;
  readonly until: number;
}

const EARLY_MS = 15_000;
const TIMEOUT_MS = 10_000;

/**
 * Widget tokens from the page's own server, which makes them with its key. One is kept in memory alone for
 * as long as it is good, and fetched once however many calls wait for it.
 */
export class TokenSource {
  readonly #address: URL;
  #held: Promise<Held> | null = null;

  constructor(address: URL) {
    this.#address = address;
  }

  /** @throws CallFailure `token_unavailable`. */
  async token(): Promise<string> {
    const held = this.#held;
    // Of the calls that find it run out, the first makes room; the others wait for what it fetches.
    if (held !== null && (await held).until <= performance.now() && this.#held === held)
      this.#held = null;
    this.#held ??= this.#fetch().catch((error: unknown) => {
      this.#held = null;
      throw error;
    });
    return (await this.#held).token;
  }

  /** Has the next call fetch a new one: the service has refused this one. */
  forget(): void {
    this.#held = null;
  }

  async #fetch(): Promise<Held> {
    try {
      const response = await fetch(this.#address, {
        method: "POST",
        headers: { accept: "application/json" },
        credentials: "same-origin",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body = response.ok ? ((await response.json()) as Record<string, unknown>) : {};
      const { token, expiresInMs } = body;
      if (typeof token !== "string" || token === "") throw new TypeError("There is no token.");
      const goodMs = typeof expiresInMs === "number" ? expiresInMs - EARLY_MS : Infinity;
      return { token, until: performance.now() + goodMs };
    } catch {
      throw new CallFailure(TOKEN_UNAVAILABLE, "");
    }
  }
}

export const TOKEN_UNAVAILABLE = "token_unavailable";
