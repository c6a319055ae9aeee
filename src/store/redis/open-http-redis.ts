import { AnsatzError } from "../../core/errors.ts";
import type { Secret } from "../../core/secret.ts";
import { HttpRedis } from "./http-redis.ts";
import { readRedisAddress } from "./redis-address.ts";
import { RedisStore } from "./redis-store.ts";
import { requireVersion } from "./require-version.ts";
import { RunLife } from "./signs-of-life.ts";

/**
 * The store in a Redis that is reached by HTTP.
 *
 * @throws AnsatzError `invalid_configuration` without a token and for a bad address.
 */
export function openHttpRedis(address: string, token: Secret | null): RedisStore {
  if (token === null)
    throw new AnsatzError(
      "invalid_configuration",
      "A store by HTTP needs its token. Set ANSATZ_STORE_TOKEN to the REST token of the database; on Workers with wrangler secret put ANSATZ_STORE_TOKEN.",
    );
  const { address: url, options } = readRedisAddress(address);
  return new RedisStore(requireVersion(new HttpRedis({ url, token })), {
    ...options,
    life: RunLife,
  });
}
