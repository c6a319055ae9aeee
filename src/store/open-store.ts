import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { AnsatzError } from "../core/errors.ts";
import type { Store } from "../core/store-port.ts";
import { MemoryStore } from "./memory.ts";
import { Secret } from "../core/secret.ts";
import { RedisConnection } from "./redis/connection.ts";
import { openHttpRedis } from "./redis/open-http-redis.ts";
import { readRedisAddress } from "./redis/redis-address.ts";
import { RedisStore } from "./redis/redis-store.ts";
import { requireVersion } from "./redis/require-version.ts";
import { SqliteStore } from "./sqlite.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder for all that Ansatz keeps: ANSATZ_DATA_DIR, else `ansatz` under the user's data folder. */
export function dataFolder(environment: Environment = process.env): string {
  const own = environment["ANSATZ_DATA_DIR"];
  if (own) return resolve(own);
  const shared = environment["XDG_DATA_HOME"];
  // A relative XDG_DATA_HOME is to be ignored, by the specification that names it.
  if (shared && isAbsolute(shared)) return join(shared, "ansatz");
  return join(homedir(), ".local", "share", "ansatz");
}

/**
 * Opens the store a URL names: `memory:`, `sqlite:PATH`, `redis://HOST:PORT/DATABASE`, `https://…` of a Redis by
 * HTTP with its token in ANSATZ_STORE_TOKEN, or by default a file in the data folder.
 *
 * @throws AnsatzError `invalid_configuration` for any other URL and for a file that cannot be opened.
 */
export function openStore(url?: string, environment: Environment = process.env): Store {
  if (url === undefined || url === "sqlite:")
    return new SqliteStore(join(dataFolder(environment), "ansatz.sqlite"));
  if (url === "memory:") return new MemoryStore();
  if (/^rediss?:\/\/./.test(url) && URL.canParse(url)) {
    const { address, options } = readRedisAddress(url);
    return new RedisStore(requireVersion(new RedisConnection(address)), options);
  }
  if (/^https?:\/\/./.test(url) && URL.canParse(url)) {
    const token = environment["ANSATZ_STORE_TOKEN"];
    return openHttpRedis(url, token ? new Secret(token) : null);
  }
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/s.exec(url)?.[1];
  if (path && path !== ":memory:" && !path.startsWith("//") && !path.includes("\0"))
    return new SqliteStore(resolve(path));
  throw new AnsatzError(
    "invalid_configuration",
    `The store "${url.slice(0, 200)}" is not one Ansatz knows. Use memory:, redis://HOST:PORT, the https:// address of a Redis by HTTP, or sqlite:PATH, for example sqlite:./ansatz.sqlite.`,
  );
}
