import { AnsatzError } from "../../core/errors.ts";

/**
 * An instance is taken for dead when it was not heard of for this long. A sign is up to five seconds old
 * when the next one is due, so twenty seconds are borne of a machine or a Redis that is overloaded, and the
 * ten that a run at work waits for a store that is away.
 */
export const SILENCE_MS = 25_000;

/**
 * What the address of a Redis says beside where it is: `?prefix=NAME` keeps several services apart in one
 * database; `?silence=SECONDS` is how long an instance may be silent before it is taken for dead.
 *
 * @throws AnsatzError `invalid_configuration` for values that cannot be.
 */
export function readRedisAddress(text: string) {
  const url = new URL(text);
  const prefix = url.searchParams.get("prefix") ?? "ansatz";
  const silence = url.searchParams.get("silence") ?? String(SILENCE_MS / 1_000);
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
  return { address: url.href, options: { prefix, silenceMs: Number(silence) * 1_000 } };
}
