import { AnsatzError } from "../../core/errors.ts";

export type SlackArguments = Readonly<Record<string, unknown>>;
export type SlackReply = Readonly<Record<string, unknown>>;

/** What Slack refused, by its own code (`channel_not_found`, `missing_scope`, …). */
export class SlackRefusal extends Error {
  readonly method: string;
  readonly code: string;

  constructor(method: string, code: string) {
    super(`Slack refused ${method}: ${code}`);
    this.name = "SlackRefusal";
    this.method = method;
    this.code = code;
  }
}

export interface SlackApiOptions {
  readonly token: string;
  /** Ends in a slash, e.g. `https://slack.com/api/`. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** Waits; tests pass a short one. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const MAX_RESPONSE_BYTES = 10_000;
const MAX_ATTEMPTS = 8;
const CALL_TIMEOUT_MS = 20_000;
/** A longer `Retry-After` than this is an outage, not a queue. */
const MAX_WAIT_MS = 120_000;
/** Methods whose second call would do the thing twice; a lost reply to these is not tried again. */
const NOT_REPEATABLE = new Set(["chat.postMessage", "chat.startStream", "chat.appendStream"]);

/**
 * Slack's Web API over `fetch`. On 429 it waits as long as Slack says and tries again; a failed
 * connection or a 5xx is tried again where that cannot do a thing twice.
 */
export class SlackApi {
  readonly #options: SlackApiOptions;
  readonly #fetch: typeof fetch;
  readonly #wait: (ms: number, signal?: AbortSignal) => Promise<void>;

  constructor(options: SlackApiOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#wait = options.wait ?? wait;
  }

  /**
   * @throws SlackRefusal for `ok: false`.
   * @throws AnsatzError `tool_failed` when Slack cannot be reached.
   */
  async call(method: string, body: SlackArguments, signal?: AbortSignal): Promise<SlackReply> {
    const response = await this.#send(method, signal, (deadline) =>
      this.#fetch(new URL(method, this.#options.baseUrl), {
        method: "POST",
        headers: {
          authorization: `Bearer ${this.#options.token}`,
          "content-type": "application/json; charset=utf-8",
        },
        body: JSON.stringify(body),
        signal: deadline,
      }),
    );
    const reply = (await response.json().catch(() => null)) as SlackReply | null;
    if (reply === null || typeof reply !== "object") throw unreachable(method, response.status);
    if (reply["ok"] !== true) throw new SlackRefusal(method, String(reply["error"] ?? "unknown"));
    return reply;
  }

  /** Methods that take no JSON (`files.*`, `users.info`, `conversations.*`) are called with a form. */
  async callForm(method: string, form: Readonly<Record<string, string>>): Promise<SlackReply> {
    const response = await this.#send(method, undefined, (deadline) =>
      this.#fetch(new URL(method, this.#options.baseUrl), {
        method: "POST",
        headers: { authorization: `Bearer ${this.#options.token}` },
        body: new URLSearchParams(form),
        signal: deadline,
      }),
    );
    const reply = (await response.json().catch(() => null)) as SlackReply | null;
    if (reply === null || typeof reply !== "object") throw unreachable(method, response.status);
    if (reply["ok"] !== true) throw new SlackRefusal(method, String(reply["error"] ?? "unknown"));
    return reply;
  }

  /** Sends a file's bytes to the address that `files.getUploadURLExternal` gave. */
  async sendBytes(url: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<void> {
    const response = await this.#send("upload", undefined, (deadline) =>
      this.#fetch(url, {
        method: "POST",
        headers: { "content-type": type },
        body: bytes,
        signal: deadline,
      }),
    );
    await response.body?.cancel();
    if (!response.ok) throw unreachable("upload", response.status);
  }

  /** A file of the workspace, up to `maxBytes`; null when it is larger. Redirects are not followed. */
  async download(url: string, maxBytes: number): Promise<Uint8Array | null> {
    const response = await this.#send("download", undefined, (deadline) =>
      this.#fetch(url, {
        headers: { authorization: `Bearer ${this.#options.token}` },
        // Workers know no "error"; what leads elsewhere is no success and is not followed.
        redirect: "manual",
        signal: deadline,
      }),
    );
    if (!response.ok) throw unreachable("download", response.status);
    return readUpTo(response, maxBytes);
  }

  /** Answers by a `response_url`; false when Slack would not take it any more. */
  async respond(url: string, body: SlackArguments): Promise<boolean> {
    const response = await this.#send("response_url", undefined, (deadline) =>
      this.#fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(body),
        signal: deadline,
      }),
    );
    const reply = await readUpTo(response, MAX_RESPONSE_BYTES);
    return response.ok && !isRefusal(reply === null ? "" : new TextDecoder().decode(reply));
  }

  async #send(
    method: string,
    signal: AbortSignal | undefined,
    send: (deadline: AbortSignal) => Promise<Response>,
  ): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const deadline = AbortSignal.timeout(CALL_TIMEOUT_MS);
      let response: Response;
      try {
        response = await send(signal ? AbortSignal.any([signal, deadline]) : deadline);
      } catch (cause) {
        signal?.throwIfAborted();
        if (attempt >= MAX_ATTEMPTS || NOT_REPEATABLE.has(method))
          throw unreachable(method, 0, cause);
        await this.#wait(Math.min(250 * 2 ** attempt, 10_000), signal);
        continue;
      }
      const isBusy = response.status === 429;
      const isBroken = response.status >= 500 && !NOT_REPEATABLE.has(method);
      if ((!isBusy && !isBroken) || attempt >= MAX_ATTEMPTS) return response;
      const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      const asked = Number.isFinite(seconds) ? seconds * 1000 : 250 * 2 ** attempt;
      await response.body?.cancel();
      if (asked > MAX_WAIT_MS) throw unreachable(method, response.status);
      await this.#wait(asked, signal);
    }
  }
}

/** What takes answers by address says `ok`, or what is wrong with them as the methods do. */
function isRefusal(reply: string): boolean {
  return /"ok"\s*:\s*false/.test(reply);
}

async function readUpTo(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}

function unreachable(method: string, status: number, cause?: unknown): AnsatzError {
  return new AnsatzError(
    "tool_failed",
    `Slack could not be reached for ${method}${status === 0 ? "" : ` (HTTP ${status})`}. It will be tried again.`,
    { cause },
  );
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
}
