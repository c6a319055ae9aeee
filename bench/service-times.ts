import { join } from "node:path";

/** Where the figures of the last measurement are kept. */
export const SERVICE_TIMES = join(import.meta.dirname, "service-times.json");

interface Load {
  readonly aSecond: number;
  readonly p99Ms: number;
  readonly failed: number;
}

/** What questions took that the engine answers, each stored as a conversation in Redis. */
export interface ServiceTimes {
  readonly date: string;
  readonly machine: string;
  /** From request to reply, one question after the other. */
  readonly ms: readonly number[];
  /** Processor time of one question: at the instance with all its threads, and at Redis. */
  readonly instanceCpuMs: number;
  readonly redisCpuMs: number;
  /** Memory of Redis that one question with its events and reply takes. */
  readonly redisBytes: number;
  readonly throughput: readonly {
    readonly instances: number;
    /** `/v1/query`, which stores nothing, and `/v1/chat/completions`, which does. */
    readonly query: Load;
    readonly completion: Load;
  }[];
}
