import { AnsatzError } from "../../core/errors.ts";
import type { RedisCommands } from "./redis-commands.ts";
import { readServerInfo, type ServerInfo } from "./server-info.ts";

/** ZADD with GT and ZRANGE with REV came with 6.2, the youngest of all that a store asks for. */
const LEAST = [6, 2] as const;

/**
 * A way to a Redis that is asked for its version before anything else. One that does not tell is taken as it
 * is; one that is too old refuses everything with `invalid_configuration` until it is a newer one.
 */
export function requireVersion(redis: RedisCommands): RedisCommands {
  let checking: Promise<void> | null = null;
  const checked = async (): Promise<void> => {
    checking ??= readServerInfo(redis).then(check);
    try {
      await checking;
    } catch (error) {
      checking = null;
      throw error;
    }
  };
  return {
    send: async (...parts) => {
      await checked();
      return redis.send(...parts);
    },
    transact: async (commands) => {
      await checked();
      await redis.transact(commands);
    },
    ...(redis.listen === undefined ? {} : { listen: redis.listen.bind(redis) }),
    close: () => redis.close(),
  };
}

function check(info: ServerInfo): void {
  // Valkey went its own way from Redis 7.2, and the version of Redis it names is for old programs.
  if (info["valkey_version"] !== undefined) return;
  const version = info["redis_version"];
  const [major, minor] = (version ?? "").split(".").map(Number);
  if (!Number.isInteger(major) || !Number.isInteger(minor)) return;
  if (Number(major) > LEAST[0] || (major === LEAST[0] && Number(minor) >= LEAST[1])) return;
  throw new AnsatzError(
    "invalid_configuration",
    `The Redis of the store is version ${version}, and a store needs ${LEAST.join(".")} or newer. Update it, or give ANSATZ_STORE the address of a newer Redis or of a Valkey.`,
  );
}
