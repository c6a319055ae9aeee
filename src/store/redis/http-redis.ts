import { AnsatzError } from "../../core/errors.ts";
import type { Secret } from "../../core/secret.ts";
import { type RedisCommands, type RedisReply, unavailable } from "./redis-commands.ts";
import { RedisErrorReply, refusedReply } from "./refused-reply.ts";

const COMMAND_MS = 5_000;

export interface HttpRedisOptions {
  readonly url: string;
  readonly token: Secret;
  readonly timeoutMs?: number;
}

interface Answer {
  readonly result?: RedisReply;
  readonly error?: string;
}

/**
 * Redis by HTTP, as Upstash and those that speak its REST protocol serve it: each command is a request of
 * its own, so nothing has to stay open between requests of a Worker.
 */
export class HttpRedis implements RedisCommands {
  readonly #url: string;
  readonly #token: Secret;
  readonly #timeoutMs: number;

  constructor({ url, token, timeoutMs = COMMAND_MS }: HttpRedisOptions) {
    this.#url = url.replace(/\/+$/, "");
    this.#token = token;
    this.#timeoutMs = timeoutMs;
  }

  async send(...parts: readonly string[]): Promise<RedisReply> {
    return resultOf((await this.#post("", parts)) as Answer);
  }

  async transact(commands: readonly (readonly string[])[]): Promise<void> {
    const answers = await this.#post("/multi-exec", commands);
    for (const answer of Array.isArray(answers) ? (answers as Answer[]) : [answers as Answer])
      resultOf(answer);
  }

  async close(): Promise<void> {}

  async #post(path: string, body: unknown): Promise<unknown> {
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(this.#url + path, {
        method: "POST",
        headers: {
          authorization: `Bearer ${this.#token.reveal()}`,
          "content-type": "application/json",
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      answer = await response.json();
    } catch (cause) {
      throw unavailable(cause);
    }
    if (response.status === 401 || response.status === 403)
      throw new AnsatzError(
        "invalid_configuration",
        "The store refuses its token. Set ANSATZ_STORE_TOKEN to the REST token of the database at ANSATZ_STORE that may write.",
      );
    if (typeof answer !== "object" || answer === null)
      throw unavailable(new Error(`The store answered ${response.status} with no object.`));
    return answer;
  }
}

function resultOf({ result, error }: Answer): RedisReply {
  if (error !== undefined) {
    if (error.startsWith("NOPERM"))
      throw new AnsatzError(
        "invalid_configuration",
        "The token of the store may not write. Set ANSATZ_STORE_TOKEN to the database's standard token and not to its read-only one.",
        { cause: new RedisErrorReply(error) },
      );
    throw refusedReply(error);
  }
  if (result === undefined) throw unavailable(new Error("The store's answer has no result."));
  return result;
}
