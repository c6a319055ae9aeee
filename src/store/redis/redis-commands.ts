import { AnsatzError } from "../../core/errors.ts";

/** What Redis answers, as its protocol's second version has it: maps are lists of names and values in turn. */
export type RedisReply = string | number | null | readonly RedisReply[];

/** A way to a Redis. Every failure is `store_unavailable`, or `invalid_configuration` where waiting mends nothing. */
export interface RedisCommands {
  /** One command, in its parts. */
  send(...parts: readonly string[]): Promise<RedisReply>;
  /** All of them with nothing of anybody else's in between. */
  transact(commands: readonly (readonly string[])[]): Promise<void>;
  /** Hears what is published; only where a connection stays open. */
  listen?(channel: string, hear: (message: string) => void): Promise<void>;
  close(): Promise<void>;
}

export function unavailable(cause: unknown): AnsatzError {
  return new AnsatzError(
    "store_unavailable",
    "The service's store cannot be reached just now. Try again in a moment.",
    { cause },
  );
}

/** Lua that runs whole or not at all. */
export function runScript(
  redis: RedisCommands,
  script: string,
  keys: readonly string[],
  values: readonly string[],
): Promise<RedisReply> {
  return redis.send("EVAL", script, String(keys.length), ...keys, ...values);
}

export function listOf(reply: RedisReply): readonly RedisReply[] {
  return Array.isArray(reply) ? (reply as readonly RedisReply[]) : [];
}

export function textsOf(reply: RedisReply): string[] {
  return listOf(reply).map(String);
}

/** A hash: names and values in turn. */
export function fieldsOf(reply: RedisReply): Record<string, string> {
  const texts = textsOf(reply);
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let index = 0; index + 1 < texts.length; index += 2)
    fields[texts[index] as string] = texts[index + 1] as string;
  return fields;
}
