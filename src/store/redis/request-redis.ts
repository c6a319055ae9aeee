import { AsyncLocalStorage } from "node:async_hooks";
import { AnsatzError } from "../../core/errors.ts";
import { RedisConnection } from "./connection.ts";
import { readRedisAddress } from "./redis-address.ts";
import type { RedisCommands, RedisReply } from "./redis-commands.ts";
import { RedisStore } from "./redis-store.ts";
import { requireVersion } from "./require-version.ts";
import { RunLife } from "./signs-of-life.ts";

type Connections = Map<RequestRedis, RedisConnection>;

const requests = new AsyncLocalStorage<Connections>();

/** Work of one request, and all that it leaves behind to be done: it has connections of its own. */
export function inRequest<T>(work: () => T): T {
  return requests.run(new Map(), work);
}

/** Events are asked for by whoever reads them, outside of the request's work; this brings them back into it. */
export function keepInRequest(response: Response): Response {
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (!isStream || response.body === null) return response;
  const reader = response.body.getReader();
  const inside = AsyncLocalStorage.snapshot();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) =>
      inside(async () => {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      }),
    cancel: (reason) => inside(() => reader.cancel(reason)),
  });
  return new Response(body, response);
}

/**
 * Redis over TCP where no request may touch what another has opened, as on Cloudflare Workers: each request
 * opens its own connection with its first command, and the place drops it with the request.
 */
class RequestRedis implements RedisCommands {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  send(...parts: readonly string[]): Promise<RedisReply> {
    return this.#connection().send(...parts);
  }

  transact(commands: readonly (readonly string[])[]): Promise<void> {
    return this.#connection().transact(commands);
  }

  async close(): Promise<void> {
    await requests.getStore()?.get(this)?.close();
  }

  #connection(): RedisConnection {
    const own = requests.getStore();
    if (own === undefined)
      throw new AnsatzError("internal", "A store of requests is used outside of a request.");
    const known = own.get(this) ?? new RedisConnection(this.#url);
    own.set(this, known);
    return known;
  }
}

/**
 * The store in a Redis that is reached over TCP from within requests alone.
 *
 * @throws AnsatzError `invalid_configuration` for a bad address.
 */
export function openRequestRedis(url: string): RedisStore {
  const { address, options } = readRedisAddress(url);
  return new RedisStore(requireVersion(new RequestRedis(address)), { ...options, life: RunLife });
}
