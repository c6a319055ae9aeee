import { AnsatzError } from "../../core/errors.ts";
import { unavailable } from "./redis-commands.ts";

/** Redis's own words for an error, apart from there being no answer at all. */
export class RedisErrorReply extends Error {}

const ADDRESS = "redis://USER:PASSWORD@HOST:PORT, or redis://:PASSWORD@HOST:PORT without a user";

/** Error replies that last until somebody mends them, by how they begin. */
const SETUP_FAULTS: readonly (readonly [RegExp, string])[] = [
  [
    /^NOAUTH/,
    `The Redis of the store asks for a password. Give it in the store's address: ${ADDRESS}.`,
  ],
  [
    /^WRONGPASS|invalid (username-password pair|password)|AUTH <password> called without/i,
    `The Redis of the store refuses the user or the password of the store's address. Correct them: ${ADDRESS}; signs such as @ and / are percent-encoded there.`,
  ],
  [
    /^NOPERM/,
    "The user of the store's Redis may not do what a store needs: ACL SETUSER NAME '~{PREFIX}:*' '&{PREFIX}:*' +@read +@write +@scripting +@transaction +@pubsub +@connection +time +info, where PREFIX is ansatz unless the address says otherwise.",
  ],
  [
    /^MOVED|^ASK /,
    "The Redis of the store is a node of a cluster that does not hold the store's keys. Give the address of the node that holds {PREFIX}, which CLUSTER KEYSLOT and CLUSTER SLOTS tell.",
  ],
];

/**
 * What an error reply means: `invalid_configuration` with the sentence that mends it where waiting does not
 * help, else `store_unavailable`.
 */
export function refusedReply(reply: string): AnsatzError {
  const cause = new RedisErrorReply(reply);
  const fault = SETUP_FAULTS.find(([form]) => form.test(reply));
  if (fault !== undefined) return new AnsatzError("invalid_configuration", fault[1], { cause });
  // A replica becomes the primary in a failover, so this one may pass.
  if (reply.startsWith("READONLY"))
    return new AnsatzError(
      "store_unavailable",
      "The Redis of the store takes no writes just now. Try again in a moment; if this lasts, give ANSATZ_STORE the address of the primary and not of a replica.",
      { cause },
    );
  return unavailable(cause);
}
