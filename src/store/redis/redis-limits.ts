import { z } from "zod";
import type { LimitState, LimitStore, LimitTake } from "../../core/limit-port.ts";
import { PLACE_RETRY_MS } from "../places.ts";
import { retryAfter } from "../token-bucket.ts";
import { type RedisCommands, runScript } from "./redis-commands.ts";
import { TAKE_LIMITS } from "./scripts.ts";

const answerSchema = z.array(z.tuple([z.number(), z.string(), z.string()]));

export interface RedisLimitOptions {
  /** Go by the time that the asker gives, and not by Redis's. */
  readonly isAskersTime?: boolean;
}

/**
 * Buckets and places that all instances share. One script decides, by the clock of Redis: the clocks of
 * instances differ, and one that jumps would fill every bucket.
 */
export class RedisLimits implements LimitStore {
  readonly #redis: RedisCommands;
  readonly #key: (...parts: readonly string[]) => string;
  readonly #isAskersTime: boolean;

  constructor(
    redis: RedisCommands,
    key: (...parts: readonly string[]) => string,
    { isAskersTime = false }: RedisLimitOptions = {},
  ) {
    this.#redis = redis;
    this.#key = key;
    this.#isAskersTime = isAskersTime;
  }

  async take(takes: readonly LimitTake[], nowMs: number): Promise<readonly LimitState[]> {
    const keys = takes.map((take) => this.#keyOf(take.kind, take.id));
    const values = [this.#isAskersTime ? nowMs : "", ...takes.flatMap(valuesOf)];
    const answer = await runScript(this.#redis, TAKE_LIMITS, keys, values.map(String));
    return answerSchema.parse(answer).map(([allowed, left, missing], index) => {
      const take = takes[index];
      const isAllowed = allowed === 1;
      const waitMs =
        take?.kind === "tokens"
          ? retryAfter(Number(missing), take.bucket.perSecond)
          : PLACE_RETRY_MS;
      return {
        isAllowed,
        remaining: Math.floor(Number(left)),
        retryAfterMs: isAllowed ? 0 : waitMs,
      };
    });
  }

  async release(id: string, holder: string): Promise<void> {
    await this.#redis.send("ZREM", this.#keyOf("place", id), holder);
  }

  #keyOf(kind: LimitTake["kind"], id: string): string {
    return this.#key(kind === "tokens" ? "bucket" : "places", id);
  }
}

function valuesOf(take: LimitTake): (string | number)[] {
  const owing = take.isOwing === true ? 1 : 0;
  if (take.kind === "place") return [take.kind, take.places, take.forMs, take.holder, "", owing];
  const { bucket, cost, least = cost } = take;
  return [take.kind, bucket.capacity, bucket.perSecond, cost, least, owing];
}
