import { AnsatzError } from "../../core/errors.ts";
import { type RedisCommands, type RedisReply, unavailable } from "./redis-commands.ts";
import { refusedReply } from "./refused-reply.ts";

type Client = ReturnType<typeof import("redis").createClient>;

const CONNECT_MS = 2_000;
const COMMAND_MS = 5_000;

/**
 * One connection to Redis that finds back by itself. While Redis is away every call fails at once with
 * `store_unavailable`; nothing waits in a queue to be written later than it was acknowledged.
 */
export class RedisConnection implements RedisCommands {
  readonly #url: string;
  #client: Promise<Client> | null = null;
  #listener: Promise<Client> | null = null;
  /** Settles when the server was reached for the first time; a server that was lost is not waited for. */
  readonly #reached = Promise.withResolvers<void>();
  #wasReached = false;
  /** Why there is no connection at the moment. */
  #fault: unknown = null;
  #isClosed = false;

  constructor(url: string) {
    this.#url = url;
    // Each who waits hears of it.
    this.#reached.promise.catch(() => undefined);
  }

  send(...parts: readonly string[]): Promise<RedisReply> {
    return this.#use((client) => client.sendCommand<RedisReply>(parts));
  }

  async transact(commands: readonly (readonly string[])[]): Promise<void> {
    await this.#use((client) => {
      const many = client.multi();
      for (const parts of commands) many.addCommand([...parts]);
      return many.exec();
    });
  }

  /** @throws AnsatzError `store_unavailable` while Redis is away or too slow; what it refuses as such. */
  async #use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    this.#client ??= this.#open({ disableOfflineQueue: true });
    const client = await this.#client;
    try {
      if (!client.isReady && !this.#wasReached) await within(CONNECT_MS, this.#reached.promise);
      return await within(COMMAND_MS, work(client));
    } catch (cause) {
      throw await failureOf(client.isReady ? cause : (this.#fault ?? cause));
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const client of [await this.#client, await this.#listener]) client?.destroy();
  }

  /** Hears what other instances say on a channel, also after Redis was away. */
  async listen(channel: string, hear: (message: string) => void): Promise<void> {
    this.#listener ??= this.#open({ disableOfflineQueue: false });
    await (await this.#listener).subscribe(channel, hear);
  }

  async #open({ disableOfflineQueue }: { disableOfflineQueue: boolean }): Promise<Client> {
    const { createClient } = await import("redis");
    const client = createClient({
      url: this.#url,
      RESP: 2,
      disableOfflineQueue,
      socket: {
        connectTimeout: CONNECT_MS,
        reconnectStrategy: (retries) =>
          this.#isClosed ? false : Math.min(50 * 2 ** retries, 1_000),
      },
    });
    client.on("error", (fault: unknown) => {
      // Each failed call says so itself. The listener's connection says nothing about that of the commands.
      if (disableOfflineQueue) void this.#note(fault);
    });
    if (disableOfflineQueue)
      client.on("ready", () => {
        this.#wasReached = true;
        this.#fault = null;
        this.#reached.resolve();
      });
    client.connect().catch(() => undefined);
    return client as Client;
  }

  /** Whoever is refused for good need not be waited for. */
  async #note(fault: unknown): Promise<void> {
    this.#fault = fault;
    const failure = await failureOf(fault);
    if (failure.code === "invalid_configuration") this.#reached.reject(failure);
  }
}

/** What Redis itself answered is told apart from its being away. */
async function failureOf(cause: unknown): Promise<AnsatzError> {
  if (AnsatzError.isInstance(cause)) return cause;
  const { ErrorReply, MultiErrorReply } = await import("redis");
  const first = cause instanceof MultiErrorReply ? cause.errors().next().value : cause;
  return first instanceof ErrorReply ? refusedReply(first.message) : unavailable(cause);
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("Redis did not answer in time")), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
