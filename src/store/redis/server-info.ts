import { AnsatzError } from "../../core/errors.ts";
import type { RedisCommands } from "./redis-commands.ts";
import { RedisErrorReply } from "./refused-reply.ts";

export type ServerInfo = Readonly<Record<string, string | undefined>>;

/** What a Redis says of itself; empty where it does not say, as some hosted ones. */
export async function readServerInfo(redis: RedisCommands): Promise<ServerInfo> {
  let text: string;
  try {
    text = String(await redis.send("INFO", "server"));
  } catch (error) {
    // Whether whoever asks is let in at all shows at the next command.
    if (AnsatzError.isInstance(error) && error.cause instanceof RedisErrorReply) return {};
    throw error;
  }
  const pairs = text.matchAll(/^(\w+):(.*?)\r?$/gm);
  return Object.fromEntries(Array.from(pairs, ([, name, value]) => [name, value]));
}
