import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { AnsatzError } from "../core/errors.ts";
import type { Store } from "../core/store-port.ts";
import { MemoryStore } from "./memory.ts";
import { RedisStore } from "./redis/redis-store.ts";
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
 * Opens the store a URL names: `memory:`, `sqlite:PATH`, `redis://HOST:PORT/DATABASE`, or by default a file in the data folder.
 *
 * @throws AnsatzError `invalid_configuration` for any other URL and for a file that cannot be opened.
 */
export function openStore(url?: string, environment: Environment = process.env): Store {
  if (url === undefined || url === "sqlite:")
    return new SqliteStore(join(dataFolder(environment), "ansatz.sqlite"));
  if (url === "memory:") return new MemoryStore();
  if (/^rediss?:\/\/./.test(url) && URL.canParse(url)) return openRedis(new URL(url));
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/s.exec(url)?.[1];
  if (path && path !== ":memory:" && !path.startsWith("//") && !path.includes("\0"))
    return new SqliteStore(resolve(path));
  throw new AnsatzError(
    "invalid_configuration",
    `The store "${url.slice(0, 200)}" is not one Ansatz knows. Use memory:, redis://HOST:PORT or sqlite:PATH, for example sqlite:./ansatz.sqlite.`,
  );
}

/**
 * `?prefix=NAME` keeps several services apart in one database; `?silence=SECONDS` is how long an instance
 * may be silent before it is taken for dead.
 */
function openRedis(url: URL): Store {
  const prefix = url.searchParams.get("prefix") ?? "ansatz";
  const silence = url.searchParams.get("silence") ?? "30";
  url.search = "";
  if (!/^[\w.-]{1,64}$/.test(prefix))
    throw new AnsatzError(
      "invalid_configuration",
      "The prefix of a Redis store takes up to 64 letters, digits, points, dashes and underscores.",
    );
  if (!/^[1-9]\d{0,3}$/.test(silence))
    throw new AnsatzError(
      "invalid_configuration",
      "The silence after which an instance of a Redis store is taken for dead is 1 to 9999 whole seconds.",
    );
  return new RedisStore(url.href, { prefix, silenceMs: Number(silence) * 1_000 });
}
